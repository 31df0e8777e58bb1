"""A chat that the app's buttons act on."""

from __future__ import annotations

import json

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run

st.session_state.runs = st.session_state.get("runs", 0) + 1
errors: list[str] = st.session_state.setdefault("errors", [])


async def agent(run: Run) -> None:
    """Tell what came."""
    human = run.state["human"]
    await run.text(f"```json\n{json.dumps({'text': run.input.text, **human}, indent=1)}\n```")


chat = st_chatkit(
    backend=LocalBackend(agent),
    height=480,
    locale="en",
    composer={"models": [{"id": "deep", "label": "Thorough"}]},
    on_error=lambda error: errors.append(str(error)),
)
st.text(f"Runs: {st.session_state.runs}")
st.text(f"Errors: {len(errors)}")
with st.container(horizontal=True):
    st.button(
        "Reply",
        on_click=chat.send_user_message,
        args=("Why?",),
        kwargs={
            "reply": "Revenue fell.",
            "model": "deep",
            "trigger": {"name": "nightly"},
            "tool_choice": "query",
        },
    )
    st.button(
        "Parts",
        on_click=chat.send_user_message,
        kwargs={"content": [{"type": "text", "text": "From"}, {"type": "text", "text": "parts"}]},
    )
    st.button(
        "Sound",
        on_click=chat.send_user_message,
        kwargs={"content": [{"type": "audio", "data": ""}]},
    )
    st.button(
        "Quote", on_click=chat.set_composer_value, args=("And now",), kwargs={"reply": "It fell."}
    )
    st.button("Missing", on_click=chat.set_thread_id, args=("no-such-thread",))
    st.button("New", on_click=chat.set_thread_id, args=(None,))
    st.button("History on", on_click=chat.show_history)
    st.button("History off", on_click=chat.hide_history)
    st.button("Focus", on_click=chat.focus_composer)
    st.button("Refresh", on_click=chat.fetch_updates)
