"""A chat whose agent calls a function of the app as often as it is told, and measures how long."""

import json
import os
import time
from pathlib import Path

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run

REPORT = Path(os.environ["BENCHMARK_REPORT"])

with REPORT.with_suffix(".runs").open("a") as runs:
    runs.write("run\n")


def echo(number: int) -> int:
    """Return the number."""
    return number


async def agent(run: Run) -> None:
    """Call the tool as often as the message says."""
    delays = []
    for number in range(int(run.input.text)):
        started = time.perf_counter()
        assert await run.call_client_tool("echo", {"number": number}) == number
        delays.append(time.perf_counter() - started)
    with REPORT.open("a") as report:
        report.write(json.dumps(delays) + "\n")
    await run.text("Done.")


st_chatkit(backend=LocalBackend(agent), tools=[echo], locale="en")
