"""Tables among the details of a step: numbers stand under each other, for every reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.gallery import Gallery

# Where the texts of a column end, header first: at the left and at the right, in pixels.
ENDS = """(table, at) => [...table.rows].map((row) => {
  const range = document.createRange();
  range.selectNodeContents(row.cells[at]);
  const { left, right } = range.getBoundingClientRect();
  return [Math.round(left), Math.round(right)];
})"""


def ends(table: Locator, column: str) -> tuple[set[int], set[int]]:
    header = table.get_by_role("columnheader", name=column)
    found = table.evaluate(ENDS, header.evaluate("(cell) => cell.cellIndex"))
    lefts, rights = zip(*found, strict=True)
    return set(lefts), set(rights)


@pytest.mark.parametrize(("locale", "end"), [("en", 1), ("ar", 0)])
def test_numbers_and_their_header_end_at_the_same_place(
    gallery: Gallery, page: Page, locale: str, end: int
) -> None:
    gallery.show(page, "steps-open", locale=locale)
    table = page.get_by_role("group", name="Output").get_by_role("table")

    for column in ("revenue", "change", "orders"):
        at = ends(table, column)
        assert len(at[end]) == 1, column
        assert len(at[1 - end]) > 1, column
    for column in ("region", "manager"):
        assert len(ends(table, column)[1 - end]) == 1, column
    digits = table.get_by_role("cell", name="4310")
    assert digits.evaluate("(cell) => getComputedStyle(cell).fontVariantNumeric") == "tabular-nums"
    # Written from right to left, the sign would come last.
    assert table.get_by_role("cell", name="-0.0040").locator("bdi").get_attribute("dir") == "ltr"


@pytest.mark.parametrize(
    ("locale", "revenue", "change"),
    [
        ("en", "1,284,300.0", "0.1823"),
        ("de", "1.284.300,0", "0,1823"),
        ("ar", "1,284,300.0", "0.1823"),
    ],
)
def test_amounts_are_written_as_the_reader_writes_them_and_whole_numbers_are_left_alone(
    gallery: Gallery, page: Page, locale: str, revenue: str, change: str
) -> None:
    gallery.show(page, "steps-open", locale=locale)
    row = page.get_by_role("row").filter(has_text="EMEA").filter(has_text="4310")

    expect(row.get_by_role("cell")).to_have_text(
        ["EMEA", "Ada Lovelace", revenue, change, "4310", "2026-08-17"]
    )
