"""The runs of a server: started, found, cancelled, forgotten."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from uuid import uuid4

from ._event_log import EventIds, EventLog
from ._execution import Execution
from ._files import FileFolder
from ._http import ApiError, bad_request
from ._log_writer import LogWriter
from ._lost_runs import LOST
from ._recorder import RunRecorder
from ._stored_run import StoredRun
from ._worker import Worker

if TYPE_CHECKING:
    from ._recorder import Job
    from ._run import Agent
    from ._store import Store

logger = logging.getLogger(__name__)

CLIENT_TOOL_TIMEOUT_S = 600.0
USER_TIMEOUT_S = 24 * 3600.0
KEEP_LOGS = 10_000
KEEP_LOGS_IN_MEMORY = 200
SHUTDOWN = LOST
SUPERSEDED = "The user went on with another message"


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
        default = KEEP_LOGS_IN_MEMORY if store.database.in_memory else KEEP_LOGS
        self._worker = Worker(store, default if keep_logs is None else keep_logs)
        self._writer = LogWriter(store)
        self._live: dict[tuple[str, str, str], Execution] = {}
        self._newest: dict[tuple[str, str], Execution] = {}

    async def start(self, job: Job, agent: Agent) -> Execution:
        """Start a run; a run of the thread that waits for the browser is given up.

        Raises
        ------
        ApiError
            With status 400 if a run of the thread is going on.
        """
        user, thread_id = job.user, job.conversation.thread_id
        await self._refuse_if_busy_elsewhere(user, thread_id)
        previous = self._vacant(user, thread_id)
        recorder = self._recorder(job)
        execution = Execution(
            recorder,
            client_tool_timeout=self._client_tool_timeout,
            user_timeout=self._user_timeout,
            on_end=self._end,
        )
        self._newest[user, thread_id] = execution
        self._live[user, thread_id, execution.record.id] = execution
        try:
            await self._worker.begin(lambda: bool(self._live))
            if previous:
                await previous.cancel(SUPERSEDED)
            await execution.start(agent)
        except BaseException:
            await execution.cancel("The run could not be started")
            raise
        return execution

    async def _refuse_if_busy_elsewhere(self, user: str, thread_id: str) -> None:
        for run in await self._store.runs(user, thread_id):
            foreign = run.worker_id is not None and (user, thread_id, run.id) not in self._live
            if foreign and run.status == "running" and await self._worker.owns(user, run.id):
                raise _busy()

    def _recorder(self, job: Job) -> RunRecorder:
        run_id, writer = str(uuid4()), self._writer
        log = EventLog(
            self._ids, sink=lambda segment, entry: writer.put(job.user, run_id, segment, entry)
        )
        return RunRecorder(
            job, self._store, log, self._files, run_id=run_id, worker_id=self._worker.id
        )

    async def _end(self, execution: Execution) -> None:
        user, record = execution.recorder.job.user, execution.record
        await self._writer.flush()
        self._writer.forget(user, record.id)
        try:
            await self._store.release(user, record.id)
        except Exception:
            logger.exception("A run could not be stored")
        self._live.pop((user, record.thread_id, record.id), None)
        if self._newest.get((user, record.thread_id)) is execution:
            del self._newest[user, record.thread_id]

    async def vacate(self, user: str, thread_id: str) -> None:
        """Give up a run of the thread that waits for the browser.

        Raises
        ------
        ApiError
            With status 400 if a run of the thread is going on.
        """
        newest = self._vacant(user, thread_id)
        if newest:
            await newest.cancel(SUPERSEDED)

    def _vacant(self, user: str, thread_id: str) -> Execution | None:
        newest = self._newest.get((user, thread_id))
        if newest and newest.outcome is None and not newest.interrupted:
            raise _busy()
        return newest

    def going_on(self, user: str, thread_id: str) -> Execution | None:
        """Find the thread's run, unless it has ended."""
        newest = self._newest.get((user, thread_id))
        return newest if newest and newest.outcome is None else None

    async def find(self, user: str, thread_id: str, run_id: str) -> Execution | StoredRun | None:
        """Find a run by its ids, as long as its events are kept."""
        live = self._live.get((user, thread_id, run_id))
        if live:
            return live
        record = await self._store.run(user, thread_id, run_id)
        kept = record and await self._store.newest_segment(user, run_id) is not None
        if record is None or not (kept or await self._worker.owns(user, run_id)):
            return None
        return StoredRun(self._store, user, record, self._worker.owns)

    async def cancel(self, user: str, thread_id: str, run_id: str) -> list[str]:
        """Cancel a run and return its id, or nothing when there was nothing to cancel."""
        execution = self._live.get((user, thread_id, run_id))
        return [run_id] if execution and await execution.cancel() else []

    async def drop_thread(self, user: str, thread_id: str) -> None:
        """Cancel the thread's run."""
        newest = self._newest.pop((user, thread_id), None)
        if newest:
            await newest.cancel("The thread was deleted")

    async def look_after(self) -> None:
        """End the runs of processes that have died."""
        await self._worker.sweep()

    async def close(self) -> None:
        """Cancel all runs, which ends their streams."""
        for execution in list(self._live.values()):
            await execution.cancel(SHUTDOWN)
        await self._worker.end()


def _busy() -> ApiError:
    return bad_request("The thread is busy: wait for its run to end, or cancel it")
