"""The runs of a server: started, found, cancelled, forgotten."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

from streamlit_chatkit.local._protocol.http import ApiError, not_found
from streamlit_chatkit.local._protocol.requests import ResumeDecision, RunRequest
from streamlit_chatkit.local._run.run import Remembering
from streamlit_chatkit.local._store.files import FileFolder
from streamlit_chatkit.local._store.store import ThreadBusyError, ThreadGoneError

from .commands import Commands, RunEndedError
from .event_log import EventId, EventIds, EventLog, Pace
from .execution import CANCELED, Execution
from .intake import Intake
from .log_writer import LogWriter
from .lost_runs import LOST
from .recorder import RunRecorder
from .stored_run import StoredRun
from .worker import Worker

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._run.run import Agent
    from streamlit_chatkit.local._store.records import Command, RunRecord
    from streamlit_chatkit.local._store.store import Store

    from .intake import Job

CLIENT_TOOL_TIMEOUT_S = 600.0
USER_TIMEOUT_S = 24 * 3600.0
CLEAN_UP_S = 5.0
KEEP_LOGS = 10_000
KEEP_LOGS_IN_MEMORY = 200
SHUTDOWN = LOST
SUPERSEDED = "The user went on with another message"
DELETED = "The thread was deleted"

TakeFollowUp: TypeAlias = Callable[[Execution, RunRequest, "str | None"], Awaitable[bool]]


class BusyError(ApiError):
    """A run of the thread goes on."""

    def __init__(self) -> None:
        message = "The thread is busy: wait for its run to end, or cancel it"
        super().__init__(HTTPStatus.BAD_REQUEST, message)


class RunRegistry:
    """All runs: those that go on in this process, and the others in the store.

    Every method takes the user and knows that user's runs only.

    Parameters
    ----------
    store : Store
        Where records go.
    files : FileFolder or None, optional
        Where uploaded files are.
    client_tool_timeout : float, optional
        Seconds that a run waits for client tools.
    user_timeout : float, optional
        Seconds that a run waits for the user's decision or answer.
    keep_logs : int or None, optional
        Number of ended runs whose events stay available, for 24 hours at most.
        Default: 10,000, or 200 in memory.
    """

    def __init__(
        self,
        store: Store,
        files: FileFolder | None = None,
        *,
        client_tool_timeout: float = CLIENT_TOOL_TIMEOUT_S,
        user_timeout: float = USER_TIMEOUT_S,
        keep_logs: int | None = None,
    ) -> None:
        self._store = store
        self._files = files or FileFolder()
        self._client_tool_timeout = client_tool_timeout
        self._user_timeout = user_timeout
        self._ids = EventIds()
        self._pace = Pace()
        default = KEEP_LOGS_IN_MEMORY if store.database.in_memory else KEEP_LOGS
        kept = default if keep_logs is None else keep_logs
        self._worker = Worker(store, kept, self._files.delete, self._answers, self._abandon)
        self._commands = Commands(store, self._worker, self._obey)
        self._writer = LogWriter(store)
        self._live: dict[tuple[str, str, str], Execution] = {}
        self._newest: dict[tuple[str, str], Execution] = {}
        self._closed = False
        self.take_follow_up: TakeFollowUp = _take_none

    async def start(self, job: Job, agent: Agent) -> Execution:
        """Start a run; a run of the thread that waits for the browser is given up.

        Raises
        ------
        ApiError
            With status 400 if a run of the thread is going on, 404 if there is no thread any more,
            503 if the server is stopping.
        """
        self._refuse_if_closed()
        user, thread_id = job.user, job.conversation.thread_id
        previous = self._vacant(user, thread_id)
        recorder = self._recorder(job)
        execution = Execution(
            recorder,
            Intake(job, self._store, self._files),
            client_tool_timeout=self._client_tool_timeout,
            user_timeout=self._user_timeout,
            on_end=self._end,
        )
        self._newest[user, thread_id] = execution
        self._live[user, thread_id, execution.record.id] = execution
        try:
            await self._worker.begin(self._is_busy)
            self._commands.begin(self._is_busy)
            if previous:
                await previous.cancel(SUPERSEDED)
            await execution.start(agent, partial(self._vacate_elsewhere, user, thread_id))
        except BaseException as error:
            self._forget(execution)
            if isinstance(error, ThreadBusyError):
                raise BusyError from None
            if isinstance(error, ThreadGoneError):
                raise not_found() from None
            raise
        return execution

    def _refuse_if_closed(self) -> None:
        if self._closed:
            message = "The server is stopping. Try again."
            raise ApiError(HTTPStatus.SERVICE_UNAVAILABLE, message)

    def _is_busy(self) -> bool:
        return bool(self._live)

    def _answers(self, user: str, run_id: str) -> bool:
        return any((user, run_id) == (key[0], key[2]) for key in self._live)

    def _recorder(self, job: Job) -> RunRecorder:
        run_id, writer = str(uuid4()), self._writer
        log = EventLog(
            self._ids,
            sink=partial(writer.put, job.user, run_id),
            pace=self._pace,
        )
        return RunRecorder(job, self._store, log, run_id=run_id, worker_id=self._worker.id)

    async def _end(self, execution: Execution) -> None:
        user, record = execution.recorder.job.user, execution.record
        await self._writer.close(user, record)
        self._forget(execution)

    def _forget(self, execution: Execution) -> None:
        user, record = execution.recorder.job.user, execution.record
        self._live.pop((user, record.thread_id, record.id), None)
        if self._newest.get((user, record.thread_id)) is execution:
            del self._newest[user, record.thread_id]

    async def vacate(self, user: str, thread_id: str) -> None:
        """Give up a run of the thread that waits for the browser.

        Raises
        ------
        ApiError
            With status 400 if a run of the thread is going on, 503 if the server is stopping.
        """
        self._refuse_if_closed()
        await self._vacate_elsewhere(user, thread_id)
        newest = self._vacant(user, thread_id)
        if newest:
            await newest.cancel(SUPERSEDED)

    def _vacant(self, user: str, thread_id: str) -> Execution | None:
        newest = self._newest.get((user, thread_id))
        if newest and newest.outcome is None and not newest.interrupted:
            raise BusyError
        return newest

    async def _vacate_elsewhere(self, user: str, thread_id: str) -> None:
        for run in await self._elsewhere(user, thread_id):
            if run.record.status == "running":
                raise BusyError
            await run.vacate()

    async def _elsewhere(self, user: str, thread_id: str) -> list[StoredRun]:
        runs = await self._store.runs_going_on(user, thread_id)
        foreign = [run for run in runs if (user, thread_id, run.id) not in self._live]
        owned = [run for run in foreign if await self._worker.owns(user, run.id)]
        return [self._stored(user, run) for run in owned]

    def _stored(self, user: str, record: RunRecord) -> StoredRun:
        return StoredRun(self._store, user, record, self._worker, self._commands)

    async def going_on(self, user: str, thread_id: str) -> Execution | StoredRun | None:
        """Find the thread's run, unless it has ended."""
        newest = self._newest.get((user, thread_id))
        if newest and newest.outcome is None:
            return newest
        return next(iter(await self._elsewhere(user, thread_id)), None)

    async def find(self, user: str, thread_id: str, run_id: str) -> Execution | StoredRun | None:
        """Find a run by its ids, as long as its events are kept."""
        live = self._live.get((user, thread_id, run_id))
        if live:
            return live
        record = await self._store.run(user, thread_id, run_id)
        kept = record and await self._store.newest_segment(user, run_id) is not None
        if record is None or not (kept or await self._worker.owns(user, run_id)):
            return None
        return self._stored(user, record)

    async def cancel(self, user: str, thread_id: str, run_id: str) -> list[str]:
        """Cancel a run and return its id, or nothing when there was nothing to cancel."""
        execution: Execution | StoredRun | None = self._live.get((user, thread_id, run_id))
        if execution is None:
            record = await self._store.run(user, thread_id, run_id)
            execution = self._stored(user, record) if record and record.worker_id else None
        return [run_id] if execution and await execution.cancel(CANCELED) else []

    async def drop_thread(self, user: str, thread_id: str) -> None:
        """Cancel the thread's run."""
        newest = self._newest.pop((user, thread_id), None)
        if newest:
            await newest.cancel(DELETED)
            if isinstance(newest.agent, Remembering):  # it still writes down where it was
                await newest.wait_for_agent(CLEAN_UP_S)
        for run in await self._elsewhere(user, thread_id):
            await run.cancel(DELETED)

    async def _obey(self, user: str, command: Command) -> Json:
        execution = self._live.get((user, command.thread_id, command.run_id))
        if execution is None:
            raise RunEndedError
        body = command.body
        if command.kind == "cancel":
            return {"canceled": await execution.cancel(body["reason"])}
        if command.kind == "vacate":
            if execution.outcome is None and not execution.interrupted:
                raise BusyError
            return {"canceled": await execution.cancel(SUPERSEDED)}
        if command.kind == "resume":
            decision = ResumeDecision.model_validate(body["decision"])
            await execution.resume(decision, EventId.parse(body["cursor"]))
            await self._writer.flush()  # whoever asked reads the events in the store
            return {}
        request = RunRequest.model_validate(body["request"])
        return {"taken": await self.take_follow_up(execution, request, body["locale"])}

    async def look_after(self) -> None:
        """End the runs that nobody answers any more."""
        await self._worker.sweep()

    async def _abandon(self) -> None:
        for execution in list(self._live.values()):
            self._writer.abandon(execution.recorder.job.user, execution.record.id)
            await execution.cancel(LOST)

    async def close(self) -> None:
        """Cancel all runs, which ends their streams; none begins after that."""
        self._closed = True
        for execution in list(self._live.values()):
            await execution.cancel(SHUTDOWN)
        self._commands.end()
        await self._worker.end()


async def _take_none(execution: Execution, request: RunRequest, locale: str | None) -> bool:  # noqa: ARG001
    return False
