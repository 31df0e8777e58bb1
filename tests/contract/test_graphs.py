"""LangGraph graphs answer as agents do."""

from __future__ import annotations

import asyncio
import json
import operator
from dataclasses import dataclass
from inspect import signature
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict, get_args

import pytest
from langchain.agents import create_agent
from langchain.agents.middleware import HumanInTheLoopMiddleware
from langchain.agents.middleware.human_in_the_loop import DecisionType
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import tool
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.config import get_stream_writer
from langgraph.func import entrypoint
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.runtime import Runtime, get_runtime
from langgraph.types import interrupt

from streamlit_chatkit.local import LocalBackend, Run
from streamlit_chatkit.local._engine import intake as _intake
from streamlit_chatkit.local._graph import savers as _graph_savers
from streamlit_chatkit.local._graph.savers import RecentThreads
from streamlit_chatkit.local.langgraph import client_tools, graph_agent

from .chat_model import ScriptedModel, Turn, call
from .harness import Chat, calls_of, kinds, message_body, resume_body, run_id_of, text_of
from .test_decisions import decide

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from langgraph.pregel import Pregel

    from .harness import Event

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = pytest.mark.anyio


def model(*turns: Turn) -> ScriptedModel:
    return ScriptedModel(turns=list(turns))


def agent_of(graph: Pregel[Any, Any, Any, Any], **options: Any) -> Any:
    return LocalBackend(graph, **options).agent


def node_graph(*nodes: Any, schema: type = MessagesState, **compiled: Any) -> Any:
    builder: Any = StateGraph(schema)
    builder.add_sequence(nodes)
    builder.add_edge(START, nodes[0].__name__)
    return builder.compile(**compiled)


def steps_of(events: list[Event]) -> dict[str, dict[str, Any]]:
    steps: dict[str, dict[str, Any]] = {}
    for event in events:
        if event.kind == "component":
            steps.setdefault(event.body["id"], {}).update(event.body["data"])
    return steps


class BlockingSaver(InMemorySaver):
    """Has no asynchronous methods, as the savers of databases with a blocking driver."""

    async def aget_tuple(self, config: RunnableConfig) -> Any:
        raise NotImplementedError

    alist = aput = aput_writes = adelete_thread = aget_tuple  # type: ignore[assignment]


def said_to(model: ScriptedModel, request: int = -1) -> list[tuple[str, Any]]:
    return [(one.type, one.content) for one in model.requests[request]]


@tool
def add(a: int, b: int) -> int:
    "Add two numbers."
    return a + b


def get_region(kind: str) -> dict[str, str]:
    "The region that the dashboard shows."
    raise AssertionError("Only the app runs it.")


async def test_text_is_streamed_in_pieces(open_chat: OpenChat) -> None:
    chat = await open_chat(agent_of(create_agent(model(Turn("Hel", "lo", " there")))))
    events = await chat.send("hi")
    assert [e.body["text"] for e in events if e.kind == "text"] == ["Hel", "lo", " there"]
    assert (await chat.messages())[-1]["content"][0]["text"] == "Hello there"
    assert (await chat.messages())[-1]["status"] == "success"


