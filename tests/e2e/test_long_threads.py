"""A thread of hundreds of messages: only those in sight are drawn, and nobody notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.harness import APPS, App, Chat, Watch, run_app

MESSAGES = 300
ANSWERS = MESSAGES // 2

# Calls `look` with the viewport and the rows each time the page has been painted.
EACH_FRAME = """
  const viewport = log.parentElement.parentElement;
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    look([...log.querySelectorAll('[data-row]')]);
    window.watching = requestAnimationFrame(() => painted.port2.postMessage(null));
  };
  painted.port2.postMessage(null);
"""

# How far each row in sight moves from frame to frame.
# Scrolling moves all rows by the same, a jump does not.
WATCH = (
    """(log) => {
  window.moves = [];
  let before = new Map();
  const look = (rows) => {
    const { top, bottom } = viewport.getBoundingClientRect();
    const now = new Map(rows.map((row) => [row, row.getBoundingClientRect()]));
    for (const [row, place] of now) {
      const seen = place.bottom > top && place.top < bottom;
      if (seen && before.has(row)) window.moves.push(place.top - before.get(row).top);
    }
    before = now;
  };"""
    + EACH_FRAME
    + "}"
)
STOP = "() => { cancelAnimationFrame(window.watching); return window.moves; }"

# How far the end is below what is seen.
WATCH_END = (
    """(log) => {
  window.distances = [];
  const look = () => {
    window.distances.push(viewport.scrollHeight - viewport.scrollTop - viewport.clientHeight);
  };"""
    + EACH_FRAME
    + "}"
)

RESIZED = """(log) => new Promise((done) => {
  const next = () => requestAnimationFrame(() => requestAnimationFrame(done));
  new ResizeObserver(next).observe(log);
})"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("long-threads")
    environment = {"FOLDER": str(folder), "MESSAGES": str(MESSAGES)}
    with run_app(APPS / "long_threads.py", Path(folder) / "app.log", **environment) as app:
        yield app


@pytest.fixture
def chat(app: App, page: Page) -> Chat:
    page.goto(f"{app.url}?user={uuid4()}")
    chat = Chat(page)
    chat.wait_until_ready()
    expect(chat.answers.last).to_contain_text(f"Answer {ANSWERS - 1}", timeout=15_000)
    expect(chat.answers.last).to_be_in_viewport()
    return chat


def heading(chat: Chat, number: int) -> Locator:
    return chat.log.get_by_role("heading", name=f"Answer {number}", exact=True)


def viewport(chat: Chat) -> Locator:
    return chat.log.locator("xpath=../..")


def scroll_to(chat: Chat, share: float) -> None:
    """Scroll to a part of the thread: 0 is its beginning, 1 its end."""
    viewport(chat).evaluate(
        "(it, share) => { it.scrollTop = share * (it.scrollHeight - it.clientHeight); }", share
    )


def scroll_to_beginning(chat: Chat) -> None:
    """Scroll up as long as there are older messages to come."""
    viewport(chat).evaluate(
        """(it) => new Promise((done) => {
          const up = () => {
            it.scrollTop = 0;
            const more = it.querySelector('[role=log] > [role=status]');
            requestAnimationFrame(more ? up : () => done((it.scrollTop = 0)));
          };
          up();
        })"""
    )
    expect(heading(chat, 0)).to_be_in_viewport()


def wheel(chat: Chat, pixels: int, times: int) -> None:
    viewport(chat).hover()
    for _ in range(times):
        chat.page.mouse.wheel(0, pixels)
        chat.page.wait_for_timeout(30)  # a hand on a wheel


def rows(chat: Chat) -> int:
    return chat.log.locator("[data-row]").count()


def test_few_of_many_messages_are_drawn_and_all_can_be_reached(chat: Chat) -> None:
    assert rows(chat) < 30

    wheel(chat, -5000, 1)
    expect(heading(chat, ANSWERS - 1)).to_have_count(0)
    scroll_to_beginning(chat)
    assert rows(chat) < 30

    chat.frame.get_by_role("button", name="Jump to latest").click()
    expect(chat.answers.filter(has_text=f"Answer {ANSWERS - 1}")).to_be_in_viewport()
    assert rows(chat) < 30


def test_nothing_jumps_while_the_reader_scrolls_through_rows_never_seen_before(chat: Chat) -> None:
    chat.log.evaluate(WATCH)
    wheel(chat, -200, 60)
    moves = chat.log.evaluate(STOP)

    # A turn of the wheel moves everything by 200 px, a frame without one by nothing.
    jumps = [move for move in moves if min(abs(move % 200), 200 - move % 200) > 1]
    assert len(moves) > 100
    assert jumps == []


def test_older_messages_come_before_the_reader_gets_there_and_move_nothing(
    chat: Chat, watch: Watch
) -> None:
    pages = [one for one in watch.requests if one.url.endswith("/messages/search")]
    assert len(pages) < 4  # of 6
    chat.log.evaluate(WATCH)
    wheel(chat, -400, 60)
    moves = chat.log.evaluate(STOP)

    jumps = [move for move in moves if min(abs(move % 400), 400 - move % 400) > 1]
    assert jumps == []
    scroll_to_beginning(chat)


def test_an_answer_that_is_written_below_moves_nothing_that_is_read(chat: Chat) -> None:
    chat.send("write 120")
    wheel(chat, -300, 8)
    chat.log.evaluate(WATCH)
    expect(chat.frame.get_by_role("button", name="Stop")).to_have_count(0, timeout=30_000)
    moves = chat.log.evaluate(STOP)

    assert len(moves) > 100
    assert max(map(abs, moves)) < 1
    chat.frame.get_by_role("button", name="Jump to latest").click()
    expect(chat.log.get_by_text("Line 119 of")).to_be_in_viewport()


def test_the_end_is_followed_while_an_answer_is_written(chat: Chat) -> None:
    chat.send("write 60")
    expect(chat.log.get_by_text("Line 0 of")).to_be_in_viewport()
    chat.log.evaluate(WATCH_END)
    expect(chat.log.get_by_text("Line 59 of")).to_be_in_viewport(timeout=15_000)
    distances = chat.log.evaluate("() => window.distances")
    assert len(distances) > 10
    assert max(distances) < 2


def test_what_the_reader_opened_is_still_open_after_they_were_elsewhere(chat: Chat) -> None:
    answer = chat.answers.last
    answer.get_by_role("button", name="Look it up").click()
    expect(answer.get_by_text("row 299")).to_be_visible()
    answer.evaluate("(it) => { it.dataset.same = 'yes'; }")

    scroll_to_beginning(chat)
    scroll_to(chat, 1)

    expect(answer).to_be_in_viewport()
    expect(answer.get_by_text("row 299")).to_be_visible()
    expect(answer).to_have_attribute("data-same", "yes")


def test_a_message_that_is_being_edited_keeps_its_words_and_the_focus(chat: Chat) -> None:
    question = chat.log.get_by_role("article", name="You").filter(has_text="Question 149")
    question.hover()
    question.get_by_role("button", name="Edit").click()
    field = chat.log.get_by_role("textbox", name="Edit the message")
    field.fill("Another question")

    scroll_to_beginning(chat)
    expect(heading(chat, ANSWERS - 3)).to_have_count(0)
    chat.page.keyboard.type("?")

    expect(field).to_have_value("Another question?")
    expect(field).to_be_focused()


def test_selected_text_stays_selected_out_of_sight(chat: Chat) -> None:
    heading(chat, ANSWERS - 1).select_text()
    scroll_to_beginning(chat)
    assert chat.log.evaluate("() => document.getSelection().toString()") == "Answer 149"


def test_tab_goes_from_message_to_message_beyond_what_was_drawn(chat: Chat) -> None:
    wheel(chat, -900, 5)
    copy = chat.log.get_by_role("button", name="Copy", exact=True)
    copy.first.focus()
    row = "(it) => it.ownerDocument.activeElement.closest('[data-row]')?.dataset.row"
    seen = []
    for _ in range(40):
        chat.page.keyboard.press("Tab")
        seen.append(chat.log.evaluate(row))
    assert None not in seen
    assert len(set(seen)) > 5


def test_everything_is_on_paper(chat: Chat) -> None:
    scroll_to_beginning(chat)
    assert rows(chat) < 30
    chat.log.evaluate("() => { window.dispatchEvent(new Event('beforeprint')); }")
    assert rows(chat) == MESSAGES
    chat.log.evaluate("() => { window.dispatchEvent(new Event('afterprint')); }")
    expect(chat.log.locator("[data-row]")).not_to_have_count(MESSAGES)


@pytest.mark.parametrize("width", [320, 700])
def test_a_narrower_page_keeps_the_end_in_sight(chat: Chat, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    chat.log.evaluate(RESIZED)
    end = "(it) => it.scrollHeight - it.scrollTop - it.clientHeight"
    assert viewport(chat).evaluate(end) < 2
    expect(chat.answers.last).to_be_in_viewport()
