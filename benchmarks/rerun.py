"""What a rerun of the app pays for `st_chatkit()`, beside a bare component."""

from __future__ import annotations

import json
import statistics

from benchmarks.browser import open_app
from benchmarks.table import Row

WARM_UP = 20


def fastest_tenth(seconds: list[float]) -> float:
    """Milliseconds that a tenth of the runs stay below: what a call costs when nothing disturbs."""
    return statistics.quantiles(seconds[WARM_UP:], n=10)[0] * 1e3


def measure() -> list[Row]:
    with open_app("rerun") as (page, url, report):
        page.goto(url)
        for _ in range(1200):
            if report.exists():
                break
            page.wait_for_timeout(100)
        costs = json.loads(report.read_text())
    bare, in_fragment, chat = map(
        fastest_tenth, (costs["bare"], costs["in_fragment"], costs["chat"])
    )
    return [
        Row("rerun: bare component, as many arguments", bare, "ms"),
        # What Streamlit takes for a chat that does not rerun the app with each message.
        Row("rerun: the same in a container and a fragment", in_fragment, "ms", in_fragment / bare),
        Row(
            "rerun: st_chatkit(), beside the bare component",
            chat,
            "ms",
            chat / bare,
            goal=2,
            ratio_goal=1.5,
        ),
        Row("rerun: st_chatkit(), beside that in a fragment", chat, "ms", chat / in_fragment),
    ]
