"""Check the arguments of `st_chatkit` and turn them into ChatKit options."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from streamlit_chatkit._errors import ConfigurationError

THEMES = ("auto", "light", "dark")


def check_key(key: object) -> str:
    """Return the identity of a chat."""
    if not isinstance(key, str) or not key.strip():
        raise ConfigurationError(
            f'key must be text that is not empty, such as key="chatkit", not {key!r}.'
        )
    return key


def check_height(height: object) -> int:
    """Return a height in pixels."""
    if isinstance(height, bool) or not isinstance(height, int) or height <= 0:
        raise ConfigurationError(
            f"height must be a positive whole number of pixels, not {height!r}."
        )
    return height


def check_theme(theme: object) -> str | dict[str, object]:
    """Return a theme mode or a ChatKit theme object."""
    if isinstance(theme, str):
        if theme in THEMES:
            return theme
        names = ", ".join(repr(name) for name in THEMES)
        raise ConfigurationError(
            f"theme must be {names} or a ChatKit theme, not {theme!r}.{_hint(theme, THEMES)}"
        )
    if isinstance(theme, Mapping):
        try:
            copy: dict[str, object] = json.loads(json.dumps(dict(theme), allow_nan=False))
        except (TypeError, ValueError):
            raise ConfigurationError(
                "theme holds something that is not JSON: use text, numbers, lists and dicts."
            ) from None
        return copy
    raise ConfigurationError(f"theme must be text or a dict, not {type(theme).__name__}.")


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


def check_start_screen(start_screen: object) -> dict[str, object] | None:
    """Return ChatKit's ``startScreen``: ``greeting`` and ``prompts`` of label, prompt and icon."""
    if start_screen is None:
        return None
    given = _mapping("start_screen", start_screen, ("greeting", "prompts"))
    checked: dict[str, object] = {}
    greeting = check_text("start_screen['greeting']", given.get("greeting"))
    if greeting is not None:
        checked["greeting"] = greeting
    prompts = given.get("prompts")
    if prompts is not None:
        if isinstance(prompts, (str, Mapping)) or not isinstance(prompts, Iterable):
            raise ConfigurationError("start_screen['prompts'] must be a list of dicts.")
        checked["prompts"] = [
            _check_prompt(f"start_screen['prompts'][{number}]", prompt)
            for number, prompt in enumerate(prompts)
        ]
    return checked


def _check_prompt(name: str, prompt: object) -> dict[str, str]:
    given = _mapping(name, prompt, ("label", "prompt", "icon"))
    checked: dict[str, str] = {}
    for field in ("label", "prompt", "icon"):
        value = check_text(f"{name}[{field!r}]", given.get(field))
        if value is None and field != "icon":
            raise ConfigurationError(f"{name} needs {field!r}.")
        if value is not None:
            checked[field] = value
    return checked


def _mapping(name: str, value: object, known: tuple[str, ...]) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{name} must be a dict, not {type(value).__name__}.")
    for key in value:
        if key not in known:
            names = ", ".join(repr(field) for field in known)
            raise ConfigurationError(
                f"{name} has no {key!r}. It knows {names}.{_hint(str(key), known)}"
            )
    return value


def _hint(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word.lower(), known, n=1)
    return f" Did you mean {near[0]!r}?" if near else ""
