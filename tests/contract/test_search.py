"""Searches made by the database find what the same searches over JSON records find."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streamlit_chatkit.local._protocol.http import ApiError
from streamlit_chatkit.local._protocol.wire import conversation_json, message_json
from streamlit_chatkit.local._store import pages as _pages
from streamlit_chatkit.local._store.database import Database
from streamlit_chatkit.local._store.query import parse_query
from streamlit_chatkit.local._store.records import Conversation, RunRecord, StoredMessage
from streamlit_chatkit.local._store.store import Store

MOMENT = datetime(2026, 8, 17, 8, 0, 0, tzinfo=timezone.utc)
TEXTS = ["", "Orders", "orders of May", "Größe 100%", "GRÖSSE", "尺寸_*?[a]", "İı", "a\\b", "Z"]
TITLES: list[str | None] = [None, *TEXTS]
WORDS = [*TEXTS, "ord", "%", "_", "%O%", "o_ders", "*", "[", "ß", "\0", "\ud800", "\\", "zz"]
TIMES = [MOMENT + timedelta(microseconds=n) for n in (0, 999, 1000, 61_000_000, 10**12)]
TIME_TEXTS = [
    *("2026-08-17T08:00:00.000Z", "2026-08-17T08:00:00.001Z", "2026-08-17T08:00:00Z", "2026-08-17"),
    *("2026-08-17T08:00:00.000+00:00", "2027", "", "x", "0001-01-01T00:00:00.000Z", "99999", "\0"),
]
CONVERSATION_KEYS: dict[str, list[str]] = {
    **dict.fromkeys(["title", "error", "xpertId", "status"], WORDS),
    **dict.fromkeys(["createdAt", "updatedAt"], TIME_TEXTS),
    "from": ["api", "API"],
    "unknown": ["x"],
    "operation": ["x"],
    "id": ["x"],
}
MESSAGE_KEYS: dict[str, list[str]] = {
    "role": ["ai", "human", "a%"],
    "status": ["success", "error"],
    "error": WORDS,
    **dict.fromkeys(["createdAt", "updatedAt"], TIME_TEXTS),
    "content": ["hello", "h%"],
    "executionId": ["r1", "r2"],
    "attachments": ["x"],
}
COMPARED = ["$eq", "$ne", "$like", "$ilike", "$gt", "$gte", "$lt", "$lte", "$contains"]


def conditions(words: list[str]) -> st.SearchStrategy[Any]:
    value = st.sampled_from([*words, None, 1, True])
    several = st.lists(value, max_size=3) | st.just("x")
    operators = st.dictionaries(
        st.sampled_from([*COMPARED, "$in", "$notIn", "$isNull"]), st.none(), max_size=2
    ).flatmap(
        lambda names: st.fixed_dictionaries(
            {
                name: several
                if name.endswith("n") and name != "$contains"
                else st.booleans()
                if name == "$isNull"
                else value
                for name in names
            }
        )
    )
    return value | operators


def searches(keys: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    where = st.lists(st.sampled_from(sorted(keys)), max_size=2, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: conditions(keys[name]) for name in names})
    )
    order = st.dictionaries(
        st.sampled_from(sorted(keys)), st.sampled_from(["ASC", "desc"]), max_size=2
    )
    return st.fixed_dictionaries(
        {
            "where": where,
            "order": order,
            "limit": st.sampled_from([1, 3, 50]),
            "offset": st.sampled_from([0, 2]),
        },
        optional={"search": st.sampled_from(["", "ORD", "ß", "ss", "_", "%", "\\", "\0", "i"])},
    )


@dataclass
class Records:
    """Conversations of one user, and messages of the first of them."""

    store: Store
    conversations: list[Conversation]
    messages: list[StoredMessage]


# Within a millisecond the database knows the order, which the texts of the times do not tell.
def whole_ms(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


async def fill(store: Store) -> Records:
    made = [
        Conversation(
            str(uuid4()),
            str(uuid4()),
            whole_ms(TIMES[n % len(TIMES)]),
            whole_ms(TIMES[n % 4]),
            assistant_id=[None, "Orders", "ord", "尺寸", "a\\b"][n % 5],
            title=title,
            status=["idle", "busy", "error"][n % 3],  # type: ignore[arg-type]
            error=TITLES[-n % 7],
            operation={"tasks": []} if n % 3 == 1 else None,
        )
        for n, title in enumerate([*TITLES, *TITLES])
    ]
    for one in made:
        await store.add_conversation("ada", one)
    await store.add_conversation("bob", replace(made[0], title="Orders"))
    run = RunRecord("r", made[0].thread_id, "a", "p", "m", MOMENT, MOMENT)
    messages = [
        StoredMessage(
            str(uuid4()),
            made[0].id,
            ["human", "ai"][n % 2],  # type: ignore[arg-type]
            whole_ms(TIMES[n % len(TIMES)]),
            whole_ms(TIMES[n % 3]),
            status=["success", "error"][n % 2],  # type: ignore[arg-type]
            run_id=[None, "r1", "r2"][n % 3],
            content=[{"type": "text", "text": "h"}] if n % 2 else "hello",
            reasoning=[{"text": "r"}] if n % 4 == 0 else [],
            error=title,
        )
        for n, title in enumerate(TITLES)
    ]
    await store.begin_run("ada", run, *messages)
    return Records(store, made, messages)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def records(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Records]:
    if request.param == "postgres":
        from .postgres import new_database

        with new_database(request.getfixturevalue("postgres_server"), "chatkit_search") as url:
            yield from opened(url)
    else:
        yield from opened(f"sqlite:///{tmp_path_factory.mktemp('search') / 'chat.db'}")


def opened(url: str) -> Iterator[Records]:
    store = Store(Database(url))
    yield asyncio.run(fill(store))
    store.database.close()


examples = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@examples
@given(body=searches(CONVERSATION_KEYS))
def test_conversations_are_found_as_among_their_json(
    records: Records, body: dict[str, Any]
) -> None:
    query = parse_query(body)
    expected = query.page([conversation_json(one) for one in records.conversations])
    assert asyncio.run(records.store.search_conversations("ada", query)) == expected


@examples
@given(body=searches(MESSAGE_KEYS))
def test_messages_are_found_as_among_their_json(records: Records, body: dict[str, Any]) -> None:
    query, of = parse_query(body), records.conversations[0]
    expected = query.page([message_json(one, of.thread_id) for one in records.messages])
    assert asyncio.run(records.store.search_messages("ada", of, query)) == expected


@pytest.mark.parametrize(
    "where",
    [
        {"createdAt": "2026-08-17T08:00:00.000Z"},
        {"createdAt": {"$in": ["2026-08-17T08:00:00.001Z"]}},
        {"createdAt": {"$gt": "2026-08-17T08:00:00.000Z"}},
        {"createdAt": {"$lte": "2026-08-17T08:00:00.000Z"}},
        {"createdAt": {"$ne": "2026-08-17T08:01:01.000Z"}},
        {"createdAt": {"$gte": "2026-08-17", "$lt": "2026-08-18"}},
        {"createdAt": {"$gt": "2026-08-17T08:00:00Z"}},
    ],
)
def test_times_are_compared_in_the_milliseconds_that_are_shown(
    database_url: str, where: dict[str, Any]
) -> None:
    async def scenario() -> tuple[Any, Any]:
        store = Store(Database(database_url))
        made = [Conversation(str(uuid4()), str(uuid4()), one, MOMENT) for one in TIMES]
        for one in made:
            await store.add_conversation("ada", one)
        query = parse_query({"where": where})
        found = await store.search_conversations("ada", query)
        store.database.close()
        return found, query.page([conversation_json(one) for one in made])

    found, expected = asyncio.run(scenario())
    assert found == expected
    assert 0 < found["total"] < len(TIMES)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"where": {"operation": {"$isNull": False}}}, "where.operation"),
        ({"where": {"title": {"$in": [str(n) for n in range(501)]}}}, "where.title"),
        ({"where": {"error": {"$ilike": "X"}}}, "where.error"),
        ({"order": {"operation": "ASC"}}, "order.operation"),
        ({"search": "\0"}, "search"),
    ],
)
def test_what_the_database_cannot_search_is_bounded(
    records: Records, body: dict[str, Any], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, store = parse_query(body), records.store
    page = asyncio.run(store.search_conversations("ada", query))
    assert page == query.page([conversation_json(one) for one in records.conversations])
    monkeypatch.setattr(_pages, "MAX_SCAN", 5)
    with pytest.raises(ApiError, match=f"{what}: Can be searched in 5 records at most"):
        asyncio.run(store.search_conversations("ada", query))
    narrow = parse_query({**body, "where": {**body.get("where", {}), "xpertId": "Orders"}})
    assert asyncio.run(store.search_conversations("ada", narrow))["total"] <= 5


def test_a_new_title_is_found(database_url: str) -> None:
    async def scenario() -> list[Any]:
        store = Store(Database(database_url))
        made = Conversation(str(uuid4()), str(uuid4()), MOMENT, MOMENT, title="Before")
        await store.add_conversation("ada", made)
        await store.change_conversation("ada", made.id, title="GRÖSSE")
        await store.change_conversation("ada", made.id, status="busy")
        pages = [
            await store.search_conversations("ada", parse_query({"search": words}))
            for words in ("before", "größe")
        ]
        await store.change_conversation("ada", made.id, title=None)
        pages.append(await store.search_conversations("ada", parse_query({"search": "größe"})))
        store.database.close()
        return [page["total"] for page in pages]

    assert asyncio.run(scenario()) == [0, 1, 0]
