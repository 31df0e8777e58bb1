from __future__ import annotations

import inspect
from typing import Any

import pytest

from streamlit_chatkit import LocalBackend, OptionsError, XpertAI, st_chatkit
from streamlit_chatkit._keywords import OF_BACKENDS


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("composr", "composr is unknown. Did you mean 'composer'?"),
        ("startScreen", "startScreen is unknown. Did you mean 'start_screen'?"),
        ("xyz", "xyz is unknown."),
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


@pytest.mark.parametrize("backend", [XpertAI, LocalBackend])
def test_what_is_said_to_belong_to_a_backend_does(backend: type) -> None:
    assert set(OF_BACKENDS[backend.__name__]) < set(inspect.signature(backend).parameters)


def test_the_signature_can_still_be_read() -> None:
    assert list(inspect.signature(st_chatkit).parameters)[:2] == ["assistant_id", "key"]
