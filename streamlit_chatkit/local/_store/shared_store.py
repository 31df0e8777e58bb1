"""What processes that share a database tell each other: commands for runs, and client secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from . import schema
from .records import Grant
from .tables import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from streamlit_chatkit.local._protocol.json import Json

    from .database import Database
    from .records import Command


class SharedStore:
    """Commands and secrets; housekeeping, which takes no user unless it is about a user's own."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def add_command(self, user: str, command: Command) -> None:
        """Leave a command for the process that it names."""
        new = insert(schema.commands).values(user_id=user, **vars(command))
        await self.database.write(lambda connection: connection.execute(new))

    async def take_commands(self, worker_id: str) -> Sequence[tuple[str, Command]]:
        """Take the commands for a process, each with its user; nobody gets them again."""
        table = schema.commands
        waiting = (table.c.worker_id == worker_id) & table.c.taken.is_(False)
        find = select(table).where(waiting).order_by(table.c.seq)

        def look(connection: Connection) -> list[tuple[str, Command]]:
            rows = connection.execute(find).mappings()
            return [(row["user_id"], COMMANDS.from_mapping(row)) for row in rows]

        def take(connection: Connection) -> list[tuple[str, Command]]:
            found = look(connection)
            ids = [command.id for _, command in found]
            connection.execute(update(table).where(table.c.id.in_(ids)).values(taken=True))
            return found

        # Most looks find nothing, and need not wait for those who write.
        return await self.database.write(take) if await self.database.read(look) else []

    async def answer_command(self, user: str, command_id: str, answer: Json) -> None:
        """Answer a command."""
        same = COMMANDS.where(user, id=command_id)
        done = update(schema.commands).where(same).values(answer=answer)
        await self.database.write(lambda connection: connection.execute(done))

    async def answer(self, user: str, command_id: str) -> tuple[bool, Json | None]:
        """Tell whether a command was taken, and the answer to it, if there is one by now."""
        table = schema.commands
        wanted = select(table.c.taken, table.c.answer).where(COMMANDS.where(user, id=command_id))

        def find(connection: Connection) -> tuple[bool, Json | None]:
            row = connection.execute(wanted).first()
            return (False, None) if row is None else (row.taken, row.answer)

        return await self.database.read(find)

    async def withdraw(self, user: str, command_id: str) -> None:
        """Forget a command: it was answered, or nobody waits for it any more."""
        gone = delete(schema.commands).where(COMMANDS.where(user, id=command_id))
        await self.database.write(lambda connection: connection.execute(gone))

    async def add_grant(self, grant: Grant) -> None:
        """Keep whom a secret speaks for."""
        new = insert(schema.secrets).values(vars(grant))
        await self.database.write(lambda connection: connection.execute(new))

    async def grant(self, digest: str) -> Grant | None:
        """Find whom a secret speaks for."""
        table = schema.secrets
        wanted = select(table).where(table.c.digest == digest)

        def find(connection: Connection) -> Grant | None:
            row = connection.execute(wanted).mappings().first()
            return Grant(**row) if row else None

        return await self.database.read(find)

    async def forget_shared(self, before: datetime) -> None:
        """Forget commands, processes and secrets of before a moment."""
        commands, secrets, workers = schema.commands, schema.secrets, schema.workers

        def forget(connection: Connection) -> None:
            connection.execute(delete(commands).where(commands.c.created_at < before))
            connection.execute(delete(secrets).where(secrets.c.expires_at < before))
            connection.execute(delete(workers).where(workers.c.seen_at < before))

        await self.database.write(forget)
