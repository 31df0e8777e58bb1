"""Graphs as agents: what is refused, and what is imported when."""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any, TypedDict

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langgraph.checkpoint.base import empty_checkpoint
from langgraph.graph import START, MessagesState, StateGraph

from streamlit_chatkit import ConfigurationError, LocalBackend
from streamlit_chatkit.local._graph.messages import human, unanswered
from streamlit_chatkit.local._graph.savers import RecentThreads, SharingSerializer
from streamlit_chatkit.local._run.file import RunFile
from streamlit_chatkit.local._run.input import RunInput


def builder(schema: Any) -> Any:
    def node(state: Any) -> Any:
        return {}

    graph: Any = StateGraph(schema)
    graph.add_node(node)
    graph.add_edge(START, "node")
    return graph


def test_a_graph_is_named_after_itself() -> None:
    graph = builder(MessagesState)
    assert LocalBackend(graph.compile()).name == "assistant"
    assert LocalBackend(graph.compile(name="order_helper")).name == "order_helper"
    assert LocalBackend(graph.compile(name="order_helper"), name="other").name == "other"


def test_a_graph_that_is_not_compiled_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"pass `graph\.compile\(\)`"):
        LocalBackend(builder(MessagesState))


def test_a_graph_without_messages_needs_to_be_told_its_input() -> None:
    class Question(TypedDict):
        question: str

    with pytest.raises(ConfigurationError, match=r"has no 'messages': .*graph_agent\(graph, input"):
        LocalBackend(builder(Question).compile())


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_only_who_has_a_graph_imports_langgraph() -> None:
    code = (
        "import sys\n"
        "from streamlit_chatkit import LocalBackend\n"
        "async def agent(run): ...\n"
        "LocalBackend(agent)\n"
        "print([name for name in sys.modules if name.startswith(('langgraph', 'langchain'))])"
    )
    assert run_python(code) == "[]"


def test_a_missing_extra_is_named() -> None:
    code = (
        "import sys\n"
        "sys.modules['langgraph'] = None\n"
        "try:\n"
        "    import streamlit_chatkit.local.langgraph\n"
        "except ImportError as error:\n"
        "    print(error)\n"
    )
    assert "pip install 'streamlit-chatkit[langgraph]'" in run_python(code)


def test_threads_that_were_not_used_for_long_are_forgotten() -> None:
    saver = RecentThreads(limit=2)

    async def use(*names: str) -> None:
        for name in names:
            config: Any = {"configurable": {"thread_id": name, "checkpoint_ns": ""}}
            if await saver.aget_tuple(config) is None:
                await saver.aput(config, empty_checkpoint(), {}, {})

    asyncio.run(use("a", "b", "a", "c"))
    assert set(saver.storage) == {"a", "c"}


def test_a_message_of_many_checkpoints_is_kept_once() -> None:
    saver = RecentThreads()

    def answer(state: MessagesState) -> Any:
        return {"messages": [AIMessage("word " * 400)]}

    graph: Any = StateGraph(MessagesState)
    graph.add_node(answer)
    graph.add_edge(START, "answer")
    graph = graph.compile().copy({"checkpointer": saver})
    config: Any = {"configurable": {"thread_id": "a"}}

    async def talk(turns: int) -> None:
        for number in range(turns):
            await graph.ainvoke({"messages": [HumanMessage(f"question {number}")]}, config)

    asyncio.run(talk(20))
    kept = pickle.dumps(dict(saver.blobs))  # what is there twice is written once
    assert len(kept) < 20 * 2000 * 2
    messages = graph.get_state(config).values["messages"]
    assert [one.content for one in messages[:3]] == ["question 0", "word " * 400, "question 1"]
    assert len(messages) == 40


def test_what_a_checkpoint_holds_is_read_as_it_was() -> None:
    serializer = SharingSerializer()
    messages = [HumanMessage("Hi", id="1"), AIMessage([{"type": "text", "text": "Ho"}], id="2")]
    for value in (messages, [*messages, "word"], [], [1, b"2"], {"messages": messages}, None):
        assert serializer.loads_typed(serializer.dumps_typed(value)) == value


def test_calls_without_a_result_are_answered() -> None:
    calls: Any = [{"name": "f", "args": {}, "id": id_} for id_ in ("c1", "c2")]
    asked = AIMessage("", tool_calls=calls)
    assert [one.tool_call_id for one in unanswered([asked])] == ["c1", "c2"]
    assert [
        one.tool_call_id for one in unanswered([asked, ToolMessage("1", tool_call_id="c1")])
    ] == ["c2"]
    both = [asked, ToolMessage("1", tool_call_id="c1"), ToolMessage("2", tool_call_id="c2")]
    assert unanswered([*both, AIMessage("Done."), HumanMessage("Thanks")]) == []


def test_what_the_user_refers_to_is_part_of_the_message() -> None:
    references = [
        {"type": "quote", "text": "Two\nlines"},
        {"type": "code", "text": "x = 1", "path": "a.py"},
        {"type": "image", "text": ""},
    ]
    given = RunInput("Why?", {"references": references})
    assert asyncio.run(human(given)).content == "> Two\n> lines\n\nFrom a.py:\n> x = 1\n\nWhy?"


def test_files_are_part_of_the_message(tmp_path: Path) -> None:
    def file(name: str, mime_type: str, content: bytes) -> RunFile:
        path = tmp_path / name
        path.write_bytes(content)
        return RunFile(name, mime_type, len(content), path)

    files = [
        file("a.png", "image/png", b"png"),
        file("a.csv", "text/csv", b"a,b"),
        file("b.csv", "text/csv", b"a" * 200_000),
    ]
    message = asyncio.run(human(RunInput("Look", files=files)))
    assert message.content == [
        {"type": "text", "text": "Look"},
        {"type": "image", "base64": "cG5n", "mime_type": "image/png"},
        {"type": "text", "text": "File a.csv (text/csv, 3 bytes):\na,b"},
        {
            "type": "text",
            "text": "File b.csv (text/csv, 200000 bytes), whose content is not shown here.",
        },
    ]
