"""What the chat does when the connection to the app breaks, or the server is restarted."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness import APPS, Chat, Watch, free_port, run_app_at

SCRIPT = APPS / "local.py"

BREAKABLE = """
(() => {
  const Native = window.WebSocket;
  const open = new Set();
  let broken = false;
  window.WebSocket = class extends Native {
    constructor(url, protocols) {
      super(broken ? 'ws://127.0.0.1:9/' : url, protocols);
      open.add(this);
    }
  };
  window.breakConnection = () => { broken = true; for (const socket of open) socket.close(); };
  window.mendConnection = () => { broken = false; };
})();
"""


def state(page: Page) -> str:
    connection: str = page.get_by_test_id("stApp").get_attribute("data-test-connection-state") or ""
    return connection


@pytest.fixture
def breakable(page: Page) -> Page:
    page.add_init_script(BREAKABLE)
    return page


def test_an_answer_goes_on_without_the_connection_to_the_app(
    breakable: Page, chat: Chat, watch: Watch
) -> None:
    page = breakable
    chat.send("count")
    expect(chat.answers.last).to_contain_text("1 2 3")

    page.evaluate("breakConnection()")
    expect(page.get_by_test_id("stApp")).not_to_have_attribute(
        "data-test-connection-state", "CONNECTED"
    )
    expect(chat.answers.last).to_contain_text("198 199")
    assert state(page) != "CONNECTED"
    page.evaluate("mendConnection()")

    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-connection-state", "CONNECTED"
    )
    assert "Your number is 7." in chat.ask("number")
    assert watch.frame_loads() == 1
    assert watch.foreign_requests() == []


def test_a_tool_that_is_called_without_a_connection_runs_once_when_it_is_back(
    breakable: Page, chat: Chat, watch: Watch
) -> None:
    page = breakable
    page.evaluate("breakConnection()")
    expect(page.get_by_test_id("stApp")).not_to_have_attribute(
        "data-test-connection-state", "CONNECTED"
    )
    chat.send("number")
    expect(chat.answers.last).to_have_attribute("aria-busy", "true")
    page.evaluate("mendConnection()")

    expect(chat.answers.last).to_contain_text("Your number is 7.")
    page.get_by_role("button", name="Rerun").click()
    expect(page.get_by_text("Tool calls: 1", exact=True)).to_be_visible()
    expect(chat.answers).to_have_count(1)
    assert watch.frame_loads() == 1


def test_an_open_page_has_its_conversation_back_after_a_restart_of_the_server(
    page: Page, tmp_path: Path
) -> None:
    port, database = free_port(), f"sqlite:///{tmp_path / 'chats.db'}"
    with run_app_at(port, SCRIPT, tmp_path / "first.log", CHATKIT_DATABASE=database) as app:
        page.goto(app.url)
        chat = Chat(page)
        chat.wait_until_ready()
        page.get_by_label("Number").fill("12")
        page.get_by_label("Number").press("Enter")
        expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()
        assert "Your number is 12." in chat.ask("number")
        page.get_by_role("button", name="Rerun").click()
        expect(page.get_by_text("Runs: 3", exact=True)).to_be_visible()
        chat.send("count 2000")
        expect(chat.answers.last).to_contain_text("1 2 3")
        chat.composer.fill("A draft")

    with run_app_at(port, SCRIPT, tmp_path / "second.log", CHATKIT_DATABASE=database):
        expect(page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-connection-state", "CONNECTED"
        )
        # Nobody reloads the page or presses R.
        expect(page.get_by_text("Runs: 1", exact=True)).to_be_visible()
        expect(chat.answers).to_contain_text(["Your number is 12.", "Answer stopped"])
        expect(chat.composer).to_have_value("A draft")
        assert "Your number is 12." in chat.ask("number")
