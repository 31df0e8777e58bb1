"""Writes the events of all runs of a process to the store, in batches."""

from __future__ import annotations

import asyncio
import logging
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from ._records import StoredEvents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._event_log import Entry
    from ._store import Store

logger = logging.getLogger(__name__)

# The first event of a quiet process is written at once; then there is a pause after each batch.
PAUSE_S = 0.05


class LogWriter:
    """Takes events without waiting and writes them soon after.

    Parameters
    ----------
    store : Store
        Where the events go.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pending: dict[tuple[str, str], list[tuple[int, Entry]]] = {}
        self._positions: dict[tuple[str, str], int] = {}
        self._abandoned: set[tuple[str, str]] = set()
        self._writing = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def put(self, user: str, run_id: str, segment: int, entry: Entry) -> None:
        """Take an event of a run."""
        if (user, run_id) in self._abandoned:
            return
        self._pending.setdefault((user, run_id), []).append((segment, entry))
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._write_while_pending())

    async def flush(self) -> None:
        """Wait until all events that were taken are in the store."""
        async with self._writing:
            await self._write()

    def forget(self, user: str, run_id: str) -> None:
        """Note that a run has no more events."""
        self._positions.pop((user, run_id), None)
        self._abandoned.discard((user, run_id))

    def abandon(self, user: str, run_id: str) -> None:
        """Write no more events of a run, which others have ended."""
        self._pending.pop((user, run_id), None)
        self._abandoned.add((user, run_id))

    async def _write_while_pending(self) -> None:
        while self._pending:
            await self.flush()
            await asyncio.sleep(PAUSE_S)

    async def _write(self) -> None:
        pending, self._pending = self._pending, {}
        batch: list[tuple[str, StoredEvents]] = []
        for (user, run_id), taken in pending.items():
            for segment, group in groupby(taken, key=lambda one: one[0]):
                entries = [entry for _, entry in group]
                position = self._positions.get((user, run_id), 0)
                self._positions[user, run_id] = position + 1
                data = b"".join(entry.encode() for entry in entries)
                stored = StoredEvents(run_id, position, segment, entries[-1].complete, data)
                batch.append((user, stored))
        if batch:
            await self._store_events(batch)

    async def _store_events(self, batch: Sequence[tuple[str, StoredEvents]]) -> None:
        try:
            await self._store.add_events(batch)
        except IntegrityError:
            if len(batch) == 1:  # others have ended the run
                self.abandon(batch[0][0], batch[0][1].run_id)
                return
            for one in batch:
                await self._store_events([one])
        except Exception:  # streams go on from memory
            logger.exception("Events could not be stored")
