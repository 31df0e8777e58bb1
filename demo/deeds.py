"""What the agent does on the dashboard, rather than say."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from demo.dashboard_request import read_filters
from demo.filters import DashboardFilters
from demo.query import NotUnderstood, Query
from demo.texts import AGENT_TEXTS
from demo.uploads import describe, plan_table, run_table
from demo.vocabulary import COUNTRY, DIMENSIONS, LINE, PRODUCT, REGION, Language, value_label
from demo.wording import join
from streamlit_chatkit.local import ClientToolError, Question, Run, RunFile


async def set_filters(run: Run, what: str, today: date, language: Language) -> str:
    """Set the filters that `what` names, and say what the dashboard shows then."""
    texts = AGENT_TEXTS[language]
    wanted = read_filters(what, today, language)
    if wanted is None:
        return texts["no_such_filter"].format(what=what)
    return await _filter(run, "set_filters", wanted.arguments, language)


async def reset_filters(run: Run, language: Language) -> str:
    """Clear the filters."""
    cleared = {"region": [], "product_line": [], "period": "all"}
    return await _filter(run, "set_filters", cleared, language)


async def export_report(run: Run, language: Language) -> str:
    """Write the orders that the dashboard shows to a file, if the user agrees."""
    texts = AGENT_TEXTS[language]
    try:
        shown = DashboardFilters.read(await run.call_client_tool("get_filters"))
    except ClientToolError:
        return texts["no_dashboard"]
    dates = f"{shown.period.start}-{shown.period.end}" if shown.period else "all"
    decision = await run.request_approval(
        texts["export_action"],
        {"file": f"orders-{dates}.csv"},
        description=texts["export_question"].format(what=_shown(shown, language)),
        allowed=("approve", "edit", "reject"),
        args_schema=_report_schema(texts["export_file"]),
    )
    if not decision.approved:
        return texts["export_refused"]
    try:
        written = await run.call_client_tool("export_report", decision.args)
    except ClientToolError:
        return texts["export_failed"]
    return texts["exported"].format(file=written["file"], rows=f"{written['rows']:,}")


async def ask_what_to_rank(run: Run, question: NotUnderstood) -> Query | None:
    """Ask back what a ranking is to be of; ``None`` if the answer does not tell."""
    language = question.language
    texts = AGENT_TEXTS[language]
    options = {_plural(d.en_plural, d.zh, language): d for d in (PRODUCT, REGION, COUNTRY)}
    asked = Question(texts["rank_question"], list(options), header=texts["rank_header"])
    try:
        (answer,) = await run.ask_user(asked)
    except ClientToolError:
        return None
    said = answer.value.strip().lower()
    chosen = options.get(answer.value) or next(
        (d for d in DIMENSIONS if said in (d.en, d.en_plural, d.zh, *d.words)), None
    )
    if chosen is None or question.partly is None:
        return None
    return replace(question.partly, by=chosen)


async def read_attachment(run: Run, file: RunFile, language: Language) -> str:
    """Sum up the table in a file."""
    texts = AGENT_TEXTS[language]
    try:
        frame = await file.dataframe()
    except (ValueError, FileNotFoundError):
        return texts["no_table"].format(file=file.name)
    frame.columns = frame.columns.map(str)
    plan = plan_table(frame)
    title = {"en_US": "Query the attached table", "zh_Hans": "查询附件表格"}
    async with run.tool("query_attachment", title=title, input={"sql": plan.sql}) as step:
        figures = await asyncio.to_thread(run_table, plan, frame)
        step.output = figures
    return describe(file.name, frame, plan, figures, language)


def _report_schema(title: str) -> dict[str, object]:
    """Say what the user may change before a report is written."""
    file = {"type": "string", "title": title, "minLength": 1, "maxLength": 80}
    return {"type": "object", "properties": {"file": file}, "required": ["file"]}


async def _filter(run: Run, tool: str, given: Mapping[str, object], language: Language) -> str:
    try:
        shown = DashboardFilters.read(await run.call_client_tool(tool, given))
    except ClientToolError:
        return AGENT_TEXTS[language]["no_dashboard"]
    return AGENT_TEXTS[language]["filtered"].format(what=_shown(shown, language))


def _shown(filters: DashboardFilters, language: Language) -> str:
    texts = AGENT_TEXTS[language]
    regions = [value_label(REGION, v, language) for v in filters.regions]
    lines = [value_label(LINE, v, language) for v in filters.lines]
    period = filters.period.label(language) if filters.period else ""
    parts = [
        join(regions, language) if regions else texts["all_regions"],
        join(lines, language) if lines else texts["all_lines"],
        period,
    ]
    return " · ".join(filter(None, parts))


def _plural(en: str, zh: str, language: Language) -> str:
    return en[0].upper() + en[1:] if language == "en" else zh
