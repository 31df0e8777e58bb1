from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from streamlit_chatkit import ChatKit, ConfigurationError
from streamlit_chatkit._state import ChatState

from .app_harness import Api, App


@pytest.fixture
def chat() -> ChatKit:
    return ChatKit(ChatState("chatkit"))


def commands(chat: ChatKit) -> list[tuple[object, object]]:
    return [(item["name"], item["data"]) for item in chat._state.bridge.outgoing]


def test_every_command_has_chatkits_name_and_parameters(chat: ChatKit) -> None:
    chat.focus_composer()
    chat.fetch_updates()
    chat.show_history()
    chat.hide_history()
    chat.set_thread_id("t-1")
    chat.set_thread_id(None)
    chat.send_custom_action("refresh", {"order": 1042, "day": date(2026, 1, 2)}, "widget_1")
    chat.send_custom_action("refresh")
    assert commands(chat) == [
        ("focusComposer", {}),
        ("fetchUpdates", {}),
        ("showHistory", {}),
        ("hideHistory", {}),
        ("setThreadId", {"threadId": "t-1"}),
        ("setThreadId", {"threadId": None}),
        (
            "sendCustomAction",
            {
                "action": {"type": "refresh", "payload": {"order": 1042, "day": "2026-01-02"}},
                "itemId": "widget_1",
            },
        ),
        ("sendCustomAction", {"action": {"type": "refresh"}}),
    ]


def test_a_message_carries_all_that_chatkit_can_send(chat: ChatKit) -> None:
    capabilities = {"mode": "allowlist", "skills": {"ids": ["s"]}, "plugins": {"nodeKeys": []}}
    chat.send_user_message(
        "Explain",
        new_thread=True,
        attachments=[{"type": "file", "id": "f", "name": "a.csv", "mime_type": "text/csv"}],
        references=[{"type": "quote", "text": "Revenue"}],
        reference_composition="preserve",
        model="large",
        state={"day": date(2026, 1, 2)},
        plan_mode=False,
        runtime_capabilities=capabilities,
        tool_choice={"name": "query"},
        reply="Earlier",
        content=[{"type": "text", "text": "Explain"}],
        trigger={"id": "w"},
        follow_up_mode="steer",
    )
    assert commands(chat) == [
        (
            "sendUserMessage",
            {
                "text": "Explain",
                "newThread": True,
                "attachments": [
                    {"type": "file", "id": "f", "name": "a.csv", "mime_type": "text/csv"}
                ],
                "references": [{"type": "quote", "text": "Revenue"}],
                "referenceComposition": "preserve",
                "model": "large",
                "state": {"day": "2026-01-02"},
                "planMode": False,
                "runtimeCapabilities": capabilities,
                "toolChoice": {"name": "query"},
                "reply": "Earlier",
                "content": [{"type": "text", "text": "Explain"}],
                "trigger": {"id": "w"},
                "followUpMode": "steer",
            },
        )
    ]


def test_a_message_needs_no_text_if_it_has_a_reference(chat: ChatKit) -> None:
    chat.send_user_message(references=[{"type": "quote", "text": "Revenue"}])
    assert commands(chat) == [
        ("sendUserMessage", {"references": [{"type": "quote", "text": "Revenue"}]})
    ]


def test_a_message_needs_no_text_if_it_is_in_its_state_or_content(chat: ChatKit) -> None:
    state = {"human": {"input": "From state"}}
    content = [{"type": "text", "text": "From content"}]
    chat.send_user_message(state=state)
    chat.send_user_message(content=content)
    assert commands(chat) == [
        ("sendUserMessage", {"state": state}),
        ("sendUserMessage", {"content": content}),
    ]


def test_the_composer_keeps_what_is_not_given_and_clears_what_is_none(chat: ChatKit) -> None:
    chat.set_composer_value("")
    chat.set_composer_value(selected_tool_id=None)
    chat.set_composer_value(selected_model_id="large", selected_tool_id="search")
    chat.set_composer_value(
        "Compare",
        references=[{"type": "quote", "text": "Revenue"}],
        append_references=True,
        attachments=[],
        reply="Earlier",
    )
    assert commands(chat) == [
        ("setComposerValue", {"text": ""}),
        ("setComposerValue", {"selectedToolId": None}),
        ("setComposerValue", {"selectedToolId": "search", "selectedModelId": "large"}),
        (
            "setComposerValue",
            {
                "text": "Compare",
                "attachments": [],
                "references": [{"type": "quote", "text": "Revenue"}],
                "appendReferences": True,
                "reply": "Earlier",
            },
        ),
    ]


