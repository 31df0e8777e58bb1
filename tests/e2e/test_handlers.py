"""What the app's functions hear of header buttons, entities, widgets and effects."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.harness import APPS, Chat, Watch

SCRIPT = APPS / "handlers.py"


def heard(page: Page) -> Locator:
    return page.get_by_text("Heard: ")


def runs(page: Page) -> int:
    return int(page.get_by_text("Runs: ").inner_text().removeprefix("Runs: "))


def rerun(page: Page, count: int) -> None:
    expect(page.get_by_text(f"Runs: {count}", exact=True)).to_be_visible()


def rerun_on_purpose(chat: Chat, page: Page, before: int) -> None:
    """Rerun the app: after other runs than those before, their number would be another one."""
    chat.frame.get_by_role("button", name="Home").click()
    rerun(page, before + 1)


@pytest.fixture(autouse=True)
def _quiet(watch: Watch) -> object:
    yield
    assert watch.own_complaints() == []
    assert watch.foreign_requests() == []


def test_a_header_button_calls_its_function_once_and_reruns_the_app_once(
    chat: Chat, page: Page
) -> None:
    before = runs(page)
    chat.frame.get_by_role("button", name="Home").click()
    expect(heard(page)).to_have_text("Heard: home")
    chat.frame.get_by_role("button", name="Settings").click()
    expect(heard(page)).to_have_text("Heard: home; settings")
    rerun(page, before + 2)


def test_entities_of_a_list_are_found_without_python(chat: Chat, page: Page) -> None:
    before = runs(page)
    chat.composer.press_sequentially("Ask @tur")
    option = chat.frame.get_by_role("option", name="Alan Turing")
    expect(option).to_be_visible()
    expect(chat.frame.get_by_role("option", name="Ada Lovelace")).to_have_count(0)
    chat.composer.press("Enter")
    expect(chat.frame.get_by_role("button", name="Alan Turing")).to_be_visible()
    rerun_on_purpose(chat, page, before)
    expect(heard(page)).to_have_text("Heard: home")


def test_a_mention_can_be_looked_at_and_clicked(chat: Chat, page: Page) -> None:
    before = runs(page)
    chat.composer.press_sequentially("@ada")
    chat.frame.get_by_role("option", name="Ada Lovelace").click()
    mention = chat.frame.get_by_role("button", name="Ada Lovelace").first
    mention.hover()
    expect(chat.frame.get_by_text("Team: Engines")).to_be_visible()
    assert runs(page) == before, "a preview redraws nothing"
    mention.click()
    rerun(page, before + 1)
    expect(heard(page)).to_have_text("Heard: preview p1; click p1")


def test_entities_of_a_function_are_asked_of_python_without_a_rerun(chat: Chat, page: Page) -> None:
    before = runs(page) + 1
    page.get_by_text("Static entities").click()
    rerun(page, before)
    chat.composer.press_sequentially("@a")
    expect(chat.frame.get_by_role("option", name="Amsterdam")).to_be_visible()
    expect(chat.frame.get_by_role("option", name="Athens")).to_be_visible()
    expect(chat.frame.get_by_role("option", name="Berlin")).to_have_count(0)
    rerun_on_purpose(chat, page, before)


def test_a_button_of_a_widget_reaches_the_app_once(chat: Chat, page: Page) -> None:
    chat.ask("card")
    before = runs(page)
    chat.frame.get_by_role("button", name="Ship it").click()
    expect(heard(page)).to_have_text("Heard: ship {'order': 1042}")
    rerun(page, before + 1)


def test_effects_reach_their_functions_in_order_and_others_are_left_alone(
    chat: Chat, page: Page
) -> None:
    before = runs(page)
    assert "You said: effects" in chat.ask("effects")
    expect(heard(page)).to_have_text("Heard: highlight 7; highlight 8")
    assert before < runs(page) <= before + 2, "once for each batch"


def test_a_status_that_the_app_reads_is_known_at_the_next_run(chat: Chat, page: Page) -> None:
    chat.frame.get_by_role("button", name="Home").click()
    expect(page.get_by_text("Ready: True, responding: False")).to_be_visible()
