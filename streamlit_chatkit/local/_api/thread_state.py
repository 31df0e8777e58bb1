"""The state of a thread, as a graph's client reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit_chatkit.local._protocol.wire import iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._store.records import Conversation, RunRecord, StoredMessage


def thread_state_json(
    conversation: Conversation, messages: Sequence[StoredMessage], run: RunRecord | None
) -> Json:
    """Encode the state after the newest run of a thread; a run is its checkpoint.

    Parameters
    ----------
    conversation : Conversation
        The thread.
    messages : sequence of StoredMessage
        Its messages, oldest first.
    run : RunRecord or None
        Its newest run.
    """
    tasks = (conversation.operation or {}).get("tasks") or []
    checkpoint = {
        "thread_id": conversation.thread_id,
        "checkpoint_ns": "",
        "checkpoint_id": run.id if run else None,
    }
    return {
        "values": {"messages": [_message(one) for one in messages]},
        "next": [task["name"] for task in tasks],
        "tasks": tasks,
        "checkpoint": checkpoint,
        "metadata": {"assistant_id": conversation.assistant_id},
        "created_at": iso(run.updated_at if run else conversation.created_at),
        "parent_checkpoint": None,
    }


def _message(message: StoredMessage) -> Json:
    return {"id": message.id, "type": message.role, "content": message.text}
