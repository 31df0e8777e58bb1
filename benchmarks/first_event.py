"""From a message to the first event of the answer: LocalBackend beside a bare SSE endpoint."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from benchmarks.table import Row
from streamlit_chatkit.local import LocalBackend, Run

ROUNDS = 200


async def one_word(run: Run) -> None:
    await run.text("Hello")


async def bare_stream(request: Request) -> StreamingResponse:
    await request.json()

    async def events() -> AsyncIterator[str]:
        yield 'data: {"type":"message"}\n\n'

    return StreamingResponse(events(), media_type="text/event-stream")


@contextmanager
def bare_server() -> Iterator[str]:
    app = Starlette(routes=[Route("/stream", bare_stream, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/stream"
    server.should_exit = True
    thread.join(5)


def median_delay(client: httpx.Client, next_url: Callable[[], str], body: object) -> float:
    delays = []
    for _ in range(ROUNDS):
        url = next_url()
        started = time.perf_counter()
        with client.stream("POST", url, json=body) as response:
            response.raise_for_status()
            lines = response.iter_lines()
            next(line for line in lines if line.startswith("data:"))
            delays.append(time.perf_counter() - started)
            for _ in lines:  # the connection is used again
                pass
    return statistics.median(delays)


def measure() -> list[Row]:
    connection = LocalBackend(one_word).connect(None, frame_url=None, app_origin=None)
    secret = connection.mint("benchmark").secret
    message = {
        "input": {"input": {"input": "Hi"}, "state": {"human": {"input": "Hi"}}},
        "assistant_id": connection.assistant_id,
        "on_disconnect": "continue",
    }
    with bare_server() as bare_url, httpx.Client() as client:
        bare = median_delay(client, lambda: bare_url, message)
        client.headers["Authorization"] = f"Bearer {secret}"

        def new_thread() -> str:
            thread = client.post(f"{connection.api_url}/threads", json={"metadata": {}}).json()
            return f"{connection.api_url}/threads/{thread['thread_id']}/runs/stream"

        local = median_delay(client, new_thread, message)
    return [
        Row("first event: bare SSE endpoint", bare * 1e3, "ms"),
        Row("first event: LocalBackend", local * 1e3, "ms", ratio=local / bare, goal=20),
    ]
