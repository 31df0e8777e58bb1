"""A chat whose agent calls the app's tools as the message says."""

import asyncio
import sys
import threading
import time

import streamlit as st

from streamlit_chatkit import LocalBackend, client_tool, st_chatkit
from streamlit_chatkit.local import ClientToolError, Run

begins = "runs" not in st.session_state
st.session_state.runs = st.session_state.get("runs", 0) + 1
sent = st.session_state.setdefault("sent", [])


def get_region() -> str:
    """Return the region on the dashboard."""
    return str(st.session_state.region)


@client_tool(confirm="Send invoice {number} to {to}?")
def send_invoice(number: int, to: str, copies: list[str] | None = None) -> str:
    """Send an invoice."""
    sent.append(number)
    return f"sent {number}"


@client_tool(timeout=1)
def slow() -> str:
    """Take longer than the agent may wait."""
    time.sleep(3)
    sent.append("slow")
    return "at last"


def print_report() -> str:
    """Print the report, which takes until another page of the app is opened."""
    sys.stderr.write("Printing.\n")
    let_go().clear()
    let_go().wait(60)
    return "printed"


async def call(run: Run, name: str, **args: object) -> str:
    """Return what the tool answered, or why it did not."""
    try:
        return str(await run.call_client_tool(name, args))
    except ClientToolError as error:
        return f"failed: {error}"


@st.cache_resource(show_spinner=False)
def let_go() -> threading.Event:
    """Return the sign at which the app ends its work."""
    return threading.Event()


async def agent(run: Run) -> None:
    """Do what the message says."""
    word, _, rest = run.input.text.partition(" ")
    if word == "region":
        asyncio.get_running_loop().call_later(3, let_go().set)
        results = [await call(run, "get_region")]
    elif word == "several":
        names = ["get_region", "hologram", "get_region"]
        results = list(await asyncio.gather(*(call(run, name) for name in names)))
    elif word == "send":
        asked = [
            call(run, "send_invoice", number=int(number), to="Ann Example")
            for number in rest.split()
        ]
        results = list(await asyncio.gather(*asked))
    elif word == "print":
        results = [await call(run, "print_report")]
    elif word == "slow":
        results = [await call(run, "slow")]
        let_go().set()
    else:
        results = ["nothing"]
    await run.text(f"Answer: {'; '.join(results)}.")


if begins:
    let_go().set()
st.selectbox("Region", ["EMEA", "APAC"], key="region")
dark = st.checkbox("Dark")
st.text(f"Runs: {st.session_state.runs}")
st.text(f"Sent: {', '.join(map(str, sent)) or 'nothing'}")
st_chatkit(
    backend=LocalBackend(agent),
    tools=[get_region, send_invoice, slow, print_report],
    theme="dark" if dark else "auto",
    height=480,
)
if st.button("Work", on_click=lambda: let_go().clear()):
    let_go().wait(60)
    st.text("Work done.")
