"""A thread of hundreds of messages: only those in sight are drawn, and nobody notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.axe import violations
from tests.e2e.harness import APPS, ROOT, App, Chat, Watch, run_app
from tests.e2e.polling import eventually
from tests.e2e.reader import Reader

MESSAGES = 300
ANSWERS = MESSAGES // 2

WIDTH = "(log) => log.clientWidth"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("long-threads")
    environment = {"FOLDER": str(folder), "MESSAGES": str(MESSAGES), "PYTHONPATH": str(ROOT)}
    with run_app(APPS / "long_threads.py", Path(folder) / "app.log", **environment) as app:
        yield app


@pytest.fixture
def chat(app: App, page: Page) -> Chat:
    page.goto(f"{app.url}?user={uuid4()}")
    chat = Chat(page)
    chat.wait_until_ready()
    expect(chat.answers.last).to_contain_text(f"Answer {ANSWERS - 1}")
    expect(chat.answers.last).to_be_in_viewport()
    return chat


@pytest.fixture
def reader(chat: Chat) -> Reader:
    return Reader(chat)


def heading(chat: Chat, number: int) -> Locator:
    return chat.log.get_by_role("heading", name=f"Answer {number}", exact=True)


def test_few_of_many_messages_are_drawn_and_all_can_be_reached(chat: Chat, reader: Reader) -> None:
    assert reader.rows < 30

    reader.wheel(-5000, 1)
    expect(heading(chat, ANSWERS - 1)).to_have_count(0)
    reader.scroll_to_beginning()
    expect(heading(chat, 0)).to_be_in_viewport()
    assert reader.rows < 30

    chat.frame.get_by_role("button", name="Jump to latest").click()
    expect(chat.answers.filter(has_text=f"Answer {ANSWERS - 1}")).to_be_in_viewport()
    assert reader.rows < 30


def test_nothing_jumps_while_the_reader_scrolls_through_rows_never_seen_before(
    reader: Reader,
) -> None:
    assert reader.jumps_while(lambda: reader.wheel(-200, 60), wheel=200) < 1


def test_older_messages_come_before_the_reader_gets_there_and_move_nothing(
    chat: Chat, reader: Reader, watch: Watch
) -> None:
    pages = [one for one in watch.requests if one.url.endswith("/messages/search")]
    assert len(pages) < 4  # of 6
    assert reader.jumps_while(lambda: reader.wheel(-400, 60), wheel=400) < 1
    reader.scroll_to_beginning()
    expect(heading(chat, 0)).to_be_in_viewport()


def test_the_place_is_kept_in_browsers_that_do_not_keep_it_themselves(app: App, page: Page) -> None:
    page.add_init_script(
        """const { supports } = CSS;
        CSS.supports = (name, ...rest) =>
          name !== 'overflow-anchor' && supports.call(CSS, name, ...rest);
        addEventListener('DOMContentLoaded', () => {
          const style = document.createElement('style');
          style.textContent = '* { overflow-anchor: none !important; }';
          document.head.append(style);
        });"""
    )
    page.goto(f"{app.url}?user={uuid4()}")
    chat = Chat(page)
    reader = Reader(chat)
    expect(chat.answers.last).to_contain_text(f"Answer {ANSWERS - 1}")
    expect(chat.answers.last).to_be_in_viewport()

    assert reader.jumps_while(lambda: reader.wheel(-200, 60), wheel=200) < 1
    reader.scroll_to_beginning()
    expect(heading(chat, 0)).to_be_in_viewport()


def test_an_answer_that_is_written_below_moves_nothing_that_is_read(
    chat: Chat, reader: Reader
) -> None:
    chat.send("write 300")
    expect(chat.answers.last).to_contain_text("Line 0 of")
    reader.wheel(-300, 8)

    ended = expect(chat.button("stop"))
    assert reader.jumps_while(lambda: ended.to_have_count(0, timeout=60_000)) < 1

    chat.frame.get_by_role("button", name="Jump to latest").click()
    expect(chat.log.get_by_text("Line 299 of")).to_be_in_viewport()


def test_the_end_is_followed_while_an_answer_is_written(chat: Chat, reader: Reader) -> None:
    chat.send("write 200")
    expect(chat.answers.last).to_contain_text("Line 0 of")
    last = expect(chat.log.get_by_text("Line 199 of"))
    distances = reader.distances_while(lambda: last.to_be_in_viewport(timeout=60_000))
    assert len(distances) > 10
    assert max(distances) < 2


def test_what_the_reader_opened_is_still_open_after_they_were_elsewhere(
    chat: Chat, reader: Reader
) -> None:
    answer = chat.answers.last
    answer.get_by_role("button", name="Look it up").click()
    expect(answer.get_by_text("row 299")).to_be_visible()
    answer.evaluate("(it) => { it.dataset.same = 'yes'; }")

    reader.scroll_to_beginning()
    expect(heading(chat, 0)).to_be_in_viewport()
    reader.scroll_to_end()

    expect(answer).to_be_in_viewport()
    expect(answer.get_by_text("row 299")).to_be_visible()
    expect(answer).to_have_attribute("data-same", "yes")


def test_a_message_that_is_being_edited_keeps_its_words_and_the_focus(
    chat: Chat, reader: Reader
) -> None:
    question = chat.log.get_by_role("article", name="You").filter(has_text="Question 149")
    question.hover()
    question.get_by_role("button", name="Edit").click()
    field = chat.log.get_by_role("textbox", name="Edit the message")
    field.fill("Another question")

    reader.scroll_to_beginning()
    expect(heading(chat, ANSWERS - 3)).to_have_count(0)
    chat.page.keyboard.type("?")

    expect(field).to_have_value("Another question?")
    expect(field).to_be_focused()


def test_selected_text_stays_selected_out_of_sight(chat: Chat, reader: Reader) -> None:
    heading(chat, ANSWERS - 1).select_text()
    reader.scroll_to_beginning()
    expect(heading(chat, 0)).to_be_in_viewport()
    assert chat.log.evaluate("() => document.getSelection().toString()") == "Answer 149"


def test_tab_goes_from_message_to_message_beyond_what_was_drawn(chat: Chat, reader: Reader) -> None:
    reader.wheel(-900, 5)
    chat.log.get_by_role("button", name="Copy", exact=True).first.focus()
    # A person sees a frame between two keys, and what comes into sight has been drawn in it.
    row = """async (log) => {
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
      return log.ownerDocument.activeElement.closest('[data-row]')?.dataset.row;
    }"""
    seen = []
    for _ in range(30):
        chat.page.keyboard.press("Tab")
        seen.append(chat.log.evaluate(row))
    assert None not in seen
    assert len(set(seen)) > 5


def test_everything_is_on_paper(chat: Chat, reader: Reader) -> None:
    reader.scroll_to_beginning()
    assert reader.rows < 30
    chat.log.evaluate("() => { window.dispatchEvent(new Event('beforeprint')); }")
    assert reader.rows == MESSAGES
    chat.log.evaluate("() => { window.dispatchEvent(new Event('afterprint')); }")
    expect(chat.log.locator("[data-row]")).not_to_have_count(MESSAGES)


@pytest.mark.parametrize("width", [320, 700])
def test_a_narrower_page_keeps_the_end_in_sight(
    chat: Chat, reader: Reader, page: Page, width: int
) -> None:
    before = chat.log.evaluate(WIDTH)
    page.set_viewport_size({"width": width, "height": 900})
    eventually(page, lambda: chat.log.evaluate(WIDTH) < before, True)
    eventually(page, lambda: reader.from_end < 2, True)
    expect(chat.answers.last).to_be_in_viewport()


def current_place(chat: Chat) -> str:
    """Return the text that is marked as the current place, and its message's heading."""
    place: str = chat.log.evaluate(
        """() => {
          const [range] = CSS.highlights.get('chat-found-current') ?? [];
          const row = range?.startContainer.parentElement.closest('[data-row]');
          const { top, bottom } = range?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
          const seen = top >= 0 && bottom <= innerHeight;
          const heading = [...(row?.querySelectorAll('[data-depth]') ?? [])].at(-1);
          return `${range} in ${heading?.textContent}, seen: ${seen}`;
        }"""
    )
    return place


