"""The event log of a run that has ended, or that another process answers."""

from __future__ import annotations

import asyncio
import time
from itertools import count
from typing import TYPE_CHECKING

from .event_log import KEEP_ALIVE, EventId

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from streamlit_chatkit.local._store.records import StoredEvents
    from streamlit_chatkit.local._store.store import Store

POLL_S = 0.05
_ASK_EACH = 10  # the end is among the events, unless the process has died


class StoredLog:
    """Replays and follows a run's events in the store.

    Parameters
    ----------
    store : Store
        Where the events are.
    user, run_id : str
        Whose run it is, and which.
    find_owner : callable
        Tells whether a process answers the run; called with `user` and `run_id`.
    """

    def __init__(
        self,
        store: Store,
        user: str,
        run_id: str,
        find_owner: Callable[[str, str], Awaitable[bool]],
    ) -> None:
        self._store = store
        self._find_owner = find_owner
        self._user = user
        self._run_id = run_id

    async def follow(self, after: EventId | None, heartbeat: float) -> AsyncIterator[bytes]:
        """Yield encoded events after the cursor, or of the newest segment, until it ends.

        Parameters
        ----------
        after : EventId or None
            The reader's cursor.
        heartbeat : float
            Seconds of silence after which a comment keeps the connection alive.
        """
        position = await self._store.newest_segment(self._user, self._run_id) or 0
        complete, owned, heard = False, False, time.monotonic()
        for turn in count():
            # Asked before the events are read, which are all there when a run gives up its owner.
            if turn % _ASK_EACH == 0:
                owned = await self._find_owner(self._user, self._run_id)
            batch = await self._store.events(self._user, self._run_id, position)
            for events in batch:
                position, complete = events.position + 1, events.complete
                data, after = _after(events, after)
                if data:
                    heard = time.monotonic()
                    yield data
                if data and complete:
                    return
            if not batch:
                if complete or not owned:
                    return
                if time.monotonic() - heard >= heartbeat:
                    heard = time.monotonic()
                    yield KEEP_ALIVE
                await asyncio.sleep(POLL_S)

    async def has_answered(self, call_ids: Sequence[str | None], cursor: EventId | None) -> bool:
        """Tell whether the run went on after an interrupt with these calls.

        Decisions of the user have no ids; then the reader's cursor tells, which has not seen how
        the run went on.
        """
        newest = await self._store.newest_segment(self._user, self._run_id) or 0
        asked, position = list[bytes](), 0
        while position < newest:
            batch = await self._store.events(self._user, self._run_id, position)
            if not batch:
                break
            asked += [events.data for events in batch if events.position < newest]
            position = batch[-1].position + 1
        if call_ids:
            told = b"".join(asked)
            return all(call_id and f'"{call_id}"'.encode() in told for call_id in call_ids)
        last = b"".join(asked[-1:]).split(b"\n\n")[:-1]
        return cursor is not None and bool(last) and cursor <= _id(last[-1])

    async def ended(self) -> None:
        """Wait for the end of the newest segment."""
        async for _ in self.follow(None, float("inf")):
            pass


def _after(events: StoredEvents, cursor: EventId | None) -> tuple[bytes, EventId | None]:
    """Return the events behind the cursor, and the cursor unless it is behind us."""
    if cursor is None:
        return events.data, None
    entries = [entry + b"\n\n" for entry in events.data.split(b"\n\n")[:-1]]
    newer = [entry for entry in entries if not _id(entry) <= cursor]
    return b"".join(newer), None if newer else cursor


def _id(entry: bytes) -> EventId:
    line = next(line for line in entry.split(b"\n") if line.startswith(b"id: "))
    return EventId.parse(line[4:].decode()) or EventId(0, 0)
