"""Ends runs that no process answers any more, so that everybody sees it and can try again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from streamlit_chatkit.local._protocol import envelopes
from streamlit_chatkit.local._protocol.wire import iso
from streamlit_chatkit.local._store.records import StoredEvents, now

from .draft import MessageDraft
from .event_log import EventIds, EventLog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._store.records import (
        Conversation,
        ConversationChanges,
        ConversationStatus,
        RunRecord,
        RunStatus,
        StoredMessage,
    )
    from streamlit_chatkit.local._store.store import Store

LOST = "The app was stopped"
UNSTORED = "The answer could not be stored"

_AFTER: dict[RunStatus, ConversationStatus] = {"success": "idle", "error": "error"}


async def end_lost_run(store: Store, user: str, run: RunRecord, reason: str) -> None:
    """Keep what a lost run has told so far, and note why it was interrupted.

    When several processes do this at the same time, one of them succeeds.
    """
    chunks = await _all_events(store, user, run)
    conversation = await store.conversation_of_thread(user, run.thread_id)
    if conversation is None:
        await store.release(user, run)
        return
    message = await store.message(user, conversation.id, run.message_id)
    if message is None:
        await store.release(user, run)
        return
    if _is_stored(run, message, conversation):  # only the end of its events was lost
        told = replace(conversation, status=_AFTER.get(run.status, "interrupted"), operation=None)
        tail = _tail(chunks, run, replace(told, error=message.error), message)
        await store.end_lost_run(user, run, replace(run, worker_id=None), message, tail, {})
        return
    moment = now()
    ended = replace(run, status="interrupted", updated_at=moment, worker_id=None)
    draft = _draft(chunks, message.id, reason)
    aborted = replace(
        message,
        status="aborted",
        error=reason,
        updated_at=moment,
        content=draft.content or message.content,
        reasoning=draft.reasoning or message.reasoning,
    )
    changes: ConversationChanges = {
        "status": "interrupted",
        "error": reason,
        "operation": None,
        "updated_at": moment,
    }
    tail = _tail(chunks, ended, replace(conversation, **changes), aborted)
    await store.end_lost_run(user, run, ended, aborted, tail, changes)


def _is_stored(run: RunRecord, message: StoredMessage, conversation: Conversation) -> bool:
    if run.status == "interrupted" and message.status == "success":  # or it waits for the browser
        return conversation.operation is None
    return run.status != "running"


async def _all_events(store: Store, user: str, run: RunRecord) -> list[StoredEvents]:
    chunks: list[StoredEvents] = []
    while batch := await store.events(user, run.id, _next(chunks)):
        chunks += batch
    return chunks


def _next(chunks: Sequence[StoredEvents]) -> int:
    # Some may be missing, which could not be stored.
    return chunks[-1].position + 1 if chunks else 0


def _draft(chunks: Sequence[StoredEvents], message_id: str, reason: str) -> MessageDraft:
    draft, current = MessageDraft(), None
    for envelope in _envelopes(chunks):
        data = envelope.get("data", {})
        if envelope.get("event") == "on_message_start" and data["id"] != current:
            draft, current = MessageDraft(), data["id"]
        elif envelope["type"] == "message" and current == message_id:
            draft.apply(data)
    failed = {"status": "fail", "error": reason, "end_date": iso(now())}
    for call_id in list(draft.running_steps()):
        draft.apply(envelopes.tool_step("", call_id, failed)["data"])
    return draft


def _envelopes(chunks: Sequence[StoredEvents]) -> Iterator[Json]:
    for chunk in chunks:
        for line in chunk.data.split(b"\n"):
            if line.startswith(b"data: "):
                yield json.loads(line[6:])


def _tail(
    chunks: Sequence[StoredEvents],
    run: RunRecord,
    conversation: Conversation,
    message: StoredMessage,
) -> StoredEvents | None:
    if chunks and chunks[-1].complete:
        return None
    segment, events = (chunks[-1].segment if chunks else 0), []
    log = EventLog(EventIds(), sink=lambda _, event, __: events.append(event))
    log.append(envelopes.message_end(run, conversation.id, message.status, message.error))
    log.append(envelopes.conversation_end(conversation))
    log.append(envelopes.COMPLETE)
    return StoredEvents(run.id, _next(chunks), segment, True, b"".join(events))
