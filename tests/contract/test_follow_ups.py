"""Messages that come while a run goes on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from .harness import Chat, golden, kinds, message_body, run_id_of, text_of
from .test_golden_streams import normalised

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from streamlit_chatkit.local import Run

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = [pytest.mark.anyio, pytest.mark.each_database]


class Steerable:
    """An agent that begins, waits, and then looks at what came meanwhile."""

    def __init__(self) -> None:
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()

    async def __call__(self, run: Run) -> None:
        await run.text("Writing as DOCX")
        self.begun.set()
        await self.go_on.wait()
        for message in await run.follow_ups():
            assert message.text == "Use PDF instead"
            await run.text("Switching to PDF.")
        assert await run.follow_ups() == []


def follow_up(**more: Any) -> dict[str, Any]:
    body: dict[str, Any] = golden("follow-up-steer-request.json")
    del body["assistant_id"]
    body["input"] |= more
    return body


async def test_a_steered_message_reaches_the_running_agent(open_chat: OpenChat) -> None:
    agent = Steerable()
    chat = await open_chat(agent)
    streaming = asyncio.ensure_future(chat.send("Write a report"))
    await agent.begun.wait()
    accepted = await chat.post_run(follow_up(), how="")
    assert accepted.status_code == 201
    await chat.post_run(follow_up(), how="")  # repeated by a browser that got no answer
    agent.go_on.set()
    events = await streaming
    expected = golden("follow-up-steer.sse")
    for event in [*events, *expected]:
        ids = event.body if event.data.get("event") == "on_chat_event" else {}
        for key in ("messageIds", "clientMessageIds", "visibleAt"):
            ids.pop(key, None)
        for key in ("elapsedTime", "responseLatency", "xpertId", "updatedAt", "parentId"):
            if event.kind in {"on_agent_end", "on_message_start"}:
                event.body.pop(key, None)
    assert normalised(events) == normalised(expected)
    assert accepted.json()["run_id"] == run_id_of(events)
    messages = await chat.messages()
    assert [message["role"] for message in messages] == ["human", "ai", "human", "ai"]
    assert messages[2]["id"] == follow_up()["input"]["message"]["clientMessageId"]
    assert messages[1]["executionId"] == messages[3]["executionId"]
    assert [one["content"][0]["text"] for one in messages if one["role"] == "ai"] == [
        "Writing as DOCX",
        "Switching to PDF.",
    ]
    assert {message["status"] for message in messages} == {"success"}


async def test_a_steered_message_that_is_repeated_later_is_taken_once(open_chat: OpenChat) -> None:
    begun, come, taken, go_on = (asyncio.Event() for _ in range(4))

    async def agent(run: Run) -> None:
        begun.set()
        await come.wait()
        await run.text(" ".join(message.text for message in await run.follow_ups()))
        taken.set()
        await go_on.wait()
        assert await run.follow_ups() == []

    chat = await open_chat(agent)
    streaming = asyncio.ensure_future(chat.send("Write a report"))
    await begun.wait()
    accepted = await chat.post_run(follow_up(), how="")
    come.set()
    await taken.wait()
    repeated = [await chat.post_run(follow_up(), how="")]
    go_on.set()
    assert text_of(await streaming) == "Use PDF instead"

    repeated.append(await chat.post_run(follow_up(), how=""))  # there is no run any more
    for answer in repeated:
        assert answer.json()["run_id"] == accepted.json()["run_id"]
    assert kinds(await chat.stream(follow_up())) == ["complete"]
    client_id = follow_up()["input"]["message"]["clientMessageId"]
    as_a_message = await chat.send("Use PDF instead", id=client_id)
    assert run_id_of(as_a_message) == accepted.json()["run_id"]
    assert [one["role"] for one in await chat.messages()] == ["human", "ai", "human", "ai"]


async def test_a_steered_message_that_nobody_takes_is_given_back(open_chat: OpenChat) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def agent(run: Run) -> None:
        await run.text(run.input.text)
        begun.set()
        await go_on.wait()

    chat = await open_chat(agent)
    streaming = asyncio.ensure_future(chat.send("one"))
    await begun.wait()
    await chat.post_run(follow_up(), how="")
    go_on.set()
    events = await streaming
    told = next(event.body for event in events if event.kind == "on_chat_event")
    client_id = follow_up()["input"]["message"]["clientMessageId"]
    assert (told["type"], told["clientMessageIds"]) == ("follow_up_unconsumed", [client_id])
    assert len(await chat.messages()) == 2
    again = await chat.send("Use PDF instead", id=client_id)
    assert text_of(again) == "Use PDF instead"


async def test_a_queued_message_is_answered_after_the_run(open_chat: OpenChat) -> None:
    begun, go_on, answered = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def agent(run: Run) -> None:
        begun.set()
        await go_on.wait()
        await run.text(f"answer to {run.input.text}")
        if run.input.text == "third":
            answered.set()

    chat = await open_chat(agent)
    streaming = asyncio.ensure_future(chat.send("first"))
    await begun.wait()
    for text in ("second", "third"):
        message = {"input": {"input": text}}
        body = {"input": {"action": "follow_up", "mode": "queue", "message": message}}
        stream = await chat.stream(body)
        assert kinds(stream) == ["complete"]
    go_on.set()
    assert text_of(await streaming) == "answer to first"
    await asyncio.wait_for(answered.wait(), 30)
    texts = [one["content"] for one in await chat.messages() if one["role"] == "human"]
    assert texts == ["first", "second", "third"]


@pytest.mark.parametrize("newer", [True, False])
async def test_a_follow_up_without_a_run_is_a_message(open_chat: OpenChat, newer: bool) -> None:
    chat = await open_chat()
    older = message_body("Use PDF instead")
    older["input"]["followUpMode"] = "steer"
    assert text_of(await chat.stream(follow_up() if newer else older)) == "Use PDF instead"
    assert [one["role"] for one in await chat.messages()] == ["human", "ai"]
