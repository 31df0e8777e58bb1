"""A chat server in memory, with clients that speak HTTP to it."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from streamlit_chatkit.local._api.app import create_app
from streamlit_chatkit.local._engine.secrets import Caller
from streamlit_chatkit.local._engine.service import Service
from streamlit_chatkit.local._store.database import MEMORY, Database
from streamlit_chatkit.local._store.records import Assistant, now
from streamlit_chatkit.local._store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit_chatkit.local import Agent, Run

GOLDEN = Path(__file__).parents[1] / "fixtures" / "golden"
ASSISTANT = Assistant("3f2b8c1e-5a47-4d0c-9a61-7d2f1b0e6a10", "orders", "Order helper", None, now())
BASE_URL = "http://127.0.0.1:8777"


@dataclass(frozen=True)
class Event:
    """A parsed server-sent event."""

    id: str
    name: str | None
    data: dict[str, Any]

    @property
    def kind(self) -> str:
        """Name of the event, or type of the message part."""
        if self.data["type"] == "message":
            return str(self.data["data"]["type"])
        return str(self.data.get("event", self.data["type"]))

    @property
    def body(self) -> dict[str, Any]:
        """What the envelope holds."""
        body: dict[str, Any] = self.data["data"]
        return body


def eventually(check: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def parse_sse(text: str) -> list[Event]:
    events = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if line)
        if "data" in fields:
            data = json.loads(fields["data"])
            events.append(Event(fields["id"], fields.get("event"), data))
    return events


def golden(name: str) -> Any:
    text = (GOLDEN / name).read_text(encoding="utf-8")
    return parse_sse(text) if name.endswith(".sse") else json.loads(text)


def message_body(text: str, **more: Any) -> dict[str, Any]:
    human = {"input": text}
    return {"input": {"input": human, "state": {"human": human}, **more}}


def resume_body(run_id: str, *messages: dict[str, Any]) -> dict[str, Any]:
    command = {"resume": {"toolMessages": list(messages)}}
    return {"input": {"input": {}, "command": command, "executionId": run_id}}


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events]


def text_of(events: list[Event]) -> str:
    return "".join(event.body["text"] for event in events if event.kind == "text")


def run_id_of(events: list[Event]) -> str:
    start = next(event for event in events if event.kind == "on_message_start")
    return str(start.body["executionId"])


def calls_of(events: list[Event]) -> list[dict[str, Any]]:
    interrupt = next(event for event in events if event.kind == "on_interrupt")
    calls = interrupt.body["tasks"][0]["interrupts"][0]["value"]["clientToolCalls"]
    return list(calls)


async def echo(run: Run) -> None:
    await run.text(run.input.text)


@dataclass
class Databases:
    """Which database `new_service` opens, and those that are open."""

    url: str = MEMORY
    opened: list[Database] = field(default_factory=list)


databases = Databases()


def new_service(**options: Any) -> Service:
    """Make a server on a database of the kind that the test is about."""
    databases.opened.append(Database(databases.url))
    return Service(store=Store(databases.opened[-1]), **options)


@dataclass
class Chat:
    """One user's thread on a server."""

    agent: Agent = echo
    user: str = "visitor-42"
    service: Service = field(default_factory=new_service)
    assistant: Assistant = ASSISTANT
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        caller = Caller(self.user, self.assistant, self.agent)
        self.secret = self.service.secrets.mint(caller, 600)
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(create_app(self.service), raise_app_exceptions=True),
            base_url=f"{BASE_URL}/api/ai",
            headers={"Authorization": f"Bearer {self.secret}", **self.headers},
        )

    async def new_thread(self, **body: Any) -> dict[str, Any]:
        response = await self.http.post("/threads", json=body)
        assert response.status_code == 201, response.text
        thread: dict[str, Any] = response.json()
        self.thread_id = thread["thread_id"]
        self.conversation_id = thread["metadata"]["id"]
        return thread

    async def post_run(
        self, body: dict[str, Any], *, how: str = "/stream", cursor: str | None = None
    ) -> httpx.Response:
        headers = {} if cursor is None else {"Last-Event-ID": cursor}
        url = f"/threads/{self.thread_id}/runs{how}"
        return await self.http.post(url, json=body, headers=headers)

    async def stream(self, body: dict[str, Any], *, cursor: str | None = None) -> list[Event]:
        response = await self.post_run(body, cursor=cursor)
        assert response.status_code == 200, response.text
        assert response.headers["content-type"].startswith("text/event-stream")
        return parse_sse(response.text)

    async def send(self, text: str, **more: Any) -> list[Event]:
        return await self.stream(message_body(text, **more))

    async def join(self, run_id: str, cursor: str | None = None) -> list[Event]:
        headers = {} if cursor is None else {"Last-Event-ID": cursor}
        url = f"/threads/{self.thread_id}/runs/{run_id}/stream"
        return parse_sse((await self.http.get(url, headers=headers)).text)

    async def cancel(self, run_id: str) -> list[str]:
        url = f"/threads/{self.thread_id}/runs/{run_id}/cancel?wait=0&action=interrupt"
        response = await self.http.post(url)
        assert response.status_code == 201
        canceled: list[str] = response.json()["canceledExecutionIds"]
        return canceled

    async def conversation(self) -> dict[str, Any]:
        found: dict[str, Any] = (
            await self.http.get(f"/conversations/{self.conversation_id}")
        ).json()
        return found

    async def messages(self) -> list[dict[str, Any]]:
        url = f"/conversations/{self.conversation_id}/messages"
        items: list[dict[str, Any]] = (await self.http.get(url)).json()["items"]
        return items

    async def stored_end(self) -> None:
        """Wait until the end of the thread's run is stored, which is after its stream's end."""
        newest = (await self.http.get(f"/threads/{self.thread_id}/runs")).json()[0]
        run = await self.service.runs.find(self.user, self.thread_id, newest["run_id"])
        if run:
            await asyncio.wait_for(run.wait_for_end(), 30)
