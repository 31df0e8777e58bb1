"""Functions of the app in ChatKit's options: what they are called with, and what goes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pydantic import BaseModel, ValidationError
from pydantic.alias_generators import to_snake

from streamlit_chatkit._awaiting import wait_for
from streamlit_chatkit._encoding import JSON, encode
from streamlit_chatkit._errors import ChatKitError
from streamlit_chatkit._options import read_entities
from streamlit_chatkit._parameters import check_parameters
from streamlit_chatkit._widget_action import read_widget_action
from streamlit_chatkit.options import Entity

MAX_ENTITIES = 200
"""Entities that one search may send to the browser; the rest is left out."""


class CallbackError(ChatKitError):
    """A function of the app got, or returned, what cannot be used; the browser is told so."""


@dataclass(frozen=True)
class Place:
    """A place of ChatKit's options that can hold a function.

    Attributes
    ----------
    reruns : bool
        Whether the app reruns afterwards: yes for what the user did, no for what the chat looks up.
    arguments : tuple of str
        Names of what the function is called with.
    read : callable
        Makes the function's arguments of what ChatKit gave.
    answer : callable
        Makes the reply of what the function returned.
    """

    reruns: bool
    arguments: tuple[str, ...]
    read: Callable[[Sequence[object]], tuple[object, ...]]
    answer: Callable[[object], JSON]


def call(function: Callable[..., object], place: Place, arguments: Sequence[object]) -> JSON:
    """Call a function of the app, which may be async, and return the reply.

    Raises
    ------
    CallbackError
        If ChatKit's arguments, or what the function returned, cannot be used.
    EncodingError
        If what it returned cannot be sent.
    Exception
        Whatever the function raises.
    """
    return place.answer(wait_for(function(*place.read(arguments))))


def _click(_: Sequence[object]) -> tuple[object, ...]:
    return ()


def _query(arguments: Sequence[object]) -> tuple[object, ...]:
    query = arguments[0] if arguments else ""
    return (query if isinstance(query, str) else "",)


def _entity(arguments: Sequence[object]) -> tuple[object, ...]:
    entity = arguments[0] if arguments else None
    known = (
        {field: entity.get(field) for field in Entity.model_fields}
        if isinstance(entity, Mapping)
        else {}
    )
    try:
        return (Entity.model_validate(known),)
    except ValidationError:
        raise CallbackError("The chat did not say which entity it means.") from None


def _action(arguments: Sequence[object]) -> tuple[object, ...]:
    action = read_widget_action(arguments)
    if action is None:
        raise CallbackError("The chat did not say which action it means.")
    return (action,)


def _silence(_: object) -> JSON:
    return None


def _entities(found: object) -> JSON:
    if found is None:
        return []
    # Any iterable will do, such as a generator; a single entity, or a text, is a mistake.
    if isinstance(found, Iterable) and not isinstance(found, (str, bytes, Mapping, BaseModel)):
        found = list(islice(found, MAX_ENTITIES))
    return encode(read_entities(found))


def _preview(shown: object) -> JSON:
    plain = _plain(shown)
    if plain is None:
        return {"preview": None}
    if not isinstance(plain, dict):
        raise CallbackError(
            "on_request_preview must return a widget as a dict, or None, not "
            f"{type(shown).__name__}."
        )
    return plain if "preview" in plain else {"preview": plain}


def _plain(value: object) -> JSON:
    if isinstance(value, BaseModel):
        value = value.model_dump(by_alias=True, exclude_none=True)
    return encode(value)


PLACES: Mapping[str, Place] = {
    "header.leftAction.onClick": Place(True, (), _click, _silence),
    "header.rightAction.onClick": Place(True, (), _click, _silence),
    "entities.onTagSearch": Place(False, ("query",), _query, _entities),
    "entities.onClick": Place(True, ("entity",), _entity, _silence),
    "entities.onRequestPreview": Place(False, ("entity",), _entity, _preview),
    "widgets.onAction": Place(True, ("action",), _action, _silence),
}
"""Every place that can hold a function, by its path in ChatKit's options."""


def check_callbacks(callbacks: Mapping[str, Callable[..., object]]) -> None:
    """Check the functions of ChatKit's options, by their places.

    Raises
    ------
    ConfigurationError
        If one cannot be called with what it will be called with.
    """
    for path, function in callbacks.items():
        check_parameters(to_snake(path), function, PLACES[path].arguments)
