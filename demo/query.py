"""What a question asks for, once it is understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from demo.periods import Period
from demo.vocabulary import PARENTS, Dimension, Language, Metric

Kind = Literal["figures", "overview", "drivers"]
Basis = Literal["previous", "year_before"]
Reason = Literal[
    "nothing", "unknown", "periods", "dimensions", "metrics", "rank", "number", "share", "mixed",
    "count", "exclude", "compare", "year_over_time", "drivers", "hypothetical", "long", "negation",
    "threshold",
]  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """Orders whose `dimension` is one of `values`, or none of them."""

    dimension: Dimension
    values: tuple[str, ...]
    exclude: bool = False


@dataclass(frozen=True)
class Query:
    """A question about the orders.

    Attributes
    ----------
    language : {"en", "zh"}
        In which the answer is written.
    kind : {"figures", "overview", "drivers"}
        Figures of `metrics`, all metrics at a glance, or what a change consists of.
    metrics : tuple of Metric
        The first one sorts and leads.
    by : Dimension or None
        What the figures are split by.
    filters : tuple of Filter
        All of them hold.
    period : Period or None
        ``None`` where the question names none.
    all_data : bool
        Whether the question asks for all data.
    compare : {"previous", "year_before"} or Period or None
        What `period` is compared to.
    share : bool
        Whether parts of the whole are asked for.
    share_of : Filter or None
        The part whose share is asked for.
    limit : int or None
        How many groups.
    ranked : bool
        Whether the order matters.
    descending : bool
        Largest first.
    by_change : bool
        Whether groups are ordered by their change rather than their value.
    cleared : tuple of Dimension
        Dimensions that the question wants whole ("all regions").
    unfiltered : bool
        Whether the question sets the dashboard's filters aside.
    ignored : tuple of str
        Words that were not understood and are left out.
    corrected : tuple of (str, str)
        Words that were read as others.
    """

    language: Language
    kind: Kind = "figures"
    metrics: tuple[Metric, ...] = ()
    by: Dimension | None = None
    filters: tuple[Filter, ...] = ()
    period: Period | None = None
    all_data: bool = False
    compare: Basis | Period | None = None
    share: bool = False
    share_of: Filter | None = None
    limit: int | None = None
    ranked: bool = False
    descending: bool = True
    by_change: bool = False
    cleared: tuple[Dimension, ...] = ()
    unfiltered: bool = False
    ignored: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def metric(self) -> Metric:
        """The leading metric."""
        return self.metrics[0]

    @property
    def ranks_time(self) -> bool:
        """Whether months or quarters are ranked by their value: "the best month"."""
        by_value = self.ranked and not (self.by_change or self.share_of)
        return by_value and self.by is not None and self.by.is_time

    def filter_on(self, dimension: Dimension) -> Filter | None:
        """Return its filter on `dimension`, if there is one."""
        return next((f for f in self.filters if f.dimension == dimension), None)


@dataclass(frozen=True)
class NotUnderstood:
    """A question that the demo cannot answer.

    Attributes
    ----------
    language : {"en", "zh"}
        In which to say so.
    reason : str
        What is in the way.
    words : tuple of str
        The words in question.
    suggestions : tuple of str
        Known words that look like them.
    partly : Query or None
        What was understood.
    """

    language: Language
    reason: Reason
    words: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    partly: Query | None = None


def follow(new: Query, previous: Query, *, beside: bool = False) -> Query:
    """Complete a follow-up question with what the question before it said.

    Parameters
    ----------
    new : Query
        What the follow-up says itself.
    previous : Query
        What was asked before.
    beside : bool, optional
        Whether the values named are set beside those before ("compared to France"), rather than
        put in their place.
    """
    if beside and len(new.filters) == 1:
        new = _beside(new, previous.filter_on(new.filters[0].dimension))
    by = new.by or previous.by
    named = {f.dimension for f in new.filters}
    if new.by is None and by in named:
        by = None
    filters = (*(f for f in previous.filters if not _replaced(f, named, new)), *new.filters)
    share_of = new.share_of or (None if new.by or new.filters else previous.share_of)
    if previous.share_of and not new.share_of and new.filters:
        part = new.filter_on(previous.share_of.dimension)
        share_of = part or previous.share_of
        filters = tuple(f for f in filters if f != part)
    keeps_rank = not new.ranked and new.by is None
    kind = new.kind
    if kind == "figures" and not new.metrics and not new.by:
        kind = previous.kind
    compare = new.compare or previous.compare
    if new.compare is None and new.period and isinstance(previous.compare, Period):
        compare = None
    return replace(
        new,
        kind=kind,
        metrics=new.metrics or previous.metrics,
        by=by,
        filters=filters,
        period=new.period or (None if new.all_data else previous.period),
        all_data=new.all_data or (previous.all_data and not new.period),
        compare=compare,
        share=new.share or previous.share,
        share_of=share_of,
        limit=previous.limit if keeps_rank else new.limit,
        ranked=previous.ranked if keeps_rank else new.ranked,
        descending=previous.descending if keeps_rank else new.descending,
        by_change=previous.by_change if keeps_rank else new.by_change,
        cleared=new.cleared or previous.cleared,
        unfiltered=new.unfiltered or previous.unfiltered,
    )


def _beside(new: Query, old: Filter | None) -> Query:
    """Return `new` with the values before it, to be split by them."""
    named = new.filters[0]
    if old is None or old.exclude or named.exclude:
        return new
    values = tuple(dict.fromkeys(old.values + named.values))
    return replace(new, filters=(Filter(named.dimension, values),), by=named.dimension)


def _replaced(old: Filter, named: set[Dimension], new: Query) -> bool:
    """Whether the follow-up sets a filter of the question before it aside."""
    if old.dimension in named or old.dimension in new.cleared or new.unfiltered:
        return True
    if old.dimension == new.by and not old.exclude and len(old.values) == 1:
        return True
    parents = {PARENTS[d.key] for d in named if d.key in PARENTS}
    children_gone = PARENTS.get(old.dimension.key) in named
    return children_gone or old.dimension in parents
