"""A chat that is drawn again right behind each run, as when it says something in these moments."""

import asyncio
import time

import streamlit as st

from streamlit_chatkit import LocalBackend, _compat, st_chatkit
from streamlit_chatkit._state import get_state
from streamlit_chatkit.local import Run

st.session_state.runs = st.session_state.get("runs", 0) + 1


async def agent(run: Run) -> None:
    """Count."""
    for number in range(1, 60):
        await run.text(f"{number} ")
        await asyncio.sleep(0.03)


@st.fragment
def slow() -> None:
    """Take some time before the chat, so that the browser shows what it has got."""
    st.session_state.slow = _compat.current_fragment()
    if _compat.is_fragment_run():
        time.sleep(0.3)
    st.text("Slow")


slow()
st_chatkit(backend=LocalBackend(agent), height=480)
st.button("Rerun")
st.text(f"Runs: {st.session_state.runs}")
asked = [
    _compat.request_fragment_run(str(fragment_id))
    for fragment_id in (st.session_state.slow, get_state("chatkit").fragment_id)
]
st.text(f"Asked: {asked}")
