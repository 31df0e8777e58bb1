"""A chat that can be taken off the page and put back, at two places of the app."""

import asyncio

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run


def note(text: str) -> str:
    """Write down how often the agent called."""
    st.session_state.setdefault("notes", []).append(text)
    return f"noted {len(st.session_state.notes)}"


async def agent(run: Run) -> None:
    """Count slowly, after one call of a tool."""
    await run.text(f"{await run.call_client_tool('note', {'text': run.input.text})}: ")
    for number in range(1, 80):
        await run.text(f"{number} ")
        await asyncio.sleep(0.05)


st.checkbox("Show the chat", value=True, key="shown")
user = st.radio("User", ["Ann", "Bob"])
if st.session_state.shown:
    st_chatkit(backend=LocalBackend(agent), tools=[note], user=user, height=480)
st.text(f"Notes: {len(st.session_state.get('notes', []))}")
