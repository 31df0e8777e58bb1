from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from streamlit_chatkit.local import Message, Question, Run, RunInput
from streamlit_chatkit.local._engine.draft import MessageDraft
from streamlit_chatkit.local._run.interrupts import ActionRequest, ClientToolCall


class Recording:
    """A channel that keeps what is sent, and answers client tools with their name."""

    def __init__(self) -> None:
        self.parts: list[dict[str, Any]] = []

    async def send(self, envelope: dict[str, Any]) -> None:
        self.send_soon(envelope)

    def send_soon(self, envelope: dict[str, Any]) -> None:
        self.parts.append(envelope["data"])

    async def ask(self, request: ClientToolCall | ActionRequest) -> Any:
        return [request.name, request.args]

    async def set_title(self, title: str) -> None:
        self.parts.append({"title": title})

    async def report_usage(self, usage: dict[str, Any]) -> None:
        self.parts.append(usage)

    async def take_follow_ups(self) -> list[RunInput]:
        return []

    async def load_messages(self, newest: int | None) -> list[Message]:
        return [Message("user", str(newest))]

    async def count_messages(self) -> int:
        return 1


def run_with(channel: Recording) -> Run:
    return Run("r", "t", RunInput("hi"), [], {}, {}, "u", None, channel)


def test_deltas_share_a_part_until_something_else_comes() -> None:
    async def agent(run: Run) -> None:
        await run.text("a")
        await run.text("")
        await run.text("b")
        await run.reasoning("c")
        await run.text("d")
        async with run.tool("t"):
            pass
        await run.text("e")
        await run.call_client_tool("f")
        await run.text("g")

    channel = Recording()
    asyncio.run(agent(run_with(channel)))
    draft = MessageDraft()
    for part in channel.parts:
        draft.apply(part)
    assert [part["text"] for part in draft.content if part["type"] == "text"] == [
        "ab", "d", "e", "g",
    ]  # fmt: skip
    assert [part["text"] for part in draft.reasoning] == ["c"]


@pytest.mark.parametrize("method", ["text", "reasoning", "set_title"])
@pytest.mark.parametrize("given", [16, 0, b"16", ["16"]])
def test_what_is_no_text_is_refused_before_it_is_kept(method: str, given: Any) -> None:
    channel = Recording()
    with pytest.raises(TypeError, match=rf"run\.{method} takes text, not {type(given).__name__}"):
        asyncio.run(getattr(run_with(channel), method)(given))
    assert channel.parts == []


@pytest.mark.parametrize("method", ["text", "reasoning", "set_title"])
def test_a_piece_without_words_says_nothing(method: str) -> None:
    channel = Recording()
    asyncio.run(getattr(run_with(channel), method)(None))
    assert channel.parts == []


def test_a_step_shows_its_message_at_once() -> None:
    async def agent(run: Run) -> None:
        async with run.tool("load_data", title={"en_US": "Load", "zh_Hans": "加载"}) as step:
            step.message = "page 2"
            assert channel.parts[-1]["data"] == {"message": "page 2"}
            step.output = [1]

    channel = Recording()
    asyncio.run(agent(run_with(channel)))
    started, _, ended = (part["data"] for part in channel.parts)
    assert started["title"] == {"en_US": "Load", "zh_Hans": "加载"}
    assert (ended["status"], ended["output"], ended["message"]) == ("success", "[1]", "page 2")


def test_a_step_without_a_title_is_called_after_its_tool() -> None:
    async def agent(run: Run) -> None:
        async with run.tool("load_data"):
            pass

    channel = Recording()
    asyncio.run(agent(run_with(channel)))
    assert channel.parts[0]["data"]["title"] == "Load data"
    assert "input" not in channel.parts[0]["data"]
    assert "output" not in channel.parts[1]["data"]


def test_a_step_fails_with_the_reason_and_the_exception_goes_on() -> None:
    async def agent(run: Run) -> None:
        async with run.tool("t"):
            raise ValueError("no such table\nhint")

    channel = Recording()
    with pytest.raises(ValueError, match="no such table"):
        asyncio.run(agent(run_with(channel)))
    assert channel.parts[-1]["data"]["status"] == "fail"
    assert channel.parts[-1]["data"]["error"] == "no such table"


