"""Find what keeps a question from being answered."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from demo.lexer import Role
from demo.query import Reason
from demo.reading import Reading
from demo.vocabulary import Value

_CARRIES: frozenset[Role] = frozenset({"growth", "trend", "overview", "drivers", "share", "rank"})


def _counts_groups(reading: Reading) -> bool:
    different = any(t.text.lower() in ("different", "distinct") for t in reading.tokens)
    return "count" in reading.roles and (different or not reading.metrics)


def doubt(reading: Reading) -> tuple[Reason, tuple[str, ...]] | None:
    """Return the first thing that keeps the question from being answered."""
    if beyond := _beyond(reading):
        return beyond
    blocking = _blocking(reading)
    if not (reading.metrics or reading.roles & _CARRIES):
        # Without a figure to compute, a word left out may be the one that was meant.
        blocking = reading.unknown
    if blocking:
        return "unknown", blocking
    if reading.times.problem:
        return "periods", tuple(t.text for t in reading.tokens if t.time)
    if _counts_groups(reading):
        return "count", ()
    if _excludes_nothing(reading):
        return "exclude", ()
    if numbers := _loose_numbers(reading):
        return "number", numbers
    if above := _threshold(reading):
        return "threshold", (above,)
    if split := _splits(reading):
        return "dimensions", split
    if mixed := _mixed(reading):
        return "mixed", tuple(v.label(reading.language) for v in mixed)
    return None


def _blocking(reading: Reading) -> tuple[str, ...]:
    """Return unknown words that stand where a metric, dimension, value or period would."""
    blocking: list[str] = []
    before = False
    for i, token in enumerate(reading.tokens):
        before = token.unknown and (before or _blocks(reading, i))
        if before:
            blocking.append(token.text)
    return tuple(blocking)


def _blocks(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    if token.foreign or _completes_metric(reading, i):
        return True
    if any(c.isdigit() for c in token.text) or (token.text[:1].isupper() and i > 0):
        return True
    if reading.role_before(i) in ("preposition", "exclude", "and", "only", "count", "from", "all",
                                "follow_up", "compare", "which", "rank", "since", "to",
 "share"):  # fmt: skip
        return True
    return _qualifies_next(reading, i)


def _beyond(reading: Reading) -> tuple[Reason, tuple[str, ...]] | None:
    """Find what rules do not cover: what may come, what ought to be done, what is not."""
    for role in _BEYOND:
        if words := tuple(t.text for t in reading.tokens if t.role == role):
            return role, words
    return None


_BEYOND: tuple[Literal["hypothetical", "negation"], ...] = ("hypothetical", "negation")


def _completes_metric(reading: Reading, i: int) -> bool:
    """Whether the word makes another thing of a metric: "by order status", "which sales rep"."""
    if i == 0 or reading.tokens[i - 1].metric is None:
        return False
    before = next((t for t in reversed(reading.tokens[: i - 1]) if t.role != "noise"), None)
    return before is not None and (
        before.role in ("which", "count") or before.text.lower() in ("by", "per")
    )


def _threshold(reading: Reading) -> str | None:
    """Find "than Germany" in "countries with more revenue than Germany"."""
    if not reading.dimensions or len(reading.values) != 1:
        return None
    for i, token in enumerate(reading.tokens):
        if token.text.lower() in ("than", "比", "比起"):
            j = reading.next_value(i)
            return f"{token.text} {reading.tokens[j].text}" if j >= 0 else None
    return None


def _splits(reading: Reading) -> tuple[str, ...]:
    """Name the ways to split, if there are several; values set against each other are one."""
    split = list(reading.dimensions)
    if "compare" in reading.roles:
        sides = [v.dimension for v in reading.values]
        split += [d for d in dict.fromkeys(sides) if sides.count(d) > 1 and d not in split]
    return tuple(d.label(reading.language) for d in split) if len(split) > 1 else ()


def _qualifies_next(reading: Reading, i: int) -> bool:
    rest = iter(reading.tokens[i + 1 :])
    following = next((t for t in rest if t.text.lower() not in _OF), None)
    return following is not None and (
        following.unknown
        or bool(following.metric or following.dimension or following.value or following.time)
    )


_OF = ("的", "'s", "’s", "s", "of", "about", "the")


def _excludes_nothing(reading: Reading) -> bool:
    outside = [i for i, t in enumerate(reading.tokens) if t.role == "outside"]
    if any(not any(t.value for t in reading.tokens[:i]) for i in outside):
        return True
    excluding = [i for i, t in enumerate(reading.tokens) if t.role == "exclude"]
    return any(not reading.is_excluded(reading.next_value(i)) for i in excluding)


def _loose_numbers(reading: Reading) -> tuple[str, ...]:
    return tuple(
        token.text
        for i, token in enumerate(reading.tokens)
        if (token.number is not None and token.role != "rank" and not reading.limits(i))
        or (token.role == "rank" and token.number == 0)
    )


def _mixed(reading: Reading) -> tuple[Value, ...]:
    """Values of different dimensions that are set side by side: "EMEA and Germany"."""
    places = [i for i, token in enumerate(reading.tokens) if token.value]
    for i, j in pairwise(places):
        a, b = reading.tokens[i].value, reading.tokens[j].value
        between = {t.role for t in reading.tokens[i + 1 : j]}
        if a and b and a.dimension != b.dimension and between & {"and", "compare"}:
            return (a, b)
    return ()
