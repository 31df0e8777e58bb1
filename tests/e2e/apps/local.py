"""A chat with a small agent of its own, whose behaviour the message names."""

import asyncio

import pandas as pd
import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import ClientToolError, Run

st.session_state.runs = st.session_state.get("runs", 0) + 1


def get_number() -> int:
    """Return the number that the visitor chose."""
    st.session_state.tool_calls = st.session_state.get("tool_calls", 0) + 1
    return int(st.session_state.number)


def broken() -> None:
    """Fail always."""
    raise RuntimeError("A detail that stays in Python")


async def agent(run: Run) -> None:
    """Do what the message says."""
    words = run.input.text
    word, _, limit = words.partition(" ")
    if word == "count":
        for number in range(1, int(limit or 200)):
            await run.text(f"{number} ")
            await asyncio.sleep(0.03)
    elif words == "fail":
        failures = st_failures
        failures.append(words)
        if len(failures) % 2:
            raise ValueError("The model is out of order")
        await run.text("Second time lucky.")
    elif words == "number":
        await run.reasoning("The app knows the number.")
        await run.text(f"Your number is {await run.call_client_tool('get_number')}.")
    elif words == "broken":
        try:
            await run.call_client_tool("broken")
        except ClientToolError as error:
            await run.text(f"The tool said: {error}")
    elif words == "tool step":
        async with run.tool("look_up", title="Look it up", input={"key": 7}) as step:
            step.output = pd.DataFrame({"place": ["north", "south"], "value": [42, 7]})
        await run.text("Found.")
    else:
        await run.text(f"You said: {words}")


@st.cache_resource
def failure_log() -> list[str]:
    """Return a list that outlives the runs."""
    return []


st_failures = failure_log()

st.number_input("Number", value=7, key="number")
st.button("Rerun")
chat = st_chatkit(
    backend=LocalBackend(agent),
    tools=[get_number, broken],
    height=560,
    start_screen={
        "greeting": "What shall I do?",
        "prompts": [{"label": "Say the number", "prompt": "number", "icon": "search"}],
    },
)
st.button("Ask for the number", on_click=chat.send_user_message, args=("number",))
st.text(f"Runs: {st.session_state.runs}")
st.text(f"Thread: {'yes' if chat.thread_id else 'none'}")
st.text(f"Tool calls: {st.session_state.get('tool_calls', 0)}")
