"""Check what a `LocalBackend` is given, before the first chat finds out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from streamlit_chatkit._errors import ConfigurationError


def text(name: str, value: object) -> str | None:
    """Return an optional text."""
    return None if value is None else require_text(name, value)


def require_text(name: str, value: object) -> str:
    """Return a text.

    Raises
    ------
    ConfigurationError
        If it is no text, or an empty one.
    """
    if isinstance(value, str) and value.strip():
        return value
    # It may be a key.
    given = "an empty one" if isinstance(value, str) else type(value).__name__
    msg = f"{name} of LocalBackend must be text, not {given}."
    raise ConfigurationError(msg)


def count(name: str, value: object, unit: str) -> int:
    """Return a whole number from 1 on.

    Raises
    ------
    ConfigurationError
        If it is none.
    """
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    msg = f"{name} of LocalBackend must be a whole number of {unit}, at least 1, not {value!r}."
    raise ConfigurationError(msg)


def items(name: str, value: object, example: str) -> tuple[object, ...]:
    """Return what a list holds; a text alone is no list of its letters.

    Raises
    ------
    ConfigurationError
        If it is no list.
    """
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping)):
        return tuple(value)
    msg = f"{name} of LocalBackend must be a list, such as [{example!r}], not {value!r}."
    raise ConfigurationError(msg)


def texts(name: str, value: object, example: str) -> tuple[str, ...]:
    """Return what a list of texts holds.

    Raises
    ------
    ConfigurationError
        If it is no list, or holds something else.
    """
    return tuple(require_text(name, one) for one in items(name, value, example))
