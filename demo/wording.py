"""Write figures, scopes and tables in English and Chinese."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date

from demo.periods import MONTHS, Period
from demo.query import Filter
from demo.vocabulary import CHANNEL, SEGMENT, Dimension, Language, Metric, value_label

MINUS = "\u2212"
NONE = "–"


def short(value: float, metric: Metric, language: Language) -> str:
    """Write a figure for a sentence: "$1.24M", "124 万美元", "42.3%", "1,204"."""
    if math.isnan(value):
        return NONE
    if metric.unit == "percent":
        return f"{value:.1%}"
    if metric.unit == "count":
        return f"{value:,.0f}"
    sign, size = (MINUS if value < 0 else ""), abs(value)
    if language == "zh":
        return f"{sign}{size / 1e4:,.1f} 万美元" if size >= 1e4 else f"{sign}{size:,.0f} 美元"
    return f"{sign}${size / 1e6:,.2f}M" if size >= 1e6 else f"{sign}${size:,.0f}"


def full(value: float, metric: Metric, language: Language) -> str:
    """Write a figure for a table cell."""
    if math.isnan(value):
        return NONE
    if metric.unit == "percent":
        return f"{value:.1%}"
    sign, digits = (MINUS if value < 0 else ""), f"{abs(value):,.0f}"
    return f"{sign}${digits}" if metric.unit == "money" and language == "en" else sign + digits


def change(value: float, metric: Metric, language: Language) -> str:
    """Write a change with its sign: "+12.4%", or points for a rate: "−0.8 pp"."""
    if math.isnan(value):
        return NONE
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    if metric.unit == "percent":
        unit = " pp" if language == "en" else " 个百分点"
        return f"{sign}{abs(value) * 100:.1f}{unit}"
    return f"{sign}{abs(value):,.1%}"


def size_of(value: float, metric: Metric, language: Language) -> str:
    """Write a change without its sign."""
    return change(value, metric, language).lstrip("+" + MINUS)


def heading(metric: Metric, language: Language) -> str:
    """Return the title of a table column."""
    if language == "zh":
        return metric.zh + ("（美元）" if metric.unit == "money" else "")
    return metric.en[0].upper() + metric.en[1:]


def group(value: object, dimension: Dimension, language: Language) -> str:
    """Return the name of one group: a value, "Sep 2026", "Q3 2026"."""
    if not dimension.is_time:
        return value_label(dimension, str(value), language)
    day = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    if dimension.key == "quarter":
        number = (day.month + 2) // 3
        return f"Q{number} {day.year}" if language == "en" else f"{day.year} 年 Q{number}"
    if language == "zh":
        return f"{day.year} 年 {day.month} 月"
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def join(words: Sequence[str], language: Language) -> str:
    """Return "a, b and c"."""
    if language == "zh":
        return "、".join(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def scope(filters: Sequence[Filter], language: Language) -> str:
    """Say which orders: " for Tents in EMEA", "欧洲帐篷"; empty for all."""
    rank = {"region": 4, "country": 5, "product": 0, "product_line": 1, "segment": 2, "channel": 3}
    if language == "zh":
        ordered = sorted(filters, key=lambda f: -rank[f.dimension.key])
        parts = [names(f, language) for f in ordered if not f.exclude]
        without = [names(f, language) for f in ordered if f.exclude]
        outside = f"不含{'、'.join(without)}" if without else ""
        outside = f"（{outside}）" if outside and parts else outside
        return "".join(parts) + outside
    ordered = sorted(filters, key=lambda f: (f.exclude, rank[f.dimension.key]))
    return "".join(f" {_english(f)}" for f in ordered)


def names(filter_: Filter, language: Language) -> str:
    """Return the names of its values."""
    return join([value_label(filter_.dimension, v, language) for v in filter_.values], language)


def _english(filter_: Filter) -> str:
    values = names(filter_, "en")
    if filter_.exclude:
        return f"excluding {values}"
    if filter_.dimension in (CHANNEL, SEGMENT):
        noun = "channel" if filter_.dimension == CHANNEL else "segment"
        return f"in the {values} {noun}{'s' if len(filter_.values) > 1 else ''}"
    if filter_.dimension.key in ("region", "country"):
        article = "the " if values.startswith("United") else ""
        return f"in {article}{values}"
    return f"for {values}"


def during(period: Period, language: Language) -> str:
    """Say when: " in September 2026", "2026 年 9 月"."""
    if language == "zh":
        return period.label(language)
    label = period.label(language)
    if " – " in label:
        return f" from {label.replace(' – ', ' to ')}"
    return f" {'on' if period.days == 1 else 'in'} {label}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> str:
    """Return a markdown table whose first `texts` columns are text, and whose others figures."""
    lines = [head, ["---"] * texts + ["---:"] * (len(head) - texts), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def signed(value: float, metric: Metric, language: Language) -> str:
    """Write a difference with its sign for a table cell."""
    return ("+" if value > 0 else "") + full(value, metric, language)


def spaced(text: str) -> str:
    """Put a space between Chinese characters and figures that follow them."""
    return re.sub(r"([\u4e00-\u9fff])(?=[+\u2212]?\d)", r"\1 ", text)
