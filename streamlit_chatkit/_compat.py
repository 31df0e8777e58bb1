"""Everything that depends on private or version-dependent parts of Streamlit.

A private part that has gone never breaks the chat: the function then does the next best thing,
which its docstring names.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import fields
from functools import lru_cache
from importlib import import_module
from typing import Any, ParamSpec, cast
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config
from streamlit.errors import StreamlitAPIException

from streamlit_chatkit._errors import ConfigurationError

_DELTAS_SENT = 0.04
"""Seconds after which Streamlit has sent the deltas of a run to the browser, with a margin."""

_FLUSH_INTERVAL = 0.01
"""Seconds that Streamlit lets pass from one sending to the next."""

_LOOK_INTERVAL = 0.002
"""Seconds from one look at what is still to be sent to the next."""

_PATIENCE = 5.0
"""Seconds after which a run goes on although its deltas were not sent, as to a stuck browser."""

_RUN_CONTEXT = "runtime.scriptrunner_utils.script_run_context"

_GONE = (AttributeError, TypeError, RuntimeError)
"""Raised where a private part is no longer there, or is another one."""

_Given = ParamSpec("_Given")

_THEME_OPTIONS = ("baseFontSize", "baseRadius", "codeFont")
_THEME_SECTIONS = {
    False: [("theme.", ""), ("theme.light.", "light"), ("theme.dark.", "dark")],
    True: [
        (f"theme.{scheme}{place}", scheme.strip("."))
        for scheme in ("", "light.", "dark.")
        for place in ("", "sidebar.")
    ],
}
"""Sections of the settings and their colour schemes; in the sidebar, its own come later and win."""


def session_state() -> MutableMapping[str, Any]:
    """Return the state of the browser session."""
    return cast("MutableMapping[str, Any]", st.session_state)


def read_secrets(section: str = "xpertai") -> Mapping[str, object]:
    """Return a section of ``st.secrets``; empty if there is no secrets file.

    Touching ``st.secrets`` without a file shows an error in the app on some versions, so the file
    is loaded first in the way that tells by its result.

    Raises
    ------
    ConfigurationError
        If there is a file that cannot be read, or the section is not one.
    """
    try:
        loaded = bool(st.secrets.load_if_toml_exists())
    except Exception:  # noqa: BLE001 - versions differ in what they let through
        loaded = False
    if not loaded:
        _refuse_broken_secrets()
        return {}
    found = st.secrets.get(section)
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        raise ConfigurationError(
            f"{section} in .streamlit/secrets.toml must be a section: write [{section}] on a line "
            "of its own and the settings below it."
        )
    return {str(name): value for name, value in found.items()}


def _refuse_broken_secrets() -> None:
    for path in cast("list[str]", _option("secrets.files") or []):
        if path.endswith(".toml") and os.path.isfile(path):
            raise ConfigurationError(
                f"{path} cannot be read. Check that it is valid TOML: text in quotes, one setting "
                "per line."
            )


def theme_options() -> dict[str, object]:
    """Return the theme settings that Streamlit does not tell a component itself.

    Those of the sections ``light`` and ``dark`` are below these names, because the browser chooses
    one of them. In the sidebar, its own settings win.

    Examples
    --------
    >>> theme_options()  # doctest: +SKIP
    {'baseRadius': '0.5rem', 'dark': {'codeFont': 'monospace'}}
    """
    options: dict[str, object] = {}
    of_scheme: dict[str, dict[str, object]] = {"light": {}, "dark": {}}
    for section, scheme in _THEME_SECTIONS[is_in_sidebar()]:
        found = of_scheme.get(scheme, options)
        for name in _THEME_OPTIONS:
            if (value := _option(section + name)) is not None:
                found[name] = value
    return options | {scheme: found for scheme, found in of_scheme.items() if found}


def _option(name: str) -> object:
    try:
        # What st.get_option does beside it is counting its calls.
        return config.get_option(name)
    except (RuntimeError, KeyError, StreamlitAPIException):
        return None


def browser_locale() -> str | None:
    """Return the language of the browser, such as ``zh-CN``, if known."""
    return _text(_context("locale"))


def app_origin() -> str | None:
    """Return the origin of the page in the browser, such as ``https://app.example``, if known.

    The ``Origin`` of the WebSocket handshake is what the browser itself says, also behind a proxy.
    """
    headers = _context("headers")
    told = headers.get("Origin") if isinstance(headers, Mapping) else None
    return _origin_of(told) or _origin_of(_context("url"))


@lru_cache
def _origin_of(url: object) -> str | None:
    parts = urlsplit(_text(url) or "")
    if parts.scheme in {"http", "https"} and parts.netloc:
        return f"{parts.scheme}://{parts.netloc}"
    return None


def base_path() -> str:
    """Return where the app is served, such as ``/dashboard``; empty for the top of its origin."""
    path = _text(_option("server.baseUrlPath")) or ""
    return f"/{path.strip('/')}" if path.strip("/") else ""


def xsrf_cookie() -> str | None:
    """Return the cookie that Streamlit sets against cross-site requests, if there is one."""
    cookies = _context("cookies")
    return _text(cookies.get("_streamlit_xsrf")) if isinstance(cookies, Mapping) else None


def query_parameters() -> MutableMapping[str, str]:
    """Return the query parameters of the app's address."""
    return cast("MutableMapping[str, str]", st.query_params)


