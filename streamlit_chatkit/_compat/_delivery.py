"""When what the script drew is on its way to the browser."""

from __future__ import annotations

import threading
import time

from streamlit_chatkit._compat import _connection, _private
from streamlit_chatkit._compat._runs import is_fragment_run

_DELTAS_SENT = 0.04
"""Seconds after which Streamlit has sent the deltas of a run to the browser, with a margin."""

_FLUSH_INTERVAL = 0.01
"""Seconds that Streamlit lets pass from one sending to the next."""

_PASSED_ON = 0.02
"""Seconds in which a browser nearby passes on what it got, as a tool's answer to the agent."""

_LOOK_INTERVAL = 0.002
"""Seconds from one look at what is still to be sent to the next."""

_PATIENCE = 5.0
"""Seconds after which a run goes on although its deltas were not sent, as to a stuck browser."""


def let_deltas_go(fragment_id: str | None, drawn_at: float, *, awaited: bool = False) -> None:
    """See to it that the browser gets what a fragment drew, where going on would lose or delay it.

    A fragment run that begins right behind a full run drops the deltas of that fragment which were
    not sent yet, and the browser then creates the component anew. Nobody knows in the midst of a
    full run whether a request will come, so each one sends its deltas before it ends: behind it
    Streamlit collects garbage (``runner.postScriptGC``), and nothing is sent or heard meanwhile,
    for 40 ms to seconds.

    A fragment run that somebody waits for lets its deltas go before that too, and leaves the
    browser a moment to pass them on, as often through this process. Any other fragment run is not
    held: the one behind it draws the same again.

    If Streamlit no longer tells what it has sent, or when a run ends, this waits for as long as
    sending usually takes, where a request is waiting or expected.

    Parameters
    ----------
    fragment_id : str or None
        The fragment; ``None`` if unknown.
    drawn_at : float
        ``time.monotonic()`` of the drawing.
    awaited : bool, default False
        Whether the browser waits for what the fragment drew, and will say something about it.
    """
    if is_fragment_run():
        if awaited:
            _connection.send_at_once()
        if awaited and _private.option("runner.postScriptGC"):
            if not wait_until_sent():
                _sleep_until(drawn_at + _FLUSH_INTERVAL)
            time.sleep(_PASSED_ON)
    elif not _wait_at_the_end() and (awaited or _is_waiting(fragment_id)):
        _sleep_until(drawn_at + _DELTAS_SENT)


def wait_until_sent() -> bool:
    """Wait until the session's deltas have left; ``False`` if Streamlit does not tell."""
    sent = threading.Event()
    deadline = time.monotonic() + _PATIENCE
    try:
        info = _connection.session_info()
        if info is None:
            return True  # Nobody is there to send them to.
        session = info.session
        is_empty, loop = session._browser_queue.is_empty, session._event_loop

        # In the loop that sends: what the script drew before is in the queue by then.
        def look() -> None:
            if is_empty() or time.monotonic() > deadline:
                # Taken from the queue they are sent one by one.
                loop.call_later(_LOOK_INTERVAL, sent.set)
            else:
                loop.call_later(_LOOK_INTERVAL, look)

        loop.call_soon_threadsafe(look)
    except _private.GONE:
        return False
    return sent.wait(_PATIENCE)


def _wait_at_the_end() -> bool:
    """Let this run wait at its end until its deltas have left; ``False`` if that cannot be.

    However often it is called in a run, that waits once: a signal knows its receivers.
    """
    try:
        info = _connection.session_info()
        if info is not None:
            info.session._scriptrunner.on_event.connect(_on_runner_event)
    except _private.GONE:
        return False
    return True


def _on_runner_event(_runner: object, *, event: object = None, **_: object) -> None:
    # Streamlit calls it in the thread of the script, which it thereby holds.
    if getattr(event, "name", None) == "SCRIPT_STOPPED_WITH_SUCCESS":
        wait_until_sent()


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def _is_waiting(fragment_id: str | None) -> bool:
    requests = getattr(_private.run_context(), "script_requests", None)
    state = getattr(getattr(requests, "_state", None), "name", None)
    queue = getattr(getattr(requests, "_rerun_data", None), "fragment_id_queue", None) or ()
    return state == "RERUN" and (fragment_id in queue if fragment_id else bool(queue))
