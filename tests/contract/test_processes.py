"""Two processes on one database: what one answers, requests to the other one can act on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .harness import (
    Event,
    calls_of,
    eventually,
    message_body,
    parse_sse,
    resume_body,
    run_id_of,
    text_of,
)
from .postgres import new_database
from .standalone import KEY, Standalone, standalone

AGENT = """
import asyncio
from pathlib import Path

from streamlit_chatkit.local import Question

async def agent(run):
    "Answers as it is told."
    with open("runs", "a") as runs:
        runs.write(f"{run.input.text}\\n")
    match run.input.text:
        case "wait":
            await run.text("before ")
            while not Path("go").exists():
                await asyncio.sleep(0.02)
            for message in await run.follow_ups():
                await run.text(f"also {message.text} ")
            await run.text("after")
        case "call":
            await run.text(f"region {await run.call_client_tool('get_region')}")
            with open("runs", "a") as runs:
                runs.write("called\\n")
        case "approve":
            decision = await run.request_approval("refund", {"order": 7})
            await run.text(f"approved {decision.approved}")
        case "question":
            [answer] = await run.ask_user(Question("Which region?", ["EMEA", "APAC"], id="region"))
            await run.text(f"answered {answer.value}")
        case "file":
            [file] = run.input.files
            await run.text((await file.read()).decode())
        case text:
            await run.text(f"You said {text}.")
