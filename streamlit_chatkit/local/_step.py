"""A tool step, as the agent sees it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._json import Json


class Step:
    """A tool step, as `Run.tool` yields it.

    Attributes
    ----------
    output : object
        Result to show: text, or anything that can be encoded as JSON (DataFrames too).
    message : str or None
        Line to show instead of the title while the step is running.
    """

    def __init__(self, show: Callable[[Json], None]) -> None:
        self.output: object = None
        self._message: str | None = None
        self._show = show

    @property
    def message(self) -> str | None:
        """Line to show instead of the title while the step is running."""
        return self._message

    @message.setter
    def message(self, message: str | None) -> None:
        self._message = message
        if message is not None and _in_event_loop():
            self._show({"message": message})


def _in_event_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
