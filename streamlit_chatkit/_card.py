"""What the app shows in the chat's place when a setting is missing or cannot be used."""

from __future__ import annotations

import json

import streamlit as st

from streamlit_chatkit._card_words import words_of
from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._settings import DEFAULT_API_URL, ENVIRONMENT, SECRETS_SECTION

_EXAMPLES = {
    "api_key": "sk-x-…",
    "api_url": DEFAULT_API_URL,
    "assistant_id": "your-assistant-id",
    "frame_url": "https://chat.example.com/",
    "organization_id": "your-organization-id",
}


def draw_card(error: ConfigurationError, locale: str | None, assistant_id: str | None) -> None:
    """Draw the card.

    Parameters
    ----------
    error : ConfigurationError
        Names the missing settings, or explains the value that cannot be used.
    locale : str or None
        Language tag such as ``zh-CN``; English for any other language.
    assistant_id : str or None
        What the app calls `st_chatkit` with.
    """
    words = words_of(locale)
    with st.container(border=True):
        if not error.missing:
            st.markdown(f"**{words.unusable}**")
            st.text(str(error))
            return
        names = ", ".join(f"{words.settings.get(name, name)} (`{name}`)" for name in error.missing)
        st.markdown(f"**{words.missing.format(names=names)}**")
        st.markdown(words.ways)
        st.markdown(words.argument)
        st.code(argument_lines(error.missing, assistant_id), language="python")
        st.markdown(words.secrets)
        st.code(secrets_lines(error.missing), language="toml")
        st.markdown(words.environment)
        st.code(environment_lines(error.missing), language="shell")
        st.caption(words.rerun)


def argument_lines(missing: tuple[str, ...], assistant_id: str | None) -> str:
    """Return the lines of Python that give the missing settings, and what the app gave before."""
    id_ = _EXAMPLES["assistant_id"] if "assistant_id" in missing else assistant_id
    arguments = [json.dumps(id_, ensure_ascii=False)] if id_ else []
    backend = [f'{name}="{_EXAMPLES[name]}"' for name in missing if name != "assistant_id"]
    if backend:
        arguments.append(f"backend=XpertAI({', '.join(backend)})")
    imports = "XpertAI, st_chatkit" if backend else "st_chatkit"
    return f"from streamlit_chatkit import {imports}\n\nst_chatkit({', '.join(arguments)})"


def secrets_lines(missing: tuple[str, ...]) -> str:
    """Return the lines for ``.streamlit/secrets.toml``."""
    lines = [f'{name} = "{_EXAMPLES[name]}"' for name in missing]
    return "\n".join([f"[{SECRETS_SECTION}]", *lines])


def environment_lines(missing: tuple[str, ...]) -> str:
    """Return the lines for a shell."""
    return "\n".join(f'export {ENVIRONMENT[name]}="{_EXAMPLES[name]}"' for name in missing)
