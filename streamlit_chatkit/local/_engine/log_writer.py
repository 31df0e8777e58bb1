"""Writes the events of all runs of a process to the store, in batches."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from streamlit_chatkit.local._store.records import StoredEvents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit_chatkit.local._store.records import RunRecord
    from streamlit_chatkit.local._store.store import Store

logger = logging.getLogger(__name__)

# The first event of a quiet process is written at once; then there is a pause after each batch.
PAUSE_S = 0.05
_SHARE, _LONGEST_PAUSE_S = 4, 0.5


@dataclass
class _Piece:
    segment: int
    events: list[bytes] = field(default_factory=list)
    complete: bool = False


class LogWriter:
    """Takes events without waiting and writes them soon after.

    Parameters
    ----------
    store : Store
        Where the events go.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pending: dict[tuple[str, str], list[_Piece]] = {}
        self._positions: dict[tuple[str, str], int] = {}
        self._ended: list[tuple[str, RunRecord]] = []
        self._abandoned: set[tuple[str, str]] = set()
        self._writing = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def put(self, user: str, run_id: str, segment: int, event: bytes, complete: bool) -> None:
        """Take an event of a run, of the given segment, which it may complete."""
        key = (user, run_id)
        if key in self._abandoned:
            return
        pieces = self._pending.setdefault(key, [])
        if not pieces or pieces[-1].segment != segment:
            pieces.append(_Piece(segment))
        pieces[-1].events.append(event)
        pieces[-1].complete = complete
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._write_while_pending())

    async def flush(self) -> None:
        """Wait until all events that were taken are in the store."""
        async with self._writing:
            await self._write()

    async def close(self, user: str, run: RunRecord) -> None:
        """Write the last events of a run, and note that it has ended."""
        self._ended.append((user, run))
        await self.flush()
        self._positions.pop((user, run.id), None)
        self._abandoned.discard((user, run.id))

    def abandon(self, user: str, run_id: str) -> None:
        """Write no more events of a run, which others have ended."""
        self._pending.pop((user, run_id), None)
        self._abandoned.add((user, run_id))

    async def _write_while_pending(self) -> None:
        while self._pending:
            began = time.monotonic()
            await self.flush()
            # Under load fewer and larger batches leave more of the machine to the agents.
            took = time.monotonic() - began
            await asyncio.sleep(min(max(PAUSE_S, _SHARE * took), _LONGEST_PAUSE_S))

    async def _write(self) -> None:
        pending, self._pending = self._pending, {}
        ended, self._ended = self._ended, []
        batch: list[tuple[str, StoredEvents]] = []
        for (user, run_id), pieces in pending.items():
            for piece in pieces:
                position = self._positions.get((user, run_id), 0)
                self._positions[user, run_id] = position + 1
                data = b"".join(piece.events)
                stored = StoredEvents(run_id, position, piece.segment, piece.complete, data)
                batch.append((user, stored))
        if batch or ended:
            await self._store_events(batch, ended)

    async def _store_events(
        self, batch: Sequence[tuple[str, StoredEvents]], ended: Sequence[tuple[str, RunRecord]] = ()
    ) -> None:
        try:
            await self._store.add_events(batch, ended)
        except IntegrityError:
            if len(batch) == 1 and not ended:  # others have ended the run
                self.abandon(batch[0][0], batch[0][1].run_id)
                return
            for one in batch:
                await self._store_events([one])
            await self._store_events([], ended)
        except Exception:  # streams go on from memory
            logger.exception("Events could not be stored")
