"""What a script drew reaches the browser: when the script was told so, and before the next run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness import APPS, App, Chat, Watch, run_app

SCRIPT = APPS / "delivery.py"


def test_streamlit_tells_what_it_has_sent(app: App, page: Page) -> None:
    page.goto(app.url)
    expect(page.get_by_text("Told: True. Left: 0.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Drawn first")).to_be_visible()


def test_a_chat_that_is_drawn_right_behind_a_run_of_the_app_stays(
    page: Page, watch: Watch, tmp_path: Path
) -> None:
    with run_app(APPS / "run_behind.py", tmp_path / "app.log") as app:
        page.goto(app.url)
        chat = Chat(page)
        chat.wait_until_ready()
        expect(page.get_by_text("Asked: [True, True]")).to_be_visible()
        chat.send("count")
        for runs in range(2, 8):
            page.get_by_role("button", name="Rerun").click()
            expect(page.get_by_text(f"Runs: {runs}", exact=True)).to_be_visible()
        expect(chat.answers.last).to_contain_text("58 59")
        assert watch.frame_loads() == 1


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="the app looks at its connections there")
def test_what_an_agent_waits_for_is_not_held_back_by_the_connection(
    page: Page, tmp_path: Path
) -> None:
    with run_app(APPS / "connection.py", tmp_path / "app.log") as app:
        page.goto(app.url)
        chat = Chat(page)
        chat.wait_until_ready()
        assert re.search(r"Sent at once: [1-9]", chat.ask("How are we connected?"))
