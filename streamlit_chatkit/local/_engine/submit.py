"""Turns a run request into a run: a new message, a retry, or answers to what a run waits for."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from weakref import WeakValueDictionary

from streamlit_chatkit.local._protocol.http import ApiError, forbidden, not_found
from streamlit_chatkit.local._protocol.requests import FollowUp, Resume, Retry, RunRequest, Send
from streamlit_chatkit.local._store.records import StoredMessage, now

from .intake import Job
from .runs import BusyError
from .secrets import Caller
from .stored_run import StoredRun

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._store.files import FileFolder
    from streamlit_chatkit.local._store.records import Conversation
    from streamlit_chatkit.local._store.store import Store

    from .event_log import EventId
    from .execution import Execution
    from .runs import RunRegistry

logger = logging.getLogger(__name__)

_TITLE_LENGTH = 60


@dataclass(frozen=True)
class Submission:
    """The run of a request.

    Attributes
    ----------
    execution : Execution
        The run.
    joined : bool
        Whether it was there before; then the reader's cursor counts.
    follow_up : bool
        Whether the request only gave it a further message.
    """

    execution: Execution | StoredRun
    joined: bool
    follow_up: bool = False


class Submitter:
    """Handles run requests."""

    def __init__(self, store: Store, runs: RunRegistry, files: FileFolder) -> None:
        self._store = store
        self._files = files
        self._runs = runs
        runs.take_follow_up = self._take_follow_up
        self._queue: set[asyncio.Task[None]] = set()
        # Requests for a thread are handled one after the other, and so are its queued messages:
        # the next one must see the run that the one before started.
        self._locks: WeakValueDictionary[tuple[str, str, str], asyncio.Lock] = WeakValueDictionary()

    async def submit(
        self,
        caller: Caller,
        conversation: Conversation,
        request: RunRequest,
        *,
        locale: str | None,
        cursor: EventId | None,
    ) -> Submission:
        """Start or continue a run; `cursor` is the last event that the caller has seen.

        Raises
        ------
        ApiError
            If the assistant is not the caller's (403), the run or message to continue is not there
            (404), or the request does not fit the thread's state (400).
        """
        allowed = {None, caller.assistant.id}
        if request.assistant_id not in allowed or conversation.assistant_id not in allowed:
            raise forbidden("You do not have access to this assistant.")
        command = request.command
        if isinstance(command, Resume):
            return await self._resume(caller, conversation, command, cursor)
        async with self._lock("request", caller, conversation):
            return await self._start(caller, conversation, request, command, locale)

    def _lock(self, what: str, caller: Caller, conversation: Conversation) -> asyncio.Lock:
        key = (what, caller.user, conversation.thread_id)
        return self._locks.setdefault(key, asyncio.Lock())

    async def _start(
        self,
        caller: Caller,
        conversation: Conversation,
        request: RunRequest,
        command: Send | Retry | FollowUp,
        locale: str | None,
    ) -> Submission:
        if isinstance(command, FollowUp):
            current = await self._runs.going_on(caller.user, conversation.thread_id)
            if isinstance(current, StoredRun):
                taken = await current.follow_up(request, locale)
            elif taken := current is not None:
                self._follow_up(caller, conversation, request, current, locale)
            if current and taken:
                return Submission(current, joined=True, follow_up=True)
            command = Send(action="send", message=command.message, state=command.state)
        if isinstance(command, Send):
            repeated = await self._sent_before(caller, conversation, command)
            if repeated:
                began = repeated.record.parent_id == command.message.client_message_id
                taken = isinstance(request.command, FollowUp) and not began
                return Submission(repeated, joined=True, follow_up=taken)
            human = _human(conversation, command.message.input, command.message.client_message_id)
        else:
            human = await self._prepare_retry(caller, conversation, command)
        job = Job(
            user=caller.user,
            assistant=caller.assistant,
            conversation=_bound(conversation, caller, human),
            human=human,
            context=request.context,
            state=command.state,
            locale=locale,
            config=request.config,
        )
        try:
            return Submission(await self._runs.start(job, caller.agent), joined=False)
        except BusyError:  # with this very message, perhaps, that came to another process too
            same = await self._sent_before(caller, conversation, command)
            if same:
                return Submission(same, joined=True)
            raise

    def _follow_up(
        self,
        caller: Caller,
        conversation: Conversation,
        request: RunRequest,
        current: Execution,
        locale: str | None,
    ) -> None:
        command = request.command
        if not isinstance(command, FollowUp):
            return
        given = command.message
        if command.mode == "steer":
            current.steer(_human(conversation, given.input, given.client_message_id))
            return
        later = Send(action="send", message=given, state=command.state)
        task = asyncio.get_running_loop().create_task(
            self._send_later(
                caller, conversation, request.model_copy(update={"command": later}), locale
            )
        )
        self._queue.add(task)
        task.add_done_callback(self._queue.discard)

    async def _take_follow_up(
        self, execution: Execution, request: RunRequest, locale: str | None
    ) -> bool:
        job, agent = execution.recorder.job, execution.agent
        thread = await self._store.conversation_of_thread(job.user, job.conversation.thread_id)
        if thread is None or agent is None or execution.outcome:
            return False
        caller = Caller(job.user, job.assistant, agent)
        self._follow_up(caller, thread, request, execution, locale)
        return True

    async def _send_later(
        self,
        caller: Caller,
        conversation: Conversation,
        request: RunRequest,
        locale: str | None,
    ) -> None:
        try:
            async with self._lock("queue", caller, conversation):
                while not await self._send_if_idle(caller, conversation, request, locale):
                    pass
        except ApiError:
            logger.exception("A queued message could not be sent")

    async def _send_if_idle(
        self, caller: Caller, conversation: Conversation, request: RunRequest, locale: str | None
    ) -> bool:
        current = await self._runs.going_on(caller.user, conversation.thread_id)
        if current:
            await current.wait_for_end()
            return False
        newest = await self._store.conversation(caller.user, conversation.id)
        try:
            if newest:
                await self.submit(caller, newest, request, locale=locale, cursor=None)
        except BusyError:  # somebody else was faster
            return False
        return True

    async def _resume(
        self,
        caller: Caller,
        conversation: Conversation,
        command: Resume,
        cursor: EventId | None,
    ) -> Submission:
        run_id = command.target.execution_id
        execution = await self._runs.find(caller.user, conversation.thread_id, run_id)
        if execution is None:
            raise not_found()
        await execution.resume(command.decision, cursor)
        return Submission(execution, joined=True)

    # A browser repeats a request whose answer it did not get; the message's own id tells.
    async def _sent_before(
        self, caller: Caller, conversation: Conversation, command: Send | Retry
    ) -> Execution | StoredRun | None:
        message_id = isinstance(command, Send) and command.message.client_message_id
        if not message_id:
            return None
        run = await self._store.run_of_message(caller.user, conversation.thread_id, message_id)
        return await self._runs.find(caller.user, run.thread_id, run.id) if run else None

    async def _prepare_retry(
        self, caller: Caller, conversation: Conversation, command: Retry
    ) -> StoredMessage:
        await self._runs.vacate(caller.user, conversation.thread_id)
        source = command.source
        human = await self._store.rewind(
            caller.user,
            conversation.id,
            self._files.delete,
            answer_id=source.ai_message_id,
            run_id=source.execution_id,
        )
        if human is None:
            raise not_found()
        if command.message:
            given = command.message.input
            return replace(human, input=given, content=_text(given), updated_at=now())
        return human


def _bound(conversation: Conversation, caller: Caller, human: StoredMessage) -> Conversation:
    title = conversation.title or _title(human.text)
    return replace(conversation, assistant_id=caller.assistant.id, title=title)


def _human(conversation: Conversation, given: Json, message_id: str | None) -> StoredMessage:
    moment = now()
    return StoredMessage(
        id=message_id if message_id and is_uuid(message_id) else str(uuid4()),
        conversation_id=conversation.id,
        role="human",
        created_at=moment,
        updated_at=moment,
        content=_text(given),
        input=given,
    )


def _text(given: Json) -> str:
    text = given.get("input")
    return text if isinstance(text, str) else ""


def _title(text: str) -> str | None:
    words = " ".join(text.split())
    return words[: _TITLE_LENGTH - 1] + "…" if len(words) > _TITLE_LENGTH else words or None


def is_uuid(text: str) -> bool:
    """Tell whether `text` is a UUID."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
