"""A sales dashboard with a chat beside it: ``streamlit run demo_app.py``.

The chat is answered by a rule-based agent in this process. With ``XPERTAI_API_KEY`` and
``XPERT_ID`` set (or the same in ``secrets.toml``), it is answered by that XpertAI assistant.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from demo import dashboard, selection
from demo.agent import analyst
from demo.texts import TEXTS
from demo.vocabulary import Language
from streamlit_chatkit import ChatKit, ConfigurationError, LocalBackend, XpertAI, st_chatkit

CHAT_HEIGHT = 660


def get_filters() -> dict[str, Any]:
    """Return the filters that the user has set on the dashboard: region, product line, period."""
    return selection.current_filters()


def xpertai() -> XpertAI | None:
    """Return the XpertAI backend, or ``None`` without an API key and an assistant id."""
    try:
        backend = XpertAI.from_settings()
        backend.connect(None, frame_url=None, app_origin=None)
    except ConfigurationError as error:
        if error.missing:
            return None
    return backend


def start_screen(lang: Language) -> dict[str, Any]:
    """Return the greeting and the prompts of an empty chat."""
    texts = TEXTS[lang]
    return {
        "greeting": texts["greeting"],
        "prompts": [
            {"label": texts[f"prompt_{i}"], "prompt": texts[f"prompt_{i}_text"], "icon": icon}
            for i, icon in enumerate(("cube", "globe", "map-pin", "chart"), 1)
        ],
    }


def chat(lang: Language) -> ChatKit:
    """Draw the chat."""
    live = xpertai()
    texts = TEXTS[lang]
    with st.container(key="chat-column", border=True, gap=None):
        handle = st_chatkit(
            key="sales_chat",
            backend=live or LocalBackend(analyst, title=texts["assistant"]),
            tools=[get_filters],
            height=CHAT_HEIGHT,
            locale="zh-Hans" if lang == "zh" else "en",
            start_screen=start_screen(lang),
        )
        st.caption(texts["xpertai" if live else "local"])
    return handle


def main() -> None:
    """Draw the page."""
    st.set_page_config("Northridge Outdoor", layout="wide", initial_sidebar_state="collapsed")
    st.html(dashboard.STYLE)
    lang = dashboard.language()
    dashboard.sidebar(lang)
    orders = selection.load_orders()
    left, right = st.columns([2, 1], gap="medium")
    with right:
        handle = chat(lang)
    with left:
        filters = dashboard.header(selection.data_span(orders), lang)
        dashboard.key_figures(orders, filters, lang)
        dashboard.panels(filters.select(orders), lang, handle.send_user_message)


main()
