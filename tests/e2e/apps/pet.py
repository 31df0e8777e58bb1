"""A chat with a pet, or one that is nothing but the pet at first."""

import asyncio

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run


async def agent(run: Run) -> None:
    """Take a moment, so that the pet has something to show."""
    await asyncio.sleep(1.5)
    await run.text(f"You said: {run.input.text}")


alone = st.toggle("Pet alone", value=st.query_params.get("alone") == "yes")
st_chatkit(
    backend=LocalBackend(agent), height=560, pet=True, display_mode="pet" if alone else "chat"
)