def current_page() -> str | None:
    """Return a token of the page of the app that is running; ``None`` if unknown."""
    return _text(getattr(_run_context(), "page_script_hash", None))


def logged_in_user() -> str | None:
    """Return the id of the logged-in user, the claim ``sub`` or else ``email``, if there is one."""
    claims = _claims()
    if claims.get("is_logged_in") is False:
        return None
    return _text(claims.get("sub")) or _text(claims.get("email"))


def _claims() -> Mapping[str, object]:
    # st.user looks for a secrets file each time, which costs an app without one more than the chat.
    known = getattr(_run_context(), "user_info", None)
    if isinstance(known, Mapping):
        return known
    try:
        return dict(st.user)
    except Exception:  # noqa: BLE001 - without login the object differs between versions
        return {}


def _context(name: str) -> object:
    try:
        return getattr(st.context, name, None)
    except Exception:  # noqa: BLE001 - outside of a session, versions differ
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def is_in_form() -> bool:
    """Tell whether the script is inside ``st.form``; ``False`` if unknown."""
    is_in_form_of_streamlit = _private("elements.lib.form_utils", "is_in_form")
    try:
        return bool(is_in_form_of_streamlit(_main_delta_generator()))
    except _GONE:
        return False


def is_in_sidebar() -> bool:
    """Tell whether the script draws into the sidebar; ``False`` if unknown."""
    containers = _private("proto.RootContainer_pb2", "RootContainer")
    try:
        return bool(_main_delta_generator()._active_dg._root_container == containers.SIDEBAR)
    except _GONE:
        return False


def _main_delta_generator() -> Any:  # noqa: ANN401 - a private class of Streamlit
    return _private("delta_generator_singletons", "get_dg_singleton_instance")().main_dg


def fragment(function: Callable[_Given, None]) -> Callable[_Given, None]:
    """Return `function` as a fragment, which reruns without the rest of the app."""
    return st.fragment(function)


def rerun_app() -> None:
    """Rerun the whole app, from the body of a fragment."""
    st.rerun(scope="app")


def current_run() -> object | None:
    """Return a token of this script run, the same object throughout the run and in no other one.

    ``None`` outside of a run, or if Streamlit no longer tells runs apart.
    """
    # Streamlit gives each run a new dict of cursors.
    return getattr(_run_context(), "cursors", None)


def is_fragment_run() -> bool:
    """Tell whether this run draws only fragments."""
    return bool(fragments_of_run())


def current_fragment() -> str | None:
    """Return the id of the fragment whose body is running; ``None`` if unknown."""
    thread_state = _private(_RUN_CONTEXT, "ThreadState")
    try:
        return _text(thread_state.get().fragment_id)
    except _GONE:
        return _text(getattr(_run_context(), "current_fragment_id", None))


def fragments_of_run() -> tuple[str, ...]:
    """Return the ids of the fragments that this run draws; none in a full run."""
    return tuple(getattr(_run_context(), "fragment_ids_this_run", None) or ())


