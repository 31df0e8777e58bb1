from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from streamlit_chatkit.local._engine.event_log import KEEP_ALIVE, EventId, EventIds, EventLog, Pace
from streamlit_chatkit.local._protocol.envelopes import COMPLETE


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([5, 6, 7], ["5-0", "6-0", "7-0"]),
        ([5, 5, 5], ["5-0", "5-1", "5-2"]),
        ([5, 3, 6], ["5-0", "5-1", "6-0"]),
    ],
)
def test_ids_increase_whatever_the_clock_does(times: list[int], expected: list[str]) -> None:
    clock = iter(times)
    ids = EventIds(lambda: next(clock))
    assert [str(ids.next()) for _ in times] == expected


@pytest.mark.parametrize(
    "text", [None, "", "5", "5-", "-1", "a-b", "5-1-1", "٥-١", "9" * 50 + "-0"]
)
def test_other_ids_count_as_no_cursor(text: str | None) -> None:
    assert EventId.parse(text) is None


def test_an_id_is_read_as_it_is_written() -> None:
    assert str(EventId.parse(" 1786953600120-3 ")) == "1786953600120-3"


def log_of(*names: str, max_entries: int = 100) -> EventLog:
    times = iter(range(1, 1000))
    log = EventLog(EventIds(lambda: next(times)), max_entries)
    for name in names:
        log.append(COMPLETE if name == "complete" else {"name": name})
    return log


def read(log: EventLog, cursor: str | None = None) -> str:
    async def collect() -> bytes:
        return b"".join([chunk async for chunk in log.follow(EventId.parse(cursor), 10)])

    return asyncio.run(collect()).decode()


def test_events_are_written_as_server_sent_events() -> None:
    assert read(log_of("x", "complete")) == (
        'id: 1-0\ndata: {"name":"x"}\n\nevent: complete\nid: 2-0\ndata: {"type":"complete"}\n\n'
    )


def test_a_stream_starts_after_its_cursor() -> None:
    log = log_of("a", "b", "complete")
    assert "b" in read(log, "1-0")
    assert '"a"' not in read(log, "1-0")
    assert read(log, "3-0") == ""


def test_a_new_segment_hides_the_older_one() -> None:
    log = log_of("a", "complete")
    log.begin_segment()
    log.append({"name": "b"})
    log.append(COMPLETE)
    assert '"a"' not in read(log)
    assert read(log).count("event: complete") == 1
    assert read(log, "1-0") == read(log)


def test_only_the_newest_entries_are_kept() -> None:
    log = log_of(*[f"n{n}" for n in range(25)], "complete", max_entries=10)
    text = read(log)
    assert "n24" in text
    assert "n14" not in text
    assert text.count("id: ") <= 10


def test_readers_follow_and_hear_of_silence() -> None:
    async def scenario() -> list[bytes]:
        log = log_of("a")
        stream = log.follow(None, 0.001)
        seen = [await anext(stream), await anext(stream)]
        log.append({"name": "b"})
        log.append(COMPLETE)
        return seen + [chunk async for chunk in stream]

    first, silence, rest = asyncio.run(scenario())
    assert b'"a"' in first
    assert silence == KEEP_ALIVE
    assert b'"b"' in rest


def test_many_readers_see_the_same_events() -> None:
    async def scenario() -> list[Any]:
        log = log_of()
        readers = [asyncio.create_task(_collect(log)) for _ in range(5)]
        for n in range(50):
            log.append({"name": n})
            if n % 7 == 0:
                await asyncio.sleep(0)
        log.append(COMPLETE)
        return await asyncio.gather(*readers)

    streams = asyncio.run(scenario())
    assert len(set(streams)) == 1
    assert streams[0].count(b"id: ") == 51


async def _collect(log: EventLog) -> bytes:
    return b"".join([chunk async for chunk in log.follow(None, 10)])


@pytest.mark.parametrize(("readers", "gathers"), [(0, False), (200, True)])
def test_where_there_are_many_readers_each_gathers_events(readers: int, gathers: bool) -> None:
    async def scenario() -> tuple[EventLog, list[bytes]]:
        pace, times = Pace(), iter(range(1, 1000))
        pace.readers = readers
        log = EventLog(EventIds(lambda: next(times)), pace=pace)

        async def collect() -> list[bytes]:
            return [chunk async for chunk in log.follow(None, 10)]

        reading = asyncio.ensure_future(collect())
        for number in range(20):
            log.append({"number": number})
            await asyncio.sleep(0.001)
        log.append(COMPLETE)
        chunks = await reading
        assert pace.readers == readers
        return log, chunks

    _, chunks = asyncio.run(scenario())
    numbers = [json.loads(line[6:])["number"] for line in b"".join(chunks).split(b"\n")[1:-5:3]]
    assert numbers == list(range(20))
    assert (len(chunks) < 20) is gathers
