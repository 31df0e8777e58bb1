"""How often the app runs again while somebody chats."""

from __future__ import annotations

from benchmarks.agent import open_chat
from benchmarks.table import Row

MESSAGES = ["0", "0", "0", "1"] * 5


def measure() -> list[Row]:
    with open_chat() as (chat, caller, runs):
        before = len(runs.read_text().splitlines())
        for message in MESSAGES:
            chat.ask(message)
        assert len(caller.delays) == MESSAGES.count("1")
        after = len(runs.read_text().splitlines())
    name = f"reruns of the app: {len(MESSAGES)} messages, {MESSAGES.count('1')} tool calls"
    return [Row(name, after - before, "runs", goal=0)]
