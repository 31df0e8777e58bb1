"""A hosted agent and one written in Python, side by side."""

import streamlit as st

from streamlit_chatkit import LocalBackend, XpertAI, st_chatkit
from streamlit_chatkit.local import Run


async def agent(run: Run) -> None:
    """Repeat the message."""
    await run.text(f"You said: {run.input.text}")


hosted, local = st.columns(2)
with hosted:
    st_chatkit(key="hosted", backend=XpertAI(gateway=False), height=420)
with local:
    st_chatkit(key="local", backend=LocalBackend(agent), height=420)
