"""Settings and secrets of the app."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import cast

import streamlit as st

from streamlit_chatkit._compat import _private
from streamlit_chatkit._compat._place import is_in_sidebar
from streamlit_chatkit._errors import ConfigurationError

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
    for path in cast("list[str]", _private.option("secrets.files") or []):
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
            if (value := _private.option(section + name)) is not None:
                found[name] = value
    return options | {scheme: found for scheme, found in of_scheme.items() if found}


def base_path() -> str:
    """Return where the app is served, such as ``/dashboard``; empty for the top of its origin."""
    path = _private.text(_private.option("server.baseUrlPath")) or ""
    return f"/{path.strip('/')}" if path.strip("/") else ""