"""


@dataclass
class Pair:
    """Two servers on one database, and the folder in which they run."""

    first: Standalone
    second: Standalone
    folder: Path

    def new_thread(self) -> None:
        self.second.thread_id = self.first.new_thread()

    def let_go(self) -> None:
        (self.folder / "go").touch()

    @property
    def runs(self) -> list[str]:
        """What the agents were asked, in both processes."""
        return (self.folder / "runs").read_text().split()


@pytest.fixture(params=["sqlite", "postgres"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    with ExitStack() as stack:
        options = []
        if request.param == "postgres":
            server = request.getfixturevalue("postgres_server")
            name = f"chatkit_{tmp_path.name.lower()[-30:].replace('-', '_')}"
            options = ["--database", stack.enter_context(new_database(server, name))]
        first = stack.enter_context(standalone(tmp_path, *options, agent=AGENT))
        second = stack.enter_context(standalone(tmp_path, *options, agent=AGENT))
        made = Pair(first, second, tmp_path)
        made.new_thread()
        yield made


def post(server: Standalone, body: dict[str, Any], cursor: str | None = None) -> list[Event]:
    headers = {"Last-Event-ID": cursor} if cursor else {}
    answer = server.client.post(f"{server.runs}/stream", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return parse_sse(answer.text)


def test_a_process_follows_a_run_of_another_one(pair: Pair) -> None:
    first, second = pair.first, pair.second
    run_id = first.begin("wait", until="before ")
    url = f"{second.runs}/{run_id}/stream"
    with second.client.stream("GET", url) as response:
        lines = response.iter_lines()
        assert any("before " in line for line in lines)
        busy = second.client.post(f"{second.runs}/stream", json=message_body("too early"))
        assert busy.status_code == 400
        assert "busy" in busy.json()["message"]
        pair.let_go()
        rest = list(lines)
    assert "event: complete" in rest
    assert [one["status"] for one in second.messages()] == ["success", "success"]
    assert text_of(parse_sse(second.client.get(url).text)) == "before after"
    assert text_of(second.send("next")) == "You said next."
    assert len(first.messages()) == 4


def test_a_run_whose_process_was_killed_is_ended_by_the_other(pair: Pair) -> None:
    first, second = pair.first, pair.second
    run_id = first.begin("wait", until="before ")
    with second.client.stream("GET", f"{second.runs}/{run_id}/stream") as response:
        lines = response.iter_lines()
        assert any("before " in line for line in lines)
        first.process.kill()
        first.process.wait()
        assert "event: complete" in list(lines)
    assert second.thread()["status"] == "interrupted"
    assert second.messages()[1]["status"] == "aborted"
    gone = second.client.post(f"{second.runs}/{run_id}/cancel")
    assert gone.json() == {"canceledExecutionIds": []}
    assert text_of(second.send("again")) == "You said again."


def test_a_run_is_cancelled_from_another_process(pair: Pair) -> None:
    first, second = pair.first, pair.second
    run_id = first.begin("wait", until="before ")
    with first.client.stream("GET", f"{first.runs}/{run_id}/stream") as response:
        lines = response.iter_lines()
        assert any("before " in line for line in lines)
        cancelled = second.client.post(f"{second.runs}/{run_id}/cancel")
        assert cancelled.json() == {"canceledExecutionIds": [run_id]}
        assert "event: complete" in list(lines)
    again = second.client.post(f"{second.runs}/{run_id}/cancel")
    assert again.json() == {"canceledExecutionIds": []}
    assert first.messages()[1]["error"] == "Canceled by user"
    assert text_of(second.send("next")) == "You said next."


def test_a_client_tool_is_answered_at_another_process(pair: Pair) -> None:
    first, second = pair.first, pair.second
    events = first.send("call")
    result = {"tool_call_id": calls_of(events)[0]["id"], "content": "EMEA"}
    body, run_id, cursor = resume_body(run_id_of(events), result), run_id_of(events), events[-1].id
    resumed = post(second, body, cursor)
    assert text_of(resumed) == "region EMEA"
    assert run_id_of(resumed) == run_id
    assert all(event.id > cursor for event in resumed)
    # A browser that got no answer asks again, wherever the balancer sends it.
    for server in (second, first):
        assert text_of(post(server, body, cursor)) == "region EMEA"
    wrong = resume_body(run_id, {"tool_call_id": "call_unknown", "content": "x"})
    refused = second.client.post(f"{second.runs}/stream", json=wrong)
    assert refused.status_code == 400
    assert pair.runs == ["call", "called"]


def test_answers_that_do_not_fit_are_refused_as_by_the_runs_own_process(pair: Pair) -> None:
    events = pair.first.send("call")
    wrong = resume_body(run_id_of(events), {"tool_call_id": "call_unknown", "content": "x"})
    answers = [
        server.client.post(f"{server.runs}/stream", json=wrong)
        for server in (pair.first, pair.second)
    ]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].json() == answers[1].json()
    assert "Unknown tool call" in answers[0].json()["message"]


def test_an_approval_and_a_question_are_answered_at_another_process(pair: Pair) -> None:
    first, second = pair.first, pair.second
    events = first.send("approve")
    decision = {"type": "confirm", "payload": {"decisions": [{"type": "approve"}]}}
    target = {"executionId": run_id_of(events)}
    body = {"input": {"action": "resume", "target": target, "decision": decision}}
    assert text_of(post(second, body, events[-1].id)) == "approved True"
    asked = first.send("question")
    answers = {"answers": [{"id": "region", "value": "APAC", "type": "option"}]}
    result = {"tool_call_id": calls_of(asked)[0]["id"], "content": answers}
    resumed = post(second, resume_body(run_id_of(asked), result), asked[-1].id)
    assert text_of(resumed) == "answered APAC"
    assert second.thread()["status"] == "idle"


def test_a_message_to_another_process_gives_up_the_run_that_waits(pair: Pair) -> None:
    events = pair.first.send("call")
    assert text_of(pair.second.send("never mind")) == "You said never mind."
    late = resume_body(run_id_of(events), {"tool_call_id": calls_of(events)[0]["id"]})
    refused = pair.first.client.post(f"{pair.first.runs}/stream", json=late)
    assert refused.status_code == 400
    statuses = [one["status"] for one in pair.first.messages()]
    assert statuses == ["success", "aborted", "success", "success"]


def follow_up(mode: str, text: str) -> dict[str, Any]:
    message = {"input": {"input": text}}
    return {"input": {"action": "follow_up", "mode": mode, "message": message}}


def test_follow_ups_reach_the_run_of_another_process(pair: Pair) -> None:
    first, second = pair.first, pair.second
    run_id = first.begin("wait", until="before ")
    steered = second.client.post(second.runs, json=follow_up("steer", "this"))
    assert (steered.status_code, steered.json()["run_id"]) == (201, run_id)
    for server, text in ((second, "one"), (first, "two"), (second, "three")):
        queued = server.client.post(server.runs, json=follow_up("queue", text))
        assert (queued.status_code, queued.json()["run_id"]) == (201, run_id)
    pair.let_go()
    eventually(lambda: len(first.messages()) == 10 and first.thread()["status"] == "idle")
    said = [one["content"] for one in first.messages() if one["role"] == "human"]
    assert said == ["wait", "this", "one", "two", "three"]
    assert pair.runs == ["wait", "one", "two", "three"]
    answers = [one["content"] for one in second.messages() if one["role"] == "ai"]
    assert answers[1][0]["text"] == "also this after"


def test_a_thread_is_renamed_and_deleted_at_another_process(pair: Pair) -> None:
    first, second = pair.first, pair.second
    run_id = first.begin("wait", until="before ")
    url = f"/api/ai/conversations/{first.thread()['metadata']['id']}"
    assert second.client.patch(url, json={"title": "Mine"}).json()["title"] == "Mine"
    with first.client.stream("GET", f"{first.runs}/{run_id}/stream") as response:
        lines = response.iter_lines()
        assert any("before " in line for line in lines)
        assert second.client.delete(url).status_code == 202
        rest = list(lines)
    assert any('"title":"Mine"' in line for line in rest)
    assert "event: complete" in rest
    assert first.client.get(url).status_code == 404
    found = first.client.post("/api/ai/conversations/search", json={}).json()
    assert found == {"items": [], "total": 0}
    pair.new_thread()
    assert text_of(second.send("next")) == "You said next."


def test_votes_and_files_are_seen_by_the_other_process(pair: Pair) -> None:
    first, second = pair.first, pair.second
    upload = {"file": ("note.txt", b"from the other side", "text/plain")}
    handle = first.client.post("/api/ai/contexts/file", files=upload).json()
    body = message_body("file")
    body["input"]["input"]["files"] = [handle]
    assert text_of(post(second, body)) == "from the other side"
    content = second.client.get(f"/api/ai/files/{handle['id']}/content")
    assert content.content == b"from the other side"
    answer = second.messages()[1]
    votes = f"/api/ai/conversations/{answer['conversationId']}/messages/{answer['id']}/feedbacks"
    vote = first.client.post(votes, json={"rating": "like"}).json()
    changed = second.client.patch(f"{votes}/{vote['id']}", json={"rating": "dislike"})
    assert changed.json()["rating"] == "dislike"
    assert first.client.get(votes).json()["items"] == [changed.json()]
    assert second.client.delete(f"/api/ai/contexts/file/{handle['storageFileId']}").is_success
    assert first.client.get(f"/api/ai/files/{handle['id']}/content").status_code == 404


def test_a_secret_is_good_at_each_process_until_it_expires(pair: Pair) -> None:
    first, second = pair.first, pair.second
    second.client.headers["Authorization"] = first.client.headers["Authorization"]
    assert text_of(second.send("hello")) == "You said hello."
    for given in ("cs-x-" + "0" * 64, "cs-x-", "sk-x"):
        second.client.headers["Authorization"] = f"Bearer {given}"
        assert second.client.get(f"/api/ai/threads/{second.thread_id}").status_code == 401
    short = {"user": "visitor-42", "expires_after": 1}
    key = {"Authorization": f"Bearer {KEY}"}
    minted = first.client.post("/v1/chatkit/sessions", json=short, headers=key).json()
    second.client.headers["Authorization"] = f"Bearer {minted['client_secret']}"
    eventually(lambda: second.client.get(f"/api/ai/threads/{second.thread_id}").status_code == 401)


def test_of_messages_to_both_processes_at_once_one_run_goes_on_at_a_time(pair: Pair) -> None:
    threads = []
    for _ in range(3):
        pair.new_thread()
        threads.append(pair.first.thread_id)
    jobs = [
        (server, thread, number)
        for number in range(6)
        for thread in threads
        for server in (pair.first, pair.second)
    ]

    def send(job: tuple[Standalone, str, int]) -> int:
        server, thread, number = job
        url = f"/api/ai/threads/{thread}/runs/wait"
        body = message_body(f"{thread}:{number}:{server.url}")
        return server.client.post(url, json=body).status_code

    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(send, jobs))
    assert set(statuses) <= {201, 400}
    accepted = statuses.count(201)
    assert accepted >= len(threads)
    assert len(pair.runs) == len(set(pair.runs)) == accepted
    total = 0
    for pair.first.thread_id in threads:
        messages = pair.first.messages()
        total += len(messages)
        roles = [message["role"] for message in messages]
        assert roles == ["human", "ai"] * (len(messages) // 2)
        assert {message["status"] for message in messages} == {"success"}
    assert total == 2 * accepted
