"""Dialogs of widgets: low ones cut off nothing, high ones keep their button in reach."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.gallery import Gallery

OPACITY = "getComputedStyle(button, '::after').opacity"


def test_the_tooltip_of_a_low_dialogs_button_is_seen_below_the_dialog(
    gallery: Gallery, page: Page
) -> None:
    page.set_viewport_size({"width": 420, "height": 600})
    page.emulate_media(reduced_motion="reduce")
    gallery.show(page, "surface-dialog")
    dialog = page.get_by_role("dialog")
    close = dialog.get_by_role("button", name="Close")
    low, at = dialog.bounding_box(), close.bounding_box()
    assert low is not None
    assert at is not None
    below = {
        "x": at["x"] - 20,
        "y": low["y"] + low["height"] + 1,
        "width": at["width"] + 20,
        "height": 20,
    }
    expect(close).to_be_focused()
    page.wait_for_function(f"(button) => {OPACITY} === '1'", arg=close.element_handle())
    with_tooltip = page.screenshot(clip=below)  # type: ignore[arg-type]

    close.blur()
    page.wait_for_function(f"(button) => {OPACITY} === '0'", arg=close.element_handle())

    assert page.screenshot(clip=below) != with_tooltip  # type: ignore[arg-type]


def test_the_button_stays_where_it_is_while_a_long_dialog_scrolls(
    gallery: Gallery, page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 240})
    gallery.show(page, "surface-dialog")
    dialog = page.get_by_role("dialog")
    body = dialog.get_by_role("group")
    text = body.get_by_text("Returns are free")
    text.evaluate("(text) => { text.textContent = 'Terms. '.repeat(200) }")
    close = dialog.get_by_role("button", name="Close")
    expect(body).to_have_attribute("data-below", "true")
    before = close.bounding_box()

    body.evaluate("(box) => { box.scrollTop = box.scrollHeight }")

    expect(body).to_have_attribute("data-above", "true")
    assert close.bounding_box() == before
    close.click()
    expect(dialog).to_have_count(0)
