"""Everything can be done by keyboard, the focus can be seen, and it goes where people expect it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness import APPS, App, Chat
from tests.gallery import Gallery

SCRIPT = APPS / "local.py"

# A radio group, a menu and a list of tabs are one stop each: arrow keys move inside of them.
CONTROLS = """() => {
  const stops = [...document.querySelectorAll(
    'button, a[href], input, select, textarea, summary, [tabindex="0"]')].filter((element) =>
      element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]')
      && !element.disabled && element.tabIndex >= 0);
  const groups = new Set();
  window.stops = stops.filter((element) => {
    if (element.type !== 'radio') return true;
    const group = [...document.getElementsByName(element.name)];
    const stop = group.find(({ checked }) => checked) ?? group[0];
    return element === stop;
  });
  return window.stops.length;
}"""
# Everything by which a control can show its focus, on itself or on what it stands in.
APPEARANCE = """(element) => [element, element.parentElement, element.closest('form')]
  .filter(Boolean).flatMap((one) => {
    const { outlineStyle, outlineColor, boxShadow, borderColor } = getComputedStyle(one);
    return [outlineStyle, outlineColor, boxShadow, borderColor];
  }).join()"""
FOCUSED = f"""() => {{
  const element = document.activeElement;
  const at = window.stops.indexOf(element);
  // The parts of a date are stops of one element, and a new focus would begin at its first part.
  if (element === window.visited) return {{ at, name: '', seen: true }};
  window.visited = element;
  const appearance = {APPEARANCE};
  const focused = appearance(element);
  element.blur();
  const plain = appearance(element);
  element.focus({{ focusVisible: true }});
  const name = element.ariaLabel ?? element.textContent.trim().slice(0, 40);
  return {{ at, name, seen: focused !== plain }};
}}"""


@pytest.fixture
def still(page: Page) -> Page:
    # So high that all messages are in reach: what leaves it is drawn anew when it comes back.
    page.set_viewport_size({"width": 460, "height": 1600})
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.mark.parametrize(
    "state",
    [
        "empty",
        "steps-open",
        "approval",
        "approval-edit",
        "questions",
        "surface",
        "surface-more",
        "widget-card",
        "widget-list",
        "composer-full",
        "composer-uploading",
        "queue-steerable",
        "message-actions",
        "message-editing",
        "header-buttons",
        "history",
        "failed-blocked",
        "formats",
        "app-approval",
    ],
)
def test_every_control_is_reached_by_tab_and_shows_that_it_is(
    gallery: Gallery, still: Page, state: str
) -> None:
    gallery.show(still, state)
    count = still.evaluate(CONTROLS)
    reached: set[int] = set()
    unseen = []
    still.evaluate("document.activeElement.blur()")
    # Areas that scroll and the parts of a date are stops of their own.
    for _ in range(3 * count):
        if len(reached - {-1}) == count:
            break
        still.keyboard.press("Tab")
        stop = still.evaluate(FOCUSED)
        reached.add(stop["at"])
        if stop["at"] >= 0 and not stop["seen"]:
            unseen.append(stop["name"])

    missed = still.evaluate(
        # Going through a conversation by Tab leads to its end, where nobody jumps to the end.
        "(reached) => window.stops.filter((stop, at) => !reached.includes(at))"
        ".filter((stop) => stop.ariaLabel !== 'Jump to latest')"
        ".map((element) => element.outerHTML.slice(0, 120))",
        sorted(reached),
    )
    assert count > 0
    assert missed == []
    assert unseen == []


def test_a_menu_is_moved_through_by_arrow_keys_and_gives_the_focus_back(
    gallery: Gallery, still: Page
) -> None:
    gallery.show(still, "composer")
    model = still.get_by_role("button", name="Model: Fast")
    items = still.get_by_role("menuitemradio")

    model.focus()
    still.keyboard.press("Enter")
    expect(items.first).to_be_focused()
    still.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    still.keyboard.press("End")
    expect(items.last).to_be_focused()
    still.keyboard.press("ArrowDown")
    expect(items.first).to_be_focused()
    still.keyboard.press("Escape")
    expect(items).to_have_count(0)
    expect(model).to_be_focused()

    still.keyboard.press("ArrowDown")
    expect(items.first).to_be_focused()
    still.keyboard.press("l")
    expect(items.filter(has_text="Large")).to_be_focused()
    still.keyboard.press("Enter")
    expect(items).to_have_count(0)
    expect(still.get_by_role("button", name="Model: Large")).to_be_focused()


def test_tabs_are_changed_by_arrow_keys(gallery: Gallery, still: Page) -> None:
    gallery.show(still, "surface-more")
    tabs = still.get_by_role("tab")
    expect(tabs).to_have_count(2)
    pictures, details = tabs.all()

    pictures.focus()
    still.keyboard.press("ArrowRight")
    expect(details).to_be_focused()
    expect(still.get_by_text("Nothing yet.")).to_be_visible()
    still.keyboard.press("ArrowRight")
    expect(pictures).to_be_focused()
    expect(still.get_by_text("Nothing yet.")).to_be_hidden()


def test_escape_leaves_a_decision_where_it_was_begun(gallery: Gallery, still: Page) -> None:
    gallery.show(still, "approval")
    edit = still.get_by_role("button", name="Edit")

    edit.focus()
    still.keyboard.press("Enter")
    expect(still.get_by_role("textbox", name="To")).to_be_focused()
    still.keyboard.press("Escape")

    expect(edit).to_be_focused()


def test_a_dialog_keeps_the_focus_and_gives_it_back(gallery: Gallery, still: Page) -> None:
    gallery.show(still, "surface-more")
    terms = still.get_by_role("button", name="Terms")

    terms.focus()
    still.keyboard.press("Enter")
    dialog = still.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    still.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    expect(terms).to_be_focused()


def test_suggestions_are_chosen_without_leaving_the_field(gallery: Gallery, still: Page) -> None:
    gallery.show(still, "composer-commands")
    field = still.get_by_role("textbox", name="Message")

    expect(field).to_be_focused()
    first, second = (still.get_by_role("option").nth(at) for at in range(2))
    expect(first).to_have_attribute("aria-selected", "true")
    still.keyboard.press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "")
    still.keyboard.press("Enter")

    expect(field).to_have_value("# Report on ")
    expect(field).to_be_focused()


def test_no_state_takes_the_focus_when_it_is_loaded(gallery: Gallery, still: Page) -> None:
    groups = gallery.states(still)
    acted = {"reasoning-open", "approval-edit", "approval-reject", "questions-other"}
    states = [
        state
        for group in ("Start", "Conversation", "Approvals and questions", "Errors", "Widgets")
        for state in groups[group]
        if state not in acted | {"surface-dialog"}
    ]
    taken = []
    for state in states:
        gallery.show(still, state)
        if still.evaluate("document.activeElement !== document.body"):
            taken.append(state)
    assert len(states) > 30
    assert taken == []


def test_a_chat_that_loads_leaves_the_focus_in_the_app(app: App, page: Page) -> None:
    page.goto(app.url)
    page.locator("iframe").first.wait_for()
    page.evaluate(
        """() => {
          const field = document.createElement('input');
          field.id = 'elsewhere';
          document.body.append(field);
          field.focus();
        }"""
    )
    Chat(page).wait_until_ready()

    page.keyboard.type("typed while it loaded")
    expect(page.locator("#elsewhere")).to_have_value("typed while it loaded")


def test_the_history_is_opened_used_and_left_by_keyboard(chat: Chat) -> None:
    chat.ask("A thread to come back to")
    history = chat.frame.get_by_role("button", name="History", exact=True)

    history.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.frame.get_by_role("searchbox")).to_be_focused()
    entries = chat.frame.get_by_role("listitem")
    expect(entries.filter(has_text="A thread to come back to")).to_be_visible()
    chat.page.keyboard.press("ArrowDown")
    expect(chat.frame.get_by_role("searchbox")).not_to_be_focused()
    chat.page.keyboard.press("Escape")

    expect(history).to_be_focused()
    expect(chat.frame.get_by_role("searchbox")).to_have_count(0)