@pytest.mark.parametrize(
    ("method", "arguments", "told"),
    [
        ("send_user_message", {}, "text"),
        ("send_user_message", {"text": "  "}, "text"),
        ("send_user_message", {"text": 7}, "text"),
        ("send_user_message", {"state": {"plan": "gold"}}, "text"),
        ("send_user_message", {"state": {"human": {"input": " "}}}, "text"),
        ("send_user_message", {"text": "a", "new_thread": "yes"}, "new_thread"),
        ("send_user_message", {"text": "a", "new_thred": True}, "'new_thread'"),
        ("set_composer_value", {"txt": "a"}, "'text'"),
        ("send_custom_action", {"type": "a", "paylod": {}}, "'payload'"),
        ("set_composer_value", {"references": [], "append_references": 1}, "append_references"),
        ("send_user_message", {"text": "a", "references": "quote"}, "references"),
        ("send_user_message", {"text": "a", "attachments": [b"x"]}, "attachments"),
        ("send_user_message", {"text": "a", "content": {}}, "content"),
        ("send_user_message", {"text": "a", "model": ""}, "model"),
        ("send_user_message", {"text": "a", "state": [1]}, "state"),
        ("send_user_message", {"text": "a", "plan_mode": "yes"}, "plan_mode"),
        ("send_user_message", {"text": "a", "tool_choice": b"x"}, "tool_choice cannot be sent"),
        ("send_user_message", {"text": "a", "follow_up_mode": "wait"}, "'queue'"),
        ("send_user_message", {"text": "a", "reference_composition": "mix"}, "'preserve'"),
        ("set_composer_value", {}, "something to set"),
        ("set_composer_value", {"append_references": True}, "something to set"),
        ("set_composer_value", {"text": 7}, "text"),
        ("set_composer_value", {"selected_tool_id": 7}, "selected_tool_id"),
        ("set_composer_value", {"selected_model_id": ""}, "selected_model_id"),
        ("set_thread_id", {"thread_id": ""}, "thread_id"),
        ("send_custom_action", {"type": ""}, "type"),
        ("send_custom_action", {"type": "a", "payload": "b"}, "payload"),
        ("send_custom_action", {"type": "a", "item_id": 7}, "item_id"),
    ],
)
def test_a_command_that_cannot_be_sent_names_the_argument_and_sends_nothing(
    chat: ChatKit, method: str, arguments: dict[str, Any], told: str
) -> None:
    with pytest.raises(ConfigurationError, match=told):
        getattr(chat, method)(**arguments)
    assert commands(chat) == []


def pages_app(backend: object) -> None:
    import streamlit as st

    from streamlit_chatkit import st_chatkit

    st.session_state.runs = st.session_state.get("runs", 0) + 1
    if st.button("early"):
        st.session_state.chat.send_user_message("before the chat is drawn")
        st.session_state.chat.focus_composer()
    if not st.checkbox("another page"):
        st.session_state.chat = st_chatkit(backend=backend)  # type: ignore[arg-type]
    if st.button("late"):
        st.session_state.chat.send_user_message("after the chat was drawn")
        st.session_state.chat.send_user_message("twice")

    @st.fragment
    def filters() -> None:
        if st.button("of a fragment"):
            st.session_state.chat.send_user_message("of a fragment")
        st.button(
            "callback", on_click=lambda: st.session_state.chat.send_user_message("of a callback")
        )

    filters()


class Browser:
    """Executes commands as the component does: once each, in the order of their numbers."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.last = 0
        self.executed: list[object] = []

    def look(self) -> list[object]:
        """Return the commands that have come since the last look."""
        if not self.app.components():
            return []
        new = [item for item in self.app.arguments()["outgoing"] if item["seq"] > self.last]
        self.last = max([self.last, *(item["seq"] for item in new)])
        return [item["data"].get("text", item["name"]) for item in new]

    def click(self, label: str) -> list[object]:
        (button,) = [button for button in self.app.test.button if button.label == label]
        button.click().run()
        assert not self.app.test.exception
        return self.look()


@pytest.fixture
def browser() -> Browser:
    return Browser(App(pages_app, backend=Api().backend()).run())


def test_commands_go_out_from_everywhere_in_a_run_once_and_in_order(browser: Browser) -> None:
    assert browser.click("early") == ["before the chat is drawn", "focusComposer"]
    assert browser.click("late") == ["after the chat was drawn", "twice"]
    assert browser.click("of a fragment") == ["of a fragment"]
    assert browser.click("callback") == ["of a callback"]
    for _ in range(3):
        browser.app.run()
        assert browser.look() == []


def test_commands_of_another_page_wait_for_the_chat(browser: Browser) -> None:
    browser.app.test.checkbox[0].check().run()
    for label in ("early", "late", "of a fragment", "callback"):
        assert browser.click(label) == []
    browser.app.test.checkbox[0].uncheck().run()
    assert browser.look() == [
        "before the chat is drawn",
        "focusComposer",
        "after the chat was drawn",
        "twice",
        "of a fragment",
        "of a callback",
    ]
    browser.app.run()
    assert browser.look() == []


def test_a_command_after_the_drawing_reruns_the_chat_and_not_the_app(browser: Browser) -> None:
    before = browser.app.test.session_state.runs
    assert browser.click("late") == ["after the chat was drawn", "twice"]
    assert browser.app.test.session_state.runs == before + 1
