from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from streamlit_chatkit import _compat

from .app_harness import Api, App


@pytest.fixture
def api() -> Api:
    return Api()


def drawing_app(**kwargs: object) -> None:
    import streamlit as st

    from streamlit_chatkit import st_chatkit

    st.title("A title")
    st_chatkit(**kwargs)  # type: ignore[arg-type]


def write() -> None:
    st.write("drawn")


def write_beside() -> None:
    st.sidebar.write("drawn")


def toast() -> None:
    st.toast("done")


def call(name: str) -> tuple[str, dict[str, Any]]:
    return ("client_tool", {"name": name, "params": {}, "toolCallId": name})


def warned(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage().partition(" drew on the page")[0]
        for record in caplog.records
        if record.name == "streamlit_chatkit._drawing"
    ]


def test_a_tool_or_handler_that_draws_on_the_page_is_named_in_the_log(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    app = App(
        drawing_app,
        backend=api.backend(),
        tools=[write],
        on_response_end=write,
        header={"left_action": {"icon": "home", "on_click": write}},
    ).run()
    app.send(call("write"))
    app.send(("event", {"name": "response.end", "data": {}}))
    app.send(("callback", {"path": "header.leftAction.onClick", "args": []}))
    assert warned(caplog) == [
        "The client tool 'write'",
        "on_response_end",
        "header.left_action.on_click",
    ]
    assert "st.session_state" in caplog.text


def test_drawing_in_the_sidebar_is_named_too(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    app = App(drawing_app, backend=api.backend(), tools=[write_beside]).run()
    app.send(call("write_beside"))
    if "Calling `st.sidebar` in a function wrapped with `st.fragment`" in caplog.text:
        pytest.skip("this Streamlit refuses it by itself")
    assert warned(caplog) == ["The client tool 'write_beside'"]


def test_what_stands_over_the_page_and_what_draws_nothing_is_left_alone(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    def note() -> str:
        st.session_state.note = "noted"
        return "noted"

    app = App(drawing_app, backend=api.backend(), tools=[toast, note], on_ready=toast).run()
    app.send(call("toast"), call("note"), ("event", {"name": "ready", "data": None}))
    assert [toast.value for toast in app.test.toast]
    assert warned(caplog) == []


def test_outside_of_a_run_nothing_is_drawn() -> None:
    assert _compat.elements_drawn() == 0