def request_fragment_run(fragment_id: str) -> bool:
    """Ask for a run of one fragment right after this run, without stopping it.

    ``st.rerun`` cannot do that: it stops the script at once. Returns whether the request was
    accepted; if not, the next run of the app does the work.
    """
    context = _run_context()
    requests = getattr(context, "script_requests", None)
    if context is None or requests is None or not _is_known(context, fragment_id):
        return False
    rerun_data = _private("runtime.scriptrunner_utils.script_requests", "RerunData")
    try:
        known = {field.name for field in fields(rerun_data)}
        of_this_run = {
            name: getattr(context, name)
            for name in ("query_string", "page_script_hash", "cached_message_hashes")
        }
        of_this_run["context_info"] = getattr(context, "context_info", None)
        data = {name: value for name, value in of_this_run.items() if name in known}
        return bool(requests.request_rerun(rerun_data(fragment_id_queue=[fragment_id], **data)))
    except _GONE:
        return False


def share_session(thread: threading.Thread) -> None:
    """Let a thread that was not started yet use the session of this one, if it has one."""
    add = _private("runtime.scriptrunner", "add_script_run_ctx")
    if add is not None and _run_context() is not None:
        add(thread)


def _is_known(context: Any, fragment_id: str) -> bool:  # noqa: ANN401 - a private class
    # The chat of a page that the user has left is no longer there to be drawn.
    contains = getattr(getattr(context, "fragment_storage", None), "contains", None)
    return not callable(contains) or bool(contains(fragment_id))


def let_deltas_go(fragment_id: str | None, drawn_at: float, *, awaited: bool = False) -> None:
    """Wait until the browser has what a fragment drew, where going on would lose or delay it.

    A fragment run that begins right behind a full run drops the deltas of that fragment which were
    not sent yet, and the browser then creates the component anew. So a full run that has such a
    request waiting behind it, or coming, ends a little later.

    At the end of a run Streamlit collects garbage (``runner.postScriptGC``), and nothing is sent
    or heard meanwhile, for 40 ms to seconds. So a fragment run that somebody waits for lets its
    deltas go before. Any other run is not held.

    If Streamlit no longer tells what it has sent, this waits for as long as that usually takes.

    Parameters
    ----------
    fragment_id : str or None
        The fragment; ``None`` if unknown.
    drawn_at : float
        ``time.monotonic()`` of the drawing.
    awaited : bool, default False
        Whether the browser waits for what the fragment drew, and will say something about it.
    """
    if is_fragment_run():
        usual = _FLUSH_INTERVAL if awaited and _option("runner.postScriptGC") else 0.0
    else:
        usual = _DELTAS_SENT if awaited or _is_waiting(fragment_id) else 0.0
    if usual and not _wait_until_sent():
        time.sleep(max(0.0, drawn_at + usual - time.monotonic()))


def _wait_until_sent() -> bool:
    """Wait until the session's deltas have left; ``False`` if Streamlit does not tell."""
    sent = threading.Event()
    deadline = time.monotonic() + _PATIENCE
    runtime = _private("runtime", "get_instance")
    try:
        session_id = _run_context().session_id
        info = runtime()._session_mgr.get_active_session_info(session_id)
        if info is None:
            return True  # Nobody is there to send them to.
        is_empty, loop = info.session._browser_queue.is_empty, info.session._event_loop

        # In the loop that sends: what the script drew before is in the queue by then.
        def look() -> None:
            if is_empty() or time.monotonic() > deadline:
                # Taken from the queue they are sent one by one.
                loop.call_later(_LOOK_INTERVAL, sent.set)
            else:
                loop.call_later(_LOOK_INTERVAL, look)

        loop.call_soon_threadsafe(look)
    except _GONE:
        return False
    return sent.wait(_PATIENCE)


def _is_waiting(fragment_id: str | None) -> bool:
    requests = getattr(_run_context(), "script_requests", None)
    state = getattr(getattr(requests, "_state", None), "name", None)
    queue = getattr(getattr(requests, "_rerun_data", None), "fragment_id_queue", None) or ()
    return state == "RERUN" and (fragment_id in queue if fragment_id else bool(queue))


def _run_context() -> Any:  # noqa: ANN401 - a private class of Streamlit
    get = _private(_RUN_CONTEXT, "get_script_run_ctx")
    return None if get is None else get(suppress_warning=True)


@lru_cache
def _private(module: str, name: str) -> Any:  # noqa: ANN401 - nobody promises what it is
    """Return what Streamlit keeps to itself; ``None`` if it is no longer there."""
    try:
        return getattr(import_module(f"streamlit.{module}"), name, None)
    except ImportError:
        return None
