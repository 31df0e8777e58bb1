"""The composer in a real browser, against a server that speaks the vendor's contract."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.contract_server import ASSISTANT, ContractServer
from tests.e2e.harness import APPS, App, Chat, Watch

SCRIPT = APPS / "composer.py"


@pytest.fixture(scope="module")
def app(hosted: App) -> App:
    return hosted


@pytest.fixture(autouse=True)
def new_api(xpertai: ContractServer) -> None:
    """Be there before the chat, which asks for its secret."""


def csv(name: str, size: int = 5) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": b"a" * size}


def pick(chat: Chat, *files: FilePayload) -> None:
    with chat.page.expect_file_chooser() as chooser:
        chat.frame.get_by_role("button", name="Attach files").click()
    chooser.value.set_files(list(files))


def test_files_are_uploaded_with_a_renewed_secret_and_sent_once(
    chat: Chat, xpertai: ContractServer, watch: Watch
) -> None:
    xpertai.revoke_all()
    pick(chat, csv("orders.csv"), csv("large.csv", 2000))

    refusal = chat.frame.get_by_role("alert")
    expect(refusal).to_contain_text("large.csv is larger than")
    attached = chat.frame.get_by_role("list", name="Attachments")
    expect(attached.get_by_role("listitem")).to_have_count(1)
    expect(attached.get_by_role("progressbar")).to_have_count(0)
    chat.ask("What is in it?")

    assert xpertai.uploads == [
        {
            "name": "orders.csv",
            "purpose": "chat_attachment",
            "parseMode": "auto",
            "xpertId": ASSISTANT,
        }
    ]
    (file,) = xpertai.runs[0]["input"]["input"]["files"]
    assert file["originalName"] == "orders.csv"
    mine = chat.log.get_by_role("article", name="You")
    expect(mine.get_by_text("orders.csv")).to_be_visible()
    expect(chat.composer).to_have_value("")
    assert xpertai.deleted == []
    assert watch.foreign_requests() == []


def test_a_file_that_is_removed_is_deleted(chat: Chat, xpertai: ContractServer) -> None:
    pick(chat, csv("orders.csv"))
    remove = chat.frame.get_by_role("button", name="Remove orders.csv")

    with chat.page.expect_response(lambda response: response.request.method == "DELETE"):
        remove.click()

    expect(remove).to_have_count(0)
    chat.ask("Hello")
    assert "files" not in xpertai.runs[0]["input"]["input"]
    assert len(xpertai.deleted) == 1


def test_tool_model_command_and_mention_are_chosen_by_key(
    chat: Chat, page: Page, xpertai: ContractServer
) -> None:
    chat.frame.get_by_role("button", name="Model: Fast").press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chat.frame.get_by_role("button", name="Tools").press("ArrowDown")
    page.keyboard.press("Enter")
    chat.composer.press_sequentially("/com")
    expect(chat.frame.get_by_role("option", name="compare")).to_be_visible()
    page.keyboard.press("Enter")
    expect(chat.composer).to_have_value("/compare ")
    chat.composer.press_sequentially("@ap")
    expect(chat.frame.get_by_role("option", name="APAC")).to_be_visible()
    page.keyboard.press("Tab")
    expect(chat.composer).to_have_value("/compare @APAC ")
    chat.ask("/compare @APAC with last year")

    sent = xpertai.runs[0]["input"]["input"]
    assert sent["input"] == "Compare @APAC with last year"
    assert (sent["model"], sent["toolChoice"]) == ("large", "search")
    assert sent["commandSource"]["name"] == "compare"
    (reference,) = sent["references"]
    assert reference["entity"]["id"] == "apac"
    expect(page.get_by_text("Runs: 1", exact=True)).to_be_visible()


def test_a_mention_in_a_message_is_clicked(chat: Chat, page: Page) -> None:
    chat.composer.press_sequentially("Where is @em")
    chat.frame.get_by_role("option", name="EMEA").click()
    chat.composer.press("Enter")

    mine = chat.log.get_by_role("article", name="You")
    mine.get_by_role("button", name="@EMEA").click()

    expect(page.get_by_text("Clicked: EMEA", exact=True)).to_be_visible()


def test_what_is_written_and_attached_is_there_after_a_reload_of_the_chat(
    chat: Chat, xpertai: ContractServer
) -> None:
    chat.ask("Hello")
    chat.composer.fill("For this thread")
    chat.button("new").click()
    expect(chat.composer).to_have_value("")
    pick(chat, csv("orders.csv"))
    remove = chat.frame.get_by_role("button", name="Remove orders.csv")
    expect(remove).to_be_visible()
    chat.composer.fill("For a new one")

    with chat.page.expect_event("framenavigated", lambda frame: frame.name == "chatkit"):
        chat.composer.evaluate("() => location.reload()")

    expect(chat.composer).to_have_value("For a new one")
    expect(remove).to_be_visible()
    chat.wait_until_ready()
    chat.ask("For a new one")
    assert xpertai.runs[1]["input"]["input"]["files"][0]["originalName"] == "orders.csv"
    assert len(xpertai.uploads) == 1
