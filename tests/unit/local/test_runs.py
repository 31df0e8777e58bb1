from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from streamlit_chatkit.local import Run
from streamlit_chatkit.local._execution import Execution
from streamlit_chatkit.local._http import ApiError
from streamlit_chatkit.local._recorder import Job
from streamlit_chatkit.local._records import Assistant, Conversation, RunRecord, StoredMessage, now
from streamlit_chatkit.local._runs import KEEP_LOG_S, RunRegistry
from streamlit_chatkit.local._store import Store

USER = "visitor-42"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def answer(run: Run) -> None:
    await run.text("hello")


async def new_job(store: Store) -> Job:
    moment = now()
    conversation = Conversation(str(uuid4()), str(uuid4()), moment, moment)
    await store.add_conversation(USER, conversation)
    human = StoredMessage(str(uuid4()), conversation.id, "human", moment, moment)
    assistant = Assistant("a", "agent", "Agent", None, moment)
    return Job(USER, assistant, conversation, human, {}, {}, None)


def is_known(runs: RunRegistry, execution: Execution) -> bool:
    record = execution.recorder.record
    return runs.find(USER, record.thread_id, record.id) is execution


def test_the_logs_of_the_newest_runs_are_kept() -> None:
    async def scenario() -> list[bool]:
        store = Store()
        runs = RunRegistry(store, keep_logs=2)
        started = []
        for _ in range(4):
            execution = await runs.start(await new_job(store), answer)
            await execution.ended.wait()
            started.append(execution)
        return [is_known(runs, execution) for execution in started]

    assert asyncio.run(scenario()) == [False, True, True, True]


def test_logs_are_kept_for_a_day_but_runs_until_they_end() -> None:
    async def wait(run: Run) -> None:
        await asyncio.Event().wait()

    async def scenario() -> list[bool]:
        store, clock = Store(), Clock()
        runs = RunRegistry(store, clock=clock)
        ended = await runs.start(await new_job(store), answer)
        await ended.ended.wait()
        going_on = await runs.start(await new_job(store), wait)
        clock.now = KEEP_LOG_S
        await (await runs.start(await new_job(store), answer)).ended.wait()
        known = [is_known(runs, ended), is_known(runs, going_on)]
        await runs.close()
        return known

    assert asyncio.run(scenario()) == [False, True]


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


class FullStore(Store):
    async def save_answer(self, user: str, run: RunRecord, *messages: Any, **changes: Any) -> None:
        raise OSError("disk full")


def test_a_run_that_could_not_be_stored_does_not_block_its_thread() -> None:
    async def scenario() -> None:
        store = FullStore()
        runs, job = RunRegistry(store), await new_job(store)
        for _ in range(2):
            with pytest.raises(OSError, match="disk full"):
                await runs.start(job, answer)

    asyncio.run(scenario())
