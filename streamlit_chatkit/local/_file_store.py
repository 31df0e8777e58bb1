"""Where the descriptions of uploaded files are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, select

from . import _schema as schema
from ._shared_store import SharedStore
from ._tables import FILES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ._records import StoredFile


class FileStore(SharedStore):
    """Files of users."""

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
