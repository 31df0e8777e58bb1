"""How runs live: history, client tools, cancel, errors, time-outs."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from streamlit_chatkit.local import ClientToolError
from streamlit_chatkit.local._store.tables import MESSAGES

from .harness import (
    calls_of,
    golden,
    kinds,
    message_body,
    new_service,
    parse_sse,
    resume_body,
    run_id_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from streamlit_chatkit.local import Run

    from .harness import Chat, Event

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = [pytest.mark.anyio, pytest.mark.each_database]


async def test_the_agent_gets_what_was_sent(open_chat: OpenChat) -> None:
    runs: list[Run] = []

    async def agent(run: Run) -> None:
        runs.append(run)
        await run.text(f"answer {len(runs)}")

    chat = await open_chat(agent, headers={"Language": "zh-Hans", "Accept-Language": "en"})
    await chat.send("first")
    await chat.stream(golden("send-message-request.json"))
    run = runs[-1]
    assert run.thread_id == chat.thread_id
    assert run.user == "visitor-42"
    assert run.locale == "zh-Hans"
    assert run.input.text == "Compare this invoice with the quoted text"
    assert run.input.raw["files"][0]["originalName"] == "invoice.pdf"
    assert run.context == {"locale": "en", "env": {"REGION": "eu"}}
    assert run.config == {"tags": ["web"]}
    assert run.state["tenant"] == "acme"
    assert [(message.role, message.text) for message in run.messages] == [
        ("user", "first"),
        ("assistant", "answer 1"),
        ("user", "Compare this invoice with the quoted text"),
    ]


async def test_a_run_of_a_long_thread_comes_with_its_newest_messages(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        if run.input.text != "look":
            return
        counts = [len(run.messages), await run.count_messages(), len(await run.load_messages())]
        three = [message.text for message in await run.load_messages(newest=3)]
        await run.text(f"{counts} {run.messages[-1].text} {three}")

    chat = await open_chat(agent)
    await chat.send("first")
    store, user = chat.service.store, "visitor-42"
    old = (await store.messages(user, chat.conversation_id))[0]
    more = [replace(old, id=str(uuid4()), content=f"old {number}") for number in range(300)]
    await store.database.write(lambda connection: MESSAGES.save(connection, user, *more))
    looked = await chat.send("look")
    assert text_of(looked) == "[200, 303, 303] look ['old 298', 'old 299', 'look']"
    retried = await chat.stream({"input": {"action": "retry"}})
    assert text_of(retried) == text_of(looked)
    state = (await chat.http.get(f"/threads/{chat.thread_id}/state")).json()
    assert len(state["values"]["messages"]) == 200


async def test_messages_are_stored_as_the_browser_assembles_them(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        await run.reasoning("Let me ")
        await run.reasoning("look.")
        async with run.tool("lookup", input={"no": 1}) as step:
            step.output = {"found": True}
        await run.text("It is ")
        await run.text("here.")

    chat = await open_chat(agent)
    events = await chat.send("Where?")
    human, answer = await chat.messages()
    assert (human["role"], human["content"]) == ("human", "Where?")
    assert answer["executionId"] == run_id_of(events)
    assert answer["status"] == "success"
    assert [part["text"] for part in answer["reasoning"]] == ["Let me look."]
    step, text = answer["content"]
    assert step["data"]["status"] == "success"
    assert step["data"]["input"] == {"no": 1}
    assert step["data"]["output"] == '{"found": true}'
    assert text["text"] == "It is here."
    assert (await chat.conversation())["status"] == "idle"
    assert (await chat.conversation())["title"] == "Where?"


async def ask_twice(run: Run) -> None:
    first = await run.call_client_tool("ask", {"n": 1})
    await run.text(f"{first}, ")
    await run.text(str(await run.call_client_tool("ask", {"n": 2})))


def answer_to(events: list[Event], content: Any, **more: Any) -> dict[str, Any]:
    call = calls_of(events)[0]
    return resume_body(run_id_of(events), {"tool_call_id": call["id"], "content": content, **more})


async def test_a_run_can_be_interrupted_again(open_chat: OpenChat) -> None:
    chat = await open_chat(ask_twice)
    first = await chat.send("go")
    second = await chat.stream(answer_to(first, "one"), cursor=first[-1].id)
    third = await chat.stream(answer_to(second, "two"), cursor=second[-1].id)
    assert text_of(second) + text_of(third) == "one, two"
    assert run_id_of(first) == run_id_of(second) == run_id_of(third)
    ids = [event.id for event in first + second + third]
    assert len(set(ids)) == len(ids)
    assert (await chat.messages())[-1]["content"][-1]["text"] == "two"


async def test_a_resume_without_a_cursor_delivers_the_new_part_only(open_chat: OpenChat) -> None:
    chat = await open_chat(ask_twice)
    first = await chat.send("go")
    second = await chat.stream(answer_to(first, "one"))
    assert text_of(second) == "one, "
    assert calls_of(second)[0]["args"] == {"n": 2}


async def test_a_repeated_resume_changes_nothing(open_chat: OpenChat) -> None:
    chat = await open_chat(ask_twice)
    first = await chat.send("go")
    body = answer_to(first, "one")
    second = await chat.stream(body, cursor=first[-1].id)
    repeated = await chat.post_run(body, cursor=first[-1].id)
    assert repeated.status_code == 400  # the run waits for the second call now
    third = await chat.stream(answer_to(second, "two"), cursor=second[-1].id)
    again = await chat.stream(answer_to(second, "three"), cursor=second[-1].id)
    assert [event.id for event in again] == [event.id for event in third]


async def test_a_pending_call_is_found_after_a_reload(open_chat: OpenChat) -> None:
    chat = await open_chat(ask_twice)
    events = await chat.send("go")
    conversation = await chat.conversation()
    assert conversation["status"] == "interrupted"
    assert conversation["operation"] == next(e.body for e in events if e.kind == "on_interrupt")
    await chat.stream(answer_to(events, "one"))
    assert (await chat.http.get(f"/threads/{chat.thread_id}")).json()["status"] == "interrupted"


async def tell_error(run: Run) -> None:
    try:
        await run.call_client_tool("ask")
    except ClientToolError as error:
        await run.text(f"no: {error}")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"status": "error", "content": "Denied"}, "no: Denied"),
        ({"status": "error", "content": {"code": 1}}, 'no: {"code": 1}'),
    ],
)
async def test_a_failed_client_tool_raises_in_the_agent(
    open_chat: OpenChat, message: dict[str, Any], told: str
) -> None:
    chat = await open_chat(tell_error)
    first = await chat.send("go")
    second = await chat.stream(resume_body(run_id_of(first), message))
    assert text_of(second) == told


async def test_a_call_left_without_answer_raises_in_the_agent(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        results = await asyncio.gather(
            run.call_client_tool("a"), run.call_client_tool("b"), return_exceptions=True
        )
        await run.text(repr(results))

    chat = await open_chat(agent)
    first = await chat.send("go")
    second = await chat.stream(answer_to(first, 1))
    assert text_of(second) == "[1, ClientToolError('The app gave no answer.')]"


async def test_output_waits_while_the_run_is_interrupted(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        asked = asyncio.ensure_future(run.call_client_tool("ask"))
        for n in range(20):
            await run.text(f"{n} ")
        await run.text(await asked)

    chat = await open_chat(agent)
    first = await chat.send("go")
    assert first[-1].kind == "complete"
    second = await chat.stream(answer_to(first, "done"), cursor=first[-1].id)
    assert kinds(second)[0] == "on_conversation_start"
    expected = "".join(f"{n} " for n in range(20)) + "done"
    assert text_of(first) + text_of(second) == expected


async def test_an_unanswered_client_tool_frees_its_agent(open_chat: OpenChat) -> None:
    freed = asyncio.Event()

    async def agent(run: Run) -> None:
        try:
            await run.call_client_tool("ask")
        finally:
            freed.set()

    chat = await open_chat(agent, service=new_service(client_tool_timeout=0.01))
    events = await chat.send("go")
    await asyncio.wait_for(freed.wait(), 30)
    await chat.stored_end()
    late = await chat.post_run(answer_to(events, 1))
    assert late.status_code == 400
    conversation = await chat.conversation()
    assert conversation["error"] == "The app did not answer in time"
    assert "operation" not in conversation
    runs = (await chat.http.get(f"/threads/{chat.thread_id}/runs")).json()
    assert [run["status"] for run in runs] == ["timeout"]


async def test_an_answered_client_tool_leaves_the_agent_its_time(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + 3.5
        await run.call_client_tool("ask")
        await asyncio.sleep(end - loop.time())
        await run.text("slow")

    chat = await open_chat(agent, service=new_service(client_tool_timeout=3))
    events = await chat.send("go")
    assert text_of(await chat.stream(answer_to(events, 1))) == "slow"


async def test_a_new_message_gives_up_a_run_that_waits(open_chat: OpenChat) -> None:
    chat = await open_chat(tell_error)
    await chat.send("go")
    second = await chat.send("again")
    runs = (await chat.http.get(f"/threads/{chat.thread_id}/runs")).json()
    assert [run["status"] for run in runs] == ["interrupted", "interrupted"]
    assert (await chat.messages())[1]["status"] == "aborted"
    third = await chat.stream(answer_to(second, "x", status="error"))
    assert text_of(third) == "no: x"


class Hanging:
    """An agent that never ends by itself and tells what happens to it."""

    def __init__(self) -> None:
        self.started, self.cancelled = asyncio.Event(), asyncio.Event()

    async def __call__(self, run: Run) -> None:
        await run.text("thinking")
        try:
            async with run.tool("slow"):
                self.started.set()
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise


async def test_cancel_reaches_the_agent_and_ends_the_stream(open_chat: OpenChat) -> None:
    agent = Hanging()
    chat = await open_chat(agent)
    streaming = asyncio.ensure_future(chat.send("go"))
    await agent.started.wait()
    run_id = (await chat.http.get(f"/threads/{chat.thread_id}/runs")).json()[0]["run_id"]
    assert await chat.cancel(run_id) == [run_id]
    events = await streaming
    await asyncio.wait_for(agent.cancelled.wait(), 30)
    await chat.stored_end()
    assert await chat.cancel(run_id) == []
    assert kinds(events)[-4:] == [
        "on_agent_end",
        "on_message_end",
        "on_conversation_end",
        "complete",
    ]
    answer = (await chat.messages())[-1]
    assert (answer["status"], answer["error"]) == ("aborted", "Canceled by user")
    assert answer["content"][-1]["data"]["status"] == "fail"
    conversation = await chat.conversation()
    assert (conversation["status"], conversation["error"]) == ("interrupted", "Canceled by user")
    assert "operation" not in conversation


async def test_an_agent_that_swallows_its_cancellation_is_not_heard_any_more(
    open_chat: OpenChat,
) -> None:
    started, refused = asyncio.Event(), asyncio.Event()

    async def agent(run: Run) -> None:
        try:
            started.set()
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            with pytest.raises(RuntimeError, match="The run has ended"):
                await run.text("still here")
            refused.set()

    chat = await open_chat(agent)
    streaming = asyncio.ensure_future(chat.send("go"))
    await started.wait()
    run_id = (await chat.http.get(f"/threads/{chat.thread_id}/runs")).json()[0]["run_id"]
    await chat.cancel(run_id)
    await asyncio.wait_for(refused.wait(), 30)
    assert text_of(await streaming) == ""
    assert (await chat.messages())[-1]["status"] == "aborted"


async def test_a_busy_thread_takes_no_second_message(open_chat: OpenChat) -> None:
    agent = Hanging()
    chat = await open_chat(agent)
    streaming = asyncio.ensure_future(chat.send("go"))
    await agent.started.wait()
    refused = await chat.post_run(message_body("again"))
    assert refused.status_code == 400
    assert "busy" in refused.json()["message"]
    assert [message["role"] for message in await chat.messages()] == ["human", "ai"]
    await chat.http.delete(f"/threads/{chat.thread_id}")
    await streaming


class Stop(BaseException):
    """Like the exceptions with which Streamlit stops a script."""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("No such region\nsecond line"), "No such region"),
        (KeyError(), "KeyError"),
        (RuntimeError("bad key sk-x-1234567890"), "bad key sk-…"),
        (SystemExit("exit"), "exit"),
        (Stop("stop"), "stop"),
    ],
)
async def test_a_failure_is_told_in_one_line_and_logged_with_its_traceback(
    open_chat: OpenChat, caplog: pytest.LogCaptureFixture, error: BaseException, told: str
) -> None:
    async def agent(run: Run) -> None:
        raise error

    chat = await open_chat(agent)
    with caplog.at_level(logging.ERROR, "streamlit_chatkit.local"):
        events = await chat.send("go")
    assert [event.body.get("error") for event in events[-4:-1]] == [told] * 3
    (record,) = caplog.records
    assert record.exc_info is not None
    assert record.exc_info[1] is error
    assert "Traceback" not in str([event.data for event in events])
    assert (await chat.conversation())["error"] == told


async def test_a_thread_goes_on_after_a_failure(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        if run.input.text == "fail":
            raise ValueError("no")
        await run.text("fine")

    chat = await open_chat(agent)
    await chat.send("fail")
    assert text_of(await chat.send("work")) == "fine"
    conversation = await chat.conversation()
    assert conversation["status"] == "idle"
    assert "error" not in conversation


async def test_a_retry_replaces_the_answer(open_chat: OpenChat) -> None:
    count = 0

    async def agent(run: Run) -> None:
        nonlocal count
        count += 1
        await run.text(f"{run.input.text} {count} {len(run.messages)}")

    chat = await open_chat(agent)
    await chat.send("a")
    await chat.send("b")
    answer = (await chat.messages())[1]
    body = golden("retry-request-later.json")
    del body["assistant_id"]
    body["input"] |= {"id": answer["id"], "executionId": answer["executionId"]}
    body["input"] |= {"conversationId": chat.conversation_id, "input": {"input": "a"}}
    events = await chat.stream(body)
    assert text_of(events) == "a 3 1"
    assert [message["role"] for message in await chat.messages()] == ["human", "ai"]
    source = {"aiMessageId": (await chat.messages())[1]["id"]}
    again = await chat.stream({"input": {"action": "retry", "source": source}})
    assert text_of(again) == "a 4 1"


async def test_a_message_sent_twice_by_its_id_is_answered_once(open_chat: OpenChat) -> None:
    chat = await open_chat()
    body = golden("send-message-request.json")
    first, second = await chat.stream(body), await chat.stream(body)
    assert [event.id for event in first] == [event.id for event in second]
    human, _ = await chat.messages()
    assert human["id"] == body["input"]["id"]


async def test_joining_replays_the_events_after_the_cursor(open_chat: OpenChat) -> None:
    chat = await open_chat()
    events = await chat.send("hello")
    run_id = run_id_of(events)
    assert await chat.join(run_id) == events
    assert await chat.join(run_id, cursor=events[2].id) == events[3:]
    assert await chat.join(run_id, cursor=events[-1].id) == []
    assert await chat.join(run_id, cursor="nonsense") == events


async def test_a_run_in_the_background_can_be_joined(open_chat: OpenChat) -> None:
    chat = await open_chat()
    response = await chat.post_run(message_body("hello"), how="")
    assert response.status_code == 201
    assert response.json().keys() == golden("run.json").keys()
    assert text_of(await chat.join(response.json()["run_id"])) == "hello"


async def test_waiting_for_a_run_gives_its_text(open_chat: OpenChat) -> None:
    chat = await open_chat()
    response = await chat.post_run(message_body("hello"), how="/wait")
    assert response.json() == {"role": "ai", "content": "hello"}


async def test_fifty_runs_at_once_lose_no_event(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        for n in range(40):
            await run.text(f"{run.input.text}:{n} ")

    service = new_service()
    chats = [await open_chat(agent, user=f"user-{n % 5}", service=service) for n in range(50)]
    streams = await asyncio.gather(*(chat.send(f"chat-{n}") for n, chat in enumerate(chats)))
    for index, events in enumerate(streams):
        assert text_of(events) == "".join(f"chat-{index}:{n} " for n in range(40))
        assert kinds(events)[-1] == "complete"
    ids = [event.id for events in streams for event in events]
    assert len(set(ids)) == len(ids)


async def test_characters_cut_in_halves_come_out_whole(open_chat: OpenChat) -> None:
    heard: list[str] = []

    async def agent(run: Run) -> None:
        heard.extend(message.text for message in run.messages)
        await run.text("a\ud83d")
        await run.text("\ude00b")

    chat = await open_chat(agent)
    for _ in range(2):
        # A browser's JSON escapes what UTF-8 cannot hold.
        body = json.dumps(message_body("one \ud83d half"))
        response = await chat.http.post(
            f"/threads/{chat.thread_id}/runs/stream",
            content=body,
            headers={"Content-Type": "application/json"},
        )
        streamed = text_of(parse_sse(response.text))
        assert streamed.encode("utf-16", "surrogatepass").decode("utf-16") == "a😀b"
    answer = (await chat.messages())[-1]["content"][0]["text"]
    assert answer.encode("utf-16", "surrogatepass").decode("utf-16") == "a😀b"
    assert heard[-3:] == ["one � half", "a😀b", "one � half"]
