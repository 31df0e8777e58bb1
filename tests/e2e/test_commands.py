"""What the methods of the handle do in the chat."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness import APPS, Chat, Watch

SCRIPT = APPS / "commands.py"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def errors(page: Page, count: int) -> None:
    expect(page.get_by_text(f"Errors: {count}", exact=True)).to_be_visible()


@pytest.fixture(autouse=True)
def quiet(watch: Watch) -> Iterator[None]:
    yield
    assert watch.foreign_requests() == []
    assert watch.frame_loads() == 1


def test_a_message_of_the_app_carries_what_it_was_given(chat: Chat, page: Page) -> None:
    press(page, "Reply")
    expect(chat.answers).to_have_count(1)
    answer = chat.answers.last
    expect(answer).to_contain_text('"text": "Why?"')
    expect(answer).to_contain_text(re.compile(r'"type": "quote",\s*"text": "Revenue fell."'))
    expect(answer).to_contain_text('"model": "deep"')
    expect(answer).to_contain_text('"toolChoice": "query"')
    expect(answer).to_contain_text(re.compile(r'"trigger": \{\s*"name": "nightly"'))
    expect(chat.questions.last).to_contain_text("Revenue fell.")

    press(page, "Parts")
    expect(chat.answers).to_have_count(2)
    expect(chat.answers.last).to_contain_text(r'"text": "From\n\nparts"')
    expect(page.get_by_text("Runs: 3", exact=True)).to_be_visible()
    errors(page, 0)


def test_a_part_that_the_chat_cannot_send_is_told_and_nothing_is_sent(
    chat: Chat, page: Page
) -> None:
    press(page, "Sound")
    errors(page, 1)
    expect(chat.questions).to_have_count(0)
    assert "Why?" in chat.ask("Why?")
    errors(page, 1)


def test_a_thread_that_cannot_be_opened_is_told_once(chat: Chat, page: Page) -> None:
    chat.ask("first")
    press(page, "Missing")
    expect(chat.frame.get_by_role("alert")).to_contain_text("This was not found")
    errors(page, 1)

    press(page, "New")
    expect(chat.frame.get_by_role("alert")).to_have_count(0)
    assert "second" in chat.ask("second")
    errors(page, 1)


def test_the_composer_and_the_history_do_as_the_app_says(chat: Chat, page: Page) -> None:
    chat.ask("first")
    press(page, "Quote")
    expect(chat.composer).to_have_value("And now")
    expect(chat.frame.get_by_text("It fell.")).to_be_visible()

    press(page, "History on")
    search = chat.frame.get_by_role("searchbox")
    expect(search).to_be_visible()
    press(page, "History off")
    expect(search).to_have_count(0)

    press(page, "Refresh")
    press(page, "Focus")
    expect(chat.composer).to_be_focused()
    expect(chat.answers).to_have_count(1)
    expect(chat.composer).to_have_value("And now")
    errors(page, 0)
