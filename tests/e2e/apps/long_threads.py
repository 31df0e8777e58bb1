"""A chat that opens a long thread, with an agent that writes more into it."""

import asyncio
import os
from pathlib import Path

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run
from tests.long_thread import PACE_S, fill, thread_of, tokens

ASSISTANT = "long-threads"
USER = st.query_params["user"]
DATABASE = f"sqlite:///{Path(os.environ['FOLDER']) / 'chat.db'}"


@st.cache_resource
def fill_once(user: str) -> None:
    """Put the user's thread into the database."""
    fill(DATABASE, user, ASSISTANT, int(os.environ["MESSAGES"]))


async def agent(run: Run) -> None:
    """Write as many lines, or as many tokens at 5 ms each, as the message says."""
    what, count = run.input.text.split()
    if what == "tokens":
        loop = asyncio.get_running_loop()
        start = loop.time()
        for number, token in enumerate(tokens(int(count))):
            await run.text(token)
            await asyncio.sleep(max(0.0, start + number * PACE_S - loop.time()))
        return
    for number in range(int(count)):
        await run.text(f"Line {number} of what the agent writes.\n\n")
        await asyncio.sleep(0.02)


fill_once(USER)
st_chatkit(
    backend=LocalBackend(agent, name=ASSISTANT, assistant_id=ASSISTANT, database=DATABASE),
    user=USER,
    initial_thread=thread_of(USER),
    height=640,
    locale="en",
)
