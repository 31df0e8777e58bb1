"""The events of a run's stream, as plain data (XpertAI API, server-sent events of a run)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from .wire import AGENT_KEY, iso, without_none

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from streamlit_chatkit.local._store.records import (
        Assistant,
        Conversation,
        MessageStatus,
        RunRecord,
        StoredMessage,
    )

    from .json import Json

COMPLETE: Json = {"type": "complete"}


def event(name: str, data: Json) -> Json:
    """Wrap the data of a named event; keys without a value are left out."""
    return {"type": "event", "event": name, "data": without_none(data)}


def content(part: Json) -> Json:
    """Wrap a part of the assistant's message."""
    return {"type": "message", "data": part}


def conversation_start(conversation: Conversation) -> Json:
    """Open the stream."""
    return event(
        "on_conversation_start",
        {
            "id": conversation.id,
            "title": conversation.title,
            "status": "busy",
            "createdAt": iso(conversation.created_at),
            "updatedAt": iso(conversation.updated_at),
        },
    )


def message_start(
    run: RunRecord,
    conversation_id: str,
    *,
    created: datetime,
    parts: Sequence[Json] = (),
    reasoning: Sequence[Json] = (),
) -> Json:
    """Open the assistant's message, or continue it with what it holds so far."""
    return event(
        "on_message_start",
        {
            "id": run.message_id,
            "conversationId": conversation_id,
            "executionId": run.id,
            "parentId": run.parent_id,
            "role": "ai",
            "content": [_undated(part) for part in parts] or "",
            "reasoning": [_undated(part) for part in reasoning] or None,
            "status": "thinking",
            "createdAt": iso(created),
            "updatedAt": iso(run.updated_at),
        },
    )


def _undated(part: Json) -> Json:
    return {key: value for key, value in part.items() if key != "created_date"}


def agent_start(run: RunRecord, assistant: Assistant) -> Json:
    """Announce the agent."""
    return event(
        "on_agent_start",
        {
            "id": run.id,
            "agentKey": AGENT_KEY,
            "title": assistant.title,
            "status": "running",
            "threadId": run.thread_id,
        },
    )


def agent_end(
    run: RunRecord,
    *,
    title: str | None,
    status: str,
    elapsed_ms: int,
    latency: float | None,
    error: str | None = None,
) -> Json:
    """Tell how the agent ended; `latency` is seconds to the first output."""
    return event(
        "on_agent_end",
        {
            "id": run.id,
            "agentKey": AGENT_KEY,
            "title": title,
            "status": status,
            "elapsedTime": elapsed_ms,
            "responseLatency": latency,
            "xpertId": run.assistant_id,
            "error": error,
            **_tokens(run),
        },
    )


def _tokens(run: RunRecord) -> Json:
    usage = run.usage or {}
    return {
        "tokens": usage.get("total_tokens"),
        "totalTokens": usage.get("total_tokens"),
        "inputTokens": usage.get("input_tokens"),
        "outputTokens": usage.get("output_tokens"),
    }


def message_end(
    run: RunRecord, conversation_id: str, status: MessageStatus, error: str | None = None
) -> Json:
    """Close the assistant's message."""
    return event(
        "on_message_end",
        {
            "id": run.message_id,
            "conversationId": conversation_id,
            "executionId": run.id,
            "role": "ai",
            "status": status,
            "error": error,
        },
    )


def conversation_end(conversation: Conversation, *, titled: bool = True) -> Json:
    """Close the stream with the conversation's state."""
    return event(
        "on_conversation_end",
        {
            "id": conversation.id,
            "title": conversation.title if titled else None,
            "status": conversation.status,
            "operation": conversation.operation,
            "error": conversation.error,
        },
    )


def broken(error: str) -> Json:
    """Tell that the run failed outside the agent."""
    return event("on_error", {"error": error})


def operation(name: str, path: list[str | int], value: Json) -> Json:
    """Describe what a run waits for, as the interrupted task of a graph."""
    task = {
        "id": str(uuid4()),
        "name": name,
        "path": path,
        "interrupts": [{"id": uuid4().hex, "value": value}],
    }
    return {"tasks": [task]}


def interrupt(operation: Json) -> Json:
    """Hand what the run waits for to the browser."""
    return event("on_interrupt", operation)


def follow_ups(
    run: RunRecord,
    fate: Literal["consumed", "unconsumed"],
    messages: Sequence[StoredMessage],
    moment: datetime,
) -> Json:
    """Tell that the agent took messages that came during the run, or that it did not."""
    ids = [message.id for message in messages]
    return event(
        "on_chat_event",
        {
            "type": f"follow_up_{fate}",
            "mode": "steer",
            "messageIds": ids,
            "clientMessageIds": ids,
            "executionId": run.id,
            "visibleAt": iso(moment) if fate == "consumed" else None,
        },
    )


def _part(run_id: str, part: Json) -> Json:
    return content({**part, "agentKey": AGENT_KEY, "executionId": run_id})


def text(run_id: str, part_id: str, delta: str, created: datetime) -> Json:
    """Append `delta` to a text part."""
    return _part(
        run_id, {"type": "text", "text": delta, "id": part_id, "created_date": iso(created)}
    )


def reasoning(run_id: str, part_id: str, delta: str, created: datetime) -> Json:
    """Append `delta` to a reasoning part."""
    return _part(
        run_id, {"type": "reasoning", "text": delta, "id": part_id, "created_date": iso(created)}
    )


def tool_step(run_id: str, call_id: str, data: Json) -> Json:
    """Show a tool step, or change the given fields of one."""
    return _part(run_id, {"id": call_id, "type": "component", "data": without_none(data)})


def widget(run_id: str, widget_id: str, widgets: list[Json], created: datetime) -> Json:
    """Show widgets, or show others in their place."""
    data = {"type": "Widget", "category": "Tool", "widgets": widgets, "created_date": iso(created)}
    return _part(run_id, {"id": widget_id, "type": "component", "data": data})


def client_effect(run_id: str, name: str, args: Json, created: datetime) -> Json:
    """Let the app do something; no answer is expected."""
    call_id = f"call_{uuid4().hex}"
    return event(
        "on_client_effect",
        {
            "toolCall": {"name": name, "args": args, "id": call_id, "type": "tool_call"},
            "name": name,
            "args": args,
            "tool_call_id": call_id,
            "agentKey": AGENT_KEY,
            "executionId": run_id,
            "created_date": iso(created),
        },
    )


def context_usage(run: RunRecord, moment: datetime) -> Json:
    """Tell the tokens that the run has used so far."""
    usage = run.usage or {}
    return event(
        "on_chat_event",
        {
            "type": "thread_context_usage",
            "threadId": run.thread_id,
            "runId": run.id,
            "agentKey": AGENT_KEY,
            "updatedAt": iso(moment),
            "usage": {
                "contextTokens": usage.get("context_tokens"),
                "inputTokens": usage.get("input_tokens"),
                "outputTokens": usage.get("output_tokens"),
                "totalTokens": usage.get("total_tokens"),
            },
        },
    )
