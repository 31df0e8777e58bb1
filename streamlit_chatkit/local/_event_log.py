"""The event log of a run, which streams replay and follow."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple

from ._envelopes import COMPLETE
from ._json import json_bytes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from ._json import Json

MAX_ENTRIES = 10_000
KEEP_ALIVE = b": keep-alive\n\n"
_WRITES_PER_S = 4000
_SHORTEST_S, _LONGEST_S = 0.002, 0.1


class EventId(NamedTuple):
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


class Entry(NamedTuple):
    """A logged event and the bytes of it as a server-sent event."""

    id: EventId
    encoded: bytes
    complete: bool

    @classmethod
    def of(cls, event_id: EventId, envelope: Json) -> Entry:
        """Encode an event."""
        complete = envelope is COMPLETE
        name = b"event: complete\n" if complete else b""
        data = json_bytes(envelope)
        encoded = b"%sid: %d-%d\ndata: %s\n\n" % (name, *event_id, data)
        return cls(event_id, encoded, complete)


class Pace:
    """Tells the readers of all logs how long to gather events before they send the next ones.

    What a stream costs is the number of its writes, not of its events. So the more readers there
    are, the longer each of them gathers; few ones send each event at once.
    """

    def __init__(self) -> None:
        self.readers = 0

    @property
    def pause(self) -> float:
        """Seconds between the writes of a stream."""
        pause = self.readers / _WRITES_PER_S
        return min(pause, _LONGEST_S) if pause >= _SHORTEST_S else 0.0


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
    pace : Pace, optional
        What the logs of a server share.
    """

    def __init__(
        self,
        ids: EventIds,
        max_entries: int = MAX_ENTRIES,
        sink: Callable[[int, Entry], None] | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._ids = ids
        self._sink = sink
        self._segments = 0
        self._max_entries = max_entries
        self._entries: list[Entry] = []
        self._dropped = 0
        self._segment = 0
        self._open = True
        self._pace = pace or Pace()
        self._waiting: set[asyncio.Future[bool]] = set()

    @property
    def gathers(self) -> bool:
        """Whether readers gather several events for each write."""
        return self._pace.pause > 0

    def append(self, envelope: Json) -> None:
        """Add an event."""
        entry = Entry.of(self._ids.next(), envelope)
        self._entries.append(entry)
        if self._sink:
            self._sink(self._segments, entry)
        if len(self._entries) > self._max_entries:
            surplus = max(1, self._max_entries // 10)
            del self._entries[:surplus]
            self._dropped += surplus
        if entry.complete:
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
        waiting, self._waiting = self._waiting, set()
        for one in waiting:
            _answer(one, True)

    async def _wait(self, seconds: float | None = None) -> bool:
        """Wait for a change, and tell whether there was one in time."""
        loop = asyncio.get_running_loop()
        change = loop.create_future()
        self._waiting.add(change)
        timer = seconds is not None and loop.call_later(seconds, _answer, change, False)
        try:
            answered: bool = await change
        finally:
            self._waiting.discard(change)
            if timer:
                timer.cancel()
        return answered

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
        self._pace.readers += 1
        try:
            while True:
                position = max(position, self._dropped)
                batch = self._entries[position - self._dropped :]
                position += len(batch)
                for index, entry in enumerate(batch):
                    if entry.complete:
                        yield b"".join([one.encoded for one in batch[: index + 1]])
                        return
                if batch:
                    yield b"".join([one.encoded for one in batch])
                    if pause := self._pace.pause:
                        await asyncio.sleep(pause)
                elif not self._open:
                    return
                elif not await self._wait(heartbeat):
                    yield KEEP_ALIVE
        finally:
            self._pace.readers -= 1

    async def ended(self) -> None:
        """Wait for the end of the newest segment."""
        while self._open:
            await self._wait()


def _answer(change: asyncio.Future[bool], there_was: bool) -> None:
    if not change.done():
        change.set_result(there_was)
