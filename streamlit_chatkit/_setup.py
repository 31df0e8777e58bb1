"""Check what an app gives `st_chatkit`, and draw the chat."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import cast

from streamlit_chatkit import _compat
from streamlit_chatkit._address import check_persist
from streamlit_chatkit._backend import Backend, Connection
from streamlit_chatkit._callbacks import PLACES, check_callbacks
from streamlit_chatkit._card import draw_card
from streamlit_chatkit._context import read_context, with_context
from streamlit_chatkit._dispatch import Dispatcher
from streamlit_chatkit._errors import ConfigurationError, OptionsError
from streamlit_chatkit._events import Handlers
from streamlit_chatkit._handle import ChatKit
from streamlit_chatkit._layout import Layout, check_height, check_layout
from streamlit_chatkit._mount import Mount, container
from streamlit_chatkit._options import ReadOptions, check_key, check_user
from streamlit_chatkit._parameters import check_parameters
from streamlit_chatkit._state import ChatState, anonymous_user, get_state
from streamlit_chatkit._tools import Toolbox
from streamlit_chatkit._xpertai import XpertAI

_WIDGET_ACTION = "widgets.onAction"


def draw_chat(
    assistant_id: str | None,
    *,
    key: object,
    backend: object,
    user: object,
    tools: object,
    context: object,
    layout: object,
    height: object,
    persist: object,
    frame_url: str | None,
    options: ReadOptions,
    handlers: Handlers,
    on_widget_action: object,
) -> ChatKit:
    """Draw the chat where the script is; a setting that is missing is explained in its place.

    Raises
    ------
    ConfigurationError
        If an argument cannot be used, two chats have the same key, or the call is in a form.
    """
    # A form keeps what its components say until it is submitted: no tool would ever answer.
    if _compat.is_in_form():
        raise ConfigurationError(
            "A chat cannot work inside st.form: call st_chatkit before or after the form."
        )
    checked_key = check_key(key)
    checked_user = check_user(user)
    checked_layout = check_layout(layout)
    checked_height = check_height(height)
    checked_persist = check_persist(persist)
    check_callbacks(options.callbacks)
    callbacks = _with_widget_action(options.callbacks, on_widget_action)
    wire = with_context(options.wire, read_context(context))
    toolbox = Toolbox(tools)
    checked_backend = _check_backend(backend)
    _check_assistant(assistant_id)

    _check_pet(checked_layout, wire)

    state = _claim(checked_key)
    try:
        connection = checked_backend.connect(
            assistant_id, frame_url=frame_url, app_origin=state.app_origin
        )
    except ConfigurationError as error:
        _explain(error, state, options, assistant_id)
        return ChatKit(state)
    end_user = checked_user or _compat.logged_in_user() or anonymous_user()
    state.belong_to(connection.home, connection.assistant_id, end_user)
    Mount(
        dispatcher=Dispatcher(
            state=state,
            connection=connection,
            user=end_user,
            toolbox=toolbox,
            handlers=handlers,
            callbacks=callbacks,
        ),
        options=_with_connection(wire, connection),
        entities=options.entities,
        theme=options.theme,
        layout=checked_layout,
        height=checked_height,
        persist=checked_persist,
    ).draw()
    return ChatKit(state)


def _with_widget_action(
    callbacks: Mapping[str, Callable[..., object]], on_widget_action: object
) -> Mapping[str, Callable[..., object]]:
    if on_widget_action is None:
        return callbacks
    if not callable(on_widget_action):
        raise ConfigurationError(
            f"on_widget_action must be a function, not {type(on_widget_action).__name__}."
        )
    if _WIDGET_ACTION in callbacks:
        raise OptionsError(
            ("on_widget_action and widgets.on_action are the same: give one of them.",)
        )
    check_parameters("on_widget_action", on_widget_action, PLACES[_WIDGET_ACTION].arguments)
    return {**callbacks, _WIDGET_ACTION: on_widget_action}


def _check_backend(backend: object) -> Backend:
    if backend is None:
        return XpertAI.from_settings()
    if isinstance(backend, type) or not callable(getattr(backend, "connect", None)):
        raise ConfigurationError(
            f"backend must be XpertAI(…) or LocalBackend(…), not {_kind(backend)}."
        )
    return cast("Backend", backend)


def _check_pet(layout: Layout, options: Mapping[str, object]) -> None:
    if layout == "floating" and options.get("displayMode") == "pet":
        raise ConfigurationError(
            'display_mode="pet" shows a pet in place of the chat, layout="floating" a bubble: give '
            "one of them."
        )


def _check_assistant(given: object) -> None:
    """Refuse an agent or a backend where the id of an assistant is expected."""
    if given is None or isinstance(given, str):
        return
    if callable(getattr(given, "connect", None)):
        raise ConfigurationError("The first argument is the assistant's id: give backend=….")
    if callable(given) or callable(getattr(given, "invoke", None)):
        raise ConfigurationError(
            "The first argument is the assistant's id: give an agent as backend=LocalBackend(…)."
        )


def _kind(backend: object) -> str:
    if isinstance(backend, type):
        return f"the class {backend.__name__}: make one, {backend.__name__}(…)"
    if inspect.isroutine(backend):
        return f"a function: wrap an agent, LocalBackend({backend.__name__})"
    if isinstance(backend, str) and "://" in backend:
        return 'a URL: give it as XpertAI(api_url="…")'
    return type(backend).__name__


def _claim(key: str) -> ChatState:
    state = get_state(key)
    run = _compat.current_run()
    if run is not None and state.called_in is run:
        raise ConfigurationError(
            f"Two chats have the key {key!r} in this run. Give each its own: "
            'st_chatkit(…, key="…").'
        )
    state.called_in = run
    return state


def _explain(
    error: ConfigurationError, state: ChatState, options: ReadOptions, assistant_id: str | None
) -> None:
    state.last_error = error
    locale = options.wire.get("locale")
    with container(state.key):
        draw_card(
            error, locale if isinstance(locale, str) else _compat.browser_locale(), assistant_id
        )


def _with_connection(options: Mapping[str, object], connection: Connection) -> dict[str, object]:
    api = {"apiUrl": connection.api_url, "xpertId": connection.assistant_id}
    frame = {} if connection.frame_url is None else {"frameUrl": connection.frame_url}
    return {"api": api, **options, **frame}
