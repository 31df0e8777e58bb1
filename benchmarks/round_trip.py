"""From the agent to a Python tool and back, beside the round trip of a bare component."""

from __future__ import annotations

import statistics

from benchmarks.agent import open_chat
from benchmarks.browser import open_app
from benchmarks.table import Row

ROUNDS = 40
WARM_UP = 5
SESSIONS = 5
"""One session is slow or fast as a whole: Streamlit collects garbage before or after it answers."""


def bare_delays() -> list[float]:
    with open_app("bare") as (page, url, _):
        page.goto(url)
        frame = page.frame_locator("iframe")
        frame.locator("html").wait_for()
        content = page.locator("iframe").element_handle().content_frame()
        assert content is not None
        content.evaluate("start()")
        content.wait_for_function(f"delays.length === {ROUNDS}", timeout=60_000)
        delays: list[float] = content.evaluate("delays")
    return delays


def tool_delays() -> list[float]:
    with open_chat() as (chat, caller, _):
        chat.ask(str(ROUNDS))
        return [delay * 1e3 for delay in caller.delays]


def measure() -> list[Row]:
    bare_of_all: list[float] = []
    tool_of_all: list[float] = []
    for _ in range(SESSIONS):
        bare_of_all += bare_delays()[WARM_UP:]
        tool_of_all += tool_delays()[WARM_UP:]
    bare, tool = statistics.median(bare_of_all), statistics.median(tool_of_all)
    return [
        Row("round trip: bare component", bare, "ms"),
        Row("round trip: agent, Python tool, agent", tool, "ms", tool / bare, ratio_goal=1.3),
    ]
