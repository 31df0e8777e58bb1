"""A chat in the place that the address names: ``?place=sidebar&height=stretch``."""

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run


async def agent(run: Run) -> None:
    """Repeat the message."""
    await run.text(f"You said: {run.input.text}")


def chat() -> None:
    """Draw the chat where the script is."""
    height = st.query_params.get("height", "360")
    st_chatkit(
        backend=LocalBackend(agent), height="stretch" if height == "stretch" else int(height)
    )


@st.dialog("Ask")
def dialog() -> None:
    """Draw the chat in a dialog."""
    chat()


st.session_state.runs = st.session_state.get("runs", 0) + 1
place = st.query_params.get("place", "page")
st.text(f"Runs: {st.session_state.runs}")
if place == "page":
    chat()
elif place == "container":
    with st.container(height=500, key="box"):
        st.text("Above the chat")
        chat()
elif place == "column":
    left, right = st.columns(2)
    left.text("\n".join(f"Line {number}" for number in range(30)))
    with right:
        chat()
elif place == "sidebar":
    with st.sidebar:
        st.text("Above the chat")
        chat()
elif place == "dialog":
    if st.button("Open"):
        dialog()
elif place == "popover":
    with st.popover("Open"):
        chat()
elif place == "expander":
    with st.expander("Chat", expanded=True):
        chat()
elif place == "tab":
    with st.tabs(["Chat", "Other"])[0]:
        chat()
