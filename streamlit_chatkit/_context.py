"""What the app tells the agent with each message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from streamlit_chatkit._awaiting import wait_for
from streamlit_chatkit._encoding import JSON, EncodingError, encode
from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._parameters import check_parameters

Context: TypeAlias = (
    Mapping[str, object] | Callable[[], Mapping[str, object] | Awaitable[Mapping[str, object]]]
)


def read_context(context: object) -> dict[str, object] | None:
    """Return the context as JSON; a function is called for it.

    Raises
    ------
    ConfigurationError
        If it is no mapping, holds something that cannot be sent, or is a function that takes
        something.
    """
    if context is None:
        return None
    given = context
    if callable(context):
        check_parameters("context", context, ())
        given = wait_for(context())
    if not isinstance(given, Mapping):
        raise ConfigurationError(
            f"context must be a dict, or a function that returns one, not {type(given).__name__}."
        )
    return {str(name): _encode(name, value) for name, value in given.items()}


def with_context(
    options: Mapping[str, object], context: Mapping[str, object] | None
) -> dict[str, object]:
    """Return ChatKit options with the context merged over that of ``request``; ``env`` by name."""
    if context is None:
        return dict(options)
    request = _object(options.get("request"))
    before = _object(request.get("context"))
    merged = {**before, **context}
    if isinstance(before.get("env"), Mapping) and isinstance(context.get("env"), Mapping):
        merged["env"] = {**_object(before["env"]), **_object(context["env"])}
    return {**options, "request": {**request, "context": merged}}


def _encode(name: object, value: object) -> JSON:
    try:
        return encode(value)
    except EncodingError as error:
        raise ConfigurationError(f"context[{name!r}] cannot be sent. {error}") from None


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
