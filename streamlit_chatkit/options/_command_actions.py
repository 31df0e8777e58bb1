"""What a slash command does."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from streamlit_chatkit.options._model import Option
from streamlit_chatkit.options._types import Json, JsonObject, Name, Text, by_type


class Action(Option):
    """An action that your app handles.

    Parameters
    ----------
    type : str
        Its name.
    payload : dict, optional
        What goes with it, as JSON.

    Examples
    --------
    >>> Action(type="export", payload={"format": "csv"}).payload
    {'format': 'csv'}
    """

    type: Name
    payload: JsonObject | None = None


class InsertText(Option):
    """Put text into the composer.

    Parameters
    ----------
    template : str
        The text.
    runtime_capabilities : object, optional
        Skills, plugins and sub-agents that the message may use, as XpertAI takes them.

    Examples
    --------
    >>> InsertText(template="Summarise: ").type
    'insert_text'
    """

    type: Literal["insert_text"] = "insert_text"
    template: Text
    runtime_capabilities: Json | None = None


class InsertInvocation(Option):
    """Put a call of the command into the composer, which is sent as it is.

    Parameters
    ----------
    template : str
        The text.
    runtime_capabilities : object, optional
        Skills, plugins and sub-agents that the message may use, as XpertAI takes them.

    Examples
    --------
    >>> InsertInvocation(template="/report ").type
    'insert_invocation'
    """

    type: Literal["insert_invocation"] = "insert_invocation"
    template: Text
    runtime_capabilities: Json | None = None


class SubmitPrompt(Option):
    """Send a prompt at once.

    Parameters
    ----------
    template : str
        The prompt; ``{{args}}`` stands for what the user typed after the command.
    runtime_capabilities : object, optional
        Skills, plugins and sub-agents that the message may use, as XpertAI takes them.

    Examples
    --------
    >>> SubmitPrompt(template="Write a report about {{args}}.").type
    'submit_prompt'
    """

    type: Literal["submit_prompt"] = "submit_prompt"
    template: Text
    runtime_capabilities: Json | None = None


class ClientAction(Option):
    """Call the handler of widget actions of your app.

    Parameters
    ----------
    action : Action
        What it is called with.

    Examples
    --------
    >>> ClientAction(action={"type": "export"}).action.type
    'export'
    """

    type: Literal["client_action"] = "client_action"
    action: Action


class Capability(Option):
    """A skill, plugin or sub-agent of the assistant.

    Parameters
    ----------
    type : {"skill", "plugin", "subAgent"}
        What it is.
    id : str
        Its id in XpertAI.

    Examples
    --------
    >>> Capability(type="skill", id="forecast").id
    'forecast'
    """

    type: Literal["skill", "plugin", "subAgent"]
    id: Name


class SelectCapability(Option):
    """Choose a skill, plugin or sub-agent for the message.

    Parameters
    ----------
    capability : Capability
        What is chosen.

    Examples
    --------
    >>> SelectCapability(capability={"type": "skill", "id": "forecast"}).capability.type
    'skill'
    """

    type: Literal["select_capability"] = "select_capability"
    capability: Capability


SlashCommandAction: TypeAlias = Annotated[
    InsertText | InsertInvocation | SubmitPrompt | ClientAction | SelectCapability,
    by_type(InsertText, InsertInvocation, SubmitPrompt, ClientAction, SelectCapability),
]
"""What a slash command can do."""
