"""A chat in one of many places, while everything around it moves."""

import asyncio
import time

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run

st.session_state.runs = st.session_state.get("runs", 0) + 1
notes = st.session_state.setdefault("notes", [])
effects = st.session_state.setdefault("effects", [])


def note(text: str) -> str:
    """Write something down, slowly."""
    notes.append(text)
    time.sleep(2)
    return f"noted {len(notes)}"


@st.cache_resource
def enough() -> set[str]:
    """Return the sessions whose agent may stop to count."""
    return set()


async def agent(run: Run) -> None:
    """Do what the message says."""
    word, _, rest = run.input.text.partition(" ")
    if word == "count":
        for number in range(1, 3000):
            await run.text(f"{number} ")
            await asyncio.sleep(0.03)
            if rest in enough():
                break
        await run.text("END")
    elif word == "note":
        await run.text(f"Done: {await run.call_client_tool('note', {'text': rest})}.")
    elif word == "effects":
        for number in range(int(rest)):
            await run.effect("mark", {"number": number})
        await run.text(f"Marks: {rest}.")
    else:
        await run.text(f"You said: {run.input.text}")


def draw() -> None:
    """Draw the chat."""
    chat = st_chatkit(
        backend=LocalBackend(agent),
        tools=[note],
        height=400,
        on_effect={"mark": lambda data: effects.append(data["number"])},
    )
    if st.session_state.runs == 1 and place == "early":
        chat.send_user_message("first")
        chat.send_user_message("second")
    st.session_state.chat = chat


@st.fragment
def elsewhere() -> None:
    """Draw a button that talks to the chat from a fragment of its own."""
    st.session_state.fragment_runs = st.session_state.get("fragment_runs", 0) + 1
    if st.button("From a fragment"):
        st.session_state.chat.send_user_message("from a fragment")
    st.text(f"Fragment drawn: {st.session_state.fragment_runs}")


def say_twice() -> None:
    """Give two commands in one run."""
    for text in ("one", "two"):
        st.session_state.chat.send_user_message(text)


def draw_with_button() -> None:
    """Draw the chat above a button, and tell how often."""
    draw()
    st.button("Rerun inside")
    st.session_state.inside = st.session_state.get("inside", 0) + 1
    st.text(f"Drawn inside: {st.session_state.inside}")


@st.dialog("Ask")
def dialog() -> None:
    """Draw the chat in a dialog."""
    draw_with_button()


place = st.query_params.get("place", "page")
above = st.container()
left, middle, right = st.columns(3)
left.button("Rerun")
middle.checkbox("More above", key="more")
left.button("Rerun a hundred times", on_click=lambda: st.session_state.update(left=99))
right.button("Parameter", on_click=lambda: st.query_params.update(step=str(time.time())))
if st.session_state.more:
    for line in range(3):
        (st if place == "inserted" else above).text(f"Line {line}")
if place in {"page", "early", "inserted"}:
    draw()
elif place == "columns":
    with st.columns(3 if st.session_state.more else 2)[0]:
        draw()
elif place == "tab":
    with st.tabs(["Chat", "Other"])[0]:
        draw()
elif place == "expander":
    with st.expander("Chat", expanded=True):
        draw()
elif place == "sidebar":
    with st.sidebar:
        draw()
elif place == "popover":
    with st.popover("Open"):
        draw_with_button()
elif place == "dialog" and st.button("Open"):
    dialog()
elif place == "kept dialog":
    st.button("Open", on_click=lambda: st.session_state.update(open=True))
    if st.session_state.get("open"):
        dialog()
elsewhere()
st.button("Twice after", on_click=say_twice)
if st.session_state.runs > 100:
    enough().add(st.query_params.get("who", ""))
st.text(f"Runs: {st.session_state.runs}")
st.text(f"Notes: {', '.join(notes)}")
st.text(f"Effects: {', '.join(map(str, effects))}")
if st.session_state.get("left"):
    st.session_state.left -= 1
    st.rerun()
