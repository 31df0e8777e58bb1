"""Databases of older versions are brought up to date, those of newer ones are refused."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from streamlit_chatkit import ConfigurationError
from streamlit_chatkit.local._store import migrations as _migrations
from streamlit_chatkit.local._store.database import Database, parse_url
from streamlit_chatkit.local._store.query import parse_query
from streamlit_chatkit.local._store.store import Store

from .postgres import new_database

VERSION_1 = Path(__file__).parents[1] / "fixtures" / "database" / "version-1.sql"
POSTGRESQL = {
    "seq INTEGER": "seq BIGSERIAL",
    "DATETIME": "TIMESTAMP WITHOUT TIME ZONE",
    "BLOB": "BYTEA",
}
"""Types of the first version that SQLite names otherwise."""


def table_names(path: Path) -> set[str]:
    engine = create_engine(f"sqlite:///{path}")
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def set_version(path: Path, version: int) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("update chatkit_schema set version = :v"), {"v": version})
    engine.dispose()


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    Database(f"sqlite:///{path}").close()
    set_version(path, 99)
    with pytest.raises(ConfigurationError, match=r"version 99.*Update streamlit-chatkit"):
        Database(f"sqlite:///{path}")


def test_an_older_database_is_brought_up_to_date_step_by_step(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    Database(f"sqlite:///{path}").close()
    set_version(path, 1)

    def add(connection: Connection) -> None:
        connection.execute(text("create table extra (a integer)"))

    def rename(connection: Connection) -> None:
        connection.execute(text("alter table extra rename to chatkit_extra"))

    engine = create_engine(f"sqlite:///{path}")
    for migrations in ([add], [add, rename], [add, rename]):
        with engine.begin() as connection:
            _migrations.migrate(connection, migrations)
    engine.dispose()
    assert "chatkit_extra" in table_names(path)
    assert "extra" not in table_names(path)


def shape(engine: Engine) -> dict[str, Any]:
    """Return the columns and indexes of each table."""
    found = inspect(engine)
    return {
        table: {
            "columns": {
                one["name"]: (str(one["type"]), one["nullable"]) for one in found.get_columns(table)
            },
            "indexes": {
                str(one["name"]): (
                    one["column_names"],
                    str(one.get("dialect_options", {}).get(f"{engine.dialect.name}_where")),
                )
                for one in found.get_indexes(table)
            },
        }
        for table in found.get_table_names()
    }


def make_version_1(engine: Engine) -> None:
    script = VERSION_1.read_text()
    if engine.dialect.name == "postgresql":
        for ours, theirs in POSTGRESQL.items():
            script = script.replace(ours, theirs)
    with engine.begin() as connection:
        for statement in filter(str.strip, script.split(";\n")):
            connection.execute(text(statement))
        connection.execute(
            text(
                "insert into chatkit_conversations "
                "(user_id, id, thread_id, created_at, updated_at, title, status, metadata) values "
                "('ada', 'c', 't', '2026-08-17 08:00:00.000000', '2026-08-17 08:00:00.000000', "
                "'GRÖSSE', 'idle', '{}')"
            )
        )


@pytest.fixture(params=["file", "postgres"])
def two_urls(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    if request.param == "file":
        yield f"sqlite:///{tmp_path / 'old.db'}", f"sqlite:///{tmp_path / 'new.db'}"
    else:
        server = request.getfixturevalue("postgres_server")
        with new_database(server, "chatkit_old") as old, new_database(server, "chatkit_new") as new:
            yield old, new


def titles(url: str, words: str) -> list[str]:
    database = Database(url)
    query = parse_query({"search": words})
    found = asyncio.run(Store(database).search_conversations("ada", query))
    database.close()
    return [one["title"] for one in found["items"]]


def test_a_database_of_the_first_version_becomes_like_a_new_one(two_urls: tuple[str, str]) -> None:
    old, new = (create_engine(parse_url(url)) for url in two_urls)
    make_version_1(old)
    assert [titles(url, "größe") for url in two_urls] == [["GRÖSSE"], []]
    assert shape(old) == shape(new)
    old.dispose()
    new.dispose()
