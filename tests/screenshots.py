"""Takes the pictures of the READMEs: ``python -m tests.screenshots`` (``make screenshots``).

Chinese needs a font that has it, such as the package fonts-noto-cjk.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import browser as browsers
from tests.e2e.harness import ROOT, Chat, run_app
from tests.gallery import served

IMAGES = ROOT / "docs" / "images"
KEY = "sales_chat"
QUESTION = {"en": "What was the revenue by region in 2026?", "zh": "2026年各地区的收入是多少？"}
GALLERY = {
    "light": ("done", "light", None),
    "dark": ("approval", "dark", None),
    "zh": ("chinese", "light", "zh-CN"),
}


def demo(browser: Browser, url: str, scheme: str, language: str) -> Page:
    """Open the demo and let its agent answer."""
    tag = "zh-CN" if language == "zh" else "en-US"
    page = browser.new_page(
        viewport={"width": 1440, "height": 900},
        locale=tag,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page.goto(url)
    chat = Chat(page, key=KEY, locale=language)
    chat.wait_until_ready()
    chat.ask(QUESTION[language])
    return page


def take_demo(browser: Browser, url: str) -> None:
    """Photograph the dashboard with its chat, and an answer with what led to it."""
    for name, scheme, language in (
        ("demo-light", "light", "en"),
        ("demo-dark", "dark", "en"),
        ("demo-zh", "light", "zh"),
    ):
        page = demo(browser, url, scheme, language)
        page.screenshot(path=IMAGES / f"{name}.png")
        if name == "demo-light":
            chat = Chat(page, key=KEY)
            steps = chat.log.locator("button[aria-expanded=false]")
            steps.last.click()
            expect(chat.log.locator("button[aria-expanded=true]").first).to_be_visible()
            chat.container.locator("iframe").screenshot(path=IMAGES / "answer.png")
        page.close()


def take_gallery(browser: Browser) -> None:
    """Photograph states of the chat alone."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as gallery:
        for name, (state, theme, locale) in GALLERY.items():
            page = browser.new_page(viewport={"width": 560, "height": 760}, reduced_motion="reduce")
            gallery.show(page, state, theme, locale)
            page.screenshot(path=IMAGES / f"gallery-{name}.png")
            page.close()


def main() -> None:
    """Take all of them."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=browsers.ensure(), args=["--no-sandbox"]
        )
        take_gallery(browser)
        with run_app(ROOT / "demo_app.py", Path(folder) / "app.log") as app:
            take_demo(browser, app.url)
        browser.close()


if __name__ == "__main__":
    main()
