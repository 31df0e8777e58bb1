"""Two chats beside each other, with an agent and tools of their own."""

from functools import partial

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run

heard = st.session_state.setdefault("heard", [])


def sales_desk() -> str:
    """Name the desk."""
    return "sales"


def support_desk() -> str:
    """Name the desk."""
    return "support"


async def sales(run: Run) -> None:
    """Answer for sales."""
    await run.text(f"{await run.call_client_tool('sales_desk')} got {run.input.text}")


async def support(run: Run) -> None:
    """Answer for support."""
    await run.text(f"{await run.call_client_tool('support_desk')} got {run.input.text}")


def note(key: str, thread_id: str | None) -> None:
    """Write down that a chat has another thread."""
    if thread_id is not None:
        heard.append(key)


agents = {"sales": (sales, sales_desk), "support": (support, support_desk)}
chats = {}
for column, (key, (agent, tool)) in zip(st.columns(2), agents.items(), strict=True):
    with column:
        chats[key] = st_chatkit(
            key=key,
            backend=LocalBackend(agent, title=key),
            tools=[tool],
            height=420,
            on_thread_change=partial(note, key),
        )
st.button("Tell support", on_click=chats["support"].send_user_message, args=("a command",))
st.text(f"Heard: {', '.join(sorted(heard))}")
