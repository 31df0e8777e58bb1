"""What a graph gets to answer a message: its input, its context, and the state to go on from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, cast, get_type_hints

from langchain_core.messages import HumanMessage
from langgraph.types import Command
from pydantic import BaseModel

from .interrupts import question_text
from .messages import history, human, unanswered

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from langchain_core.messages import AnyMessage
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.pregel import Pregel
    from langgraph.types import StateSnapshot

    from streamlit_chatkit.local._run.run import Run

TURN = "chatkit_turn"
"""Key in the metadata of checkpoints: how many messages the thread had in that run."""

USER = "chatkit_user"
"""Key in the metadata of checkpoints: whose run it was."""


def run_config(run: Run, models: Collection[str], turn: int) -> RunnableConfig:
    """Return the configuration of a graph's run.

    `turn` is how many messages the thread has. The chosen model counts only when it is one of
    `models`: it comes from the browser. So does the configuration of the request, of which the
    tags are taken, because they change no behaviour.
    """
    configurable = {"thread_id": run.thread_id, "user": run.user, "locale": run.locale}
    if run.input.model in models:
        configurable["model"] = run.input.model
    tags = run.config.get("tags")
    return {
        "configurable": configurable,
        "metadata": {TURN: turn, USER: run.user},
        "tags": [one for one in tags if isinstance(one, str)] if isinstance(tags, list) else [],
    }


# Users by the ids of threads in which they have runs that go on, in the order of their beginning.
_going_on: dict[str, list[str]] = {}


@contextmanager
def going_on(thread_id: str, user: str) -> Iterator[None]:
    """Note a run before its checkpointer knows of it, for `own_config`."""
    users = _going_on.setdefault(thread_id, [])
    users.append(user)
    try:
        yield
    finally:
        users.remove(user)
        if not users:
            del _going_on[thread_id]


async def own_config(saver: BaseCheckpointSaver[Any], config: RunnableConfig) -> RunnableConfig:
    """Return the configuration with a thread of the checkpointer that is not another user's.

    Browsers may choose the ids of threads: two users can have threads of one id, which a
    checkpointer takes for the same.
    """
    user, configurable = config["metadata"][USER], config["configurable"]
    thread_id = _id_apart(configurable["thread_id"], user)
    apart: RunnableConfig = {**config, "configurable": {**configurable, "thread_id": thread_id}}
    second = _going_on[configurable["thread_id"]][0] != user
    found = await saver.aget_tuple(config)
    if found is None:  # or the other user has deleted theirs
        return apart if second or await saver.aget_tuple(apart) else config
    return config if found.metadata.get(USER, user) == user else apart


async def delete_own_thread(saver: BaseCheckpointSaver[Any], user: str, thread_id: str) -> None:
    """Delete what a checkpointer knows of a thread, unless it is another user's."""
    place: RunnableConfig = {"configurable": {"thread_id": thread_id}}
    # Any checkpoint tells: the newest may be the app's own, which names nobody.
    if [one async for one in saver.alist(place, filter={USER: user}, limit=1)]:
        await saver.adelete_thread(thread_id)
    await saver.adelete_thread(_id_apart(thread_id, user))


def _id_apart(thread_id: str, user: str) -> str:
    return f"{thread_id} of {user}"


def run_context(schema: type[Any] | None, run: Run) -> dict[str, Any]:
    """Return what of the app's context, and of the chat's own, a graph's context has room for."""
    context = {
        **run.context,
        "user": run.user,
        "thread_id": run.thread_id,
        "locale": run.locale,
    }
    names = _field_names(schema)
    return context if names is None else {key: context[key] for key in names & context.keys()}


def _field_names(schema: type[Any] | None) -> set[str] | None:
    if schema is None:
        return None
    if is_dataclass(schema):
        return {field.name for field in fields(schema) if field.init}
    if issubclass(schema, BaseModel):
        return {field.alias or name for name, field in schema.model_fields.items()}
    return set(get_type_hints(schema)) or None


async def messages_input(
    run: Run, state: StateSnapshot, channels: Collection[str], turn: int
) -> dict[str, Any]:
    """Return the input of a graph with ``messages``: those that it has not seen, and the state."""
    known = state.values.get("messages") or [] if isinstance(state.values, Mapping) else []
    given = {key: value for key, value in run.state.items() if key in channels}
    return {**given, "messages": await _new_messages(run, turn_of(state), turn, known)}


async def _new_messages(
    run: Run, seen: int, turn: int, known: Sequence[AnyMessage]
) -> list[AnyMessage]:
    # The graph knows its own answer to the last message that it saw, unless it was cut off.
    answered = bool(known) and not isinstance(known[-1], HumanMessage)
    earlier = turn - len(run.messages)
    missed = run.messages[:-1][max(seen + answered - earlier, 0) if seen else 0 :]
    return [*unanswered(known), *history(missed), await human(run.input)]


def turn_of(state: StateSnapshot) -> int:
    """Return how many messages the thread had in the run that left this state."""
    return cast("int", (state.metadata or {}).get(TURN, 0))


@dataclass(frozen=True)
class Turn:
    """How to begin."""

    input: object
    config: RunnableConfig


async def begin_turn(
    graph: Pregel[Any, Any, Any, Any],
    run: Run,
    config: RunnableConfig,
    make_input: Callable[[StateSnapshot], Awaitable[object]],
) -> Turn:
    """Decide what to start a graph with.

    The message answers the question that the graph asked last, if it did. A message that is
    answered once more starts from what the graph knew before it.
    """
    state = await graph.aget_state(config)
    begin, number = config, config["metadata"][TURN]
    if turn_of(state) >= number:
        state = await _state_before(graph, config, number)
        begin = _at(config, state)
    for interrupt in state.interrupts:
        if question_text(interrupt.value) is not None:
            return Turn(Command(resume={interrupt.id: run.input.text}), begin)
    return Turn(await make_input(state), begin)


async def _state_before(
    graph: Pregel[Any, Any, Any, Any], config: RunnableConfig, turn: int
) -> StateSnapshot:
    async for state in graph.aget_state_history(config):
        if turn_of(state) < turn:
            return state
    saver = cast("BaseCheckpointSaver[Any]", graph.checkpointer)
    await saver.adelete_thread(config["configurable"]["thread_id"])
    return await graph.aget_state(config)


def _at(config: RunnableConfig, state: StateSnapshot) -> RunnableConfig:
    place = state.config.get("configurable", {})
    return {**config, "configurable": {**config.get("configurable", {}), **place}}
