"""Run the tools of one chat."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from streamlit_chatkit._awaiting import wait_for
from streamlit_chatkit._encoding import EncodingError, encode
from streamlit_chatkit._errors import ConfigurationError, ToolError
from streamlit_chatkit._tools.declaration import ToolSettings, is_tool_name, settings_of
from streamlit_chatkit._tools.known import is_known, remember
from streamlit_chatkit._tools.results import ToolResult, ToolResults
from streamlit_chatkit._tools.signature import Signature, read_signature

_LOG = logging.getLogger(__name__)


class Tool:
    """One function as a tool.

    Parameters
    ----------
    function : callable
        A function with a name and a signature that pydantic can validate, without ``*args``. It
        may be async.

    Raises
    ------
    ConfigurationError
        If it cannot be a tool.
    """

    def __init__(self, function: object) -> None:
        if not callable(function) or inspect.isclass(function):
            raise ConfigurationError(
                f"tools must hold functions, not {type(function).__name__}: pass the function "
                "itself, without calling it."
            )
        self.function: Callable[..., object] = function
        self.settings: ToolSettings = settings_of(function)
        self.name = self.settings.name or str(getattr(function, "__name__", ""))
        if not is_known(self.name, function, self.settings):
            self._check()
            remember(self.name, function, self.settings)

    def _check(self) -> None:
        if not is_tool_name(self.name):
            raise ConfigurationError(
                f"{self.function!r} cannot be a tool: it has no name that an agent can call. Use a "
                'function written with def, or give it one: client_tool(name="my_tool")(…).'
            )
        if inspect.isasyncgenfunction(self.function):
            raise ConfigurationError(
                f"The tool {self.name!r} yields: collect what it yields in a list and return that."
            )
        if not self.signature.is_open:
            self.settings.check_confirm(self.name, self.signature.parameters)

    @cached_property
    def signature(self) -> Signature:
        """What the function takes; a rerun that calls no tool does not ask for it."""
        return read_signature(self.name, self.function)

    @property
    def declaration(self) -> dict[str, object]:
        """What the browser needs to know of the tool."""
        settings = {"confirm": self.settings.confirm, "timeout": self.settings.timeout}
        given = {name: value for name, value in settings.items() if value is not None}
        return {"name": self.name, **given}


class Toolbox:
    """The tools of one chat.

    Parameters
    ----------
    tools : iterable of callables
        Functions, each of which can be a `Tool`.

    Raises
    ------
    ConfigurationError
        If one of them cannot be a tool, or two have the same name.
    """

    def __init__(self, tools: object = ()) -> None:
        self._tools: dict[str, Tool] = {}
        if isinstance(tools, (str, bytes, Mapping)) or not isinstance(tools, Iterable):
            raise ConfigurationError("tools must be a list of functions: tools=[my_function].")
        for function in tools:
            tool = Tool(function)
            if tool.name in self._tools:
                raise ConfigurationError(
                    f"Two tools are named {tool.name!r}: the agent could not tell them apart. "
                    'Rename one of the functions, or use client_tool(name="…").'
                )
            self._tools[tool.name] = tool

    @property
    def declarations(self) -> list[dict[str, object]]:
        """The tools as the browser needs to know them, in order."""
        return [tool.declaration for tool in self._tools.values()]

    def reruns(self, name: str) -> bool:
        """Tell whether the app wants to run again after a call of this tool."""
        tool = self._tools.get(name)
        return tool is not None and tool.settings.rerun

    def call(
        self,
        name: str,
        params: object,
        tool_call_id: str | None,
        results: ToolResults,
        *,
        approved: bool = False,
        thread_id: str | None = None,
    ) -> ToolResult:
        """Run a tool, or explain to the agent why not.

        Parameters
        ----------
        name : str
            Name of the tool.
        params : object
            Arguments of the agent; a mapping, or ``None`` for none.
        tool_call_id : str or None
            Id of the call; the same id runs once.
        results : ToolResults
            Earlier results.
        approved : bool, default False
            Whether the user agreed to this call; a tool with ``confirm`` does not run without it.
        thread_id : str, optional
            Thread of the call, if known.
        """
        return results.once(
            name, tool_call_id, lambda: self._run(name, params, tool_call_id, approved), thread_id
        )

    def _run(
        self, name: str, params: object, tool_call_id: str | None, approved: bool
    ) -> ToolResult:
        ran = False
        try:
            tool = self._find(name)
            if tool.settings.confirm is not None and not approved:
                raise ToolError("The user did not approve this call.")
            args, kwargs = tool.signature.bind(_arguments(params))
            ran = True
            content = encode(wait_for(tool.function(*args, **kwargs)))
            return ToolResult(name, content, tool_call_id, ran=True)
        except (ToolError, EncodingError) as error:
            reason = str(error)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a tool must not end the chat
            _LOG.exception("Client tool %r failed", name)
            reason = f"The tool failed with {type(error).__name__}."
        except BaseException:
            _LOG.warning(
                "Client tool %r was broken off, as by st.rerun, st.switch_page or st.stop: leave "
                "those to the script, and use client_tool(rerun=True).",
                name,
            )
            raise
        return ToolResult(name, reason, tool_call_id, "error", ran)

    def _find(self, name: str) -> Tool:
        tool = self._tools.get(name)
        if tool is None:
            names = ", ".join(self._tools) or "none"
            raise ToolError(f"There is no tool named {name!r}. Tools: {names}.")
        return tool


def _arguments(params: object) -> Mapping[str, object]:
    if params is None:
        return {}
    if not isinstance(params, Mapping):
        raise ToolError("The arguments must be an object.")
    return params
