"""A LangGraph graph as an agent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Iterator
from contextlib import aclosing, suppress
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, cast

from langgraph.prebuilt import ToolNode
from langgraph.types import Command

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit.local._run.run import Remembering

from .answer import GraphAnswer
from .interrupts import answer_interrupts, question_text
from .savers import usable_saver
from .steps import StepEvent, ToolEvents
from .turn import (
    begin_turn,
    delete_own_thread,
    going_on,
    messages_input,
    own_config,
    run_config,
    run_context,
)

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.pregel import Pregel
    from langgraph.types import StateSnapshot, StreamMode

    from streamlit_chatkit.local._run.run import Run

    Graph = Pregel[Any, Any, Any, Any]

_MODES: list[StreamMode] = ["messages", "updates", "custom"]


class GraphAgent(Remembering):
    """Answers with a graph; see `streamlit_chatkit.local.langgraph.graph_agent`."""

    def __init__(
        self,
        graph: Graph,
        *,
        input: Callable[[Run], object] | None = None,  # noqa: A002
        context: Callable[[Run], object] | None = None,
        output: Callable[[Any], str] | None = None,
        models: Collection[str] = (),
    ) -> None:
        self._graph = graph
        self._channels = _input_channels(graph)
        self._input, self._context, self._output = input, context, output
        self._models = models
        self._tool_nodes = set(_tool_nodes(graph))
        name = graph.get_name()
        self.__name__ = "assistant" if name == "LangGraph" else name
        if input is None and "messages" not in self._channels:
            msg = (
                f"The input of the graph {name!r} has no 'messages': tell what it gets with "
                "`LocalBackend(graph_agent(graph, input=lambda run: ...))`."
            )
            raise ConfigurationError(msg)

    async def __call__(self, run: Run) -> None:
        """Answer a message."""
        answer = GraphAnswer(run, self._tool_nodes)
        try:
            with going_on(run.thread_id, run.user):
                await self._answer(run, answer)
        except BaseException as error:
            await answer.steps.close(error)
            raise
        await answer.steps.close(None)

    async def forget(self, user: str, thread_id: str) -> None:
        """Delete the checkpoints of a user's thread."""
        config: RunnableConfig = {"configurable": {"thread_id": thread_id}}
        saver = await usable_saver(self._graph.checkpointer, config)
        await delete_own_thread(saver, user, thread_id)

    async def _answer(self, run: Run, answer: GraphAnswer) -> None:
        length = await run.count_messages()
        config = run_config(run, self._models, length)
        saver = await usable_saver(self._graph.checkpointer, config)
        config = await own_config(saver, config)
        graph = self._graph.copy({"checkpointer": saver})
        turn = await begin_turn(
            graph, run, config, lambda state: self._make_input(run, state, length)
        )
        given, place = turn.input, turn.config
        context = self._context(run) if self._context else run_context(graph.context_schema, run)
        while True:
            async with aclosing(_events(graph, given, place, context)) as events:
                async for event in events:
                    await _show(answer, event)
            await answer.finish()
            state = await graph.aget_state(config)
            if state.interrupts:
                answers = await answer_interrupts(run, state.interrupts)
                if not answers:
                    await answer.paragraph(question_text(state.interrupts[0].value) or "")
                    return
                given = Command(resume=answers)
            elif state.next:
                if not (await run.request_approval(", ".join(state.next))).approved:
                    return
                given = None
            else:
                break
            place = config
        if self._output and not answer.said_something:
            await answer.text(self._output(state.values))

    async def _make_input(self, run: Run, state: StateSnapshot, length: int) -> object:
        if self._input is None:
            return await messages_input(run, state, self._channels, length)
        given = self._input(run)
        return await given if isawaitable(given) else given


def _input_channels(graph: Graph) -> set[str]:
    builder = getattr(graph, "builder", None)  # only graphs made of nodes have one
    return set(builder.schemas[builder.input_schema]) if builder else set()


def _tool_nodes(graph: Graph) -> Iterator[str]:
    for one in [graph, *(subgraph for _, subgraph in graph.get_subgraphs(recurse=True))]:
        for name, node in getattr(one, "nodes", {}).items():
            if isinstance(node.bound, ToolNode):
                yield name


async def _show(answer: GraphAnswer, event: StepEvent | tuple[Any, ...]) -> None:
    if isinstance(event, tuple):
        await answer.item(*event)
    else:
        await answer.step(event)


async def _events(
    graph: Graph, given: object, config: RunnableConfig, context: object
) -> AsyncGenerator[StepEvent | tuple[Any, ...], None]:
    """Yield the graph's stream, and what its tools do, in the order in which it happens."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[StepEvent | tuple[Any, ...] | None] = asyncio.Queue()

    def put(event: StepEvent | tuple[Any, ...] | None) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, event)

    async def stream() -> None:
        try:
            async for item in graph.astream(
                given,
                {**config, "callbacks": [ToolEvents(put)]},
                context=context,
                stream_mode=_MODES,
                subgraphs=True,
            ):
                put(cast("tuple[Any, ...]", item))
        finally:
            put(None)

    task = loop.create_task(stream())
    try:
        while (event := await queue.get()) is not None:
            yield event
        await task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.wait([task])
