"""Lists, pages and the begin of runs with a million stored messages of one user."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from benchmarks.table import Note, Row
from streamlit_chatkit.local import Run
from streamlit_chatkit.local._engine.intake import Job
from streamlit_chatkit.local._engine.runs import RunRegistry
from streamlit_chatkit.local._store.database import Database
from streamlit_chatkit.local._store.query import parse_query
from streamlit_chatkit.local._store.records import Assistant, Conversation, StoredMessage, now
from streamlit_chatkit.local._store.store import Store
from tests.contract.postgres import new_database, postgres

USER, AGENT = "visitor-42", "3f2b8c1e-5a47-4d0c-9a61-7d2f1b0e6a10"
CONVERSATIONS, EACH, IN_ONE = 20_000, 45, 100_000
ROUNDS = 30
GOAL_MS, BEGIN_MS = 50, 20

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
    runs = (
        "insert into chatkit_runs (user_id, id, thread_id, assistant_id, parent_id, message_id, "
        f"created_at, updated_at, status) {numbers}"
        f"select :user, 'r' || i, 't0', :agent, 'one' || (2 * i), 'one' || (2 * i + 1), "
        f"{at.format('i')}, {at.format('i')}, 'success' from n"
    )
    connection.execute(text(runs), {"user": USER, "agent": AGENT, "last": IN_ONE // 2 - 1})
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


async def begin_ms(store: Store, conversation: Conversation) -> float:
    """Return the milliseconds until an agent is called, in the median."""
    began, delays = 0.0, []

    async def agent(_: Run) -> None:
        delays.append(time.perf_counter() - began)

    assistant, runs = Assistant(AGENT, "agent", "Agent", None, now()), RunRegistry(store)
    for _ in range(ROUNDS):
        human = StoredMessage(str(uuid4()), conversation.id, "human", now(), now())
        job = Job(USER, assistant, conversation, human, {}, {}, None)
        began = time.perf_counter()
        execution = await runs.start(job, agent)
        await execution.wait_for_end()
    await runs.close()
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
    begins = [await begin_ms(store, conversation) for conversation in (one, large)]
    database.close()
    return [
        *(Row(f"{where}: {name}", value, "ms", goal=GOAL_MS) for name, value in measured),
        Row(f"{where}: a run begins", begins[0], "ms", goal=BEGIN_MS),
        Row(
            f"{where}: one among {IN_ONE:,} messages",
            begins[1],
            "ms",
            goal=BEGIN_MS,
            ratio=begins[1] / begins[0],
        ),
    ]


def measure() -> Iterator[Row | Note]:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'chat.db'}"
        yield from asyncio.run(rows(url, "1M messages, SQLite"))
    try:
        with postgres() as server, new_database(server, "chatkit_benchmark") as url:
            yield from asyncio.run(rows(url, "1M messages, PostgreSQL"))
    except pytest.skip.Exception as reason:
        yield Note("1M messages, PostgreSQL", f"not available: {reason}")
