"""What is taller than its place says so, and all of it can be reached by everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.axe import violations
from tests.gallery import Gallery

LAST_LINE = "2026-08-4\tEMEA\t2183"
# Whether the reader sees the end of what stands in the bubble.
END_IN_SIGHT = """(bubble) => {
  const { bottom } = bubble.getBoundingClientRect();
  const words = document.createRange();
  words.selectNodeContents(bubble.firstElementChild);
  return words.getBoundingClientRect().bottom <= bottom;
}"""


@pytest.fixture
def question(gallery: Gallery, page: Page) -> Locator:
    page.set_viewport_size({"width": 460, "height": 700})
    page.emulate_media(reduced_motion="reduce")
    gallery.show(page, "long-question")
    return page.get_by_role("article", name="You")


def bubble(question: Locator) -> Locator:
    return question.locator(":scope > [dir=auto]")


def test_a_very_long_question_is_folded_until_the_reader_asks(
    question: Locator, page: Page
) -> None:
    more = question.get_by_role("button", name="Show more")
    expect(more).to_have_attribute("aria-expanded", "false")
    box = bubble(question).bounding_box()
    assert box is not None
    assert box["height"] < 400
    assert not bubble(question).evaluate(END_IN_SIGHT)
    assert violations(page) == []
    # Only what is seen is folded: nobody has to open it to copy or to hear it.
    expect(question).to_contain_text(LAST_LINE.replace("\t", " "))

    more.focus()
    page.keyboard.press("Enter")
    less = question.get_by_role("button", name="Show less")
    expect(less).to_be_focused()
    expect(less).to_have_attribute("aria-expanded", "true")
    assert bubble(question).evaluate(END_IN_SIGHT)
    assert violations(page) == []

    less.scroll_into_view_if_needed()
    page.keyboard.press("Enter")
    expect(more).to_be_focused()
    expect(more).to_be_in_viewport()
    assert not bubble(question).evaluate(END_IN_SIGHT)


def test_a_question_of_a_few_lines_is_not_folded(gallery: Gallery, page: Page) -> None:
    gallery.show(page, "long-words")
    expect(page.get_by_role("article", name="You")).to_be_visible()
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)


def test_the_search_unfolds_only_what_it_leads_to(question: Locator, page: Page) -> None:
    page.keyboard.press("Control+f")
    field = page.get_by_role("searchbox", name="Find in this conversation")
    field.fill("wrong with these")
    expect(page.get_by_role("status").filter(has_text="1 of 1")).to_be_visible()
    expect(question.get_by_role("button", name="Show more")).to_be_visible()

    field.fill("EMEA\t2183")
    expect(page.get_by_role("status").filter(has_text="1 of 1")).to_be_visible()
    expect(question.get_by_role("button", name="Show less")).to_be_visible()
    page.wait_for_function(
        """() => {
          const [range] = CSS.highlights.get('chat-found-current');
          const { top, bottom } = range.getBoundingClientRect();
          return top > 60 && bottom < innerHeight;
        }"""
    )
    expect(field).to_be_focused()


def test_nothing_is_folded_on_paper(question: Locator, page: Page) -> None:
    page.emulate_media(media="print")
    assert bubble(question).evaluate(END_IN_SIGHT)
    expect(question.get_by_role("button", name="Show more")).to_be_hidden()


def test_nothing_is_folded_while_it_is_edited(gallery: Gallery, page: Page) -> None:
    gallery.show(page, "long-question-editing")
    field = page.get_by_role("textbox", name="Edit the message")
    assert LAST_LINE in field.input_value()
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)


def test_arguments_that_do_not_fit_fade_where_they_go_on(gallery: Gallery, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    gallery.show(page, "approval")
    details = page.get_by_role("group", name="Details")
    expect(details).to_have_attribute("data-below", "true")
    expect(details).to_have_attribute("data-above", "false")
    assert "rgba(0, 0, 0, 0)" in details.evaluate("(box) => getComputedStyle(box).maskImage")

    details.focus()
    page.keyboard.press("End")
    expect(details).to_have_attribute("data-below", "false")
    expect(details).to_have_attribute("data-above", "true")
    expect(details.get_by_text("Urgent")).to_be_in_viewport()

    page.set_viewport_size({"width": 900, "height": 900})
    page.get_by_role("button", name="Approve").click()
    expect(details.get_by_text("1042")).to_be_visible()
    expect(details).not_to_have_attribute("tabindex", "0")
