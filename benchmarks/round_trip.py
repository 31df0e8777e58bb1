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

THINKING = 0.2
"""Seconds from one trip to the next: an agent thinks before it calls, a person before a click."""


def bare_delays(pause: float) -> list[float]:
    with open_app("bare") as (page, url, _):
        page.goto(url)
        frame = page.frame_locator("iframe")
        frame.locator("html").wait_for()
        content = page.locator("iframe").element_handle().content_frame()
        assert content is not None
        content.evaluate("pause => start(pause)", pause * 1e3)
        content.wait_for_function(f"delays.length === {ROUNDS}", timeout=60_000)
        delays: list[float] = content.evaluate("delays")
    return delays


def tool_delays(pause: float) -> list[float]:
    with open_chat() as (chat, caller, _):
        caller.pause = pause
        chat.ask(str(ROUNDS))
        return [delay * 1e3 for delay in caller.delays]


def compare(pause: float) -> tuple[float, float]:
    """Return the median of the bare component's trips, and of the tool's; milliseconds."""
    bare: list[float] = []
    tool: list[float] = []
    for _ in range(SESSIONS):
        bare += bare_delays(pause)[WARM_UP:]
        tool += tool_delays(pause)[WARM_UP:]
    return statistics.median(bare), statistics.median(tool)


def measure() -> list[Row]:
    bare, tool = compare(THINKING)
    # Here each trip waits for the collection of garbage behind the one before, which takes longer
    # the more an app has loaded: nothing that a chat can promise.
    bare_at_once, tool_at_once = compare(0)
    return [
        Row("round trip: bare component", bare, "ms"),
        Row("round trip: agent, Python tool, agent", tool, "ms", tool / bare, ratio_goal=1.3),
        Row("one after another: bare component", bare_at_once, "ms"),
        Row("one after another: agent, tool", tool_at_once, "ms", tool_at_once / bare_at_once),
    ]