def test_words_are_found_in_messages_that_are_not_drawn_nor_loaded(
    chat: Chat, reader: Reader
) -> None:
    chat.composer.focus()
    chat.page.keyboard.press("Control+f")
    field = chat.frame.get_by_role("searchbox", name="Find in this conversation")
    expect(field).to_be_focused()
    status = chat.frame.get_by_role("search").get_by_role("status")

    field.fill("answer 7")
    expect(status).to_have_text("11 of 11")  # 7, 70 to 79
    expect(heading(chat, 79)).to_be_in_viewport()
    eventually(chat.page, lambda: current_place(chat), "Answer 7 in Answer 79, seen: true")
    assert reader.rows < 30
    content = field.element_handle().owner_frame()
    assert content is not None
    assert violations(content) == []

    field.press("Enter")
    expect(status).to_have_text("1 of 11")
    expect(heading(chat, 7)).to_be_in_viewport()
    field.press("Shift+Enter")
    expect(heading(chat, 79)).to_be_in_viewport()
    chat.frame.get_by_role("button", name="Previous match").click()
    expect(status).to_have_text("10 of 11")
    expect(heading(chat, 78)).to_be_in_viewport()

    field.press("Escape")
    expect(field).to_have_count(0)
    expect(chat.composer).to_be_focused()
    expect(heading(chat, 78)).to_be_in_viewport()
    eventually(chat.page, lambda: chat.log.evaluate("() => CSS.highlights.size"), 0)


def test_the_search_marks_what_is_written_while_it_is_open(chat: Chat) -> None:
    chat.send("write 30")
    chat.frame.get_by_role("button", name="Find in this conversation").click()
    chat.frame.get_by_role("searchbox").fill("line 2")
    status = chat.frame.get_by_role("search").get_by_role("status")
    expect(status).to_contain_text("of 11")  # 2, 20 to 29
    eventually(chat.page, lambda: current_place(chat).startswith("Line 2 "), True)
