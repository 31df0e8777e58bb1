"""Agents that do what the golden streams show send the same events."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from streamlit_chatkit.local._engine.service import Service
from streamlit_chatkit.local._store.store import Store

from .harness import Event, calls_of, golden, resume_body, run_id_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from streamlit_chatkit.local import Run
    from streamlit_chatkit.local._store.records import StoredMessage

    from .harness import Chat

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = [pytest.mark.anyio, pytest.mark.each_database]

IDS = {"id", "tool_call_id", "conversationId", "executionId", "parentId", "threadId", "xpertId"}
TIMES = {"createdAt", "updatedAt", "created_date", "end_date", "elapsedTime", "responseLatency"}
COUNTS = {"tokens", "totalTokens", "inputTokens", "outputTokens"}
TOOLSETS = {"toolset", "toolset_id"}


def normalised(*streams: list[Event]) -> list[Any]:
    """Number ids in the order of their appearance; blank times; leave out token counts."""
    numbers: dict[Any, int] = {}

    def clean(value: Any) -> Any:
        if isinstance(value, list):
            return [clean(item) for item in value]
        if not isinstance(value, dict):
            return value
        result: dict[str, Any] = {}
        for key, item in value.items():
            if key in IDS:
                result[key] = numbers.setdefault(item, len(numbers))
            elif key not in COUNTS | TOOLSETS:
                result[key] = "*" if key in TIMES else clean(item)
        return result

    return [[(event.name, clean(event.data)) for event in stream] for stream in streams]


def untitled(events: list[Event]) -> list[Event]:
    """The golden agent names the conversation at the end; a local agent does not."""
    for event in events:
        if event.kind in {"on_agent_end", "on_conversation_end"}:
            event.body.pop("title", None)
    return events


async def test_plain_text(open_chat: OpenChat) -> None:
    expected = golden("plain-text.sse")

    async def agent(run: Run) -> None:
        for event in expected:
            if event.kind == "text":
                await run.text(event.body["text"])

    chat = await open_chat(agent)
    events = await chat.send("Where is order 1042?")
    assert normalised(untitled(events)) == normalised(untitled(expected))


async def test_reasoning_and_tools(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        await run.reasoning("The user asks about order 1042. ")
        await run.reasoning("I should look it up.")
        async with run.tool("lookup_order", title="Look up order", input={"orderNo": 1042}) as step:
            step.output = '{"state":"shipped","eta":"Friday"}'
        with pytest.raises(PermissionError):
            async with run.tool("refund_order", title="Refund order", input={"orderNo": 1042}):
                raise PermissionError("Not allowed for shipped orders")
        await run.reasoning("Now I can answer.")
        await run.text("It has shipped. ")
        await run.text("A refund is not possible any more.")

    chat = await open_chat(agent)
    events = await chat.send("Where is order 1042?")
    # A web search is a step of category "Computer", which `Run.tool` does not make.
    expected = [
        event
        for event in golden("reasoning-and-tools.sse")
        if event.kind != "component" or event.body["id"] != "call_search_1"
    ]
    assert normalised(untitled(events)) == normalised(untitled(expected))


async def test_client_tool_interrupt_and_resume(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        await run.text("Opening the map. ")
        result = await run.call_client_tool("show_map", {"city": "Berlin", "zoom": 11})
        await run.text(f"The map shows {result['markers']} markers.")

    chat = await open_chat(agent)
    first = await chat.send("Show the map of Berlin")
    body = golden("resume-request.json")
    body["input"]["executionId"] = run_id_of(first)
    message = body["input"]["command"]["resume"]["toolMessages"][0]
    message["tool_call_id"] = calls_of(first)[0]["id"]
    second = await chat.stream(body, cursor=first[-1].id)
    expected = golden("client-tool-interrupt.sse"), golden("client-tool-resume.sse")
    assert normalised(first, second) == normalised(*expected)


async def test_agent_failure(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        await run.text("Let me see")
        raise RuntimeError("Model provider returned 429: rate limit")

    chat = await open_chat(agent)
    events = await chat.send("Where is order 1042?")
    assert normalised(untitled(events)) == normalised(untitled(golden("error.sse")))


class BrokenStore(Store):
    async def messages(self, *_: object, **__: object) -> Sequence[StoredMessage]:
        raise RuntimeError("Graph could not be built")


async def test_failure_before_the_agent_begins(open_chat: OpenChat) -> None:
    chat = await open_chat(service=Service(store=BrokenStore()))
    events = await chat.send("Where is order 1042?")
    # The golden stream leaves out two fields that its message start has elsewhere.
    start = next(event for event in events if event.kind == "on_message_start")
    del start.body["parentId"], start.body["updatedAt"]
    assert normalised(events) == normalised(golden("on-error.sse"))


async def test_several_client_tools_go_out_together(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        a, b = await asyncio.gather(run.call_client_tool("a"), run.call_client_tool("b"))
        await run.text(f"{a}{b}")

    chat = await open_chat(agent)
    first = await chat.send("both")
    calls = {call["name"]: call["id"] for call in calls_of(first)}
    answers = [{"tool_call_id": calls[name], "content": name.upper()} for name in ("b", "a")]
    second = await chat.stream(resume_body(run_id_of(first), *answers), cursor=first[-1].id)
    assert [event.body["text"] for event in second if event.kind == "text"] == ["AB"]
