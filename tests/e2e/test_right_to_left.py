"""A page that is written from right to left, whose words run from left to right."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.gallery import Gallery

# Where the texts of a line stand, from left to right.
ORDER = """(line) => {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    found.push([range.getBoundingClientRect().left, walker.currentNode.data.trim()]);
  }
  return found.sort(([one], [other]) => one - other).map(([, text]) => text).join(' ');
}"""


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_sentence_of_the_interface_is_read_from_its_own_beginning(
    gallery: Gallery, page: Page, locale: str
) -> None:
    gallery.show(page, "stopped-reason", locale=locale)
    line = page.locator("p").filter(has_text="Answer stopped")

    assert line.evaluate(ORDER) == "Answer stopped · The app was stopped"


def test_it_stands_at_the_side_at_which_the_page_begins(gallery: Gallery, page: Page) -> None:
    page.set_viewport_size({"width": 420, "height": 600})
    gallery.show(page, "history", locale="ar")
    heading = page.get_by_role("heading", name="Today")
    end = heading.evaluate(
        """(heading) => {
          const range = document.createRange();
          range.selectNodeContents(heading);
          return range.getBoundingClientRect().right;
        }"""
    )

    assert end > 380
