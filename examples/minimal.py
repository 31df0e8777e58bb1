"""The smallest chat with an agent of one's own: ``streamlit run examples/minimal.py``."""

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run


async def parrot(run: Run) -> None:
    """Say what the user said, word by word."""
    for word in run.input.text.split():
        await run.text(f"{word} ")


st.title("Parrot")
st_chatkit(backend=LocalBackend(parrot))
