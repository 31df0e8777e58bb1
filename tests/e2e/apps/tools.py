"""An app whose state the agent changes through client tools."""

import asyncio
from typing import Literal

import streamlit as st

from streamlit_chatkit import LocalBackend, client_tool, st_chatkit
from streamlit_chatkit.local import ClientToolError, Run

st.session_state.runs = st.session_state.get("runs", 0) + 1


@client_tool(rerun=True)
def set_region(region: Literal["EMEA", "APAC"]) -> str:
    """Show one region."""
    st.session_state.region = region
    return "done"


async def count_calls() -> int:
    """Count the calls of this function."""
    await asyncio.sleep(0)
    st.session_state.calls = st.session_state.get("calls", 0) + 1
    return int(st.session_state.calls)


def notify() -> str:
    """Tell the user over the page."""
    st.toast("The agent was here")
    return "told"


def draw() -> str:
    """Draw where a tool should not."""
    st.write("Drawn by the agent")
    return "drawn"


async def agent(run: Run) -> None:
    """Call the tool that the message names."""
    name, _, region = run.input.text.partition(" ")
    try:
        result = await run.call_client_tool(name, {"region": region} if region else {})
    except ClientToolError as error:
        await run.text(f"The tool said: {error}")
    else:
        await run.text(f"Result: {result}")


st.selectbox("Region", ["EMEA", "APAC"], key="region")
st_chatkit(backend=LocalBackend(agent), tools=[set_region, count_calls, notify, draw], locale="en")
st.text(f"Runs: {st.session_state.runs}")
