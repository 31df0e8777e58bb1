"""Where conversations, messages and runs are kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Unpack

    from ._records import (
        Conversation,
        ConversationChanges,
        Feedback,
        RunRecord,
        StoredFile,
        StoredMessage,
    )


class Store(Protocol):
    """Records of all users.

    Every method takes the user, and answers from that user's records alone: there is no way to ask
    for somebody else's. Updates of records that do not exist (any more) do nothing.
    """

    async def add_conversation(self, user: str, conversation: Conversation) -> None:
        """Keep a new conversation."""

    async def change_conversation(
        self, user: str, conversation_id: str, **changes: Unpack[ConversationChanges]
    ) -> Conversation | None:
        """Set the given fields in one step and return the conversation, if there is one."""

    async def conversation(self, user: str, conversation_id: str) -> Conversation | None:
        """Find a conversation."""

    async def conversation_of_thread(self, user: str, thread_id: str) -> Conversation | None:
        """Find the conversation of a thread."""

    async def conversations(self, user: str) -> Sequence[Conversation]:
        """Return all conversations, oldest first."""

    async def delete_conversation(self, user: str, conversation_id: str) -> None:
        """Forget a conversation with its messages, their feedback and its runs."""

    async def messages(self, user: str, conversation_id: str) -> Sequence[StoredMessage]:
        """Return the messages of a conversation, oldest first."""

    async def save_message(self, user: str, message: StoredMessage) -> None:
        """Add or replace a message of an existing conversation."""

    async def delete_messages(self, user: str, conversation_id: str, ids: set[str]) -> None:
        """Forget messages and their feedback."""

    async def runs(self, user: str, thread_id: str) -> Sequence[RunRecord]:
        """Return the runs of a thread, oldest first."""

    async def save_run(self, user: str, run: RunRecord) -> None:
        """Add or replace a run of an existing thread."""

    async def feedbacks(self, user: str, message_id: str) -> Sequence[Feedback]:
        """Return the feedback to a message, oldest first."""

    async def save_feedback(self, user: str, feedback: Feedback) -> None:
        """Add or replace feedback to an existing message."""

    async def delete_feedback(self, user: str, feedback_id: str) -> None:
        """Forget feedback."""

    async def save_file(self, user: str, file: StoredFile) -> None:
        """Keep the description of an uploaded file."""

    async def file(self, user: str, file_id: str) -> StoredFile | None:
        """Find a file by its `id` or its `storage_id`."""

    async def delete_file(self, user: str, file_id: str) -> None:
        """Forget a file."""


class MemoryStore:
    """A `Store` that lasts as long as the process."""

    def __init__(self) -> None:
        self._conversations: dict[str, dict[str, Conversation]] = defaultdict(dict)
        self._messages: dict[tuple[str, str], dict[str, StoredMessage]] = {}
        self._runs: dict[tuple[str, str], dict[str, RunRecord]] = {}
        self._feedback: dict[tuple[str, str], Feedback] = {}
        self._files: dict[tuple[str, str], StoredFile] = {}

    async def add_conversation(self, user: str, conversation: Conversation) -> None:
        """Keep a new conversation."""
        self._conversations[user][conversation.id] = conversation
        self._messages[user, conversation.id] = {}
        self._runs[user, conversation.thread_id] = {}

    async def change_conversation(
        self, user: str, conversation_id: str, **changes: Unpack[ConversationChanges]
    ) -> Conversation | None:
        """Set the given fields in one step and return the conversation, if there is one."""
        found = self._of(user).get(conversation_id)
        if found is None:
            return None
        changed = self._conversations[user][conversation_id] = replace(found, **changes)
        return changed

    async def conversation(self, user: str, conversation_id: str) -> Conversation | None:
        """Find a conversation."""
        return self._of(user).get(conversation_id)

    async def conversation_of_thread(self, user: str, thread_id: str) -> Conversation | None:
        """Find the conversation of a thread."""
        found = (one for one in self._of(user).values() if one.thread_id == thread_id)
        return next(found, None)

    async def conversations(self, user: str) -> Sequence[Conversation]:
        """Return all conversations, oldest first."""
        return list(self._of(user).values())

    async def delete_conversation(self, user: str, conversation_id: str) -> None:
        """Forget a conversation with its messages, their feedback and its runs."""
        conversation = self._of(user).get(conversation_id)
        if conversation:
            ids = set(self._messages[user, conversation_id])
            await self.delete_messages(user, conversation_id, ids)
            del self._conversations[user][conversation_id]
            del self._messages[user, conversation_id]
            del self._runs[user, conversation.thread_id]

    async def messages(self, user: str, conversation_id: str) -> Sequence[StoredMessage]:
        """Return the messages of a conversation, oldest first."""
        return list(self._messages.get((user, conversation_id), {}).values())

    async def save_message(self, user: str, message: StoredMessage) -> None:
        """Add or replace a message of an existing conversation."""
        messages = self._messages.get((user, message.conversation_id))
        if messages is not None:
            messages[message.id] = message

    async def delete_messages(self, user: str, conversation_id: str, ids: set[str]) -> None:
        """Forget messages and their feedback."""
        messages = self._messages.get((user, conversation_id), {})
        gone = {message_id for message_id in ids if messages.pop(message_id, None)}
        for key, feedback in list(self._feedback.items()):
            if key[0] == user and feedback.message_id in gone:
                del self._feedback[key]

    async def runs(self, user: str, thread_id: str) -> Sequence[RunRecord]:
        """Return the runs of a thread, oldest first."""
        return list(self._runs.get((user, thread_id), {}).values())

    async def save_run(self, user: str, run: RunRecord) -> None:
        """Add or replace a run of an existing thread."""
        runs = self._runs.get((user, run.thread_id))
        if runs is not None:
            runs[run.id] = run

    async def feedbacks(self, user: str, message_id: str) -> Sequence[Feedback]:
        """Return the feedback to a message, oldest first."""
        own = (one for (owner, _), one in self._feedback.items() if owner == user)
        return [one for one in own if one.message_id == message_id]

    async def save_feedback(self, user: str, feedback: Feedback) -> None:
        """Add or replace feedback to an existing message."""
        if feedback.message_id in self._messages.get((user, feedback.conversation_id), {}):
            self._feedback[user, feedback.id] = feedback

    async def delete_feedback(self, user: str, feedback_id: str) -> None:
        """Forget feedback."""
        self._feedback.pop((user, feedback_id), None)

    async def save_file(self, user: str, file: StoredFile) -> None:
        """Keep the description of an uploaded file."""
        self._files[user, file.id] = self._files[user, file.storage_id] = file

    async def file(self, user: str, file_id: str) -> StoredFile | None:
        """Find a file by its `id` or its `storage_id`."""
        return self._files.get((user, file_id))

    async def delete_file(self, user: str, file_id: str) -> None:
        """Forget a file."""
        file = self._files.get((user, file_id))
        if file:
            del self._files[user, file.id], self._files[user, file.storage_id]

    def _of(self, user: str) -> dict[str, Conversation]:
        return self._conversations.get(user, {})
