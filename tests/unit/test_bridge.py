from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlit_chatkit import _bridge
from streamlit_chatkit._bridge import Bridge, Message

TRANSCRIPTS = sorted((Path(__file__).parents[1] / "fixtures" / "bridge").glob("*.json"))


class Server:
    """The Python end: feeds values, keeps what went to the handlers."""

    def __init__(self, session: str) -> None:
        self.bridge = Bridge(session)
        self.handled: list[tuple[str, Message]] = []

    def feed(self, value: object) -> None:
        batch = _bridge.parse_batch(value)
        if batch is None:
            return
        self.bridge, messages = _bridge.receive(self.bridge, batch)
        for message in messages:
            self.bridge = _bridge.begin(self.bridge, batch.mount, message.id)
            self.handled.append((batch.mount, message))
            self.bridge = _bridge.finish(self.bridge, batch.mount, message.id)


def test_there_are_transcripts() -> None:
    assert TRANSCRIPTS


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_transcripts_shared_with_the_component_hold(path: Path) -> None:
    server = Server("before the first session")
    for number, step in enumerate(json.loads(path.read_text())["steps"], 1):
        where = f"step {number}"
        if "session" in step:
            server = Server(step["session"])
        elif "value" in step and not step.get("lost"):
            server.feed(step["value"])
        elif "handled" in step:
            assert [
                {"mount": mount, "id": m.id, "type": m.type, "data": m.data}
                for mount, m in server.handled
            ] == step["handled"], where
            server.handled.clear()
        elif "reply" in step:
            answer = step["reply"]
            if "error" in answer:
                server.bridge = _bridge.reply_error(
                    server.bridge, answer["mount"], answer["id"], **answer["error"]
                )
            else:
                server.bridge = _bridge.reply(
                    server.bridge, answer["mount"], answer["id"], answer["value"]
                )
        elif "command" in step:
            server.bridge = _bridge.command(server.bridge, **step["command"])
        elif "arguments" in step and not step.get("repeated"):
            assert _bridge.arguments(server.bridge) == step["arguments"], where
    assert server.handled == []


class Browser:
    """The component of one tab: one batch in flight, the same one again when it hears nothing."""

    def __init__(self) -> None:
        self.mounts = 0
        self.received = 0
        self.session = "s"
        self.got: list[tuple[str, object]] = []
        self.remount()

    def remount(self) -> None:
        self.mounts += 1
        self.mount = f"m{self.mounts}"
        self.next_id = 1
        self.waiting: list[dict[str, Any]] = []
        self.in_flight: dict[str, Any] | None = None

    def say(self, text: str) -> None:
        data = {"text": text}
        self.waiting.append({"id": self.next_id, "type": "event", "data": data})
        self.next_id += 1

    def cancel(self, random: Any) -> None:
        """Cancel a message that is not acknowledged, in place."""
        if self.waiting:
            number = random.randrange(len(self.waiting))
            message = self.waiting[number]
            self.waiting[number] = {**message, "data": {**message["data"], "cancelled": True}}

    def receipt(self) -> dict[str, Any] | None:
        """Say what was received, with nothing else to say."""
        if self.waiting or self.in_flight is not None:
            return None
        return {
            "session": self.session,
            "mount": self.mount,
            "attempt": 0,
            "received": self.received,
            "messages": [],
        }

    def value(self) -> dict[str, Any] | None:
        if self.in_flight is not None:
            sent = {message["id"] for message in self.in_flight["messages"]}
            self.in_flight = {
                **self.in_flight,
                "attempt": self.in_flight["attempt"] + 1,
                "received": self.received,
                "messages": [message for message in self.waiting if message["id"] in sent],
            }
        elif self.waiting:
            self.in_flight = {
                "session": self.session,
                "mount": self.mount,
                "attempt": 0,
                "received": self.received,
                "messages": list(self.waiting),
            }
        return self.in_flight

    def take(self, arguments: dict[str, Any]) -> None:
        for item in arguments["outgoing"]:
            if item["seq"] > self.received:
                self.received = item["seq"]
                self.got.append((item["type"], item.get("data") or item.get("value")))
        ack = arguments["ack"]
        if self.in_flight is None or ack is None or ack["mount"] != self.mount:
            return
        self.waiting = [m for m in self.waiting if m["id"] > ack["id"]]
        if self.in_flight["messages"][-1]["id"] <= ack["id"]:
            self.in_flight = None


steps = st.lists(
    st.sampled_from(
        [
            "say",
            "send",
            "send lost",
            "receipt",
            "receipt lost",
            "cancel",
            "replay",
            "draw",
            "draw lost",
            "command",
            "remount",
            "stale",
        ]
    ),
    max_size=80,
)


