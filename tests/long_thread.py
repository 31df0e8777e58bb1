"""A conversation of many markdown messages, for tests and measurements of the chat page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from streamlit_chatkit.local._store.database import Database
from streamlit_chatkit.local._store.records import Conversation, RunRecord, StoredMessage
from streamlit_chatkit.local._store.store import Store

# Seconds from token to token, as fast as models write.
PACE_S = 0.005

START = datetime(2026, 1, 5, 9, tzinfo=timezone.utc)


def thread_of(user: str) -> str:
    """Return the id of a user's long thread."""
    return str(uuid5(NAMESPACE_URL, user))


def text(number: int) -> str:
    """Return a question (even numbers), or an answer of a height that nobody could guess."""
    number, is_answer = divmod(number, 2)
    if not is_answer:
        return f"Question {number}"
    code = "\n".join(f"total_{line} = {number} + {line}" for line in range(1 + number % 11))
    rows = "\n".join(f"| region {row} | {number * row} |" for row in range(1, number % 7 + 2))
    return (
        f"## Answer {number}\n\nThe **result** of question {number} is `{number * number}`.\n\n"
        f"| place | value |\n|---|---|\n{rows}\n\n```python\n{code}\n```\n\n"
        + "A sentence that goes on for a while and says little. "
        * (number % 13)
    )


def tokens(count: int) -> Iterator[str]:
    """Yield the tokens of a long markdown answer: prose with lists and emphasis."""
    for number in range(count):
        if number % 120 == 0:
            yield f"\n\n### Part {number // 120}\n\n"
        elif number % 40 == 0:
            yield "\n\n- "
        else:
            yield "**word** " if number % 9 == 0 else "word "


def fill(url: str, user: str, assistant: str, count: int) -> None:
    """Put the user's long thread into a database."""
    thread = thread_of(user)
    messages = [_stored(thread, number) for number in range(count)]
    question, answer = messages[0].id, messages[1].id
    end = messages[-1].created_at
    conversation = Conversation(thread, thread, START, end, assistant, title="A long thread")
    run = RunRecord(question, thread, assistant, question, answer, START, START, status="success")
    store = Store(Database(url))

    async def save() -> None:
        await store.add_conversation(user, conversation)
        await store.begin_run(user, run, *messages)

    asyncio.run(save())
    store.database.close()


def _stored(thread: str, number: int) -> StoredMessage:
    moment = START + timedelta(seconds=number)
    name, run = (str(uuid5(UUID(thread), f"{kind} {number}")) for kind in ("message", "run"))
    if number % 2 == 0:
        return StoredMessage(name, thread, "human", moment, moment, content=text(number))
    step = {"category": "Tool", "tool": "look_up", "status": "success", "output": f"row {number}"}
    parts: list[dict[str, Any]] = [
        {"type": "component", "id": f"call-{number}", "data": {**step, "title": "Look it up"}},
        {"type": "text", "id": f"text-{number}", "text": text(number)},
    ]
    return StoredMessage(name, thread, "ai", moment, moment, run_id=run, content=parts)
