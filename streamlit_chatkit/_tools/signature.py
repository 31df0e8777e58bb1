"""What a function takes: parameters, and a pydantic model of the arguments.

Streamlit makes the functions of a script anew in each run, while their code stays the same object
until the file changes. So models are kept by code, and a rerun builds none.
"""

from __future__ import annotations

import functools
import inspect
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import CodeType, GenericAlias
from typing import Any, ParamSpecKwargs, TypeAlias, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model
from pydantic.errors import PydanticSchemaGenerationError, PydanticUserError
from pydantic.fields import FieldInfo

from streamlit_chatkit._errors import ConfigurationError, ToolError

_MAX_MODELS = 256
_UNUSABLE = (NameError, TypeError, ValueError, SyntaxError, PydanticUserError)

# A class that the script defines is another one in each run, so annotations are compared too.
_Shape: TypeAlias = "tuple[tuple[str, object, bool, object], ...]"


@dataclass(frozen=True)
class Signature:
    """Parameters of a tool and the model of its arguments.

    Attributes
    ----------
    tool : str
        Name of the tool.
    parameters : mapping
        The parameters that the agent can give, by name.
    model : type of BaseModel
        Its fields are numbered: names of a pydantic model may not begin with an underscore nor be
        ``copy`` or ``json``, names of parameters may. The names are the aliases.
    """

    tool: str
    parameters: Mapping[str, inspect.Parameter]
    model: type[BaseModel]

    @property
    def is_open(self) -> bool:
        """Whether the function takes any other argument too."""
        return self.model.model_config.get("extra") == "allow"

    def bind(self, params: Mapping[str, object]) -> tuple[list[object], dict[str, object]]:
        """Validate the arguments of a call and split them into positional and named ones.

        Raises
        ------
        ToolError
            If they do not fit; the message is for the agent.
        """
        try:
            checked = self.model.model_validate(dict(params))
        except ValidationError as error:
            raise ToolError(_explain(self.tool, error)) from None
        args: list[object] = []
        kwargs: dict[str, object] = dict(checked.model_extra or {})
        for field, parameter in zip(self.model.model_fields, self.parameters.values(), strict=True):
            given = field in checked.model_fields_set
            value = getattr(checked, field) if given else parameter.default
            if parameter.kind is inspect.Parameter.POSITIONAL_ONLY:
                args.append(value)
            elif given:
                kwargs[parameter.name] = value
        return args, kwargs


def read_signature(tool: str, function: Callable[..., object]) -> Signature:
    """Return the signature of a function.

    Raises
    ------
    ConfigurationError
        If it has a parameter that an agent cannot give or pydantic cannot validate.
    """
    try:
        found = list(inspect.signature(function, eval_str=True).parameters.values())
        named = {p.name: p for p in found if p.kind is not inspect.Parameter.VAR_KEYWORD}
        for parameter in named.values():
            if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
                raise TypeError(
                    f"*{parameter.name} has no name that an agent could give. Take a list instead, "
                    f"such as {parameter.name}: list[str]."
                )
        rest = next((p for p in found if p.kind is inspect.Parameter.VAR_KEYWORD), None)
        return Signature(tool, named, _models.get(tool, function, named, rest))
    except _UNUSABLE as error:
        raise ConfigurationError(
            f"The signature of the tool {tool!r} cannot be used: {error}"
        ) from error


class _Models:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._models: OrderedDict[object, tuple[_Shape, type[BaseModel]]] = OrderedDict()

    def get(
        self,
        tool: str,
        function: Callable[..., object],
        parameters: Mapping[str, inspect.Parameter],
        rest: inspect.Parameter | None,
    ) -> type[BaseModel]:
        key = (_code_of(function), tool)
        shape = tuple(
            (p.name, p.kind, p.default is inspect.Parameter.empty, p.annotation)
            for p in (*parameters.values(), *([] if rest is None else [rest]))
        )
        with self._lock:
            known = self._models.get(key)
            if known is not None:
                self._models.move_to_end(key)
        if known is not None and _are_equal(known[0], shape):
            return known[1]
        _check_types(parameters)
        model = _build(tool, parameters, rest)
        if not model.__pydantic_complete__:
            # list["Period"] names a class, which may be another one next time.
            model.model_rebuild(_types_namespace=_globals_of(function))
        elif key[0] is not None:
            with self._lock:
                self._models[key] = shape, model
                while len(self._models) > _MAX_MODELS:
                    self._models.popitem(last=False)
        return model


