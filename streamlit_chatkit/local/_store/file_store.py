"""Where the descriptions of uploaded files are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import Text, cast, delete, or_, select, update

from streamlit_chatkit.local._protocol.human_input import file_handles

from . import schema
from .shared_store import SharedStore
from .tables import FILES, MESSAGES

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from .records import StoredFile, StoredMessage

DeleteContent: TypeAlias = Callable[[str], None]
"""Deletes the content of a file; gets its `storage_id`."""

_CHUNK = 100


class FileStore(SharedStore):
    """Files of users; housekeeping takes no user."""

    async def save_file(self, user: str, file: StoredFile) -> None:
        """Keep the description of an uploaded file."""
        await self.database.write(lambda connection: FILES.save(connection, user, file))

    async def file(self, user: str, file_id: str) -> StoredFile | None:
        """Find a file by its `id` or its `storage_id`."""
        wanted = or_(FILES.where(user, id=file_id), FILES.where(user, storage_id=file_id))
        return await self.database.read(lambda connection: FILES.first(connection, wanted))

    async def linked_file(self, file_id: str) -> tuple[str, StoredFile] | None:
        """Find a file and whose it is, for a link, which names no user but is signed for one."""
        table = schema.files
        wanted = select(table).where(table.c.id == file_id)

        def find(connection: Connection) -> tuple[str, StoredFile] | None:
            row = connection.execute(wanted).mappings().first()
            return (row["user_id"], FILES.from_mapping(row)) if row else None

        return await self.database.read(find)

    async def delete_file(self, user: str, file_id: str) -> None:
        """Forget a file."""
        gone = or_(FILES.where(user, id=file_id), FILES.where(user, storage_id=file_id))
        await self.database.write(
            lambda connection: connection.execute(delete(schema.files).where(gone))
        )

    async def forget_unsent_files(self, before: datetime, delete_content: DeleteContent) -> None:
        """Forget the files of before a moment that no message has named."""
        table = schema.files
        gone = delete(table).where(table.c.unsent_since < before).returning(table.c.storage_id)

        def forget(connection: Connection) -> None:
            for storage_id in connection.execute(gone).scalars().all():
                delete_content(storage_id)

        await self.database.write(forget)


def keep_files(connection: Connection, user: str, messages: Iterable[StoredMessage]) -> None:
    """Note that messages name files."""
    ids = [handle.id for message in messages for handle in file_handles(message.input)]
    if ids:
        table = schema.files
        named = or_(table.c.id.in_(ids), table.c.storage_id.in_(ids))
        connection.execute(update(table).where(FILES.where(user), named).values(unsent_since=None))


def forget_files(
    connection: Connection,
    user: str,
    messages: ColumnElement[bool],
    delete_content: DeleteContent,
) -> None:
    """Forget the files that no messages of the user name but these, which are being deleted."""
    inputs = connection.execute(select(schema.messages.c.input).where(messages)).scalars()
    ids = list({handle.id for given in inputs for handle in file_handles(given)})
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for file in _forget_unnamed(connection, user, messages, chunk):
            # Before the transaction counts: after a crash, the messages can be deleted again, but
            # a content without a record would never be found.
            delete_content(file.storage_id)


def _forget_unnamed(
    connection: Connection, user: str, messages: ColumnElement[bool], ids: list[str]
) -> list[StoredFile]:
    table = schema.files
    either = or_(table.c.id.in_(ids), table.c.storage_id.in_(ids))
    files = FILES.all(connection, FILES.where(user) & either)
    if not files:
        return []
    raw = cast(schema.messages.c.input, Text)
    named = or_(*(raw.contains(one) for file in files for one in (file.id, file.storage_id)))
    others = select(raw).where(MESSAGES.where(user) & ~messages & named)
    texts = connection.execute(others).scalars().all()
    gone = [
        file for file in files if not any(file.id in one or file.storage_id in one for one in texts)
    ]
    unnamed = FILES.where(user) & table.c.id.in_([file.id for file in gone])
    connection.execute(delete(table).where(unnamed))
    return gone
