"""A chat that opens a long thread, with an agent that writes more into it."""

import asyncio
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run
from streamlit_chatkit.local._database import Database
from streamlit_chatkit.local._records import Conversation, RunRecord, StoredMessage
from streamlit_chatkit.local._store import Store

ASSISTANT = "long-threads"
USER = st.query_params["user"]
THREAD = str(uuid5(NAMESPACE_URL, USER))
COUNT = int(os.environ.get("MESSAGES", "300"))
DATABASE = f"sqlite:///{Path(os.environ['FOLDER']) / 'chat.db'}"
START = datetime(2026, 1, 5, 9, tzinfo=timezone.utc)


def answer(number: int) -> str:
    """Return markdown of a height that nobody could guess."""
    code = "\n".join(f"total_{line} = {number} + {line}" for line in range(number % 11))
    rows = "\n".join(f"| region {row} | {number * row} |" for row in range(1, number % 7 + 2))
    return (
        f"## Answer {number}\n\nThe **result** of question {number} is `{number * number}`.\n\n"
        f"| place | value |\n|---|---|\n{rows}\n\n```python\n{code}\n```\n\n"
        + "A sentence that goes on for a while and says little. "
        * (number % 13)
    )


def message(number: int) -> StoredMessage:
    """Return a question (even numbers) or an answer with a tool step."""
    moment = START + timedelta(seconds=number)
    name, run = (str(uuid5(UUID(THREAD), f"{kind} {number}")) for kind in ("message", "run"))
    if number % 2 == 0:
        text = f"Question {number // 2}"
        return StoredMessage(name, THREAD, "human", moment, moment, content=text)
    step = {"category": "Tool", "tool": "look_up", "status": "success", "output": f"row {number}"}
    parts: list[dict[str, Any]] = [
        {"type": "component", "id": f"call-{number}", "data": {**step, "title": "Look it up"}},
        {"type": "text", "id": f"text-{number}", "text": answer(number // 2)},
    ]
    return StoredMessage(name, THREAD, "ai", moment, moment, run_id=run, content=parts)


@st.cache_resource
def fill(user: str) -> None:
    """Put the user's thread into the database, once."""
    store = Store(Database(DATABASE))
    messages = [message(number) for number in range(COUNT)]
    end = messages[-1].created_at
    conversation = Conversation(THREAD, THREAD, START, end, ASSISTANT, title="A long thread")
    question, first = messages[0].id, messages[1].id
    run = RunRecord(question, THREAD, ASSISTANT, question, first, START, START, status="success")

    async def save() -> None:
        await store.add_conversation(user, conversation)
        await store.begin_run(user, run, *messages)

    asyncio.run(save())
    store.database.close()


async def agent(run: Run) -> None:
    """Write as many lines as the message says."""
    words = run.input.text.split()
    lines = int(words[-1]) if words[-1].isdigit() else 1
    for number in range(lines):
        await run.text(f"Line {number} of what the agent writes.\n\n")
        await asyncio.sleep(0.02)


fill(USER)
st_chatkit(
    backend=LocalBackend(agent, name=ASSISTANT, assistant_id=ASSISTANT, database=DATABASE),
    user=USER,
    initial_thread=THREAD,
    height=640,
    locale="en",
)
