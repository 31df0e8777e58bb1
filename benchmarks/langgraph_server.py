"""LangGraph's own development server, as an anchor.

It is under the Elastic License 2.0 and no dependency of this project: the benchmark installs it
into an environment of its own, in a folder that git ignores, and does without it where it cannot.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from tests.e2e.harness import free_port

CACHE = Path(__file__).parents[1] / ".cache" / "langgraph"
PACKAGE = "langgraph-cli[inmem]==0.4.40"
_INSTALL_S, _START_S = 240, 60

GRAPH = """
import asyncio
import time
from typing import TypedDict

from langgraph.config import get_stream_writer
from langgraph.graph import StateGraph


class State(TypedDict):
    order: str


async def steady(state: State) -> dict:
    write = get_stream_writer()
    count, rate = (float(part) for part in state["order"].split())
    began = time.monotonic()
    for number in range(int(count)):
        due = began + number / rate
        early = due - time.monotonic()
        if early > 0:
            await asyncio.sleep(early)
        write({"word": f"{number} {due:.4f} "})
    return {}


graph = StateGraph(State).add_node("steady", steady).add_edge("__start__", "steady").compile()
"""


class UnavailableError(Exception):
    """The server cannot be had here; the message says why."""


@contextmanager
def langgraph_server(folder: Path, runs_at_once: int) -> Iterator[httpx.Client]:
    """Serve a graph that sends words as `stream_agent.steady` does; yields a client.

    Raises
    ------
    UnavailableError
        If the server cannot be installed or started.
    """
    program = _install()
    (folder / "graph.py").write_text(GRAPH)
    config = {"dependencies": ["."], "graphs": {"agent": "./graph.py:graph"}}
    (folder / "langgraph.json").write_text(json.dumps(config))
    port = free_port()
    quiet = {"LANGSMITH_TRACING": "false", "LANGGRAPH_CLI_NO_ANALYTICS": "1", "LOG_LEVEL": "ERROR"}
    command = [str(program), "dev", "--no-browser", "--no-reload", "--port", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--n-jobs-per-worker", str(runs_at_once)],
            cwd=folder,
            env={**os.environ, **quiet},
            stdout=log,
            stderr=log,
        )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            _wait(client, process, folder / "log")
            yield client
    finally:
        process.terminate()
        process.wait(20)


def _install() -> Path:
    program, stamp = CACHE / "bin" / "langgraph", CACHE / "installed"
    if stamp.is_file() and stamp.read_text() == PACKAGE:
        return program
    try:
        venv.create(CACHE, with_pip=True, clear=True)
        pip = [str(CACHE / "bin" / "python"), "-m", "pip", "install", "--quiet", PACKAGE]
        subprocess.run(pip, check=True, capture_output=True, text=True, timeout=_INSTALL_S)
    except subprocess.CalledProcessError as error:
        reason = (error.stderr.strip().splitlines() or ["pip failed"])[-1]
        raise UnavailableError(reason) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnavailableError(str(error)) from error
    stamp.write_text(PACKAGE)
    return program


def _wait(client: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(httpx.TransportError):
            if client.get("/ok").is_success:
                return
        time.sleep(0.1)
    told = log.read_text().strip().splitlines()
    raise UnavailableError(told[-1] if told else "it did not start")
