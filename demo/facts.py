"""The figures of an answer, under the names that its sentences use."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from demo.analysis import Plan
from demo.query import Filter
from demo.vocabulary import Dimension, Language, Metric


@dataclass(frozen=True)
class Group:
    """One row: a region, a month, or the whole.

    Attributes
    ----------
    name : str
        As written in the answer.
    value : float
        Its figure; the part for a question about a share.
    before : float or None
        Its figure in the period compared to.
    share : float or None
        Its share of the whole, as a fraction of 1.
    extra : list of float
        Figures of further metrics.
    complete : bool
        Whether the data cover the whole of its time.
    dimension : Dimension or None
        What it is a value of, where rows mix dimensions.
    """

    name: str
    value: float
    before: float | None = None
    share: float | None = None
    extra: list[float] = field(default_factory=list)
    complete: bool = True
    dimension: Dimension | None = None

    def change(self, metric: Metric) -> float:
        """Return its relative change, or the difference of two rates; NaN without one."""
        if self.before is None or self.before != self.before:
            return float("nan")
        if metric.unit == "percent":
            return self.value - self.before
        return self.value / self.before - 1 if self.before else float("nan")


@dataclass
class Facts:
    """Everything that the sentences and the table of an answer say."""

    plan: Plan
    groups: list[Group] = field(default_factory=list)
    total: Group | None = None
    overview: list[tuple[Metric, float, float]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def language(self) -> Language:
        """In which the answer is written."""
        return self.plan.query.language

    @property
    def selected(self) -> bool:
        """Whether the groups are some that the question names, rather than all."""
        query = self.plan.query
        return query.by is not None and query.filter_on(query.by) is not None

    @property
    def scope(self) -> list[Filter]:
        """Filters to be named beside the groups."""
        query = self.plan.query
        return [f for f in query.filters if f.exclude or f.dimension != query.by]

    @property
    def complete(self) -> list[Group]:
        """Groups that may be compared: the complete ones, if there are two."""
        whole = [g for g in self.groups if g.complete and g.value == g.value]
        return whole if len(whole) > 1 else [g for g in self.groups if g.value == g.value]

    @property
    def headline(self) -> tuple[Metric, float, float]:
        """The overview's figure for the metric asked about, else its first one."""
        metric = self.plan.query.metric
        return next((row for row in self.overview if row[0] == metric), self.overview[0])

    @property
    def driven(self) -> Group:
        """The whole change that the drivers add up to."""
        first = self.groups[0].dimension
        same = [g for g in self.groups if g.dimension == first]
        return Group("", sum(g.value for g in same), before=sum(g.before or 0.0 for g in same))

    def steps(self) -> list[Group]:
        """Return groups in time with the one before them, where both are complete."""
        return [
            Group(this.name, this.value, before=last.value)
            for last, this in pairwise(self.groups)
            if last.complete and this.complete
        ]

    def movers(self) -> list[Group]:
        """Return groups that moved in the direction of the whole, largest first."""
        whole = self.driven
        up = whole.value >= (whole.before or 0.0)
        moved = [g for g in self.groups if (g.value > (g.before or 0.0)) == up]
        return sorted(moved, key=lambda g: -abs(g.value - (g.before or 0.0)))
