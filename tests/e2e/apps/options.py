"""A chat whose options the app's widgets set, with a large context."""

from typing import Any

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run

st.session_state.runs = st.session_state.get("runs", 0) + 1


async def agent(run: Run) -> None:
    """Tell what came with the message."""
    await run.reasoning("Counting.")
    await run.text(f"{len(run.context['rows'])} characters of {run.context['region']}.")


COMPOSER = {
    "attachments": {"enabled": True},
    "models": [{"id": "deep", "label": "Thorough", "default": True}],
    "slash_commands": [
        {"name": "report", "action": {"type": "submit_prompt", "template": "Report on {{args}}"}}
    ],
}
REST: dict[str, Any] = {
    "theme": {"color_scheme": "dark", "radius": "sharp"},
    "history": {"enabled": False},
    "disclaimer": {"text": "Check what matters."},
    "thread_item_actions": {"feedback": True},
    "reasoning": "hidden",
    "header": {"title": {"text": "Region desk"}},
    "pet": True,
}

chinese = st.toggle("Chinese")
region = st.radio("Region", ["EMEA", "APAC"])
everything = st.toggle("Everything else")
home = {"header": {"left_action": {"icon": "home", "on_click": lambda: None}}} if chinese else {}
entities = {"items": [{"id": "emea", "title": "EMEA"}]} if chinese else None
st_chatkit(
    backend=LocalBackend(agent),
    height=480,
    locale="zh-CN" if chinese else "en",
    start_screen={"greeting": f"Ask about {region}"},
    composer={"placeholder": f"Anything about {region}?"} | (COMPOSER if everything else {}),
    entities=entities,
    **(home | (REST if everything else {})),
    context={"region": region, "rows": "x" * 100_000},
)
st.text(f"Runs: {st.session_state.runs}")
