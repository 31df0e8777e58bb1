"""Say what a table holds that the user attached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
from pandas.api import types

from demo.vocabulary import Language
from demo.wording import table

_AMOUNT = re.compile(
    r"revenue|sales|amount|total|value|cost|price|金额|销售额|收入|总", re.IGNORECASE
)
_ID = re.compile(r"(^|[\s_-])(id|no|nr|number|year|month)$|编号|序号", re.IGNORECASE)
_MOST_GROUPS = 50
_ROWS = 5


@dataclass(frozen=True)
class TablePlan:
    """How a table is summed up.

    Attributes
    ----------
    amount : str or None
        The column that is added up.
    group : str or None
        The column that it is split by.
    sql : str
        The statement, on a table called ``attached``.
    """

    amount: str | None
    group: str | None
    sql: str


def plan_table(frame: pd.DataFrame) -> TablePlan:
    """Choose what to add up, and by what.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table; the names of its columns are text.
    """
    numbers = [c for c in frame.columns if _is_number(frame[c]) and not _ID.search(c)]
    amount = next((c for c in numbers if _AMOUNT.search(c)), numbers[0] if numbers else None)
    texts = [c for c in frame.columns if not _is_number(frame[c])]
    counts = {c: frame[c].nunique() for c in texts}
    groups = [c for c in texts if 1 < counts[c] <= _MOST_GROUPS and counts[c] < len(frame)]
    group = groups[0] if groups else None
    measure = f"SUM({_quoted(amount)})" if amount else "COUNT(*)"
    if group is None:
        sql = f"SELECT {measure} AS figure FROM attached"  # noqa: S608 names are quoted
        return TablePlan(amount, None, sql)
    name = _quoted(group)
    sql = (
        f"SELECT {name} AS name, {measure} AS figure FROM attached "  # noqa: S608 names are quoted
        f"WHERE {name} IS NOT NULL GROUP BY {name} ORDER BY figure DESC LIMIT {_ROWS}"
    )
    return TablePlan(amount, group, sql)


def run_table(plan: TablePlan, frame: pd.DataFrame) -> pd.DataFrame:
    """Run `plan` on `frame`, and on nothing else: no file of the machine can be read."""
    with duckdb.connect(":memory:", config={"enable_external_access": "false"}) as connection:
        connection.register("attached", frame)
        return connection.execute(plan.sql).df()


def describe(
    name: str, frame: pd.DataFrame, plan: TablePlan, figures: pd.DataFrame, language: Language
) -> str:
    """Return the answer as markdown: the size of the table, and its largest groups."""
    english = language == "en"
    rows, columns = f"{len(frame):,}", f"{len(frame.columns):,}"
    title = _cell(name)
    if frame.empty:
        return f"**{title}** holds no rows." if english else f"**{title}** 中没有数据。"
    opening = (
        f"**{title}** holds **{rows} rows** and {columns} columns."
        if english
        else f"**{title}** 有 **{rows} 行**、{columns} 列。"
    )
    counted = ("rows" if english else "行数") if plan.amount is None else _cell(plan.amount)
    if plan.group is None:
        total = _figure(figures["figure"].iloc[0])
        sums = (
            f"The sum of {counted} is **{total}**." if english else f"{counted}合计 **{total}**。"
        )
        return f"{opening} {sums}" if plan.amount else opening
    group = _cell(plan.group)
    first, value = _cell(figures["name"].iloc[0]), _figure(figures["figure"].iloc[0])
    leads = (
        f"By {group}, **{first}** leads in {counted} with **{value}**."
        if english
        else f"按{group}看，{counted}最高的是**{first}**，为 **{value}**。"
    )
    lines = [
        [_cell(n), _figure(v)] for n, v in zip(figures["name"], figures["figure"], strict=True)
    ]
    return f"{opening} {leads}\n\n{table([group, counted], lines)}"


def _is_number(column: pd.Series[Any]) -> bool:
    return types.is_numeric_dtype(column) and not types.is_bool_dtype(column)


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _cell(value: object) -> str:
    text = " ".join(str(value).split())[:60]
    return re.sub(r"([\\|*_`\[\]<>])", r"\\\1", text)


def _figure(value: object) -> str:
    number = float(str(value))
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
