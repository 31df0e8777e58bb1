"""How private parts of Streamlit are reached, also when they have gone."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

from streamlit import config
from streamlit.errors import StreamlitAPIException

RUN_CONTEXT = "runtime.scriptrunner_utils.script_run_context"

GONE = (AttributeError, TypeError, RuntimeError)
"""Raised where a private part is no longer there, or is another one."""


@lru_cache
def find(module: str, name: str) -> Any:  # noqa: ANN401 - nobody promises what it is
    """Return what Streamlit keeps to itself; ``None`` if it is no longer there."""
    try:
        return getattr(import_module(f"streamlit.{module}"), name, None)
    except ImportError:
        return None


def option(name: str) -> object:
    """Return a setting of Streamlit; ``None`` if it has no such setting."""
    try:
        # What st.get_option does beside it is counting its calls.
        return config.get_option(name)
    except (RuntimeError, KeyError, StreamlitAPIException):
        return None


def run_context() -> Any:  # noqa: ANN401 - a private class of Streamlit
    """Return the context of the script run; ``None`` outside of one."""
    get = find(RUN_CONTEXT, "get_script_run_ctx")
    return None if get is None else get(suppress_warning=True)


def text(value: object) -> str | None:
    """Return `value` if it is a text that says something."""
    return value if isinstance(value, str) and value else None
