"""What can be searched, and by which values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit_chatkit.local._protocol.wire import conversation_json, feedback_json, message_json

from . import schema
from .pages import Pages
from .tables import CONVERSATIONS, FEEDBACKS, MESSAGES

if TYPE_CHECKING:
    from .records import StoredMessage

CONVERSATION_PAGES = Pages(
    CONVERSATIONS,
    conversation_json,
    {
        "id": schema.conversations.c.id,
        "threadId": schema.conversations.c.thread_id,
        "title": schema.conversations.c.title,
        "status": schema.conversations.c.status,
        "error": schema.conversations.c.error,
        "xpertId": schema.conversations.c.assistant_id,
        "createdAt": schema.conversations.c.created_at,
        "updatedAt": schema.conversations.c.updated_at,
    },
    computed=frozenset({"operation"}),
    constants={"from": "api"},
    folded=schema.conversations.c.title_folded,
)
FEEDBACK_PAGES = Pages(
    FEEDBACKS,
    feedback_json,
    {
        "id": schema.feedbacks.c.id,
        "conversationId": schema.feedbacks.c.conversation_id,
        "messageId": schema.feedbacks.c.message_id,
        "rating": schema.feedbacks.c.rating,
        "content": schema.feedbacks.c.content,
        "createdAt": schema.feedbacks.c.created_at,
        "updatedAt": schema.feedbacks.c.updated_at,
    },
)


def message_pages(thread_id: str) -> Pages[StoredMessage]:
    """Make the pages of the messages of a thread."""
    columns = schema.messages.c
    return Pages(
        MESSAGES,
        lambda message: message_json(message, thread_id),
        {
            "id": columns.id,
            "conversationId": columns.conversation_id,
            "role": columns.role,
            "status": columns.status,
            "error": columns.error,
            "executionId": columns.run_id,
            "createdAt": columns.created_at,
            "updatedAt": columns.updated_at,
        },
        computed=frozenset({"content", "reasoning", "references", "fileAssets"}),
        constants={"threadId": thread_id, "attachments": []},
    )
