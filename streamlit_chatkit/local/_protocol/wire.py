"""Records as the JSON of the XpertAI API."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from streamlit_chatkit.local._store.records import (
        Assistant,
        Conversation,
        Feedback,
        RunRecord,
        StoredFile,
        StoredMessage,
    )

    from .json import Json

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


def feedback_json(feedback: Feedback) -> Json:
    """Encode a vote."""
    return {
        "id": feedback.id,
        "conversationId": feedback.conversation_id,
        "messageId": feedback.message_id,
        "rating": feedback.rating,
        "content": feedback.content,
        "createdAt": iso(feedback.created_at),
        "updatedAt": iso(feedback.updated_at),
    }


def models_json(assistant: Assistant) -> Json:
    """Encode the models among which the user may choose; the first one is the default."""
    models = [
        without_none({"id": one.id, "label": one.label, "description": one.description})
        for one in assistant.models
    ]
    if models:
        models[0]["default"] = True
        return {"models": models, "selected_model_id": models[0]["id"]}
    return {"models": []}


def usage_json(run: RunRecord) -> Json:
    """Encode the tokens that the agent reported for a run."""
    usage = run.usage or {}
    names = ("context_tokens", "input_tokens", "output_tokens", "total_tokens")
    return {
        "thread_id": run.thread_id,
        "agent_key": AGENT_KEY,
        "run_id": run.id,
        "updated_at": iso(run.updated_at),
        "usage": {**{name: usage.get(name) for name in names}, "embed_tokens": 0},
    }


def agent_file_json(file: StoredFile, url: str, purpose: str, parse_mode: str) -> Json:
    """Encode an uploaded file."""
    return {
        "id": file.id,
        "fileId": file.id,
        "storageFileId": file.storage_id,
        "objectKey": file.storage_id,
        "url": url,
        "fileUrl": url,
        "originalName": file.name,
        "size": file.size,
        "mimeType": file.mime_type,
        "status": "ready",
        "parseStatus": "ready",
        "purpose": purpose,
        "parseMode": parse_mode,
        "capabilities": ["read"],
    }


def file_status_json(file: StoredFile) -> Json:
    """Encode the state of a file: it can be used as soon as it is there."""
    parsed = iso(file.created_at)
    return {"fileId": file.id, "status": "ready", "error": None, "parsedAt": parsed}


def plain_file_json(file: StoredFile, url: str) -> Json:
    """Encode an uploaded file as older chats expect it."""
    return {
        "id": file.id,
        "file": file.storage_id,
        "url": url,
        "originalName": file.name,
        "encoding": "7bit",
        "size": file.size,
        "mimetype": file.mime_type,
        "storageProvider": "LOCAL",
    }
