"""What the memory of a server does over many runs."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.served import message, run_client, served
from benchmarks.stream_client import Request
from benchmarks.table import FULL, Row

RUNS = 10_000 if FULL else 2_000
WARM_UP = 3_000  # until the caches are full
WORDS = 10
APART_S = 0.005
GOAL_MB = 5


def measure() -> list[Row]:
    with TemporaryDirectory() as folder, served("steady", Path(folder)) as server:

        def run(count: int) -> int:
            urls = [server.new_run_url() for _ in range(count)]
            body = json.dumps(message(f"{WORDS} 1000"))
            return run_client(Request(urls, server.headers, body, WORDS, APART_S)).missing

        missing = sum(run(1000) for _ in range(WARM_UP // 1000))
        before = server.memory()
        missing += sum(run(1000) for _ in range(RUNS // 1000))
        after = server.memory()
    return [
        Row(f"memory of the server after {WARM_UP} runs", before, "MB"),
        Row(f"memory after {RUNS} runs more: growth", after - before, "MB", goal=GOAL_MB),
        Row("  words missing in them", missing, "", goal=0),
    ]
