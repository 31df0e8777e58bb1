"""Turn what a tool returns into JSON for the agent."""

from __future__ import annotations

import json
import math
from collections import deque
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from itertools import islice
from typing import TypeAlias

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError, to_jsonable_python

from streamlit_chatkit._tables import unpack

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"

ROW_CAP = 200
"""Rows of a table, and items of an array, that are sent; the agent is told how many there are."""

SIZE_CAP = 1_000_000
"""Characters of JSON that one result may have."""

_MAX_DEPTH = 50
_EXACT = 2**53 - 1
_MOST_ITEMS = 100_000
_SEQUENCES = (
    *(list, tuple, set, frozenset, deque, range),
    *(KeysView, ValuesView, ItemsView, Iterator),
)


class EncodingError(ValueError):
    """A value cannot be sent; the message says why and what to return instead."""


def encode(value: object) -> JSON:
    """Return `value` as JSON.

    Parameters
    ----------
    value : object
        Anything JSON-able, pydantic models, dataclasses, dates, Decimal, UUID, enums, sets,
        iterators, numpy scalars and arrays (records become dicts), pandas DataFrames, Series and
        indexes, and tables that have ``to_pandas``, such as those of Polars and Arrow (at most
        `ROW_CAP` rows). Numbers that JSON does not have (NaN, infinity) become ``null``; integers
        that a browser cannot hold exactly, such as ids of 64 bits, become text.

    Raises
    ------
    EncodingError
        If there is no sensible JSON for it, such as for bytes, or too much of it.
    """
    encoded = _encode(value, 0)
    size = len(json.dumps(encoded, ensure_ascii=False))
    if size > SIZE_CAP:
        raise EncodingError(
            f"The result has {size:,} characters; at most {SIZE_CAP:,} can be sent. Return less."
        )
    return encoded


def _encode(value: object, depth: int) -> JSON:
    if depth > _MAX_DEPTH:
        raise EncodingError("The result is nested too deeply, or contains itself.")
    if value is None or type(value) is bool:
        return value
    if isinstance(value, str) and not isinstance(value, Enum):
        return _text(value)
    if isinstance(value, int):
        plain_int = int(value)
        return plain_int if -_EXACT <= plain_int <= _EXACT else str(plain_int)
    if isinstance(value, Decimal):
        return str(value) if value.is_finite() else None
    if type(value) is float:
        return value if math.isfinite(value) else None
    if isinstance(value, (bytes, bytearray, memoryview)):
        raise EncodingError("Bytes cannot be sent to an agent. Return text or a table instead.")
    if isinstance(value, Mapping):
        return {_encode_key(key): _encode(item, depth + 1) for key, item in value.items()}
    if isinstance(value, BaseModel):
        return _encode(value.model_dump(by_alias=True), depth + 1)
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _encode(getattr(value, field.name), depth + 1) for field in fields(value)
        }
    if isinstance(value, _SEQUENCES):
        return _encode_items(value, depth)
    plain = unpack(value, ROW_CAP)
    if plain is not None:
        return _encode(plain[0], depth + 1)
    return _encode_leaf(value)


def _encode_items(items: Iterable[object], depth: int) -> list[JSON]:
    encoded = [_encode(item, depth + 1) for item in islice(items, _MOST_ITEMS + 1)]
    if len(encoded) > _MOST_ITEMS:
        raise EncodingError(
            f"The result has more than {_MOST_ITEMS:,} items in a list. Return fewer."
        )
    return encoded


def _text(value: str) -> str:
    """Return text that every receiver can read.

    Half a pair of surrogates, as in names of files that are no UTF-8, is no character.
    """
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return str.__str__(value)


def _encode_key(key: object) -> str:
    if type(key) is str:
        return _text(key)
    encoded = _encode(key, 0)
    return encoded if isinstance(encoded, str) else json.dumps(encoded, ensure_ascii=False)


def _encode_leaf(value: object) -> JSON:
    try:
        encoded: JSON = to_jsonable_python(value, inf_nan_mode="null")
    except (PydanticSerializationError, UnicodeDecodeError):
        kind = type(value).__name__
        raise EncodingError(
            f"A value of type {kind} cannot be sent. Return text, numbers, lists, dicts or tables."
        ) from None
    return encoded
