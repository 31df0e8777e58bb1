"""When what the script drew is on its way to the browser."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from streamlit_chatkit import _compat
from streamlit_chatkit._compat import _delivery, _private


@dataclass
class Session:
    """What Streamlit keeps of a session, with one message that is not sent yet."""

    _event_loop: asyncio.AbstractEventLoop
    _browser_queue: ForwardMsgQueue = field(default_factory=ForwardMsgQueue)
    listeners: list[Callable[..., None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._browser_queue.enqueue(ForwardMsg())
        self._scriptrunner = SimpleNamespace(
            on_event=SimpleNamespace(connect=self.listeners.append)
        )

    def send_soon(self) -> None:
        loop = self._event_loop
        loop.call_soon_threadsafe(loop.call_later, 0.05, self._browser_queue.flush)

    @property
    def is_sent(self) -> bool:
        return self._browser_queue.is_empty()


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """The session of this run; a browser is connected to it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    session = Session(loop)
    manager = SimpleNamespace(
        get_active_session_info={"here": SimpleNamespace(session=session), "away": None}.get
    )
    known = {
        "get_instance": lambda: SimpleNamespace(_session_mgr=manager),
        "get_script_run_ctx": lambda **_: SimpleNamespace(session_id="here"),
    }
    monkeypatch.setattr(_private, "find", lambda _, name: known[name])
    yield session
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_a_full_run_ends_when_its_deltas_have_left(session: Session) -> None:
    _compat.let_deltas_go("f", time.monotonic())
    assert not session.is_sent
    (on_event,) = session.listeners
    for event in ScriptRunnerEvent:
        if event is not ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS:
            on_event(None, event=event)
    assert not session.is_sent

    session.send_soon()
    on_event(None, event=ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS, run_descriptor=None)
    assert session.is_sent


def test_a_fragment_that_is_waited_for_lets_its_deltas_go_at_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_delivery, "is_fragment_run", lambda: True)
    monkeypatch.setattr(_private, "option", {"runner.postScriptGC": True}.get)
    slept: list[tuple[float, bool]] = []
    monkeypatch.setattr(time, "sleep", lambda seconds: slept.append((seconds, session.is_sent)))
    _compat.let_deltas_go("f", time.monotonic())
    assert not session.is_sent
    assert slept == []

    session.send_soon()
    _compat.let_deltas_go("f", time.monotonic(), awaited=True)
    assert session.is_sent
    # Then the browser passes them on.
    assert slept == [(_delivery._PASSED_ON, True)]
    assert session.listeners == []


def test_nothing_waits_where_no_browser_is_connected(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_private, "run_context", lambda: SimpleNamespace(session_id="away"))
    assert _delivery.wait_until_sent()
    _compat.let_deltas_go("f", time.monotonic(), awaited=True)
    assert not session.is_sent
    assert session.listeners == []


def test_no_run_is_held_for_a_collection_that_streamlit_does_not_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []
    held: list[bool] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(_delivery, "is_fragment_run", lambda: True)
    for collects in (True, False):
        monkeypatch.setattr(_private, "option", {"runner.postScriptGC": collects}.get)
        _compat.let_deltas_go("f", time.monotonic(), awaited=True)
        held.append(sum(slept) > 0)
        slept.clear()
    assert held == [True, False]
