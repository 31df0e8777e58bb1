"""Many streams at once from LocalBackend on a server of its own, beside LangGraph's dev server.

Both answer with the same words at the same pace. How late a word is counts from the moment at
which it was due, so an agent that the server holds up makes it late too.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from benchmarks.langgraph_server import UnavailableError, langgraph_server
from benchmarks.served import message, run_client, served
from benchmarks.stream_client import Request
from benchmarks.table import FULL, Note, Row

STREAMS, RATE = 200, 100
WORDS = 3000 if FULL else 1000
LANGGRAPH_WORDS = 100  # with as many as the others, it would take minutes
APART_S = 0.02
ROUNDS = 50


def measure() -> Iterator[Row | Note]:
    with TemporaryDirectory() as folder, served("steady", Path(folder)) as server:
        yield from _first("LocalBackend", server.client, server.new_run_url, message("1 100"))
        urls = [server.new_run_url() for _ in range(STREAMS)]
        used, began = server.cpu(), time.monotonic()
        yield from _streams("LocalBackend", urls, server.headers, message(f"{WORDS} {RATE}"), WORDS)
        share = (server.cpu() - used) / (time.monotonic() - began)
        yield Row("  cores that the server used", share, "")
    try:
        with TemporaryDirectory() as folder, langgraph_server(Path(folder), STREAMS) as client:
            yield from _langgraph(client)
    except UnavailableError as error:
        yield Note("LangGraph's dev server", f"not available: {error}")


def _langgraph(client: httpx.Client) -> Iterator[Row]:
    def new_run_url() -> str:
        thread = client.post("/threads", json={}).raise_for_status().json()
        return str(client.base_url.join(f"threads/{thread['thread_id']}/runs/stream"))

    def body(order: str) -> dict[str, object]:
        return {"assistant_id": "agent", "input": {"order": order}, "stream_mode": "custom"}

    name = "LangGraph dev server"
    yield from _first(name, client, new_run_url, body("1 100"), goals=False)
    urls = [new_run_url() for _ in range(STREAMS)]
    yield from _streams(
        name, urls, {}, body(f"{LANGGRAPH_WORDS} {RATE}"), LANGGRAPH_WORDS, goals=False
    )


def _first(
    name: str,
    client: httpx.Client,
    new_run_url: Callable[[], str],
    body: object,
    *,
    goals: bool = True,
) -> Iterator[Row]:
    delays = []
    for _ in range(ROUNDS):
        url = new_run_url()
        began = time.perf_counter()
        with client.stream("POST", url, json=body) as response:
            lines = response.iter_lines()
            next(line for line in lines if line.startswith("data:"))
            delays.append(time.perf_counter() - began)
            for _ in lines:  # the connection is used again
                pass
    yield Row(
        f"{name}: POST to first event",
        statistics.median(delays) * 1e3,
        "ms",
        goal=20 if goals else None,
    )


def _streams(
    name: str,
    urls: list[str],
    headers: dict[str, str],
    body: object,
    words: int,
    *,
    goals: bool = True,
) -> Iterator[Row]:
    found = run_client(Request(urls, headers, json.dumps(body), words, APART_S))
    yield Row(
        f"{name}: words missing of {STREAMS} x {words}",
        found.missing,
        "",
        goal=0 if goals else None,
    )
    yield Row("  a word is late by, median", found.delay * 1e3, "ms")
    goal = 100 if goals else None
    yield Row("  a word is late by, 95th percentile", found.delay_p95 * 1e3, "ms", goal=goal)
    yield Row("  cores that the client used", found.busy, "")
