"""A state of the gallery is the same in an open page as in one of its own: tests rely on it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.gallery import Gallery

# Further apart than the tests are: each leaves behind what the next one must not meet.
STATES = ["chinese", "reasoning-open", "entity-preview", "history", "offline", "approval", "done"]
DRAWING = """() => {
  const { lang, dir, style } = document.documentElement;
  const ids = new Map();
  const body = document.body.innerHTML.replace(/_r_[0-9a-z]+_/g, (id) => {
    if (!ids.has(id)) ids.set(id, `id-${ids.size}`);
    return ids.get(id);
  });
  const boxes = [...document.querySelectorAll('body *')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].map(Math.round).join();
  });
  const { activeElement } = document;
  const focused = activeElement === document.body ? '' : activeElement.ariaLabel;
  const variables = [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`).sort();
  return { address: location.search + location.hash, lang, dir, variables, body, boxes, focused };
}"""
# Sizes are observed: what follows from them comes a little later.
SETTLED = f"""async () => {{
  const drawing = {DRAWING};
  for (let before = null, now = drawing(); ; now = drawing()) {{
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }}
}}"""


def test_a_state_in_an_open_page_is_the_one_of_a_page_of_its_own(
    gallery: Gallery, page: Page
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.clock.set_fixed_time("2026-08-17T09:00")  # The history is grouped by days.
    in_place: dict[str, Any] = {}
    loads: list[str] = []
    page.on("domcontentloaded", lambda at: loads.append(at.url))
    for locale in ("ar", None):
        for state in gallery.each(page, STATES, locale=locale):
            in_place[state] = page.evaluate(SETTLED)

    # What is offline stays so, and so does its page.
    assert len(loads) == 2 * 3
    for state, drawn in in_place.items():
        gallery.show(page, state)
        for aspect, value in page.evaluate(SETTLED).items():
            assert value == drawn[aspect], f"{aspect} of {state}"
