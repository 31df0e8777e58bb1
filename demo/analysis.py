"""Turn a query into SQL, run it on the orders, and return the figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd

from demo.periods import Period, last_months, month_span
from demo.query import Query
from demo.sql import Parameter, statement

ORDERS_CSV = Path(__file__).with_name("orders.csv")


@dataclass(frozen=True)
class Plan:
    """A query with its periods fixed to what the data can tell.

    Attributes
    ----------
    query : Query
        What is asked for.
    period : Period
        The part of the period asked for that has data.
    asked : Period
        The period as asked for.
    baseline : Period or None
        What `period` is compared to.
    gap : Period or None
        A period to compare with that the data do not hold in full.
    sql : str
        The statement, with ``?`` for each parameter.
    parameters : tuple
        Bound to the statement in order.
    """

    query: Query
    period: Period
    asked: Period
    baseline: Period | None
    gap: Period | None
    sql: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True)
class NoData:
    """The data say nothing about the period asked for."""

    query: Query
    asked: Period
    bounds: Period


@lru_cache(maxsize=1)
def database() -> duckdb.DuckDBPyConnection:
    """Return a connection that holds the orders; take a ``cursor()`` of it per thread."""
    connection = duckdb.connect(":memory:")
    connection.execute(
        "CREATE TABLE orders AS SELECT * FROM read_csv(?, types = {'date': 'DATE',"
        " 'quantity': 'INTEGER', 'unit_price': 'DECIMAL(10,2)', 'discount': 'DECIMAL(4,2)',"
        " 'revenue': 'DECIMAL(14,2)', 'cost': 'DECIMAL(14,2)'})",
        [str(ORDERS_CSV)],
    )
    return connection


@lru_cache(maxsize=1)
def bounds() -> Period:
    """Return the first and the last day of the data."""
    row = database().cursor().execute("SELECT MIN(date), MAX(date) FROM orders").fetchone()
    if row is None or row[0] is None:
        raise ValueError(f"{ORDERS_CSV.name} holds no orders; run python -m demo.generate")
    return Period(row[0], row[1])


def plan(query: Query, data: Period) -> Plan | NoData:
    """Fix the periods of `query` and write its SQL.

    Parameters
    ----------
    query : Query
        What is asked for; without a period, all data are meant, or the last six months where
        something is compared.
    data : Period
        First and last day of the data.
    """
    asked = query.period or data
    if query.period is None and not query.all_data and _wants_comparison(query):
        asked = last_months(data.end, 6)
    period = asked.clip(data)
    if period is None:
        return NoData(query, asked, data)
    baseline = _baseline(query, asked, period)
    gap = None
    if baseline and baseline.clip(data) != baseline:
        baseline, gap = None, baseline
    sql, parameters = statement(query, period, baseline)
    return Plan(query, period, asked, baseline, gap, sql, tuple(parameters))


def run(plan: Plan) -> pd.DataFrame:
    """Return the figures of `plan`."""
    return database().cursor().execute(plan.sql, list(plan.parameters)).df()


def _wants_comparison(query: Query) -> bool:
    return query.kind != "figures" or query.compare in ("previous", "year_before")


def _baseline(query: Query, asked: Period, period: Period) -> Period | None:
    compare = query.compare or ("previous" if query.kind != "figures" else None)
    if compare is None:
        return None
    if compare == "year_before":
        return period.year_before() if period.months else asked.year_before().head(period.days)
    if compare == "previous":
        compare = asked.previous()
    if period.end < asked.end and compare in (asked.previous(), asked.year_before()):
        if period.months and compare.months:
            return month_span(compare.start, period.months)
        return compare.head(period.days)
    return compare
