"""What a rerun of the app pays for `st_chatkit()`, beside a bare component."""

from __future__ import annotations

import statistics
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from benchmarks.table import Row

RERUNS = 60


def bare_app() -> None:
    import time

    import streamlit as st
    import streamlit.components.v1 as components

    import streamlit_chatkit

    folder = f"{next(iter(streamlit_chatkit.__path__))}/static"
    component = components.declare_component("bare", path=folder)
    arguments = {f"argument_{number}": {"nested": number} for number in range(8)}
    started = time.perf_counter()

    @st.fragment
    def draw() -> None:
        component(**arguments, key="bare")

    with st.container(key="bare-container"):
        draw()
    st.session_state.setdefault("costs", []).append(time.perf_counter() - started)


def chat_app() -> None:
    import time

    import streamlit as st

    from streamlit_chatkit import LocalBackend, st_chatkit

    async def agent(run: object) -> None: ...

    def get_region() -> str:
        return "EMEA"

    started = time.perf_counter()
    st_chatkit(backend=LocalBackend(agent), tools=[get_region], locale="en")
    st.session_state.setdefault("costs", []).append(time.perf_counter() - started)


def median_cost(app: Callable[[], None]) -> float:
    """Median seconds of the call in one run, the first ten runs left out."""
    test = AppTest.from_function(app, default_timeout=30)
    for _ in range(RERUNS):
        test.run()
    assert not test.exception, test.exception[0].message
    costs: list[float] = test.session_state.costs
    return statistics.median(costs[10:])


def measure() -> list[Row]:
    bare, chat = median_cost(bare_app), median_cost(chat_app)
    return [
        Row("rerun: bare component in a fragment", bare * 1e3, "ms"),
        Row("rerun: st_chatkit()", chat * 1e3, "ms", ratio=chat / bare),
    ]
