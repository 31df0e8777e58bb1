"""Slash commands of the composer."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict

from streamlit_chatkit.options._command_actions import SlashCommandAction
from streamlit_chatkit.options._model import Option
from streamlit_chatkit.options._problems import problem
from streamlit_chatkit.options._types import (
    Flag,
    Json,
    JsonObject,
    Name,
    Text,
    TextOrObject,
)

BUILT_IN = ("plan", "skills", "plugins", "subagents")
"""Names that belong to the chat."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def _command_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise problem(
            "must be 1 to 64 lowercase letters, digits, hyphens and underscores, without the "
            f"slash, beginning with a letter or digit, not {name!r}."
        )
    if name in BUILT_IN:
        raise problem(f"must not be {name!r}, which is a command of the chat itself.")
    return name


class SlashCommandAvailability(Option):
    """Whether a command can be used; takes other keys too.

    Parameters
    ----------
    disabled : bool, optional
        Whether it is hidden.
    reason : str, optional
        Why.

    Examples
    --------
    >>> SlashCommandAvailability(disabled=True, reason="No data yet").disabled
    True
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Json]

    disabled: Flag | None = None
    reason: Text | None = None


class PromptWorkflow(Option):
    """The prompt workflow that a command starts.

    Parameters
    ----------
    name : str, optional
        Its name in XpertAI.
    label : str, optional
        What the user sees.
    description : str, optional
        What it does.
    tags : list of str, optional
        Its tags.

    Examples
    --------
    >>> PromptWorkflow(name="weekly-report").type
    'prompt_workflow'
    """

    type: Literal["prompt_workflow"] = "prompt_workflow"
    name: Text | None = None
    label: Text | None = None
    description: Text | None = None
    tags: list[Text] | None = None


class SlashCommand(Option):
    """A command that the user calls with ``/`` at the start of the composer.

    Parameters
    ----------
    name : str
        1 to 64 lowercase letters, digits, hyphens and underscores, without the slash. ``plan``,
        ``skills``, ``plugins`` and ``subagents`` belong to the chat itself.
    action : SlashCommandAction
        What it does: `InsertText`, `InsertInvocation`, `SubmitPrompt`, `ClientAction` or
        `SelectCapability`.
    label : str, optional
        What the user sees. Default: the name.
    description : str, optional
        What it does, in a line.
    icon : str or dict, optional
        Its icon.
    category : str, optional
        Heading that it is listed under.
    aliases : list of str, optional
        Other names.
    args_hint : str, optional
        What to type after it, such as ``"<topic>"``.
    availability : SlashCommandAvailability, optional
        Whether it can be used.
    kind : {"command", "prompt_workflow"}, optional
        What it is.
    workflow : PromptWorkflow, optional
        The workflow that it starts.
    source : dict, optional
        Where it comes from, as JSON.
    meta : dict, optional
        What else there is about it, as JSON.

    Examples
    --------
    >>> SlashCommand(name="report", action={"type": "submit_prompt", "template": "{{args}}?"}).name
    'report'
    """

    name: Annotated[Name, AfterValidator(_command_name)]
    action: SlashCommandAction
    label: Text | None = None
    description: Text | None = None
    icon: TextOrObject | None = None
    category: Text | None = None
    aliases: list[Name] | None = None
    args_hint: Text | None = None
    availability: SlashCommandAvailability | None = None
    kind: Literal["command", "prompt_workflow"] | None = None
    workflow: PromptWorkflow | None = None
    source: JsonObject | None = None
    meta: JsonObject | None = None
