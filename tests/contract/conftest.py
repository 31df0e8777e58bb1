from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine

from streamlit_chatkit.local._store.database import MEMORY, Database, parse_url
from streamlit_chatkit.local._store.schema import metadata

from .databases import database_url, postgres_server
from .harness import Chat, databases
from .postgres import new_database

__all__ = ["database_url", "postgres_server"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.get_closest_marker("each_database"):
        metafunc.parametrize("database_of_chats", ["sqlite", "postgres"], indirect=True)


@pytest.fixture(autouse=True)
def database_of_chats(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let chats use a database of this kind, which is empty."""
    if getattr(request, "param", "sqlite") == "postgres":
        databases.url = request.getfixturevalue("emptied_database")
    yield
    for database in databases.opened:
        database.close()
    databases.opened.clear()
    databases.url = MEMORY


@pytest.fixture(scope="session")
def reused_database(postgres_server: str) -> Iterator[str]:
    with new_database(postgres_server, f"chatkit_{uuid4().hex}") as url:
        Database(url).close()
        yield url


@pytest.fixture
def emptied_database(reused_database: str) -> str:
    engine = create_engine(parse_url(reused_database))
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(table.delete())
    engine.dispose()
    return reused_database


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def open_chat(anyio_backend: str) -> AsyncIterator[Callable[..., Awaitable[Chat]]]:
    """Open a thread on a server; ends all runs afterwards."""
    chats: list[Chat] = []

    async def open_one(*args: Any, **options: Any) -> Chat:
        chat = Chat(*args, **options)
        chats.append(chat)
        await chat.new_thread()
        return chat

    yield open_one
    for chat in chats:
        await chat.service.runs.close()
        await chat.http.aclose()
