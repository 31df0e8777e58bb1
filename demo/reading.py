"""What the words of one question say together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from demo.lexer import Role, Token
from demo.periods import Period
from demo.query import Basis, Filter, Kind, Query
from demo.time_grammar import Times
from demo.vocabulary import (
    LINE,
    MONTH,
    PARENTS,
    PRODUCT,
    REVENUE,
    UNITS,
    Dimension,
    Language,
    Metric,
    Value,
)

GLUE: tuple[Role | None, ...] = ("noise", "preposition", "and", "only")
_GOODS = {LINE, PRODUCT}
_MARKET = ("market", "markets", "市场")  # a region, or what a country is called


@dataclass(frozen=True)
class Reading:
    """One question, word by word, and what the words say together."""

    tokens: list[Token]
    times: Times
    language: Language

    @property
    def roles(self) -> set[Role]:
        """What the words do."""
        return {token.role for token in self.tokens if token.role}

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The figures asked for, "how many … sold" and "how much … sold" among them."""
        named = tuple(dict.fromkeys(t.metric for t in self.tokens if t.metric))
        if named or not self.roles & {"count", "sell"}:
            return named
        if "count" in self.roles or self._counts_units():
            counted = _GOODS & {v.dimension for v in self.values}
            return (UNITS,) if "sell" in self.roles or counted else ()
        return (REVENUE,)

    @property
    def values(self) -> tuple[Value, ...]:
        """The values named, in the order of the words."""
        return tuple(t.value for t in self.tokens if t.value)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Dimensions to split by: not "the EMEA region", "all regions", "how many products"."""
        found = []
        for i, token in enumerate(self.tokens):
            if token.dimension and not self._describes(i):
                before = self.role_before(i)
                if before not in ("all", "count"):
                    found.append((token.dimension, token.text.lower()))
        places = {d for d, text in found if text not in _MARKET}
        return tuple(dict.fromkeys(d for d, text in found if text not in _MARKET or not places))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that the demo does not know."""
        return tuple(t.text for t in self.tokens if t.unknown)

    def _describes(self, i: int) -> bool:
        near = [self.tokens[j] for j in (i - 1, i + 1) if 0 <= j < len(self.tokens)]
        return any(t.value and t.value.dimension == self.tokens[i].dimension for t in near)

    def role_before(self, i: int) -> Role | None:
        """Return the role of the last word before `i` that is not noise."""
        return next((t.role for t in reversed(self.tokens[:i]) if t.role != "noise"), None)

    def is_empty(self) -> bool:
        """Whether it asks for nothing."""
        says = {"rank", "share", "growth", "trend", "overview", "drivers", "sell", "previous",
                "year_before"}  # fmt: skip
        named = self.metrics or self.dimensions or self.values or self._cleared()
        return not (named or self.times != Times() or self.roles & says)

    def is_follow_up(self) -> bool:
        """Whether it completes the question before it."""
        first = self.tokens[0].role if self.tokens else None
        if first in ("and", "follow_up", "only") or "follow_up" in self.roles:
            return True
        ranks_anew = "rank" in self.roles and (self.dimensions or "sell" in self.roles)
        return not (self.metrics or ranks_anew or "overview" in self.roles)

    def query(self) -> Query:
        """Return what the question itself says, and nothing more."""
        filters = self._filters()
        by = self.dimensions[0] if self.dimensions else None
        share_of, filters = self._share_of(by, filters)
        ranks = [t for t in self.tokens if t.role == "rank"]
        growth = [t for t in self.tokens if t.role == "growth"]
        if ranks and by is None and not filters and "sell" in self.roles:
            by = PRODUCT
        if "trend" in self.roles and by is None and self.times.compare is None:
            by = MONTH
        falls = any(not t.descending for t in growth)
        lowest = any(not t.descending for t in ranks)
        return Query(
            self.language,
            kind=self._kind(),
            metrics=self.metrics,
            by=by,
            filters=filters,
            period=self.times.period,
            all_data=self.times.all_data,
            compare=self._compare(by, bool(growth)),
            share="share" in self.roles,
            share_of=share_of,
            limit=self._limit(ranks),
            ranked=bool(ranks),
            descending=lowest == falls,
            by_change=bool(growth),
            cleared=self._cleared(),
            unfiltered="unfiltered" in self.roles,
            ignored=self.unknown,
            corrected=tuple((t.corrected_from, _name(t)) for t in self.tokens if t.corrected_from),
        )

    def next_value(self, i: int) -> int:
        """Return the place of the next value after `i`, or -1."""
        return next((j for j in range(i + 1, len(self.tokens)) if self.tokens[j].value), -1)

    def is_excluded(self, i: int) -> bool:
        """Whether the value at `i` follows "without" or precedes "以外", or is listed with one.

        A preposition ends the list: "without Germany in EMEA" leaves EMEA in, "不含德国的欧洲" too.
        """
        if i < 0:
            return False
        for token in self.tokens[i + 1 :]:
            if token.role == "outside":
                return True
            if token.role not in ("noise", "and") and not token.value:
                break
        between: set[Role | None] = set()
        for token in reversed(self.tokens[:i]):
            if token.role == "exclude":
                return True
            if token.value:
                if between & {"preposition", "outside"} and "and" not in between:
                    return False
                between = set()
            elif token.role not in (*GLUE, "outside") and not token.dimension:
                return False
            between.add(token.role)
        return False

    def limits(self, i: int) -> bool:
        """Whether the number at `i` says how many groups: "three regions"."""
        rest: Iterable[Token] = self.tokens[i + 1 :]
        following = next((t for t in rest if t.role != "noise"), None)
        number = self.tokens[i].number
        return "rank" in self.roles and bool(following and following.dimension) and number != -1

    def _kind(self) -> Kind:
        if "drivers" in self.roles:
            return "drivers"
        return "overview" if "overview" in self.roles and not self.metrics else "figures"

    def _counts_units(self) -> bool:
        """Whether "多少" counts goods, as in "卖了多少帐篷"."""
        return any(
            token.text == "多少"
            and (
                after.dimension == PRODUCT or bool(after.value and after.value.dimension in _GOODS)
            )
            for token, after in pairwise(self.tokens)
        )

    def _filters(self) -> tuple[Filter, ...]:
        named: dict[tuple[Dimension, bool], list[str]] = {}
        for i, token in enumerate(self.tokens):
            if token.value:
                key = (token.value.dimension, self.is_excluded(i))
                names = named.setdefault(key, [])
                if token.value.name not in names:
                    names.append(token.value.name)
        return tuple(Filter(d, tuple(names), out) for (d, out), names in named.items())

    def _share_of(
        self, by: Dimension | None, filters: tuple[Filter, ...]
    ) -> tuple[Filter | None, tuple[Filter, ...]]:
        """Take the part out of the filters: "the share of Germany in EMEA" is Germany's."""
        parts = [f for f in filters if not f.exclude]
        if "share" not in self.roles or not parts:
            return None, filters
        if by and not by.is_time and not any(f.dimension == by for f in parts) and len(parts) == 1:
            narrows = PARENTS.get(by.key) == parts[0].dimension
            if narrows or not self._possessive():
                return None, filters
        children = [
            f for f in parts if PARENTS.get(f.dimension.key) in {g.dimension for g in parts}
        ]
        sources = [
            f
            for i, t in enumerate(self.tokens)
            for f in parts
            if t.role == "from" and self._names(self.next_value(i), f)
        ]
        own = [f for f in parts if f.dimension == by]
        part = (children or sources or own or parts)[0]
        return part, tuple(f for f in filters if f != part)

    def _names(self, i: int, filter_: Filter) -> bool:
        value = self.tokens[i].value if i >= 0 else None
        return value is not None and value.name in filter_.values

    def _possessive(self) -> bool:
        """Whether the word for share belongs to the value: "share of online", "线上占比"."""
        for i, token in enumerate(self.tokens):
            if token.role == "share":
                after = next((t for t in self.tokens[i + 1 :] if t.role not in GLUE), None)
                before = next((t for t in reversed(self.tokens[:i]) if t.role not in GLUE), None)
                if (after and after.value) or (before and before.value):
                    return True
        return False

    def _compare(self, by: Dimension | None, grows: bool) -> Basis | Period | None:
        if self.times.compare:
            return self.times.compare
        if "year_before" in self.roles:
            return "year_before"
        compares = "compare" in self.roles and not self.values and by is None
        develops = "trend" in self.roles and by is not None and not by.is_time
        if grows or "previous" in self.roles or compares or develops or "drivers" in self.roles:
            return "previous"
        return None

    def _limit(self, ranks: list[Token]) -> int | None:
        numbers = [t.number for t in ranks if t.number]
        numbers += [t.number for i, t in enumerate(self.tokens) if t.number and self.limits(i)]
        if numbers:
            return numbers[0]
        bare = any(t.text.lower().split()[-1] in ("top", "bottom") for t in ranks)
        return 5 if bare else None

    def _cleared(self) -> tuple[Dimension, ...]:
        return tuple(
            t.dimension
            for i, t in enumerate(self.tokens)
            if t.dimension and self.role_before(i) == "all"
        )


def _name(token: Token) -> str:
    if token.metric:
        return token.metric.en
    if token.dimension:
        return token.dimension.en
    return token.value.name if token.value else "growth"
