"""A chat in the sidebar of the entrypoint of an app with two pages."""

import asyncio

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run


async def agent(run: Run) -> None:
    """Count."""
    for number in range(1, 60):
        await run.text(f"{number} ")
        await asyncio.sleep(0.05)


def sales() -> None:
    """Draw the first page."""
    st.title("Sales")


def stock() -> None:
    """Draw the second page, with other elements than the first."""
    st.columns(2)[0].metric("Pieces", 7)
    st.title("Stock")


page = st.navigation([st.Page(sales, default=True), st.Page(stock)], position="top")
with st.sidebar:
    st_chatkit(backend=LocalBackend(agent), height=400)
page.run()
