"""What Streamlit knows of the browser session and its user."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit

import streamlit as st

from streamlit_chatkit._compat import _private


def session_state() -> MutableMapping[str, Any]:
    """Return the state of the browser session."""
    return cast("MutableMapping[str, Any]", st.session_state)


def browser_locale() -> str | None:
    """Return the language of the browser, such as ``zh-CN``, if known."""
    return _private.text(_context("locale"))


def app_origin() -> str | None:
    """Return the origin of the page in the browser, such as ``https://app.example``, if known.

    The ``Origin`` of the WebSocket handshake is what the browser itself says, also behind a proxy.
    """
    headers = _context("headers")
    told = headers.get("Origin") if isinstance(headers, Mapping) else None
    return _origin_of(told) or _origin_of(_context("url"))


@lru_cache
def _origin_of(url: object) -> str | None:
    parts = urlsplit(_private.text(url) or "")
    if parts.scheme in {"http", "https"} and parts.netloc:
        return f"{parts.scheme}://{parts.netloc}"
    return None


def xsrf_cookie() -> str | None:
    """Return the cookie that Streamlit sets against cross-site requests, if there is one."""
    cookies = _context("cookies")
    return _private.text(cookies.get("_streamlit_xsrf")) if isinstance(cookies, Mapping) else None


def query_parameters() -> MutableMapping[str, str]:
    """Return the query parameters of the app's address."""
    return cast("MutableMapping[str, str]", st.query_params)


def current_page() -> str | None:
    """Return a token of the page of the app that is running; ``None`` if unknown."""
    return _private.text(getattr(_private.run_context(), "page_script_hash", None))


def logged_in_user() -> str | None:
    """Return the id of the logged-in user, the claim ``sub`` or else ``email``, if there is one."""
    claims = _claims()
    if claims.get("is_logged_in") is False:
        return None
    return _private.text(claims.get("sub")) or _private.text(claims.get("email"))


def _claims() -> Mapping[str, object]:
    # st.user looks for a secrets file each time, which costs an app without one more than the chat.
    known = getattr(_private.run_context(), "user_info", None)
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
