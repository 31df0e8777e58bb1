"""Widgets, approvals and questions, replayed from the vendor's contract."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.harness import APPS, App, Chat, Watch

ANSWER = "Order 1042 has shipped"


@pytest.fixture
def app(start: Callable[..., App], xpertai: ContractServer) -> App:
    return start(
        APPS / "widgets.py",
        XPERTAI_API_KEY=API_KEY,
        XPERTAI_API_URL=xpertai.url,
        XPERT_ID=ASSISTANT,
    )


def test_a_widget_tells_the_app_what_the_user_entered(
    chat: Chat, page: Page, xpertai: ContractServer, watch: Watch
) -> None:
    xpertai.streams = ["widget.sse"]
    chat.ask("Show order 1042")

    chat.frame.get_by_label("Note for the driver").fill("Ring twice")
    chat.frame.get_by_label("Gift wrap").check()
    chat.frame.get_by_role("button", name="Save").click()

    said = "save_note {'orderNo': '1042', 'note': 'Ring twice', 'gift': True}"
    expect(page.get_by_text(said)).to_be_visible()
    assert len(xpertai.runs) == 1
    assert watch.own_complaints() == []


def test_an_approval_goes_on_with_what_the_user_decided(
    chat: Chat, xpertai: ContractServer, watch: Watch
) -> None:
    xpertai.streams = ["hitl-interrupt.sse"]
    chat.send("Cancel order 1042")

    card = chat.frame.get_by_role("region", name="Waiting for your approval")
    expect(card.get_by_text("1 of 2")).to_be_visible()
    expect(card.get_by_role("button", name="Edit")).to_have_count(0)
    chat.composer.fill("Not yet")
    chat.composer.press("Enter")
    assert len(xpertai.runs) == 1
    card.get_by_role("button", name="Approve").click()
    card.get_by_role("button", name="Edit").click()
    card.get_by_label("To").fill("b@example.com")
    card.get_by_role("button", name="Approve with changes").click()

    expect(chat.answers.last).to_contain_text(ANSWER)
    expect(card).to_have_count(0)
    resume = xpertai.runs[1]["input"]
    assert resume["action"] == "resume"
    assert resume["target"]["executionId"] == xpertai.ids["execution"]
    assert resume["decision"] == {
        "type": "confirm",
        "payload": {
            "decisions": [
                {"type": "approve"},
                {
                    "type": "edit",
                    "editedAction": {
                        "name": "send_mail",
                        "args": {"to": "b@example.com", "subject": "Cancelled"},
                    },
                },
            ]
        },
    }
    assert watch.own_complaints() == []


def test_a_question_is_answered_by_keyboard(
    chat: Chat, xpertai: ContractServer, watch: Watch
) -> None:
    xpertai.streams = ["request-user-input.sse"]
    chat.send("Export the orders")

    first = chat.frame.get_by_role("radio", name="Open orders")
    first.focus()
    first.press("ArrowDown")
    expect(chat.frame.get_by_role("radio", name="All orders")).to_be_checked()
    chat.frame.get_by_role("radio", name="All orders").press("Enter")

    expect(chat.answers.last).to_contain_text(ANSWER)
    (message,) = xpertai.runs[1]["input"]["command"]["resume"]["toolMessages"]
    assert message["status"] == "success"
    assert message["content"]["answers"][0]["value"] == "All orders"
    assert watch.own_complaints() == []
