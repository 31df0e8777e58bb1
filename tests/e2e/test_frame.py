"""What only a real browser can tell about the chat frame: layout, and several answers in a row."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.harness import APPS, Chat

SCRIPT = APPS / "local.py"
WATCH_SHIFTS = """() => {
  window.shifts = [];
  const note = (entries) => window.shifts.push(...entries.map(({ value }) => value));
  window.observer = new PerformanceObserver((list) => note(list.getEntries()));
  window.observer.observe({ type: 'layout-shift' });
  window.noteRest = () => note(window.observer.takeRecords());
}"""
SHIFTS = """() => {
  window.noteRest();
  return window.shifts;
}"""


def test_nothing_jumps_when_a_message_is_sent_into_a_long_thread(chat: Chat) -> None:
    for _ in range(6):
        chat.ask("A list\n" + "- of a line\n" * 18)
    chat.log.evaluate(WATCH_SHIFTS)

    chat.ask("One more")
    chat.wait_for_paint()

    assert sum(chat.log.evaluate(SHIFTS)) < 0.05


def test_a_message_waits_until_the_running_answer_has_ended(chat: Chat) -> None:
    chat.send("count 4000")
    expect(chat.answers.last).to_contain_text("5 6 7")

    chat.send("and then")
    chat.send("never mind")
    waiting = chat.log.get_by_role("article", name="You").filter(has_text="Queued")
    expect(waiting).to_have_count(2)
    waiting.last.get_by_role("button", name="Remove from the queue").click()
    expect(waiting).to_have_count(1)
    expect(chat.answers).to_have_count(1)
    chat.button("stop").click()

    expect(chat.answers.last).to_contain_text("You said: and then")
    expect(waiting).to_have_count(0)
    expect(chat.answers).to_have_count(2)
    expect(chat.log).not_to_contain_text("never mind")