@given(steps, st.randoms(use_true_random=False))
def test_any_interleaving_delivers_everything_once_and_in_order(
    steps: list[str], random: Any
) -> None:
    browser, server = Browser(), Server("s")
    said: dict[str, list[str]] = defaultdict(list)
    sent: list[dict[str, Any]] = []
    commands: list[str] = []
    answered: list[tuple[str, Message]] = []

    def feed(value: dict[str, Any]) -> None:
        server.feed(value)
        for mount, message in server.handled[len(answered) :]:
            answered.append((mount, message))
            server.bridge = _bridge.reply(
                server.bridge, mount, message.id, f"re {mount} {message.id}"
            )

    def step(name: str) -> None:
        if name == "say":
            said[browser.mount].append(text := f"{browser.mount}-{browser.next_id}")
            browser.say(text)
        elif name == "cancel":
            browser.cancel(random)
        elif name in {"send", "send lost", "receipt", "receipt lost"}:
            kind, *lost = name.split()
            value = browser.value() if kind == "send" else browser.receipt()
            if value is not None:
                sent.append(value)
                if not lost:
                    feed(value)
        elif name == "replay" and sent:
            feed(random.choice(sent))
        elif name == "stale" and sent:
            feed({**random.choice(sent), "session": "before the restart"})
        elif name == "draw":
            browser.take(_bridge.arguments(server.bridge))
        elif name == "command":
            commands.append(f"c{len(commands)}")
            server.bridge = _bridge.command(server.bridge, "sendUserMessage", {"n": commands[-1]})
        elif name == "remount":
            browser.remount()

    for name in steps:
        step(name)
    for _ in range(3):
        step("send")
        step("draw")

    handled: dict[str, list[object]] = defaultdict(list)
    for mount, message in server.handled:
        handled[mount].append(message.data["text"])
    for mount, texts in handled.items():
        assert texts == said[mount][: len(texts)]
    assert handled[browser.mount] == said[browser.mount]

    assert [data for kind, data in browser.got if kind == "command"] == [{"n": n} for n in commands]
    # What both ends agree on is carried no further.
    final = browser.receipt()
    assert final is not None
    feed(final)
    assert server.bridge.outgoing == ()

    replies = [value for kind, value in browser.got if kind == "reply"]
    assert replies == [f"re {mount} {message.id}" for mount, message in server.handled]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["session", "mount", "received", "messages", "id", "type", "data"]),
                inner,
            )
        ),
        max_leaves=20,
    )
)
def test_a_value_of_any_shape_is_taken_without_an_exception(value: object) -> None:
    server = Server("s")
    server.feed(value)
    server.feed({"session": "s", "mount": "m", "received": value, "messages": [value]})
    json.dumps(_bridge.arguments(server.bridge))


def test_a_batch_without_messages_only_forgets_what_was_received() -> None:
    server = Server("s")
    for number in (1, 2):
        server.bridge = _bridge.command(server.bridge, "focusComposer", {"n": number})
    server.feed({"session": "s", "mount": "m", "received": 1, "messages": []})
    assert _bridge.arguments(server.bridge) == {
        "session": "s",
        "ack": None,
        "outgoing": [{"seq": 2, "type": "command", "name": "focusComposer", "data": {"n": 2}}],
    }
    server.feed({"session": "another", "mount": "m", "received": 2, "messages": []})
    assert len(server.bridge.outgoing) == 1
    assert server.handled == []


def test_new_items_and_acknowledgements_are_news_and_receipts_are_not() -> None:
    server = Server("s")
    server.bridge = _bridge.command(server.bridge, "focusComposer", {})
    drawn = _bridge.arguments(server.bridge)
    assert not _bridge.has_news(drawn, drawn)
    server.feed({"session": "s", "mount": "m", "received": 1, "messages": []})
    received = _bridge.arguments(server.bridge)
    assert received["outgoing"] == []
    assert not _bridge.has_news(received, drawn)
    server.bridge = _bridge.command(server.bridge, "showHistory", {})
    assert _bridge.has_news(_bridge.arguments(server.bridge), drawn)
    server = Server("s")
    drawn = _bridge.arguments(server.bridge)
    server.feed({"session": "s", "mount": "m", "received": 0, "messages": [{"id": 1}]})
    assert _bridge.has_news(_bridge.arguments(server.bridge), drawn)
    assert _bridge.has_news(_bridge.arguments(Bridge("another")), drawn)


def test_a_message_is_acknowledged_when_its_handler_has_ended_and_not_before() -> None:
    messages: list[dict[str, object]] = [{"id": n, "type": "event", "data": {}} for n in (1, 2)]
    value = {"session": "s", "mount": "m", "received": 0, "messages": messages}
    batch = _bridge.parse_batch(value)
    assert batch is not None
    bridge, _ = _bridge.receive(Bridge("s"), batch)
    bridge = _bridge.begin(bridge, "m", 1)
    assert _bridge.arguments(bridge)["ack"] is None
    bridge = _bridge.begin(_bridge.finish(bridge, "m", 1), "m", 2)
    assert _bridge.arguments(bridge)["ack"] == {"mount": "m", "id": 1}
    assert _bridge.receive(bridge, batch)[1] == ()
    bridge = _bridge.finish(bridge, "m", 2)
    assert _bridge.arguments(bridge)["ack"] == {"mount": "m", "id": 2}


def test_a_message_of_no_known_form_is_still_acknowledged() -> None:
    server = Server("s")
    server.feed({"session": "s", "mount": "m", "received": 0, "messages": [{"id": 1}]})
    assert server.bridge.handled == {"m": 1}
    assert [message for _, message in server.handled] == [Message(1, "", {})]


def test_the_memory_of_mounts_is_bounded_and_keeps_the_newest() -> None:
    server = Server("s")
    batch = {"session": "s", "received": 0, "messages": [{"id": 1, "type": "event", "data": {}}]}
    for number in range(_bridge.MAX_MOUNTS * 2):
        server.feed({**batch, "mount": f"m{number}"})
        server.feed({**batch, "mount": "m0"})
    assert len(server.bridge.handled) == _bridge.MAX_MOUNTS
    assert sum(mount == "m0" for mount, _ in server.handled) == 1


def test_the_repr_holds_no_reply() -> None:
    bridge = _bridge.reply(Bridge("s"), "m", 1, {"secret": "cs-x-0123"})
    assert "cs-x-0123" not in repr(bridge)
