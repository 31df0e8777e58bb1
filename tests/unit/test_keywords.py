from __future__ import annotations

import inspect
from typing import Any

import pytest

from streamlit_chatkit import LocalBackend, OptionsError, XpertAI, client_tool, st_chatkit
from streamlit_chatkit._keywords import OF_BACKENDS


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("composr", "composr is no argument of st_chatkit. Did you mean 'composer'?"),
        ("startScreen", "startScreen is no argument of st_chatkit. Did you mean 'start_screen'?"),
        ("xyz", "xyz is no argument of st_chatkit."),
        (
            "on_message",
            "on_message is no argument of st_chatkit. Handlers: on_ready, on_error, on_effect, "
            "on_widget_action, on_thread_change, on_thread_load_start, on_thread_load_end, "
            "on_response_start, on_response_end, on_log.",
        ),
        ("api_key", "api_key is an argument of the backend: backend=XpertAI(api_key=…)."),
        ("agent", "agent is an argument of the backend: backend=LocalBackend(agent=…)."),
    ],
)
def test_an_unknown_argument_is_named_with_what_to_write(name: str, told: str) -> None:
    given: dict[str, Any] = {name: "sk-x-secret"}
    with pytest.raises(OptionsError) as caught:
        st_chatkit(**given)
    assert str(caught.value) == told


def test_all_unknown_arguments_are_named_at_once() -> None:
    given: dict[str, Any] = {"heigth": 1, "composr": 2}
    with pytest.raises(OptionsError) as caught:
        st_chatkit(**given)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("owner", "name", "told"),
    [
        (XpertAI, "apikey", "apikey is no argument of XpertAI. Did you mean 'api_key'?"),
        (LocalBackend, "nme", "nme is no argument of LocalBackend. Did you mean 'name'?"),
        (client_tool, "confrim", "confrim is no argument of client_tool. Did you mean 'confirm'?"),
        (client_tool, "xyz", "xyz is no argument of client_tool."),
        (
            LocalBackend,
            "tools",
            "tools is no argument of LocalBackend but of the chat: st_chatkit(…, tools=…).",
        ),
    ],
)
def test_backends_and_tools_name_what_was_probably_meant_too(
    owner: Any, name: str, told: str
) -> None:
    with pytest.raises(OptionsError) as caught:
        owner(**{name: "sk-x-secret"})
    assert str(caught.value) == told


@pytest.mark.parametrize("backend", [XpertAI, LocalBackend])
def test_what_is_said_to_belong_to_a_backend_does(backend: type) -> None:
    assert set(OF_BACKENDS[backend.__name__]) < set(inspect.signature(backend).parameters)


def test_the_signature_can_still_be_read() -> None:
    assert list(inspect.signature(st_chatkit).parameters)[:2] == ["assistant_id", "key"]
    assert list(inspect.signature(XpertAI).parameters)[:2] == ["api_key", "api_url"]
    assert list(inspect.signature(LocalBackend).parameters)[:2] == ["agent", "name"]
