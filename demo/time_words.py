"""Recognise words for time at one place in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from demo import periods
from demo.periods import Period

PieceKind = Literal["year", "half", "quarter", "month", "day", "fixed", "all"]


@dataclass(frozen=True)
class TimePiece:
    """A word for time. `year` is ``None`` where the words leave it open."""

    kind: PieceKind
    year: int | None = None
    number: int = 0
    day: int = 0
    period: Period | None = None

    def resolve(self, today: date, year: int | None = None) -> Period | None:
        """Return its period; an open year is `year`, else the latest that has begun.

        ``None`` means all data, or a day that does not exist.
        """
        if self.kind in ("fixed", "all"):
            return self.period
        chosen = self.year or year
        if chosen:
            return self._in(chosen)
        this_year = self._in(today.year)
        if this_year and this_year.start > today:
            return self._in(today.year - 1)
        return this_year

    def _in(self, year: int) -> Period | None:
        try:
            if self.kind == "year":
                return periods.year(year)
            if self.kind == "half":
                return periods.half(year, self.number)
            if self.kind == "quarter":
                return periods.quarter(year, self.number)
            if self.kind == "month":
                return periods.month(year, self.number)
            day = date(year, self.number, self.day)
        except ValueError:
            return None
        return Period(day, day)


_EN_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
               "ten", "eleven", "twelve")  # fmt: skip
_ZH_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
              "九": 9}  # fmt: skip
_ZH = "[一二两三四五六七八九]"
NUMBER = rf"(?:\d+|{'|'.join(_EN_NUMBERS[1:])}|{_ZH}?十{_ZH}?|{_ZH})"
_MONTH_ZH = rf"1[0-2]|0?[1-9]|十[一二]?|{_ZH}"

_MONTH_NAMES = ("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?",
                "july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?",
                "dec(?:ember)?")  # fmt: skip
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
             "4th": 4}  # fmt: skip

_YEAR = r"(?:19|20)\d\d"
_RELATIVE_YEAR = r"last year(?:'s)?|this year(?:'s)?|今年|去年|前年"
_BEFORE = rf"(?:(?P<before>{_YEAR}|{_RELATIVE_YEAR}|\d\d(?=年))\s*年?\s*[-/]?\s*的?\s*)?"
_AFTER = rf"(?:[\s,]+(?:of\s+|in\s+)?(?P<after>{_YEAR}|last year|this year)(?!\d))?"
_END = r"(?![a-z0-9])"
_MONTH = "|".join(f"(?P<m{i}>{name})" for i, name in enumerate(_MONTH_NAMES, 1))

_DATED: tuple[tuple[PieceKind, re.Pattern[str]], ...] = (
    ("half", re.compile(
        rf"{_BEFORE}(?:h(?P<n1>[12])|(?P<n2>first|second|1st|2nd) half(?: of the year)?"
        rf"|(?P<zh>上|下)半年){_AFTER}{_END}")),
    ("quarter", re.compile(
        rf"{_BEFORE}(?:q(?P<n1>[1-4])|(?P<n3>[1-4])q|(?P<n2>{'|'.join(_ORDINALS)}) quarter"
        rf"|quarter (?P<n4>[1-4])|第?(?P<zh>[一二三四1-4])季度?){_AFTER}{_END}")),
    ("month", re.compile(rf"{_BEFORE}(?:{_MONTH})\.?{_AFTER}{_END}")),
    ("month", re.compile(rf"{_BEFORE}(?P<n5>{_MONTH_ZH})\s*月份?")),
    ("month", re.compile(rf"(?P<before>{_YEAR})[-/.](?P<n1>1[0-2]|0?[1-9]){_END}(?![-/.]\d)")),
    ("day", re.compile(
        rf"{_BEFORE}(?P<n5>1[0-2]|0?[1-9])\s*月\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号]")),
    ("day", re.compile(
        rf"(?P<before>{_YEAR})[-/.](?P<n1>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9]){_END}")),
    ("day", re.compile(
        rf"(?:{_MONTH})\.? (?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?{_AFTER}{_END}")),
    ("day", re.compile(
        rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\.?{_AFTER}{_END}")),
    ("year", re.compile(rf"(?P<before>{_YEAR})(?:\s*年(?:全年)?|(?![\d]))")),
    ("year", re.compile(r"(?P<before>\d\d)年(?:全年)?")),
)  # fmt: skip

_UNITS_ZH = {"天": "day", "日": "day", "周": "week", "星期": "week", "月": "month", "季": "quarter",
             "季度": "quarter", "年": "year"}  # fmt: skip
_ROLLING = re.compile(
    rf"(?:(?P<en>last|past|previous|trailing|recent|most recent|latest|prior) "
    rf"(?P<n1>{NUMBER} |few )?(?P<u1>day|week|month|quarter|year)s?"
    rf"|(?:最近|过去|近|前|之前)的?\s*(?P<n2>{NUMBER}|半|几)\s*个?\s*(?P<u2>天|日|周|星期|月|季度|季|年)){_END}"
)

_NAMED: dict[str, tuple[str, ...]] = {
    "today": ("today", "今天", "今日"),
    "yesterday": ("yesterday", "昨天", "昨日"),
    "week": ("this week", "current week", "本周", "这周", "这个星期", "本星期"),
    "last week": ("last week", "previous week", "上周", "上个星期", "上星期", "上一周"),
    "month": ("this month", "current month", "本月", "这个月", "当月", "month to date", "mtd",
              "月初至今", "本月至今"),
    "last month": ("last month", "previous month", "prior month", "the month before", "上个月",
                   "上月", "上一个月"),
    "month before last": ("month before last", "上上个月", "上上月"),
    "quarter": ("this quarter", "current quarter", "本季度", "这个季度", "当季", "本季",
                "quarter to date", "qtd", "这季度"),
    "last quarter": ("last quarter", "previous quarter", "prior quarter", "the quarter before",
                     "上季度", "上个季度", "上一季度", "上一个季度", "上季"),
    "year": ("this year", "current year", "今年", "本年", "本年度", "year to date", "ytd",
             "今年以来", "今年至今", "年初至今", "年初以来", "this year so far", "今年到目前为止"),
    "last year": ("last year", "previous year", "prior year", "去年", "上一年", "去年全年"),
    "year before last": ("year before last", "前年"),
    "next month": ("next month", "下个月", "下月", "下一个月"),
    "next quarter": ("next quarter", "下季度", "下个季度", "下一季度"),
    "next year": ("next year", "明年", "下一年"),
    "all": ("all time", "ever", "all data", "all the data", "entire period", "whole period",
            "the entire data", "since the beginning", "全部时间", "所有时间", "有史以来",
            "全部数据", "所有数据", "整个期间", "全部期间"),
}  # fmt: skip
_NAME_OF = {word: name for name, words in _NAMED.items() for word in words}
_LONGEST_FIRST = sorted(_NAME_OF, key=len, reverse=True)


def read_number(text: str) -> int:
    """Return the value of a number that `NUMBER` matched.

    >>> read_number("三"), read_number("twelve"), read_number("二十"), read_number("7")
    (3, 12, 20, 7)
    """
    text = text.strip()
    if text.isdigit():
        return min(int(text), 10**6)  # more than there are orders
    if text in _EN_NUMBERS:
        return _EN_NUMBERS.index(text)
    if "十" in text:
        tens, ones = text.split("十")
        return _ZH_DIGITS.get(tens, 1) * 10 + _ZH_DIGITS.get(ones, 0)
    return _ZH_DIGITS[text]


def match_time(text: str, at: int, today: date) -> tuple[int, TimePiece] | None:
    """Find the longest word for time that begins at `at`.

    Parameters
    ----------
    text : str
        Lower-case text.
    at : int
        Where to look.
    today : datetime.date
        What "now" is.

    Returns
    -------
    tuple of int and TimePiece, or None
        Where the word ends, and what it says.
    """
    found: list[tuple[int, TimePiece]] = []
    for kind, pattern in _DATED:
        if match := pattern.match(text, at):
            found.append((match.end(), _dated(kind, match, today)))
    if match := _ROLLING.match(text, at):
        period = _rolling(match, today)
        if period:
            found.append((match.end(), TimePiece("fixed", period=period)))
    for word in _LONGEST_FIRST:
        if text.startswith(word, at) and _ends(text, at + len(word)):
            found.append((at + len(word), _named(_NAME_OF[word], today)))
            break
    return max(found, key=lambda item: item[0], default=None)


def _ends(text: str, end: int) -> bool:
    latin = text[end - 1].isascii()
    return not (latin and end < len(text) and text[end].isascii() and text[end].isalnum())


def _dated(kind: PieceKind, match: re.Match[str], today: date) -> TimePiece:
    groups = {name: value for name, value in match.groupdict().items() if value}
    written = groups.pop("before", None) or groups.pop("after", None)
    day = int(groups.pop("day", "0"))
    return TimePiece(kind, _year(written, today), _ordinal(groups), day)


def _year(written: str | None, today: date) -> int | None:
    if written is None:
        return None
    if written.isdigit():
        return int(written) if len(written) == 4 else 2000 + int(written)
    if written == "前年":
        return today.year - 2
    return today.year - (1 if written.startswith(("last", "去")) else 0)


def _ordinal(groups: dict[str, str]) -> int:
    for name, text in groups.items():
        if name[0] == "m":
            return int(name[1:])
        if text in _ORDINALS:
            return _ORDINALS[text]
        if text in "上下":
            return "上下".index(text) + 1
        return read_number(text)
    return 0


def _rolling(match: re.Match[str], today: date) -> Period | None:
    written = (match["n1"] or match["n2"] or "").strip()
    unit = _UNITS_ZH.get(match["u2"] or "", match["u1"])
    if written in ("few", "几") or (not written and match["en"] not in ("past", "trailing")):
        return None
    if written == "半":
        return periods.last_months(today, 6) if unit == "year" else None
    count = read_number(written) if written else 1
    if not 0 < count <= 400:
        return None
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return Period(today - timedelta(days=days - 1), today)
    if unit == "quarter":
        latest = periods.quarter_of(today)
        if latest.end > today:
            latest = latest.previous()
        return periods.month_span(periods.shift_month(latest.start, -3 * (count - 1)), 3 * count)
    return periods.last_months(today, count * (12 if unit == "year" else 1))


def _named(name: str, today: date) -> TimePiece:
    if name == "all":
        return TimePiece("all")
    if name.endswith("year") or name == "year before last":
        back = {"year": 0, "last year": 1, "year before last": 2, "next year": -1}[name]
        return TimePiece("year", year=today.year - back)
    this_month, monday = periods.month_span(today), today - timedelta(days=today.weekday())
    week = Period(monday, monday + timedelta(days=6))
    period = {
        "today": Period(today, today),
        "yesterday": Period(today, today).previous(),
        "week": week,
        "last week": week.previous(),
        "month": this_month,
        "last month": this_month.previous(),
        "month before last": this_month.previous().previous(),
        "next month": periods.month_span(periods.shift_month(today, 1)),
        "next quarter": periods.month_span(
            periods.shift_month(periods.quarter_of(today).start, 3), 3
        ),
        "quarter": periods.quarter_of(today),
        "last quarter": periods.quarter_of(today).previous(),
    }[name]
    return TimePiece("fixed", period=period)
