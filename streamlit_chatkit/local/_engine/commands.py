"""What requests to one process want of a run that another process answers."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

from streamlit_chatkit.local._protocol.http import ApiError
from streamlit_chatkit.local._store.records import Command, now

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._store.records import RunRecord
    from streamlit_chatkit.local._store.store import Store

    from .worker import Worker

logger = logging.getLogger(__name__)

POLL_S = 0.05
ANSWER_S = 15.0
LAST_WORD_S = 2.0
"""Seconds for which a command that was taken is waited for after the end of its run."""

_ENDED = {"ended": True}

Obey: TypeAlias = Callable[[str, Command], Awaitable["Json"]]
"""Does what a command of a user wants, and returns the answer."""


class RunEndedError(Exception):
    """The run that a command is for has ended before it came."""


class Commands:
    """Commands through the database, from the process that got a request to the run's own.

    Parameters
    ----------
    store : Store
        What the processes share.
    worker : Worker
        This process.
    obey : callable
        Does what the others want of this process; what it raises as `ApiError` they raise too.
    """

    def __init__(self, store: Store, worker: Worker, obey: Obey) -> None:
        self._store = store
        self._worker = worker
        self._obey = obey
        self._task: asyncio.Task[None] | None = None

    async def send(self, user: str, run: RunRecord, kind: str, body: Json) -> Json | None:
        """Have the run's process do something, and return its answer.

        Nobody answers when the run has ended, or its process has died.

        Raises
        ------
        ApiError
            What the process refuses, or status 503 if it does not react.
        """
        owner = await self._store.owner(user, run.id)
        if owner is None or not await self._worker.owns(user, run.id):
            return None
        command = Command(str(uuid4()), run.thread_id, run.id, owner[0], kind, body, now())
        await self._store.add_command(user, command)
        try:
            answer = await self._wait(user, command)
        finally:
            await self._store.withdraw(user, command.id)
        if answer == _ENDED:
            return None
        if answer and "status" in answer:
            raise ApiError(HTTPStatus(answer["status"]), answer["message"])
        return answer

    async def _wait(self, user: str, command: Command) -> Json | None:
        since, patience, owned = time.monotonic(), ANSWER_S, True
        while (waited := time.monotonic() - since) < patience:
            # Asked first: a command that is not taken before the run's end changes nothing after.
            owned = await self._worker.owns(user, command.run_id)
            taken, answer = await self._store.answer(user, command.id)
            if answer is not None or not (owned or taken):
                return answer
            if not owned:  # as when it is cancelled: the answer comes after the end
                patience = min(patience, waited + LAST_WORD_S)
            await asyncio.sleep(POLL_S)
        if not owned:
            return None
        message = "The process that answers the run does not react. Try again."
        raise ApiError(HTTPStatus.SERVICE_UNAVAILABLE, message)

    def begin(self, is_busy: Callable[[], bool]) -> None:
        """Look for commands from now on, for as long as `is_busy`."""
        alone = self._store.database.in_memory
        if not alone and (self._task is None or self._task.done()):
            self._task = asyncio.get_running_loop().create_task(self._look(is_busy))

    def end(self) -> None:
        """Look for commands no more."""
        if self._task:
            self._task.cancel()

    async def _look(self, is_busy: Callable[[], bool]) -> None:
        while is_busy():
            try:
                for user, command in await self._store.take_commands(self._worker.id):
                    await self._answer(user, command)
            except Exception:
                logger.exception("Commands of other processes could not be read")
            await asyncio.sleep(POLL_S)

    async def _answer(self, user: str, command: Command) -> None:
        try:
            answer = await self._obey(user, command)
        except RunEndedError:
            answer = _ENDED
        except ApiError as error:
            answer = {"status": int(error.status), "message": str(error)}
        except Exception:
            logger.exception("A command of another process failed: %s", command.kind)
            answer = {"status": 500, "message": "Internal server error"}
        await self._store.answer_command(user, command.id, answer)
