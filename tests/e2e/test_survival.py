"""Nothing of a chat is lost or doubled, whatever happens around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.harness import APPS, App, Chat, Watch

SCRIPT = APPS / "survival.py"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def wait_for_run(page: Page, number: int) -> None:
    expect(page.get_by_text(f"Runs: {number}", exact=True)).to_be_visible(timeout=15_000)


def toggle_above(page: Page) -> None:
    page.get_by_text("More above", exact=True).click()


@pytest.fixture
def show(app: App, page: Page) -> Callable[..., Chat]:
    def show_in(place: str, who: str = "nobody") -> Chat:
        page.goto(f"{app.url}/?place={place}&who={who}")
        if place in {"dialog", "kept dialog", "popover"}:
            press(page, "Open")
        chat = Chat(page)
        chat.wait_until_ready()
        return chat

    return show_in


@pytest.fixture(autouse=True)
def quiet(watch: Watch) -> Iterator[None]:
    yield
    assert watch.own_complaints() == []
    assert watch.foreign_requests() == []


def test_a_hundred_reruns_while_an_answer_streams_lose_nothing(
    show: Callable[..., Chat], page: Page, watch: Watch
) -> None:
    chat = show("page", "hundred")
    chat.send("count hundred")
    expect(chat.answers.last).to_contain_text("1 2 3")
    press(page, "Rerun a hundred times")

    expect(chat.answers.last).to_contain_text("END", timeout=120_000)
    expect(chat.answers.last).to_have_attribute("aria-busy", "false")
    numbers = [int(number) for number in re.findall(r"\d+", chat.answers.last.inner_text())]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 20
    wait_for_run(page, 101)
    assert watch.frame_loads() == 1


@pytest.mark.parametrize("place", ["page", "columns", "tab", "expander", "sidebar"])
def test_reruns_elements_above_and_query_parameters_do_not_remount_the_chat(
    show: Callable[..., Chat], page: Page, watch: Watch, place: str
) -> None:
    chat = show(place)
    chat.composer.fill("A draft")
    toggle_above(page)
    wait_for_run(page, 2)
    expect(page.get_by_text("Line 2", exact=True)).to_be_visible()
    press(page, "Parameter")
    wait_for_run(page, 3)
    expect(page).to_have_url(re.compile("step="))
    if place == "tab":
        page.get_by_role("tab", name="Other").click()
        page.get_by_role("tab", name="Chat").click()
    if place == "sidebar":
        page.get_by_test_id("stSidebarHeader").hover()
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
        page.get_by_test_id("stExpandSidebarButton").click()
    toggle_above(page)
    wait_for_run(page, 4)
    expect(page.get_by_text("Line 2", exact=True)).to_have_count(0)

    expect(chat.composer).to_have_value("A draft")
    assert "You said: hello" in chat.ask("hello")
    assert watch.frame_loads() == 1
    wait_for_run(page, 4)


@pytest.mark.parametrize("place", ["dialog", "popover"])
def test_a_closed_dialog_or_popover_opens_again_with_the_conversation(
    show: Callable[..., Chat], page: Page, watch: Watch, place: str
) -> None:
    chat = show(place)
    chat.ask("hello")
    chat.composer.fill("A draft")
    press(page, "Rerun inside")
    expect(page.get_by_text("Drawn inside: 2", exact=True)).to_be_visible()
    expect(chat.composer).to_have_value("A draft")
    assert watch.frame_loads() == 1

    if place == "dialog":
        page.get_by_role("button", name="Close", exact=True).click()
    else:
        press(page, "Open")
    expect(page.locator("iframe")).to_have_count(0)
    press(page, "Open")

    expect(chat.answers).to_contain_text(["You said: hello"])
    expect(chat.composer).to_have_value("A draft")
    expect(chat.answers).to_have_count(1)


def test_elements_in_the_same_container_cost_neither_conversation_nor_draft(
    show: Callable[..., Chat], page: Page
) -> None:
    chat = show("inserted")
    chat.send("count inserted")
    expect(chat.answers.last).to_contain_text("1 2 3")
    chat.composer.fill("A draft")
    for run in range(2, 8):
        toggle_above(page)
        wait_for_run(page, run)
        expect(chat.composer).to_have_value("A draft")

    seen = len(re.findall(r"\d+", chat.answers.last.inner_text()))
    expect(chat.answers.last).to_contain_text(f" {seen + 30} ")
    numbers = [int(number) for number in re.findall(r"\d+", chat.answers.last.inner_text())]
    assert numbers == list(range(1, len(numbers) + 1))
    expect(chat.answers).to_have_count(1)
    chat.button("stop").click()


def test_the_apps_rerun_closes_a_dialog_unless_it_is_drawn_again(
    show: Callable[..., Chat], page: Page
) -> None:
    chat = show("dialog")
    chat.send("effects 1")
    expect(page.get_by_text("Effects: 0", exact=True)).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    press(page, "Open")
    expect(chat.answers).to_contain_text(["Marks: 1."])

    marks = "Effects: " + ", ".join(map(str, range(20)))
    chat = show("kept dialog")
    expect(chat.answers).to_have_count(1)
    chat.send("effects 20")
    expect(page.get_by_text(marks, exact=True)).to_be_attached()
    expect(chat.answers).to_contain_text(["Marks: 1.", "Marks: 20."])
    expect(chat.container).to_be_visible()


@pytest.mark.parametrize("place", ["dialog", "popover"])
def test_a_tool_that_runs_while_the_chat_is_taken_away_runs_once(
    show: Callable[..., Chat], page: Page, place: str
) -> None:
    chat = show(place)
    chat.send("note once")
    expect(chat.answers.last).to_have_attribute("aria-busy", "true")
    press(page, "Open" if place == "popover" else "Close")
    expect(page.locator("iframe")).to_have_count(0)
    press(page, "Open")

    expect(chat.answers.last).to_contain_text("Done: noted 1.")
    expect(chat.answers).to_have_count(1)
    assert "You said: still here" in chat.ask("still here")
    press(page, "Open" if place == "popover" else "Close")
    press(page, "Rerun")
    expect(page.get_by_text("Notes: once", exact=True)).to_have_count(1)


def test_effects_reach_the_app_once_each_and_rerun_it_once_a_batch(
    show: Callable[..., Chat], page: Page
) -> None:
    chat = show("page")
    chat.ask("effects 20")
    marks = ", ".join(map(str, range(20)))
    expect(page.get_by_text(f"Effects: {marks}", exact=True)).to_be_visible()
    runs = int(page.get_by_text("Runs: ").inner_text().removeprefix("Runs: "))
    assert 2 <= runs <= 11  # fewer by far than effects, however slowly they come

    page.reload()
    wait_for_run(page, 1)
    expect(chat.answers).to_have_count(1)
    chat.wait_until_ready()
    press(page, "Rerun")
    wait_for_run(page, 2)
    expect(page.get_by_text("Effects:", exact=True)).to_be_visible()


def test_commands_arrive_once_and_in_order_from_wherever_they_are_given(
    show: Callable[..., Chat], page: Page, watch: Watch
) -> None:
    chat = show("early")
    said = ["You said: first", "You said: second"]
    expect(chat.answers).to_contain_text(said)
    press(page, "From a fragment")
    said.append("You said: from a fragment")
    expect(chat.answers).to_contain_text(said)
    expect(page.get_by_text("Fragment drawn: 2", exact=True)).to_be_visible()
    wait_for_run(page, 1)
    press(page, "Twice after")
    said += ["You said: one", "You said: two"]
    expect(chat.answers).to_contain_text(said)

    press(page, "Rerun")
    wait_for_run(page, 3)
    chat.ask("last")
    expect(chat.answers).to_have_count(6)
    assert watch.frame_loads() == 1


def test_a_reload_keeps_the_conversation_in_this_tab_alone(
    show: Callable[..., Chat], app: App, page: Page, browser: Browser
) -> None:
    chat = show("page", "reload")
    chat.send("count never")
    expect(chat.answers.last).to_contain_text("1 2 3")
    chat.send("later")
    expect(chat.questions).to_have_count(2)

    page.reload()

    expect(chat.answers).to_have_count(1)
    expect(chat.answers.last).to_contain_text(" 99 100 ")
    expect(chat.questions.last).to_contain_text("Queued")
    numbers = [int(number) for number in re.findall(r"\d+", chat.answers.last.inner_text())]
    assert numbers == list(range(1, len(numbers) + 1))
    chat.button("stop").click()
    expect(chat.answers.last).to_contain_text("You said: later")
    expect(chat.answers).to_have_count(2)
    chat.composer.fill("A draft")
    page.reload()
    expect(chat.composer).to_have_value("A draft")
    tab = page.context.new_page()
    tab.goto(app.url)
    other = Chat(tab)
    other.wait_until_ready()
    expect(other.composer).to_have_value("")
    other.ask("hello")
    expect(other.answers).to_have_count(1)
