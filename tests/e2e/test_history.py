"""The user's conversations, and what can be done with messages."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.e2e.harness import APPS, Chat, Watch

SCRIPT = APPS / "history.py"


def open_history(chat: Chat) -> Locator:
    """Open the list; in a chat this wide it stands beside the conversation."""
    chat.frame.get_by_role("button", name="History", exact=True).click()
    panel = chat.frame.get_by_label("History", exact=True).filter(has=chat.frame.locator("h2"))
    expect(panel.get_by_role("searchbox")).to_be_focused()
    return panel


def start_thread(chat: Chat, text: str) -> None:
    chat.button("new").click()
    expect(chat.answers).to_have_count(0)
    chat.ask(text)


def test_a_conversation_is_found_by_its_title_and_opened_by_keyboard(
    chat: Chat, page: Page, watch: Watch
) -> None:
    start_thread(chat, "Apples of the north")
    start_thread(chat, "Pears of the south")
    panel = open_history(chat)
    today = panel.get_by_role("region", name="Today")
    expect(today.get_by_role("listitem").first).to_contain_text("Pears of the south")

    panel.get_by_role("searchbox").fill("apples")
    expect(panel.get_by_role("listitem")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(chat.answers.last).to_contain_text("You said: Apples of the north")
    assert "You said: and plums" in chat.ask("and plums")
    assert watch.own_complaints() == []


def test_a_new_title_is_there_after_a_reload(chat: Chat, page: Page) -> None:
    start_thread(chat, "To be renamed")

    chat.frame.get_by_role("button", name="Rename “To be renamed”").click()
    expect(chat.frame.locator("header").get_by_role("textbox")).to_be_focused()
    page.keyboard.insert_text("Renamed in the header")
    with page.expect_response(lambda response: response.request.method == "PATCH") as saved:
        page.keyboard.press("Enter")
    assert saved.value.ok
    renamed = chat.frame.get_by_role("button", name="Rename “Renamed in the header”")
    expect(renamed).to_be_visible()
    page.reload()
    chat.wait_until_ready()

    panel = open_history(chat)
    expect(panel.get_by_text("Renamed in the header")).to_be_visible()
    expect(panel.get_by_text("To be renamed")).to_have_count(0)


def test_a_deleted_conversation_comes_back_or_is_gone_for_good(chat: Chat, page: Page) -> None:
    start_thread(chat, "Kept after all")
    panel = open_history(chat)

    panel.get_by_role("button", name="Delete “Kept after all”").click()
    expect(chat.answers).to_have_count(0)
    chat.frame.get_by_role("button", name="Undo").click()
    expect(chat.answers.last).to_contain_text("Kept after all")

    with page.expect_response(lambda response: response.request.method == "DELETE") as deletion:
        panel.get_by_role("button", name="Delete “Kept after all”").click()
    assert "/conversations/" in deletion.value.url
    assert deletion.value.ok
    page.reload()
    chat.wait_until_ready()
    expect(chat.answers).to_have_count(0)
    panel = open_history(chat)
    expect(panel.get_by_text("Kept after all")).to_have_count(0)


def test_the_app_opens_the_history(chat: Chat, page: Page) -> None:
    page.get_by_role("button", name="Show the history").click()

    expect(chat.frame.get_by_role("searchbox", name="Search conversations")).to_be_visible()
    expect(page.get_by_text("Beeps: 0", exact=True)).to_be_visible()


def test_an_edited_message_is_answered_in_its_place(chat: Chat, page: Page) -> None:
    start_thread(chat, "first")
    chat.ask("second")
    chat.log.get_by_role("article", name="You").first.hover()

    chat.frame.get_by_role("button", name="Edit", exact=True).first.click()
    expect(chat.frame.get_by_role("textbox", name="Edit the message")).to_be_focused()
    page.keyboard.insert_text(" of all")
    page.keyboard.press("Enter")

    expect(chat.answers).to_have_count(1)
    expect(chat.answers.last).to_contain_text("You said: first of all")
    expect(chat.answers.last).to_have_attribute("aria-busy", "false")
    page.reload()
    chat.wait_until_ready()
    expect(chat.answers).to_have_count(1)
    expect(chat.log).not_to_contain_text("second")


def test_a_vote_is_there_after_a_reload_and_can_be_taken_back(chat: Chat, page: Page) -> None:
    start_thread(chat, "rate me")
    good = chat.answers.last.get_by_role("button", name="Good answer")
    with page.expect_response(lambda response: "/feedbacks" in response.url) as saved:
        good.click()
    assert saved.value.ok
    expect(good).to_have_attribute("aria-pressed", "true")

    page.reload()
    chat.wait_until_ready()

    expect(good).to_have_attribute("aria-pressed", "true")
    good.click()
    expect(good).to_have_attribute("aria-pressed", "false")


def test_selected_text_is_quoted_in_the_next_message(chat: Chat) -> None:
    start_thread(chat, "quote me")
    chat.answers.last.get_by_text("You said: quote me").evaluate(
        "paragraph => getSelection().selectAllChildren(paragraph)"
    )

    chat.frame.get_by_role("button", name="Quote", exact=True).click()

    assert "about ['You said: quote me']" in chat.ask("why?")


def test_a_header_button_calls_the_app(chat: Chat, page: Page) -> None:
    chat.frame.get_by_role("button", name="Menu").click()

    expect(page.get_by_text("Menus: 1", exact=True)).to_be_visible()


def test_an_effect_happens_once_although_the_chat_is_made_anew(chat: Chat, page: Page) -> None:
    start_thread(chat, "warm up")
    chat.send("beep slowly")
    expect(page.get_by_text("Beeps: 1", exact=True)).to_be_visible()
    expect(chat.answers.last).to_contain_text("1 2 3")
    switch = page.get_by_text("Show the chat", exact=True)

    switch.click()
    expect(chat.container).to_have_count(0)
    switch.click()

    expect(chat.answers.last).to_contain_text("78 79")
    expect(page.get_by_text("Beeps: 2", exact=True)).to_be_visible()
    expect(chat.answers.last).to_have_attribute("aria-busy", "false")
    chat.ask("anything later")
    expect(page.get_by_text("Beeps: 2", exact=True)).to_be_visible()
