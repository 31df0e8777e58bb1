"""Brings a database to the schema of this version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import Column, Integer, MetaData, Table, insert, inspect, select, text, update

from streamlit_chatkit._errors import ConfigurationError

from ._schema import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

Migration: TypeAlias = Callable[["Connection"], None]

MIGRATIONS: Sequence[Migration] = ()
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
