"""The app of ``mounted.py`` with its agent's routes on its own origin."""

import streamlit as st

from streamlit_chatkit import LocalBackend


async def agent(run: object) -> None:
    """Answer nobody: each session has its own agent."""


app = st.App("mounted.py", routes=LocalBackend(agent).routes())
