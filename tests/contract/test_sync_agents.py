"""Plain functions as agents, and code of agents that would end the server."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from streamlit_chatkit.local import LocalBackend, SyncRun
from streamlit_chatkit.local._run.sync_run import in_thread

from .harness import Chat, calls_of, message_body, parse_sse, resume_body, run_id_of, text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from streamlit_chatkit.local import Run

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = pytest.mark.anyio


async def test_a_plain_function_answers_without_await(open_chat: OpenChat) -> None:
    def agent(run: SyncRun) -> None:
        run.reasoning("Looking. ")
        with run.tool("query", input={"sql": "…"}) as step:
            step.message = "page 2"
            step.output = [1]
        run.text(f"{run.input.text} {run.user} {len(run.messages)} ")
        run.text(run.call_client_tool("ask", {"n": 1}))

    backend = LocalBackend(agent)
    assert backend.name == "agent"
    chat = await open_chat(backend.agent)
    first = await chat.send("Hello")
    steps = [event.body["data"] for event in first if event.kind == "component"]
    assert [step.get("status") for step in steps] == ["running", None, "success"]
    assert steps[1] == {"message": "page 2"}
    assert text_of(first) == "Hello visitor-42 1 "
    message = {"tool_call_id": calls_of(first)[0]["id"], "content": "done"}
    second = await chat.stream(resume_body(run_id_of(first), message), cursor=first[-1].id)
    assert text_of(second) == "done"


async def test_files_are_read_without_await(open_chat: OpenChat) -> None:
    def agent(run: SyncRun) -> None:
        (file,) = run.input.files
        run.text(f"{file.name} {file.read().decode()} {int(file.dataframe()['a'].sum())}")

    chat = await open_chat(in_thread(agent))
    upload = await chat.http.post("/contexts/file", files={"file": ("t.csv", b"a\n1\n2")})
    body = message_body("?")
    body["input"]["input"]["files"] = [upload.json()]
    assert text_of(await chat.stream(body)) == "t.csv a\n1\n2 3"


async def test_a_step_of_a_plain_function_fails_with_its_exception(open_chat: OpenChat) -> None:
    def agent(run: SyncRun) -> None:
        with pytest.raises(ZeroDivisionError), run.tool("divide"):
            _ = 1 / 0
        raise ValueError("after all")

    chat = await open_chat(in_thread(agent))
    events = await chat.send("go")
    assert [e.body["data"]["status"] for e in events if e.kind == "component"] == [
        "running",
        "fail",
    ]
    assert events[-2].body["error"] == "after all"


async def test_a_blocking_function_does_not_hold_up_the_others(open_chat: OpenChat) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def agent(run: SyncRun) -> None:
        if run.input.text == "block":
            begun.set()
            assert go_on.wait(30)
        run.text("done")

    chat = await open_chat(in_thread(agent))
    other = await open_chat(in_thread(agent), user="other", service=chat.service)
    blocked = asyncio.ensure_future(chat.send("block"))
    assert await asyncio.to_thread(begun.wait, 30)
    assert text_of(await other.send("quick")) == "done"
    assert not blocked.done()
    go_on.set()
    assert text_of(await blocked) == "done"


@pytest.mark.parametrize("waiting", [True, False])
async def test_stopping_reaches_a_plain_function(open_chat: OpenChat, waiting: bool) -> None:
    begun, go_on, stopped = threading.Event(), threading.Event(), threading.Event()

    def agent(run: SyncRun) -> None:
        try:
            begun.set()
            if waiting:
                run.request_approval("pay")
            assert go_on.wait(30)
            assert run.cancelled
            run.text("not heard")
        finally:
            stopped.set()

    chat = await open_chat(in_thread(agent))
    await chat.post_run(message_body("go"), how="")
    assert await asyncio.to_thread(begun.wait, 30)
    (run,) = (await chat.http.get(f"/threads/{chat.thread_id}/runs")).json()
    if waiting:
        await chat.join(run["run_id"])  # ends with the interrupt
    assert await chat.cancel(run["run_id"]) == [run["run_id"]]
    go_on.set()
    assert await asyncio.to_thread(stopped.wait, 30)
    answer = (await chat.messages())[-1]
    assert (answer["status"], answer["content"]) == ("aborted", [])


async def test_a_function_that_returns_a_coroutine_is_explained(open_chat: OpenChat) -> None:
    async def real(run: Run) -> None:
        await run.text("never")

    chat = await open_chat(in_thread(lambda run: real(run)))  # type: ignore[arg-type]
    events = await chat.send("go")
    assert events[-2].body["error"].startswith("The agent returned a coroutine")


async def test_an_answer_that_is_returned_and_not_said_is_explained(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> str:
        await run.reasoning("thinking")
        return "Revenue: 16"

    for forgetful in (agent, in_thread(lambda run: run.input.text)):
        chat = await open_chat(forgetful)
        events = await chat.send("go")
        assert events[-2].body["error"].startswith("The agent returned its answer")


async def test_what_an_agent_returns_besides_its_answer_is_its_own(open_chat: OpenChat) -> None:
    async def talks(run: Run) -> str:
        await run.text("16")
        return "16"

    async def shows(run: Run) -> str:
        await run.widget({"type": "Card", "children": [{"type": "Text", "value": "16"}]})
        return "shown"

    async def acts(run: Run) -> str:
        await run.effect("highlight")
        return "done"

    async def ignores(run: Run) -> int:
        return 0

    for agent in (talks, shows, acts, ignores, in_thread(lambda run: run.text("16") or "16")):
        chat = await open_chat(agent)
        assert "error" not in (await chat.send("go"))[-2].body


@pytest.mark.parametrize("error", [SystemExit(1), KeyboardInterrupt()])
def test_a_task_of_an_agent_cannot_end_the_server(error: BaseException) -> None:
    async def child() -> None:
        raise error

    async def agent(run: Run) -> None:
        task = asyncio.ensure_future(child())
        with pytest.raises(type(error)):
            await task
        await run.text("still here")

    connection = LocalBackend(agent, assistant_id=f"task-{type(error).__name__}").connect()
    secret = connection.mint("someone").secret
    headers = {"Authorization": f"Bearer {secret}"}
    with httpx.Client(base_url=connection.api_url, headers=headers, timeout=30) as http:
        thread = http.post("/threads", json={}).json()
        for _ in range(2):
            url = f"/threads/{thread['thread_id']}/runs/stream"
            response: Any = http.post(url, json=message_body("go"))
            assert text_of(parse_sse(response.text)) == "still here"
