"""Agents that the benchmarks serve: they send words at a steady pace, each with its due time."""

from __future__ import annotations

import asyncio
import time

from streamlit_chatkit.local import Run


async def steady(run: Run) -> None:
    """Send as many words a second as the message says: ``count rate``."""
    count, rate = (float(part) for part in run.input.text.split())
    began = time.monotonic()
    for number in range(int(count)):
        due = began + number / rate
        early = due - time.monotonic()
        if early > 0:
            await asyncio.sleep(early)
        await run.text(f"{number} {due:.4f} ")
