"""A run that this process does not answer: it has ended, or another one answers it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from streamlit_chatkit.local._protocol.http import bad_request

from .stored_log import POLL_S, StoredLog

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._protocol.requests import ResumeDecision, RunRequest
    from streamlit_chatkit.local._store.records import RunRecord
    from streamlit_chatkit.local._store.store import Store

    from .commands import Commands
    from .event_log import EventId
    from .worker import Worker


class StoredRun:
    """A run in the store.

    Parameters
    ----------
    store : Store
        Where it is.
    user : str
        Whose it is.
    record : RunRecord
        The run.
    worker : Worker
        This process.
    commands : Commands
        The way to the process that answers the run.
    """

    def __init__(
        self, store: Store, user: str, record: RunRecord, worker: Worker, commands: Commands
    ) -> None:
        self.record = record
        self.log = StoredLog(store, user, record.id, worker.owns)
        self._user = user
        self._worker = worker
        self._commands = commands

    async def resume(self, decision: ResumeDecision, cursor: EventId | None = None) -> None:
        """Have the run continued with the answers to what it waits for.

        The same answers again, from a browser that repeats its request, change nothing.

        Raises
        ------
        ApiError
            With status 400 if the answers do not fit, or the run does not wait for any.
        """
        body = {
            "decision": decision.model_dump(by_alias=True),
            "cursor": None if cursor is None else str(cursor),
        }
        done = await self._send("resume", body) is not None
        if not done and not await self.log.has_answered(_call_ids(decision), cursor):
            raise bad_request("executionId: The run is not waiting for an answer")

    async def cancel(self, reason: str) -> bool:
        """Have the run cancelled, and tell whether it was alive."""
        answer = await self._send("cancel", {"reason": reason})
        return answer is not None and bool(answer["canceled"])

    async def vacate(self) -> None:
        """Have the run given up if it waits for the browser.

        Raises
        ------
        ApiError
            With status 400 if it goes on.
        """
        await self._send("vacate", {})

    async def follow_up(self, request: RunRequest, locale: str | None) -> bool:
        """Give the run a further message, and tell whether it took it."""
        body = {"request": request.model_dump(by_alias=True), "locale": locale}
        answer = await self._send("follow_up", body)
        return answer is not None and bool(answer["taken"])

    async def wait_for_end(self) -> None:
        """Wait until no process answers the run any more."""
        while await self._worker.owns(self._user, self.record.id):
            await asyncio.sleep(POLL_S)

    async def _send(self, kind: str, body: Json) -> Json | None:
        return await self._commands.send(self._user, self.record, kind, body)


def _call_ids(decision: ResumeDecision) -> list[str | None]:
    messages = decision.payload.tool_messages if decision.payload else None
    return [message.tool_call_id for message in messages or ()]
