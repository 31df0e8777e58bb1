from __future__ import annotations

import itertools
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from streamlit_chatkit import ToolError, _bridge, client_tool
from streamlit_chatkit._backend import ClientSecret
from streamlit_chatkit._dispatch import Dispatcher
from streamlit_chatkit._events import Handlers
from streamlit_chatkit._state import ChatState
from streamlit_chatkit._tools import Toolbox

from .app_harness import Api


def dispatcher(*tools: Any) -> Dispatcher:
    connection = Api().backend().connect(None, frame_url=None, app_origin=None)
    return Dispatcher(ChatState("chatkit"), connection, "u", Toolbox(tools), Handlers({}), {})


def batch(of: Dispatcher, *names: str, first: int = 1) -> dict[str, Any]:
    return {
        "session": of.state.bridge.session,
        "mount": "m",
        "attempt": 0,
        "received": 0,
        "messages": [
            {
                "id": number,
                "type": "client_tool",
                "data": {"name": name, "params": {}, "toolCallId": f"c{number}"},
            }
            for number, name in enumerate(names, first)
        ],
    }


def contents(of: Dispatcher) -> list[object]:
    outgoing: Any = of.state.bridge.outgoing
    return [item["value"]["content"] for item in outgoing if "value" in item]


def test_script_threads_that_overlap_run_each_message_once_and_in_order() -> None:
    calls: list[str] = []

    def one() -> None:
        calls.append("one")

    def two() -> None:
        calls.append("two")

    chat = dispatcher(one, two)
    value = batch(chat, *["one", "two"] * 20)
    start = threading.Barrier(8)

    def run() -> None:
        start.wait(10)
        chat.feed(value)

    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(run) for _ in range(8)]:
            future.result(10)
    assert calls == ["one", "two"] * 20
    assert _bridge.arguments(chat.state.bridge)["ack"] == {"mount": "m", "id": 40}


def test_a_run_with_nothing_new_does_not_wait_for_a_tool() -> None:
    started, release = threading.Event(), threading.Event()

    def slow() -> str:
        started.set()
        assert release.wait(10)
        return "done"

    chat = dispatcher(slow)
    value = batch(chat, "slow")
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(chat.feed, value)
        assert started.wait(10)
        chat.feed(value)
        assert _bridge.arguments(chat.state.bridge)["ack"] is None
        release.set()
        running.result(10)
    assert contents(chat) == ["done"]
    assert _bridge.arguments(chat.state.bridge)["ack"] == {"mount": "m", "id": 1}


def test_a_script_that_is_stopped_inside_a_tool_answers_and_handles_the_rest_later() -> None:
    class Stop(BaseException): ...

    calls: list[str] = []

    def stops() -> None:
        calls.append("stops")
        raise Stop

    def works() -> str:
        calls.append("works")
        return "ok"

    chat = dispatcher(stops, works)
    value = batch(chat, "stops", "works")
    with pytest.raises(Stop):
        chat.feed(value)
    assert _bridge.arguments(chat.state.bridge)["ack"] == {"mount": "m", "id": 1}
    chat.feed(value)
    assert calls == ["stops", "works"]
    assert contents(chat) == ["The tool was interrupted.", "ok"]


def test_a_tool_or_handler_that_exits_ends_neither_the_script_nor_the_batch() -> None:
    def leave() -> None:
        sys.exit(2)

    def after() -> str:
        return "ok"

    chat = replace(dispatcher(leave, after), handlers=Handlers({"ready": leave}))
    value = batch(chat, "leave", "after", "after")
    value["messages"][1].update(type="event", data={"name": "ready"})
    chat.feed(value)
    assert contents(chat) == ["The tool failed with SystemExit.", "ok"]
    assert _bridge.arguments(chat.state.bridge)["ack"] == {"mount": "m", "id": 3}


def test_a_tool_may_give_the_chat_a_command() -> None:
    def focus() -> str:
        chat.state.queue_command("focusComposer", {})
        return "ok"

    chat = dispatcher(focus)
    chat.feed(batch(chat, "focus"))
    outgoing: Any = chat.state.bridge.outgoing
    assert [item["type"] for item in outgoing] == ["command", "reply"]


def test_nothing_of_a_user_reaches_the_next_one_who_comes_while_a_tool_runs() -> None:
    calls: list[str] = []

    def leave() -> str:
        calls.append("leave")
        chat.state.belong_to("https://api.example", "a1", "bob")
        return "of ann"

    def later() -> None:
        calls.append("later")

    chat = dispatcher(leave, later)
    chat.state.belong_to("https://api.example", "a1", "ann")
    chat.feed(batch(chat, "leave", "later"))
    assert calls == ["leave"]
    assert chat.state.bridge.outgoing == ()
    assert _bridge.arguments(chat.state.bridge)["ack"] is None
    chat.feed(batch(chat, "later"))
    assert calls == ["leave", "later"], "a call of another user has no result yet"
    assert contents(chat) == [None]


