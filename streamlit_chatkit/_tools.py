"""Client tools: plain Python functions that the agent may call."""

from __future__ import annotations

import inspect
import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic.errors import PydanticUserError

from streamlit_chatkit._encoding import JSON, EncodingError, encode
from streamlit_chatkit._errors import ConfigurationError, ToolError

_LOG = logging.getLogger(__name__)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")
_MAX_RESULTS = 512


@dataclass(frozen=True)
class ToolResult:
    """What goes back to the agent."""

    name: str
    content: JSON
    tool_call_id: str | None
    status: Literal["success", "error"] = "success"

    def to_json(self) -> dict[str, JSON]:
        """Return the reply for the browser."""
        return {
            "content": self.content,
            "name": self.name,
            "tool_call_id": self.tool_call_id,
            "status": self.status,
        }


def interrupted(name: str, tool_call_id: str | None) -> ToolResult:
    """Return the result of a tool that never came to its end."""
    return ToolResult(name, "The tool was interrupted.", tool_call_id, "error")


class ToolResults:
    """Results by tool call id, so that a call which comes again runs no tool again."""

    def __init__(self) -> None:
        self._results: OrderedDict[str, ToolResult] = OrderedDict()

    def get(self, tool_call_id: str | None) -> ToolResult | None:
        """Return the result of an earlier call."""
        return None if tool_call_id is None else self._results.get(tool_call_id)

    def remember(self, result: ToolResult) -> ToolResult:
        """Keep `result`; the oldest one is forgotten when there are too many."""
        if result.tool_call_id is not None:
            self._results[result.tool_call_id] = result
            if len(self._results) > _MAX_RESULTS:
                self._results.popitem(last=False)
        return result


class Toolbox:
    """The tools of one chat.

    Parameters
    ----------
    tools : iterable of callables
        Functions with a name, a signature that pydantic can validate, and no ``*args``.

    Raises
    ------
    ConfigurationError
        If one of them cannot be a tool, or two have the same name.
    """

    def __init__(self, tools: object = ()) -> None:
        self._tools: dict[str, _Tool] = {}
        if isinstance(tools, (str, bytes)) or not isinstance(tools, Iterable):
            raise ConfigurationError("tools must be a list of functions: tools=[my_function].")
        for function in tools:
            tool = _Tool(function)
            if tool.name in self._tools:
                raise ConfigurationError(
                    f"Two tools are named {tool.name!r}: the agent could not tell them apart. "
                    "Rename one of the functions."
                )
            self._tools[tool.name] = tool

    @property
    def names(self) -> list[str]:
        """Names of the tools, in order."""
        return list(self._tools)

    def call(
        self, name: str, params: object, tool_call_id: str | None, results: ToolResults
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
        """
        known = results.get(tool_call_id)
        if known is not None:
            return known
        result = interrupted(name, tool_call_id)
        try:
            result = ToolResult(name, encode(self._run(name, params)), tool_call_id)
        except (ToolError, EncodingError) as error:
            result = ToolResult(name, str(error), tool_call_id, "error")
        except Exception as error:  # noqa: BLE001 - a tool must not end the chat
            _LOG.exception("Client tool %r failed", name)
            reason = f"The tool failed with {type(error).__name__}."
            result = ToolResult(name, reason, tool_call_id, "error")
        finally:
            # Also when Streamlit stops the script inside the tool: what it has done is done.
            results.remember(result)
        return result

    def _run(self, name: str, params: object) -> object:
        tool = self._tools.get(name)
        if tool is None:
            names = ", ".join(self._tools) or "none"
            raise ToolError(f"There is no tool named {name!r}. Tools: {names}.")
        if params is not None and not isinstance(params, Mapping):
            raise ToolError("The arguments must be an object.")
        args, kwargs = tool.bind(params or {})
        return tool.function(*args, **kwargs)


class _Tool:
    def __init__(self, function: object) -> None:
        if not callable(function) or inspect.isclass(function):
            raise ConfigurationError(
                f"tools must hold functions, not {type(function).__name__}: pass the function "
                "itself, without calling it."
            )
        self.function: Callable[..., object] = function
        self.name = str(getattr(function, "__name__", ""))
        if not _NAME.fullmatch(self.name):
            raise ConfigurationError(
                f"{function!r} cannot be a tool: it has no name that an agent can call. "
                "Use a function written with def."
            )
        if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
            raise ConfigurationError(f"The tool {self.name!r} is async: use a plain function.")
        try:
            self._parameters = inspect.signature(function, eval_str=True).parameters
            self._model = _model_of(self.name, self._parameters)
        except (NameError, TypeError, ValueError, SyntaxError, PydanticUserError) as error:
            raise ConfigurationError(
                f"The signature of the tool {self.name!r} cannot be used: {error}"
            ) from error

    def bind(self, params: Mapping[str, object]) -> tuple[list[object], dict[str, object]]:
        """Validate `params` and split them into arguments."""
        try:
            checked = self._model.model_validate(dict(params))
        except ValidationError as error:
            raise ToolError(_explain(self.name, error)) from None
        args: list[object] = []
        kwargs: dict[str, object] = dict(checked.model_extra or {})
        for field_name, parameter in zip(
            type(checked).model_fields, _fields(self._parameters), strict=True
        ):
            if parameter.kind is inspect.Parameter.POSITIONAL_ONLY:
                args.append(
                    getattr(checked, field_name)
                    if field_name in checked.model_fields_set
                    else parameter.default
                )
            elif field_name in checked.model_fields_set:
                kwargs[parameter.name] = getattr(checked, field_name)
        return args, kwargs


def _fields(parameters: Mapping[str, inspect.Parameter]) -> list[inspect.Parameter]:
    return [p for p in parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]


def _model_of(name: str, parameters: Mapping[str, inspect.Parameter]) -> type[BaseModel]:
    # Field names of a pydantic model may not begin with an underscore nor be "copy" or "json";
    # parameters of a function may. So the fields are numbered, and the names are aliases.
    fields: dict[str, Any] = {}
    for number, parameter in enumerate(_fields(parameters)):
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            raise TypeError(f"*{parameter.name} has no name that an agent could give")
        annotated = parameter.annotation is not inspect.Parameter.empty
        required = parameter.default is inspect.Parameter.empty
        fields[f"p{number}"] = (
            parameter.annotation if annotated else Any,
            Field(default=... if required else None, alias=parameter.name),
        )
    open_ended = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values())
    config = ConfigDict(extra="allow" if open_ended else "forbid", arbitrary_types_allowed=True)
    return create_model(name, __config__=config, **fields)


def _explain(name: str, error: ValidationError) -> str:
    problems = "; ".join(
        f"{'.'.join(str(part) for part in problem['loc']) or 'arguments'}: {problem['msg']}"
        for problem in error.errors(include_url=False, include_context=False, include_input=False)[
            :5
        ]
    )
    return f"The arguments of {name} are not right: {problems}."
