"""Words for time, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from demo.lexer import tokenize
from demo.periods import Period, last_months, month, quarter, year
from demo.time_grammar import Times, read_times

TODAY = date(2026, 10, 31)


def read(text: str, today: date = TODAY) -> Times:
    return read_times(tokenize(text, today), today)


def label(period: object) -> str | None:
    return period.label("en") if isinstance(period, Period) else None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("last month", "September 2026"),
        ("this month", "October 2026"),
        ("下个月", "November 2026"),
        ("next quarter", "Q1 2027"),
        ("明年", "2027"),
        ("上个月", "September 2026"),
        ("本月", "October 2026"),
        ("上上个月", "August 2026"),
        ("this quarter", "Q4 2026"),
        ("last quarter", "Q3 2026"),
        ("上季度", "Q3 2026"),
        ("Q3 2026", "Q3 2026"),
        ("q3", "Q3 2026"),
        ("2026Q3", "Q3 2026"),
        ("third quarter of 2025", "Q3 2025"),
        ("2026 年第三季度", "Q3 2026"),
        ("2025年三季度", "Q3 2025"),
        ("去年第四季度", "Q4 2025"),
        ("Q1 last year", "Q1 2025"),
        ("last year's Q3", "Q3 2025"),
        ("今年上半年", "H1 2026"),
        ("H2 2025", "H2 2025"),
        ("first half of 2026", "H1 2026"),
        ("March 2026", "March 2026"),
        ("in March", "March 2026"),
        ("in November", "November 2025"),
        ("Sept 2025", "September 2025"),
        ("2026年3月", "March 2026"),
        ("26年3月", "March 2026"),
        ("十一月", "November 2025"),
        ("2026-03", "March 2026"),
        ("2026", "2026"),
        ("2025 年", "2025"),
        ("this year", "2026"),
        ("YTD", "2026"),
        ("今年以来", "2026"),
        ("去年", "2025"),
        ("last 6 months", "May – Oct 2026"),
        ("past three months", "Aug – Oct 2026"),
        ("最近六个月", "May – Oct 2026"),
        ("近半年", "May – Oct 2026"),
        ("last 30 days", "2 Oct – 31 Oct 2026"),
        ("last 2 quarters", "Apr – Sep 2026"),
        ("past year", "Nov 2025 – Oct 2026"),
        ("March 12, 2026", "12 Mar 2026"),
        ("12 March 2026", "12 Mar 2026"),
        ("2026年3月12日", "12 Mar 2026"),
        ("2026-03-12", "12 Mar 2026"),
        ("yesterday", "30 Oct 2026"),
        ("last week", "19 Oct – 25 Oct 2026"),
        ("since March", "Mar – Oct 2026"),
        ("3月以来", "Mar – Oct 2026"),
        ("from March to June 2026", "Mar – Jun 2026"),
        ("between March and June 2026", "Mar – Jun 2026"),
        ("from November to February", "Nov 2025 – Feb 2026"),
        ("2026年3月到6月", "Mar – Jun 2026"),
        ("从去年11月到今年2月", "Nov 2025 – Feb 2026"),
    ],
)
def test_a_period_is_read(text: str, period: str) -> None:
    assert label(read(text).period) == period


@pytest.mark.parametrize(
    ("text", "period", "compare"),
    [
        ("Q3 2026 vs Q2 2026", "Q3 2026", "Q2 2026"),
        ("Q2 vs Q3 2026", "Q3 2026", "Q2 2026"),
        ("Q3 2025 vs Q3", "Q3 2026", "Q3 2025"),
        ("Q3 2026 versus 2025", "Q3 2026", "Q3 2025"),
        ("this month and last month", "October 2026", "September 2026"),
        ("growth from Q2 to Q3", "Q3 2026", "Q2 2026"),
        ("去年三季度和今年三季度", "Q3 2026", "Q3 2025"),
        ("8月比7月", "August 2026", "July 2026"),
        ("2026 vs 2025", "2026", "2025"),
    ],
)
def test_two_periods_are_compared_later_to_earlier(text: str, period: str, compare: str) -> None:
    times = read(text)
    assert (label(times.period), label(times.compare)) == (period, compare)


@pytest.mark.parametrize("text", ["Q1 Q2 and Q3", "from June 2026 to March 2026", "last week Q3"])
def test_periods_that_make_no_sense_together_are_a_problem(text: str) -> None:
    assert read(text).problem


@pytest.mark.parametrize("text", ["may I see sales", "marching", "second best", "Q5", "3个月"])
def test_other_words_are_no_period(text: str) -> None:
    assert read(text) == Times()


def test_an_open_month_is_the_latest_that_has_begun() -> None:
    assert read("November", date(2026, 11, 22)).period == month(2026, 11)
    assert read("December", date(2026, 11, 22)).period == month(2025, 12)


def test_rolling_months_end_today_when_the_month_is_not_over() -> None:
    assert last_months(date(2026, 3, 15), 1) == Period(date(2026, 2, 16), date(2026, 3, 15))


def test_the_period_before_has_the_same_number_of_months() -> None:
    assert quarter(2026, 1).previous() == quarter(2025, 4)
    assert month(2026, 3).previous() == month(2026, 2)
    assert quarter(2026, 3).year_before() == quarter(2025, 3)
    assert Period(date(2026, 3, 11), date(2026, 3, 20)).previous() == Period(
        date(2026, 3, 1), date(2026, 3, 10)
    )


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        (month(2026, 9), "September 2026", "2026 年 9 月"),
        (quarter(2026, 3), "Q3 2026", "2026 年第三季度"),
        (year(2026), "2026", "2026 年"),
        (last_months(TODAY, 12), "Nov 2025 – Oct 2026", "2025 年 11 月至 2026 年 10 月"),
    ],
)
def test_periods_have_names(period: Period, english: str, chinese: str) -> None:
    assert (period.label("en"), period.label("zh")) == (english, chinese)
