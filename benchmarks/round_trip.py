"""From the agent to a Python tool and back, beside the round trip of a bare component."""

from __future__ import annotations

import statistics

from benchmarks.agent import open_chat
from benchmarks.browser import open_app
from benchmarks.table import Row

ROUNDS = 40
WARM_UP = 5


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
    bare, tool = (statistics.median(delays[WARM_UP:]) for delays in (bare_delays(), tool_delays()))
    return [
        Row("round trip: bare component", bare, "ms"),
        Row("round trip: agent, Python tool, agent", tool, "ms", tool / bare, ratio_goal=1.3),
    ]
