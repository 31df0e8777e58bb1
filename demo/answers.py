"""Turn figures into an answer: a sentence or two, and a small table, as markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pandas as pd

from demo import prose, wording
from demo.analysis import Plan
from demo.facts import Facts, Group
from demo.periods import Period, month_span
from demo.sql import OVERVIEW_METRICS
from demo.vocabulary import DIMENSIONS, Dimension, Language, Metric

MAX_ROWS = 8
_NAMES = {dimension.key: dimension for dimension in DIMENSIONS}


def answer(plan: Plan, frame: pd.DataFrame) -> str:
    """Return the answer to `plan` in the question's language.

    Parameters
    ----------
    plan : Plan
        What was asked.
    frame : pandas.DataFrame
        What `demo.analysis.run` returned for it.
    """
    facts = read_facts(plan, frame)
    blocks = [lead(facts)]
    if facts.groups or facts.overview:
        blocks.append(_table(facts))
    blocks = [_gap(facts), *blocks, *_footnotes(facts)]
    text = "\n\n".join(block for block in blocks if block)
    return wording.spaced(text) if facts.language == "zh" else text


def lead(facts: Facts) -> str:
    """Return the sentences of an answer, without its table."""
    text = prose.lead(facts)
    return wording.spaced(text) if facts.language == "zh" else text


def read_facts(plan: Plan, frame: pd.DataFrame) -> Facts:
    """Return the figures of `frame` under the names that the sentences use."""
    query = plan.query
    metric = query.metric
    facts = Facts(plan)
    if query.kind == "overview" or (query.kind == "drivers" and not plan.baseline):
        rows = {str(row["span"]): row for _, row in frame.iterrows()}
        facts.overview = [
            (m, _number(rows, "now", m), _number(rows, "before", m)) for m in OVERVIEW_METRICS
        ] if "now" in rows else []  # fmt: skip
        return facts
    if query.kind == "drivers" and plan.baseline:
        facts.groups = [
            Group(
                wording.group(row["value"], _NAMES[row["dimension"]], query.language),
                float(row["now"]),
                before=float(row["before"]),
                dimension=_NAMES[row["dimension"]],
            )
            for _, row in frame.iterrows()
        ]
        return facts
    value, before = _columns(plan, frame)
    by = query.by if query.by and query.by.key in frame.columns else None
    groups = [
        Group(
            wording.group(row[by.key], by, query.language) if by else "",
            float(row[value]),
            before=float(row[before]) if before else None,
            share=float(row["share"]) if "share" in frame.columns else None,
            extra=[float(row[m.key]) for m in query.metrics[1:]],
            complete=not by or _complete(row[by.key], by, plan.period),
        )
        for _, row in frame.iterrows()
        if pd.notna(row[value]) or (before and pd.notna(row[before]))
    ]
    if by:
        facts.groups = groups
        if query.ranks_time:
            whole = [g for g in groups if g.complete]
            facts.groups = (whole or groups)[: query.limit]
            facts.left_out = [g.name for g in groups if not g.complete] if whole else []
        total = float(frame["total"].iloc[0]) if "total" in frame.columns and len(frame) else None
        facts.total = Group("", total) if total is not None else None
        if before and metric.additive and not query.limit:
            facts.total = Group(
                "", sum(_zero(g.value) for g in groups), before=sum(_zero(g.before) for g in groups)
            )
    elif groups and groups[0].value == groups[0].value and _has_rows(metric, groups[0]):
        facts.total = groups[0]
    return facts


def _has_rows(metric: Metric, total: Group) -> bool:
    return not (metric.key == "orders" and total.value == 0 and not total.before)


def _zero(value: float | None) -> float:
    return value if value is not None and value == value else 0.0


def _number(rows: dict[str, pd.Series], name: str, metric: Metric) -> float:
    return float(rows[name][metric.key]) if name in rows else float("nan")


def _columns(plan: Plan, frame: pd.DataFrame) -> tuple[str, str | None]:
    if "part" in frame.columns:
        return "part", None
    key = plan.query.metric.key
    return (f"{key}_now", f"{key}_before") if plan.baseline else (key, None)


def _complete(start: object, by: Dimension, period: Period) -> bool:
    if not by.is_time:
        return True
    day = date.fromisoformat(str(start)[:10])
    span = month_span(day, 3 if by.key == "quarter" else 1)
    return span.clip(period) == span


def _table(facts: Facts) -> str:
    language, metric, query = facts.language, facts.plan.query.metric, facts.plan.query
    if facts.overview:
        return _overview_table(facts)
    if query.kind == "drivers":
        return _drivers_table(facts)
    by = query.by
    if by is None:
        return ""
    shown = facts.groups if by.is_time and not query.ranks_time else facts.groups[:MAX_ROWS]
    figure = wording.heading(metric, language)
    if query.share_of:
        figure = wording.names(query.share_of, language)
    head = [_title(by.label(language), language), figure]
    columns: list[list[str]] = [
        [g.name + ("" if g.complete else " *") for g in shown],
        [wording.full(g.value, metric, language) for g in shown],
    ]
    for i, extra in enumerate(query.metrics[1:]):
        head.append(wording.heading(extra, language))
        columns.append([wording.full(g.extra[i], extra, language) for g in shown])
    if facts.plan.baseline and not by.is_time:
        head.append(_title("change", language))
        columns.append([wording.change(g.change(metric), metric, language) for g in shown])
    elif by.is_time and not query.share_of and not query.ranks_time:
        head.append(_title("change", language))
        columns.append(_steps(shown, metric, language))
    elif query.share_of or (
        metric.additive and len(query.metrics) == 1 and not (facts.selected or query.ranks_time)
    ):
        head.append(_title("share", language))
        columns.append([f"{g.share:.1%}" if g.share is not None else wording.NONE for g in shown])
    more = len(facts.groups) - len(shown)
    tail = f"\n\n{_more(more, language)}" if more else ""
    return wording.table(head, list(zip(*columns, strict=True))) + tail


def _steps(groups: Sequence[Group], metric: Metric, language: Language) -> list[str]:
    """Return changes from row to row, except from or to a row that is not complete."""
    cells = [wording.NONE]
    for last, this in pairwise(groups):
        step = Group("", this.value, before=last.value).change(metric)
        whole = last.complete and this.complete
        cells.append(wording.change(step, metric, language) if whole else wording.NONE)
    return cells[: len(groups)]


def _overview_table(facts: Facts) -> str:
    language, baseline = facts.language, facts.plan.baseline
    head = ["", facts.plan.period.label(language)]
    if baseline:
        head.append(_title("change", language))
    rows = []
    for metric, now, before in facts.overview:
        row = [wording.heading(metric, language), wording.full(now, metric, language)]
        if baseline:
            step = Group("", now, before=before).change(metric)
            row.append(wording.change(step, metric, language))
        rows.append(row)
    return wording.table(head, rows)


def _drivers_table(facts: Facts) -> str:
    language, metric = facts.language, facts.plan.query.metric
    rows = [
        [
            g.name,
            g.dimension.label(language) if g.dimension else "",
            wording.signed(g.value - (g.before or 0.0), metric, language),
        ]
        for g in facts.movers()[:6]
    ]
    return wording.table(["", "", _title("change", language)], rows, texts=2)


def _title(word: str, language: Language) -> str:
    if language == "zh":
        return {"change": "变化", "share": "占比"}.get(word, word)
    return word[0].upper() + word[1:]


def _more(count: int, language: Language) -> str:
    return f"… and {count} more." if language == "en" else f"……另有 {count} 项未列出。"


def _gap(facts: Facts) -> str:
    """Say that there is nothing to compare with; comes first, since the question asked for it."""
    gap = facts.plan.gap
    if gap is None:
        return ""
    if facts.language == "en":
        return f"I cannot compare with {gap.label('en')}: the data do not cover all of it."
    return f"无法与{gap.label('zh')}比较：数据没有完整覆盖该期间。"


def _footnotes(facts: Facts) -> list[str]:
    """Say what limits the figures: periods that are not over, or not in the data."""
    plan, language = facts.plan, facts.language
    notes = []
    asked, period = plan.asked.label(language), plan.period.label(language)
    if plan.period != plan.asked:
        notes.append(
            f"Of {asked}, the data hold {period} only."
            if language == "en"
            else f"{asked}的数据目前只有{period}。"
        )
    if facts.left_out:
        left_out = wording.join(facts.left_out, language)
        notes.append(
            f"Left out because they are not complete: {left_out}."
            if language == "en"
            else f"数据不完整，未参与排名：{left_out}。"
        )
    if any(not g.complete for g in facts.groups):
        notes.append("\\* not complete" if language == "en" else "\\* 数据不完整")
    return notes
