"""The bundled data set."""

from __future__ import annotations

import pandas as pd
import pytest

from demo import generate
from demo.vocabulary import DIMENSIONS, VALUES


@pytest.fixture(scope="module")
def orders() -> pd.DataFrame:
    return pd.read_csv(generate.PATH, parse_dates=["date"])


def test_the_bundled_file_is_what_the_generator_makes() -> None:
    assert generate.PATH.read_bytes() == generate.csv_text().encode()


def test_it_holds_eighteen_months_of_some_thousand_orders(orders: pd.DataFrame) -> None:
    assert 3_500 < len(orders) < 4_500
    assert orders["date"].min() == pd.Timestamp("2025-05-01")
    assert orders["date"].max() == pd.Timestamp("2026-10-31")
    assert orders["order_id"].is_unique


def test_revenue_follows_from_quantity_price_and_discount(orders: pd.DataFrame) -> None:
    expected = orders["quantity"] * orders["unit_price"] * (1 - orders["discount"])
    assert (orders["revenue"] - expected).abs().max() < 0.011
    assert (orders["cost"] > 0).all()


def test_every_value_of_the_data_can_be_asked_for(orders: pd.DataFrame) -> None:
    for dimension in DIMENSIONS:
        if not dimension.is_time:
            known = {v.name for v in VALUES if v.dimension == dimension}
            assert set(orders[dimension.key]) == known


def test_germany_dips_in_summer_2026_and_recovers(orders: pd.DataFrame) -> None:
    germany = orders[orders["country"] == "Germany"]
    counts = germany.groupby(germany["date"].dt.to_period("M")).size()
    dip = counts["2026-05":"2026-07"].mean()
    assert dip < 0.6 * counts["2025-05":"2025-07"].mean()
    assert counts["2026-09":"2026-10"].mean() > 1.5 * dip


def test_the_coffee_press_takes_off_in_2026(orders: pd.DataFrame) -> None:
    press = orders[orders["product"] == "Coffee Press"]
    revenue = press.groupby(press["date"].dt.to_period("Q"))["revenue"].sum()
    assert revenue["2026Q3"] > 4 * revenue["2025Q3"]
