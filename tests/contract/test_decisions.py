"""Approvals and questions interrupt a run until the user has decided."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from streamlit_chatkit.local import Answer, ClientToolError, Decision, Question

from .harness import (
    Chat,
    Event,
    calls_of,
    golden,
    new_service,
    resume_body,
    run_id_of,
    text_of,
)
from .test_golden_streams import normalised

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from streamlit_chatkit.local import Run

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = [pytest.mark.anyio, pytest.mark.each_database]


def decide(events: list[Event], *decisions: dict[str, Any], **decision: Any) -> dict[str, Any]:
    start = next(event for event in events if event.kind == "on_message_start")
    body: dict[str, Any] = golden("hitl-resume-request.json")
    del body["assistant_id"]
    body["input"]["conversationId"] = start.body["conversationId"]
    body["input"]["target"] = {"aiMessageId": start.body["id"], "executionId": run_id_of(events)}
    body["input"]["decision"] = decision or {
        "type": "confirm",
        "payload": {"decisions": list(decisions)},
    }
    return body


async def cancel_and_tell(run: Run) -> None:
    await run.text("I need your approval. ")
    cancel, mail = await asyncio.gather(
        run.request_approval("cancel_order", {"orderNo": 1042}, description="Cancel the order"),
        run.request_approval(
            "send_mail",
            {"to": "a@example.com", "subject": "Cancelled"},
            allowed=["approve", "edit", "reject", "respond"],
            args_schema={
                "type": "object",
                "properties": {"to": {"type": "string"}, "subject": {"type": "string"}},
            },
        ),
    )
    await run.text(f"{cancel.approved} {mail.args['to']}")


async def test_approvals_interrupt_and_decisions_resume(open_chat: OpenChat) -> None:
    chat = await open_chat(cancel_and_tell)
    first = await chat.send("Cancel order 1042")
    assert normalised(first) == normalised(golden("hitl-interrupt.sse"))
    decisions = golden("hitl-resume-request.json")["input"]["decision"]["payload"]["decisions"]
    second = await chat.stream(decide(first, *decisions), cursor=first[-1].id)
    assert text_of(second) == "True b@example.com"
    assert (await chat.conversation())["status"] == "idle"


async def test_a_pending_approval_is_found_after_a_reload(open_chat: OpenChat) -> None:
    chat = await open_chat(cancel_and_tell)
    events = await chat.send("go")
    conversation = await chat.conversation()
    assert conversation["status"] == "interrupted"
    assert conversation["operation"] == next(e.body for e in events if e.kind == "on_interrupt")
    no = {"type": "reject", "message": "Too expensive"}
    second = await chat.stream(decide(events, no, no))
    assert text_of(second) == "False a@example.com"
    assert "operation" not in await chat.conversation()


async def keep_decision(run: Run) -> None:
    decision = await run.request_approval("pay", {"sum": 5}, allowed=["approve", "reject"])
    await run.text(repr(decision))


@pytest.mark.parametrize("given", ["approve", "reject"])
async def test_one_yes_or_no_decides(open_chat: OpenChat, given: Any) -> None:
    chat = await open_chat(keep_decision)
    first = await chat.send("go")
    kind = "confirm" if given == "approve" else "reject"
    second = await chat.stream(decide(first, type=kind), cursor=first[-1].id)
    assert text_of(second) == repr(Decision(given, "pay", {"sum": 5}))


async def test_a_decision_that_is_not_allowed_leaves_the_run_waiting(open_chat: OpenChat) -> None:
    chat = await open_chat(keep_decision)
    first = await chat.send("go")
    refused = await chat.post_run(decide(first, {"type": "respond", "message": "hm"}))
    assert refused.status_code == 400
    assert refused.json()["message"] == (
        "decision.payload.decisions.0.type: Allowed are approve, reject"
    )
    assert text_of(await chat.stream(decide(first, {"type": "approve"})))


async def test_a_repeated_decision_does_not_decide_the_next_action(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        await run.request_approval("first")
        await run.text((await run.request_approval("second")).type)

    chat = await open_chat(agent)
    first = await chat.send("go")
    body = decide(first, {"type": "approve"})
    second = await chat.stream(body, cursor=first[-1].id)
    again = await chat.stream(body, cursor=first[-1].id)
    assert [event.id for event in again] == [event.id for event in second]
    third = await chat.stream(decide(second, {"type": "reject"}), cursor=second[-1].id)
    assert text_of(third) == "reject"


async def test_client_tools_and_approvals_take_turns(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        decision, result = await asyncio.gather(
            run.request_approval("pay"), run.call_client_tool("ask")
        )
        await run.text(f"{decision.type} {result}")

    chat = await open_chat(agent)
    first = await chat.send("go")
    (call,) = calls_of(first)
    answer = resume_body(run_id_of(first), {"tool_call_id": call["id"], "content": 1})
    second = await chat.stream(answer, cursor=first[-1].id)
    assert text_of(second) == ""
    third = await chat.stream(decide(second, {"type": "approve"}), cursor=second[-1].id)
    assert text_of(third) == "approve 1"


async def test_stopping_cancels_a_pending_approval(open_chat: OpenChat) -> None:
    cancelled = asyncio.Event()

    async def agent(run: Run) -> None:
        try:
            await run.request_approval("pay")
        except asyncio.CancelledError:
            cancelled.set()
            raise

    chat = await open_chat(agent)
    events = await chat.send("go")
    assert await chat.cancel(run_id_of(events)) == [run_id_of(events)]
    await asyncio.wait_for(cancelled.wait(), 30)
    assert "operation" not in await chat.conversation()
    late = await chat.post_run(decide(events, {"type": "approve"}))
    assert late.status_code == 400


async def test_a_user_has_more_time_than_a_client_tool(open_chat: OpenChat) -> None:
    chat = await open_chat(keep_decision, service=new_service(client_tool_timeout=0))
    first = await chat.send("go")
    second = await chat.stream(decide(first, {"type": "approve"}))
    assert "approve" in text_of(second)


async def test_a_user_who_never_decides_ends_the_run(open_chat: OpenChat) -> None:
    freed = asyncio.Event()

    async def agent(run: Run) -> None:
        try:
            await run.request_approval("pay")
        finally:
            freed.set()

    chat = await open_chat(agent, service=new_service(user_timeout=0))
    await chat.send("go")
    await asyncio.wait_for(freed.wait(), 30)
    await chat.stored_end()
    runs = (await chat.http.get(f"/threads/{chat.thread_id}/runs")).json()
    assert [run["status"] for run in runs] == ["timeout"]


SCOPE = Question(
    "Which orders should be included?",
    {"Open orders": "Only orders that are not delivered", "All orders": "Every order of this year"},
    header="Scope",
    id="scope",
)


async def test_questions_interrupt_and_answers_resume(open_chat: OpenChat) -> None:
    answers: list[Answer] = []

    async def agent(run: Run) -> None:
        answers.extend(await run.ask_user(SCOPE))

    chat = await open_chat(agent)
    first = await chat.send("Plan an export")
    expected = golden("request-user-input.sse")
    for event in expected:  # nothing was said before, so there is no time until it
        if event.kind == "on_agent_end":
            del event.body["responseLatency"]
    assert normalised(first) == normalised(expected)
    body = golden("request-user-input-resume-request.json")
    del body["assistant_id"]
    body["input"]["executionId"] = run_id_of(first)
    message = body["input"]["command"]["resume"]["toolMessages"][0]
    message["tool_call_id"] = calls_of(first)[0]["id"]
    await chat.stream(body, cursor=first[-1].id)
    assert answers == [Answer(id="scope", value="Open orders", type="option")]


async def test_an_answer_that_is_none_raises_in_the_agent(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        try:
            await run.ask_user(SCOPE)
        except ClientToolError as error:
            await run.text(str(error))

    chat = await open_chat(agent)
    first = await chat.send("go")
    body = resume_body(run_id_of(first), {"content": "whatever"})
    assert text_of(await chat.stream(body)) == "The chat gave no answers to the questions."
