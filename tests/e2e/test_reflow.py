"""Narrow chats, enlarged pages and less motion: nothing is lost, nothing runs out of the page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.polling import eventually
from tests.gallery import Gallery

# What the reader cannot see all of: it sticks out of the page, or of a box that cuts it off. Boxes
# that can be scrolled sideways (code, tables, tabs) may hold more than they show, if they stand in
# the page themselves. Cut off on purpose are texts that end in an ellipsis, and what is there for
# screen readers alone, in a box of one pixel.
OVERFLOWING = """() => {
  const containing = (element) => {
    const { position } = getComputedStyle(element);
    let at = element.parentElement;
    if (position === 'fixed') return null;
    if (position === 'absolute')
      while (at !== null && getComputedStyle(at).position === 'static') at = at.parentElement;
    return at;
  };
  const sticksOut = (inner, outer) => inner.right > outer.right + 1 || inner.left < outer.left - 1;
  const out = (element) => {
    let box = element.getBoundingClientRect();
    if (box.width <= 1) return false;
    for (let at = containing(element); at && at !== document.body; at = containing(at)) {
      const { overflowX, textOverflow, webkitLineClamp } = getComputedStyle(at);
      if (overflowX === 'visible') continue;
      const outer = at.getBoundingClientRect();
      if (outer.width <= 1) return false;
      const shown = ['auto', 'scroll'].includes(overflowX)
        || textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
      if (!shown && sticksOut(box, outer)) return true;
      box = outer;
    }
    return sticksOut(box, { left: 0, right: innerWidth });
  };
  const page = document.documentElement;
  const scrolls = [...document.querySelectorAll('[role=log]')].map((log) => {
    for (let at = log; at; at = at.parentElement)
      if (getComputedStyle(at).overflowY === 'auto') return at;
  }).filter(Boolean).filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  const shown = [...document.querySelectorAll('body *:not(svg *)')].filter((element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  return [
    ...(page.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []),
    ...scrolls.map(() => 'the conversation scrolls sideways'),
    ...shown.filter(out).map((element) => element.outerHTML.slice(0, 120)),
  ];
}"""
IN_THE_PAGE = """(element) => {
  const { left, right } = element.getBoundingClientRect();
  return left >= 0 && right <= innerWidth;
}"""
RUNNING = """() => document.getAnimations().filter(({ effect, playState }) =>
  playState === 'running' && effect.getComputedTiming().activeDuration > 0).length"""


@pytest.mark.parametrize("locale", [None, "de", "ar"])
def test_no_state_leaves_a_page_of_320_pixels(
    gallery: Gallery, page: Page, locale: str | None
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(reduced_motion="reduce")
    groups = gallery.states(page)
    if locale is not None:
        del groups["Languages"]
    found = {}
    states = [name for names in groups.values() for name in names]
    for state in gallery.each(page, states, locale=locale):
        found[state] = page.evaluate(OVERFLOWING)
    assert {state: out for state, out in found.items() if out} == {}


@pytest.mark.parametrize(
    "state", ["empty-many-prompts", "done", "approval", "composer-full", "failed-blocked"]
)
def test_at_twice_the_size_everything_is_still_within_reach(
    gallery: Gallery, page: Page, state: str
) -> None:
    # A chat of 400 by 560 pixels, whose page the reader has enlarged to 200 %.
    page.set_viewport_size({"width": 200, "height": 280})
    page.emulate_media(reduced_motion="reduce")
    gallery.show(page, state)

    assert page.evaluate(OVERFLOWING) == []
    for control in page.locator(":is(button, textarea):visible:not([inert] *)").all():
        control.scroll_into_view_if_needed()
        # A prompt of many words is taller than what is left of the page.
        expect(control).to_be_in_viewport(ratio=0.3)


@pytest.mark.parametrize(
    "state", ["pending", "streaming", "reasoning-running", "step-running", "loading", "history"]
)
def test_nothing_moves_for_readers_who_asked_for_less_motion(
    gallery: Gallery, page: Page, state: str
) -> None:
    page.add_init_script(
        f"""window.most = 0;
        const look = () => {{
          window.most = Math.max(window.most, ({RUNNING})());
          requestAnimationFrame(look);
        }};
        look();"""
    )
    gallery.show(page, state)
    page.wait_for_function("window.most > 0")

    page.emulate_media(reduced_motion="reduce")
    page.goto("about:blank")
    gallery.show(page, state)
    assert page.evaluate("window.most") == 0


def test_the_way_to_the_end_is_one_step_with_less_motion(gallery: Gallery, page: Page) -> None:
    page.set_viewport_size({"width": 460, "height": 700})
    page.emulate_media(reduced_motion="reduce")
    gallery.show(page, "many")
    log = page.get_by_role("log")
    log.hover()
    page.mouse.wheel(0, -4000)
    jump = page.get_by_role("button", name="Jump to latest")
    expect(jump).to_be_in_viewport()

    tops = jump.evaluate(
        """async (button) => {
          let at = document.querySelector('[role=log]');
          while (getComputedStyle(at).overflowY !== 'auto') at = at.parentElement;
          button.click();
          const tops = [];
          for (let frame = 0; frame < 12; frame += 1) {
            await new Promise(requestAnimationFrame);
            tops.push(Math.round(at.scrollHeight - at.clientHeight - at.scrollTop));
          }
          return tops;
        }"""
    )

    assert tops[-1] <= 2
    assert all(left <= 2 for left in tops[2:]), tops


def test_an_answer_is_read_out_in_sentences_and_not_too_often(gallery: Gallery, page: Page) -> None:
    page.clock.install()
    page.goto(f"{gallery.url}?state=empty&live")
    field = page.get_by_role("textbox", name="Message")
    field.fill("Tell me everything")
    page.evaluate(
        """() => {
          window.said = [];
          new MutationObserver(() => {
            const text = [...document.querySelectorAll('[role=status]')]
              .map(({ textContent }) => textContent).join('');
            window.said.push([Date.now(), text]);
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
        }"""
    )
    field.press("Enter")
    ended = page.get_by_role("status").filter(has_text="Answer complete")
    for _ in range(240):  # a minute of the page's time
        if ended.count():
            break
        page.clock.run_for(250)
    expect(ended).to_have_count(1)

    said: list[tuple[int, str]] = []
    for moment, text in page.evaluate("window.said"):
        if text and (not said or said[-1][1] != text):
            said.append((moment, text))
    between = [later - sooner for (sooner, _), (later, _) in pairwise(said)]
    assert page.get_by_role("log").get_attribute("aria-live") == "off"
    assert len(said) > 2
    # The end of the answer is told when it comes.
    assert min(between[:-1]) >= 1_500
    for _, text in said[1:-1]:
        assert text.rstrip()[-1] in ".!?。：:" or text.count(" ") > 2


@pytest.mark.parametrize("locale", [None, "ar"])
@pytest.mark.parametrize("width", [320, 390, 460])
@pytest.mark.parametrize("state", ["composer-models", "composer-tools"])
def test_an_open_menu_stands_in_the_page(
    gallery: Gallery, page: Page, state: str, width: int, locale: str | None
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    gallery.show(page, state, locale=locale)
    # It is moved into the page once its size is known.
    eventually(page, lambda: page.get_by_role("menu").evaluate(IN_THE_PAGE), True)


def test_a_menu_opens_in_its_place(gallery: Gallery, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    gallery.show(page, "composer-models")
    menu = page.get_by_role("menu")
    eventually(page, lambda: menu.evaluate(IN_THE_PAGE), True)
    place = menu.evaluate("(menu) => menu.getBoundingClientRect().left")

    # As it is seen first.
    began = menu.evaluate(
        """(menu) => {
          menu.style.animation = 'none';
          menu.getBoundingClientRect();
          menu.style.animation = '';
          const [opening] = menu.getAnimations();
          opening.pause();
          opening.currentTime = 0;
          return menu.getBoundingClientRect().left;
        }"""
    )

    assert began == pytest.approx(place, abs=0.5)


@pytest.mark.parametrize("state", ["composer-models", "composer-tools"])
def test_an_open_menu_stays_in_a_page_that_becomes_narrower(
    gallery: Gallery, page: Page, state: str
) -> None:
    page.set_viewport_size({"width": 640, "height": 640})
    gallery.show(page, state)
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_function(
        """() => {
          const { left, right } = document.querySelector('[role=menu]').getBoundingClientRect();
          return left >= 0 && right <= innerWidth;
        }"""
    )


def test_a_queued_message_keeps_its_height_when_it_joins_the_answer(
    gallery: Gallery, page: Page
) -> None:
    gallery.show(page, "queue-steerable")
    notes = page.locator("article[data-queued=true] > :last-child")
    expect(notes).to_have_text(["Joining the answer…", "Queued"])

    joining, waiting = notes.evaluate_all("(notes) => notes.map((note) => note.offsetHeight)")
    assert joining == waiting


def test_the_offer_to_undo_leaves_the_search_of_the_history_free(
    gallery: Gallery, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 640})
    gallery.show(page, "history-deleted")
    undo = page.get_by_role("button", name="Undo").bounding_box()
    search = page.get_by_role("searchbox").bounding_box()

    assert undo is not None
    assert search is not None
    assert undo["y"] > search["y"] + search["height"]
    assert undo["y"] + undo["height"] < 640


def test_an_answer_that_asks_before_it_says_anything_takes_no_room(
    gallery: Gallery, page: Page
) -> None:
    gallery.show(page, "approval")
    answer = page.get_by_role("article", name="Assistant")
    assert answer.evaluate("(answer) => answer.offsetHeight") > 34

    answer.evaluate(
        """(answer) => {
          const said = answer.querySelectorAll(':scope > :not(h2, :last-child)');
          for (const part of said) part.remove();
        }"""
    )

    assert answer.evaluate("(answer) => answer.offsetHeight") == 0


def test_the_ring_around_a_mention_leaves_the_words_beside_it_alone(
    gallery: Gallery, page: Page
) -> None:
    gallery.show(page, "enclosures")
    mention = page.get_by_role("button", name="@EMEA")
    mention.focus()

    ring = mention.evaluate(
        """(mention) => {
          const { outlineWidth, outlineOffset } = getComputedStyle(mention);
          return parseFloat(outlineWidth) + parseFloat(outlineOffset);
        }"""
    )
    room = mention.evaluate(
        """(mention) => {
          const next = document.createTreeWalker(mention.getRootNode(), NodeFilter.SHOW_TEXT);
          next.currentNode = mention.lastChild;
          const text = next.nextNode();
          const word = document.createRange();
          word.setStart(text, text.data.search(/\\S/));
          word.setEnd(text, text.data.length);
          return word.getBoundingClientRect().left - mention.getBoundingClientRect().right;
        }"""
    )
    assert 0 < ring < room / 2


def test_texts_keep_their_own_direction_on_pages_from_right_to_left(
    gallery: Gallery, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    gallery.show(page, "approval", locale="ar")
    position = page.get_by_role("region", name="Waiting for your approval").get_by_text("1 of 2")
    # The number stands left of the words that follow it.
    assert position.evaluate(
        """(element) => {
          const at = (offset) => {
            const range = document.createRange();
            range.setStart(element.firstChild, offset);
            range.setEnd(element.firstChild, offset + 1);
            return range.getBoundingClientRect().left;
          };
          return at(0) < at(2) && at(2) < at(5);
        }"""
    )

    gallery.show(page, "enclosures", locale="ar")
    chip = page.get_by_text("orders-2026.csv")
    assert chip.evaluate(
        "(text) => text.getBoundingClientRect().left"
        " - text.closest('li').getBoundingClientRect().left >= 8"
    )

    gallery.show(page, "questions", locale="ar")
    radio = page.get_by_role("radio", name="Excel")
    # A label stands beside its button, which is on the right.
    assert radio.evaluate(
        """(radio) => {
          const label = radio.parentElement.querySelector('bdi').getBoundingClientRect();
          const gap = radio.getBoundingClientRect().left - label.right;
          return gap >= 0 && gap < 30;
        }"""
    )
