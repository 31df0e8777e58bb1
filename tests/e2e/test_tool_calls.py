"""Calls of client tools: several in a turn, approvals, time limits, and a busy app."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.harness import APPS, App, Chat, Watch
from tests.e2e.polling import eventually

SCRIPT = APPS / "tool_calls.py"


def runs(page: Page) -> int:
    return int(page.get_by_text("Runs: ").inner_text().removeprefix("Runs: "))


def card(chat: Chat) -> Locator:
    return chat.component.get_by_role("alertdialog")


@pytest.fixture(autouse=True)
def quiet(watch: Watch) -> Iterator[None]:
    yield
    assert watch.own_complaints() == []
    assert watch.foreign_requests() == []


def test_several_calls_in_one_turn_are_all_answered_an_unknown_one_too(
    chat: Chat, page: Page
) -> None:
    before = runs(page)

    answer = chat.ask("several")

    assert re.search(r"EMEA; failed: There is no tool named 'hologram'.*; EMEA\.", answer), answer
    assert runs(page) == before


def test_an_approved_call_runs_once_approved_by_keyboard(chat: Chat, page: Page) -> None:
    chat.send("send 42")
    expect(card(chat)).to_contain_text("Send invoice 42 to Ann Example?")
    expect(card(chat)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(card(chat)).to_be_visible()

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(card(chat).get_by_role("button", name="Approve")).to_be_focused()
    page.keyboard.press("Enter")

    expect(chat.answers.last).to_contain_text("Answer: sent 42.")
    expect(card(chat)).to_have_count(0)
    expect(chat.composer).to_be_focused()
    page.get_by_role("checkbox", name="Dark").check(force=True)
    expect(page.get_by_text("Sent: 42", exact=True)).to_be_visible()


def test_a_refused_call_does_not_run_and_the_agent_hears_so(chat: Chat, page: Page) -> None:
    chat.send("send 42")

    card(chat).get_by_role("button", name="Reject").click()

    expect(chat.answers.last).to_contain_text("Answer: failed: The user refused")
    page.get_by_role("checkbox", name="Dark").check(force=True)
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()
    expect(page.get_by_text("Sent: nothing")).to_be_visible()


def test_questions_queue_and_survive_reruns_and_a_switch_of_the_theme(
    chat: Chat, page: Page
) -> None:
    chat.send("send 1 2")
    expect(card(chat)).to_contain_text("Send invoice 1 to")
    light = card(chat).evaluate("card => getComputedStyle(card).backgroundColor")

    page.get_by_role("checkbox", name="Dark").check(force=True)

    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()
    expect(card(chat)).to_contain_text("Send invoice 1 to")
    expect(card(chat)).not_to_have_css("background-color", light)
    card(chat).get_by_role("button", name="Reject").click()
    expect(card(chat)).to_contain_text("Send invoice 2 to")
    card(chat).get_by_role("button", name="Approve").click()
    expect(chat.answers.last).to_contain_text(
        re.compile(r"Answer: failed: The user refused .*; sent 2\.")
    )


def test_stopping_the_answer_withdraws_the_question(chat: Chat, page: Page) -> None:
    chat.send("send 42")
    expect(card(chat)).to_be_visible()

    # The card stands over the composer: the keyboard reaches what is beneath it.
    page.keyboard.press("Escape")
    expect(card(chat)).to_be_visible()
    expect(chat.composer).to_be_focused()
    chat.button("stop").press("Enter")

    expect(card(chat)).to_have_count(0)
    assert "Answer: nothing." in chat.ask("hello")
    page.get_by_role("checkbox", name="Dark").check(force=True)
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()
    expect(page.get_by_text("Sent: nothing")).to_be_visible()


def test_a_tool_that_takes_too_long_is_answered_for_and_its_late_result_is_dropped(
    chat: Chat, page: Page
) -> None:
    answer = chat.ask("slow")

    assert "failed: The app did not finish" in answer
    assert "within 1 seconds" in answer
    assert "Answer: EMEA." in chat.ask("region"), "the chat goes on"
    assert "at last" not in chat.log.inner_text()


def test_a_tool_runs_once_also_when_the_page_is_loaded_again_meanwhile(
    chat: Chat, page: Page, app: App
) -> None:
    before = app.output().count("Printing.")
    chat.send("print")
    eventually(page, lambda: app.output().count("Printing."), before + 1)

    page.reload()

    expect(chat.answers.last).to_contain_text("Answer: printed.")
    assert "Answer: EMEA." in chat.ask("region"), "the chat goes on"
    assert app.output().count("Printing.") == before + 1


def test_a_call_while_the_app_works_is_answered_and_does_not_kill_the_run(
    chat: Chat, page: Page
) -> None:
    page.get_by_role("button", name="Work").click()
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()

    chat.send("region")

    expect(page.get_by_text("Work done.")).to_be_visible(timeout=20_000)
    expect(chat.answers.last).to_contain_text("Answer: EMEA.")
    assert runs(page) == 2


def test_a_call_whose_time_is_up_before_the_busy_app_sees_it_never_runs(
    chat: Chat, page: Page
) -> None:
    page.get_by_role("button", name="Work").click()
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()

    chat.send("slow")

    # The app works until then.
    expect(chat.answers.last).to_contain_text("The app did not finish")
    expect(page.get_by_text("Work done.")).to_be_visible(timeout=20_000)
    assert "Answer: EMEA." in chat.ask("region")
    page.get_by_role("checkbox", name="Dark").check(force=True)
    expect(page.get_by_text("Sent: nothing")).to_be_visible()
