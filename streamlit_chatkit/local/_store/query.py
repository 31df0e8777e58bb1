"""Searching records as the XpertAI API does: where, order, limit, offset, search."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from streamlit_chatkit.local._protocol.http import bad_request

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json

MAX_LIMIT = 1000
MAX_PATTERN = 1000
"""Characters of a pattern."""


class Search(BaseModel):
    """A search request."""

    model_config = ConfigDict(frozen=True)

    where: dict[str, Any] | None = None
    order: dict[str, Any] | None = None
    limit: int | str | None = None
    offset: int | str | None = None
    search: str | None = None

    def query(self) -> Query:
        """Parse the search."""
        return parse_query(self.model_dump())


@dataclass(frozen=True)
class Query:
    """A search over JSON records."""

    where: Mapping[str, Any]
    order: Sequence[tuple[str, bool]]
    limit: int
    offset: int
    search: str

    @property
    def newest_first(self) -> bool:
        """Whether, of records that are equal otherwise, the later one comes first."""
        return bool(self.order) and self.order[0][1]

    def page(self, records: Sequence[Json]) -> Json:
        """Return the matching records of the page, and how many match altogether."""
        found = [one for one in records if self._matches(one)]
        if self.newest_first:
            found.reverse()
        for key, descending in reversed(self.order):
            found.sort(key=lambda one: _sortable(one.get(key)), reverse=descending)
        return {"items": found[self.offset : self.offset + self.limit], "total": len(found)}

    def _matches(self, record: Json) -> bool:
        title = str(record.get("title") or "").casefold()
        wanted = all(fits(record.get(key), value) for key, value in self.where.items())
        return wanted and self.search.casefold() in title


def parse_query(body: Json) -> Query:
    """Parse a search request.

    Raises
    ------
    ApiError
        With status 400 if a value cannot be used.
    """
    where, order = body.get("where") or {}, body.get("order") or {}
    if not isinstance(where, dict):
        raise bad_request("where: Expected an object")
    for key, condition in where.items():
        if isinstance(condition, dict):
            _check_operators(key, condition)
    directions = {"ASC": False, "DESC": True}
    if not isinstance(order, dict) or not all(
        isinstance(value, str) and value.upper() in directions for value in order.values()
    ):
        raise bad_request("order: Expected ASC or DESC for each key")
    search = body.get("search") or ""
    if not isinstance(search, str):
        raise bad_request("search: Expected a string")
    return Query(
        where=where,
        order=[(key, directions[value.upper()]) for key, value in order.items()],
        limit=min(_count(body, "limit", 50), MAX_LIMIT),
        offset=_count(body, "offset", 0),
        search=search,
    )


def _check_operators(key: str, condition: Json) -> None:
    for name, value in condition.items():
        if name not in _OPERATORS:
            raise bad_request(f"where.{key}: Unknown operator {name}")
        if name in {"$like", "$ilike"} and len(str(value)) > MAX_PATTERN:
            raise bad_request(f"where.{key}.{name}: Expected at most {MAX_PATTERN:,} characters")


def _count(body: Json, key: str, default: int) -> int:
    value = body.get(key)
    if value is None:
        return default
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdigit() and len(text) < 10):
        raise bad_request(f"{key}: Expected a non-negative integer")
    return int(text)


def _sortable(value: object) -> tuple[bool, str]:
    return (value is not None, str(value))


def fits(value: object, condition: object) -> bool:
    """Tell whether a value of a record meets a condition of a search."""
    if isinstance(condition, dict):
        return all(_OPERATORS[name](value, other) for name, other in condition.items())
    return value == condition


def _like(value: object, pattern: object) -> bool:
    return _matches(str(value or ""), str(pattern))


# As `search` does, so that one folded column answers both.
def _ilike(value: object, pattern: object) -> bool:
    return _matches(str(value or "").casefold(), str(pattern).casefold())


def _matches(text: str, pattern: str) -> bool:
    # One expression for the whole pattern would try out all ways in which its `%` can be filled.
    parts = pattern.split("%")
    if len(parts) == 1:
        return _expression(pattern).fullmatch(text) is not None
    end = len(text) - len(parts[-1])
    found = _expression(parts[0]).match(text)
    for part in parts[1:-1]:
        if found is None:
            return False
        found = _expression(part).search(text, found.end())
    return (
        found is not None
        and found.end() <= end
        and _expression(parts[-1]).match(text, end) is not None
    )


@lru_cache
def _expression(part: str) -> re.Pattern[str]:
    signs = ("." if sign == "_" else re.escape(sign) for sign in part)
    return re.compile("".join(signs), re.DOTALL)


def _contains(value: object, part: object) -> bool:
    if isinstance(value, str):
        return isinstance(part, str) and part in value
    return isinstance(value, list) and part in value


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "$eq": lambda value, other: value == other,
    "$ne": lambda value, other: value != other,
    "$in": lambda value, others: isinstance(others, list) and value in others,
    "$notIn": lambda value, others: isinstance(others, list) and value not in others,
    "$like": _like,
    "$ilike": _ilike,
    "$gt": lambda value, other: value is not None and str(value) > str(other),
    "$gte": lambda value, other: value is not None and str(value) >= str(other),
    "$lt": lambda value, other: value is not None and str(value) < str(other),
    "$lte": lambda value, other: value is not None and str(value) <= str(other),
    "$isNull": lambda value, wanted: (value is None) == bool(wanted),
    "$contains": _contains,
}
