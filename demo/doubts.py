"""Find what keeps a question from being answered."""

from __future__ import annotations

from itertools import pairwise

from demo.query import Reason
from demo.reading import Reading
from demo.vocabulary import Value


def _counts_groups(reading: Reading) -> bool:
    return "count" in reading.roles and not reading.metrics


def doubt(reading: Reading) -> tuple[Reason, tuple[str, ...]] | None:
    """Return the first thing that keeps the question from being answered."""
    blocking = tuple(t.text for i, t in enumerate(reading.tokens) if _blocks(reading, i))
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
    if len(reading.dimensions) > 1:
        return "dimensions", tuple(d.label(reading.language) for d in reading.dimensions)
    if mixed := _mixed(reading):
        return "mixed", tuple(v.label(reading.language) for v in mixed)
    return None


def _blocks(reading: Reading, i: int) -> bool:
    """Whether an unknown word stands where a metric, dimension, value or period would."""
    token = reading.tokens[i]
    if not token.unknown:
        return False
    if any(c.isdigit() for c in token.text) or (token.text[:1].isupper() and i > 0):
        return True
    before = reading.tokens[i - 1] if i else None
    if before and (before.unknown and _blocks(reading, i - 1)):
        return True
    if reading.role_before(i) in ("preposition", "exclude", "and", "only", "count", "from", "all",
                                "follow_up", "compare", "which", "rank", "since", "to",
 "share"):  # fmt: skip
        return True
    return _qualifies_next(reading, i)


def _qualifies_next(reading: Reading, i: int) -> bool:
    rest = iter(reading.tokens[i + 1 :])
    following = next((t for t in rest if t.text not in ("的", "'s", "’s", "s")), None)
    return following is not None and (
        following.unknown
        or bool(following.metric or following.dimension or following.value or following.time)
    )


def _excludes_nothing(reading: Reading) -> bool:
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
