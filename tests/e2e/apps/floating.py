"""A floating chat in the entrypoint of an app with two pages."""

import asyncio

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run


async def agent(run: Run) -> None:
    """Count as far as the message says."""
    for number in range(1, int(run.input.text)):
        await run.text(f"{number} ")
        await asyncio.sleep(0.05)


def sales() -> None:
    """Draw the first page."""
    st.title("Sales")
    st.text("\n".join(f"Line {number}" for number in range(40)))


def stock() -> None:
    """Draw the second page."""
    st.title("Stock")


def crowd() -> None:
    """Draw another floating chat, and Streamlit's own chat input."""
    header = {"title": {"text": "Other"}}
    st_chatkit(
        key="other", backend=LocalBackend(agent), layout="floating", height=400, header=header
    )
    st.chat_input("Streamlit's own")


st.session_state.runs = st.session_state.get("runs", 0) + 1
page = st.navigation([st.Page(sales, default=True), st.Page(stock)], position="top")
if st.query_params.get("crowd"):
    crowd()
st.text("Above the chat")
chat = st_chatkit(backend=LocalBackend(agent), layout="floating", height=560, locale="en")
st.text(f"Runs: {st.session_state.runs}")
left, middle, right = st.columns(3)
left.button("Rerun")
middle.button("Ask", on_click=chat.send_user_message, args=("20",))
right.button("Focus", on_click=chat.focus_composer)
page.run()
