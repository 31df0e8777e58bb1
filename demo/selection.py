"""Which orders the dashboard shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from demo.analysis import ORDERS_CSV
from demo.periods import Period, last_months, quarter_of, year

PERIODS = ("last_3", "last_6", "last_12", "this_quarter", "last_quarter", "ytd", "all")


@st.cache_data(show_spinner=False)
def load_orders() -> pd.DataFrame:
    """Return the bundled orders."""
    orders: pd.DataFrame = pd.read_csv(ORDERS_CSV, parse_dates=["date"])
    return orders


@dataclass(frozen=True)
class Filters:
    """What the user has chosen above the charts; empty lists mean everything."""

    regions: list[str]
    lines: list[str]
    period: Period

    def select(self, orders: pd.DataFrame, period: Period | None = None) -> pd.DataFrame:
        """Return the orders that match, in `period` instead of its own if given."""
        span = period or self.period
        kept = orders["date"].between(pd.Timestamp(span.start), pd.Timestamp(span.end))
        if self.regions:
            kept &= orders["region"].isin(self.regions)
        if self.lines:
            kept &= orders["product_line"].isin(self.lines)
        selected: pd.DataFrame = orders[kept]
        return selected


def data_span(orders: pd.DataFrame) -> Period:
    """Return the first and the last day of the orders."""
    return Period(orders["date"].min().date(), orders["date"].max().date())


def period_of(name: str, data: Period) -> Period:
    """Return the days that a choice of the period filter means."""
    today = data.end
    spans = {
        "last_3": last_months(today, 3),
        "last_6": last_months(today, 6),
        "last_12": last_months(today, 12),
        "this_quarter": quarter_of(today),
        "last_quarter": quarter_of(today).previous(),
        "ytd": year(today.year),
    }
    return spans.get(name, data).clip(data) or data


def current() -> Filters:
    """Return what is chosen, as the session state has it."""
    state, data = st.session_state, data_span(load_orders())
    period = period_of(state.get("period", "last_6"), data)
    return Filters(list(state.get("region", [])), list(state.get("product_line", [])), period)


def current_orders() -> pd.DataFrame:
    """Return the orders that the dashboard shows."""
    return current().select(load_orders())


def current_filters() -> dict[str, Any]:
    """Return the filters as the client tool ``get_filters`` answers them."""
    chosen = current()
    return {
        "region": chosen.regions,
        "product_line": chosen.lines,
        "period": {
            "label": chosen.period.label("en"),
            "start": chosen.period.start.isoformat(),
            "end": chosen.period.end.isoformat(),
        },
    }
