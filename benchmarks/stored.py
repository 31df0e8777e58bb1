"""History list and newest page with a million stored messages of one user."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Connection, text

from benchmarks.table import Note, Row
from streamlit_chatkit.local._database import Database
from streamlit_chatkit.local._query import parse_query
from streamlit_chatkit.local._store import Store
from tests.contract.postgres import new_database, postgres

USER, AGENT = "visitor-42", "3f2b8c1e-5a47-4d0c-9a61-7d2f1b0e6a10"
CONVERSATIONS, EACH, IN_ONE = 20_000, 45, 100_000
ROUNDS = 30
GOAL_MS = 50

_NUMBERS = {
    "sqlite": "with recursive n(i) as (select 0 union all select i + 1 from n where i < :last) ",
    "postgresql": "with n(i) as (select generate_series(0, :last)) ",
}
_TIME = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', 1767225600 + {}, 'unixepoch')",
    "postgresql": "timestamp '2026-01-01' + {} * interval '1 second'",
}
_PART = '[{"type": "text", "id": "t", "text": "Order 1042 has shipped and will arrive on Monday."}]'


def fill(connection: Connection) -> None:
    """Store a million messages: most in conversations like any other, many in one of them."""
    kind = connection.dialect.name
    at, numbers = _TIME[kind], _NUMBERS[kind]
    conversations = (
        "insert into chatkit_conversations (user_id, id, thread_id, created_at, updated_at, "
        f"assistant_id, title, title_folded, status, metadata) {numbers}"
        f"select :user, 'c' || i, 't' || i, {at.format('i * 60')}, {at.format('i * 60')}, "
        ":agent, 'Order ' || i || ' of May', 'order ' || i || ' of may', 'idle', '{}' from n"
    )
    messages = (
        "insert into chatkit_messages (user_id, conversation_id, id, role, created_at, updated_at, "
        f"status, content, reasoning, input) {numbers}"
        "select :user, 'c' || (i / :each), :name || i, "
        f"case i % 2 when 0 then 'human' else 'ai' end, {at.format('i')}, {at.format('i')}, "
        "'success', :content, '[]', '{}' from n"
    )
    values = {"user": USER, "agent": AGENT, "last": CONVERSATIONS - 1}
    connection.execute(text(conversations), values)
    for name, each, count in (("m", EACH, CONVERSATIONS * EACH), ("one", IN_ONE, IN_ONE)):
        values = {"user": USER, "content": _PART, "each": each, "name": name, "last": count - 1}
        connection.execute(text(messages), values)


async def median_ms(call: Callable[[], Awaitable[object]]) -> float:
    delays = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await call()
        delays.append(time.perf_counter() - began)
    return statistics.median(delays) * 1e3


async def rows(url: str, where: str) -> list[Row]:
    database = Database(url)
    store = Store(database)
    await database.write(fill)
    one, large = [await store.conversation(USER, name) for name in ("c77", "c0")]
    assert one is not None
    assert large is not None
    mine = {"where": {"xpertId": AGENT}, "order": {"updatedAt": "DESC"}}
    operators = {"title": {"$ilike": "%77%may"}, "createdAt": {"$gte": "2026-01-05"}}
    history = parse_query(mine)
    words = parse_query({**mine, "search": "ORDER 1999"})
    found = parse_query({**mine, "where": operators})
    newest = parse_query({"order": {"createdAt": "DESC"}})
    measured = [
        ("history list", await median_ms(lambda: store.search_conversations(USER, history))),
        ("search by words", await median_ms(lambda: store.search_conversations(USER, words))),
        ("search by operators", await median_ms(lambda: store.search_conversations(USER, found))),
        ("newest page", await median_ms(lambda: store.search_messages(USER, one, newest))),
        (
            f"newest page of {IN_ONE:,} messages",
            await median_ms(lambda: store.search_messages(USER, large, newest)),
        ),
    ]
    database.close()
    return [Row(f"{where}: {name}", value, "ms", goal=GOAL_MS) for name, value in measured]


def measure() -> Iterator[Row | Note]:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'chat.db'}"
        yield from asyncio.run(rows(url, "1M messages, SQLite"))
    try:
        with postgres() as server, new_database(server, "chatkit_benchmark") as url:
            yield from asyncio.run(rows(url, "1M messages, PostgreSQL"))
    except pytest.skip.Exception as reason:
        yield Note("1M messages, PostgreSQL", f"not available: {reason}")
