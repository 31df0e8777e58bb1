"""The thread in the address, commands from another page, events and context."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.harness import APPS, App, Chat, Watch

SCRIPT = APPS / "pages.py"


def thread_of(page: Page) -> str | None:
    """Return the thread in the address."""
    thread: str | None = page.evaluate("new URLSearchParams(location.search).get('chatkit-thread')")
    return thread


def wait_for_thread(page: Page, *, there: bool = True) -> str | None:
    page.wait_for_function(
        "there => new URLSearchParams(location.search).has('chatkit-thread') === there", arg=there
    )
    return thread_of(page)


def said(chat: Chat, text: str) -> Locator:
    return chat.answers.get_by_text(f"You said: {text}, in", exact=False)


def go_to(page: Page, title: str) -> None:
    page.get_by_role("link", name=title).click()


def runs(page: Page) -> int:
    return int(page.get_by_text("Runs: ").inner_text().removeprefix("Runs: "))


@pytest.fixture
def quiet(watch: Watch) -> Iterator[None]:
    yield
    assert watch.own_complaints() == []
    assert watch.foreign_requests() == []


@pytest.mark.usefixtures("quiet")
def test_a_reload_opens_the_thread_of_the_address_and_leaves_the_rest_of_it_alone(
    app: App, page: Page
) -> None:
    page.goto(f"{app.url}/?tab=2")
    chat = Chat(page)
    chat.wait_until_ready()
    assert thread_of(page) is None
    chat.ask("first")
    thread = wait_for_thread(page)

    page.reload()

    expect(said(chat, "first")).to_be_visible(timeout=20_000)
    assert thread_of(page) == thread
    assert "tab=2" in page.url
    chat.ask("second")
    expect(chat.answers).to_have_count(2)
    assert thread_of(page) == thread


def test_a_link_opens_the_thread_in_another_tab_but_not_for_another_user(
    app: App, chat: Chat, page: Page, browser: Browser
) -> None:
    chat.ask("first")
    wait_for_thread(page)

    tab = page.context.new_page()
    tab.goto(page.url)
    expect(said(Chat(tab), "first")).to_be_visible(timeout=20_000)
    stranger = browser.new_context(locale="en-US")
    theirs = stranger.new_page()
    theirs.goto(page.url)
    chat_of_stranger = Chat(theirs)
    chat_of_stranger.wait_until_ready()

    expect(chat_of_stranger.frame.get_by_role("alert")).to_be_visible(timeout=15_000)
    expect(said(chat_of_stranger, "first")).to_have_count(0)
    expect(chat_of_stranger.log.get_by_text("first", exact=True)).to_have_count(0)
    stranger.close()


def test_back_and_forward_go_through_the_threads(chat: Chat, page: Page) -> None:
    chat.ask("first")
    first = wait_for_thread(page)
    chat.button("new").click()
    wait_for_thread(page, there=False)
    # A run right behind a change of the thread may still carry the address from before.
    chat.ask("slowly")
    second = wait_for_thread(page)
    assert first != second

    page.go_back()
    expect(chat.answers).to_have_count(0)
    page.go_back()
    expect(said(chat, "first")).to_be_visible()
    assert thread_of(page) == first
    expect(said(chat, "slowly")).to_have_count(0)


def test_the_thread_is_there_when_the_user_comes_back_to_the_page(chat: Chat, page: Page) -> None:
    chat.ask("first")
    thread = wait_for_thread(page)

    go_to(page, "Other")
    expect(page.get_by_role("button", name="Ask from here")).to_be_visible()
    go_to(page, "Talk")

    expect(said(chat, "first")).to_be_visible(timeout=20_000)
    assert wait_for_thread(page) == thread


@pytest.mark.usefixtures("quiet")
def test_a_chat_of_the_entrypoint_goes_on_while_the_user_goes_from_page_to_page(
    start: Callable[..., App], page: Page, watch: Watch
) -> None:
    page.goto(start(APPS / "entrypoint.py").url)
    chat = Chat(page)
    chat.wait_until_ready()
    chat.send("count")
    expect(chat.answers.last).to_contain_text("1 2 3")
    chat.composer.fill("A draft")
    for title in ("stock", "sales"):
        go_to(page, title)
        expect(page.get_by_role("heading", name=title.title())).to_be_visible()

    expect(chat.composer).to_have_value("A draft")
    expect(chat.answers.last).to_contain_text(" ".join(map(str, range(1, 60))))
    expect(chat.answers).to_have_count(1)
    assert watch.frame_loads() == 1


def test_a_command_from_another_page_is_carried_out_once_when_the_chat_is_back(
    chat: Chat, page: Page
) -> None:
    chat.ask("first")
    go_to(page, "Other")
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()
    page.get_by_role("button", name="Ask from here").click()
    expect(page.get_by_text("Runs: 3", exact=True)).to_be_visible()

    go_to(page, "Talk")

    expect(said(chat, "from the other page")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Fill").click()
    expect(chat.composer).to_have_value("filled")
    expect(said(chat, "from the other page")).to_have_count(1)
    expect(said(chat, "first")).to_have_count(1)
    expect(chat.answers).to_have_count(2)


def test_an_event_reruns_the_app_once_if_the_app_listens_and_never_otherwise(
    chat: Chat, page: Page
) -> None:
    chat.ask("hello")
    wait_for_thread(page)
    assert runs(page) == 1

    page.get_by_text("Listen", exact=True).click()
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()
    chat.ask("slowly")
    expect(page.get_by_text("Heard: begin, end", exact=True)).to_be_visible()

    before = runs(page)
    assert before in {3, 4}  # begin and end come in one batch or in two
    page.get_by_text("Listen", exact=True).click()
    expect(page.get_by_text(f"Runs: {before + 1}", exact=True)).to_be_visible()
    chat.ask("hello again")
    # A run for one of its events would have come before this one.
    page.get_by_role("button", name="Fill").click()
    expect(chat.composer).to_have_value("filled")
    expect(page.get_by_text(f"Runs: {before + 2}", exact=True)).to_be_visible()
    expect(page.get_by_text("Heard: begin, end", exact=True)).to_be_visible()


def test_the_agent_gets_the_context_that_the_user_sees(chat: Chat, page: Page) -> None:
    assert chat.ask("where").endswith("in EMEA.")
    page.get_by_text("APAC", exact=True).click()
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()
    assert chat.ask("where").endswith("in APAC.")
    assert runs(page) == 2
