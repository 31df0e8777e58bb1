from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import numpy as np
import pytest

from streamlit_chatkit import ConfigurationError, client_tool
from streamlit_chatkit._tools import Toolbox
from streamlit_chatkit._tools.signature import read_signature


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the tools whose signature was read."""
    names: list[str] = []

    def note(tool: str, function: Callable[..., object]) -> Any:
        names.append(tool)
        return read_signature(tool, function)

    monkeypatch.setattr("streamlit_chatkit._tools.toolbox.read_signature", note)
    return names


def plain(annotation: object, confirm: str | None = None) -> Callable[..., object]:
    def tool(region: Any) -> None:
        """Take a region."""

    tool.__annotations__["region"] = annotation
    return client_tool(confirm=confirm)(tool) if confirm else tool


def test_the_signature_of_the_same_code_is_read_once(read: list[str]) -> None:
    for _ in range(3):
        assert Toolbox([plain(int)]).declarations == [{"name": "tool"}]
    assert read == ["tool"]


def test_a_change_that_the_code_does_not_show_is_read_again(read: list[str]) -> None:
    Toolbox([plain(str)])
    Toolbox([plain(list[str])])
    Toolbox([plain(list[str], confirm="Go to {region}?")])
    assert read == ["tool"] * 3
    with pytest.raises(ConfigurationError, match="cannot be used"):
        Toolbox([plain("Unheard")])
    with pytest.raises(ConfigurationError, match="no parameter"):
        Toolbox([plain(list[str], confirm="Go to {country}?")])


def test_a_wrapper_is_read_each_time(read: list[str]) -> None:
    def wrapped() -> Callable[..., object]:
        inner = plain(int)

        @wraps(inner)
        def outer(*args: Any) -> object:
            return inner(*args)

        return outer

    for _ in range(2):
        Toolbox([wrapped()])
    assert read == ["tool", "tool"]


def test_metadata_that_cannot_be_compared_is_read_each_time(read: list[str]) -> None:
    for _ in range(2):
        Toolbox([plain(Annotated[int, np.array([1, 2])])])
    assert read == ["tool", "tool"]
