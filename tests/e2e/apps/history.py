"""A chat with all that the history and the messages offer."""

import asyncio

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run


async def agent(run: Run) -> None:
    """Repeat what was said; with an effect, slowly."""
    if run.input.text == "beep slowly":
        await run.effect("beep")
        for number in range(1, 80):
            await run.text(f"{number} ")
            await asyncio.sleep(0.05)
        await run.effect("beep")
    else:
        quotes = [reference["text"] for reference in run.input.references]
        await run.text(f"You said: {run.input.text}")
        await run.text(f" about {quotes}" if quotes else "")


def count(name: str) -> None:
    """Count in the session what the chat tells."""
    st.session_state[name] = st.session_state.get(name, 0) + 1


st.checkbox("Show the chat", value=True, key="shown")
if st.session_state.shown:
    chat = st_chatkit(
        backend=LocalBackend(agent),
        height=640,
        header={"left_action": {"icon": "menu", "on_click": lambda: count("menus")}},
        thread_item_actions={"feedback": True},
        on_effect={"beep": lambda _: count("beeps")},
    )
    st.button("Show the history", on_click=chat.show_history)
st.text(f"Beeps: {st.session_state.get('beeps', 0)}")
st.text(f"Menus: {st.session_state.get('menus', 0)}")
