"""A tool step, as the agent sees it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from streamlit_chatkit._encoding import encode
from streamlit_chatkit.local._protocol import envelopes
from streamlit_chatkit.local._protocol.json import json_text
from streamlit_chatkit.local._protocol.reason import short_reason
from streamlit_chatkit.local._protocol.wire import iso
from streamlit_chatkit.local._store.records import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit_chatkit.local._protocol.json import Json

    from .channel import Channel


class Step:
    """A tool step, as `Run.tool` yields it.

    Attributes
    ----------
    output : object
        Result to show: text, or anything that can be encoded as JSON (DataFrames too).
    """

    def __init__(self, show: Callable[[Json], None]) -> None:
        self.output: object = None
        self._message: str | None = None
        self._data: object = None
        self._show_in_loop = show
        self._loop = asyncio.get_running_loop()

    @property
    def message(self) -> str | None:
        """Line to show instead of the title; it appears at once."""
        return self._message

    @message.setter
    def message(self, message: str | None) -> None:
        self._message = message
        if message is not None:
            self._show({"message": message})

    @property
    def data(self) -> object:
        """What a step with a `type` shows, such as the hits of a search; it appears at once."""
        return self._data

    @data.setter
    def data(self, data: object) -> None:
        self._data = data
        if data is not None:
            self._show({"data": encode(data)})

    def _show(self, data: Json) -> None:
        try:
            here = asyncio.get_running_loop() is self._loop
        except RuntimeError:
            here = False
        if here:
            self._show_in_loop(data)
        else:
            self._loop.call_soon_threadsafe(self._show_in_loop, data)

    def ended(self) -> Json:
        """Return the step's last update."""
        return {
            "status": "success",
            "end_date": iso(now()),
            "output": None if self.output is None else json_text(self.output),
            "message": self._message,
            "data": None if self._data is None else encode(self._data),
        }


@asynccontextmanager
async def show_step(
    channel: Channel,
    run_id: str,
    name: str,
    title: str | Mapping[str, str] | None,
    input: object,  # noqa: A002
    type: str | None,  # noqa: A002
) -> AsyncIterator[Step]:
    """Show a step that ends with the block, and fails when the block raises."""
    call_id = f"call_{uuid4().hex}"

    def patch(data: Json) -> Json:
        return envelopes.tool_step(run_id, call_id, data)

    started = {
        "category": "Computer" if type else "Tool",
        "type": type,
        "tool": name,
        "title": encode(title) if title else name.replace("_", " ").capitalize(),
        "created_date": iso(now()),
        "status": "running",
        "input": encode(input),
    }
    await channel.send(patch(started))
    step = Step(lambda data: channel.send_soon(patch(data)))
    try:
        yield step
        ended = step.ended()
    except BaseException as error:
        failed = {"tool": name, "status": "fail", "error": short_reason(error)}
        channel.send_soon(patch({**failed, "end_date": iso(now())}))
        raise
    await channel.send(patch(ended))
