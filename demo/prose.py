"""Sentences for the figures of an answer, in the language of the question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from demo import prose_en, prose_zh

if TYPE_CHECKING:
    from demo.facts import Facts
    from demo.vocabulary import Language


class Sentences(Protocol):
    """What can be said about figures; each language is a module."""

    def nothing(self, facts: Facts, /) -> str: ...  # noqa: D102
    def overview(self, facts: Facts, /) -> str: ...  # noqa: D102
    def drivers(self, facts: Facts, /) -> str: ...  # noqa: D102
    def portion(self, facts: Facts, /) -> str: ...  # noqa: D102
    def figure(self, facts: Facts, /) -> str: ...  # noqa: D102
    def turning_point(self, facts: Facts, /) -> str: ...  # noqa: D102
    def trend(self, facts: Facts, /) -> str: ...  # noqa: D102
    def movements(self, facts: Facts, /) -> str: ...  # noqa: D102
    def ranking(self, facts: Facts, /) -> str: ...  # noqa: D102


_LANGUAGES: Mapping[Language, Sentences] = {"en": prose_en, "zh": prose_zh}


def lead(facts: Facts) -> str:
    """Return the opening of the answer."""
    query = facts.plan.query
    say = _LANGUAGES[query.language]
    if facts.overview:
        return say.overview(facts)
    if not facts.groups and facts.total is None:
        return say.nothing(facts)
    if query.kind == "drivers":
        return say.drivers(facts)
    if query.share_of:
        return say.portion(facts)
    if query.by is None:
        return say.figure(facts)
    if query.by.is_time and not query.ranks_time:
        return say.turning_point(facts) or say.trend(facts)
    return say.movements(facts) if facts.plan.baseline else say.ranking(facts)
