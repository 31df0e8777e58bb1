"""Brings a database to the schema of this version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    insert,
    inspect,
    select,
    text,
    update,
)

from streamlit_chatkit._errors import ConfigurationError

from .schema import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.types import TypeEngine

Migration: TypeAlias = Callable[["Connection"], None]


# What a migration does must not change when `_schema` does.
def _search_in_sql(connection: Connection) -> None:
    table = "chatkit_conversations"
    connection.execute(text(f"alter table {table} add column title_folded text"))
    titles = text(f"select seq, title from {table} where title is not null")  # noqa: S608
    fold = text(f"update {table} set title_folded = :folded where seq = :seq")  # noqa: S608
    rows = [{"seq": row.seq, "folded": row.title.casefold()} for row in connection.execute(titles)]
    if rows:
        connection.execute(fold, rows)
    for statement in (
        "drop index chatkit_conversations_newest",
        "drop index chatkit_messages_newest",
        f"create index chatkit_conversations_by_time on {table} (user_id, updated_at, seq)",
        f"create index chatkit_conversations_by_agent on {table} "
        "(user_id, assistant_id, updated_at, seq)",
        "create index chatkit_messages_by_time on chatkit_messages "
        "(user_id, conversation_id, created_at, seq)",
        "create index chatkit_messages_in_order on chatkit_messages "
        "(user_id, conversation_id, seq)",
    ):
        connection.execute(text(statement))


def _commands_and_secrets(connection: Connection) -> None:
    tables, sequence = MetaData(), BigInteger().with_variant(Integer, "sqlite")

    def required(name: str, kind: type[TypeEngine[Any]]) -> Column[Any]:
        return Column(name, kind, nullable=False)

    Table(
        "chatkit_commands",
        tables,
        Column("seq", sequence, primary_key=True, autoincrement=True),
        *(required(name, String) for name in ("user_id", "id", "thread_id", "run_id")),
        *(required(name, String) for name in ("worker_id", "kind")),
        required("body", JSON),
        required("created_at", DateTime),
        required("taken", Boolean),
        Column("answer", JSON, nullable=True),
        UniqueConstraint("id"),
        Index("chatkit_commands_of_worker", "worker_id", "seq"),
    )
    Table(
        "chatkit_secrets",
        tables,
        Column("digest", String, primary_key=True),
        *(required(name, String) for name in ("user_id", "assistant_id")),
        required("expires_at", DateTime),
        Index("chatkit_secrets_by_time", "expires_at"),
    )
    tables.create_all(connection)
    connection.execute(text("create index chatkit_files_by_id on chatkit_files (id)"))


def _runs_of_long_threads(connection: Connection) -> None:
    for statement in (
        "drop index chatkit_runs_of_thread",
        "create index chatkit_runs_in_order on chatkit_runs (user_id, thread_id, seq)",
        "create index chatkit_runs_of_message on chatkit_runs (user_id, thread_id, parent_id, seq)",
        "create index chatkit_runs_going_on on chatkit_runs (user_id, thread_id) "
        "where worker_id is not null",
    ):
        connection.execute(text(statement))


def _unsent_files(connection: Connection) -> None:
    moment = DateTime().compile(connection.dialect)
    for statement in (
        f"alter table chatkit_files add column unsent_since {moment}",
        "create index chatkit_files_unsent on chatkit_files (unsent_since)",
    ):
        connection.execute(text(statement))


MIGRATIONS: Sequence[Migration] = (
    _search_in_sql,
    _commands_and_secrets,
    _runs_of_long_threads,
    _unsent_files,
)
"""What leads from version 1 to 2, from 2 to 3, …; `_schema` is where they lead to."""

_version = Table(
    "chatkit_schema", MetaData(), Column("version", Integer, primary_key=True, autoincrement=False)
)
_LOCK = 0x6368_6174


def migrate(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Make the tables, or bring older ones up to date, within the connection's transaction.

    Raises
    ------
    ConfigurationError
        If a newer version of this package has written the database.
    """
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    newest = len(migrations) + 1
    if not inspect(connection).has_table(_version.name):
        metadata.create_all(connection)
        _version.create(connection)
        connection.execute(insert(_version).values(version=newest))
        return
    version = connection.execute(select(_version.c.version)).scalar_one()
    if version > newest:
        msg = (
            f"The database has schema version {version}; this version of streamlit-chatkit knows "
            f"{newest} at most. Update streamlit-chatkit, or choose another database."
        )
        raise ConfigurationError(msg)
    for migration in migrations[version - 1 :]:
        migration(connection)
    connection.execute(update(_version).values(version=newest))
