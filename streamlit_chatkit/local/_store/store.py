"""Where conversations, messages, runs, votes and files are kept."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from . import schema
from .database import MEMORY, Database
from .feedback_store import FeedbackStore
from .file_store import FileStore, forget_files, keep_files
from .message_store import MessageStore
from .run_store import RunStore
from .searches import CONVERSATION_PAGES
from .tables import CONVERSATIONS, EVENTS, FEEDBACKS, MESSAGES, RUNS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection
    from typing_extensions import Unpack

    from streamlit_chatkit.local._protocol.json import Json

    from .file_store import DeleteContent
    from .query import Query
    from .records import Conversation, ConversationChanges, RunRecord, StoredEvents, StoredMessage

_CHUNK = 500


class ThreadBusyError(Exception):
    """A run of the thread goes on."""


class ThreadGoneError(Exception):
    """The thread is not there."""


class Store(RunStore, MessageStore, FeedbackStore, FileStore):
    """Records of all users.

    Every method but `linked_file` takes the user, and answers from that user's records alone:
    there is no way to ask for somebody else's. Updates of records that do not exist (any more) do
    nothing.

    Parameters
    ----------
    database : Database or None, optional
        Where they go; default: memory.
    """

    def __init__(self, database: Database | None = None) -> None:
        super().__init__(database or Database(MEMORY))
        self._read = self.database.read
        self._write = self.database.write

    async def add_conversation(self, user: str, conversation: Conversation) -> Conversation | None:
        """Keep a new conversation and return the one of its thread.

        Another one that the thread has already stays; where the id belongs to another thread,
        there is none to return.
        """

        def add(connection: Connection) -> Conversation | None:
            CONVERSATIONS.add(connection, user, conversation)
            same = CONVERSATIONS.where(user, thread_id=conversation.thread_id)
            return CONVERSATIONS.first(connection, same)

        return await self._write(add)

    async def change_conversation(
        self, user: str, conversation_id: str, **changes: Unpack[ConversationChanges]
    ) -> Conversation | None:
        """Set the given fields in one step and return the conversation, if there is one."""
        return await self._write(
            lambda connection: _change(connection, user, conversation_id, changes)
        )

    async def conversation(self, user: str, conversation_id: str) -> Conversation | None:
        """Find a conversation."""
        wanted = CONVERSATIONS.where(user, id=conversation_id)
        return await self._read(lambda connection: CONVERSATIONS.first(connection, wanted))

    async def conversation_of_thread(self, user: str, thread_id: str) -> Conversation | None:
        """Find the conversation of a thread."""
        wanted = CONVERSATIONS.where(user, thread_id=thread_id)
        return await self._read(lambda connection: CONVERSATIONS.first(connection, wanted))

    async def threads(
        self, user: str, wanted: Callable[[Conversation], bool], *, limit: int, offset: int
    ) -> Sequence[Conversation]:
        """Return a page of the conversations that are wanted, newest first."""
        mine, order = CONVERSATIONS.where(user), [schema.conversations.c.seq.desc()]

        def find(connection: Connection) -> list[Conversation]:
            found: list[Conversation] = []
            for start in count(0, _CHUNK):
                chunk = CONVERSATIONS.all(connection, mine, order=order, limit=_CHUNK, offset=start)
                found += filter(wanted, chunk)
                if len(chunk) < _CHUNK or len(found) >= offset + limit:
                    break
            return found[offset : offset + limit]

        return await self._read(find)

    async def search_conversations(self, user: str, query: Query) -> Json:
        """Return a page of the conversations, as JSON."""
        mine = CONVERSATIONS.where(user)
        return await self._read(lambda connection: CONVERSATION_PAGES.page(connection, mine, query))

    async def delete_conversation(
        self, user: str, conversation_id: str, delete_content: DeleteContent
    ) -> bool:
        """Forget a conversation with its messages, their feedback and files, and its runs.

        As long as a run of it goes on, nothing is forgotten, and the answer is no.
        """

        def forget(connection: Connection) -> bool:
            same = CONVERSATIONS.where(user, id=conversation_id)
            conversation = CONVERSATIONS.first(connection, same, lock=True)
            if conversation is None:
                return True
            if _goes_on(connection, user, conversation):
                return False
            of_conversation = {"user": user, "conversation_id": conversation_id}
            forget_files(connection, user, MESSAGES.where(**of_conversation), delete_content)
            of_thread = RUNS.where(user, thread_id=conversation.thread_id)
            gone = select(schema.runs.c.id).where(of_thread)
            events = schema.events
            mine = (events.c.user_id == user) & events.c.run_id.in_(gone)
            for statement in (
                delete(events).where(mine),
                delete(schema.runs).where(of_thread),
                delete(schema.feedbacks).where(FEEDBACKS.where(**of_conversation)),
                delete(schema.messages).where(MESSAGES.where(**of_conversation)),
                delete(schema.conversations).where(same),
            ):
                connection.execute(statement)
            return True

        return await self._write(forget)

    async def runs_going_on(self, user: str, thread_id: str) -> Sequence[RunRecord]:
        """Return the runs of a thread that have not ended, newest first."""

        def find(connection: Connection) -> list[RunRecord]:
            thread = CONVERSATIONS.where(user, thread_id=thread_id)
            conversation = CONVERSATIONS.first(connection, thread)
            return _goes_on(connection, user, conversation) if conversation else []

        return await self._read(find)

    async def begin_run(
        self,
        user: str,
        run: RunRecord,
        *messages: StoredMessage,
        **changes: Unpack[ConversationChanges],
    ) -> Conversation:
        """Add a run with its messages, and change its conversation, all in one step.

        Raises
        ------
        ThreadBusyError
            If a run of the thread goes on, in whatever process.
        ThreadGoneError
            If there is no such thread (any more).
        """

        def begin(connection: Connection) -> Conversation:
            thread = CONVERSATIONS.where(user, thread_id=run.thread_id)
            conversation = CONVERSATIONS.first(connection, thread, lock=True)
            if conversation is None:
                raise ThreadGoneError
            if _goes_on(connection, user, conversation):
                raise ThreadBusyError
            RUNS.save(connection, user, run)
            MESSAGES.save(connection, user, *messages)
            keep_files(connection, user, messages)
            if conversation.title is not None:  # a title that was given meanwhile stays
                changes.pop("title", None)
            return _change(connection, user, conversation.id, changes) or conversation

        return await self._write(begin)

    async def save_run(self, user: str, run: RunRecord) -> None:
        """Replace a run, if its process still answers it."""
        await self._write(lambda connection: _save_run(connection, user, run))

    async def save_answer(
        self,
        user: str,
        run: RunRecord,
        conversation_id: str,
        *messages: StoredMessage,
        **changes: Unpack[ConversationChanges],
    ) -> Conversation | None:
        """Replace a run, save its messages, and change their conversation, all in one step.

        Nothing is saved, nor returned, when the run is not the process's any more: its thread was
        deleted, or others have found the process dead and ended the run.
        """

        def save(connection: Connection) -> Conversation | None:
            if not _save_run(connection, user, run):
                return None
            MESSAGES.save(connection, user, *messages)
            keep_files(connection, user, messages)
            return _change(connection, user, conversation_id, changes)

        return await self._write(save)

    async def end_lost_run(
        self,
        user: str,
        lost: RunRecord,
        ended: RunRecord,
        message: StoredMessage,
        events: StoredEvents | None,
        changes: ConversationChanges,
    ) -> None:
        """Replace a run, its message and its conversation, unless somebody did it before."""
        same = RUNS.where(user, id=lost.id, worker_id=lost.worker_id)

        def end(connection: Connection) -> None:
            release = update(schema.runs).where(same).values(worker_id=None)
            if connection.execute(release).rowcount:
                RUNS.save(connection, user, ended)
                MESSAGES.save(connection, user, message)
                _change(connection, user, message.conversation_id, changes)
                if events:
                    EVENTS.save(connection, user, events)

        await self._write(end)


def _change(
    connection: Connection, user: str, conversation_id: str, changes: ConversationChanges
) -> Conversation | None:
    values: dict[str, object] = dict(changes)
    if "title" in changes:
        values["title_folded"] = schema.folded(changes["title"])
    same = CONVERSATIONS.where(user, id=conversation_id)
    return CONVERSATIONS.change(connection, same, values)


def _save_run(connection: Connection, user: str, run: RunRecord) -> bool:
    return RUNS.replace(connection, user, run, worker_id=run.worker_id)


def _goes_on(connection: Connection, user: str, conversation: Conversation) -> list[RunRecord]:
    # While its last events are written, a run that has ended still has its process.
    status = ["running"] if conversation.operation is None else ["running", "interrupted"]
    runs = schema.runs.c
    owned = RUNS.where(user, thread_id=conversation.thread_id) & runs.worker_id.is_not(None)
    order = [runs.seq.desc()]
    return RUNS.all(connection, owned & runs.status.in_(status), order=order)
