"""Conditions of a search as SQL that gives the same answers on each kind of database."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import String, and_, collate, false, func, not_, or_, true, type_coerce

from streamlit_chatkit.local._protocol.wire import iso

from .schema import Key, Moment

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    Condition: TypeAlias = ColumnElement[bool]

MAX_VALUES = 500
"""Values of a list that one statement takes; databases limit their number."""


class UnsupportedError(Exception):
    """A condition that SQL cannot express."""


def condition(column: ColumnElement[Any], given: object, dialect: str) -> Condition:
    """Express a condition of a search on a column of texts or times.

    Parameters
    ----------
    column : ColumnElement
        The column.
    given : object
        A value, or a mapping of operators to values.
    dialect : str
        Kind of the database.

    Raises
    ------
    UnsupportedError
        If the condition must be tested on the records themselves.
    """
    is_time = isinstance(column.type, Moment)
    make = _on_time if is_time else _on_text
    operators = given if isinstance(given, dict) else {"$eq": given}
    return and_(true(), *(make(column, name, other, dialect) for name, other in operators.items()))


def matches(column: ColumnElement[Any], pattern: str, dialect: str) -> Condition:
    """Tell whether a text matches a pattern of ``%`` and ``_``; no text is an empty one."""
    _check(pattern)
    text = func.coalesce(column, "")
    if dialect == "sqlite":  # whose LIKE is blind to case
        signs = {"%": "*", "_": "?", "*": "[*]", "?": "[?]", "[": "[[]"}
        glob = "".join(signs.get(char, char) for char in pattern)
        return text.op("GLOB", is_comparison=True)(glob)
    return text.like(pattern.replace("\\", "\\\\"))


def contains(column: ColumnElement[Any], part: str, dialect: str) -> Condition:
    """Tell whether a text contains another one."""
    _check(part)
    find = func.instr if dialect == "sqlite" else func.strpos
    return find(column, part) > 0


def by_character(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    """Compare and order texts by the numbers of their characters, whatever the language."""
    return column if dialect == "sqlite" else collate(column, "C")


def _on_text(column: ColumnElement[Any], name: str, other: object, dialect: str) -> Condition:
    if name in {"$in", "$notIn"}:
        return _among(column, other, negate=name == "$notIn")
    if isinstance(column.type, Key):  # ids are kept escaped, which only whole ones match
        if name == "$like" and {"\\", "_"} & set(str(other)):
            raise UnsupportedError
        if name in {"$contains", *_COMPARISONS} and "\\" in str(other):
            raise UnsupportedError
        if name in {"$like", "$contains", *_COMPARISONS}:
            column = type_coerce(column, String)
    if name in _COMPARISONS:
        return _COMPARISONS[name](by_character(column, dialect), _check(str(other)))
    if name == "$like":
        return matches(column, str(other), dialect)
    if name == "$contains":
        return contains(column, other, dialect) if isinstance(other, str) else false()
    if name == "$isNull":
        return column.is_(None) if other else column.is_not(None)
    if name in {"$eq", "$ne"}:
        return _same(column, other) if name == "$eq" else _other(column, other)
    raise UnsupportedError


def _same(column: ColumnElement[Any], other: object) -> Condition:
    if other is None:
        return column.is_(None)
    return column == _check(other) if isinstance(other, str) else false()


def _other(column: ColumnElement[Any], other: object) -> Condition:
    if other is None:
        return column.is_not(None)
    return column.is_distinct_from(_check(other)) if isinstance(other, str) else true()


def _among(column: ColumnElement[Any], others: object, *, negate: bool) -> Condition:
    if not isinstance(others, list):
        return false()
    texts = [_check(one) for one in others if isinstance(one, str)]
    if len(texts) > MAX_VALUES:
        raise UnsupportedError
    with_null = None in others
    if negate:
        outside = column.not_in(texts)
        return and_(outside, column.is_not(None)) if with_null else or_(outside, column.is_(None))
    return or_(column.in_(texts), column.is_(None)) if with_null else column.in_(texts)


_COMPARISONS: dict[str, Callable[[ColumnElement[Any], Any], Condition]] = {
    "$gt": lambda column, other: column > other,
    "$gte": lambda column, other: column >= other,
    "$lt": lambda column, other: column < other,
    "$lte": lambda column, other: column <= other,
}


def _on_time(column: ColumnElement[Any], name: str, other: object, dialect: str) -> Condition:  # noqa: ARG001
    if name == "$isNull":
        return false() if other else true()
    if name in {"$in", "$notIn"}:
        if not isinstance(other, list):
            return false()
        if len(other) > MAX_VALUES:
            raise UnsupportedError
        among = or_(false(), *(_at(column, one) for one in other))
        return not_(among) if name == "$notIn" else among
    if name in {"$eq", "$ne"}:
        at = _at(column, other)
        return not_(at) if name == "$ne" else at
    if name in _COMPARISONS:
        after = name in {"$gt", "$lte"}
        since = _since(column, str(other), after=after)
        return since if name in {"$gt", "$gte"} else not_(since)
    raise UnsupportedError


def _at(column: ColumnElement[Any], other: object) -> Condition:
    if not isinstance(other, str):
        return false()
    return and_(_since(column, other), not_(_since(column, other, after=True)))


# Records show times as texts of whole milliseconds, and comparisons are those of texts. Which
# times those are is found among all that there are.
_FIRST = datetime(1, 1, 1, tzinfo=timezone.utc)
_ALL_MS = range((datetime.max.replace(tzinfo=timezone.utc) - _FIRST) // timedelta(milliseconds=1))


def _text_of(ms: int) -> str:
    return iso(_FIRST + timedelta(milliseconds=ms))


def _since(column: ColumnElement[Any], text: str, *, after: bool = False) -> Condition:
    ms = (bisect_right if after else bisect_left)(_ALL_MS, text, key=_text_of)
    return column >= _FIRST + timedelta(milliseconds=ms) if ms < len(_ALL_MS) else false()


def _check(text: str) -> str:
    """Refuse text that no database keeps."""
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise UnsupportedError
    return text
