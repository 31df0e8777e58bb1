"""An agent in this process, and a browser that shows the app whose functions it calls."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from benchmarks.browser import open_app
from streamlit_chatkit.local import LocalBackend, Run
from tests.e2e.harness import Chat, free_port


@dataclass
class Caller:
    """Calls the app's tool as often as a message says.

    Attributes
    ----------
    pause : float
        Seconds that pass before each call.
    delays : list of float
        Seconds that each call took.
    """

    pause: float = 0.0
    delays: list[float] = field(default_factory=list)

    async def __call__(self, run: Run) -> None:
        """Answer a message."""
        for number in range(int(run.input.text)):
            await asyncio.sleep(self.pause)
            started = time.perf_counter()
            assert await run.call_client_tool("echo", {"number": number}) == number
            self.delays.append(time.perf_counter() - started)
        await run.text("Done.")


@contextmanager
def serve(app: ASGIApp, port: int) -> Iterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield
    server.should_exit = True
    thread.join(5)


@contextmanager
def open_chat() -> Iterator[tuple[Chat, Caller, Path]]:
    """Yield a chat that is ready, its agent, and the file with a line for each run of the app."""
    caller, port = Caller(), free_port()
    settings = {
        "XPERTAI_API_URL": f"http://127.0.0.1:{port}",
        "XPERTAI_API_KEY": "sk-benchmark",
        "XPERT_ID": "benchmark",
    }
    with open_app("chat", **settings) as (page, url, report):
        backend = LocalBackend(caller, name="caller", assistant_id="benchmark")
        with serve(backend.asgi_app(origins=[url]), port):
            page.goto(url)
            chat = Chat(page)
            chat.wait_until_ready()
            yield chat, caller, report
