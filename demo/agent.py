"""The demo's agent: rules instead of a language model, real figures from the real data."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import date

import pandas as pd

from demo import analysis, cards, deeds, replies
from demo.analysis import NoData, Plan, bounds, plan
from demo.answers import answer, lead, read_facts
from demo.filters import DashboardFilters, applied_note
from demo.query import NotUnderstood, Query
from demo.questions import language_of, parse
from demo.requests import Request, read_request
from demo.vocabulary import COUNTRY, Language
from streamlit_chatkit.local import ClientToolError, Message, Run

PACE = 0.018
_PIECE = re.compile(r"\n*\|[^\n]*\n?|\s*[\u4e00-\u9fff，。；：、]{1,3}|\s*\S+|\s+")


async def analyst(run: Run) -> None:
    """Answer a question about the orders, or do what is asked for on the dashboard.

    Reads the dashboard's filters with the client tool ``get_filters``, shows how it read the
    question and the SQL that it runs, and streams the figures. It says of itself that it follows
    rules, and what it can answer, whenever it cannot.
    """
    text = run.input.text
    language = language_of(text, "zh" if (run.locale or "").startswith("zh") else "en")
    today = bounds().end
    if run.input.files:
        for file in run.input.files:
            await _stream(run, await deeds.read_attachment(run, file, language) + "\n\n")
        return
    if small := replies.small_talk(text, language, today):
        await _stream(run, small)
        return
    request = read_request(text)
    if request.kind == "filter":
        await _stream(run, await deeds.set_filters(run, request.text, today, language))
    elif request.kind == "reset":
        await _stream(run, await deeds.reset_filters(run, language))
    elif request.kind == "export":
        await _stream(run, await deeds.export_report(run, language))
    else:
        await _answer(run, request, today, language)


async def _answer(run: Run, request: Request, today: date, language: Language) -> None:
    previous = _previous_question(run.messages, language)
    question = parse(request.text, today=today, previous=previous, language=language)
    if isinstance(question, NotUnderstood) and question.reason == "rank":
        question = await deeds.ask_what_to_rank(run, question) or question
    if isinstance(question, NotUnderstood):
        await run.reasoning(replies.understood(question.partly, question.language))
        await _stream(run, replies.not_understood(question))
        return
    await run.reasoning(replies.understood(question, question.language))
    if len(run.messages) == 1:
        await run.set_title(replies.title(question))
    question, added = (await _filters(run)).apply(question)
    fixed = plan(question, bounds())
    if isinstance(fixed, NoData):
        await _stream(run, replies.no_data(fixed))
        return
    await _stream(run, replies.caveats(question))
    figures = await _query(run, fixed)
    note = applied_note(added, question.language)
    facts = read_facts(fixed, figures)
    card = cards.chart_card(facts) if request.kind == "chart" else None
    said = lead(facts) if card else answer(fixed, figures)
    await _stream(run, "\n\n".join(filter(None, (said, note))))
    if card:
        await run.widget(card, name="chart")
    if question.by == COUNTRY and len(figures):
        await run.effect("highlight", {"country": str(figures[COUNTRY.key].iloc[0])})


def _previous_question(messages: Sequence[Message], language: Language) -> Query | None:
    """Return the last question before this message that was understood."""
    today, query = bounds().end, None
    for message in messages[:-1]:
        if message.role == "user" and not replies.small_talk(message.text, language, today):
            asked = read_request(message.text)
            if asked.kind not in ("question", "chart"):
                continue
            parsed = parse(asked.text, today=today, previous=query, language=language)
            query = parsed if isinstance(parsed, Query) else query
    return query


async def _filters(run: Run) -> DashboardFilters:
    """Ask the dashboard; without one (another client, a closed page) nothing is filtered."""
    try:
        return DashboardFilters.read(await run.call_client_tool("get_filters"))
    except ClientToolError:
        return DashboardFilters()


async def _query(run: Run, fixed: Plan) -> pd.DataFrame:
    shown = {"sql": fixed.sql, "parameters": [str(p) for p in fixed.parameters]}
    title = {"en_US": "Query the orders", "zh_Hans": "查询订单数据"}
    async with run.tool("query_orders", title=title, input=shown) as step:
        figures = await asyncio.to_thread(analysis.run, fixed)
        step.output = figures
    return figures


async def _stream(run: Run, text: str) -> None:
    """Send `text` in small pieces at the pace of reading aloud fast; table rows stay whole."""
    for piece in _PIECE.findall(text):
        await run.text(piece)
        await asyncio.sleep(PACE)
