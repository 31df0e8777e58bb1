from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.harness import APPS, App, Chat, Watch

SCRIPT: Path = APPS / "tools.py"


def runs(page: Page) -> Locator:
    return page.get_by_text("Runs: ")


def test_a_tool_that_asks_for_it_redraws_the_app_once(page: Page, chat: Chat, watch: Watch) -> None:
    before = int(runs(page).inner_text().removeprefix("Runs: "))
    assert "Result: done" in chat.ask("set_region APAC")
    expect(runs(page)).to_have_text(f"Runs: {before + 1}")
    expect(page.get_by_role("combobox", name="Region")).to_have_value("APAC")

    # A call that is refused changes nothing, so nothing is drawn again.
    assert "The arguments of set_region are not right" in chat.ask("set_region LATAM")
    assert "no tool named" in chat.ask("set_regoin APAC")
    expect(runs(page)).to_have_text(f"Runs: {before + 1}")
    assert watch.foreign_requests() == []
    assert watch.own_complaints() == []


def test_any_other_tool_leaves_the_app_alone_and_may_be_async(page: Page, chat: Chat) -> None:
    before = runs(page).inner_text()
    for number in (1, 2, 3):
        assert f"Result: {number}" in chat.ask("count_calls")
    expect(runs(page)).to_have_text(before)


def test_a_tool_may_use_a_toast_and_is_named_in_the_log_if_it_draws_on_the_page(
    page: Page, chat: Chat, app: App
) -> None:
    before = runs(page).inner_text()
    logged = len(app.output())
    assert "Result: told" in chat.ask("notify")
    expect(page.get_by_text("The agent was here")).to_be_visible()
    assert "drew on the page" not in app.output()[logged:]

    assert "Result: drawn" in chat.ask("draw")
    assert "The client tool 'draw' drew on the page" in app.output()[logged:]
    expect(runs(page)).to_have_text(before)
