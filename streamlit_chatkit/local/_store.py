"""Where conversations, messages and runs are kept."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._records import Conversation, RunRecord, StoredMessage


class Store(Protocol):
    """Records of all users.

    Every method takes the user, and answers from that user's records alone: there is no way to ask
    for somebody else's. Updates of records that do not exist (any more) do nothing.
    """

    async def add_conversation(self, user: str, conversation: Conversation) -> None:
        """Keep a new conversation."""

    async def update_conversation(self, user: str, conversation: Conversation) -> None:
        """Replace a conversation."""

    async def conversation(self, user: str, conversation_id: str) -> Conversation | None:
        """Find a conversation."""

    async def conversation_of_thread(self, user: str, thread_id: str) -> Conversation | None:
        """Find the conversation of a thread."""

    async def conversations(self, user: str) -> Sequence[Conversation]:
        """Return all conversations, oldest first."""

    async def delete_conversation(self, user: str, conversation_id: str) -> None:
        """Forget a conversation with its messages and runs."""

    async def messages(self, user: str, conversation_id: str) -> Sequence[StoredMessage]:
        """Return the messages of a conversation, oldest first."""

    async def save_message(self, user: str, message: StoredMessage) -> None:
        """Add or replace a message of an existing conversation."""

    async def delete_messages(self, user: str, conversation_id: str, ids: set[str]) -> None:
        """Forget messages."""

    async def runs(self, user: str, thread_id: str) -> Sequence[RunRecord]:
        """Return the runs of a thread, oldest first."""

    async def save_run(self, user: str, run: RunRecord) -> None:
        """Add or replace a run of an existing thread."""


class MemoryStore:
    """A `Store` that lasts as long as the process."""

    def __init__(self) -> None:
        self._conversations: dict[str, dict[str, Conversation]] = defaultdict(dict)
        self._messages: dict[tuple[str, str], dict[str, StoredMessage]] = {}
        self._runs: dict[tuple[str, str], dict[str, RunRecord]] = {}

    async def add_conversation(self, user: str, conversation: Conversation) -> None:
        """Keep a new conversation."""
        self._conversations[user][conversation.id] = conversation
        self._messages[user, conversation.id] = {}
        self._runs[user, conversation.thread_id] = {}

    async def update_conversation(self, user: str, conversation: Conversation) -> None:
        """Replace a conversation."""
        if conversation.id in self._of(user):
            self._conversations[user][conversation.id] = conversation

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
        """Forget a conversation with its messages and runs."""
        conversation = self._of(user).get(conversation_id)
        if conversation:
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
        """Forget messages."""
        messages = self._messages.get((user, conversation_id), {})
        for message_id in ids:
            messages.pop(message_id, None)

    async def runs(self, user: str, thread_id: str) -> Sequence[RunRecord]:
        """Return the runs of a thread, oldest first."""
        return list(self._runs.get((user, thread_id), {}).values())

    async def save_run(self, user: str, run: RunRecord) -> None:
        """Add or replace a run of an existing thread."""
        runs = self._runs.get((user, run.thread_id))
        if runs is not None:
            runs[run.id] = run

    def _of(self, user: str) -> dict[str, Conversation]:
        return self._conversations.get(user, {})
