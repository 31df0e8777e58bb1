"""Chats of one app, and users of one app, know nothing of each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.harness import APPS, App, Chat, Watch

SCRIPT = APPS / "two_chats.py"


class Visitor:
    """A user with a browser of their own, who has opened the app."""

    def __init__(self, page: Page, app: App) -> None:
        self.page = page
        self.watch = Watch()
        self.watch.attach(page)
        page.goto(app.url)
        self.sales, self.support = Chat(page, key="sales"), Chat(page, key="support")
        for chat in (self.sales, self.support):
            chat.wait_until_ready()

    def secrets(self) -> set[str]:
        """Return the secrets that the two chats have sent to the API."""
        headers = [request.all_headers() for request in self.watch.requests]
        return {found["authorization"] for found in headers if "authorization" in found}


@pytest.fixture
def visitors(browser: Browser, app: App) -> Iterator[tuple[Visitor, Visitor]]:
    contexts = [browser.new_context(locale="en-US") for _ in range(2)]
    first, second = (Visitor(context.new_page(), app) for context in contexts)
    yield first, second
    for context in contexts:
        context.close()


def test_two_chats_and_two_users_have_their_own_answers_events_commands_and_secrets(
    visitors: tuple[Visitor, Visitor],
) -> None:
    ann, bob = visitors
    for chat in (ann.sales, ann.support, bob.sales):
        chat.send("a question")
    for chat, desk in ((ann.sales, "sales"), (ann.support, "support"), (bob.sales, "sales")):
        expect(chat.answers).to_contain_text([f"{desk} got a question"])
    expect(ann.page.get_by_text("Heard: sales, support", exact=True)).to_be_visible()
    expect(bob.page.get_by_text("Heard: sales", exact=True)).to_be_visible()

    ann.page.get_by_role("button", name="Tell support").click()
    expect(ann.support.answers).to_contain_text(["support got a question", "support got a command"])

    # What was meant for others would have come before.
    for chat in (ann.sales, bob.sales, bob.support):
        chat.ask("the last one")
    expect(ann.sales.answers).to_have_count(2)
    expect(bob.sales.answers).to_have_count(2)
    expect(bob.support.answers).to_have_count(1)
    assert len(ann.secrets()) == len(bob.secrets()) == 2
    assert ann.secrets().isdisjoint(bob.secrets())
    assert ann.watch.own_complaints() == bob.watch.own_complaints() == []


def test_two_tabs_of_one_browser_have_their_own_conversations(browser: Browser, app: App) -> None:
    context = browser.new_context(locale="en-US")
    one, two = Visitor(context.new_page(), app), Visitor(context.new_page(), app)
    one.sales.ask("in the first tab")

    expect(two.sales.answers).to_have_count(0)
    two.sales.ask("in the second tab")
    expect(one.sales.answers).to_contain_text(["sales got in the first tab"])
    expect(two.sales.answers).to_contain_text(["sales got in the second tab"])
    context.close()
