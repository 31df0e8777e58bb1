"""Apply the dashboard's filters to a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from demo.periods import Period
from demo.query import Filter, Query
from demo.vocabulary import BY_NAME, LINE, PARENTS, REGION, Dimension, Language
from demo.wording import names


@dataclass(frozen=True)
class DashboardFilters:
    """What the user has set beside the charts; empty tuples mean everything."""

    regions: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    period: Period | None = None

    @classmethod
    def read(cls, answer: object) -> DashboardFilters:
        """Read what the client tool ``get_filters`` answered; what it does not hold stays unset.

        Parameters
        ----------
        answer : object
            ``{"region": [...], "product_line": [...], "period": {"start": …, "end": …}}``.
        """
        if not isinstance(answer, Mapping):
            return cls()
        return cls(
            _known(answer.get("region"), REGION),
            _known(answer.get("product_line"), LINE),
            _period(answer.get("period")),
        )

    def apply(self, query: Query) -> tuple[Query, tuple[str, ...]]:
        """Add the filters that the question leaves open.

        Returns
        -------
        tuple of Query and tuple of str
            The completed query, and the names of what was added, in its language.
        """
        if query.unfiltered:
            return query, ()
        added: list[Filter] = []
        for dimension, values in ((REGION, self.regions), (LINE, self.lines)):
            if values and not _names_its_own(query, dimension):
                added.append(Filter(dimension, values))
        query = replace(query, filters=(*query.filters, *added))
        said = [names(f, query.language) for f in added]
        if self.period and not (
            query.period or query.all_data or isinstance(query.compare, Period)
        ):
            query = replace(query, period=self.period)
            said.append(self.period.label(query.language))
        return query, tuple(said)


def applied_note(added: tuple[str, ...], language: Language) -> str:
    """Say which filters of the dashboard hold for an answer."""
    if not added:
        return ""
    if language == "en":
        return f"Dashboard filters applied: {' · '.join(added)}."
    return f"已应用看板筛选：{' · '.join(added)}。"


def _names_its_own(query: Query, dimension: Dimension) -> bool:
    parts = [*query.filters, *([query.share_of] if query.share_of else [])]
    named = {f.dimension for f in parts} | set(query.cleared)
    return dimension in named or any(PARENTS.get(d.key) == dimension for d in named)


def _known(values: object, dimension: Dimension) -> tuple[str, ...]:
    if not isinstance(values, (list, tuple)):
        return ()
    return tuple(v for v in values if isinstance(v, str) and (dimension.key, v) in BY_NAME)


def _period(value: object) -> Period | None:
    if not isinstance(value, Mapping):
        return None
    try:
        period = Period(date.fromisoformat(value["start"]), date.fromisoformat(value["end"]))
    except (KeyError, TypeError, ValueError):
        return None
    return period if period.start <= period.end else None
