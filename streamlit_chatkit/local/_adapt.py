"""What `LocalBackend` takes for an agent, as an agent."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

from streamlit_chatkit._errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Collection

    from langgraph.pregel import Pregel

    from ._run import Agent
    from ._sync_run import SyncAgent


def adapt_agent(
    agent: Agent | SyncAgent | Pregel[Any, Any, Any, Any], models: Collection[str]
) -> Agent | SyncAgent:
    """Return an agent in place of a LangGraph graph; everything else stays what it is.

    Parameters
    ----------
    agent : object
        What was given.
    models : collection of str
        Ids of the models that the user may choose.

    Raises
    ------
    ConfigurationError
        If it is a graph that cannot be run.
    """
    # Who has a graph has imported LangGraph; who has none need not have it.
    pregel = getattr(sys.modules.get("langgraph.pregel"), "Pregel", ())
    builder = getattr(sys.modules.get("langgraph.graph"), "StateGraph", ())
    if isinstance(agent, builder):
        msg = "LocalBackend needs a compiled graph: pass `graph.compile()`."
        raise ConfigurationError(msg)
    if not isinstance(agent, pregel):
        return cast("Agent | SyncAgent", agent)
    from ._graph import GraphAgent

    return GraphAgent(agent, models=models)
