"""Types of the fields of options."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from numbers import Integral, Real
from typing import Annotated, Any, TypeAlias, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, PlainValidator, Strict

from streamlit_chatkit._encoding import EncodingError, encode
from streamlit_chatkit.options._problems import kind, nearest, problem, refuse

Handler: TypeAlias = Callable[..., object]


def _not_blank(text: str) -> str:
    if not text.strip():
        raise problem("must not be empty.")
    return text


def number(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise problem(f"must be a number, not {kind(value)}.")
    plain = int(value) if isinstance(value, Integral) else float(value)
    if not math.isfinite(plain):
        raise problem(f"must be a finite number, not {plain}.")
    return plain


def _positive(value: object) -> int | float:
    plain = number(value)
    if plain <= 0:
        raise problem(f"must be more than 0, not {plain}.")
    return plain


def _whole(value: object) -> int:
    plain = number(value)
    if plain != int(plain):
        raise problem(f"must be a whole number, not {plain}.")
    return int(plain)


def _count(value: object) -> int:
    plain = _whole(value)
    if plain < 1:
        raise problem(f"must be at least 1, not {plain}.")
    return plain


def _index(value: object) -> int:
    plain = _whole(value)
    if plain < 0:
        raise problem(f"must be at least 0, not {plain}.")
    return plain


def _not_bool(value: object) -> object:
    if isinstance(value, bool):
        raise problem(f"must be a whole number, not {value}.")
    return int(value) if isinstance(value, Integral) else value


def _json(value: object) -> object:
    try:
        return encode(value)
    except EncodingError as error:
        raise problem(f"is no JSON: {error}") from None


def _json_object(value: object) -> dict[str, Any]:
    plain = _json(value)
    if not isinstance(plain, dict):
        raise problem(f"must be a dict, not {kind(value)}.")
    return plain


def _text_or_whole(value: object) -> str | int:
    return value if isinstance(value, str) else _whole(value)


def _text_or_object(value: object) -> str | dict[str, Any]:
    return value if isinstance(value, str) else _json_object(value)


Text: TypeAlias = Annotated[str, Strict()]
Name: TypeAlias = Annotated[str, Strict(), AfterValidator(_not_blank)]
Flag: TypeAlias = Annotated[bool, Strict()]
Number: TypeAlias = Annotated[int | float, PlainValidator(number)]
Positive: TypeAlias = Annotated[int | float, PlainValidator(_positive)]
Whole: TypeAlias = Annotated[int, PlainValidator(_whole)]
Count: TypeAlias = Annotated[int, PlainValidator(_count)]
Index: TypeAlias = Annotated[int, PlainValidator(_index)]
TextOrWhole: TypeAlias = Annotated[str | int, PlainValidator(_text_or_whole)]
Json: TypeAlias = Annotated[Any, PlainValidator(_json)]
JsonObject: TypeAlias = Annotated[dict[str, Any], PlainValidator(_json_object)]
TextOrObject: TypeAlias = Annotated[str | dict[str, Any], PlainValidator(_text_or_object)]

NOT_BOOL = BeforeValidator(_not_bool)
"""For literals that are numbers: Python takes ``True`` for 1."""


def by_type(*models: type[BaseModel]) -> PlainValidator:
    """Choose among `models` by their field ``type``."""
    table = {name: model for model in models for name in get_args(_annotation(model))}

    def choose(value: object) -> object:
        if isinstance(value, models):
            return value
        if not isinstance(value, Mapping):
            names = ", ".join(f"{model.__name__}(…)" for model in models)
            raise problem(f"must be {names} or a dict, not {kind(value)}.")
        name = value.get("type")
        model = table.get(name) if isinstance(name, Hashable) else None
        if model is None:
            names = ", ".join(map(repr, table))
            if "type" not in value:
                refuse(("type",), f"is missing: {names}.", value)
            hint = nearest(name, table) if isinstance(name, str) else ""
            refuse(("type",), f"must be one of {names}.{hint}", value)
        return model.model_validate(value)

    return PlainValidator(choose)


def _annotation(model: type[BaseModel]) -> object:
    return model.model_fields["type"].annotation


def unique(field: str) -> AfterValidator:
    """Refuse a list in which two items have the same `field`."""

    def check(items: Iterable[BaseModel]) -> Iterable[BaseModel]:
        seen: set[object] = set()
        for number, item in enumerate(items):
            value = getattr(item, field)
            if value in seen:
                refuse((number, field), f"is there twice: {value!r}.", value)
            seen.add(value)
        return items

    return AfterValidator(check)
