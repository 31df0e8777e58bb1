"""The call that puts a chat into an app."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from streamlit_chatkit import _compat
from streamlit_chatkit._backend import Backend, Connection
from streamlit_chatkit._card import draw_card
from streamlit_chatkit._dispatch import Dispatcher
from streamlit_chatkit._errors import ChatKitError, ConfigurationError
from streamlit_chatkit._events import read_handlers
from streamlit_chatkit._handle import ChatKit
from streamlit_chatkit._mount import Mount, container
from streamlit_chatkit._options import (
    check_height,
    check_key,
    check_user,
    read_options,
    read_theme,
)
from streamlit_chatkit._state import ChatState, anonymous_user, get_state
from streamlit_chatkit._tools import Toolbox
from streamlit_chatkit._widget_action import WidgetAction
from streamlit_chatkit._xpertai import XpertAI
from streamlit_chatkit.options import StartScreen, Theme


def st_chatkit(
    assistant_id: str | None = None,
    *,
    key: str = "chatkit",
    backend: Backend | None = None,
    user: str | None = None,
    tools: Iterable[Callable[..., object]] = (),
    height: int = 640,
    locale: str | None = None,
    theme: str | Theme | Mapping[str, object] = "auto",
    frame_url: str | None = None,
    start_screen: StartScreen | Mapping[str, object] | None = None,
    on_ready: Callable[[], object] | None = None,
    on_error: Callable[[ChatKitError], object] | None = None,
    on_effect: (
        Callable[[str, dict[str, Any]], object]
        | Mapping[str, Callable[[dict[str, Any]], object]]
        | None
    ) = None,
    on_widget_action: Callable[[WidgetAction], object] | None = None,
    on_thread_change: Callable[[str | None], object] | None = None,
    on_thread_load_start: Callable[[str], object] | None = None,
    on_thread_load_end: Callable[[str], object] | None = None,
    on_response_start: Callable[[], object] | None = None,
    on_response_end: Callable[[], object] | None = None,
    on_log: Callable[[str, dict[str, Any]], object] | None = None,
) -> ChatKit:
    """Put an XpertAI ChatKit agent chat into the app.

    Chatting reruns nothing but the chat itself. The API key stays in Python; the browser gets
    short-lived client secrets. Call it once per `key` in each run, at a fixed place, so that the
    chat survives reruns.

    Event handlers (``on_…``) run as callbacks, in order and each once: let them write to
    ``st.session_state`` and draw nothing. Afterwards the app reruns, once for all that came
    together; what no handler is given for reruns nothing.

    Parameters
    ----------
    assistant_id : str, optional
        XpertAI digital expert id. Default: that of the backend, then the setting
        ``assistant_id`` in ``st.secrets["xpertai"]``, then the variable ``XPERT_ID``.
    key : str, default "chatkit"
        Identity of this chat in the app. Two chats need two keys.
    backend : XpertAI or LocalBackend, optional
        Where the agent lives. Default: ``XpertAI.from_settings()``.
    user : str, optional
        Id of the end user, at most 256 characters; threads belong to it. Default: the logged-in
        user of the app (``sub``, else ``email`` of ``st.user``), else an anonymous id that lives as
        long as the browser session.
    tools : iterable of callables, optional
        Functions that the agent may call, by their names. Their arguments are validated against
        their signatures; what they return is sent back as JSON. Raise `ToolError` in one to tell
        the agent why a call failed. They run as callbacks, before the script: they may read and
        write ``st.session_state`` but draw nothing.
    height : int, default 640
        Height of the chat in pixels.
    locale : str, optional
        Language tag such as ``"zh-CN"``, of a language that ChatKit has. Default: that of the
        browser.
    theme : {"auto", "light", "dark"}, Theme or mapping, default "auto"
        ``"auto"`` follows the app's theme; what a `Theme` sets wins over it.
    frame_url : str, optional
        Chat page to show instead of the bundled one.
    start_screen : StartScreen or mapping, optional
        What an empty chat shows.
    on_ready : callable, optional
        ``on_ready()``: the chat page has loaded in the browser.
    on_error : callable, optional
        ``on_error(error)``: called once with each new error of the chat, a `ChatKitError`.
    on_effect : callable or dict of callables, optional
        ``on_effect(name, data)``: the agent asks the app for an effect. Or a dict of functions by
        the effect's name, each called with ``data``: ``{"highlight": highlight_row}``.
    on_widget_action : callable, optional
        ``on_widget_action(action)``: the user used a widget in an answer, or a slash command whose
        action is the app's; a `WidgetAction`.
    on_thread_change : callable, optional
        ``on_thread_change(thread_id)``: another thread is open, ``None`` for a new one.
    on_thread_load_start, on_thread_load_end : callable, optional
        Called with the id of a thread that is being loaded, or has been.
    on_response_start, on_response_end : callable, optional
        Called without arguments when the agent begins to answer, and when it has.
    on_log : callable, optional
        ``on_log(name, data)``: ChatKit's diagnostic events. There are many, and each reruns the
        app.

    Returns
    -------
    ChatKit
        Handle of the chat: what it knows, and commands for it.

    Raises
    ------
    OptionsError
        If an option of ChatKit is unknown or cannot be used.
    ConfigurationError
        If an argument cannot be used, two chats have the same `key`, or the call is inside
        ``st.form``. A setting that is missing raises nothing: a card in the chat's place says which
        one, and how to give it.

    Examples
    --------
    >>> import streamlit as st
    >>> from streamlit_chatkit import st_chatkit
    >>> def get_region() -> str:
    ...     "Return the region that the dashboard shows."
    ...     return st.session_state.region
    >>> chat = st_chatkit("your-assistant-id", tools=[get_region])  # doctest: +SKIP
    >>> st.button(
    ...     "Explain", on_click=chat.send_user_message, args=("Explain this chart",)
    ... )  # doctest: +SKIP
    """
    # A form keeps what its components say until it is submitted: no tool would ever answer.
    if _compat.is_in_form():
        raise ConfigurationError(
            "A chat cannot work inside st.form: call st_chatkit before or after the form."
        )
    checked_key = check_key(key)
    checked_user = check_user(user)
    checked_height = check_height(height)
    checked_theme = read_theme(theme)
    options = read_options({"locale": locale, "start_screen": start_screen})
    toolbox = Toolbox(tools)
    handlers = read_handlers(
        {
            "on_ready": on_ready,
            "on_error": on_error,
            "on_effect": on_effect,
            "on_thread_change": on_thread_change,
            "on_thread_load_start": on_thread_load_start,
            "on_thread_load_end": on_thread_load_end,
            "on_response_start": on_response_start,
            "on_response_end": on_response_end,
            "on_log": on_log,
        }
    )
    callbacks = {} if on_widget_action is None else {"widgets.onAction": on_widget_action}
    checked_backend = _check_backend(backend)

    state = _claim(checked_key)
    try:
        connection = checked_backend.connect(
            assistant_id, frame_url=frame_url, app_origin=_compat.app_origin()
        )
    except ConfigurationError as error:
        state.last_error = error
        with container(checked_key):
            draw_card(error, locale or _compat.browser_locale())
        return ChatKit(state)
    end_user = checked_user or _compat.logged_in_user() or anonymous_user()
    state.belong_to(connection.api_url, connection.assistant_id, end_user)
    dispatcher = Dispatcher(
        state=state,
        connection=connection,
        user=end_user,
        toolbox=toolbox,
        handlers=handlers,
        callbacks=callbacks,
    )
    Mount(
        dispatcher=dispatcher,
        options=_with_connection(options.wire, connection),
        theme=checked_theme,
        height=checked_height,
    ).draw()
    return ChatKit(state)


def _check_backend(backend: object) -> Backend:
    if backend is None:
        return XpertAI.from_settings()
    if isinstance(backend, type) or not isinstance(backend, Backend):
        raise ConfigurationError(
            f"backend must be XpertAI(…) or LocalBackend(…), not {type(backend).__name__}."
        )
    return backend


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


def _with_connection(options: Mapping[str, object], connection: Connection) -> dict[str, object]:
    api = {"apiUrl": connection.api_url, "xpertId": connection.assistant_id}
    frame = {} if connection.frame_url is None else {"frameUrl": connection.frame_url}
    return {"api": api, **options, **frame}
