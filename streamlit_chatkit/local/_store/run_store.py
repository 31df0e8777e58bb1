"""Where runs and their events are kept, and which process answers which run."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, or_, select, update

from . import schema
from .shared_store import SharedStore
from .tables import CONVERSATIONS, EVENTS, MESSAGES, RUNS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Update

    from .records import RunRecord, StoredEvents

_CHUNK = 500


class RunStore(SharedStore):
    """Runs, their events, and the processes that answer them.

    Methods that take no user are for the housekeeping of the server itself.
    """

    async def add_events(
        self,
        batch: Sequence[tuple[str, StoredEvents]],
        ended: Sequence[tuple[str, RunRecord]] = (),
    ) -> None:
        """Keep events of runs, each with its user, and note which runs have ended with them."""
        rows = [{"user_id": user, **vars(events)} for user, events in batch]

        def add(connection: Connection) -> None:
            if rows:
                connection.execute(insert(schema.events), rows)
            for user, run in ended:
                connection.execute(_release(user, run))

        await self.database.write(add)

    async def events(self, user: str, run_id: str, position: int = 0) -> Sequence[StoredEvents]:
        """Return the events of a run from a position on, as many as fit well into memory."""
        wanted = EVENTS.where(user, run_id=run_id) & (schema.events.c.position >= position)
        return await self.database.read(
            lambda connection: EVENTS.all(connection, wanted, limit=100)
        )

    async def newest_segment(self, user: str, run_id: str) -> int | None:
        """Return the position where the newest segment of a run's events begins."""
        table, same = schema.events, EVENTS.where(user, run_id=run_id)
        newest = select(func.max(table.c.segment)).where(same).scalar_subquery()
        first = select(func.min(table.c.position)).where(same, table.c.segment == newest)
        return await self.database.read(lambda connection: connection.execute(first).scalar())

    async def runs(
        self, user: str, thread_id: str, *, limit: int | None = None, offset: int = 0
    ) -> Sequence[RunRecord]:
        """Return runs of a thread, newest first."""
        wanted, order = RUNS.where(user, thread_id=thread_id), [schema.runs.c.seq.desc()]
        return await self.database.read(
            lambda connection: RUNS.all(connection, wanted, order=order, limit=limit, offset=offset)
        )

    async def run_of_message(self, user: str, thread_id: str, message_id: str) -> RunRecord | None:
        """Find the newest run that a message of the user began, else the one that took it."""
        began = await self._newest_run(user, schema.runs.c.parent_id == message_id, thread_id)
        return began or await self._newest_run(user, _took(user, thread_id, message_id), thread_id)

    async def newest_usage(self, user: str, thread_id: str) -> RunRecord | None:
        """Find the newest run of a thread whose agent has told its use of tokens."""
        return await self._newest_run(user, schema.runs.c.usage.is_not(None), thread_id)

    async def _newest_run(
        self, user: str, which: ColumnElement[bool], thread_id: str
    ) -> RunRecord | None:
        wanted = RUNS.where(user, thread_id=thread_id) & which
        order = [schema.runs.c.seq.desc()]
        found = await self.database.read(
            lambda connection: RUNS.all(connection, wanted, order=order, limit=1)
        )
        return found[0] if found else None

    async def run(self, user: str, thread_id: str, run_id: str) -> RunRecord | None:
        """Find a run."""
        wanted = RUNS.where(user, thread_id=thread_id, id=run_id)
        return await self.database.read(lambda connection: RUNS.first(connection, wanted))

    async def owner(self, user: str, run_id: str) -> tuple[str, datetime | None] | None:
        """Tell which process answers a run, and when it was last seen."""
        runs, workers = schema.runs, schema.workers
        query = (
            select(runs.c.worker_id, workers.c.seen_at)
            .join_from(runs, workers, runs.c.worker_id == workers.c.id, isouter=True)
            .where(RUNS.where(user, id=run_id), runs.c.worker_id.is_not(None))
        )

        def find(connection: Connection) -> tuple[str, datetime | None] | None:
            row = connection.execute(query).first()
            return (row.worker_id, row.seen_at) if row else None

        return await self.database.read(find)

    async def release(self, user: str, run: RunRecord) -> None:
        """Note that a run of a process has ended, and that all of its events are kept."""
        await self.database.write(lambda connection: connection.execute(_release(user, run)))

    async def add_worker(self, worker_id: str, moment: datetime) -> None:
        """Note that a process is there."""
        new = insert(schema.workers).values(id=worker_id, seen_at=moment)
        await self.database.write(lambda connection: connection.execute(new))

    async def see_worker(self, worker_id: str, moment: datetime) -> bool:
        """Note that a process is alive, unless others have found that it has died."""
        workers = schema.workers
        seen = update(workers).where(workers.c.id == worker_id).values(seen_at=moment)
        return await self.database.write(lambda connection: connection.execute(seen).rowcount > 0)

    async def forget_worker(self, worker_id: str) -> None:
        """Note that a process has ended."""
        gone = delete(schema.workers).where(schema.workers.c.id == worker_id)
        await self.database.write(lambda connection: connection.execute(gone))

    async def owned_runs(self) -> dict[tuple[str, datetime | None], list[tuple[str, RunRecord]]]:
        """Return the runs that have not ended with their users, by process and its last sign."""
        runs, workers = schema.runs, schema.workers
        query = (
            select(runs, workers.c.seen_at)
            .join_from(runs, workers, runs.c.worker_id == workers.c.id, isouter=True)
            .where(runs.c.worker_id.is_not(None))
        )

        def find(
            connection: Connection,
        ) -> dict[tuple[str, datetime | None], list[tuple[str, RunRecord]]]:
            found = defaultdict(list)
            for row in connection.execute(query).mappings():
                owner = (row["worker_id"], row["seen_at"])
                found[owner].append((row["user_id"], RUNS.from_mapping(dict(row))))
            return found

        return await self.database.read(find)

    async def forget_events(self, before: datetime, keep: int) -> None:
        """Forget the events of runs that ended before a moment, and of all but the newest ones."""
        runs, events = schema.runs, schema.events
        ended = runs.c.worker_id.is_(None)
        surplus = select(runs.c.seq).where(ended).order_by(runs.c.seq.desc()).offset(keep).limit(1)
        old = or_(runs.c.updated_at < before, runs.c.seq <= surplus.scalar_subquery())
        of_run = (runs.c.user_id == events.c.user_id) & (runs.c.id == events.c.run_id)
        find = select(events.c.seq).join(runs, of_run).where(ended, old)
        gone = await self.database.read(lambda connection: connection.execute(find).scalars().all())
        for start in range(0, len(gone), _CHUNK):  # others write in between
            await self._delete_events(gone[start : start + _CHUNK])

    async def _delete_events(self, sequence: Sequence[int]) -> None:
        gone = delete(schema.events).where(schema.events.c.seq.in_(sequence))
        await self.database.write(lambda connection: connection.execute(gone))


def _took(user: str, thread_id: str, message_id: str) -> ColumnElement[bool]:
    messages = schema.messages.c
    conversation = select(schema.conversations.c.id).where(
        CONVERSATIONS.where(user, thread_id=thread_id)
    )
    of_thread = MESSAGES.where(user) & (messages.conversation_id == conversation.scalar_subquery())
    place = select(messages.seq).where(of_thread, messages.id == message_id).scalar_subquery()
    answer = (
        select(messages.run_id)
        .where(of_thread, messages.seq > place, messages.role == "ai")
        .order_by(messages.seq)
        .limit(1)
    )
    return schema.runs.c.id == answer.scalar_subquery()


def _release(user: str, run: RunRecord) -> Update:
    same = RUNS.where(user, id=run.id, worker_id=run.worker_id)
    return update(schema.runs).where(same).values(worker_id=None)
