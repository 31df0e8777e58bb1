"""What a graph streams, as the answer in the chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from langchain_core.messages import AIMessage, AIMessageChunk

from .events import show_event
from .messages import find_messages, spoken
from .steps import Steps

if TYPE_CHECKING:
    from collections.abc import Collection

    from langchain_core.messages.ai import UsageMetadata

    from streamlit_chatkit.local._run.run import Run

    from .messages import Kind
    from .steps import StepEvent


class GraphAnswer:
    """Shows what a graph streams.

    Models of parallel branches speak at the same time; the chat gets one message after the other.

    Parameters
    ----------
    run : Run
        The run to answer.
    tool_nodes : collection of str
        Nodes that run tools: what models say in there is no answer.
    """

    def __init__(self, run: Run, tool_nodes: Collection[str]) -> None:
        self.run = run
        self._tool_nodes = tool_nodes
        self.steps = Steps(run)
        self._speaker: str | None = None
        self._held: dict[str, list[tuple[Kind, str]]] = {}
        self._done: set[str] = set()
        self._usage: dict[str, tuple[int, int]] = {}
        self._paragraph = False
        self.said_something = False

    async def step(self, event: StepEvent) -> None:
        """Show what a tool does."""
        self.break_paragraph()
        await self.steps.apply(event)

    def break_paragraph(self) -> None:
        """Note that something else than text follows."""
        self._paragraph = False

    async def item(self, namespace: tuple[str, ...], mode: str, chunk: Any) -> None:  # noqa: ANN401
        """Show an item of the graph's stream."""
        if mode == "messages":
            await self._message(namespace, *chunk)
        elif mode == "custom":
            await show_event(self, chunk)
        elif mode == "updates":
            for message in find_messages(chunk):
                if isinstance(message, AIMessage) and message.id:
                    await self._finish(message.id)

    async def _message(
        self, namespace: tuple[str, ...], message: object, metadata: Mapping[str, Any]
    ) -> None:
        nodes = {metadata.get("langgraph_node"), *(part.partition(":")[0] for part in namespace)}
        if not isinstance(message, AIMessage) or nodes & set(self._tool_nodes):
            return
        key = message.id or ""
        self._count(key, message.usage_metadata)
        if key in self._done:
            return
        for kind, delta in spoken(message):
            await self._say(key, kind, delta)
        if not isinstance(message, AIMessageChunk) or message.chunk_position == "last":
            await self._finish(key)

    async def _say(self, key: str, kind: Kind, delta: str) -> None:
        if self._speaker not in {None, key}:
            self._held.setdefault(key, []).append((kind, delta))
            return
        begins = self._speaker is None
        self._speaker = key
        if kind == "reasoning":
            await self.run.reasoning(delta)
            return
        await self.run.text(f"\n\n{delta}" if begins and self._paragraph else delta)
        self._paragraph = self.said_something = True

    async def _finish(self, key: str) -> None:
        self._done.add(key)
        tokens = self._usage.pop(key, None)
        if tokens:
            await self.run.report_usage(input_tokens=tokens[0], output_tokens=tokens[1])
        if key != self._speaker:
            return
        self._speaker = None
        held, self._held = self._held, {}
        for waiting, deltas in held.items():
            for kind, delta in deltas:
                await self._say(waiting, kind, delta)
            if waiting in self._done and self._speaker == waiting:
                await self._finish(waiting)

    def _count(self, key: str, usage: UsageMetadata | None) -> None:
        if usage:
            read, written = self._usage.get(key, (0, 0))
            self._usage[key] = (read + usage["input_tokens"], written + usage["output_tokens"])

    async def text(self, text: str) -> None:
        """Append to the answer, after what models have begun to say."""
        await self.finish()
        await self.run.text(text)
        self._paragraph = self.said_something = True

    async def paragraph(self, text: str) -> None:
        """Append a paragraph to the answer."""
        await self.text(f"\n\n{text}" if self._paragraph else text)

    async def finish(self) -> None:
        """End what is being said."""
        while self._speaker is not None:
            await self._finish(self._speaker)
