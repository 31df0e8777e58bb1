"""A sales dashboard with a chat beside it: ``streamlit run demo_app.py``.

The chat is answered by a rule-based agent in this process. With ``XPERTAI_API_KEY`` and
``XPERT_ID`` set (or the same in ``secrets.toml``), it is answered by that XpertAI assistant.
"""

from __future__ import annotations

import streamlit as st

from demo import chat_options, controls, dashboard, selection
from demo.agent import analyst
from demo.texts import TEXTS
from demo.vocabulary import Language
from streamlit_chatkit import (
    ChatKit,
    ConfigurationError,
    Disclaimer,
    Entities,
    Header,
    HeaderAction,
    LocalBackend,
    ThreadItemActions,
    XpertAI,
    st_chatkit,
)

CHAT_HEIGHT = 694


def xpertai() -> XpertAI | None:
    """Return the XpertAI backend, or ``None`` without an API key and an assistant id."""
    try:
        backend = XpertAI.from_settings()
        backend.connect(None, frame_url=None, app_origin=None)
    except ConfigurationError as error:
        if error.missing:
            return None
    return backend


def chat(lang: Language, *, floating: bool) -> ChatKit:
    """Draw the chat."""
    live = xpertai()
    texts = TEXTS[lang]
    with st.container(key="chat-column", border=not floating, gap=None):
        return st_chatkit(
            key="sales_chat",
            backend=live or LocalBackend(analyst, title=texts["assistant"], allowed_types=[".csv"]),
            tools=controls.TOOLS,
            layout="floating" if floating else "inline",
            height=CHAT_HEIGHT,
            locale="zh-Hans" if lang == "zh" else "en",
            header=Header(right_action=HeaderAction(icon="home", on_click=controls.reset)),
            start_screen=chat_options.start_screen(lang),
            composer=chat_options.composer(lang),
            entities=Entities(
                items=controls.entities(lang),
                on_click=controls.show_entity,
                on_request_preview=controls.preview_entity,
            ),
            thread_item_actions=ThreadItemActions(feedback=True),
            on_widget_action=controls.act,
            on_effect={"highlight": controls.highlight},
            disclaimer=Disclaimer(text=texts["xpertai" if live else "local"]),
        )


def main() -> None:
    """Draw the page."""
    st.set_page_config("Northridge Outdoor", layout="wide", initial_sidebar_state="collapsed")
    st.html(dashboard.STYLE)
    lang = dashboard.language()
    dashboard.sidebar(lang)
    orders = selection.load_orders()
    floating = st.session_state["chat_layout"] == "floating"
    if floating:
        left, handle = st.container(), chat(lang, floating=True)
    else:
        left, right = st.columns([2, 1], gap="medium")
        with right:
            handle = chat(lang, floating=False)

    def ask(text: str) -> None:
        if floating:
            handle.focus_composer()
        handle.send_user_message(text)

    with left:
        filters = dashboard.header(selection.data_span(orders), lang)
        dashboard.report(lang)
        dashboard.key_figures(orders, filters, lang)
        dashboard.panels(filters.select(orders), lang, ask)


main()
