"""The event log of a run, which streams replay and follow."""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from streamlit_chatkit.local._protocol.envelopes import COMPLETE
from streamlit_chatkit.local._protocol.json import json_bytes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from streamlit_chatkit.local._protocol.json import Json

MAX_ENTRIES = 10_000
KEEP_ALIVE = b": keep-alive\n\n"
_COUNTER_BITS, _MAX_COUNTER = 32, 0xFFFF_FFFF
_WRITES_PER_S = 4000
_SHORTEST_S, _LONGEST_S = 0.002, 0.1


Sink: TypeAlias = Callable[[int, bytes, bool], None]


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

    @property
    def number(self) -> int:
        """Both in one number, larger for later ids."""
        return (self.ms << _COUNTER_BITS) + min(self.n, _MAX_COUNTER)

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


def encode_event(event_id: EventId, envelope: Json) -> bytes:
    """Return the bytes of a server-sent event."""
    name = b"event: complete\n" if envelope is COMPLETE else b""
    return b"%sid: %d-%d\ndata: %s\n\n" % (name, *event_id, json_bytes(envelope))


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
        Gets the number of its segment, the bytes, and whether it is the segment's last one, of
        each event.
    pace : Pace, optional
        What the logs of a server share.
    """

    def __init__(
        self,
        ids: EventIds,
        max_entries: int = MAX_ENTRIES,
        sink: Sink | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._ids = ids
        self._sink = sink
        self._segments = 0
        self._max_entries = max_entries
        # Numbers and bytes alone, of which the garbage collector need not take notice.
        self._numbers: list[int] = []
        self._events: list[bytes] = []
        self._ends: list[int] = []
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
        event_id, complete = self._ids.next(), envelope is COMPLETE
        event = encode_event(event_id, envelope)
        self._numbers.append(event_id.number)
        self._events.append(event)
        if self._sink:
            self._sink(self._segments, event, complete)
        if complete:
            self._ends.append(self._length - 1)
            self._open = False
        if len(self._events) > self._max_entries:
            surplus = max(1, self._max_entries // 10)
            del self._events[:surplus], self._numbers[:surplus]
            self._dropped += surplus
        self._wake()

    @property
    def _length(self) -> int:
        return self._dropped + len(self._events)

    def begin_segment(self) -> None:
        """Continue after an interrupt."""
        self._segment = self._length
        self._segments += 1
        self._open = True
        self._wake()

    def seen_by(self, cursor: EventId) -> bool:
        """Tell whether a reader at `cursor` has seen all events."""
        return not self._numbers or self._numbers[-1] <= cursor.number

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
        return max(self._segment, self._dropped + bisect_right(self._numbers, after.number))

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
                end = next((end for end in self._ends if end >= position), None)
                stop = self._length if end is None else end + 1
                batch = self._events[position - self._dropped : stop - self._dropped]
                position = stop
                if batch:
                    yield b"".join(batch)
                if end is not None:
                    return
                if batch:
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
