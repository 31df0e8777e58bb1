"""Records as the JSON of the XpertAI API."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from ._json import Json
    from ._records import Assistant, Conversation, RunRecord, StoredMessage

AGENT_KEY = "Agent_main"


def iso(moment: datetime) -> str:
    """Format a UTC time as the API does, such as ``2026-08-17T08:00:00.000Z``."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def without_none(data: Json) -> Json:
    """Leave out keys without a value, as the API does directly inside an event's data."""
    return {key: value for key, value in data.items() if value is not None}


def assistant_json(assistant: Assistant) -> Json:
    """Encode an answer of ``GET /assistants/{id}``."""
    created = iso(assistant.created_at)
    return {
        "assistant_id": assistant.id,
        "graph_id": assistant.id,
        "name": assistant.name,
        "description": assistant.description,
        "version": 1,
        "created_at": created,
        "updated_at": created,
        "config": {"configurable": {"agentKey": AGENT_KEY}, "features": {}},
        "metadata": {
            "avatar": {"emoji": {"id": "robot_face"}, "background": "#dbeafe"},
            "slug": assistant.name,
            "type": "agent",
            "title": assistant.title,
            "tags": [],
        },
        "context": None,
    }


def thread_json(conversation: Conversation, user: str) -> Json:
    """Encode a thread; its ``metadata.id`` is the conversation's id."""
    own = {
        "id": conversation.id,
        "title": conversation.title,
        "assistant_id": conversation.assistant_id,
    }
    return {
        "thread_id": conversation.thread_id,
        "status": conversation.status,
        "created_at": iso(conversation.created_at),
        "updated_at": iso(conversation.updated_at),
        "created_by": {"id": user, "name": user},
        "updated_by": None,
        "metadata": {**conversation.metadata, **without_none(own)},
    }


def conversation_json(conversation: Conversation) -> Json:
    """Encode a conversation."""
    return without_none(
        {
            "id": conversation.id,
            "threadId": conversation.thread_id,
            "title": conversation.title,
            "status": conversation.status,
            "from": "api",
            "error": conversation.error,
            "operation": conversation.operation,
            "xpertId": conversation.assistant_id,
            "createdAt": iso(conversation.created_at),
            "updatedAt": iso(conversation.updated_at),
        }
    )


def message_json(message: StoredMessage, thread_id: str) -> Json:
    """Encode a message."""
    data: Json = {
        "id": message.id,
        "conversationId": message.conversation_id,
        "threadId": thread_id,
        "role": message.role,
        "content": message.content,
        "status": message.status,
        "error": message.error,
        "executionId": message.run_id,
        "references": message.input.get("references") or [],
        "attachments": [],
        "fileAssets": message.input.get("files") or [],
        "createdAt": iso(message.created_at),
        "updatedAt": iso(message.updated_at),
    }
    if message.reasoning:
        data["reasoning"] = message.reasoning
    return without_none(data)


def run_json(run: RunRecord) -> Json:
    """Encode a run."""
    return {
        "run_id": run.id,
        "thread_id": run.thread_id,
        "assistant_id": run.assistant_id,
        "created_at": iso(run.created_at),
        "updated_at": iso(run.updated_at),
        "status": run.status,
        "metadata": {},
    }
