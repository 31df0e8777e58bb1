"""A page that is written from right to left, whose words run from left to right."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

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

# How far the words of a title are from the picture beside it, in pixels.
GAP = """(title) => {
  const range = document.createRange();
  range.selectNodeContents(title);
  const words = range.getBoundingClientRect();
  const picture = title.closest('header').querySelector('[aria-hidden]').getBoundingClientRect();
  return Math.max(words.left - picture.right, picture.left - words.right);
}"""

# How much more room there is at the left of the words than at their right, in pixels.
ASIDE = """(block) => {
  const range = document.createRange();
  range.selectNodeContents(block);
  const words = range.getBoundingClientRect();
  const whole = block.getBoundingClientRect();
  return words.left - whole.left - (whole.right - words.right);
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


def test_an_empty_field_begins_where_the_page_does_and_then_follows_its_text(
    gallery: Gallery, page: Page
) -> None:
    page.set_viewport_size({"width": 420, "height": 600})
    gallery.show(page, "history", locale="ar")
    expect(page.get_by_role("searchbox")).to_have_css("direction", "rtl")
    for state, name in (("empty", "Message"), ("questions", "Your own answer")):
        gallery.show(page, state, locale="ar")
        field = page.get_by_role("textbox", name=name).first
        expect(field).to_have_css("direction", "rtl")
        field.fill("Revenue")
        expect(field).to_have_css("direction", "ltr")

    gallery.show(page, "empty")
    expect(page.get_by_role("textbox", name="Message")).to_have_css("direction", "ltr")


def test_titles_stand_beside_the_picture_of_the_assistant(gallery: Gallery, page: Page) -> None:
    page.set_viewport_size({"width": 420, "height": 600})
    for state, locale in (("done", "ar"), ("rtl-text", "en")):
        gallery.show(page, state, locale=locale)
        titles = page.locator("header").locator("h1, h1 + *")
        expect(titles).to_have_count(2)
        for title in titles.all():
            assert title.evaluate(GAP) < 16, (state, locale)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_notes_in_the_middle_of_the_history_stay_there(
    gallery: Gallery, page: Page, locale: str
) -> None:
    page.set_viewport_size({"width": 420, "height": 600})
    for state, words in (
        ("history-empty", "Your conversations will be listed here."),
        ("history-nothing-found", "No conversation has this in its title."),
        ("history-more", "Loading conversations…"),
    ):
        gallery.show(page, state, locale=locale)
        note = page.get_by_text(words, exact=True).filter(visible=True).last
        assert abs(note.evaluate(ASIDE)) <= 1, state


def test_a_card_stands_at_the_side_at_which_the_page_begins(gallery: Gallery, page: Page) -> None:
    page.set_viewport_size({"width": 420, "height": 600})
    gallery.show(page, "approval", locale="ar")
    card = page.get_by_role("region", name="Waiting for your approval")

    for words in (card.get_by_text("Tell the customer"), card.locator("dd").first):
        assert words.evaluate(ASIDE) > 20
    assert card.locator("pre").evaluate(ASIDE) < -20, "JSON is indented from the left"
    gallery.show(page, "approval")
    for words in (card.get_by_text("Tell the customer"), card.locator("dd").first):
        assert words.evaluate(ASIDE) < -20


def test_what_stands_at_the_end_of_a_line_stays_there(gallery: Gallery, page: Page) -> None:
    page.set_viewport_size({"width": 420, "height": 600})
    gallery.show(page, "composer-commands", locale="ar")
    detail = page.get_by_role("option").first.locator("span").last
    assert detail.evaluate(ASIDE) < -20

    gallery.show(page, "queue-held", locale="ar")
    question = page.get_by_text("Send what is waiting?", exact=True).last
    assert question.evaluate(ASIDE) < -20
