"""Races between the workers of one database, made to happen in one process."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import pytest

from streamlit_chatkit.local import Run
from streamlit_chatkit.local._engine import commands as _commands
from streamlit_chatkit.local._engine import worker as _worker
from streamlit_chatkit.local._engine.event_log import EventId, encode_event
from streamlit_chatkit.local._engine.intake import Job
from streamlit_chatkit.local._engine.lost_runs import end_lost_run
from streamlit_chatkit.local._engine.runs import RunRegistry
from streamlit_chatkit.local._engine.secrets import Caller
from streamlit_chatkit.local._engine.service import Service
from streamlit_chatkit.local._engine.stored_log import StoredLog
from streamlit_chatkit.local._engine.stored_run import StoredRun
from streamlit_chatkit.local._protocol import envelopes as _envelopes
from streamlit_chatkit.local._protocol.http import ApiError
from streamlit_chatkit.local._protocol.json import Json
from streamlit_chatkit.local._protocol.requests import ResumeDecision
from streamlit_chatkit.local._store.database import Database
from streamlit_chatkit.local._store.files import FileFolder
from streamlit_chatkit.local._store.records import (
    Assistant,
    Conversation,
    RunRecord,
    StoredEvents,
    StoredMessage,
    now,
)
from streamlit_chatkit.local._store.store import Store

from .postgres import new_database

T = TypeVar("T")
ADA = "DOMAIN\\ada"
ASSISTANT = Assistant("a", "agent", "Agent", None, now())


@pytest.fixture(params=["file", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        with new_database(server, f"chatkit_{uuid4().hex}") as made:
            yield made
    else:
        yield f"sqlite:///{tmp_path / 'chat.db'}"


def with_two(url: str, scenario: Callable[[Service, Service], Awaitable[T]]) -> T:
    async def run() -> T:
        services = [Service(store=Store(Database(url))) for _ in range(2)]
        try:
            return await scenario(*services)
        finally:
            for service in services:
                await service.runs.close()
                service.store.database.close()

    return asyncio.run(run())


async def new_thread(service: Service) -> Conversation:
    made = Conversation(str(uuid4()), str(uuid4()), now(), now())
    await service.store.add_conversation(ADA, made)
    return made


def new_job(conversation: Conversation) -> Job:
    human = StoredMessage(str(uuid4()), conversation.id, "human", now(), now())
    return Job(ADA, ASSISTANT, conversation, human, {}, {}, None)


async def collect(stream: AsyncIterator[bytes]) -> bytes:
    return b"".join([piece async for piece in stream])


async def found(runs: RunRegistry, thread_id: str, run_id: str) -> StoredRun:
    run = await runs.find(ADA, thread_id, run_id)
    assert isinstance(run, StoredRun)
    return run


def test_whatever_comes_at_once_a_thread_has_one_run_at_a_time(url: str) -> None:
    alive: Counter[str] = Counter()
    most: Counter[str] = Counter()
    answered: Counter[str] = Counter()

    async def agent(run: Run) -> None:
        alive[run.thread_id] += 1
        most[run.thread_id] = max(most[run.thread_id], alive[run.thread_id])
        try:
            if run.input.raw.get("ask"):
                await run.call_client_tool("get")
            else:
                await asyncio.sleep(0)
            answered[run.id] += 1
        finally:
            alive[run.thread_id] -= 1

    async def scenario(*services: Service) -> tuple[int, int]:
        rng = random.Random(7)  # noqa: S311
        threads = [await new_thread(services[0]) for _ in range(3)]
        begun: list[tuple[str, str]] = []
        refused = 0

        async def act(_: int) -> None:
            nonlocal refused
            service, thread = rng.choice(services), rng.choice(threads)
            what = rng.choice(["start", "start", "ask", "cancel", "resume"])
            await asyncio.sleep(rng.random() / 2)
            try:
                if what in {"start", "ask"}:
                    job = new_job(thread)
                    job.human.input["ask"] = what == "ask"
                    execution = await service.runs.start(job, agent)
                    begun.append((thread.thread_id, execution.record.id))
                elif begun:
                    thread_id, run_id = rng.choice(begun)
                    if what == "cancel":
                        await service.runs.cancel(ADA, thread_id, run_id)
                    elif run := await service.runs.find(ADA, thread_id, run_id):
                        await run.resume(ResumeDecision(type="reject"))
            except ApiError:
                refused += 1

        await asyncio.gather(*(act(number) for number in range(60)))
        for thread_id, run_id in begun:
            await services[0].runs.cancel(ADA, thread_id, run_id)
        stored = 0
        for thread in threads:
            runs = await services[0].store.runs(ADA, thread.thread_id)
            stored += len(runs)
            assert {run.status for run in runs} <= {"success", "interrupted", "error"}
        return len(begun), stored

    begun, stored = with_two(url, scenario)
    assert begun == stored > 0
    assert max(most.values()) == 1
    assert set(answered.values()) == {1}


def test_a_worker_that_stood_still_has_lost_its_runs(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_worker, "SWEEP_S", 0)
    told: list[str] = []

    async def agent(run: Run) -> None:
        await run.text("before")
        try:
            told.append(str(await run.call_client_tool("get")))
        except asyncio.CancelledError:
            told.append("cancelled")
            raise

    async def scenario(first: Service, second: Service) -> None:
        thread = await new_thread(first)
        execution = await first.runs.start(new_job(thread), agent)
        await execution.log.ended()
        owner = await first.store.owner(ADA, execution.record.id)
        assert owner is not None
        await first.store.see_worker(owner[0], now() - timedelta(minutes=1))
        await second.runs.look_after()
        run = await first.store.run(ADA, thread.thread_id, execution.record.id)
        assert run is not None
        assert (run.status, run.worker_id) == ("interrupted", None)
        with pytest.raises(ApiError, match="not waiting"):
            await execution.resume(ResumeDecision(type="reject"))
        other = await second.runs.start(new_job(thread), answer)
        await other.ended.wait()
        monkeypatch.setattr(_worker, "BEAT_S", 0.01)
        await asyncio.wait_for(execution.ended.wait(), 30)
        assert told == ["cancelled"]
        after = await first.store.conversation(ADA, thread.id)
        assert after is not None
        assert (after.status, after.error) == ("idle", None)
        again = await first.runs.start(new_job(thread), answer)
        await again.ended.wait()
        messages = await first.store.messages(ADA, thread.id)
        assert [one.status for one in messages[1::2]] == ["aborted", "success", "success"]

    monkeypatch.setattr(_worker, "_has_exited", lambda _: False)
    with_two(url, scenario)


async def answer(run: Run) -> None:
    await run.text("hello")


def test_a_run_whose_end_could_not_be_stored_does_not_keep_its_thread_busy(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def agent(run: Run) -> None:
        await run.text("Half ")
        await run.text("of it.")

    async def fail(*_: object, **__: object) -> None:
        raise OSError("The database is away.")

    async def scenario(service: Service, other: Service) -> None:
        thread, store = await new_thread(service), service.store
        with monkeypatch.context() as away:
            away.setattr(store, "save_answer", fail)
            away.setattr(store, "add_events", fail)
            execution = await service.runs.start(new_job(thread), agent)
            await execution.wait_for_end()
        followed = await found(other.runs, thread.thread_id, execution.record.id)
        following = asyncio.create_task(collect(followed.log.follow(None, 30)))
        again = await service.runs.start(new_job(thread), agent)
        await again.wait_for_end()
        assert b'"complete"' in await asyncio.wait_for(following, 30)
        lost, ended = (await store.messages(ADA, thread.id))[1::2]
        assert (lost.status, lost.error) == ("aborted", "The answer could not be stored")
        assert (ended.status, ended.text) == ("success", "Half of it.")
        after = await store.conversation(ADA, thread.id)
        assert after
        assert (after.status, after.error) == ("idle", None)

    with_two(url, scenario)


def test_an_answer_that_was_stored_stays_as_it_is_when_its_run_could_not_be_released(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ask(run: Run) -> None:
        await run.call_client_tool("get_filters")

    async def fail(*_: object, **__: object) -> None:
        raise OSError("The database is away.")

    async def scenario(service: Service, other: Service) -> None:
        thread, store = await new_thread(service), service.store
        with monkeypatch.context() as away:
            away.setattr(store, "add_events", fail)
            execution = await service.runs.start(new_job(thread), answer)
            await execution.wait_for_end()
        waiting = await service.runs.start(new_job(thread), ask)
        async for event in waiting.log.follow(None, 30):
            if b'"complete"' in event:
                break
        before = await store.conversation(ADA, thread.id)
        followed = await found(other.runs, thread.thread_id, execution.record.id)
        told = await asyncio.wait_for(collect(followed.log.follow(None, 30)), 30)
        assert b'"status":"success"' in told
        assert b"could not be stored" not in told
        (stored, _) = (await store.messages(ADA, thread.id))[1::2]
        assert (stored.status, stored.error, stored.text) == ("success", None, "hello")
        assert before
        assert before.operation
        assert await store.conversation(ADA, thread.id) == before
        await waiting.cancel()

    with_two(url, scenario)


def test_events_that_could_not_be_stored_are_missing_and_no_more(url: str) -> None:
    async def scenario(service: Service, other: Service) -> None:
        thread, store = await new_thread(service), service.store
        answer = StoredMessage(str(uuid4()), thread.id, "ai", now(), now(), "thinking")
        run = RunRecord("r", thread.thread_id, "a", "h", answer.id, now(), now(), worker_id="gone")
        await store.begin_run(ADA, run, answer)
        start = _envelopes.message_start(run, thread.id, created=now())
        words = _envelopes.text(run.id, "p", "said once", now())
        events = [
            StoredEvents("r", 0, 0, complete=False, data=sent(start)),
            StoredEvents("r", 9, 1, complete=False, data=sent(words)),
        ]
        await store.add_events([(ADA, one) for one in events])
        log = StoredLog(store, ADA, "r", other.runs._worker.owns)
        assert not await log.has_answered(["said once"], None)
        await end_lost_run(store, ADA, run, "It was lost")
        (lost,) = await store.messages(ADA, thread.id)
        assert (lost.text, lost.error) == ("said once", "It was lost")
        assert [one.position for one in await store.events(ADA, "r")] == [0, 9, 10]

    with_two(url, scenario)


def sent(envelope: Json) -> bytes:
    return encode_event(EventId(1, 0), envelope)


def test_a_worker_that_does_not_react_is_named(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_commands, "ANSWER_S", 0.2)

    async def scenario(first: Service, second: Service) -> None:
        thread = await new_thread(first)
        execution = await first.runs.start(new_job(thread), wait_for_ever)
        first.runs._commands.end()
        with pytest.raises(ApiError, match="does not react") as error:
            await second.runs.cancel(ADA, thread.thread_id, execution.record.id)
        assert error.value.status == 503
        owner = await first.store.owner(ADA, execution.record.id)
        assert owner is not None
        assert await first.store.take_commands(owner[0]) == []  # nobody cancels it later

    with_two(url, scenario)


async def wait_for_ever(run: Run) -> None:
    await asyncio.Event().wait()


def test_a_thread_is_deleted_though_runs_begin_meanwhile(url: str) -> None:
    async def scenario(first: Service, second: Service) -> None:
        thread = await new_thread(first)

        async def start(service: Service) -> int:
            try:
                await service.runs.start(new_job(thread), wait_for_ever)
            except ApiError as error:
                return int(error.status)
            return 201

        async def start_often(service: Service) -> list[int]:
            return [await start(service) for _ in range(5)]

        starting = asyncio.gather(start_often(first), start_often(second))
        await asyncio.sleep(0.02)
        await first.delete(Caller(ADA, ASSISTANT, wait_for_ever), thread)
        statuses = await starting
        assert {status for some in statuses for status in some} <= {201, 400, 404}
        assert await second.store.runs(ADA, thread.thread_id) == []
        assert await second.store.messages(ADA, thread.id) == []
        assert await second.store.owned_runs() == {}

    with_two(url, scenario)


def test_a_run_that_is_deleted_before_it_begins_leaves_nothing(url: str) -> None:
    async def scenario(first: Service, second: Service) -> None:
        thread = await new_thread(first)
        starting = asyncio.create_task(first.runs.start(new_job(thread), wait_for_ever))
        await asyncio.sleep(0)  # it is known, and waits for the database
        await first.runs.drop_thread(ADA, thread.thread_id)
        execution = await starting
        told = [event async for event in execution.log.follow(None, heartbeat=30)]
        assert b"event: complete" in told[-1]
        assert await second.store.runs(ADA, thread.thread_id) == []
        assert await second.store.messages(ADA, thread.id) == []
        assert await second.runs.going_on(ADA, thread.thread_id) is None

    with_two(url, scenario)


def test_what_ends_a_run_is_answered_after_its_end(url: str) -> None:
    async def scenario(first: Service, second: Service) -> None:
        thread = await new_thread(first)
        execution = await first.runs.start(new_job(thread), wait_for_ever)
        run = await found(second.runs, thread.thread_id, execution.record.id)
        answer = first.store.answer_command
        looked = asyncio.Event()

        async def answer_late(user: str, command_id: str, told: Json) -> None:
            assert not await second.runs._worker.owns(ADA, run.record.id)
            await asyncio.wait_for(looked.wait(), 30)
            await answer(user, command_id, told)

        async def look(user: str, command_id: str) -> tuple[bool, Json | None]:
            seen = await Store.answer(second.store, user, command_id)
            if not await second.runs._worker.owns(ADA, run.record.id):
                looked.set()
            return seen

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(first.store, "answer_command", answer_late)
            patch.setattr(second.store, "answer", look)
            cancelled = await second.runs.cancel(ADA, thread.thread_id, run.record.id)
        assert cancelled == [run.record.id]

    with_two(url, scenario)


def test_a_process_that_dies_while_it_obeys_has_ended_the_run(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_commands, "LAST_WORD_S", 0.2)

    async def scenario(first: Service, second: Service) -> None:
        thread = await new_thread(first)
        execution = await first.runs.start(new_job(thread), wait_for_ever)

        async def never(*_: object) -> None:
            await asyncio.Event().wait()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(first.store, "answer_command", never)
            run_id = execution.record.id
            assert await second.runs.cancel(ADA, thread.thread_id, run_id) == []
        assert await second.runs.going_on(ADA, thread.thread_id) is None

    with_two(url, scenario)


def test_a_command_that_comes_after_the_end_of_its_run_changes_nothing(url: str) -> None:
    async def scenario(first: Service, second: Service) -> None:
        thread, other = await new_thread(first), await new_thread(first)
        execution = await first.runs.start(new_job(thread), wait_for_ever)
        await first.runs.start(new_job(other), wait_for_ever)  # the worker goes on looking
        run = await found(second.runs, thread.thread_id, execution.record.id)
        first.runs._forget(execution)  # as if it ended just before
        assert await second.runs.cancel(ADA, thread.thread_id, run.record.id) == []
        with pytest.raises(ApiError, match="not waiting") as error:
            await run.resume(ResumeDecision(type="reject"))
        assert error.value.status == 400
        await execution.cancel()

    with_two(url, scenario)


async def nothing() -> None:
    pass


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells which processes see each other"
)
def test_a_process_that_cannot_be_seen_from_here_is_not_taken_for_dead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = _worker.Worker(Store(), 1, FileFolder().delete, lambda *_: False, nothing)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(os, "getpid", lambda: 2**22 + 1)  # beyond all that Linux gives
        here = _worker._new_id()
        elsewhere.setattr(os, "readlink", lambda _: "pid:[1]")
        in_a_container = _worker._new_id()
    assert worker.is_lost(here, now())
    assert not worker.is_lost(in_a_container, now())
    assert worker.is_lost(in_a_container, now() - timedelta(minutes=1))
    worker._store.database.close()
