"""What a chat keeps when Streamlit makes it anew."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.harness import APPS, Chat, Watch

SCRIPT = APPS / "remount.py"


def test_a_running_answer_goes_on_after_a_remount(chat: Chat, page: Page, watch: Watch) -> None:
    chat.send("count")
    expect(chat.answers.last).to_contain_text("1 2 3")
    switch = page.get_by_text("Show the chat", exact=True)

    switch.click()
    expect(chat.container).to_have_count(0)
    switch.click()

    expect(chat.log.get_by_text("count", exact=True)).to_be_visible()
    expect(chat.answers).to_have_count(1)
    expect(chat.answers.last).to_contain_text("78 79")
    expect(chat.answers.last).to_have_attribute("aria-busy", "false")
    text = chat.answers.last.inner_text().split("noted 1: ")[1]
    assert re.findall(r"\d+", text) == [str(number) for number in range(1, 80)]
    switch.click()
    expect(page.get_by_text("Notes: 1", exact=True)).to_be_visible()
    assert watch.own_complaints() == []


def test_a_draft_is_there_after_a_remount(chat: Chat, page: Page) -> None:
    chat.composer.fill("Half a question")
    switch = page.get_by_text("Show the chat", exact=True)

    switch.click()
    expect(chat.container).to_have_count(0)
    switch.click()

    expect(chat.composer).to_have_value("Half a question")
    expect(chat.answers).to_have_count(0)


def test_another_user_sees_neither_conversation_nor_draft(chat: Chat, page: Page) -> None:
    chat.ask("count")
    chat.composer.fill("A draft of Ann's")

    page.get_by_text("Bob", exact=True).click()

    expect(chat.answers).to_have_count(0)
    chat.wait_until_ready()
    expect(chat.composer).to_have_value("")
    # The conversation of another one would be there, or come, with this one.
    chat.send("Bob's question")
    expect(chat.answers).to_contain_text(["1 2 3"])
    expect(chat.log.get_by_text("count", exact=True)).to_have_count(0)
    expect(chat.composer).to_have_value("")
