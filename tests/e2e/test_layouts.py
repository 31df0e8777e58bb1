"""A chat in every place of an app, and in the app's theme."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.e2e.harness import APPS, App, Chat, Watch
from tests.e2e.polling import eventually

SCRIPT = APPS / "layouts.py"

MEASURE = """([frame, selector]) => {
  const { height, bottom } = frame.getBoundingClientRect();
  const container = frame.closest(selector);
  return [height, (container ? container.getBoundingClientRect().bottom : innerHeight) - bottom];
}"""
PLACES = ("page", "container", "column", "sidebar", "dialog", "popover", "expander", "tab")
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def show(page: Page, app: App, place: str, height: str) -> Chat:
    page.goto(f"{app.url}/?place={place}&height={height}")
    if place in {"dialog", "popover"}:
        page.get_by_role("button", name="Open").click()
    chat = Chat(page)
    chat.wait_until_ready()
    return chat


def measure(chat: Chat, container: str = "none") -> tuple[float, float]:
    """Return the chat's height, and how far its lower edge is from that of the container.

    Without a container, from that of the window.
    """
    frame = chat.container.locator("iframe").element_handle()
    height, rest = chat.page.evaluate(MEASURE, [frame, container])
    return height, rest


@pytest.mark.parametrize("place", ["page", "sidebar"])
def test_a_stretched_chat_reaches_down_to_the_window(app: App, page: Page, place: str) -> None:
    chat = show(page, app, place, "stretch")

    rest = pytest.approx(32, abs=1)
    eventually(page, lambda: measure(chat)[1], rest)
    scrolls = "areas => areas.some((e) => e.scrollHeight > e.clientHeight)"
    for area in ("stMain", "stSidebarContent"):
        areas = page.get_by_test_id(area)
        eventually(page, partial(areas.evaluate_all, scrolls), False)
    page.set_viewport_size({"width": 1440, "height": 700})
    eventually(page, lambda: measure(chat)[1], rest)
    page.set_viewport_size({"width": 1440, "height": 300})
    eventually(page, lambda: measure(chat)[0], 320)


def test_a_stretched_chat_takes_what_the_container_has_left(app: App, page: Page) -> None:
    chat = show(page, app, "container", "stretch")

    padding_and_border = pytest.approx(17, abs=1)
    eventually(page, lambda: measure(chat, ".st-key-box")[1], padding_and_border)
    assert measure(chat)[0] > 400


def test_a_stretched_chat_is_as_high_as_the_column_beside_it(app: App, page: Page) -> None:
    chat = show(page, app, "column", "stretch")

    columns = '[data-testid="stHorizontalBlock"]'
    eventually(page, lambda: measure(chat, columns)[1], pytest.approx(0, abs=1))
    eventually(page, lambda: measure(chat)[0] > 600, True)


@pytest.mark.parametrize(
    ("place", "height"), [("dialog", 640), ("popover", 320), ("expander", 320), ("tab", 320)]
)
def test_a_stretched_chat_has_a_height_where_its_container_has_none(
    app: App, page: Page, place: str, height: int
) -> None:
    chat = show(page, app, place, "stretch")
    eventually(page, lambda: measure(chat)[0], height)


@pytest.mark.parametrize(
    ("place", "width"),
    [
        (place, width)
        for place in PLACES
        for width in (320, 1440)
        if (place, width) != ("sidebar", 320)  # Streamlit hides it there
    ],
)
def test_an_inline_chat_fits_everywhere(app: App, page: Page, place: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    chat = show(page, app, place, "360")

    eventually(page, lambda: measure(chat)[0], 360)
    eventually(page, lambda: page.evaluate(WIDE), False)
    eventually(page, lambda: chat_frame(page).evaluate(WIDE), False)
    assert "You said: hello" in chat.ask("hello")


def test_a_resized_window_and_a_rerun_do_not_reload_a_stretched_chat(
    app: App, page: Page, watch: Watch
) -> None:
    chat = show(page, app, "page", "stretch")
    chat.composer.fill("A draft")
    page.set_viewport_size({"width": 800, "height": 600})
    page.keyboard.press("Escape")
    page.get_by_text("Runs: 1", exact=True).click()
    page.keyboard.press("r")

    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()
    expect(chat.composer).to_have_value("A draft")
    assert watch.frame_loads() == 1
    assert watch.own_complaints() == []


def chat_frame(page: Page) -> Frame:
    return next(frame for frame in page.frames if "frame.html" in frame.url)


CONFIG = """
[theme]
baseRadius = "full"
baseFontSize = 17
codeFont = "serif"
[theme.sidebar]
baseRadius = "none"
[theme.light]
primaryColor = "#0055aa"
backgroundColor = "#fffaf0"
secondaryBackgroundColor = "#f0e6d2"
textColor = "#221100"
[theme.dark]
primaryColor = "#66ccff"
backgroundColor = "#001122"
secondaryBackgroundColor = "#112233"
textColor = "#eef6ff"
[theme.light.sidebar]
backgroundColor = "#ffeecc"
"""


@pytest.fixture
def themed(start: Callable[..., App], tmp_path: Path) -> App:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT.read_text())
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(CONFIG)
    return start(script)


def test_the_chat_follows_a_custom_theme_and_a_switch_in_the_settings(
    themed: App, page: Page, watch: Watch
) -> None:
    chat = show(page, themed, "page", "400")
    chat.composer.fill("A draft")
    root = chat.frame.locator("html")
    expect(root).to_have_css("--ck-background", "#fffaf0")
    expect(root).to_have_css("--ck-foreground", "#221100")
    expect(root).to_have_css("--ck-accent", "#0055aa")
    expect(root).to_have_css("--ck-font-size", "17px")
    expect(root).to_have_css("--ck-font-mono", re.compile("^serif"))
    expect(root).to_have_css("--ck-radius-control", "999px")

    page.get_by_test_id("stMainMenu").click()
    page.get_by_role("menuitemradio", name="Dark").click()

    expect(root).to_have_attribute("data-color-scheme", "dark")
    expect(root).to_have_css("--ck-background", "#001122")
    expect(root).to_have_css("--ck-accent", "#66ccff")
    expect(chat.composer).to_have_value("A draft")
    expect(page.get_by_text("Runs: 1", exact=True)).to_be_visible()
    assert watch.frame_loads() == 1


def test_a_chat_in_the_sidebar_has_its_theme(themed: App, page: Page) -> None:
    root = show(page, themed, "sidebar", "400").frame.locator("html")

    expect(root).to_have_css("--ck-background", "#ffeecc")
    expect(root).to_have_css("--ck-radius-control", "0px")
    expect(root).to_have_css("--ck-font-mono", re.compile("^serif"))
