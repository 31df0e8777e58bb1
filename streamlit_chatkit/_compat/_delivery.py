"""When what the script drew is on its way to the browser."""

from __future__ import annotations

import threading
import time

from streamlit_chatkit._compat import _private
from streamlit_chatkit._compat._runs import is_fragment_run

_DELTAS_SENT = 0.04
"""Seconds after which Streamlit has sent the deltas of a run to the browser, with a margin."""

_FLUSH_INTERVAL = 0.01
"""Seconds that Streamlit lets pass from one sending to the next."""

_LOOK_INTERVAL = 0.002
"""Seconds from one look at what is still to be sent to the next."""

_PATIENCE = 5.0
"""Seconds after which a run goes on although its deltas were not sent, as to a stuck browser."""


def let_deltas_go(fragment_id: str | None, drawn_at: float, *, awaited: bool = False) -> None:
    """Wait until the browser has what a fragment drew, where going on would lose or delay it.

    A fragment run that begins right behind a full run drops the deltas of that fragment which were
    not sent yet, and the browser then creates the component anew. So a full run that has such a
    request waiting behind it, or coming, ends a little later.

    At the end of a run Streamlit collects garbage (``runner.postScriptGC``), and nothing is sent
    or heard meanwhile, for 40 ms to seconds. So a fragment run that somebody waits for lets its
    deltas go before. Any other run is not held.

    If Streamlit no longer tells what it has sent, this waits for as long as that usually takes.

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
        usual = _FLUSH_INTERVAL if awaited and _private.option("runner.postScriptGC") else 0.0
    else:
        usual = _DELTAS_SENT if awaited or _is_waiting(fragment_id) else 0.0
    if usual and not wait_until_sent():
        time.sleep(max(0.0, drawn_at + usual - time.monotonic()))


def wait_until_sent() -> bool:
    """Wait until the session's deltas have left; ``False`` if Streamlit does not tell."""
    sent = threading.Event()
    deadline = time.monotonic() + _PATIENCE
    runtime = _private.find("runtime", "get_instance")
    try:
        session_id = _private.run_context().session_id
        info = runtime()._session_mgr.get_active_session_info(session_id)
        if info is None:
            return True  # Nobody is there to send them to.
        is_empty, loop = info.session._browser_queue.is_empty, info.session._event_loop

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


def _is_waiting(fragment_id: str | None) -> bool:
    requests = getattr(_private.run_context(), "script_requests", None)
    state = getattr(getattr(requests, "_state", None), "name", None)
    queue = getattr(getattr(requests, "_rerun_data", None), "fragment_id_queue", None) or ()
    return state == "RERUN" and (fragment_id in queue if fragment_id else bool(queue))