@pytest.mark.parametrize(
    "piece",
    [
        {"type": "reasoning", "reasoning": "Hm."},
        {"type": "reasoning", "summary": [{"type": "summary_text", "text": "Hm."}]},
        {"type": "thinking", "thinking": "Hm.", "signature": "abc"},
        {"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]},
        {"type": "reasoning_content", "reasoning_content": {"text": "Hm."}},
        AIMessageChunk(content="", additional_kwargs={"reasoning_content": "Hm."}),
        AIMessageChunk(content="", additional_kwargs={"reasoning": {"summary": [{"text": "Hm."}]}}),
    ],
)
async def test_reasoning_is_told_from_the_answer(open_chat: OpenChat, piece: Any) -> None:
    chat = await open_chat(agent_of(create_agent(model(Turn(piece, "Yes.")))))
    events = await chat.send("hi")
    assert [e.body["text"] for e in events if e.kind == "reasoning"] == ["Hm."]
    assert text_of(events) == "Yes."


async def test_tools_are_steps(open_chat: OpenChat) -> None:
    @tool
    def divide(a: int, b: int) -> float:
        "Divide."
        return a / b

    answers = model(
        Turn("Let me see. ", calls=[call("add", "c1", a=1, b=2)]),
        Turn("It is 3."),
    )
    chat = await open_chat(agent_of(create_agent(answers, [add, divide])))
    events = await chat.send("1 + 2?")
    (step,) = steps_of(events).values()
    assert step["tool"] == "add"
    assert step["input"] == {"a": 1, "b": 2}
    assert (step["status"], step["output"]) == ("success", "3")
    assert text_of(events) == "Let me see. It is 3."
    assert kinds(events).index("component") > kinds(events).index("text")


async def test_a_failing_tool_is_a_failed_step_and_a_failed_run(open_chat: OpenChat) -> None:
    @tool
    def divide(a: int, b: int) -> float:
        "Divide."
        return a / b

    graph = create_agent(model(Turn(calls=[call("divide", a=1, b=0)])), [divide])
    chat = await open_chat(agent_of(graph))
    events = await chat.send("1 / 0?")
    (step,) = steps_of(events).values()
    assert (step["status"], step["error"]) == ("fail", "division by zero")
    answer = (await chat.messages())[-1]
    assert (answer["status"], answer["error"]) == ("error", "division by zero")


async def test_what_models_say_inside_of_tools_is_no_answer(open_chat: OpenChat) -> None:
    inner = model(Turn("secret thoughts"))

    @tool
    async def think() -> str:
        "Think."
        return str((await create_agent(inner).ainvoke({"messages": []}))["messages"][-1].content)

    graph = create_agent(model(Turn(calls=[call("think")]), Turn("Done.")), [think])
    chat = await open_chat(agent_of(graph))
    events = await chat.send("think")
    assert text_of(events) == "Done."
    (step,) = steps_of(events).values()
    assert step["output"] == "secret thoughts"


async def test_the_app_runs_client_tools(open_chat: OpenChat) -> None:
    answers = model(
        Turn(calls=[call("get_region", "c1", kind="a"), call("get_region", "c2", kind="b")]),
        Turn("It is EMEA."),
    )
    graph = create_agent(answers, client_tools(get_region))
    chat = await open_chat(agent_of(graph))
    first = await chat.send("Which region?")
    asked = calls_of(first)
    assert sorted(one["args"]["kind"] for one in asked) == ["a", "b"]
    assert {step["status"] for step in steps_of(first).values()} == {"running"}
    results = [
        {"tool_call_id": one["id"], "content": {"region": one["args"]["kind"]}, "status": "success"}
        for one in asked
    ]
    second = await chat.stream(resume_body(run_id_of(first), *results), cursor=first[-1].id)
    assert text_of(second) == "It is EMEA."
    assert [(kind, json.loads(content)) for kind, content in said_to(answers)[-2:]] == [
        ("tool", {"region": "a"}),
        ("tool", {"region": "b"}),
    ]
    assert {step["status"] for step in steps_of(second).values()} == {"success"}
    assert len(steps_of([*first, *second])) == 2


async def test_the_model_is_told_of_a_client_tool_that_failed(open_chat: OpenChat) -> None:
    answers = model(Turn(calls=[call("get_region", kind="a")]), Turn("Sorry."))
    chat = await open_chat(agent_of(create_agent(answers, client_tools(get_region))))
    first = await chat.send("Which region?")
    (asked,) = calls_of(first)
    failed = {"tool_call_id": asked["id"], "content": "No region is set.", "status": "error"}
    second = await chat.stream(resume_body(run_id_of(first), failed), cursor=first[-1].id)
    assert answers.requests[-1][-1].content == "No region is set."
    (step,) = steps_of(second).values()
    assert (step["status"], step["error"]) == ("fail", "No region is set.")
    assert text_of(second) == "Sorry."


@pytest.mark.parametrize(
    ("decision", "result"),
    [
        ({"type": "approve"}, "3"),
        ({"type": "edit", "editedAction": {"name": "add", "args": {"a": 5, "b": 5}}}, "10"),
        ({"type": "reject", "message": "Too much"}, "Too much"),
        ({"type": "respond", "message": "It is 7."}, "It is 7."),
    ],
)
@pytest.mark.parametrize("mode", ["batched", "per_call"])
async def test_the_middlewares_approvals(
    open_chat: OpenChat, decision: dict[str, Any], result: str, mode: Literal["batched", "per_call"]
) -> None:
    answers = model(Turn(calls=[call("add", a=1, b=2)]), Turn("Done."))
    allowed: Any = {"allowed_decisions": ["approve", "edit", "reject", "respond"]}
    more: Any = {"interrupt_mode": mode} if mode == "per_call" else {}
    known = signature(HumanInTheLoopMiddleware).parameters.keys()
    if not (more.keys() <= known and decision["type"] in get_args(DecisionType)):
        pytest.skip("this LangChain does not know that yet")
    middleware: Any = HumanInTheLoopMiddleware({"add": allowed}, **more)
    graph = create_agent(answers, [add], middleware=[middleware])
    chat = await open_chat(agent_of(graph))
    first = await chat.send("1 + 2?")
    value = next(e for e in first if e.kind == "on_interrupt").body["tasks"][0]["interrupts"][0]
    (request,) = value["value"]["actionRequests"]
    (config,) = value["value"]["reviewConfigs"]
    assert (request["name"], request["args"]) == ("add", {"a": 1, "b": 2})
    assert config["allowedDecisions"] == ["approve", "edit", "reject", "respond"]
    assert steps_of(first) == {}
    second = await chat.stream(decide(first, decision), cursor=first[-1].id)
    assert result in str(answers.requests[-1][-1].content)
    assert text_of(second) == "Done."


async def test_the_users_next_message_answers_a_question(open_chat: OpenChat) -> None:
    def greet(state: MessagesState) -> Any:
        name = interrupt("What is your name?")
        return {"messages": [AIMessage(f"Hello {name}!")]}

    chat = await open_chat(agent_of(node_graph(greet)))
    assert text_of(await chat.send("hi")) == "What is your name?"
    assert (await chat.conversation())["status"] == "idle"
    assert text_of(await chat.send("Ada")) == "Hello Ada!"
    assert text_of(await chat.send("hi again")) == "What is your name?"


async def test_a_question_with_options_is_put_to_the_user(open_chat: OpenChat) -> None:
    def choose(state: MessagesState) -> Any:
        scope = interrupt({"question": "Which orders?", "options": ["Open", "All"]})
        return {"messages": [AIMessage(f"Showing: {scope}")]}

    chat = await open_chat(agent_of(node_graph(choose)))
    first = await chat.send("orders")
    (asked,) = calls_of(first)
    assert asked["name"] == "request_user_input"
    answer = {"id": asked["args"]["questions"][0]["id"], "value": "Open", "type": "option"}
    result = {"tool_call_id": asked["id"], "content": {"answers": [answer]}}
    second = await chat.stream(resume_body(run_id_of(first), result), cursor=first[-1].id)
    assert text_of(second) == "Showing: Open"


async def test_an_interrupt_that_no_chat_can_ask_for_fails_the_run(open_chat: OpenChat) -> None:
    def wait(state: MessagesState) -> Any:
        interrupt({"approve": "?"})

    chat = await open_chat(agent_of(node_graph(wait)))
    await chat.send("hi")
    answer = (await chat.messages())[-1]
    assert answer["status"] == "error"
    assert "interrupted with {'approve': '?'}, which the chat cannot ask for" in answer["error"]


async def test_a_breakpoint_waits_for_approval(open_chat: OpenChat) -> None:
    def pay(state: MessagesState) -> Any:
        return {"messages": [AIMessage("Paid.")]}

    chat = await open_chat(agent_of(node_graph(pay, interrupt_before=["pay"])))
    first = await chat.send("Pay")
    second = await chat.stream(decide(first, {"type": "approve"}), cursor=first[-1].id)
    assert text_of(second) == "Paid."


async def test_events_of_the_stream_writer(open_chat: OpenChat) -> None:
    def work(state: MessagesState) -> Any:
        write = get_stream_writer()
        write({"type": "title", "title": "Sales"})
        write({"type": "reasoning", "text": "Hm."})
        write({"type": "step", "id": "s1", "name": "query", "title": "Query", "input": {"q": 1}})
        write({"type": "progress", "message": "Page 2"})
        write({"type": "step", "id": "s1", "name": "query", "status": "success", "output": [1]})
        write({"type": "step", "name": "mail", "status": "fail", "error": "No server"})
        write({"type": "effect", "name": "highlight", "data": {"row": 3}})
        write({"type": "widget", "widget": {"type": "Card", "children": []}})
        write({"type": "unknown"})
        write("Done.")

    chat = await open_chat(agent_of(node_graph(work)))
    events = await chat.send("go")
    assert (await chat.conversation())["title"] == "Sales"
    query, mail, widget = steps_of(events).values()
    assert query["title"] == "Query"
    assert query["message"] == "Page 2"
    assert (query["status"], query["output"]) == ("success", "[1]")
    assert (mail["status"], mail["error"]) == ("fail", "No server")
    assert widget["type"] == "Widget"
    effect = next(e for e in events if e.kind == "on_client_effect")
    assert (effect.body["name"], effect.body["args"]) == ("highlight", {"row": 3})
    assert text_of(events) == "Done."


async def test_an_event_with_something_missing_says_what(open_chat: OpenChat) -> None:
    def work(state: MessagesState) -> Any:
        get_stream_writer()({"type": "effect", "data": {}})

    chat = await open_chat(agent_of(node_graph(work)))
    await chat.send("go")
    error = (await chat.messages())[-1]["error"]
    assert error == "An event of type 'effect' needs the key 'name'; it has ['data', 'type']."


async def test_parallel_branches_do_not_mix_their_words(open_chat: OpenChat) -> None:
    left, right = model(Turn("a", "b", "c")), model(Turn("x", "y", "z"))

    async def one(state: MessagesState) -> Any:
        return {"messages": [await left.ainvoke("go")]}

    async def two(state: MessagesState) -> Any:
        return {"messages": [await right.ainvoke("go")]}

    builder = StateGraph(MessagesState)
    builder.add_node(one)
    builder.add_node(two)
    for name in ("one", "two"):
        builder.add_edge(START, name)
        builder.add_edge(name, END)
    chat = await open_chat(agent_of(builder.compile()))
    assert text_of(await chat.send("go")) in {"abc\n\nxyz", "xyz\n\nabc"}


async def test_a_graph_remembers_its_thread(open_chat: OpenChat) -> None:
    answers = model(Turn(calls=[call("add", a=1, b=2)]), Turn("3."), Turn("It was 3."))
    agent = agent_of(create_agent(answers, [add]))
    chat = await open_chat(agent)
    await chat.send("1 + 2?")
    await chat.send("What was it?")
    assert said_to(answers) == [
        ("human", "1 + 2?"),
        ("ai", ""),
        ("tool", "3"),
        ("ai", "3."),
        ("human", "What was it?"),
    ]


async def test_a_graph_without_memory_of_a_thread_gets_its_messages(open_chat: OpenChat) -> None:
    answers = model(Turn("One."), Turn("Two."))
    saver = InMemorySaver()
    chat = await open_chat(agent_of(create_agent(answers, checkpointer=saver)))
    await chat.send("first")
    saver.delete_thread(chat.thread_id)
    await chat.send("second")
    assert said_to(answers) == [("human", "first"), ("ai", "One."), ("human", "second")]


@pytest.mark.parametrize("saver", [None, InMemorySaver()], ids=["none", "own"])
async def test_a_graph_keeps_apart_two_users_threads_of_one_id(
    open_chat: OpenChat, saver: Any
) -> None:
    agent = agent_of(node_graph(repeat, checkpointer=saver))
    ada = await open_chat(agent, "ada")
    bob = Chat(agent, "bob", ada.service)
    await bob.new_thread(thread_id=ada.thread_id)
    said = {"ada": "", "bob": ""}
    for chat in (ada, bob, bob, ada, bob, ada):
        said[chat.user] += text_of(await chat.send(f"of {chat.user}"))
    assert "of bob" not in said["ada"]
    assert "of ada" not in said["bob"]
    assert said["ada"].count("of ada") > 3  # each graph remembers its own
    await bob.http.aclose()


async def test_a_graph_keeps_apart_two_users_threads_that_begin_at_once(
    open_chat: OpenChat,
) -> None:
    looks: list[str] = []
    ada_was_answered = asyncio.Event()

    class Slow(InMemorySaver):
        """Ada begins when both users have found nothing; Bob goes on when she was answered."""

        async def aget_tuple(self, config: RunnableConfig) -> Any:
            found = await super().aget_tuple(config)
            user = config.get("metadata", {}).get("chatkit_user", "")
            looks.append(user)
            if looks.count(user) == 2:  # the first look is whether the checkpointer can
                while looks.count("ada") < 2 or looks.count("bob") < 2:
                    await asyncio.sleep(0)
                if user == "bob":
                    await ada_was_answered.wait()
            return found

    agent = agent_of(node_graph(count, schema=Counted, checkpointer=Slow()))
    ada = await open_chat(agent, "ada")
    bob = Chat(agent, "bob", ada.service)
    await bob.new_thread(thread_id=ada.thread_id)
    asking = asyncio.ensure_future(ada.send("of ada"))
    while "ada" not in looks:
        await asyncio.sleep(0)
    other = asyncio.ensure_future(bob.send("of bob"))
    assert text_of(await asking) == "1: of ada"
    ada_was_answered.set()
    assert text_of(await other) == "1: of bob"
    for chat in (ada, bob):
        mine = f"of {chat.user}"
        assert text_of(await chat.send("and")) == f"2: {mine}|1: {mine}|and"
    await bob.http.aclose()


def repeat(state: MessagesState) -> dict[str, Any]:
    return {"messages": [AIMessage("|".join(str(one.content) for one in state["messages"]))]}


class Counted(MessagesState):
    turns: Annotated[int, operator.add]


def count(state: Counted) -> dict[str, Any]:
    words = "|".join(str(one.content) for one in state["messages"])
    turns = state.get("turns", 0) + 1
    return {"messages": [AIMessage(f"{turns}: {words}")], "turns": 1}


async def delete_conversation(chat: Chat) -> None:
    response = await chat.http.delete(f"/conversations/{chat.conversation_id}")
    assert response.status_code == 202


@pytest.mark.parametrize("kind", [RecentThreads, InMemorySaver, BlockingSaver])
async def test_what_a_graph_knows_of_a_conversation_goes_with_it(
    open_chat: OpenChat, kind: type[InMemorySaver], monkeypatch: pytest.MonkeyPatch
) -> None:
    saver = kind()
    monkeypatch.setattr(_graph_savers, "_RECENT", saver)
    given = None if kind is RecentThreads else saver

    agent = agent_of(node_graph(count, schema=Counted, checkpointer=given))
    ada = await open_chat(agent, "ada")
    bob = Chat(agent, "bob", ada.service)
    for delete_first in (bob, ada):
        await ada.new_thread()
        await bob.new_thread(thread_id=ada.thread_id)
        for chat in (ada, bob):
            await chat.send(f"of {chat.user}")
        await delete_conversation(delete_first)
        stays = ada if delete_first is bob else bob
        left = json.dumps([str(one.checkpoint) for one in saver.list(None)])
        assert f"of {delete_first.user}" not in left.replace(f"{ada.thread_id} of", "")
        assert f"of {stays.user}" in left
        assert text_of(await stays.send("and")) == f"2: of {stays.user}|1: of {stays.user}|and"
        await delete_conversation(stays)
        assert list(saver.list(None)) == []
    await bob.http.aclose()


async def test_a_thread_that_the_app_wrote_to_is_deleted_by_its_user_alone(
    open_chat: OpenChat,
) -> None:
    saver = InMemorySaver()
    graph = node_graph(repeat, checkpointer=saver)
    ada = await open_chat(agent_of(graph), "ada")
    bob = Chat(ada.agent, "bob", ada.service)
    await bob.new_thread(thread_id=ada.thread_id)
    await ada.send("of ada")
    place: Any = {"configurable": {"thread_id": ada.thread_id}}
    await graph.ainvoke({"messages": [AIMessage("of the app")]}, place)
    await delete_conversation(bob)
    assert len(list(saver.list(place))) > 3
    await delete_conversation(ada)
    assert list(saver.list(place)) == []
    await bob.http.aclose()


async def test_an_own_function_that_calls_a_graph_hands_the_deletion_on(
    open_chat: OpenChat,
) -> None:
    saver = InMemorySaver()
    answer = graph_agent(node_graph(repeat, checkpointer=saver))

    async def agent(run: Run) -> None:
        await answer(run)

    backend = LocalBackend(agent, on_delete=answer.forget)
    chat = await open_chat(backend.agent)
    assert text_of(await chat.send("hi")) == "hi"
    assert list(saver.list(None))
    await delete_conversation(chat)
    assert list(saver.list(None)) == []


async def test_what_a_graph_and_its_app_keep_is_both_deleted(
    open_chat: OpenChat, caplog: pytest.LogCaptureFixture
) -> None:
    saver, told = InMemorySaver(), []

    def note(user: str, thread_id: str) -> None:
        told.append((user, thread_id))
        raise OSError("The archive is away.")

    chat = await open_chat(agent_of(node_graph(repeat, checkpointer=saver), on_delete=note))
    await chat.send("hi")
    await delete_conversation(chat)
    assert told == [(chat.user, chat.thread_id)]
    assert list(saver.list(None)) == []
    assert "The archive is away." in caplog.text
    assert (await chat.http.get(f"/threads/{chat.thread_id}")).status_code == 404


async def test_a_conversation_is_deleted_although_its_graph_cannot_forget(
    open_chat: OpenChat, caplog: pytest.LogCaptureFixture
) -> None:
    class KeepingSaver(InMemorySaver):
        async def adelete_thread(self, thread_id: str) -> None:
            raise NotImplementedError

    chat = await open_chat(agent_of(node_graph(repeat, checkpointer=KeepingSaver())))
    await chat.send("hi")
    await delete_conversation(chat)
    assert (await chat.http.get(f"/threads/{chat.thread_id}")).status_code == 404
    assert f"The agent still remembers the thread {chat.thread_id}" in caplog.text


async def test_a_graph_that_is_cancelled_by_the_deletion_leaves_nothing(
    open_chat: OpenChat,
) -> None:
    started, order = asyncio.Event(), []
    running: asyncio.Future[Any] = asyncio.Future()

    class NotingSaver(InMemorySaver):
        async def adelete_thread(self, thread_id: str) -> None:
            order.append("deleted")
            await super().adelete_thread(thread_id)

    async def work(state: MessagesState) -> Any:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            await running.result().wait_for_end()
            for _ in range(20):  # longer than the deletion itself takes
                await chat.service.store.runs(chat.user, chat.thread_id)
            order.append("left")

    saver = NotingSaver()
    chat = await open_chat(agent_of(node_graph(work, checkpointer=saver)))
    sending = asyncio.create_task(chat.send("go"))
    await asyncio.wait_for(started.wait(), 30)
    running.set_result(await chat.service.runs.going_on(chat.user, chat.thread_id))
    await delete_conversation(chat)
    await sending
    assert order[:2] == ["left", "deleted"]
    assert list(saver.list(None)) == []


async def test_of_a_long_thread_a_graph_gets_what_a_run_comes_with(
    open_chat: OpenChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_intake, "NEWEST", 3)
    answers = model(*(Turn(f"Answer {number}.") for number in range(5)))
    saver = InMemorySaver()
    chat = await open_chat(agent_of(create_agent(answers, checkpointer=saver)))
    for words in ("a", "b", "c"):
        await chat.send(words)
    assert [text for _, text in said_to(answers)] == ["a", "Answer 0.", "b", "Answer 1.", "c"]
    await chat.stream({"input": {"action": "retry"}})
    assert [text for _, text in said_to(answers)] == ["a", "Answer 0.", "b", "Answer 1.", "c"]
    saver.delete_thread(chat.thread_id)
    await chat.send("d")
    assert [text for _, text in said_to(answers)] == ["c", "Answer 3.", "d"]


async def test_a_blocking_checkpointer_is_called_in_threads(open_chat: OpenChat) -> None:
    answers = model(Turn("One."), Turn("One again."), Turn("Two."))
    saver = BlockingSaver()
    chat = await open_chat(agent_of(create_agent(answers, checkpointer=saver)))
    first = await chat.send("first")
    await chat.stream(retry_of(first, "first"))
    await chat.send("second")
    assert said_to(answers) == [("human", "first"), ("ai", "One again."), ("human", "second")]
    assert saver.get_tuple({"configurable": {"thread_id": chat.thread_id}})


def retry_of(events: list[Event], text: str) -> dict[str, Any]:
    return {"input": {"input": {"input": text}, "retry": True, "executionId": run_id_of(events)}}


async def test_an_answer_that_is_asked_for_again_replaces_the_first(open_chat: OpenChat) -> None:
    answers = model(*(Turn(f"Answer {n}.") for n in range(5)))
    chat = await open_chat(agent_of(create_agent(answers)))
    await chat.send("zero")
    first = await chat.send("one")
    assert text_of(await chat.stream(retry_of(first, "one"))) == "Answer 2."
    before = [("human", "zero"), ("ai", "Answer 0.")]
    assert said_to(answers) == [*before, ("human", "one")]
    await chat.send("two")
    assert said_to(answers) == [
        *before, ("human", "one"), ("ai", "Answer 2."), ("human", "two"),
    ]  # fmt: skip


async def test_the_first_answer_can_be_asked_for_again(open_chat: OpenChat) -> None:
    answers = model(Turn("One."), Turn("Two."))
    chat = await open_chat(agent_of(create_agent(answers)))
    first = await chat.send("hi")
    assert text_of(await chat.stream(retry_of(first, "hi"))) == "Two."
    assert said_to(answers) == [("human", "hi")]


async def test_a_conversation_goes_on_after_a_stop(open_chat: OpenChat) -> None:
    answers = model(Turn("Wait. ", calls=[call("get_region", kind="a")]), Turn("Fine."))
    chat = await open_chat(agent_of(create_agent(answers, client_tools(get_region))))
    first = await chat.send("go")
    await chat.cancel(run_id_of(first))
    assert text_of(await chat.send("Never mind")) == "Fine."
    kinds_of = [kind for kind, _ in said_to(answers)]
    assert kinds_of == ["human", "ai", "tool", "human"]


async def test_a_stopped_graph_is_cancelled(open_chat: OpenChat) -> None:
    started, cancelled = asyncio.Event(), asyncio.Event()

    async def work(state: MessagesState) -> Any:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    chat = await open_chat(agent_of(node_graph(work)))
    sending = asyncio.create_task(chat.send("go"))
    await started.wait()
    (run,) = (await chat.http.get(f"/threads/{chat.thread_id}/runs")).json()
    await chat.cancel(run["run_id"])
    await asyncio.wait_for(cancelled.wait(), 30)
    await sending
    assert (await chat.messages())[-1]["status"] == "aborted"


async def test_context_and_state_reach_the_graph(open_chat: OpenChat) -> None:
    @dataclass
    class Context:
        user: str
        region: str = "?"

    class State(MessagesState):
        tenant: str

    def tell(state: State, runtime: Runtime[Context]) -> Any:
        context = runtime.context
        return {"messages": [AIMessage(f"{context.user} {context.region} {state['tenant']}")]}

    builder = StateGraph(State, context_schema=Context)
    builder.add_node(tell)
    builder.add_edge(START, "tell")
    chat = await open_chat(agent_of(builder.compile()))
    body = {
        "input": {"input": {"input": "hi"}, "state": {"tenant": "acme", "other": 1}},
        "context": {"region": "EMEA", "user": "somebody else", "filters": {}},
    }
    assert text_of(await chat.stream(body)) == "visitor-42 EMEA acme"


async def test_a_state_of_its_own_gets_what_the_app_says(open_chat: OpenChat) -> None:
    class State(TypedDict):
        question: str
        answer: Annotated[str, operator.add]

    def reply(state: State) -> Any:
        return {"answer": state["question"].upper()}

    agent = graph_agent(
        node_graph(reply, schema=State),
        input=lambda run: {"question": run.input.text},
        output=lambda state: state["answer"],
    )
    chat = await open_chat(LocalBackend(agent).agent)
    assert text_of(await chat.send("hi")) == "HI"


async def test_a_function_of_the_functional_api(open_chat: OpenChat) -> None:
    class Context(TypedDict):
        user: str

    @entrypoint(context_schema=Context)
    async def shout(text: str) -> str:
        return f"{text.upper()} {get_runtime(Context).context['user']}"

    agent = graph_agent(shout, input=lambda run: run.input.text, output=str)
    chat = await open_chat(LocalBackend(agent).agent)
    assert text_of(await chat.send("hi")) == "HI visitor-42"


async def test_only_offered_models_can_be_chosen(open_chat: OpenChat) -> None:
    def tell(state: MessagesState, config: RunnableConfig) -> Any:
        return {"messages": [AIMessage(str(config["configurable"].get("model")))]}

    chat = await open_chat(agent_of(node_graph(tell), models=["small", "large"]))

    async def answer_with(name: str) -> str:
        human = {"input": "hi", "model": name}
        return text_of(await chat.stream({"input": {"input": human}}))

    assert await answer_with("large") == "large"
    assert await answer_with("expensive") == "None"


async def test_of_the_requests_configuration_a_graph_gets_the_tags_alone(
    open_chat: OpenChat,
) -> None:
    def tell(state: MessagesState, config: RunnableConfig) -> Any:
        tags = [tag for tag in config["tags"] if ":" not in tag]  # LangGraph adds its own
        return {"messages": [AIMessage(f"{tags} {config.get('recursion_limit')}")]}

    chat = await open_chat(agent_of(node_graph(tell)))
    config = {"tags": ["web", 1], "recursion_limit": 99, "configurable": {"model": "x"}}
    assert text_of(await chat.stream({**message_body("hi"), "config": config})) == "['web'] None"


async def test_tokens_are_reported(open_chat: OpenChat) -> None:
    chat = await open_chat(agent_of(create_agent(model(Turn("Hi.")))))
    events = await chat.send("hi")
    end = next(e for e in events if e.kind == "on_agent_end")
    assert (end.body["inputTokens"], end.body["outputTokens"]) == (7, 3)
