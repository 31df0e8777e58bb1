"""The charts of the dashboard. Colours come from the Streamlit theme."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd

from demo.vocabulary import Language

_AXIS: dict[str, Any] = {"title": None, "domain": False, "ticks": False}
# All regions in one line.
_LEGEND_WIDTH = 300
# The figures are measured before the page's font is there, which may be wider.
_ROOM = {"left": 0, "top": 0, "right": 6, "bottom": 20}


def over_time(orders: pd.DataFrame, names: dict[str, str], language: Language) -> alt.Chart:
    """Draw revenue per month and region, or per week for up to three months.

    Parameters
    ----------
    orders : pandas.DataFrame
        The filtered orders.
    names : dict
        Regions as they are to be shown, by their names in the data.
    language : {"en", "zh"}
        For the axes.
    """
    days = (orders["date"].max() - orders["date"].min()).days
    unit = "W-MON" if days < 100 else "MS"
    data = (
        orders.assign(region=orders["region"].map(names))
        .groupby(["region", pd.Grouper(key="date", freq=unit, label="left", closed="left")])
        ["revenue"].sum().reset_index()
    )  # fmt: skip
    month = "%b %y" if language == "en" else "%y/%m"
    form = "%d %b" if unit != "MS" and language == "en" else "%m/%d" if unit != "MS" else month
    ticks = sorted(data["date"].unique())
    step = 1 + len(ticks) // 10
    dates = [alt.DateTime(year=t.year, month=t.month, date=t.day) for t in ticks[::step]]
    money = (
        alt.Axis(format="$.2~s", tickCount=4, **_AXIS)
        if language == "en"
        else alt.Axis(labelExpr="datum.value / 10000 + ' 万'", tickCount=4, **_AXIS)
    )
    chart: alt.Chart = (
        alt.Chart(data, height=240)
        .mark_line(strokeWidth=2, interpolate="monotone", point={"size": 26, "filled": True})
        .encode(
            x=alt.X("date:T", axis=alt.Axis(format=form, grid=False, values=dates, **_AXIS)),
            y=alt.Y("revenue:Q", axis=money),
            color=alt.Color(
                "region:N",
                sort=list(names.values()),
                legend=alt.Legend(
                    title=None,
                    orient="top",
                    offset=8,
                    symbolSize=60,
                    labelFontSize=12,
                    columnPadding=12,
                    columns={"expr": f"width < {_LEGEND_WIDTH} ? 2 : 4"},
                ),
            ),
            tooltip=[
                alt.Tooltip("region:N", title=" "),
                alt.Tooltip("date:T", format=form, title="·"),
                alt.Tooltip("revenue:Q", format="$,.0f", title="$"),
            ],
        )
        .properties(padding=0)
    )
    return chart


def bars(data: pd.Series[float], names: dict[str, str], language: Language) -> alt.LayerChart:
    """Draw a bar and its figure for each entry of `data`, largest first."""
    largest = data.sort_values(ascending=False)
    frame = pd.DataFrame(
        {"name": [names.get(str(n), str(n)) for n in largest.index], "value": largest.to_numpy()}
    )
    figures = {n: _brief(v, language) for n, v in zip(frame["name"], frame["value"], strict=True)}
    base = alt.Chart(frame, height=180).encode(
        x=alt.X("value:Q", axis=None),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("value:Q", format="$,.0f", title="$"),
        ],
    )
    labels = alt.Axis(labelLimit=130, labelPadding=8, **_AXIS)
    # Text marks stay black in a dark theme; axis labels follow it.
    totals = alt.Axis(
        orient="right", labelPadding=8, labelExpr=f"{json.dumps(figures)}[datum.value]", **_AXIS
    )
    bar = base.mark_bar(cornerRadiusEnd=3, size=16)
    left = bar.encode(y=alt.Y("name:N", sort=None, axis=labels))
    right = base.mark_bar(opacity=0).encode(y=alt.Y("name:N", sort=None, axis=totals))
    chart: alt.LayerChart = (
        alt.layer(left, right).resolve_axis(y="independent").properties(padding=_ROOM)
    )
    return chart


def _brief(value: float, language: Language) -> str:
    if language == "zh":
        return f"{value / 1e4:,.1f} 万"
    return f"${value / 1e6:,.2f}M" if value >= 1e6 else f"${value / 1e3:,.0f}k"
