"""Widgets, effects, titles, token counts and live steps, as chats receive them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

import pytest

from .harness import Chat, golden
from .test_golden_streams import normalised, untitled

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from streamlit_chatkit.local import Run

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = [pytest.mark.anyio, pytest.mark.each_database]


async def test_an_effect(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        await run.effect("highlight_row", {"row": 3})
        await run.text("Done, row 3 is highlighted.")

    chat = await open_chat(agent)
    events = await chat.send("Highlight row 3")
    assert normalised(events) == normalised(golden("client-effect.sse"))


async def test_a_surface(open_chat: OpenChat) -> None:
    expected = golden("widget.sse")
    shown = next(e.body for e in expected if e.kind == "component")["data"]["widgets"][0]

    async def agent(run: Run) -> None:
        await run.text("Here is your order:")
        await run.widget(shown["config"], name=shown["name"], values=shown["values"])

    chat = await open_chat(agent)
    events = await chat.send("Show order 1042")
    for event in expected:
        if event.kind == "component":
            del event.body["data"]["executionId"]
    assert normalised(untitled(events)) == normalised(untitled(expected))


async def test_a_widget_is_replaced_by_its_id(open_chat: OpenChat) -> None:
    def card(text: str) -> dict[str, Any]:
        return {"type": "Card", "children": [{"type": "Text", "value": text}]}

    async def agent(run: Run) -> None:
        card_id = await run.widget(card("one"), name="card")
        await run.text("between")
        assert await run.widget(card("two"), name="card", id=card_id) == card_id

    chat = await open_chat(agent)
    await chat.send("go")
    widget, text = (await chat.messages())[1]["content"]
    assert widget["data"]["widgets"] == [{"name": "card", "config": card("two")}]
    assert text["text"] == "between"


async def test_messages_of_a_surface(open_chat: OpenChat) -> None:
    shown = next(e.body for e in golden("widget-messages-later.sse") if e.kind == "component")
    messages = shown["data"]["widgets"][0]["messages"]

    async def agent(run: Run) -> None:
        await run.widget(messages, name="order_card")

    chat = await open_chat(agent)
    await chat.send("go")
    (widget,) = (await chat.messages())[1]["content"]
    assert widget["data"]["widgets"] == [{"name": "order_card", "messages": messages}]


async def test_a_title(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        await run.set_title("  Shipping status\nof order 1042 ")
        await run.set_title(" ")

    chat = await open_chat(agent)
    events = await chat.send("Where is order 1042?")
    assert events[0].body["title"] == "Where is order 1042?"
    titles = [event.body.get("title") for event in events[-4:-1]]
    assert titles == ["Shipping status of order 1042", None, "Shipping status of order 1042"]
    assert (await chat.conversation())["title"] == "Shipping status of order 1042"


async def test_token_counts(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        await run.report_usage(input_tokens=350, output_tokens=62)

    chat = await open_chat(agent)
    url = f"/threads/{chat.thread_id}/context-usage"
    assert (await chat.http.get(url)).status_code == 404
    events = await chat.send("Where is order 1042?")
    told = next(event.body for event in events if event.kind == "on_chat_event")
    expected = next(
        e.body for e in golden("title.sse") if e.body.get("type") == "thread_context_usage"
    )
    assert told["usage"] == expected["usage"]
    assert told.keys() == expected.keys()
    end = next(event.body for event in events if event.kind == "on_agent_end")
    assert (end["tokens"], end["inputTokens"], end["outputTokens"]) == (412, 350, 62)
    usage = (await chat.http.get(url)).json()
    assert usage["run_id"] == end["id"]
    assert usage["usage"]["context_tokens"] == 350


async def test_a_search_shows_its_hits_while_it_runs(open_chat: OpenChat) -> None:
    hits = [{"title": "A", "url": "https://example.com/a", "content": "…"}]

    async def agent(run: Run) -> None:
        async with run.tool("search", type="web_search", title="Search") as step:
            step.message = "1 hit"
            step.data = hits

    chat = await open_chat(agent)
    events = await chat.send("go")
    steps = [event.body["data"] for event in events if event.kind == "component"]
    assert (steps[0]["category"], steps[0]["type"]) == ("Computer", "web_search")
    assert steps[1:3] == [{"message": "1 hit"}, {"data": hits}]
    (stored,) = (await chat.messages())[1]["content"]
    assert (stored["data"]["data"], stored["data"]["status"]) == (hits, "success")


async def broken_thought(run: Run) -> None:
    await run.text("Before. ")
    await run.reasoning(cast("str", uuid4()))


async def broken_tokens(run: Run) -> None:
    await run.text("Before. ")
    await run.report_usage(input_tokens=1, output_tokens=1, context_tokens=cast("int", object()))


async def broken_step(run: Run) -> None:
    await run.text("Before. ")
    async with run.tool("query", type=cast("str", object())):
        pass


async def broken_name(run: Run) -> None:
    await run.text("Before. ")
    await run.effect(cast("str", object()))


async def broken_action(run: Run) -> None:
    await run.text("Before. ")
    await run.request_approval(cast("str", object()))


async def broken_schema(run: Run) -> None:
    await run.text("Before. ")
    await run.request_approval("pay", args_schema={"default": object()})


@pytest.mark.parametrize(
    "agent",
    [broken_thought, broken_tokens, broken_step, broken_name, broken_action, broken_schema],
    ids=lambda agent: agent.__name__,
)
async def test_what_cannot_be_sent_fails_its_run_and_keeps_what_was_said(
    open_chat: OpenChat, agent: Any
) -> None:
    chat = await open_chat(agent)
    events = await asyncio.wait_for(chat.send("go"), 30)
    ended = next(event.body for event in events if event.kind == "on_conversation_end")
    await chat.stored_end()
    stored = await chat.conversation()
    assert stored["status"] == ended["status"] == "error"
    assert stored["error"] == ended["error"]
    answer = (await chat.messages())[1]
    assert (answer["status"], answer["content"][0]["text"]) == ("error", "Before. ")


async def test_numbers_that_json_does_not_have_are_kept_as_none(open_chat: OpenChat) -> None:
    chat = await open_chat()
    body = b'{"metadata": {"huge": 1e999, "half": "\\ud800", "nul": "\\u0000"}}'
    response = await chat.http.post("/threads", content=body)
    assert response.status_code == 201
    thread = (await chat.http.get(f"/threads/{response.json()['thread_id']}")).json()
    assert thread["metadata"] == response.json()["metadata"]
    assert thread["metadata"]["huge"] is None
    assert thread["metadata"]["half"] == "\ud800"
