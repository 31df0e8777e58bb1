"""What `LocalBackend` takes for an agent, as an agent."""

from __future__ import annotations

import asyncio
import inspect
import sys
from types import FunctionType
from typing import TYPE_CHECKING, Any, cast

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._parameters import check_parameters
from streamlit_chatkit.local._run.run import Remembering
from streamlit_chatkit.local._run.sync_run import in_thread

if TYPE_CHECKING:
    from collections.abc import Collection

    from langgraph.pregel import Pregel

    from streamlit_chatkit.local._run.run import Agent, OnDelete, Run
    from streamlit_chatkit.local._run.sync_run import SyncAgent


def adapt_agent(
    agent: Agent | SyncAgent | Pregel[Any, Any, Any, Any], models: Collection[str]
) -> Agent | SyncAgent:
    """Return an agent in place of a LangGraph graph; a function stays what it is.

    Parameters
    ----------
    agent : object
        What was given.
    models : collection of str
        Ids of the models that the user may choose.

    Raises
    ------
    ConfigurationError
        If it is a graph that cannot be run, or neither a graph nor a function.
    """
    if isinstance(agent, FunctionType):
        return _function(agent)
    # Who has a graph has imported LangGraph; who has none need not have it.
    pregel = getattr(sys.modules.get("langgraph.pregel"), "Pregel", ())
    builder = getattr(sys.modules.get("langgraph.graph"), "StateGraph", ())
    if isinstance(agent, builder):
        msg = "LocalBackend needs a compiled graph: pass `graph.compile()`."
        raise ConfigurationError(msg)
    if not isinstance(agent, pregel):
        return _function(agent)
    from streamlit_chatkit.local._graph.agent import GraphAgent

    return GraphAgent(agent, models=models)


def _function(given: object) -> Agent | SyncAgent:
    if not callable(given) or (not inspect.iscoroutinefunction(given) and _is_other(given)):
        msg = (
            f"LocalBackend needs a function `async def agent(run): ...`, not {given!r}. "
            "It answers with `await run.text(...)`, not with `yield`."
        )
        raise ConfigurationError(msg)
    check_parameters("agent", given, ("run",))
    return cast("Agent | SyncAgent", given)


def _is_other(given: object) -> bool:
    yields = inspect.isasyncgenfunction(given) or inspect.isgeneratorfunction(given)
    return yields or inspect.isclass(given)


def async_agent(agent: Agent | SyncAgent) -> Agent:
    """Return an agent that can be awaited; a plain function runs in a thread of its own."""
    call = getattr(agent, "__call__", None)  # noqa: B004
    if inspect.iscoroutinefunction(agent) or inspect.iscoroutinefunction(call):
        return cast("Agent", agent)
    return in_thread(cast("SyncAgent", agent))


class Forgetting(Remembering):
    """An agent, and what its app does when a thread is deleted."""

    def __init__(self, agent: Agent, on_delete: OnDelete) -> None:
        if not callable(on_delete):
            msg = f"on_delete must be a function of the user and the thread id, not {on_delete!r}."
            raise ConfigurationError(msg)
        check_parameters("on_delete", on_delete, ("user", "thread_id"))
        self._agent, self._on_delete = agent, on_delete

    async def __call__(self, run: Run) -> object:
        """Answer a message."""
        return await self._agent(run)

    async def forget(self, user: str, thread_id: str) -> None:
        """Delete what is kept of a user's thread; a plain function may block."""
        if isinstance(self._agent, Remembering):
            await self._agent.forget(user, thread_id)
        done = await asyncio.to_thread(self._on_delete, user, thread_id)
        if inspect.isawaitable(done):
            await done
