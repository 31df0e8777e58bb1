"""LangGraph graphs as agents: ``pip install 'streamlit-chatkit[langgraph]'``.

>>> from streamlit_chatkit import LocalBackend, st_chatkit
>>> st_chatkit(backend=LocalBackend(graph))  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

try:
    from streamlit_chatkit.local._graph.agent import GraphAgent
    from streamlit_chatkit.local._graph.client_tools import client_tool
    from streamlit_chatkit.local._graph.interrupts import UnknownInterruptError
except ModuleNotFoundError as error:
    if (error.name or "").split(".")[0] not in {"langchain_core", "langgraph"}:
        raise
    raise ImportError(
        f"Graphs need {error.name}: run `pip install 'streamlit-chatkit[langgraph]'`.",
        name=error.name,
    ) from error

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool
    from langgraph.pregel import Pregel

    from streamlit_chatkit.local._run.run import Run

__all__ = ["GraphAgent", "UnknownInterruptError", "client_tools", "graph_agent"]


def graph_agent(
    graph: Pregel[Any, Any, Any, Any],
    *,
    input: Callable[[Run], object] | None = None,  # noqa: A002
    context: Callable[[Run], object] | None = None,
    output: Callable[[Any], str] | None = None,
    models: Collection[str] = (),
) -> GraphAgent:
    """Make an agent of a compiled graph, for more than ``LocalBackend(graph)`` does by itself.

    Parameters
    ----------
    graph : Pregel
        A compiled graph, or an ``@entrypoint`` of the functional API. Its own checkpointer
        remembers the threads; without one they are remembered in memory, the last 500 of this
        process, and older ones by the words of their messages.
    input : callable, optional
        Gets the `Run` and returns the graph's input, or an awaitable of it. Default: ``messages``
        that the graph has not seen, and those keys of ``run.state`` that the graph's input has.
    context : callable, optional
        Gets the `Run` and returns the graph's context. Default: those keys of ``run.context`` that
        the context's schema has, with ``user``, ``thread_id`` and ``locale`` of the chat.
    output : callable, optional
        Gets the last state and returns the answer, when the graph has streamed no text.
    models : collection of str, optional
        Models that a browser may choose: the choice is ``config["configurable"]["model"]``.

    Returns
    -------
    GraphAgent
        The agent, for `LocalBackend`, or for an agent of your own to call; then its `forget` is
        the `on_delete` of that agent's `LocalBackend`.

    Raises
    ------
    ConfigurationError
        If the graph's input has no ``messages`` and `input` is not given.

    Examples
    --------
    >>> agent = graph_agent(graph, input=lambda run: {"question": run.input.text})
    >>> LocalBackend(agent)  # doctest: +SKIP
    """
    return GraphAgent(graph, input=input, context=context, output=output, models=models)


def client_tools(*tools: Callable[..., Any] | Mapping[str, Any]) -> list[BaseTool]:
    """Make LangChain tools that are run by the app.

    A call interrupts the graph; the app's function of the same name (``st_chatkit(tools=…)``) runs,
    and the graph goes on with its result. So the graph needs no access to the app.

    Parameters
    ----------
    *tools : callable or Mapping
        Functions of the app, of which only name, description and parameters are used, or what
        `client_tool_schema` returns for them.

    Returns
    -------
    list of BaseTool
        For ``create_agent(model, tools=[...])``, or for ``model.bind_tools`` and ``ToolNode``.

    Examples
    --------
    >>> def set_region(region: Literal["EMEA", "APAC"]) -> str:
    ...     "Show one region on the dashboard."
    ...     st.session_state.region = region
    ...     return "done"
    >>> graph = create_agent(model, tools=[*client_tools(set_region)])
    >>> st_chatkit(backend=LocalBackend(graph), tools=[set_region])
    """
    return [client_tool(one) for one in tools]
