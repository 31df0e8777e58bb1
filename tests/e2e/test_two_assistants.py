"""Two chats of one app with different assistants of the same API share nothing."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.harness import APPS, App, Chat, Watch

OTHER = "9b1d7c52-0e3f-4a68-8c7d-5f2e1a90b3c4"


def test_each_chat_talks_to_its_own_assistant_with_its_own_secret(
    start: Callable[..., App], page: Page, watch: Watch, xpertai: ContractServer
) -> None:
    app = start(
        APPS / "two_assistants.py",
        XPERTAI_API_KEY=API_KEY,
        XPERTAI_API_URL=xpertai.url,
        FIRST=ASSISTANT,
        SECOND=OTHER,
    )
    page.goto(app.url)
    first, second = Chat(page, key="first"), Chat(page, key="second")
    first.wait_until_ready()
    second.wait_until_ready()
    first.composer.fill("a draft of the first")
    second.ask("for the second")
    expect(first.composer).to_have_value("a draft of the first")
    expect(first.answers).to_have_count(0)
    first.ask("for the first")

    sent = [(run["assistant_id"], run["input"]["input"]["input"]) for run in xpertai.runs]
    assert sent == [(OTHER, "for the second"), (ASSISTANT, "for the first")]
    minted = [mint.body["assistant"]["id"] for mint in xpertai.mints]
    assert sorted(minted) == sorted([ASSISTANT, OTHER])
    of_assistant = {
        assistant: {
            request.all_headers()["authorization"]
            for request in watch.requests
            if request.url.endswith(f"/assistants/{assistant}")
        }
        for assistant in (ASSISTANT, OTHER)
    }
    assert all(len(secrets) == 1 for secrets in of_assistant.values())
    assert of_assistant[ASSISTANT].isdisjoint(of_assistant[OTHER])
    assert watch.foreign_requests() == []
    assert watch.own_complaints() == []
