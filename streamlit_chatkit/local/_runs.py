"""The runs of a server: started, found, cancelled, forgotten."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ._event_log import EventIds, EventLog
from ._execution import Execution
from ._files import FileFolder
from ._http import bad_request
from ._recorder import RunRecorder

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._recorder import Job
    from ._run import Agent
    from ._store import Store

CLIENT_TOOL_TIMEOUT_S = 600.0
USER_TIMEOUT_S = 24 * 3600.0
KEEP_LOG_S = 24 * 3600.0
KEEP_LOGS = 200
SHUTDOWN = "The app was stopped"
SUPERSEDED = "The user went on with another message"


class RunRegistry:
    """All runs that are going on, and the logs of those that ended not long ago.

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
    keep_logs : int, optional
        Number of ended runs whose events stay available, for 24 hours at most.
    clock : callable, optional
        Returns seconds that never go back.
    """

    def __init__(
        self,
        store: Store,
        files: FileFolder | None = None,
        *,
        client_tool_timeout: float = CLIENT_TOOL_TIMEOUT_S,
        user_timeout: float = USER_TIMEOUT_S,
        keep_logs: int = KEEP_LOGS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._files = files or FileFolder()
        self._client_tool_timeout = client_tool_timeout
        self._user_timeout = user_timeout
        self._keep_logs = keep_logs
        self._clock = clock
        self._ids = EventIds()
        self._executions: dict[tuple[str, str, str], tuple[float, Execution]] = {}
        self._newest: dict[tuple[str, str], Execution] = {}

    async def start(self, job: Job, agent: Agent) -> Execution:
        """Start a run; a run of the thread that waits for the browser is given up.

        Raises
        ------
        ApiError
            With status 400 if a run of the thread is going on.
        """
        user, thread_id = job.user, job.conversation.thread_id
        previous = self._vacant(user, thread_id)
        self._forget()
        recorder = RunRecorder(job, self._store, EventLog(self._ids), self._files)
        execution = Execution(
            recorder,
            client_tool_timeout=self._client_tool_timeout,
            user_timeout=self._user_timeout,
        )
        self._newest[user, thread_id] = execution
        self._executions[user, thread_id, recorder.record.id] = (self._clock(), execution)
        try:
            if previous:
                await previous.cancel(SUPERSEDED)
            await execution.start(agent)
        except BaseException:
            await execution.cancel("The run could not be started")
            raise
        return execution

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
            raise bad_request("The thread is busy: wait for its run to end, or cancel it")
        return newest

    def going_on(self, user: str, thread_id: str) -> Execution | None:
        """Find the thread's run, unless it has ended."""
        newest = self._newest.get((user, thread_id))
        return newest if newest and newest.outcome is None else None

    def find(self, user: str, thread_id: str, run_id: str) -> Execution | None:
        """Find a run by its ids."""
        _, execution = self._executions.get((user, thread_id, run_id), (0, None))
        return execution

    async def cancel(self, user: str, thread_id: str, run_id: str) -> list[str]:
        """Cancel a run and return its id, or nothing when there was nothing to cancel."""
        execution = self.find(user, thread_id, run_id)
        return [run_id] if execution and await execution.cancel() else []

    async def drop_thread(self, user: str, thread_id: str) -> None:
        """Cancel the thread's run and forget all of them."""
        newest = self._newest.pop((user, thread_id), None)
        if newest:
            await newest.cancel("The thread was deleted")
        for key in [key for key in self._executions if key[:2] == (user, thread_id)]:
            del self._executions[key]

    async def close(self) -> None:
        """Cancel all runs, which ends their streams."""
        for _, execution in list(self._executions.values()):
            await execution.cancel(SHUTDOWN)

    def _forget(self) -> None:
        ended = [key for key, (_, run) in self._executions.items() if run.ended.is_set()]
        surplus = len(ended) - self._keep_logs
        for index, key in enumerate(ended):
            started, execution = self._executions[key]
            if index < surplus or started + KEEP_LOG_S <= self._clock():
                del self._executions[key]
                if self._newest.get(key[:2]) is execution:
                    del self._newest[key[:2]]
