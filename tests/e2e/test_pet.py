"""The pet in the component's frame: it stands for the chat, and brings it back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.e2e.harness import APPS, App, Chat, Watch
from tests.e2e.polling import eventually

SCRIPT = APPS / "pet.py"

REMEMBER_ANIMATIONS = """(pet) => {
  pet.shown = [];
  new MutationObserver(() => {
    if (pet.dataset.petAnimation !== pet.shown.at(-1)) pet.shown.push(pet.dataset.petAnimation);
  }).observe(pet, { attributeFilter: ['data-pet-animation'] });
}"""


def pet_of(chat: Chat) -> Locator:
    return chat.component.locator("[data-chatkit-host-pet]")


@pytest.fixture
def alone(app: App, page: Page) -> Chat:
    page.goto(f"{app.url}?alone=yes")
    chat = Chat(page)
    expect(pet_of(chat)).to_be_visible(timeout=30_000)
    return chat


def test_the_picture_comes_with_the_package(chat: Chat, watch: Watch) -> None:
    pet = pet_of(chat)
    expect(pet).to_be_visible()

    def sheets() -> list[Request]:
        return [request for request in watch.requests if "spritesheet" in request.url]

    eventually(chat.page, lambda: len(sheets()) > 0, True)
    for sheet in sheets():
        answer = sheet.response()
        assert answer is not None
        assert answer.headers["content-type"].startswith("image/svg")
    assert watch.foreign_requests() == []


def test_the_pet_shows_what_the_run_does(chat: Chat) -> None:
    pet_of(chat).evaluate(REMEMBER_ANIMATIONS)
    chat.send("hello")
    expect(chat.answers.last).to_contain_text("You said: hello")
    shown = "(pet) => pet.shown.filter((name) => ['running', 'review'].includes(name))"
    eventually(chat.page, lambda: pet_of(chat).evaluate(shown), ["running", "review"])


def test_a_chat_is_minimised_to_its_pet_and_brought_back_by_keyboard(chat: Chat) -> None:
    chat.composer.fill("a draft")
    minimise = chat.frame.get_by_role("button", name="Minimise")

    minimise.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.composer).to_be_hidden()
    expect(pet_of(chat)).to_be_focused()
    chat.page.keyboard.press("Enter")

    expect(chat.composer).to_be_focused()
    expect(chat.composer).to_have_value("a draft")


def test_a_pet_alone_opens_the_chat_and_makes_room_for_it(alone: Chat) -> None:
    pet = pet_of(alone)
    size = "(pet) => Math.min(pet.clientWidth, pet.clientHeight)"
    eventually(alone.page, lambda: pet.evaluate(size) >= 32, True)
    expect(alone.composer).to_be_hidden()

    pet.click()
    expect(alone.composer).to_be_focused()
    expect(pet).to_be_hidden()
    assert "You said: hello" in alone.ask("hello")
    alone.component.get_by_role("button", name="Close chat").click()

    expect(pet).to_be_focused()
    expect(alone.composer).to_be_hidden()


def test_the_app_makes_a_pet_of_the_chat_and_a_chat_of_the_pet_without_reloading_it(
    chat: Chat, watch: Watch
) -> None:
    chat.ask("hello")
    chat.composer.fill("a draft")
    toggle = chat.page.get_by_text("Pet alone", exact=True)

    toggle.click()
    expect(chat.composer).to_be_hidden()
    expect(pet_of(chat)).to_be_visible()
    toggle.click()

    expect(chat.composer).to_be_visible()
    expect(chat.composer).to_have_value("a draft")
    expect(chat.answers).to_have_count(1)
    assert watch.frame_loads() == 1
    assert watch.own_complaints() == []


def test_a_pet_that_was_sent_away_takes_its_button_with_it(chat: Chat) -> None:
    expect(chat.frame.get_by_role("button", name="Minimise")).to_be_visible()
    pet_of(chat).click(button="right")
    chat.component.get_by_text("Close pet").click()

    expect(pet_of(chat)).to_have_count(0)
    expect(chat.frame.get_by_role("button", name="Minimise")).to_have_count(0)
    expect(chat.composer).to_be_enabled()
