"""The composer: where the user writes."""

from __future__ import annotations

from typing import Annotated

from streamlit_chatkit.options._commands import SlashCommand
from streamlit_chatkit.options._model import Option
from streamlit_chatkit.options._types import Count, Flag, Name, Positive, Text, unique
from streamlit_chatkit.options._view import IconName


class Attachments(Option):
    """Files that the user attaches.

    Parameters
    ----------
    enabled : bool
        Whether the user can attach files; without these options, the user cannot.
    max_size : int, optional
        Size of a file in bytes; ChatKit's default is 104857600 (100 MiB).
    max_count : int, optional
        Files of one message; ChatKit's default is 10.
    accept : dict of str to list of str, optional
        What is accepted: extensions by MIME type. Default: everything.

    Examples
    --------
    >>> Attachments(enabled=True, max_count=3, accept={"text/csv": [".csv"]}).max_count
    3
    """

    enabled: Flag
    max_size: Positive | None = None
    max_count: Count | None = None
    accept: dict[str, list[Text]] | None = None


class ToolOption(Option):
    """A tool that the user can choose in the composer.

    Parameters
    ----------
    id : str
        Its id.
    label : str
        What the menu says.
    icon : IconName
        Its icon, such as ``"search"``.
    short_label : str, optional
        What the composer says once it is chosen. Default: the label.
    placeholder_override : str, optional
        What the empty composer says once it is chosen.
    pinned : bool, optional
        Whether it stands beside the menu; ChatKit's default is false.

    Examples
    --------
    >>> ToolOption(id="web", label="Search the web", icon="globe", pinned=True).id
    'web'
    """

    id: Name
    label: Name
    short_label: Text | None = None
    placeholder_override: Text | None = None
    icon: IconName
    pinned: Flag | None = None


class ModelOption(Option):
    """A model that the user can choose in the composer.

    Parameters
    ----------
    id : str
        What is sent with the message.
    label : str
        What the user sees.
    description : str, optional
        A line about it.
    disabled : bool, optional
        Whether it is shown but cannot be chosen.
    default : bool, optional
        Whether it is chosen at first.

    Examples
    --------
    >>> ModelOption(id="fast", label="Fast", default=True).label
    'Fast'
    """

    id: Name
    label: Name
    description: Text | None = None
    disabled: Flag | None = None
    default: Flag | None = None


class Composer(Option):
    """Where the user writes.

    Parameters
    ----------
    placeholder : str, optional
        What it says when it is empty. Default: "Message the AI" in the user's language.
    attachments : Attachments, optional
        Files that the user attaches; ChatKit's default is none.
    tools : list of ToolOption, optional
        Tools to choose from.
    models : list of ModelOption, optional
        Models to choose from.
    slash_commands : list of SlashCommand, optional
        Commands that the user calls with ``/``.

    Examples
    --------
    >>> Composer(
    ...     placeholder="Ask about sales",
    ...     models=[{"id": "fast", "label": "Fast"}, {"id": "deep", "label": "Thorough"}],
    ... ).models[1].id
    'deep'
    """

    placeholder: Text | None = None
    attachments: Attachments | None = None
    tools: Annotated[list[ToolOption], unique("id")] | None = None
    models: Annotated[list[ModelOption], unique("id")] | None = None
    slash_commands: Annotated[list[SlashCommand], unique("name")] | None = None
