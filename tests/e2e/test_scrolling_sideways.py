"""What is too wide for the chat fades at the edge behind which it goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.gallery import Gallery

# Whether there is a fade at the left and at the right edge.
FADES = """(box) => {
  const [, across = ''] = getComputedStyle(box).maskImage.split('to right,');
  const [, left = 0] = /\\) ([\\d.]+)px/.exec(across) ?? [];
  const [, right = 0] = /100% - ([\\d.]+)px/.exec(across) ?? [];
  return [left, right].map((width) => Math.sign(width));
}"""
NOTHING, LEFT, RIGHT, BOTH = [0, 0], [1, 0], [0, 1], [1, 1]


def scroll(box: Locator, distance: float) -> None:
    box.evaluate("(box, distance) => { box.scrollLeft = distance }", distance)


@pytest.mark.parametrize(
    ("state", "edges"),
    [("formats", [RIGHT, BOTH, LEFT]), ("rtl", [LEFT, BOTH, RIGHT])],
)
def test_a_wide_table_fades_where_it_goes_on(
    gallery: Gallery, page: Page, state: str, edges: list[list[int]]
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    gallery.show(page, state)
    box = page.get_by_role("group", name="Table")
    expect(box).to_have_attribute("data-end", "true")
    expect(box).to_have_attribute("tabindex", "0")
    room = box.evaluate("(box) => box.scrollWidth - box.clientWidth")
    forward = 1 if edges[0] == RIGHT else -1
    assert box.evaluate(FADES) == edges[0]

    scroll(box, forward * room / 2)
    expect(box).to_have_attribute("data-start", "true")
    assert box.evaluate(FADES) == edges[1]

    scroll(box, forward * room)
    expect(box).to_have_attribute("data-end", "false")
    assert box.evaluate(FADES) == edges[2]

    page.set_viewport_size({"width": 2000, "height": 700})
    expect(box).to_have_attribute("data-start", "false")
    assert box.evaluate(FADES) == NOTHING
    expect(box).not_to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("contrast", [{"forced_colors": "active"}, {"contrast": "more"}])
def test_nothing_is_faint_for_readers_who_need_contrast(
    gallery: Gallery, page: Page, contrast: dict[str, str]
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(**contrast)  # type: ignore[arg-type]
    gallery.show(page, "formats")
    box = page.get_by_role("group", name="Table")
    expect(box).to_have_attribute("data-end", "true")

    assert box.evaluate("(box) => getComputedStyle(box).maskImage") == "none"


def test_code_runs_and_fades_from_left_to_right_for_all_readers(
    gallery: Gallery, page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    gallery.show(page, "formats", locale="ar")
    box = page.get_by_role("group", name="python")

    expect(box).to_have_attribute("data-end", "true")
    assert box.evaluate(FADES) == RIGHT


def test_a_line_of_code_that_grows_while_it_is_written_begins_to_fade(
    gallery: Gallery, page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    gallery.show(page, "code")
    box = page.get_by_role("group", name="json")
    line = box.locator("code")
    line.evaluate("(line) => { line.textContent = '{}' }")
    expect(box).to_have_attribute("data-end", "false")

    line.evaluate("(line) => { line.textContent = '{'.repeat(80) }")

    expect(box).to_have_attribute("data-end", "true")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_wide_formula_fades_where_it_goes_on_and_at_no_other_edge(
    gallery: Gallery, page: Page, locale: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    gallery.show(page, "maths", locale=locale)
    formulas = page.get_by_role("group", name="Formula")
    wide, narrow = formulas.first, formulas.nth(1)

    expect(wide).to_have_attribute("data-end", "true")
    expect(wide).to_have_attribute("tabindex", "0")
    assert wide.evaluate(FADES) == RIGHT
    expect(narrow).not_to_have_attribute("tabindex", "0")
    for formula in formulas.all():
        expect(formula).to_have_attribute("data-below", "false")


def test_tabs_fade_where_more_of_them_are(gallery: Gallery, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    gallery.show(page, "surface-more")
    tabs = page.get_by_role("tablist")
    expect(tabs).to_have_attribute("data-end", "false")

    tabs.get_by_role("tab").last.evaluate("(tab) => { tab.textContent = 'Details '.repeat(9) }")

    expect(tabs).to_have_attribute("data-end", "true")
    assert tabs.evaluate(FADES) == RIGHT
    # The tabs are the stops of the Tab key.
    expect(tabs).not_to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("state", ["failed-agent", "message-agent"])
def test_what_a_server_says_at_length_about_an_error_fades_below(
    gallery: Gallery, page: Page, state: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    gallery.show(page, state)
    detail = page.get_by_role("group", name="Error")
    expect(detail).to_have_attribute("data-below", "false")

    detail.locator("p").evaluate(
        "(text) => { text.textContent = 'File agent.py, line 7\\n'.repeat(30) }"
    )

    expect(detail).to_have_attribute("data-below", "true")
    expect(detail).to_have_attribute("tabindex", "0")
    assert page.get_by_role("button", name="Retry").evaluate(
        "(button) => button.getBoundingClientRect().bottom <= innerHeight"
    )
