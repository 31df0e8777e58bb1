"""Read questions about the orders, in English and Chinese.

Nothing is guessed in silence: a word that may carry meaning and is not known makes the question
`NotUnderstood`, or is named in `Query.ignored`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from demo.doubts import doubt
from demo.lexer import suggestions, tokenize
from demo.query import NotUnderstood, Query, Reason, follow
from demo.reading import Reading
from demo.time_grammar import read_times
from demo.vocabulary import MONTH, REVENUE, Language

LONGEST = 600
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def language_of(text: str, default: Language = "en") -> Language:
    """Return the language that `text` is written in; `default` if it has no letters."""
    if _CHINESE.search(text):
        return "zh"
    return "en" if re.search(r"[A-Za-z]", text) else default


def parse(
    text: str, *, today: date, previous: Query | None = None, language: Language = "en"
) -> Query | NotUnderstood:
    """Read one question.

    Parameters
    ----------
    text : str
        What the user wrote.
    today : datetime.date
        What "now" is: the last day of the data.
    previous : Query, optional
        The question before it, which a follow-up ("and by country?") completes itself from.
    language : {"en", "zh"}, optional
        For texts without letters.

    Returns
    -------
    Query or NotUnderstood
        What is asked for, or what is in the way.

    Examples
    --------
    >>> query = parse("Top 3 products in Q3 2026", today=date(2026, 10, 31))
    >>> query.by.key, query.limit, query.period.label("en")
    ('product', 3, 'Q3 2026')
    """
    if len(text) > LONGEST:
        return NotUnderstood(language_of(text[:LONGEST], language), "long")
    tokens = tokenize(text, today)
    reading = Reading(tokens, read_times(tokens, today), language_of(text, language))
    problem = doubt(reading)
    query = reading.query()
    if problem:
        reason, words = problem
        similar = [s for word in words for s in suggestions(word)] if reason == "unknown" else []
        return NotUnderstood(query.language, reason, words, tuple(similar), query)
    if reading.is_empty():
        return NotUnderstood(
            query.language, "unknown" if query.ignored else "nothing", query.ignored
        )
    if previous and reading.is_follow_up():
        query = follow(query, previous, beside="compare" in reading.roles)
    return _settle(query)


def _settle(query: Query) -> Query | NotUnderstood:
    """Fill in what goes without saying, and refuse what makes no sense."""
    query = replace(query, metrics=query.metrics or (REVENUE,))
    several = [f for f in query.filters if len(f.values) > 1 and not f.exclude]
    if query.by is None and several and not query.share_of and query.kind == "figures":
        query = replace(query, by=several[-1].dimension)

    def refuse(reason: Reason, *words: str) -> NotUnderstood:
        return NotUnderstood(query.language, reason, words, partly=query)

    if query.kind == "drivers" and not query.metric.additive:
        return refuse("drivers", query.metric.label(query.language))
    if query.share and not query.metric.additive:
        return refuse("share", query.metric.label(query.language))
    if query.share_of and query.compare == "previous" and query.by is None:
        query = replace(query, by=MONTH, compare=None, by_change=False)
    if len(query.metrics) > 1 and (query.share or query.compare or query.kind == "drivers"):
        return refuse("metrics", *(m.label(query.language) for m in query.metrics))
    if query.share and query.by is None and query.share_of is None:
        return refuse("share")
    if query.ranked and query.by is None and query.kind == "figures":
        return refuse("rank")
    if query.by and query.by.is_time:
        if query.compare and query.compare != "previous":
            return refuse("year_over_time")
        query = replace(query, compare=None)
    if query.compare and query.share:
        return refuse("compare")
    return query
