"""Write the SQL of a query. Values are bound, never written into a statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from demo.periods import Period
from demo.query import Filter, Query
from demo.vocabulary import (
    AOV,
    CHANNEL,
    COUNTRY,
    LINE,
    MARGIN,
    MARGIN_RATE,
    ORDERS,
    PRODUCT,
    REGION,
    REVENUE,
    SEGMENT,
    UNITS,
    Dimension,
    Metric,
)

OVERVIEW_METRICS = (REVENUE, ORDERS, UNITS, AOV, MARGIN, MARGIN_RATE)

Parameter: TypeAlias = "str | date"
Condition: TypeAlias = "tuple[str, list[Parameter]]"


def statement(query: Query, period: Period, baseline: Period | None) -> tuple[str, list[Parameter]]:
    """Return the statement for a query whose periods are fixed, and what to bind to it.

    Parameters
    ----------
    query : Query
        What is asked for.
    period : Period
        Which days.
    baseline : Period or None
        What they are compared to.
    """
    if query.kind == "drivers" and baseline:
        return _drivers(query, period, baseline)
    if query.kind != "figures":
        return _overview(query, period, baseline)
    if query.share_of:
        return _part(query, query.share_of, period)
    if baseline:
        return _compared(query, period, baseline)
    return _figures(query, period)


def _figures(query: Query, period: Period) -> tuple[str, list[Parameter]]:
    by, metric = query.by, query.metric
    columns = [f"{m.expression.format(where='')} AS {m.key}" for m in query.metrics]
    if by and metric.additive and not by.is_time:
        whole = metric.expression.format(where="")
        columns.append(f"{whole} / SUM({whole}) OVER () AS share")
        columns.append(f"SUM({whole}) OVER () AS total")
    where, parameters = _where([_between(period), *map(_filter, query.filters)])
    order = f"{metric.key} {'DESC' if query.descending else 'ASC'} NULLS LAST"
    limit = query.limit if query.by and not query.by.is_time else None
    return _select(by, columns, where, order, limit, ranked=query.ranks_time), parameters


def _compared(query: Query, period: Period, baseline: Period) -> tuple[str, list[Parameter]]:
    metric = query.metric
    spans = (_between(period), _between(baseline))
    columns: list[str] = []
    parameters: list[Parameter] = []
    for name, (condition, bound) in zip(("now", "before"), spans, strict=True):
        filtered = metric.expression.format(where=f" FILTER (WHERE {condition})")
        columns.append(f"{filtered} AS {metric.key}_{name}")
        parameters += bound * metric.expression.count("{where}")
    columns.append(_change(metric))
    where, bound = _where([_either(spans), *map(_filter, query.filters)])
    order = "change" if query.by_change else f"{metric.key}_now"
    order += f" {'DESC' if query.descending else 'ASC'} NULLS LAST"
    return _select(query.by, columns, where, order, query.limit), parameters + bound


def _overview(query: Query, period: Period, baseline: Period | None) -> tuple[str, list[Parameter]]:
    """One row for the period, and one for what it is compared to."""
    columns = [f"{m.expression.format(where='')} AS {m.key}" for m in OVERVIEW_METRICS]
    spans = [_between(span) for span in (period, baseline) if span]
    where, parameters = _where([_either(spans), *map(_filter, query.filters)])
    condition, bound = spans[0]
    sql = (
        f"SELECT CASE WHEN {condition} THEN 'now' ELSE 'before' END AS span,\n"
        f"  {', '.join(columns)}\nFROM orders{where}\nGROUP BY span"
    )
    return sql, bound + parameters


def _either(spans: Sequence[Condition]) -> Condition:
    return " OR ".join(c for c, _ in spans), [p for _, bound in spans for p in bound]


def _change(metric: Metric) -> str:
    """Relative change, or the difference of two rates."""
    now, before = f"{metric.key}_now", f"{metric.key}_before"
    if metric.unit == "percent":
        return f"{now} - {before} AS change"
    return f"{now} / NULLIF({before}, 0) - 1 AS change"


def _part(query: Query, part: Filter, period: Period) -> tuple[str, list[Parameter]]:
    by = None if query.by == part.dimension else query.by
    condition, bound = _filter(part)
    inside = query.metric.expression.format(where=f" FILTER (WHERE {condition})")
    whole = query.metric.expression.format(where="")
    columns = [f"{inside} AS part", f"{whole} AS whole", f"{inside} / {whole} AS share"]
    where, parameters = _where([_between(period), *map(_filter, query.filters)])
    sql = _select(by, columns, where, "share DESC NULLS LAST", query.limit)
    return sql, [*bound, *bound, *parameters]


def _drivers(query: Query, period: Period, baseline: Period) -> tuple[str, list[Parameter]]:
    """One row per value of every dimension that the filters leave open."""
    fixed = {f.dimension for f in query.filters if len(f.values) == 1 and not f.exclude}
    dimensions = [query.by] if query.by and not query.by.is_time else [
        d for d in (REGION, COUNTRY, LINE, PRODUCT, CHANNEL, SEGMENT) if d not in fixed
    ]  # fmt: skip
    for child, parent in ((COUNTRY, REGION), (PRODUCT, LINE)):
        if child in fixed and parent in dimensions and len(dimensions) > 1:
            dimensions.remove(parent)
    selects: list[str] = []
    parameters: list[Parameter] = []
    (now, now_bound), (then, then_bound) = _between(period), _between(baseline)
    for dimension in dimensions:
        aggregate = query.metric.expression
        where, bound = _where([*map(_filter, query.filters)])
        selects.append(
            f"SELECT '{dimension.key}' AS dimension, {dimension.expression} AS value,\n"
            f"  COALESCE({aggregate.format(where=f' FILTER (WHERE {now})')}, 0) AS now,\n"
            f"  COALESCE({aggregate.format(where=f' FILTER (WHERE {then})')}, 0) AS before\n"
            f"FROM orders{where}\nGROUP BY value"
        )
        parameters += [*now_bound, *then_bound, *bound]
    union = "\nUNION ALL\n".join(selects)
    return "\n".join(["SELECT * FROM (", union, ")", "ORDER BY ABS(now - before) DESC"]), parameters


def _select(
    by: Dimension | None,
    columns: list[str],
    where: str,
    order: str,
    limit: int | None,
    *,
    ranked: bool = False,
) -> str:
    if by is None:
        return f"SELECT {', '.join(columns)}\nFROM orders{where}"
    head = f'{by.expression} AS "{by.key}"'
    order = f'"{by.key}"' if by.is_time and not ranked else f'{order}, "{by.key}"'
    sql = f"SELECT {', '.join([head, *columns])}\nFROM orders{where}\nGROUP BY 1\nORDER BY {order}"
    return f"{sql}\nLIMIT {limit}" if limit else sql


def _between(period: Period) -> Condition:
    return "date BETWEEN ? AND ?", [period.start, period.end]


def _filter(filter_: Filter) -> Condition:
    marks = ", ".join("?" * len(filter_.values))
    verb = "NOT IN" if filter_.exclude else "IN"
    return f"{filter_.dimension.expression} {verb} ({marks})", list(filter_.values)


def _where(conditions: list[Condition]) -> tuple[str, list[Parameter]]:
    if not conditions:
        return "", []
    texts = [f"({text})" if " OR " in text else text for text, _ in conditions]
    return "\nWHERE " + "\n  AND ".join(texts), [p for _, bound in conditions for p in bound]
