from __future__ import annotations

import asyncio
from functools import partial
from typing import Any
from uuid import uuid4

from streamlit_chatkit.local._engine.event_log import EventIds, EventLog
from streamlit_chatkit.local._engine.log_writer import LogWriter
from streamlit_chatkit.local._protocol.envelopes import COMPLETE
from streamlit_chatkit.local._store.records import Conversation, RunRecord, StoredEvents, now
from streamlit_chatkit.local._store.store import Store

ADA = "ada"


async def new_run(store: Store) -> RunRecord:
    moment = now()
    conversation = Conversation(str(uuid4()), str(uuid4()), moment, moment)
    await store.add_conversation(ADA, conversation)
    thread_id, worker = conversation.thread_id, {"worker_id": "w"}
    run = RunRecord(str(uuid4()), thread_id, "a", "p", "m", moment, moment, **worker)  # type: ignore[arg-type]
    await store.begin_run(ADA, run)
    return run


def log_of(writer: LogWriter, run: RunRecord) -> EventLog:
    return EventLog(EventIds(), sink=partial(writer.put, ADA, run.id))


def test_a_run_has_ended_when_all_of_its_events_are_kept() -> None:
    async def scenario() -> None:
        store = Store()
        writer, run = LogWriter(store), await new_run(store)
        log = log_of(writer, run)
        log.append({"type": "event"})
        log.append(COMPLETE)
        await writer.close(ADA, run)
        (events,) = await store.events(ADA, run.id)
        assert (events.complete, events.data.count(b"\n\n")) == (True, 2)
        assert await store.owner(ADA, run.id) is None

    asyncio.run(scenario())


def test_events_of_a_run_that_others_have_ended_keep_nobody_elses_from_the_store() -> None:
    async def scenario() -> None:
        store = Store()
        writer = LogWriter(store)
        lost, alive = await new_run(store), await new_run(store)
        logs: list[Any] = [log_of(writer, lost), log_of(writer, alive)]
        await store.add_events([(ADA, StoredEvents(lost.id, 0, 0, True, b"the end\n\n"))])
        for _ in range(2):
            for log in logs:
                log.append({"type": "event"})
            await writer.flush()
        assert [one.data for one in await store.events(ADA, lost.id)] == [b"the end\n\n"]
        assert len(await store.events(ADA, alive.id)) == 2

    asyncio.run(scenario())
