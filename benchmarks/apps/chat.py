"""A chat with an agent in another process, and a function that the agent calls."""

import os
from pathlib import Path

from streamlit_chatkit import st_chatkit

with Path(os.environ["BENCHMARK_REPORT"]).open("a") as runs:
    runs.write("run\n")


def echo(number: int) -> int:
    """Return the number."""
    return number


st_chatkit(tools=[echo], locale="en")
