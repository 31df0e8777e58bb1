"""The event log of a run, which streams replay and follow."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._envelopes import COMPLETE
from ._json import json_bytes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from ._json import Json

MAX_ENTRIES = 10_000
KEEP_ALIVE = b": keep-alive\n\n"


@dataclass(frozen=True)
class EventId:
    """Milliseconds since the epoch and a counter, written ``<ms>-<n>``."""

    ms: int
    n: int

    @classmethod
    def parse(cls, text: str | None) -> EventId | None:
        """Read a ``Last-Event-ID``; anything else than ``<ms>-<n>`` counts as none."""
        ms, _, n = (text or "").strip().partition("-")
        ascii_digits = ms.isascii() and ms.isdigit() and n.isascii() and n.isdigit()
        return cls(int(ms), int(n)) if ascii_digits and len(ms) + len(n) < 40 else None

    def __str__(self) -> str:
        return f"{self.ms}-{self.n}"

    def __le__(self, other: EventId) -> bool:
        return (self.ms, self.n) <= (other.ms, other.n)


class EventIds:
    """Strictly increasing ids, also when the clock stands still or is set back.

    One instance serves all logs, because browsers send the last id of one run with the request
    for the next.
    """

    def __init__(self, clock_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> None:
        self._clock_ms = clock_ms
        self._last = EventId(0, 0)

    def next(self) -> EventId:
        """Return the next id."""
        ms = self._clock_ms()
        later = ms > self._last.ms
        self._last = EventId(ms, 0) if later else EventId(self._last.ms, self._last.n + 1)
        return self._last


@dataclass(frozen=True)
class Entry:
    """A logged event with its encoded data."""

    id: EventId
    data: bytes
    complete: bool

    def encode(self) -> bytes:
        """Return the bytes of the server-sent event."""
        name = b"event: complete\n" if self.complete else b""
        return b"%sid: %s\ndata: %s\n\n" % (name, str(self.id).encode(), self.data)


class EventLog:
    """The events of one run, in segments: each interrupt ends one, each resume opens one.

    A new segment repeats in its first events what the message holds so far. Readers therefore
    never see an older segment, in which client tool calls would look unanswered.

    Parameters
    ----------
    ids : EventIds
        Gives the events their ids.
    max_entries : int, optional
        Events that stay in memory.
    sink : callable, optional
        Gets each event with the number of its segment.
    """

    def __init__(
        self,
        ids: EventIds,
        max_entries: int = MAX_ENTRIES,
        sink: Callable[[int, Entry], None] | None = None,
    ) -> None:
        self._ids = ids
        self._sink = sink
        self._segments = 0
        self._max_entries = max_entries
        self._entries: list[Entry] = []
        self._dropped = 0
        self._segment = 0
        self._open = True
        self._changed = asyncio.Event()

    def append(self, envelope: Json) -> None:
        """Add an event."""
        complete = envelope is COMPLETE
        entry = Entry(self._ids.next(), json_bytes(envelope), complete)
        self._entries.append(entry)
        if self._sink:
            self._sink(self._segments, entry)
        if len(self._entries) > self._max_entries:
            surplus = max(1, self._max_entries // 10)
            del self._entries[:surplus]
            self._dropped += surplus
        if complete:
            self._open = False
        self._wake()

    def begin_segment(self) -> None:
        """Continue after an interrupt."""
        self._segment = self._dropped + len(self._entries)
        self._segments += 1
        self._open = True
        self._wake()

    def seen_by(self, cursor: EventId) -> bool:
        """Tell whether a reader at `cursor` has seen all events."""
        return not self._entries or self._entries[-1].id <= cursor

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _start(self, after: EventId | None) -> int:
        if after is None:
            return self._segment
        seen = sum(1 for entry in self._entries if entry.id <= after)
        return max(self._segment, self._dropped + seen)

    async def follow(self, after: EventId | None, heartbeat: float) -> AsyncIterator[bytes]:
        """Yield encoded events after the cursor, or of the newest segment, until it ends.

        Parameters
        ----------
        after : EventId or None
            The reader's cursor.
        heartbeat : float
            Seconds of silence after which a comment keeps the connection alive.
        """
        position = self._start(after)
        while True:
            position = max(position, self._dropped)
            batch = self._entries[position - self._dropped :]
            position += len(batch)
            for index, entry in enumerate(batch):
                if entry.complete:
                    yield b"".join(one.encode() for one in batch[: index + 1])
                    return
            if batch:
                yield b"".join(entry.encode() for entry in batch)
            elif not self._open:
                return
            else:
                try:
                    await asyncio.wait_for(self._changed.wait(), heartbeat)
                except asyncio.TimeoutError:
                    yield KEEP_ALIVE

    async def ended(self) -> None:
        """Wait for the end of the newest segment."""
        while self._open:
            await self._changed.wait()
