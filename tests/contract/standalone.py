"""Agents in processes of their own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import httpx

from streamlit_chatkit.local._store.database import MEMORY

from .harness import Event, databases, message_body, parse_sse

ROOT = Path(__file__).parents[2]
KEY = "sk-x-contract-0123456789"

AGENT = """
import asyncio
from pathlib import Path

async def agent(run):
    "Answers as it is told."
    if run.input.text == "wait":
        await run.text("before ")
        while not Path("go").exists():
            await asyncio.sleep(0.02)
        await run.text("after")
    elif run.input.text == "ask":
        await run.text(f"region {await run.call_client_tool('get_region')}")
    else:
        await run.text(f"You said {run.input.text}.")
"""


@dataclass
class Standalone:
    """A running server and a client of one user."""

    process: subprocess.Popen[str]
    url: str
    log: IO[str]
    client: httpx.Client
    thread_id: str = ""

    def connect(self, user: str = "visitor-42") -> None:
        answer = self.client.post("/v1/chatkit/sessions", json={"user": user})
        assert answer.status_code == 201, answer.text
        self.client.headers["Authorization"] = f"Bearer {answer.json()['client_secret']}"

    def new_thread(self) -> str:
        self.thread_id = self.client.post("/api/ai/threads", json={}).json()["thread_id"]
        return self.thread_id

    @property
    def runs(self) -> str:
        return f"/api/ai/threads/{self.thread_id}/runs"

    def send(self, text: str, **more: Any) -> list[Event]:
        body = message_body(text, **more)
        return parse_sse(self.client.post(f"{self.runs}/stream", json=body).text)

    def thread(self) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"/api/ai/threads/{self.thread_id}").json()
        return found

    def messages(self) -> list[dict[str, Any]]:
        conversation_id = self.thread()["metadata"]["id"]
        url = f"/api/ai/conversations/{conversation_id}/messages"
        items: list[dict[str, Any]] = self.client.get(url).json()["items"]
        return items

    def begin(self, text: str, until: str) -> str:
        """Start a run in the background, wait for its words, and return its id."""
        answer = self.client.post(self.runs, json=message_body(text))
        assert answer.status_code == 201, answer.text
        run_id = str(answer.json()["run_id"])
        with self.client.stream("GET", f"{self.runs}/{run_id}/stream") as response:
            for line in response.iter_lines():
                if until in line:
                    return run_id
        raise AssertionError(f"{until!r} did not come")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(30)


@contextmanager
def standalone(
    folder: Path, *options: str, agent: str = AGENT, key: str = KEY, **env: str
) -> Iterator[Standalone]:
    """Start ``python -m streamlit_chatkit.local`` in a folder, and stop it again.

    It keeps its conversations in the database of the test, or else in a file of the folder.
    """
    if databases.url != MEMORY:
        options = (f"--database={databases.url}", *options)
    (folder / "my_app.py").write_text(agent)
    log = folder / f"log-{len(list(folder.glob('log-*')))}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHATKIT_")}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit_chatkit.local", "my_app:agent", "--port=0", *options],
            cwd=folder,
            env={**kept, "PYTHONPATH": str(ROOT), "CHATKIT_API_KEY": KEY, **env},
            stderr=subprocess.PIPE,
            stdout=output,
            text=True,
        )
    assert process.stderr is not None
    try:
        url = _url(process.stderr)
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
            started = Standalone(process, url, process.stderr, client)
            started.connect()
            yield started
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def _url(log: IO[str]) -> str:
    seen = ""
    for line in log:
        seen += line
        found = re.search(r"answers at (\S+)", line)
        if found:
            return found[1]
    raise AssertionError(f"The server did not start:\n{seen}")
