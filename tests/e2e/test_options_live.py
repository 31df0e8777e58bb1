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
    assert watch.frame_loads() == 1
    assert watch.own_complaints() == []


def test_what_the_chat_shows_and_offers_changes_live_and_back(
    chat: Chat, page: Page, watch: Watch
) -> None:
    chat.ask("first")
    chat.composer.fill("a draft")
    chat.frame.locator("body").evaluate("body => body.dataset.mark = 'same document'")
    frame = chat.frame
    radius = "--ck-radius-control"
    read = "(root, name) => getComputedStyle(root).getPropertyValue(name)"
    round_ = frame.locator("html").evaluate(read, radius)
    offered = [
        frame.get_by_text("Check what matters."),
        frame.get_by_role("button", name="Attach files"),
        frame.get_by_role("button", name="Thorough"),
        frame.get_by_role("button", name="Good answer"),
        frame.get_by_text("Region desk"),
        chat.component.locator("[data-chatkit-host-pet]"),
    ]
    gone = [
        frame.get_by_role("button", name="History"),
        chat.answers.last.get_by_role("button", name="Thought"),
    ]

    def expect_everything(there: bool) -> None:
        for one in offered:
            expect(one).to_have_count(int(there))
        for one in gone:
            expect(one).to_have_count(int(not there))

    expect_everything(False)
    page.get_by_text("Everything else", exact=True).click()
    expect_everything(True)
    chat.composer.fill("/rep")
    expect(frame.get_by_role("option", name="report")).to_be_visible()
    chat.composer.fill("a draft")
    expect(frame.locator("html")).to_have_attribute("data-color-scheme", "dark")
    expect(frame.locator("html")).not_to_have_css(radius, round_)

    page.get_by_text("Everything else", exact=True).click()
    expect_everything(False)
    chat.composer.fill("/rep")
    expect(frame.get_by_role("option")).to_have_count(0)
    chat.composer.fill("a draft")
    expect(frame.locator("html")).to_have_attribute("data-color-scheme", "light")
    expect(frame.locator("html")).to_have_css(radius, round_)
    expect(chat.composer).to_have_value("a draft")
    expect(chat.answers).to_have_count(1)
    expect(frame.locator("body")).to_have_attribute("data-mark", "same document")
    assert watch.frame_loads() == 1
    assert watch.own_complaints() == []


def test_the_context_of_a_message_is_that_of_the_newest_run(chat: Chat, page: Page) -> None:
    assert "100000 characters of EMEA." in chat.ask("first")

    page.get_by_text("APAC", exact=True).click()
    expect(chat.composer).to_have_attribute("placeholder", "Anything about APAC?")

    assert "100000 characters of APAC." in chat.ask("second")
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()


def test_the_context_is_not_in_the_address_of_the_frame(chat: Chat, page: Page) -> None:
    address, _, encoded = address_of_frame(chat).partition("#")
    padding = "=" * (-len(encoded) % 4)
    payload: dict[str, Any] = json.loads(base64.urlsafe_b64decode(encoded + padding))

    assert "request" not in payload["options"]
    assert payload["options"]["startScreen"] == {"greeting": "Ask about EMEA"}
    assert "x" * 100 not in address
    assert len(encoded) < 4_000
    page.get_by_text("APAC", exact=True).click()
    expect(chat.composer).to_have_attribute("placeholder", "Anything about APAC?")
    assert "100000 characters of APAC." in chat.ask("first")
    assert address_of_frame(chat) == f"{address}#{encoded}"
    own = "() => [location.href, document.referrer].filter(one => one.length > 8000)"
    assert [frame.evaluate(own) for frame in page.frames] == [[]] * len(page.frames)
