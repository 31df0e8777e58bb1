"""What a graph that has no checkpointer takes of the memory in a long conversation."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from typing import Any

from langchain_core.messages import AIMessage, HumanMessage
from langgraph.graph import START, MessagesState, StateGraph

from benchmarks.table import Row
from streamlit_chatkit.local._graph.savers import RecentThreads

TURNS = 50
ANSWER_CHARS = 2000
RATIO_GOAL = 5  # three times as many turns, and the longer lists of each; the square would be 9


def _answer(state: MessagesState) -> dict[str, Any]:
    # Each its own, as what a model says.
    return {"messages": [AIMessage(f"{len(state['messages']):>{ANSWER_CHARS}}")]}


async def _grow() -> tuple[float, float]:
    builder = StateGraph(MessagesState)
    builder.add_node("answer", _answer)
    builder.add_edge(START, "answer")
    graph = builder.compile().copy({"checkpointer": RecentThreads()})

    async def talk(turns: int) -> float:
        for _ in range(turns):
            question: Any = {"messages": [HumanMessage("And then?")]}
            await graph.ainvoke(question, {"configurable": {"thread_id": "long"}})
        gc.collect()
        return tracemalloc.get_traced_memory()[0] / 1e6

    before = await talk(1)
    return await talk(TURNS) - before, await talk(2 * TURNS) - before


def measure() -> list[Row]:
    tracemalloc.start()
    try:
        some, all_ = asyncio.run(_grow())
    finally:
        tracemalloc.stop()
    name = f"memory of a graph's thread after {TURNS} answers of 2 kB"
    return [
        Row(name, some, "MB"),
        Row(f"  after {3 * TURNS}", all_, "MB", ratio=all_ / some, ratio_goal=RATIO_GOAL),
    ]
