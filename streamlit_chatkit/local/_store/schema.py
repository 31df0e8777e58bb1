"""The tables of the database."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

from streamlit_chatkit.local._protocol.json import whole

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.engine.default import DefaultExecutionContext
    from sqlalchemy.schema import SchemaItem
    from sqlalchemy.types import TypeEngine


class Moment(TypeDecorator[datetime]):
    """A UTC time."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Leave the time zone out, which not every database keeps."""
        return value and value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Add the time zone again."""
        return value and value.replace(tzinfo=timezone.utc)


class Words(TypeDecorator[str]):
    """Text for people, without what databases cannot keep: NUL, and halves of characters."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Make the text storable."""
        return value and whole(value).replace("\0", "\ufffd")


class Key(TypeDecorator[str]):
    """An id. Whatever characters it has, two different ones stay different."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Escape what databases cannot keep."""
        if value is None:
            return None
        escaped = value.replace("\\", "\\\\").replace("\0", "\\0")
        return escaped.encode(errors="backslashreplace").decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the id as it was."""
        return _ESCAPED.sub(_unescape, value) if value and "\\" in value else value


_ESCAPED = re.compile(r"\\(\\|0|u[0-9a-f]{4})")


def _unescape(escaped: re.Match[str]) -> str:
    sign = escaped[1]
    return chr(int(sign[1:], 16)) if sign.startswith("u") else "\0" if sign == "0" else sign


_SEQUENCE = BigInteger().with_variant(Integer, "sqlite")
# `none_as_null`: a column without a value is NULL and not the JSON text "null".
_JSON = JSON(none_as_null=True)

metadata = MetaData()


def _table(name: str, *columns: SchemaItem) -> Table:
    # The order of insertion is the order of records that were made in the same millisecond.
    sequence = Column("seq", _SEQUENCE, primary_key=True, autoincrement=True)
    owner = Column("user_id", Key, nullable=False)
    return Table(f"chatkit_{name}", metadata, sequence, owner, *columns)


def _index_of_owned(name: str, *columns: str) -> Index:
    # Few of a long thread's runs have a process: those that go on.
    owned = text("worker_id is not null")
    return Index(name, *columns, sqlite_where=owned, postgresql_where=owned)


def _required(name: str, kind: type[TypeEngine[Any]] | TypeEngine[Any]) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _optional(name: str, kind: type[TypeEngine[Any]] | TypeEngine[Any]) -> Column[Any]:
    return Column(name, kind, nullable=True)


def folded(title: str | None) -> str | None:
    """Make titles that differ in upper and lower case alone the same."""
    return title and whole(title).casefold()


def _folded_title(context: DefaultExecutionContext) -> str | None:
    return folded(context.get_current_parameters()["title"])  # type: ignore[no-untyped-call]


conversations = _table(
    "conversations",
    _required("id", Key),
    _required("thread_id", Key),
    _required("created_at", Moment),
    _required("updated_at", Moment),
    _optional("assistant_id", Key),
    _optional("title", Words),
    # Databases fold letters in different ways, and SQLite those of ASCII only.
    Column("title_folded", Words, nullable=True, default=_folded_title),
    _required("status", String),
    _optional("error", Words),
    _optional("operation", _JSON),
    _required("metadata", _JSON),
    UniqueConstraint("user_id", "id"),
    UniqueConstraint("user_id", "thread_id"),
    Index("chatkit_conversations_by_time", "user_id", "updated_at", "seq"),
    Index("chatkit_conversations_by_agent", "user_id", "assistant_id", "updated_at", "seq"),
)

messages = _table(
    "messages",
    _required("conversation_id", Key),
    _required("id", Key),
    _required("role", String),
    _required("created_at", Moment),
    _required("updated_at", Moment),
    _required("status", String),
    _optional("run_id", Key),
    _required("content", _JSON),
    _required("reasoning", _JSON),
    _optional("error", Words),
    _required("input", _JSON),
    UniqueConstraint("user_id", "conversation_id", "id"),
    Index("chatkit_messages_by_time", "user_id", "conversation_id", "created_at", "seq"),
    Index("chatkit_messages_in_order", "user_id", "conversation_id", "seq"),
)

runs = _table(
    "runs",
    _required("id", Key),
    _required("thread_id", Key),
    _required("assistant_id", Key),
    _required("parent_id", Key),
    _required("message_id", Key),
    _required("created_at", Moment),
    _required("updated_at", Moment),
    _required("status", String),
    _optional("usage", _JSON),
    _optional("worker_id", Key),
    UniqueConstraint("user_id", "id"),
    Index("chatkit_runs_in_order", "user_id", "thread_id", "seq"),
    Index("chatkit_runs_of_message", "user_id", "thread_id", "parent_id", "seq"),
    _index_of_owned("chatkit_runs_going_on", "user_id", "thread_id"),
    Index("chatkit_runs_of_worker", "worker_id"),
)

feedbacks = _table(
    "feedbacks",
    _required("id", Key),
    _required("conversation_id", Key),
    _required("message_id", Key),
    _required("rating", String),
    _optional("content", Words),
    _required("created_at", Moment),
    _required("updated_at", Moment),
    UniqueConstraint("user_id", "id"),
    Index("chatkit_feedbacks_of_message", "user_id", "conversation_id", "message_id"),
)

files = _table(
    "files",
    _required("id", Key),
    _required("storage_id", Key),
    _required("name", Words),
    _required("mime_type", Words),
    _required("size", BigInteger),
    _required("created_at", Moment),
    _optional("unsent_since", Moment),
    UniqueConstraint("user_id", "id"),
    UniqueConstraint("user_id", "storage_id"),
    Index("chatkit_files_by_id", "id"),  # links name no user
    Index("chatkit_files_unsent", "unsent_since"),
)

# The processes that answer runs.
workers = Table(
    "chatkit_workers",
    metadata,
    Column("id", Key, primary_key=True),
    _required("seen_at", Moment),
)

# What requests to one process want of the process that answers a run.
commands = _table(
    "commands",
    _required("id", Key),
    _required("thread_id", Key),
    _required("run_id", Key),
    _required("worker_id", Key),
    _required("kind", String),
    _required("body", _JSON),
    _required("created_at", Moment),
    _required("taken", Boolean),
    _optional("answer", _JSON),
    UniqueConstraint("id"),
    Index("chatkit_commands_of_worker", "worker_id", "seq"),
)

# Client secrets that were minted over HTTP, which are good at each process.
secrets = Table(
    "chatkit_secrets",
    metadata,
    Column("digest", String, primary_key=True),
    _required("user_id", Key),
    _required("assistant_id", Key),
    _required("expires_at", Moment),
    Index("chatkit_secrets_by_time", "expires_at"),
)

# The events of a run, as they are sent, several to a row.
events = _table(
    "events",
    _required("run_id", Key),
    _required("position", Integer),
    _required("segment", Integer),
    _required("complete", Boolean),
    _required("data", LargeBinary),
    UniqueConstraint("user_id", "run_id", "position"),
)
