"""An app of two pages, one with a chat that keeps its thread in the address."""

import asyncio

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run

st.session_state.runs = st.session_state.get("runs", 0) + 1
heard = st.session_state.setdefault("heard", [])


async def agent(run: Run) -> None:
    """Do what the message says."""
    if run.input.text == "slowly":
        await asyncio.sleep(1.2)
    await run.text(f"You said: {run.input.text}, in {run.context.get('region')}.")


def chat_page() -> None:
    """Draw the chat."""
    listening = st.checkbox("Listen")
    region = st.radio("Region", ["EMEA", "APAC"])
    st.session_state.chat = st_chatkit(
        backend=LocalBackend(agent),
        height=480,
        persist="url",
        context={"region": region},
        on_response_start=(lambda: heard.append("begin")) if listening else None,
        on_response_end=(lambda: heard.append("end")) if listening else None,
    )
    st.button("Fill", on_click=st.session_state.chat.set_composer_value, args=("filled",))


def other_page() -> None:
    """Draw a button that talks to the chat of the other page."""
    chat = st.session_state.chat
    st.button("Ask from here", on_click=chat.send_user_message, args=("from the other page",))


st.navigation([st.Page(chat_page, title="Talk"), st.Page(other_page, title="Other")]).run()
st.text(f"Runs: {st.session_state.runs}")
st.text(f"Heard: {', '.join(heard)}")
