"""ChatKit's events: which handler of the app hears one, and what it is called with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from streamlit_chatkit._errors import ChatKitError, ConfigurationError
from streamlit_chatkit._masking import redact
from streamlit_chatkit._parameters import check_parameters
from streamlit_chatkit.options._problems import nearest

Detail = Mapping[str, object]
Handler = Callable[..., object]

NEEDED = ("error", "thread.change")
"""Events that the chat's own state needs, whatever the app listens to."""

_LONGEST_NAME = 64

STATUS = "status"
"""The component's own event: whether the chat has loaded, and whether an answer is running."""


@dataclass(frozen=True)
class Event:
    """An event of ChatKit.

    Attributes
    ----------
    parameter : str
        Parameter of `st_chatkit` that takes its handler.
    arguments : tuple of str
        Names of what the handler is called with.
    read : callable
        Makes the handler's arguments of the event's detail; ``None`` if they are not in it.
    """

    parameter: str
    arguments: tuple[str, ...]
    read: Callable[[Detail], tuple[object, ...] | None]


def _nothing(_: Detail) -> tuple[object, ...]:
    return ()


def _error(detail: Detail) -> tuple[object, ...]:
    return (ChatKitError(_error_text(detail)),)


def _thread(detail: Detail) -> tuple[object, ...]:
    thread_id = detail.get("threadId")
    return (thread_id if isinstance(thread_id, str) else None,)


def _loaded_thread(detail: Detail) -> tuple[object, ...] | None:
    thread_id = detail.get("threadId")
    return (thread_id,) if isinstance(thread_id, str) else None


def _named(detail: Detail) -> tuple[object, ...] | None:
    name, data = detail.get("name"), detail.get("data")
    if not isinstance(name, str) or not name:
        return None
    return name, dict(data) if isinstance(data, Mapping) else {}


def _log(detail: Detail) -> tuple[object, ...] | None:
    # Parts of an answer are logged as they are, with a name added.
    if "data" in detail:
        return _named(detail)
    return _named({**detail, "data": {key: detail[key] for key in detail if key != "name"}})


EVENTS: Mapping[str, Event] = {
    "ready": Event("on_ready", (), _nothing),
    "error": Event("on_error", ("error",), _error),
    "effect": Event("on_effect", ("name", "data"), _named),
    "thread.change": Event("on_thread_change", ("thread_id",), _thread),
    "thread.load.start": Event("on_thread_load_start", ("thread_id",), _loaded_thread),
    "thread.load.end": Event("on_thread_load_end", ("thread_id",), _loaded_thread),
    "response.start": Event("on_response_start", (), _nothing),
    "response.end": Event("on_response_end", (), _nothing),
    "log": Event("on_log", ("name", "data"), _log),
}
"""Every event that an app can listen to, by ChatKit's name without ``chatkit.``."""


@dataclass(frozen=True)
class Handlers:
    """The event handlers that an app gave, by event."""

    given: Mapping[str, Handler | Mapping[str, Handler]]

    @property
    def subscribed(self) -> list[str]:
        """Names of the events that the browser has to report."""
        return [name for name in EVENTS if name in NEEDED or name in self.given]

    def find(self, name: str, arguments: tuple[object, ...]) -> Callable[[], object] | None:
        """Return the call that an event makes; ``None`` if the app does not want it."""
        handler = self.given.get(name)
        if isinstance(handler, Mapping):
            effect, *rest = arguments
            handler, arguments = handler.get(str(effect)), tuple(rest)
        return None if handler is None else partial(handler, *arguments)

    def explain_missed(self, name: str, arguments: tuple[object, ...]) -> str | None:
        """Say which effect the app's dict of effects lacks; ``None`` for any other event."""
        given = self.given.get(name)
        if not isinstance(given, Mapping) or self.find(name, arguments) is not None:
            return None
        effect = str(arguments[0])[:_LONGEST_NAME]
        return (
            f"The agent asks for the effect {effect!r}, which on_effect has no function for."
            f"{nearest(effect, given)} It has: {', '.join(given) or 'none'}."
        )


def read_handlers(given: Mapping[str, object]) -> Handlers:
    """Check event handlers.

    Parameters
    ----------
    given : mapping
        Handlers by parameter of `st_chatkit`; ``None`` where there is none.

    Raises
    ------
    ConfigurationError
        If one of them cannot be called, or not with what it will be called with.
    """
    checked: dict[str, Handler | Mapping[str, Handler]] = {}
    for name, event in EVENTS.items():
        handler = given.get(event.parameter)
        if handler is None:
            continue
        if name == "effect" and isinstance(handler, Mapping):
            checked[name] = _read_effects(handler)
        elif callable(handler):
            check_parameters(event.parameter, handler, event.arguments)
            checked[name] = handler
        else:
            also = " or a dict of functions by the effect's name" if name == "effect" else ""
            raise ConfigurationError(
                f"{event.parameter} must be a function{also}, not {type(handler).__name__}."
            )
    return Handlers(checked)


def _read_effects(handlers: Mapping[object, object]) -> Mapping[str, Handler]:
    checked: dict[str, Handler] = {}
    for name, handler in handlers.items():
        if not isinstance(name, str) or not callable(handler):
            raise ConfigurationError(
                f"on_effect[{name!r}] must be a function under the name of an effect, as in "
                'on_effect={"highlight": highlight_row}.'
            )
        check_parameters(f"on_effect[{name!r}]", handler, ("data",))
        checked[name] = handler
    return checked


def _error_text(detail: Detail) -> str:
    # ChatKit's own error events carry a text or an object with a message.
    for value in (detail.get("error"), detail):
        text = value.get("message") if isinstance(value, Mapping) else value
        if isinstance(text, str) and text.strip():
            return redact(text)
    return "The chat reported an error without a message."
