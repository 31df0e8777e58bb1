"""Logs the events of a run and keeps its records up to date."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from streamlit_chatkit.local._protocol import envelopes
from streamlit_chatkit.local._protocol.wire import iso
from streamlit_chatkit.local._store.records import RunRecord, StoredMessage, now

from .draft import MessageDraft
from .outcome import RUNNING, SUCCESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._store.records import ConversationChanges, MessageStatus
    from streamlit_chatkit.local._store.store import Store

    from .event_log import EventLog
    from .intake import Job
    from .outcome import Outcome

logger = logging.getLogger(__name__)


class RunRecorder:
    """The log and the records of one run.

    Parameters
    ----------
    job : Job
        What the run answers.
    store : Store
        Where records go.
    log : EventLog
        Where events go.
    run_id, worker_id : str
        Ids of the run, and of the process that answers it.
    """

    def __init__(
        self,
        job: Job,
        store: Store,
        log: EventLog,
        *,
        run_id: str,
        worker_id: str,
    ) -> None:
        moment = now()
        self.job = job
        self.log = log
        self.draft = MessageDraft()
        self.record = RunRecord(
            id=run_id,
            thread_id=job.conversation.thread_id,
            assistant_id=job.assistant.id,
            parent_id=job.human.id,
            message_id=str(uuid4()),
            created_at=moment,
            updated_at=moment,
            worker_id=worker_id,
        )
        self._conversation = job.conversation
        self._parent_id = job.human.id
        self._answer_began = moment
        self._store = store
        self._started = time.monotonic()
        self._latency: float | None = None

    async def begin(self) -> None:
        """Store the message to answer, and the records of the run.

        Raises
        ------
        ThreadBusyError, ThreadGoneError
            If the thread takes no run.
        """
        message, changes = self._turn(RUNNING, None)
        changes["assistant_id"] = self.job.assistant.id
        changes["title"] = self._conversation.title
        self._conversation = await self._store.begin_run(
            self.job.user, self.record, self.job.human, message, **changes
        )

    async def save(self, outcome: Outcome, operation: Json | None = None) -> bool:
        """Bring the records in line with `outcome` and with the message so far.

        Returns
        -------
        bool
            Whether the run is still this process's.
        """
        message, changes = self._turn(outcome, operation)
        changed = await self._store.save_answer(
            self.job.user, self.record, self._conversation.id, message, **changes
        )
        self._conversation = changed or replace(self._conversation, **changes)
        return changed is not None

    def _turn(
        self, outcome: Outcome, operation: Json | None
    ) -> tuple[StoredMessage, ConversationChanges]:
        moment = now()
        self.record = replace(self.record, status=outcome.run, updated_at=moment)
        changes: ConversationChanges = {
            "status": outcome.conversation,
            "error": outcome.error,
            "operation": operation,
            "updated_at": moment,
        }
        return self._answer(outcome.message, outcome.error), changes

    def _answer(self, status: MessageStatus, error: str | None = None) -> StoredMessage:
        return StoredMessage(
            id=self.record.message_id,
            conversation_id=self._conversation.id,
            role="ai",
            created_at=self._answer_began,
            updated_at=now(),
            status=status,
            run_id=self.record.id,
            content=self.draft.content,
            reasoning=self.draft.reasoning,
            error=error,
        )

    async def turn_to(self, messages: Sequence[StoredMessage]) -> None:
        """Close the answer and begin another one, to messages that came during the run."""
        self._fail_running_steps(SUCCESS)
        ended = envelopes.message_end(self.record, self._conversation.id, "success")
        self.append(ended)
        first = self._answer("success")
        self.draft, self._answer_began = MessageDraft(), now()
        self._parent_id = messages[-1].id
        self.record = replace(self.record, message_id=str(uuid4()))
        stored = [first, *messages, self._answer("thinking")]
        await self._store.save_answer(self.job.user, self.record, self._conversation.id, *stored)
        self.append(envelopes.follow_ups(self.record, "consumed", messages, now()))
        self._start_message()

    def give_back(self, messages: Sequence[StoredMessage]) -> None:
        """Tell which messages that came during the run were not answered."""
        self.append(envelopes.follow_ups(self.record, "unconsumed", messages, now()))

    async def rename(self, title: str) -> None:
        """Give the conversation a title."""
        user, conversation_id = self.job.user, self._conversation.id
        changed = await self._store.change_conversation(user, conversation_id, title=title)
        self._conversation = changed or self._conversation

    async def report_usage(self, usage: Json) -> None:
        """Note the tokens that the run has used so far."""
        self.record = replace(self.record, usage=usage)
        await self._store.save_run(self.job.user, self.record)

    def append(self, envelope: Json) -> None:
        """Log an event; parts of the message also go into the draft."""
        # First: it refuses what cannot be sent, which must not get into the message either.
        self.log.append(envelope)
        if envelope["type"] == "message":
            if self._latency is None:
                self._latency = round(time.monotonic() - self._started, 3)
            self.draft.apply(envelope["data"])

    def open(self) -> None:
        """Open the conversation and the message, with what it holds so far."""
        self.append(envelopes.conversation_start(self._conversation))
        self._start_message()

    def _start_message(self) -> None:
        start = envelopes.message_start(
            replace(self.record, parent_id=self._parent_id),
            self._conversation.id,
            created=self._answer_began,
            parts=self.draft.content,
            reasoning=self.draft.reasoning,
        )
        self.append(start)

    def announce(self) -> None:
        """Announce the agent."""
        self.append(envelopes.agent_start(self.record, self.job.assistant))

    async def close(self, outcome: Outcome, operation: Json | None = None) -> None:
        """Store `outcome` and end the stream with it."""
        if operation is None:
            self._fail_running_steps(outcome)
        ended = envelopes.agent_end(
            self.record,
            title=self._conversation.title,
            status=outcome.run,
            elapsed_ms=round((time.monotonic() - self._started) * 1000),
            latency=self._latency,
            error=outcome.error,
        )
        self.append(ended)
        conversation_id = self._conversation.id
        self.append(
            envelopes.message_end(self.record, conversation_id, outcome.message, outcome.error)
        )
        await self._save_or_log(outcome, operation)
        self.append(envelopes.conversation_end(self._conversation))
        self.append(envelopes.COMPLETE)

    async def close_broken(self, outcome: Outcome) -> None:
        """End the stream of a run that failed before its agent began."""
        await self._save_or_log(outcome)
        self.append(envelopes.conversation_end(self._conversation, titled=False))
        self.append(envelopes.broken(outcome.error or "The run failed"))
        self.append(envelopes.COMPLETE)

    async def close_silently(self, outcome: Outcome) -> None:
        """Store `outcome` of a run whose stream has ended already."""
        for call_id, data in self._unfinished(outcome):
            self.draft.apply(envelopes.tool_step(self.record.id, call_id, data)["data"])
        await self._save_or_log(outcome)

    def _fail_running_steps(self, outcome: Outcome) -> None:
        for call_id, data in self._unfinished(outcome):
            self.append(envelopes.tool_step(self.record.id, call_id, data))

    def _unfinished(self, outcome: Outcome) -> list[tuple[str, Json]]:
        error = outcome.error or "The agent ended before this step"
        failed = {"status": "fail", "error": error, "end_date": iso(now())}
        return [(call_id, failed) for call_id in self.draft.running_steps()]

    # The stream must end even when the store fails: readers wait for it.
    async def _save_or_log(self, outcome: Outcome, operation: Json | None = None) -> None:
        try:
            await self.save(outcome, operation)
        except Exception:
            logger.exception("A run could not be stored")
            self._conversation = replace(
                self._conversation, status=outcome.conversation, error=outcome.error
            )
