"""Skills, plugins and sub-agents that a message may use."""

from __future__ import annotations

from typing import Literal

from streamlit_chatkit.options._model import Option
from streamlit_chatkit.options._types import Text


class Skills(Option):
    """Skills of the assistant.

    Parameters
    ----------
    ids : list of str
        Their ids.
    workspace_id : str, optional
        Workspace that they are in.

    Examples
    --------
    >>> Skills(ids=["forecast"]).ids
    ['forecast']
    """

    workspace_id: Text | None = None
    ids: list[Text]


class Nodes(Option):
    """Plugins or sub-agents of the assistant.

    Parameters
    ----------
    node_keys : list of str
        Keys of their nodes in the assistant's graph.

    Examples
    --------
    >>> Nodes(node_keys=["search"]).node_keys
    ['search']
    """

    node_keys: list[Text]


class RuntimeCapabilitiesSet(Option):
    """A choice of skills, plugins and sub-agents.

    Parameters
    ----------
    skills : Skills
        Skills.
    plugins : Nodes
        Plugins.
    sub_agents : Nodes, optional
        Sub-agents.

    Examples
    --------
    >>> RuntimeCapabilitiesSet(skills={"ids": ["forecast"]}, plugins={"node_keys": []}).skills.ids
    ['forecast']
    """

    skills: Skills
    plugins: Nodes
    sub_agents: Nodes | None = None


class RuntimeCapabilities(RuntimeCapabilitiesSet):
    """The skills, plugins and sub-agents that a message may use.

    Parameters
    ----------
    skills : Skills
        Skills.
    plugins : Nodes
        Plugins.
    sub_agents : Nodes, optional
        Sub-agents.
    recommended : RuntimeCapabilitiesSet, optional
        Those of them that the agent should prefer.

    Examples
    --------
    >>> RuntimeCapabilities(skills={"ids": ["forecast"]}, plugins={"node_keys": []}).mode
    'allowlist'
    """

    mode: Literal["allowlist"] = "allowlist"
    recommended: RuntimeCapabilitiesSet | None = None
