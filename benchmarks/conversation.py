"""How often the app runs again while somebody chats."""

from __future__ import annotations

from benchmarks.browser import open_app
from benchmarks.table import Row
from tests.e2e.harness import Chat

MESSAGES = ["0", "0", "0", "1"] * 5


def measure() -> list[Row]:
    with open_app("chat") as (page, report):
        chat = Chat(page)
        chat.wait_until_ready()
        runs = report.with_suffix(".runs")
        before = len(runs.read_text().splitlines())
        for message in MESSAGES:
            chat.ask(message)
        after = len(runs.read_text().splitlines())
    name = f"reruns of the app: {len(MESSAGES)} messages, {MESSAGES.count('1')} tool calls"
    return [Row(name, after - before, "runs", goal=0)]
