"""A chat whose options the app's widgets set, with a large context."""

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run

st.session_state.runs = st.session_state.get("runs", 0) + 1


async def agent(run: Run) -> None:
    """Tell what came with the message."""
    await run.text(f"{len(run.context['rows'])} characters of {run.context['region']}.")


chinese = st.toggle("Chinese")
region = st.radio("Region", ["EMEA", "APAC"])
entities = {"items": [{"id": "emea", "title": "EMEA"}]} if chinese else None
st_chatkit(
    backend=LocalBackend(agent),
    height=480,
    locale="zh-CN" if chinese else "en",
    start_screen={"greeting": f"Ask about {region}"},
    composer={"placeholder": f"Anything about {region}?"},
    header={"left_action": {"icon": "home", "on_click": lambda: None}} if chinese else None,
    entities=entities,
    context={"region": region, "rows": "x" * 100_000},
)
st.text(f"Runs: {st.session_state.runs}")
