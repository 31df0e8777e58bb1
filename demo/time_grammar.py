"""Read which periods a question names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from demo.lexer import Role, Token
from demo.periods import Period
from demo.query import Basis
from demo.time_words import TimePiece


@dataclass(frozen=True)
class Times:
    """The periods of a question. `problem` tells that they make no sense together."""

    period: Period | None = None
    compare: Basis | Period | None = None
    all_data: bool = False
    problem: bool = False


def read_times(tokens: list[Token], today: date) -> Times:
    """Return the period that `tokens` name, and what it is compared to.

    Parameters
    ----------
    tokens : list of Token
        The question.
    today : datetime.date
        What "now" is.
    """
    places = [i for i, token in enumerate(tokens) if token.time]
    pieces = [token.time for token in tokens if token.time]
    if not pieces:
        return Times()
    if len(pieces) == 1:
        return _single(tokens, places[0], pieces[0], today)
    if len(pieces) > 2:
        return Times(problem=True)
    first, second = pieces
    roles = {token.role for token in tokens[places[0] + 1 : places[1]]}
    everywhere = {token.role for token in tokens}
    joined_by_and = "and" in roles and _role_before(tokens, places[0]) == "between"
    if "all" in (first.kind, second.kind):
        return Times(problem=True)
    if ("to" in roles or joined_by_and) and not _compares(everywhere):
        return _range(first, second, today)
    if roles & {"compare", "and", "to"} or _compares(everywhere):
        return _two(first, second, today)
    return _combined(first, second, today)


def _compares(roles: set[Role | None]) -> bool:
    return bool(roles & {"growth", "compare", "drivers"}) and "trend" not in roles


def _role_before(tokens: list[Token], place: int) -> Role | None:
    for token in reversed(tokens[:place]):
        if token.role not in ("noise", "preposition"):
            return token.role
    return None


def _single(tokens: list[Token], place: int, piece: TimePiece, today: date) -> Times:
    if piece.kind == "all":
        return Times(all_data=True)
    period = piece.resolve(today)
    if period is None:
        return Times(problem=True)
    before = _role_before(tokens, place)
    after = tokens[place + 1].role if place + 1 < len(tokens) else None
    if before == "since" or after == "since":
        if period.start > today:
            return Times(period)
        return Times(Period(period.start, today))
    if before == "to":
        return Times(problem=True)
    if before == "compare":
        if piece.kind == "year":
            return Times(compare="year_before" if piece.year == today.year - 1 else period)
        return Times(compare=period)
    return Times(period)


def _range(first: TimePiece, second: TimePiece, today: date) -> Times:
    end = second.resolve(today, first.year)
    if end is None:
        return Times(problem=True)
    start = first.resolve(today, end.end.year)
    if start and start.start > end.end and first.year is None and first.period is None:
        start = first.resolve(today, end.end.year - 1)
    if start and start.start > end.end and second.year is None and second.period is None:
        end = second.resolve(today, start.start.year + 1)
    if start is None or end is None or start.start > end.end:
        return Times(problem=True)
    return Times(Period(start.start, end.end))


def _two(first: TimePiece, second: TimePiece, today: date) -> Times:
    """Read two periods side by side; the later one is compared to the earlier one."""
    first, second = _same_unit(first, second), _same_unit(second, first)
    a, b = first.resolve(today, second.year), second.resolve(today, first.year)
    if a == b:
        a, b = first.resolve(today), second.resolve(today)
    if a is None or b is None or a == b:
        return Times(problem=True)
    return Times(max(a, b), compare=min(a, b))


def _same_unit(piece: TimePiece, other: TimePiece) -> TimePiece:
    """Read the year in "Q3 2026 and 2025" as the same quarter of that year."""
    if piece.kind == "year" and other.kind in ("half", "quarter", "month", "day"):
        return replace(other, year=piece.year)
    return piece


def _combined(first: TimePiece, second: TimePiece, today: date) -> Times:
    """Read "Q3" and "last year" in one question as one period."""
    year, other = (first, second) if first.kind == "year" else (second, first)
    if year.kind != "year" or other.year or other.kind in ("year", "fixed"):
        return Times(problem=True)
    period = replace(other, year=year.year).resolve(today)
    return Times(period, problem=period is None)