def test_a_tool_with_a_question_runs_only_when_the_user_agreed() -> None:
    sent: list[str] = []

    @client_tool(confirm="Send it?")
    def send() -> str:
        sent.append("invoice")
        return "sent"

    chat = dispatcher(send)
    value = batch(chat, "send", "send")
    value["messages"][0]["data"]["approved"] = "true"
    value["messages"][1]["data"]["approved"] = True
    chat.feed(value)
    assert contents(chat) == ["The user did not approve this call.", "sent"]
    assert sent == ["invoice"]


def test_only_a_tool_that_ran_and_asked_for_it_reruns_the_app() -> None:
    @client_tool(rerun=True)
    def change(to: int = 1) -> None:
        if to > 1:
            raise ToolError("no")

    def look() -> None: ...

    def reruns_after(name: str, call_id: str, **params: object) -> bool:
        chat.state.app_rerun_wanted = False
        value = batch(chat, name, first=next(numbers))
        value["messages"][0]["data"].update(params=params, toolCallId=call_id)
        chat.feed(value)
        return chat.state.app_rerun_wanted

    chat, numbers = dispatcher(change, look), itertools.count(1)
    assert reruns_after("change", "c1")
    assert reruns_after("change", "c2", to=2), "it may have changed something before it failed"
    assert not reruns_after("change", "c1"), "it ran before"
    assert not reruns_after("change", "c3", to="x"), "it did not run"
    assert not reruns_after("look", "c4")
    assert not reruns_after("unknown", "c5")


def test_a_request_that_fails_unexpectedly_is_answered_without_the_text_of_the_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken:
        api_url = home = cache_key = "https://a.example"
        assistant_id, frame_url = "a1", None

        def mint(self, user: str) -> ClientSecret:
            return ClientSecret("cs-x-0123456789", 600)

        def attach(self, secret: str) -> None:
            raise RuntimeError(secret)

    chat = Dispatcher(ChatState("chatkit"), Broken(), "u", Toolbox(), Handlers({}), {})
    value = batch(chat)
    value["messages"] = [{"id": 1, "type": "client_secret", "data": {"refused": None}}]
    chat.feed(value)
    outgoing: Any = chat.state.bridge.outgoing
    assert [item["error"]["name"] for item in outgoing] == ["InternalError"]
    assert "cs-x-0123456789" not in f"{outgoing} {caplog.text}"
    assert _bridge.arguments(chat.state.bridge)["ack"] == {"mount": "m", "id": 1}


def test_a_call_that_was_cancelled_is_acknowledged_and_does_nothing() -> None:
    calls: list[str] = []

    def act() -> None:
        calls.append("act")

    chat = dispatcher(act)
    value = batch(chat, "act", "act")
    value["messages"][0]["data"]["cancelled"] = True
    chat.feed(value)
    assert calls == ["act"]
    outgoing: Any = chat.state.bridge.outgoing
    assert [item["id"] for item in outgoing] == [2]
    assert _bridge.arguments(chat.state.bridge)["ack"] == {"mount": "m", "id": 2}


@example(["lost", "cancel", "reload", "send", "replay"])
@given(st.lists(st.sampled_from(["send", "lost", "cancel", "replay", "reload"]), max_size=40))
def test_any_interleaving_runs_a_tool_once_or_not_at_all_when_cancelled_before(
    steps: list[str],
) -> None:
    ran: list[str] = []

    def act(call: str) -> str:
        ran.append(call)
        return call

    chat = dispatcher(act)
    handled: dict[int, bool] = {}
    data: list[dict[str, Any]] = [
        {"name": "act", "params": {"call": f"c{number}"}, "toolCallId": f"c{number}"}
        for number in range(1, 5)
    ]
    sent: list[dict[str, Any]] = []
    mount = 1

    def send() -> dict[str, Any]:
        messages = [
            {"id": number, "type": "client_tool", "data": dict(item)}
            for number, item in enumerate(data, 1)
        ]
        session = chat.state.bridge.session
        value = {"session": session, "mount": f"m{mount}", "received": 0, "messages": messages}
        sent.append(value)
        return value

    for step in steps:
        if step == "cancel":
            data[len(sent) % 4]["cancelled"] = True
        elif step == "reload":
            mount += 1
        elif step == "lost":
            send()
        elif step == "replay" and sent:
            chat.feed(sent[0])
        elif step == "send":
            for number, item in enumerate(send()["messages"], 1):
                handled.setdefault(number, "cancelled" in item["data"])
            chat.feed(sent[-1])
    chat.feed(send())
    # What comes late from before a reload comes behind what the new page has sent.
    assert mount > 1 or sorted(ran) == ran
    assert len(set(ran)) == len(ran)
    answered = {item["value"]["content"] for item in _outgoing(chat)}
    assert answered == set(ran)
    assert {number for number, cancelled in handled.items() if not cancelled} <= {
        int(call[1:]) for call in ran
    }


def _outgoing(of: Dispatcher) -> list[Any]:
    return list(of.state.bridge.outgoing)