def test_a_table_is_shown_as_columns_and_rows() -> None:
    async def agent(run: Run) -> None:
        async with run.tool("query", input={"day": date(2026, 8, 17)}) as step:
            step.output = pd.DataFrame({"region": ["EMEA"], "sum": [1.5]})

    channel = Recording()
    asyncio.run(agent(run_with(channel)))
    assert channel.parts[0]["data"]["input"] == {"day": "2026-08-17"}
    output = json.loads(channel.parts[1]["data"]["output"])
    assert (output["columns"], output["rows"]) == (["region", "sum"], [["EMEA", 1.5]])


def test_a_step_whose_output_cannot_be_encoded_fails() -> None:
    async def agent(run: Run) -> None:
        async with run.tool("query") as step:
            step.output = b"bytes"

    channel = Recording()
    with pytest.raises(ValueError, match="Bytes"):
        asyncio.run(agent(run_with(channel)))
    assert channel.parts[-1]["data"]["status"] == "fail"


def test_arguments_of_client_tools_are_encoded() -> None:
    async def agent(run: Run) -> Any:
        return await run.call_client_tool("t", {"days": {3}, "text": "订单"})

    result = asyncio.run(agent(run_with(Recording())))
    assert result == ["t", {"days": [3], "text": "订单"}]


def test_a_run_does_not_show_its_channel() -> None:
    assert "Recording" not in repr(run_with(Recording()))


def test_the_draft_keeps_what_an_update_leaves_out() -> None:
    draft = MessageDraft()
    first = {"created_date": "1", "status": "running", "input": {"a": 1}}
    draft.apply({"type": "component", "id": "c", "data": first})
    assert list(draft.running_steps()) == ["c"]
    update = {"status": "success", "input": None, "created_date": "2"}
    draft.apply({"type": "component", "id": "c", "data": update})
    assert draft.content[0]["data"] == {**first, "status": "success"}
    assert list(draft.running_steps()) == []


@pytest.mark.parametrize(
    ("widget", "problem"),
    [
        ({"type": "Text", "value": "x"}, "root of type Card, ListView, Basic"),
        ({}, r"the keys \[\]"),
    ],
)
def test_what_is_no_widget_is_refused(widget: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        asyncio.run(run_with(Recording()).widget(widget))


@pytest.mark.parametrize("allowed", [(), ("approve", "maybe")])
def test_only_known_decisions_may_be_allowed(allowed: Any) -> None:
    with pytest.raises(ValueError, match="approve, edit, reject, respond"):
        asyncio.run(run_with(Recording()).request_approval("a", allowed=allowed))


@pytest.mark.parametrize(
    "questions",
    [
        [],
        [Question("a?", ["x", "y"])] * 4,
        [Question("a?", ["x"])],
        [Question("a?", ["x", "x"])],
        [Question("", ["x", "y"])],
        [Question("a?", ["x", "y"], id="1"), Question("b?", ["x", "y"], id="1")],
    ],
)
def test_questions_that_no_chat_can_show_are_refused(questions: list[Question]) -> None:
    with pytest.raises(ValueError, match=r"ask_user|question"):
        asyncio.run(run_with(Recording()).ask_user(questions))


def test_the_tokens_of_several_calls_add_up() -> None:
    async def agent(run: Run) -> None:
        await run.report_usage(input_tokens=10, output_tokens=2)
        await run.report_usage(input_tokens=20, output_tokens=3, context_tokens=25)

    channel = Recording()
    asyncio.run(agent(run_with(channel)))
    assert channel.parts[-1] == {
        "context_tokens": 25,
        "input_tokens": 30,
        "output_tokens": 5,
        "total_tokens": 35,
    }


def test_token_counts_may_be_those_of_numpy() -> None:
    channel = Recording()
    counts = np.array([10, 2, 30])
    usage = run_with(channel).report_usage(
        input_tokens=counts[0], output_tokens=counts[1], context_tokens=counts[2]
    )
    asyncio.run(usage)
    assert json.loads(json.dumps(channel.parts[-1]))["context_tokens"] == 30


def test_the_input_tells_model_and_references() -> None:
    given = {"model": "large", "references": [{"type": "quote", "text": "x"}, 5]}
    message = RunInput("hi", given)
    assert (message.model, message.references) == ("large", [{"type": "quote", "text": "x"}])
    assert (RunInput("hi").model, RunInput("hi", {"model": 5}).references) == (None, [])


def test_a_number_of_messages_that_is_none_is_refused() -> None:
    run = run_with(Recording())
    with pytest.raises(ValueError, match="at least 1 message, not 0"):
        asyncio.run(run.load_messages(newest=0))
