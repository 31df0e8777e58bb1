"""A chat that floats over the app."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests.e2e.harness import APPS, App, Chat, Watch
from tests.e2e.polling import eventually

SCRIPT = APPS / "floating.py"


@dataclass
class Floating:
    """The floating chat as a user meets it."""

    chat: Chat
    page: Page

    @property
    def bubble(self) -> Locator:
        return self.chat.component.get_by_role("button", name=re.compile("^Open chat"))

    @property
    def panel(self) -> Locator:
        return self.chat.component.get_by_role("dialog", name="Chat")

    def button(self, name: str) -> Locator:
        return self.chat.component.get_by_role("button", name=re.compile(f"^{name}"))

    def app_button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def box(self) -> FloatRect:
        found = self.chat.container.locator("iframe").bounding_box()
        assert found is not None
        return found

    def expect_size(self, width: float, height: float) -> None:
        frame = self.chat.container.locator("iframe")
        expect(frame).to_have_css("height", f"{height:g}px")
        expect(frame).to_have_css("width", f"{width:g}px")


def find(page: Page, key: str = "chatkit") -> Floating:
    chat = Chat(page, key)
    loaded = chat.component.locator("xpertai-chatkit[data-loaded=true]")
    loaded.wait_for(state="attached")
    return Floating(chat, page)


def open_app(page: Page, app: App) -> Floating:
    page.goto(app.url)
    return find(page)


@pytest.fixture
def floating(app: App, page: Page) -> Floating:
    return open_app(page, app)


def test_the_bubble_lies_over_the_page_and_takes_no_place_in_it(
    floating: Floating, page: Page
) -> None:
    floating.expect_size(72, 72)
    box = floating.box()
    assert (box["x"] + box["width"], box["y"] + box["height"]) == (1440 - 8, 900 - 8)
    above, below = page.get_by_text("Above the chat"), page.get_by_text("Runs: 1", exact=True)
    gap = page.evaluate(
        "([above, below]) => below.getBoundingClientRect().top"
        " - above.getBoundingClientRect().bottom",
        [above.element_handle(), below.element_handle()],
    )
    assert gap == pytest.approx(16, abs=1), "the gap between any two elements"


def test_the_panel_opens_with_the_composer_focused_and_closes_with_escape(
    floating: Floating, page: Page, watch: Watch
) -> None:
    floating.expect_size(72, 72)
    before = page.get_by_text("Above the chat").bounding_box()

    floating.bubble.click()

    floating.expect_size(400, 560)
    expect(floating.chat.composer).to_be_focused()
    page.keyboard.type("A draft")
    page.keyboard.press("Escape")
    floating.expect_size(72, 72)
    expect(floating.bubble).to_be_focused()
    page.keyboard.press("Enter")
    expect(floating.chat.composer).to_have_value("A draft")
    floating.button("Close chat").click()
    expect(floating.panel).to_be_hidden()
    assert page.get_by_text("Above the chat").bounding_box() == before
    expect(page.get_by_text("Runs: 1", exact=True)).to_be_visible()
    assert watch.frame_loads() == 1
    assert watch.own_complaints() == []

    page.reload()
    expect(floating.bubble).to_be_visible()
    floating.expect_size(72, 72)


def test_escape_stops_an_answer_before_it_closes(floating: Floating, page: Page) -> None:
    floating.bubble.click()
    floating.chat.send("2000")
    expect(floating.chat.answers.last).to_contain_text("1 2 3")

    page.keyboard.press("Escape")

    expect(floating.chat.answers.last).to_have_attribute("aria-busy", "false")
    expect(floating.panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(floating.panel).to_be_hidden()


def test_an_answer_that_ends_behind_the_bubble_is_unread(floating: Floating) -> None:
    floating.app_button("Ask").click()

    unread = floating.button("Open chat, new message")
    expect(unread).to_be_visible()
    expect(floating.panel).to_be_hidden()
    unread.click()
    expect(floating.chat.answers.last).to_contain_text("18 19")
    floating.button("Close chat").click()
    expect(floating.bubble).to_have_accessible_name("Open chat")


def test_a_focus_command_opens_the_panel(floating: Floating) -> None:
    floating.app_button("Focus").click()

    expect(floating.panel).to_be_visible()
    expect(floating.chat.composer).to_be_focused()


def test_reruns_and_pages_leave_the_open_panel_alone(
    floating: Floating, page: Page, watch: Watch
) -> None:
    floating.bubble.click()
    floating.chat.send("100")
    floating.app_button("Rerun").click()
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()
    page.get_by_role("link", name="stock").click()
    expect(page.get_by_role("heading", name="Stock")).to_be_visible()

    expect(floating.chat.answers.last).to_contain_text("98 99")
    floating.expect_size(400, 560)
    assert watch.frame_loads() == 1


def test_the_panel_is_resized_by_mouse_and_keyboard_and_remembers_it(
    floating: Floating, page: Page
) -> None:
    floating.bubble.click()
    floating.expect_size(400, 560)
    corner = floating.button("Resize").bounding_box()
    assert corner is not None
    x, y = corner["x"] + 10, corner["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y + 30, steps=4)
    page.mouse.move(x - 80, y + 60, steps=4)
    page.mouse.up()
    floating.expect_size(480, 500)
    page.mouse.move(x, y)
    floating.expect_size(480, 500)

    floating.button("Resize").press("ArrowLeft")
    floating.button("Resize").press("Shift+ArrowUp")
    floating.expect_size(496, 560)
    page.reload()
    floating.expect_size(496, 560)

    floating.button("Resize").dblclick()
    floating.expect_size(400, 560)


def test_the_panel_follows_the_window(floating: Floating, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 500})
    floating.bubble.click()
    floating.expect_size(400, 468)

    page.set_viewport_size({"width": 1440, "height": 900})

    floating.expect_size(400, 560)


def test_floating_chats_and_the_chat_input_of_the_app_are_all_in_reach(
    app: App, page: Page
) -> None:
    page.goto(f"{app.url}/?crowd=yes")
    first, second = find(page, "other"), find(page)
    expect(first.bubble).to_have_accessible_name("Open chat – Other")

    def right_of(floating: Floating) -> float:
        box = floating.box()
        return 1440 - box["x"] - box["width"]

    eventually(page, lambda: (right_of(first), right_of(second)), (8, 8 + 72))
    own = page.get_by_test_id("stChatInput").bounding_box()
    assert own is not None
    eventually(page, lambda: first.box()["y"] + first.box()["height"] <= own["y"], True)

    first.bubble.click()
    first.expect_size(400, 400)
    eventually(page, lambda: right_of(second), 8 + 400 + 16)
    second.bubble.click()
    second.expect_size(400, 560)
    eventually(page, lambda: right_of(second), 16 + 400 + 16)
    for floating in (first, second):
        # While it answers, Escape would stop the answer.
        assert "1 2 3 4" in floating.chat.ask("5")

    page.keyboard.press("Escape")
    second.expect_size(72, 72)
    first.expect_size(400, 400)
    # Without its parameter the address no longer asks for the first one.
    page.get_by_role("link", name="stock").click()
    expect(first.chat.container).to_have_count(0)
    eventually(page, lambda: right_of(second), 8)


def test_what_is_beside_the_panel_can_be_clicked(floating: Floating, page: Page) -> None:
    floating.bubble.click()
    floating.expect_size(400, 560)
    box = floating.box()
    tags = [
        page.evaluate("([x, y]) => document.elementFromPoint(x, y).tagName", point)
        for point in (
            [box["x"] - 4, box["y"] + 100],
            [box["x"] + 100, box["y"] - 4],
            [box["x"] + 100, box["y"] + 100],
        )
    ]
    assert tags[2] == "IFRAME"
    assert "IFRAME" not in tags[:2]


def test_the_panel_fills_a_phone(app: App, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-US")
    page = context.new_page()
    floating = open_app(page, app)
    floating.bubble.click()

    floating.expect_size(360, 740)
    assert floating.box()["x"] == floating.box()["y"] == 0
    top = page.evaluate("document.elementFromPoint(180, 20).tagName")
    assert top == "IFRAME", "nothing of the app is over it"
    expect(floating.button("Resize")).to_have_count(0)
    floating.button("Close chat").click()
    floating.expect_size(72, 72)
    context.close()


def test_a_page_from_right_to_left_has_its_bubble_at_the_left(
    floating: Floating, page: Page
) -> None:
    floating.expect_size(72, 72)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert floating.box()["x"] == 8

    floating.bubble.click()

    floating.expect_size(400, 560)
    assert floating.box()["x"] == 16
    close, corner = (floating.button(name).bounding_box() for name in ("Close", "Resize"))
    assert close is not None
    assert corner is not None
    assert close["x"] < corner["x"]
