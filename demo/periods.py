"""Calendar periods: arithmetic and names, without any parsing."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from demo.vocabulary import Language

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip


@dataclass(frozen=True, order=True)
class Period:
    """Whole days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.end - self.start).days + 1

    @property
    def months(self) -> int | None:
        """Its length in whole calendar months, or ``None`` if it cuts one."""
        if self.start.day != 1 or (self.end + timedelta(days=1)).day != 1:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def quarter(self) -> int | None:
        """Number of the quarter that it is, or ``None``."""
        return (self.start.month + 2) // 3 if self._is_block(3) else None

    @property
    def half(self) -> int | None:
        """Number of the half-year that it is, or ``None``."""
        return (self.start.month + 5) // 6 if self._is_block(6) else None

    def _is_block(self, months: int) -> bool:
        return self.months == months and (self.start.month - 1) % months == 0

    def previous(self) -> Period:
        """Return the period of the same length just before."""
        if self.months:
            return month_span(shift_month(self.start, -self.months), self.months)
        return Period(self.start - timedelta(days=self.days), self.start - timedelta(days=1))

    def year_before(self) -> Period:
        """Return the same period one year earlier."""
        if self.months:
            return month_span(shift_month(self.start, -12), self.months)
        return Period(_same_day(self.start, -1), _same_day(self.end, -1))

    def head(self, days: int) -> Period:
        """Return its first `days` days."""
        return Period(self.start, min(self.end, self.start + timedelta(days=days - 1)))

    def clip(self, bounds: Period) -> Period | None:
        """Return the part inside `bounds`, or ``None``."""
        start, end = max(self.start, bounds.start), min(self.end, bounds.end)
        return Period(start, end) if start <= end else None

    def label(self, language: Language) -> str:
        """Return its name: "September 2026", "Q3 2026", "2026", or its first and last day."""
        return _english(self) if language == "en" else _chinese(self)


def shift_month(day: date, months: int) -> date:
    """Return the first day of the month that is `months` after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_span(day: date, months: int = 1) -> Period:
    """Return `months` whole months beginning with the month of `day`."""
    return Period(day.replace(day=1), shift_month(day, months) - timedelta(days=1))


def month(year: int, number: int) -> Period:
    """Return a calendar month."""
    return month_span(date(year, number, 1))


def quarter(year: int, number: int) -> Period:
    """Return a calendar quarter."""
    return month_span(date(year, number * 3 - 2, 1), 3)


def half(year: int, number: int) -> Period:
    """Return a half-year."""
    return month_span(date(year, number * 6 - 5, 1), 6)


def year(number: int) -> Period:
    """Return a calendar year."""
    return month_span(date(number, 1, 1), 12)


def quarter_of(day: date) -> Period:
    """Return the quarter that holds `day`."""
    return quarter(day.year, (day.month + 2) // 3)


def last_months(today: date, count: int) -> Period:
    """Return the last `count` months up to `today`: whole months when `today` ends its month."""
    if today.day == calendar.monthrange(today.year, today.month)[1]:
        return month_span(shift_month(today, 1 - count), count)
    first = shift_month(today, -count)
    last_day = calendar.monthrange(first.year, first.month)[1]
    return Period(first.replace(day=min(today.day, last_day)) + timedelta(days=1), today)


def _same_day(day: date, years: int) -> date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def _english(period: Period) -> str:
    start, end = period.start, period.end
    if period.months == 12 and start.month == 1:
        return str(start.year)
    if period.months == 1:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if period.quarter:
        return f"Q{period.quarter} {start.year}"
    if period.half:
        return f"H{period.half} {start.year}"
    first, last = MONTHS[start.month - 1][:3], MONTHS[end.month - 1][:3]
    if period.months:
        year_of_start = "" if start.year == end.year else f" {start.year}"
        return f"{first}{year_of_start} – {last} {end.year}"
    if start == end:
        return f"{start.day} {first} {start.year}"
    year_of_start = "" if start.year == end.year else f" {start.year}"
    return f"{start.day} {first}{year_of_start} – {end.day} {last} {end.year}"


def _chinese(period: Period) -> str:
    start, end = period.start, period.end
    if period.months == 12 and start.month == 1:
        return f"{start.year} 年"
    if period.months == 1:
        return f"{start.year} 年 {start.month} 月"
    if period.quarter:
        return f"{start.year} 年第{'一二三四'[period.quarter - 1]}季度"
    if period.half:
        return f"{start.year} 年{'上下'[period.half - 1]}半年"
    year_of_end = "" if start.year == end.year else f" {end.year} 年"
    if period.months:
        return f"{start.year} 年 {start.month} 月至{year_of_end} {end.month} 月"
    if start == end:
        return f"{start.year} 年 {start.month} 月 {start.day} 日"
    return (
        f"{start.year} 年 {start.month} 月 {start.day} 日至"
        f"{year_of_end} {end.month} 月 {end.day} 日"
    )
