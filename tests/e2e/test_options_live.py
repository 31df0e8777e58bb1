"""Options that change while the chat is on the page."""

from __future__ import annotations

import base64
import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.harness import APPS, Chat, Watch

SCRIPT = APPS / "options.py"


def address_of_frame(chat: Chat) -> str:
    address: str = chat.component.locator("xpertai-chatkit").evaluate(
        "element => element.shadowRoot.querySelector('iframe').src"
    )
    return address


def frame_loads(watch: Watch) -> int:
    return len([request for request in watch.requests if "frame.html" in request.url])


def test_options_reach_the_chat_without_reloading_it(chat: Chat, page: Page, watch: Watch) -> None:
    expect(chat.frame.get_by_text("Ask about EMEA")).to_be_visible()
    chat.composer.fill("a draft")
    chat.frame.locator("body").evaluate("body => body.dataset.mark = 'same document'")

    page.get_by_text("APAC", exact=True).click()

    expect(chat.frame.get_by_text("Ask about APAC")).to_be_visible()
    expect(chat.composer).to_have_attribute("placeholder", "Anything about APAC?")
    page.get_by_text("Chinese", exact=True).click()
    expect(Chat(page, locale="zh").composer).to_have_value("a draft")
    expect(chat.frame.locator("body")).to_have_attribute("data-mark", "same document")
    assert frame_loads(watch) == 1
    assert watch.own_complaints() == []


def test_the_context_of_a_message_is_that_of_the_newest_run(chat: Chat, page: Page) -> None:
    assert "100000 characters of EMEA." in chat.ask("first")

    page.get_by_text("APAC", exact=True).click()
    expect(chat.composer).to_have_attribute("placeholder", "Anything about APAC?")

    assert "100000 characters of APAC." in chat.ask("second")
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()


def test_the_context_is_not_in_the_address_of_the_frame(chat: Chat) -> None:
    address, _, encoded = address_of_frame(chat).partition("#")
    padding = "=" * (-len(encoded) % 4)
    payload: dict[str, Any] = json.loads(base64.urlsafe_b64decode(encoded + padding))

    assert "request" not in payload["options"]
    assert payload["options"]["startScreen"] == {"greeting": "Ask about EMEA"}
    assert "x" * 100 not in address
    assert len(encoded) < 4_000
