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