_models = _Models()


def _are_equal(one: _Shape, other: _Shape) -> bool:
    try:
        return len(one) == len(other) and all(
            mine[:3] == given[:3] and is_same_type(mine[3], given[3])
            for mine, given in zip(one, other, strict=True)
        )
    except Exception:  # noqa: BLE001 - metadata of Annotated can be anything, such as an array
        return False


def is_same_type(one: object, other: object) -> bool:
    """Tell whether two annotations say the same; metadata that cannot be compared may raise."""
    if one is other:
        return True
    if isinstance(one, FieldInfo):  # what Field() gives compares by identity
        return isinstance(other, FieldInfo) and repr(one) == repr(other)
    parts, others = get_args(one), get_args(other)
    if not parts:
        return type(one) is type(other) and bool(one == other)
    return (
        get_origin(one) is get_origin(other)
        and len(parts) == len(others)
        and all(map(is_same_type, parts, others))
    )


def _check_types(parameters: Mapping[str, inspect.Parameter]) -> None:
    """Refuse what no agent can give: it sends JSON, and pydantic makes no table or object of that.

    A parameter with a default may take anything, since the agent can leave it out.
    """
    for parameter in parameters.values():
        annotation = parameter.annotation
        if parameter.default is not inspect.Parameter.empty:
            continue
        if annotation is inspect.Parameter.empty:
            if parameter.name == "self":
                raise TypeError("it takes self. Give the method of an object, such as shop.sell.")
        elif inspect.isclass(annotation) and not _can_be_validated(annotation):
            raise TypeError(
                f"{parameter.name} is a {annotation.__name__}, which an agent cannot send. Take "
                "text, numbers, lists, dicts, dates or a pydantic model, or give it a default."
            )


def _can_be_validated(annotation: type) -> bool:
    try:
        TypeAdapter(annotation)
    except PydanticSchemaGenerationError:
        return False
    except (PydanticUserError, NameError):  # explained when the model is built
        pass
    return True


def _build(
    tool: str, parameters: Mapping[str, inspect.Parameter], rest: inspect.Parameter | None
) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for number, parameter in enumerate(parameters.values()):
        annotated = parameter.annotation is not inspect.Parameter.empty
        required = parameter.default is inspect.Parameter.empty
        fields[f"p{number}"] = (
            parameter.annotation if annotated else Any,
            Field(default=... if required else None, alias=parameter.name),
        )
    return create_model(tool, __base__=_base(rest), **fields)


def _base(rest: inspect.Parameter | None) -> type[BaseModel]:
    """Return a model without fields, which says what becomes of arguments beside them."""
    namespace: dict[str, Any] = {
        "__module__": __name__,
        "model_config": ConfigDict(
            extra="forbid" if rest is None else "allow", arbitrary_types_allowed=True
        ),
    }
    if rest is not None and _is_plain_type(rest.annotation):
        of_each = GenericAlias(dict, (str, rest.annotation))
        namespace["__annotations__"] = {"__pydantic_extra__": of_each}
    return type("Arguments", (BaseModel,), namespace)


def _is_plain_type(annotation: object) -> bool:
    # Unpack[…] and P.kwargs say something of all arguments, not of each.
    return annotation is not inspect.Parameter.empty and not (
        isinstance(annotation, ParamSpecKwargs) or repr(get_origin(annotation)).endswith(".Unpack")
    )


def _plain(function: object) -> object:
    """Return the function written with ``def`` below partials, methods, wrappers and objects."""
    while True:
        if isinstance(function, functools.partial):
            function = function.func
        elif inspect.ismethod(function):
            function = function.__func__
        elif hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        elif inspect.isroutine(function) or inspect.isclass(function):
            return function
        else:
            function = type(function).__call__


def _code_of(function: object) -> CodeType | None:
    code = getattr(_plain(function), "__code__", None)
    return code if isinstance(code, CodeType) else None


def _globals_of(function: object) -> dict[str, Any]:
    return dict(getattr(_plain(function), "__globals__", {}))


def _explain(tool: str, error: ValidationError) -> str:
    problems = "; ".join(
        f"{'.'.join(str(part) for part in problem['loc']) or 'arguments'}: {problem['msg']}"
        for problem in error.errors(include_url=False, include_context=False, include_input=False)[
            :5
        ]
    )
    return f"The arguments of {tool} are not right: {problems}."
