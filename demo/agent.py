"""The demo's agent: rules instead of a language model, real figures from the real data."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

import pandas as pd

from demo import analysis, replies
from demo.analysis import NoData, Plan, bounds, plan
from demo.answers import answer
from demo.filters import DashboardFilters, applied_note
from demo.query import NotUnderstood, Query
from demo.questions import language_of, parse
from demo.vocabulary import Language
from streamlit_chatkit.local import ClientToolError, Message, Run

PACE = 0.018
_PIECE = re.compile(r"\n*\|[^\n]*\n?|\s*[\u4e00-\u9fff，。；：、]{1,3}|\s*\S+|\s+")


async def analyst(run: Run) -> None:
    """Answer a question about the orders.

    Reads the dashboard's filters with the client tool ``get_filters``, shows how it read the
    question and the SQL that it runs, and streams the figures. It says of itself that it follows
    rules, and what it can answer, whenever it cannot.
    """
    text = run.input.text
    language = language_of(text, "zh" if (run.locale or "").startswith("zh") else "en")
    today = bounds().end
    if small := replies.small_talk(text, language, today):
        await _stream(run, small)
        return
    previous = _previous_question(run.messages, language)
    question = parse(text, today=today, previous=previous, language=language)
    if isinstance(question, NotUnderstood):
        await run.reasoning(replies.understood(question.partly, question.language))
        await _stream(run, replies.not_understood(question))
        return
    await run.reasoning(replies.understood(question, question.language))
    question, added = (await _filters(run)).apply(question)
    fixed = plan(question, bounds())
    if isinstance(fixed, NoData):
        await _stream(run, replies.no_data(fixed))
        return
    await _stream(run, replies.caveats(question))
    figures = await _query(run, fixed)
    note = applied_note(added, question.language)
    await _stream(run, "\n\n".join(filter(None, (answer(fixed, figures), note))))


def _previous_question(messages: Sequence[Message], language: Language) -> Query | None:
    """Return the last question before this message that was understood."""
    today, query = bounds().end, None
    for message in messages[:-1]:
        if message.role == "user" and not replies.small_talk(message.text, language, today):
            parsed = parse(message.text, today=today, previous=query, language=language)
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
