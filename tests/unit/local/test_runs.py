from __future__ import annotations

import asyncio
import gc
import json
import weakref
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from streamlit_chatkit.local import Run
from streamlit_chatkit.local._engine import execution as _execution
from streamlit_chatkit.local._engine import lost_runs as _lost_runs
from streamlit_chatkit.local._engine import runs as _runs
from streamlit_chatkit.local._engine import worker as _worker
from streamlit_chatkit.local._engine.execution import Execution
from streamlit_chatkit.local._engine.intake import Job
from streamlit_chatkit.local._engine.runs import RunRegistry
from streamlit_chatkit.local._protocol.http import ApiError
from streamlit_chatkit.local._store.records import (
    Assistant,
    Conversation,
    RunRecord,
    StoredMessage,
    now,
)
from streamlit_chatkit.local._store.store import Store

USER = "visitor-42"
STOP_REASONS = Path(__file__).parents[2] / "fixtures" / "stop-reasons.json"


async def answer(run: Run) -> None:
    await run.text("hello")


async def new_job(store: Store) -> Job:
    moment = now()
    conversation = Conversation(str(uuid4()), str(uuid4()), moment, moment)
    await store.add_conversation(USER, conversation)
    human = StoredMessage(str(uuid4()), conversation.id, "human", moment, moment)
    assistant = Assistant("a", "agent", "Agent", None, moment)
    return Job(USER, assistant, conversation, human, {}, {}, None)


async def is_known(runs: RunRegistry, execution: Execution) -> bool:
    record = execution.record
    return await runs.find(USER, record.thread_id, record.id) is not None


def test_the_events_of_the_newest_runs_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_worker, "SWEEP_S", 0)

    async def scenario() -> list[bool]:
        store = Store()
        runs = RunRegistry(store, keep_logs=2)
        started = []
        for _ in range(4):
            execution = await runs.start(await new_job(store), answer)
            await execution.ended.wait()
            started.append(execution)
        await runs.look_after()
        return [await is_known(runs, execution) for execution in started]

    assert asyncio.run(scenario()) == [False, False, True, True]


def test_events_are_kept_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_worker, "SWEEP_S", 0)

    async def scenario() -> list[bool]:
        store, known = Store(), []
        runs = RunRegistry(store)
        ended = await runs.start(await new_job(store), answer)
        await ended.ended.wait()
        for hours in (23, 25):
            monkeypatch.setattr(_worker, "now", lambda hours=hours: now() + timedelta(hours=hours))
            await runs.look_after()
            known.append(await is_known(runs, ended))
        return known

    assert asyncio.run(scenario()) == [True, False]


def test_runs_that_have_ended_take_no_memory() -> None:
    async def scenario() -> object:
        store = Store()
        runs = RunRegistry(store)
        execution = await runs.start(await new_job(store), answer)
        await execution.ended.wait()
        gone = weakref.ref(execution)
        del execution
        await runs.close()
        for _ in range(3):
            await asyncio.sleep(0)
        gc.collect()
        return gone()

    assert asyncio.run(scenario()) is None


def test_of_two_messages_at_once_only_one_is_answered() -> None:
    async def scenario() -> list[object]:
        store = Store()
        runs, job = RunRegistry(store), await new_job(store)
        results = await asyncio.gather(
            runs.start(job, answer), runs.start(job, answer), return_exceptions=True
        )
        await runs.close()
        return list(results)

    first, second = asyncio.run(scenario())
    assert isinstance(first, Execution)
    assert isinstance(second, ApiError)


def test_no_run_begins_on_a_server_that_stops() -> None:
    begun: list[str] = []

    async def agent(run: Run) -> None:
        begun.append(run.id)
        await run.call_client_tool("ask")

    async def scenario() -> None:
        store = Store()
        runs, job = RunRegistry(store), await new_job(store)
        waiting = await runs.start(job, agent)
        queued = asyncio.create_task(waiting.wait_for_end())
        await runs.close()
        await queued
        for begin in (runs.start(job, agent), runs.vacate(USER, job.conversation.thread_id)):
            with pytest.raises(ApiError, match="The server is stopping") as refused:
                await begin
            assert refused.value.status == 503
        assert len(await store.runs(USER, job.conversation.thread_id)) == 1

    asyncio.run(scenario())
    assert len(begun) <= 1


class FullStore(Store):
    async def begin_run(
        self, user: str, run: RunRecord, *messages: Any, **changes: Any
    ) -> Conversation:
        raise OSError("disk full")


def test_a_run_that_could_not_be_stored_does_not_block_its_thread() -> None:
    async def scenario() -> None:
        store = FullStore()
        runs, job = RunRegistry(store), await new_job(store)
        for _ in range(2):
            with pytest.raises(OSError, match="disk full"):
                await runs.start(job, answer)

    asyncio.run(scenario())


def test_the_chat_page_knows_the_reasons_for_which_an_answer_ends() -> None:
    assert json.loads(STOP_REASONS.read_text()) == [
        _lost_runs.LOST,
        _lost_runs.UNSTORED,
        _execution.APP_SILENT,
        _execution.USER_SILENT,
        _runs.SUPERSEDED,
        _execution.ENDED,
    ]
