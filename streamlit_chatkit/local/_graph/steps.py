"""Tool steps of a graph: LangChain tells when a tool starts and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import ToolMessage
from langgraph.constants import TAG_NOSTREAM
from langgraph.errors import GraphBubbleUp

from streamlit_chatkit._encoding import EncodingError, encode

from .messages import find_messages, words

if TYPE_CHECKING:
    from streamlit_chatkit.local._run.run import Run
    from streamlit_chatkit.local._run.step import Step


class StepFailedError(Exception):
    """A tool failed; its text is the tool's reason."""


@dataclass(frozen=True)
class StepStarted:
    """A step begins, or goes on after an interrupt."""

    key: str
    name: str
    input: object = None
    title: str | None = None
    type: str | None = None


@dataclass(frozen=True)
class StepChanged:
    """A step shows something new; without a `key` it is the newest one."""

    key: str | None
    message: str | None = None
    data: object = None


@dataclass(frozen=True)
class StepEnded:
    """A step has a result, or an error."""

    key: str
    output: object = None
    error: str | None = None


StepEvent: TypeAlias = StepStarted | StepChanged | StepEnded


class ToolEvents(BaseCallbackHandler):
    """Tells what the tools of a graph do.

    Parameters
    ----------
    put : callable
        Takes the events, in whichever thread a tool runs.
    """

    # LangChain would call it in other threads, in any order.
    run_inline = True

    def __init__(self, put: Callable[[StepEvent], None]) -> None:
        self._put = put
        self._keys: dict[UUID, str] = {}

    def on_tool_start(
        self,
        serialized: dict[str, Any] | None,
        input_str: str,
        *,
        run_id: UUID,
        tags: list[str] | None = None,
        inputs: dict[str, Any] | None = None,
        **more: Any,  # noqa: ANN401
    ) -> None:
        """Note a tool that starts."""
        if TAG_NOSTREAM in (tags or ()):
            return
        # After an interrupt the same call starts anew.
        key = self._keys[run_id] = str(more.get("tool_call_id") or run_id)
        name = str(more.get("name") or (serialized or {}).get("name") or "tool")
        self._put(StepStarted(key, name, inputs if inputs is not None else input_str))

    def on_tool_end(self, output: object, *, run_id: UUID, **_: Any) -> None:  # noqa: ANN401
        """Note a tool's result."""
        key = self._keys.pop(run_id, None)
        if key is not None:
            self._put(_ended(key, output))

    def on_tool_error(self, error: BaseException, *, run_id: UUID, **_: Any) -> None:  # noqa: ANN401
        """Note a tool's failure; an interrupt is none."""
        key = self._keys.pop(run_id, None)
        if key is not None and not isinstance(error, GraphBubbleUp):
            self._put(StepEnded(key, error=str(error) or type(error).__name__))


def _ended(key: str, output: object) -> StepEnded:
    found = getattr(output, "update", output)  # of a Command
    messages = [one for one in find_messages(found) if isinstance(one, ToolMessage)]
    if not messages:
        return StepEnded(key, None if found is None else found)
    message = next((one for one in messages if one.tool_call_id == key), messages[0])
    text = words(message.content)
    if message.status == "error":
        return StepEnded(key, error=text)
    return StepEnded(key, text or message.content)


class Steps:
    """The steps of a run that are not over yet."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._open: dict[str, tuple[AbstractAsyncContextManager[Step], Step]] = {}

    async def apply(self, event: StepEvent) -> None:
        """Show an event in the chat."""
        if isinstance(event, StepStarted):
            await self._start(event)
        elif isinstance(event, StepChanged):
            self._change(event)
        else:
            await self._end(event)

    async def _start(self, event: StepStarted) -> None:
        if event.key not in self._open:
            manager = self._run.tool(
                event.name, title=event.title, input=showable(event.input), type=event.type
            )
            self._open[event.key] = manager, await manager.__aenter__()

    def _change(self, event: StepChanged) -> None:
        key = next(reversed(self._open), None) if event.key is None else event.key
        if key not in self._open:
            return
        _, step = self._open[key]
        if event.message is not None:
            step.message = event.message
        if event.data is not None:
            step.data = showable(event.data)

    async def _end(self, event: StepEnded) -> None:
        manager, step = self._open.pop(event.key, (None, None))
        if manager is None or step is None:
            return
        if event.error is None:
            step.output = showable(event.output)
            await manager.__aexit__(None, None, None)
        else:
            await _fail(manager, StepFailedError(event.error))

    async def close(self, error: BaseException | None) -> None:
        """End what is still open."""
        while self._open:
            _, (manager, _step) = self._open.popitem()
            if error is None:
                await manager.__aexit__(None, None, None)
            else:
                await _fail(manager, error)


async def _fail(manager: AbstractAsyncContextManager[Step], error: BaseException) -> None:
    with suppress(type(error)):
        await manager.__aexit__(type(error), error, error.__traceback__)


def showable(value: object) -> object:
    """Return `value` as it can be shown: as JSON, else as text."""
    try:
        return encode(value)
    except EncodingError:
        if isinstance(value, Mapping):
            return {str(key): showable(item) for key, item in value.items()}
        return str(value)
