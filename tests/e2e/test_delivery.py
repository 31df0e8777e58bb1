"""What a script drew is with the browser when the script was told so."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.harness import APPS, App

SCRIPT = APPS / "delivery.py"


def test_streamlit_tells_what_it_has_sent(app: App, page: Page) -> None:
    page.goto(app.url)
    expect(page.get_by_text("Told: True. Left: 0.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Drawn first")).to_be_visible()
