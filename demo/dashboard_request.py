"""Turn "EMEA, last 3 months" into filters of the dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from demo.analysis import bounds
from demo.periods import Period
from demo.query import Filter, Query
from demo.questions import parse
from demo.selection import PERIODS, period_of
from demo.vocabulary import LINE, REGION, VALUES, Dimension, Language


@dataclass(frozen=True)
class FilterRequest:
    """Filters to set; ``None`` leaves a filter as it is.

    Attributes
    ----------
    regions, lines : list of str or None
        Names as in the data.
    period : str or None
        One of `PERIODS`.
    """

    regions: list[str] | None = None
    lines: list[str] | None = None
    period: str | None = None

    @property
    def arguments(self) -> dict[str, Any]:
        """Arguments of the client tool ``set_filters``."""
        given = {"region": self.regions, "product_line": self.lines, "period": self.period}
        return {name: value for name, value in given.items() if value is not None}


def read_filters(text: str, today: date, language: Language) -> FilterRequest | None:
    """Read what to show; ``None`` if the dashboard has no such filter.

    Examples
    --------
    >>> read_filters("tents in EMEA", date(2026, 10, 31), "en")
    FilterRequest(regions=['EMEA'], lines=['Tents'], period=None)
    >>> read_filters("Germany", date(2026, 10, 31), "en")
    """
    query = parse(text, today=today, language=language)
    if not isinstance(query, Query) or query.ignored:
        return None
    if any(f.dimension not in (REGION, LINE) for f in query.filters):
        return None
    period = "all" if query.all_data else _choice(query.period)
    if query.period and period is None:
        return None
    request = FilterRequest(_values(query, REGION), _values(query, LINE), period)
    return request if request.arguments else None


def _values(query: Query, dimension: Dimension) -> list[str] | None:
    named: Filter | None = query.filter_on(dimension)
    if named is None:
        return None
    if not named.exclude:
        return list(named.values)
    return [v.name for v in VALUES if v.dimension == dimension and v.name not in named.values]


def _choice(period: Period | None) -> str | None:
    span = period.clip(bounds()) if period else None
    return next((name for name in PERIODS if span == period_of(name, bounds())), None)
