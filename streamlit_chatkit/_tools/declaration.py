"""The decorator `client_tool` and the settings that it attaches to a function."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, overload

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._keywords import refuse_unknown

_ATTRIBUTE = "__client_tool__"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LONGEST = 86_400
"""Seconds of the longest time limit; timers of a browser hold no more than 24 days."""

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class ToolSettings:
    """What `client_tool` was told."""

    rerun: bool = False
    confirm: str | None = None
    timeout: float | None = None
    name: str | None = None
    description: str | None = None

    def __post_init__(self) -> None:
        rerun: object = self.rerun
        if not isinstance(rerun, bool):
            raise ConfigurationError(f"rerun must be True or False, not {rerun!r}.")
        for field in ("confirm", "description"):
            text: object = getattr(self, field)
            if text is not None and not (isinstance(text, str) and text.strip()):
                raise ConfigurationError(
                    f"{field} of client_tool must be a text, not {text!r}: for example "
                    + ('"Send the invoice?".' if field == "confirm" else '"Send an invoice."')
                )
        seconds = self.timeout
        if seconds is not None and not _is_time_limit(seconds):
            raise ConfigurationError(
                f"timeout must be seconds between 0 and {_LONGEST:,}, not {seconds!r}."
            )
        if self.name is not None and not is_tool_name(self.name):
            raise ConfigurationError(
                f"name={self.name!r} cannot be the name of a tool: use at most 64 letters, digits, "
                "underscores and hyphens, and begin with a letter or an underscore."
            )

    def check_confirm(self, tool: str, parameters: Iterable[str]) -> None:
        """Check that the question names only parameters of the function.

        Raises
        ------
        ConfigurationError
            If a ``{name}`` in the question is none.
        """
        known = list(parameters)
        for name in _PLACEHOLDER.findall(self.confirm or ""):
            if name not in known:
                raise ConfigurationError(
                    f"confirm of the tool {tool!r} asks for {{{name}}}, which is no parameter of "
                    f"it. Parameters: {', '.join(known) or 'none'}."
                )


@overload
def client_tool(function: Function, /) -> Function: ...


@overload
def client_tool(
    *,
    rerun: bool = False,
    confirm: str | None = None,
    timeout: float | None = None,
    name: str | None = None,
    description: str | None = None,
) -> Callable[[Function], Function]: ...


@refuse_unknown
def client_tool(
    function: Callable[..., Any] | None = None,
    /,
    *,
    rerun: bool = False,
    confirm: str | None = None,
    timeout: float | None = None,
    name: str | None = None,
    description: str | None = None,
) -> Any:
    """Say how the agent may call a function of the app.

    The decorator is optional: any function can be given to ``tools=``. The function itself is
    returned and can be called as before. A method is decorated in its class and handed over bound,
    such as ``tools=[shop.sell]``.

    Parameters
    ----------
    rerun : bool, default False
        Whether the whole app runs again after a call, so that it shows what the tool changed. A
        call that was refused changes nothing and reruns nothing.
    confirm : str, optional
        Question that the user must answer with Approve before the function runs. ``{name}`` in it
        stands for an argument of the call. When the user refuses, the agent is told so.
    timeout : float, optional
        Seconds after which the agent is told that the call took too long; at most 86,400. The time
        in which the user thinks about `confirm` does not count. Default: 120.
    name : str, optional
        Name under which the agent calls the tool, at most 64 letters, digits, underscores and
        hyphens. Default: that of the function. A ``functools.partial`` has none and needs one.
    description : str, optional
        What the tool does, for the agent. Default: the docstring.

    Returns
    -------
    callable
        The function, or, with settings, the decorator for it.

    Raises
    ------
    ConfigurationError
        If a setting is unknown or cannot be used. Whether `confirm` names only parameters of the
        function is checked when the chat gets the tool.

    Examples
    --------
    >>> import streamlit as st
    >>> from streamlit_chatkit import client_tool, st_chatkit
    >>> @client_tool(rerun=True)
    ... def set_region(region: str) -> str:
    ...     "Show one region on the dashboard."
    ...     st.session_state.region = region
    ...     return "done"
    >>> @client_tool(confirm="Send invoice {number} now?", timeout=30)
    ... def send_invoice(number: int) -> str:
    ...     "Send an invoice by e-mail."
    ...     return f"Invoice {number} is on its way."
    >>> st_chatkit("your-assistant-id", tools=[set_region, send_invoice])  # doctest: +SKIP
    """
    settings = ToolSettings(rerun, confirm, timeout, name, description)

    def attach(target: Function) -> Function:
        given: object = target
        if not callable(given) or isinstance(given, type):
            raise ConfigurationError(
                f"client_tool decorates functions, not {target!r}. Settings are given by name: "
                '@client_tool(confirm="Send it?").'
            )
        holder = target.__func__ if isinstance(target, (staticmethod, classmethod)) else target
        try:
            setattr(holder, _ATTRIBUTE, settings)
        except (AttributeError, TypeError):
            raise ConfigurationError(
                f"client_tool cannot decorate {target!r}, which is no function of its own: "
                "decorate the method in its class, or write a function that calls it."
            ) from None
        return target

    return attach if function is None else attach(function)


_DEFAULTS = ToolSettings()


def settings_of(function: object) -> ToolSettings:
    """Return what `client_tool` was told about a function."""
    found = getattr(function, _ATTRIBUTE, None)
    return found if isinstance(found, ToolSettings) else _DEFAULTS


def is_tool_name(name: object) -> bool:
    """Tell whether an agent can call a tool by this name."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def _is_time_limit(seconds: object) -> bool:
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        return False
    return math.isfinite(seconds) and 0 < seconds <= _LONGEST
