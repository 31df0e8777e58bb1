"""No state of the chat breaks a rule that axe knows, in any theme, alone and in an app."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import CONTRAST, violations
from tests.e2e.harness import APPS, Chat
from tests.gallery import Gallery, change_look

SCRIPT = APPS / "local.py"

# Rules about a document of its own. While a dialog covers the chat, axe sees the dialog alone, and
# what the component draws is a part of the app's page.
OF_A_WHOLE_PAGE = ("landmark-one-main", "page-has-heading-one")
PARTS_OF_A_PAGE = ("history", "app-", "surface-dialog")


def of_a_state(state: str, found: list[str]) -> list[str]:
    if not state.startswith(PARTS_OF_A_PAGE):
        return found
    return [one for one in found if not one.startswith(OF_A_WHOLE_PAGE)]


@pytest.fixture
def still(browser: Browser) -> Page:
    """A page on which nothing moves: a colour that is changing is nobody's choice."""
    context = browser.new_context(viewport={"width": 460, "height": 800}, reduced_motion="reduce")
    return context.new_page()


@pytest.mark.timeout(300)  # more than a hundred states
def test_no_state_of_the_gallery_violates_a_rule(gallery: Gallery, still: Page) -> None:
    states = [name for names in gallery.states(still).values() for name in names]
    found = {}
    for state in gallery.each(still, states):
        found[state] = of_a_state(state, violations(still))
    assert len(found) > 100
    assert {state: broken for state, broken in found.items() if broken} == {}


@pytest.mark.timeout(300)
def test_every_state_can_be_read_in_every_theme(gallery: Gallery, still: Page) -> None:
    # The test of all rules looked at the first one, which is shown without a choice.
    shown, *themes = gallery.themes(still)
    found = []
    groups = gallery.states(still)
    # What differs from state to state in these is not the colours.
    del groups["Languages"]
    for state in gallery.each(still, [name for names in groups.values() for name in names]):
        for theme in themes:
            change_look(still, theme)
            found += [f"{state}, {theme}: {one}" for one in violations(still, *CONTRAST)]
    assert shown == "light"
    assert {"dark", "custom"} <= set(themes)
    assert found == []


def test_the_chat_in_an_app_violates_no_rule(chat: Chat) -> None:
    chat.page.emulate_media(reduced_motion="reduce")
    chat.ask("A list\n\n- of a line\n\n```python\nprint(1)\n```")
    component, frame = (
        element.content_frame()
        for element in (
            chat.container.locator("iframe").element_handle(),
            chat.component.locator("iframe[name=chatkit]").element_handle(),
        )
    )
    assert component is not None
    assert frame is not None

    assert violations(frame) == []
    assert of_a_state("app-", violations(component)) == []
    chat.frame.get_by_role("button", name="History").click()
    expect(chat.frame.get_by_role("searchbox")).to_be_focused()
    assert of_a_state("history", violations(frame)) == []
