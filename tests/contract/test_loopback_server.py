"""The in-process server, over a real socket."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from streamlit_chatkit._backend import Backend, Connection
from streamlit_chatkit.local import LocalBackend
from streamlit_chatkit.local._engine.secrets import Caller
from streamlit_chatkit.local._engine.service import Service
from streamlit_chatkit.local._server import LoopbackServer

from .harness import ASSISTANT, echo, eventually, message_body, parse_sse, resume_body, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit_chatkit.local import Agent, Run

APP = "http://localhost:8501"


class Gate:
    """An agent that says a word, waits, and says another."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.ended = threading.Event()

    async def __call__(self, run: Run) -> None:
        await run.text("before ")
        await asyncio.to_thread(self.open.wait, 20)
        await run.text("after")
        self.ended.set()


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    server = LoopbackServer(Service(heartbeat=0.01))
    yield server
    server.stop()
    eventually(lambda: not server.is_alive)


def client_of(server: LoopbackServer, agent: Agent, user: str = "visitor-42") -> httpx.Client:
    secret = server.service.secrets.mint(Caller(user, ASSISTANT, agent), 600)
    headers = {"Authorization": f"Bearer {secret}"}
    return httpx.Client(base_url=server.api_url, headers=headers, timeout=30)


def new_runs_path(client: httpx.Client) -> str:
    return f"/threads/{client.post('/threads').json()['thread_id']}/runs"


def until(lines: Iterator[str], wanted: str) -> str:
    """Read a stream until a line has `wanted` in it."""
    read = []
    for line in lines:
        read.append(line)
        if wanted in line:
            return "\n".join(read)
    pytest.fail(f"the stream ended without {wanted!r}: {read}")


def test_text_arrives_while_the_agent_is_still_working(server: LoopbackServer) -> None:
    gate = Gate()
    with client_of(server, gate) as client:
        runs = new_runs_path(client)
        with client.stream("POST", f"{runs}/stream", json=message_body("go")) as response:
            lines = response.iter_lines()
            until(lines, "before ")
            until(lines, ": keep-alive")
            assert not gate.ended.is_set()
            gate.open.set()
            until(lines, "after")
            until(lines, "event: complete")
        assert response.headers["cache-control"].startswith("private, no-cache, no-store")
        assert response.headers["x-accel-buffering"] == "no"


def test_a_run_goes_on_when_the_browser_is_gone(server: LoopbackServer) -> None:
    gate = Gate()
    with client_of(server, gate) as client:
        runs = new_runs_path(client)
        with client.stream("POST", f"{runs}/stream", json=message_body("go")) as response:
            start = until(response.iter_lines(), "before ")
        (run,) = client.get(runs).json()
        assert run["status"] == "running"
        seen = [line.removeprefix("id: ") for line in start.splitlines() if line.startswith("id")]
        url = f"{runs}/{run['run_id']}/stream"
        with client.stream("GET", url, headers={"Last-Event-ID": seen[-1]}) as response:
            lines = response.iter_lines()
            until(lines, ": keep-alive")
            gate.open.set()
            rest = until(lines, "event: complete")
        assert gate.ended.is_set()
        assert "before" not in rest
        assert text_of(parse_sse(client.get(url).text)) == "before after"
        assert client.get(runs).json()[0]["status"] == "success"


def test_connections_do_not_wait_to_fill_packets(server: LoopbackServer) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"
    with client_of(server, echo) as client:
        client.post("/threads")
        (connection,) = server.uvicorn.server_state.connections
        accepted = connection.transport.get_extra_info("socket")
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_one_server_serves_all_backends_and_threads() -> None:
    def connect(n: int) -> Connection:
        return LocalBackend(echo, name=f"agent_{n}").connect(None, frame_url=None, app_origin=APP)

    with ThreadPoolExecutor(16) as pool:
        connections = list(pool.map(connect, range(64)))
    assert len({connection.api_url for connection in connections}) == 1
    assert len({connection.cache_key for connection in connections}) == 64
    servers = [thread for thread in threading.enumerate() if thread.name == "chatkit-local"]
    assert len(servers) == 1


