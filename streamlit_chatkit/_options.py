"""Check the arguments of `st_chatkit` and turn them into ChatKit options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pydantic import ValidationError

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit.options._host import HostOptions, MessageParts, SearchResult
from streamlit_chatkit.options._model import Option, to_wire
from streamlit_chatkit.options._problems import options_error

_Model = TypeVar("_Model", bound=Option)


def check_key(key: object) -> str:
    """Return the identity of a chat."""
    if not isinstance(key, str) or not key.strip():
        raise ConfigurationError(
            f'key must be text that is not empty, such as key="chatkit", not {key!r}.'
        )
    return key


def check_text(name: str, value: object) -> str | None:
    """Return an optional text."""
    return None if value is None else require_text(name, value)


def require_text(name: str, value: object) -> str:
    """Return a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(f"{name} must be text that is not empty, not {value!r}.")
    return value


def check_user(user: object) -> str | None:
    """Return the end-user id given by the app."""
    checked = check_text("user", user)
    if checked is not None and (len(checked) > 256 or not checked.isprintable()):
        raise ConfigurationError(
            "user must be a printable id of at most 256 characters, such as a login name."
        )
    return checked


@dataclass(frozen=True)
class ReadOptions:
    """Options as the component takes them."""

    wire: Mapping[str, object]
    """ChatKit's JSON, without functions, the theme and what was not given."""

    theme: str | Mapping[str, object]
    """A theme mode or ChatKit's theme object."""

    callbacks: Mapping[str, Callable[..., object]]
    """The app's functions by their place in ChatKit's options, such as ``entities.onClick``."""

    entities: list[dict[str, object]] | None
    """Entities to be searched in the browser."""


def read_options(given: Mapping[str, object]) -> ReadOptions:
    """Check options given to `st_chatkit`, by their parameters; ``None`` is not given.

    Raises
    ------
    OptionsError
        If one is unknown or cannot be used.
    """
    told = {name: value for name, value in given.items() if value is not None}
    if all(isinstance(value, str) for value in told.values()):
        return _read_words(tuple(told.items()))
    return _read_told(told)


@lru_cache  # most apps tell nothing but a few words, the same in each run
def _read_words(told: tuple[tuple[str, object], ...]) -> ReadOptions:
    return _read_told(dict(told))


def _read_told(told: Mapping[str, object]) -> ReadOptions:
    options = _read(HostOptions, told)
    callbacks: dict[str, Callable[..., object]] = {}
    wire = to_wire(options, callbacks)
    theme: str | Mapping[str, object] = wire.pop("theme", "auto")
    items = None if options.entities is None else options.entities.items
    return ReadOptions(
        # What held nothing but functions says nothing.
        wire={name: value for name, value in wire.items() if value != {}},
        theme=theme,
        callbacks=callbacks,
        entities=None if items is None else to_wire(items),
    )


def read_attachments(attachments: object) -> list[dict[str, object]]:
    """Return attachments as ChatKit takes them."""
    wire: list[dict[str, object]] = to_wire(
        _read(MessageParts, {"attachments": attachments}).attachments
    )
    return wire


def read_references(references: object) -> list[dict[str, object]]:
    """Return references as ChatKit takes them."""
    wire: list[dict[str, object]] = to_wire(
        _read(MessageParts, {"references": references}).references
    )
    return wire


def read_runtime_capabilities(capabilities: object) -> dict[str, object]:
    """Return a choice of skills, plugins and sub-agents as ChatKit takes it."""
    parts = _read(MessageParts, {"runtime_capabilities": capabilities})
    wire: dict[str, object] = to_wire(parts.runtime_capabilities)
    return wire


def read_entities(found: object) -> list[dict[str, object]]:
    """Return what a search for entities found as ChatKit takes it."""
    wire: list[dict[str, object]] = to_wire(
        _read(SearchResult, {"on_tag_search": found}).on_tag_search
    )
    return wire


def _read(model: type[_Model], given: Mapping[str, object]) -> _Model:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise options_error(error, "") from None
