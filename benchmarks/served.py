"""LocalBackend on a server of its own, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.stream_client import Findings, Request

KEY = "sk-benchmark"
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Served:
    """A running server.

    Attributes
    ----------
    process : Popen
        Its process.
    client : httpx.Client
        Speaks for one user.
    """

    process: subprocess.Popen[str]
    client: httpx.Client

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": self.client.headers["authorization"]}

    def new_run_url(self) -> str:
        """Make a thread and return where its runs are streamed."""
        thread = self.client.post("/api/ai/threads", json={}).raise_for_status().json()
        return str(self.client.base_url.join(f"api/ai/threads/{thread['thread_id']}/runs/stream"))

    def memory(self) -> float:
        """Return the megabytes that the process has in memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) / 1024

    def cpu(self) -> float:
        """Return the seconds that the process has computed."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(agent: str, folder: Path) -> Iterator[Served]:
    """Serve an agent of `benchmarks.stream_agent` with a database in a folder."""
    command = [sys.executable, "-m", "streamlit_chatkit.local", f"benchmarks.stream_agent:{agent}"]
    database = f"sqlite:///{folder / 'chat.db'}"
    process = subprocess.Popen(
        [*command, "--port=0", "--database", database],
        cwd=ROOT,
        env={**os.environ, "CHATKIT_API_KEY": KEY, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        url = next(
            found[1]
            for line in process.stderr
            if (found := re.search(r"answers at (\S+)", line)) is not None
        )
        key = {"Authorization": f"Bearer {KEY}"}
        with httpx.Client(base_url=url, headers=key, timeout=30) as client:
            session = client.post("/v1/chatkit/sessions", json={"user": "visitor-42"})
            secret = session.raise_for_status().json()["client_secret"]
            client.headers["Authorization"] = f"Bearer {secret}"
            yield Served(process, client)
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()


def run_client(request: Request) -> Findings:
    """Follow streams in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.stream_client"],
        input=json.dumps(asdict(request)),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return Findings(**json.loads(done.stdout))


def message(text: str) -> dict[str, Any]:
    """Return the body of a run request."""
    return {"input": {"input": {"input": text}, "state": {"human": {"input": text}}}}
