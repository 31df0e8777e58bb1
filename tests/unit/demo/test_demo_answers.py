"""Figures and sentences, against figures that pandas computes from the file."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from demo.analysis import ORDERS_CSV, NoData, Plan, bounds, plan, run
from demo.answers import answer
from demo.filters import DashboardFilters, applied_note
from demo.periods import month, month_span, quarter
from demo.query import Query
from demo.questions import parse
from demo.replies import caveats, no_data
from demo.vocabulary import LINE, REGION

TODAY = date(2026, 10, 31)


@pytest.fixture(scope="module")
def orders() -> pd.DataFrame:
    return pd.read_csv(ORDERS_CSV, parse_dates=["date"])


def query(text: str) -> Query:
    parsed = parse(text, today=TODAY)
    assert isinstance(parsed, Query), parsed
    return parsed


def planned(text: str) -> Plan:
    fixed = plan(query(text), bounds())
    assert isinstance(fixed, Plan)
    return fixed


def answered(text: str) -> str:
    fixed = planned(text)
    return answer(fixed, run(fixed))


def between(orders: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    rows: pd.DataFrame = orders[orders["date"].between(pd.Timestamp(start), pd.Timestamp(end))]
    return rows


def test_a_total_is_the_sum_of_the_matching_orders(orders: pd.DataFrame) -> None:
    rows = between(orders, "2026-07-01", "2026-09-30")
    rows = rows[(rows["region"] == "EMEA") & (rows["product_line"] == "Tents")]
    text = answered("Revenue for tents in EMEA in Q3 2026")
    assert text == f"Revenue for Tents in EMEA in Q3 2026 was **${rows['revenue'].sum():,.0f}**."


def test_each_metric_is_computed_as_its_name_says(orders: pd.DataFrame) -> None:
    rows = between(orders, "2026-09-01", "2026-09-30")
    revenue, listed = rows["revenue"].sum(), (rows["quantity"] * rows["unit_price"]).sum()
    expected = {
        "orders": f"**{len(rows):,} orders**",
        "units": f"**{rows['quantity'].sum():,} units**",
        "gross margin": f"**${revenue - rows['cost'].sum():,.0f}**",
        "margin rate": f"**{1 - rows['cost'].sum() / revenue:.1%}**",
        "average order value": f"**${revenue / len(rows):,.0f}**",
        "discount": f"**{1 - revenue / listed:.1%}**",
        "cost": f"**${rows['cost'].sum():,.0f}**",
    }
    for name, figure in expected.items():
        assert figure in answered(f"{name} last month")


def test_a_ranking_lists_the_largest_first_with_shares_of_the_whole(orders: pd.DataFrame) -> None:
    rows = between(orders, "2026-09-01", "2026-09-30")
    sums = rows.groupby("product")["revenue"].sum().sort_values(ascending=False)
    lines = answered("top 3 products last month").splitlines()
    assert lines[2:] == [
        "| Product | Revenue | Share |",
        "| --- | ---: | ---: |",
        *(
            f"| {name} | ${value:,.0f} | {value / rows['revenue'].sum():.1%} |"
            for name, value in sums.head(3).items()
        ),
    ]
    assert lines[0].startswith(f"**{sums.index[0]}** leads in revenue in September 2026")


def test_two_periods_are_compared(orders: pd.DataFrame) -> None:
    now = between(orders, "2026-07-01", "2026-09-30")["revenue"].sum()
    then = between(orders, "2026-04-01", "2026-06-30")["revenue"].sum()
    text = answered("Compare Q3 2026 with Q2 2026")
    assert f"**up {now / then - 1:.1%}** from ${then / 1e6:.2f}M (Q2 2026)" in text


def test_the_fastest_decline_comes_first(orders: pd.DataFrame) -> None:
    now = between(orders, "2026-04-01", "2026-06-30").groupby("country")["revenue"].sum()
    then = between(orders, "2026-01-01", "2026-03-31").groupby("country")["revenue"].sum()
    steps = (now / then - 1).sort_values()
    rows = [line for line in answered("Which country declined the most in Q2 2026").splitlines()
            if line.startswith("| ")]  # fmt: skip
    assert rows[2].startswith(f"| {steps.index[0]} |")
    assert rows[2].endswith(f"| −{-steps.iloc[0]:.1%} |")


def test_a_share_is_the_part_of_the_whole(orders: pd.DataFrame) -> None:
    rows = between(orders, "2026-07-01", "2026-09-30")
    emea = rows[rows["region"] == "EMEA"]
    share = emea[emea["country"] == "Germany"]["revenue"].sum() / emea["revenue"].sum()
    text = answered("share of Germany in EMEA in Q3 2026")
    assert f"**Germany** accounts for **{share:.1%}** of revenue in EMEA" in text


def test_a_trend_names_the_peak_and_steps_from_month_to_month(orders: pd.DataFrame) -> None:
    rows = between(orders, "2026-01-01", "2026-10-31")
    sums = rows.groupby(rows["date"].dt.strftime("%b %Y"), sort=False)["revenue"].sum()
    text = answered("revenue by month this year")
    assert f"It peaked in **{sums.idxmax()}**" in text
    step = sums.iloc[1] / sums.iloc[0] - 1
    assert f"| Feb 2026 | ${sums.iloc[1]:,.0f} | {step:+.1%} |".replace("-", "−") in text


def test_an_incomplete_quarter_is_marked_and_not_compared() -> None:
    text = answered("margin rate by quarter")
    assert "| Q2 2025 * |" in text
    assert "| Q4 2026 * |" in text
    assert "from 42" in text.split("\n")[0]
    assert "in Q3 2025 to" in text
    assert "\\* not complete" in text


def test_what_a_change_consists_of_goes_with_its_direction() -> None:
    text = answered("Why did Germany drop in Q2 2026?")
    assert "**down " in text.split("\n")[0]
    assert "the data do not say why" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]
    assert len(rows) == 6
    assert all("−$" in row for row in rows)
    assert not any("Germany" in row for row in rows)


def test_a_period_that_is_not_over_is_compared_day_for_day_and_says_so() -> None:
    fixed = planned("revenue growth this quarter")
    assert fixed.period == month(2026, 10)
    assert fixed.baseline == month(2026, 7)
    assert "Of Q4 2026, the data hold October 2026 only." in answered("revenue growth this quarter")


def test_nothing_is_compared_with_a_period_that_the_data_cover_in_part() -> None:
    fixed = planned("2026 vs 2025")
    assert fixed.baseline is None
    assert fixed.gap is not None
    text = answered("2026 vs 2025")
    assert text.startswith("I cannot compare with Jan – Oct 2025")
    assert "up" not in text.split()


def test_half_years_that_are_not_over_are_compared_month_for_month() -> None:
    fixed = planned("H1 vs H2 2026")
    assert fixed.period == month_span(date(2026, 7, 1), 4)
    assert fixed.baseline == month_span(date(2026, 1, 1), 4)


def test_the_best_month_leads_the_answer(orders: pd.DataFrame) -> None:
    sums = orders.groupby(orders["date"].dt.strftime("%b %Y"))["revenue"].sum()
    best = sums.sort_values(ascending=False)
    text = answered("Which month had the highest revenue?")
    assert text.startswith(f"**{best.index[0]}** leads in revenue")
    top = [line for line in answered("top 3 months").splitlines() if line.startswith("| ")][2:]
    assert top == [f"| {name} | ${value:,.0f} |" for name, value in best.head(3).items()]


def test_a_quarter_that_is_not_complete_is_not_called_the_worst() -> None:
    text = answered("worst quarter by revenue")
    assert text.startswith("**Q2 2026** has the lowest revenue")
    assert "Left out because they are not complete: Q4 2026 and Q2 2025." in text


def test_the_month_with_the_largest_drop_is_named(orders: pd.DataFrame) -> None:
    sums = orders.groupby(orders["date"].dt.to_period("M"))["revenue"].sum()
    steps = sums.pct_change()
    at = int(steps.to_numpy()[1:].argmin()) + 1
    lead = answered("Which month had the biggest drop?").splitlines()[0]
    assert lead == (
        f"Revenue fell by {-steps.iloc[at]:.1%} to ${sums.iloc[at]:,.0f} in "
        f"**{pd.Period(sums.index[at]).strftime('%b %Y')}**, "
        "the largest drop from one month to the next."
    )
    assert "降幅最大的是 **2026 年 4 月**" in answered("哪个月降幅最大")


def test_a_single_value_that_was_asked_for_is_not_called_all_of_it(orders: pd.DataFrame) -> None:
    value = orders[orders["country"] == "Germany"]["revenue"].sum()
    lead = answered("revenue in Germany by country").splitlines()[0]
    assert lead == f"Revenue in Germany from May 2025 to Oct 2026 was **${value:,.0f}**."


def test_a_change_is_taken_apart_along_the_only_dimension_that_is_left() -> None:
    assert "| Japan |" not in answered("Why did revenue by region in Japan change in Q3 2026?")
    assert "| APAC | region |" in answered("Why did revenue by region in Japan change in Q3 2026?")


def test_a_huge_number_of_groups_is_no_error() -> None:
    assert "| Product |" in answered(f"top {10**30} products")


def test_a_change_that_cannot_be_shown_still_leads_with_its_own_metric() -> None:
    assert "Gross margin in Germany" in answered("Why did the margin in Germany drop in Q2 2025?")


def test_a_comparison_without_a_period_takes_the_last_six_months() -> None:
    assert planned("which region grew fastest").period == month_span(date(2026, 5, 1), 6)


def test_a_period_without_data_is_said() -> None:
    fixed = plan(query("revenue in 2024"), bounds())
    assert isinstance(fixed, NoData)
    assert no_data(fixed) == "The data hold nothing for 2024: they cover May 2025 – Oct 2026."


def test_no_matching_orders_are_said(orders: pd.DataFrame) -> None:
    rows = between(orders, "2026-05-01", "2026-05-01")
    assert rows[(rows["product_line"] == "Tents") & (rows["country"] == "Chile")].empty
    for metric in ("revenue", "orders", "margin rate"):
        assert answered(f"{metric} for tents in Chile on 2026-05-01") == (
            "There are no orders for Tents in Chile on 1 May 2026."
        )


def test_values_are_bound_and_never_written_into_the_statement() -> None:
    fixed = planned("revenue in Germany by product in Q3 2026")
    assert "Germany" not in fixed.sql
    assert "2026" not in fixed.sql
    assert fixed.parameters == (date(2026, 7, 1), date(2026, 9, 30), "Germany")


def test_a_chinese_answer_is_written_in_chinese(orders: pd.DataFrame) -> None:
    rows = between(orders, "2026-09-01", "2026-09-30")
    sums = rows.groupby("region")["revenue"].sum().sort_values(ascending=False)
    lines = answered("上个月各地区销售额").splitlines()
    name = {"EMEA": "欧洲", "APAC": "亚太", "North America": "北美", "LATAM": "拉美"}
    assert lines[0].startswith(f"2026 年 9 月，销售额最高的是**{name[str(sums.index[0])]}**，为 **")
    assert f"{sums.iloc[0] / 1e4:,.1f} 万美元" in lines[0]
    assert lines[2] == "| 地区 | 销售额（美元） | 占比 |"


def test_the_dashboards_filters_hold_unless_the_question_names_its_own() -> None:
    filters = DashboardFilters.read(
        {
            "region": ["EMEA"],
            "product_line": [],
            "period": {"start": "2026-07-01", "end": "2026-09-30"},
        }
    )
    filtered, said = filters.apply(query("revenue by channel"))
    assert [(f.dimension, f.values) for f in filtered.filters] == [(REGION, ("EMEA",))]
    assert filtered.period == quarter(2026, 3)
    assert applied_note(said, "en") == "Dashboard filters applied: EMEA · Q3 2026."
    own, said = filters.apply(query("revenue in Japan last month"))
    assert [f.values for f in own.filters] == [("Japan",)]
    assert own.period == month(2026, 9)
    assert applied_note(said, "en") == ""


@pytest.mark.parametrize(
    "text", ["worldwide revenue by channel in 2026", "revenue across all regions in 2026"]
)
def test_a_question_can_set_the_filters_aside(text: str) -> None:
    assert DashboardFilters(regions=("EMEA",)).apply(query(text))[0].filters == ()


@pytest.mark.parametrize(
    "reply",
    [None, "no", [], {"region": "EMEA", "period": 3}, {"region": [7, "Mars"], "period": {}},
     {"period": {"start": "2026-13-01", "end": "x"}},
     {"period": {"start": "2026-03-01", "end": "2026-02-01"}}],
)  # fmt: skip
def test_a_strange_reply_of_the_client_tool_filters_nothing(reply: object) -> None:
    assert DashboardFilters.read(reply) == DashboardFilters()


def test_known_filters_of_every_kind_are_read() -> None:
    filters = DashboardFilters.read({"region": ["APAC", "Mars"], "product_line": ["Tents"]})
    named = filters.apply(query("revenue"))[0].filters
    assert [(f.dimension, f.values) for f in named] == [(REGION, ("APAC",)), (LINE, ("Tents",))]


def test_words_left_out_and_read_as_others_are_named_first() -> None:
    text = caveats(query("reveneu by region asap"))
    assert "“reveneu” as “revenue”" in text
    assert "“asap”" in text
    assert caveats(query("revenue")) == ""