def test_a_rerun_connects_to_the_same_chat_with_its_newest_function() -> None:
    def script_run(n: int) -> Connection:
        async def agent(run: Run) -> None:
            await run.text(f"run {n}")

        backend: Backend = LocalBackend(agent)
        return backend.connect(None, frame_url=None, app_origin=APP)

    first, second = script_run(1), script_run(2)
    assert first.cache_key == second.cache_key
    assert first.assistant_id == second.assistant_id
    secret = first.mint("visitor-42").secret
    headers = {"Authorization": f"Bearer {secret}", "Origin": APP}
    with httpx.Client(base_url=first.api_url, headers=headers, timeout=30) as client:
        runs = new_runs_path(client)
        answer = client.post(f"{runs}/wait", json=message_body("?"))
        assert answer.json()["content"] == "run 1"
        second.attach(secret)
        answer = client.post(f"{runs}/wait", json=message_body("?"))
        assert answer.json()["content"] == "run 2"
        assert answer.headers["access-control-allow-origin"] == APP
        assert client.get(f"/assistants/{first.assistant_id}").json()["name"] == "agent"


def test_the_vendors_frame_may_call_but_no_other_page() -> None:
    frame = "https://frame.example/chat?x=1"
    connection = LocalBackend(echo).connect(None, frame_url=frame, app_origin=None)
    assert connection.frame_url == frame
    headers = {"Authorization": f"Bearer {connection.mint('u').secret}"}
    with httpx.Client(base_url=connection.api_url, headers=headers, timeout=30) as client:
        allowed = client.post("/threads", headers={"Origin": "https://frame.example"})
        assert allowed.status_code == 201
        assert client.post("/threads", headers={"Origin": "https://evil.example"}).is_error
        assert client.post("/threads", headers={"Host": "frame.example"}).is_error


def test_secrets_of_an_app_are_not_minted_over_http_without_its_key() -> None:
    connection = LocalBackend(echo).connect()
    body = {"assistant": {"id": connection.assistant_id}, "user": "somebody"}
    url = f"{connection.api_url}/v1/chatkit/sessions"
    guess = httpx.post(url, json=body, headers={"Authorization": "Bearer sk-x-guess"}, timeout=30)
    assert guess.status_code == 401
    LocalBackend(echo, name="shared", api_key="sk-x-right").connect("shared-id")
    right = {"Authorization": "Bearer sk-x-right"}
    assert httpx.post(url, json=body, headers=right, timeout=30).status_code == 404
    body["assistant"] = {"id": "shared-id"}
    assert httpx.post(url, json=body, headers=right, timeout=30).status_code == 201


def test_a_client_tool_answered_over_the_socket(server: LoopbackServer) -> None:
    async def agent(run: Run) -> None:
        await run.text(f"region {await run.call_client_tool('get_region')}")

    with client_of(server, agent) as client:
        runs = new_runs_path(client)
        first = parse_sse(client.post(f"{runs}/stream", json=message_body("?")).text)
        run_id = client.get(runs).json()[0]["run_id"]
        body: dict[str, Any] = resume_body(run_id, {"content": "EMEA"})
        headers = {"Last-Event-ID": first[-1].id}
        second = client.post(f"{runs}/stream", json=body, headers=headers)
        assert text_of(parse_sse(second.text)) == "region EMEA"


PROGRAM = """
import asyncio, threading, httpx, uvicorn
from streamlit_chatkit.local import LocalBackend

async def agent(run):
    await run.text("hello")
    try:
        await asyncio.Event().wait()
    finally:
        print("agent stopped", flush=True)

connection = LocalBackend(agent).connect()
headers = {"Authorization": "Bearer " + connection.mint("u").secret}
client = httpx.Client(base_url=connection.api_url, headers=headers, timeout=60)
thread = client.post("/threads").json()["thread_id"]

def read():
    body = {"input": {"input": {"input": "go"}}}
    with client.stream("POST", f"/threads/{thread}/runs/stream", json=body) as response:
        for line in response.iter_lines():
            if "hello" in line:
                seen.set()

seen = threading.Event()
threading.Thread(target=read, daemon=True).start()
assert seen.wait(60)
print("exiting", flush=True)
"""


def test_the_process_exits_at_once_and_silently_with_a_stream_open() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "exiting\n"
        assert process.wait(20) == 0
        assert process.stdout.read() == "agent stopped\n"
        assert process.stderr.read() == ""
