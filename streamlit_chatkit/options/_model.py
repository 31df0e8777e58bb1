"""What all options have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic.alias_generators import to_camel
from pydantic.functional_validators import ModelWrapValidatorHandler

from streamlit_chatkit.options._problems import explain, options_error


class Option(BaseModel):
    """Base of all options: snake_case in Python, ChatKit's names on the wire."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        loc_by_alias=False,
        extra="forbid",
        frozen=True,
        # Most apps use few of the models.
        defer_build=True,
    )

    nullable: ClassVar[frozenset[str]] = frozenset()
    """Fields whose ``None`` says something when it is given."""

    def __init__(self, /, **data: object) -> None:
        try:
            super().__init__(**data)
        except ValidationError as error:
            raise options_error(error, type(self).__name__) from None

    # Without it pydantic would build nested models through __init__ and lose the outer path.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @model_validator(mode="wrap")
    @classmethod
    def _explained(cls, value: object, handler: ModelWrapValidatorHandler[Option]) -> Option:
        if not isinstance(value, dict) and isinstance(value, Mapping):
            value = dict(value)
        try:
            return handler(value)
        except ValidationError as error:
            raise explain(error, cls.__name__, cls.model_fields) from None


def to_wire(
    value: object, callbacks: dict[str, Callable[..., object]] | None = None, path: str = ""
) -> Any:  # noqa: ANN401 - JSON, whose shape the caller knows
    """Return `value` as the JSON that ChatKit takes.

    What is absent is left out. Functions go to `callbacks`, by their place in ChatKit's options,
    such as ``header.leftAction.onClick``.
    """
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Option):
        return _object_to_wire(value, callbacks, path)
    if isinstance(value, list):
        return [to_wire(item) for item in value]
    if isinstance(value, dict):
        return {key: to_wire(item) for key, item in value.items()}
    return value


def _object_to_wire(
    option: Option, callbacks: dict[str, Callable[..., object]] | None, path: str
) -> dict[str, Any]:
    wire: dict[str, Any] = {}
    for name, wire_name in _names(type(option)):
        value = getattr(option, name)
        if value is None:
            if name in option.nullable and name in option.model_fields_set:
                wire[wire_name] = None
            continue
        place = f"{path}.{wire_name}" if path else wire_name
        if not callable(value):
            wire[wire_name] = to_wire(value, callbacks, place)
        elif callbacks is not None:
            callbacks[place] = value
    return wire | option.model_extra if option.model_extra else wire


@cache
def _names(model: type[Option]) -> tuple[tuple[str, str], ...]:
    """Return the fields that go to ChatKit, with ChatKit's names."""
    return tuple(
        (name, field.serialization_alias or name)
        for name, field in model.model_fields.items()
        if not field.exclude
    )
