"""XpertAI ChatKit in Streamlit: an agent chat with one call.

>>> from streamlit_chatkit import st_chatkit
>>> st_chatkit("your-assistant-id")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit_chatkit._chat import st_chatkit
from streamlit_chatkit._errors import (
    ChatKitError,
    ConfigurationError,
    OptionsError,
    SessionError,
    ToolError,
)
from streamlit_chatkit._handle import ChatKit
from streamlit_chatkit._tools import client_tool, client_tool_schema
from streamlit_chatkit._version import __version__
from streamlit_chatkit._widget_action import WidgetAction
from streamlit_chatkit._xpertai import XpertAI
from streamlit_chatkit.options import (
    Composer,
    Disclaimer,
    Entities,
    Entity,
    Header,
    HeaderAction,
    HeaderTitle,
    History,
    ModelOption,
    PetOptions,
    Request,
    SlashCommand,
    StartScreen,
    StartScreenPrompt,
    Theme,
    ThreadItemActions,
    ToolOption,
    Widgets,
)

if TYPE_CHECKING:
    from streamlit_chatkit.local import LocalBackend

__all__ = [
    "ChatKit",
    "ChatKitError",
    "Composer",
    "ConfigurationError",
    "Disclaimer",
    "Entities",
    "Entity",
    "Header",
    "HeaderAction",
    "HeaderTitle",
    "History",
    "LocalBackend",
    "ModelOption",
    "OptionsError",
    "PetOptions",
    "Request",
    "SessionError",
    "SlashCommand",
    "StartScreen",
    "StartScreenPrompt",
    "Theme",
    "ThreadItemActions",
    "ToolError",
    "ToolOption",
    "WidgetAction",
    "Widgets",
    "XpertAI",
    "__version__",
    "client_tool",
    "client_tool_schema",
    "st_chatkit",
]


def __getattr__(name: str) -> object:
    # LocalBackend needs packages of the extra `local`; an app that talks to XpertAI does not.
    if name != "LocalBackend":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from streamlit_chatkit.local import LocalBackend

    return LocalBackend


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
