"""Reruns itself, and measures what st_chatkit() and a bare component cost in each run."""

import json
import os
import time
from pathlib import Path

import streamlit as st
import streamlit.components.v1 as components

from streamlit_chatkit import LocalBackend, st_chatkit

REPORT = Path(os.environ["BENCHMARK_REPORT"])
RUNS = 120
# As many as the fields of what the component of a chat is told.
ARGUMENTS = {f"argument_{number}": {"nested": [number]} for number in range(15)}

component = components.declare_component("bare", path=str(Path(__file__).parents[1] / "component"))


async def agent(run: object) -> None:
    """Never asked."""


def get_region() -> str:
    """Return a region."""
    return "EMEA"


def set_region(region: str, year: int = 2026) -> None:
    """Set the region."""


def bare() -> None:
    component(**ARGUMENTS, key="bare", default=None)


def in_fragment() -> None:
    with st.container(key="container"):
        st.fragment(lambda: component(**ARGUMENTS, key="in-fragment", default=None))()


def chat() -> None:
    st_chatkit(backend=LocalBackend(agent), tools=[get_region, set_region], locale="en")


costs = st.session_state.setdefault("costs", {"bare": [], "in_fragment": [], "chat": []})
for call in (bare, in_fragment, chat):
    time.sleep(0.02)  # until the server's thread has sent what the call before drew
    started = time.perf_counter()
    call()
    costs[call.__name__].append(time.perf_counter() - started)
if len(costs["chat"]) < RUNS:
    st.rerun()
REPORT.with_suffix(".part").write_text(json.dumps(costs))
REPORT.with_suffix(".part").rename(REPORT)
