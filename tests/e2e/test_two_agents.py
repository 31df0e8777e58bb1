"""Two chats of one app with different agents share nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.harness import APPS, App, Chat, Watch

OTHER = "9b1d7c52-0e3f-4a68-8c7d-5f2e1a90b3c4"

Show = Callable[..., tuple[Chat, Chat]]


@pytest.fixture
def show(start: Callable[..., App], page: Page, xpertai: ContractServer) -> Show:
    def show_app(script: str, first: str, second: str, **env: str) -> tuple[Chat, Chat]:
        settings = {"XPERTAI_API_KEY": API_KEY, "XPERTAI_API_URL": xpertai.url}
        page.goto(start(APPS / script, **settings, **env).url)
        chats = Chat(page, key=first), Chat(page, key=second)
        for chat in chats:
            chat.wait_until_ready()
        return chats

    return show_app


def secrets(watch: Watch, where: Callable[[str], bool]) -> set[str]:
    """Return the secrets that were sent to addresses."""
    headers = [request.all_headers() for request in watch.requests if where(request.url)]
    return {found["authorization"] for found in headers if "authorization" in found}


def test_each_chat_talks_to_its_own_assistant_with_its_own_secret(
    show: Show, watch: Watch, xpertai: ContractServer
) -> None:
    first, second = show("two_assistants.py", "first", "second", FIRST=ASSISTANT, SECOND=OTHER)
    first.composer.fill("a draft of the first")
    second.ask("for the second")
    expect(first.composer).to_have_value("a draft of the first")
    expect(first.answers).to_have_count(0)
    first.ask("for the first")

    sent = [(run["assistant_id"], run["input"]["input"]["input"]) for run in xpertai.runs]
    assert sent == [(OTHER, "for the second"), (ASSISTANT, "for the first")]
    minted = [mint.body["assistant"]["id"] for mint in xpertai.mints]
    assert sorted(minted) == sorted([ASSISTANT, OTHER])
    of_first = secrets(watch, lambda url: url.endswith(f"/assistants/{ASSISTANT}"))
    of_second = secrets(watch, lambda url: url.endswith(f"/assistants/{OTHER}"))
    assert len(of_first) == len(of_second) == 1
    assert of_first.isdisjoint(of_second)
    assert watch.foreign_requests() == []
    assert watch.own_complaints() == []


def test_each_backend_sees_its_own_secrets_and_messages_only(
    show: Show, watch: Watch, xpertai: ContractServer
) -> None:
    hosted, local = show("two_backends.py", "hosted", "local", XPERT_ID=ASSISTANT)
    hosted.ask("Where is order 1042?")
    assert "You said: for the local agent" in local.ask("for the local agent")

    to_hosted = secrets(watch, lambda url: url.startswith(xpertai.url))
    to_local = secrets(watch, lambda url: not url.startswith(xpertai.url))
    assert to_hosted == {f"Bearer {secret}" for secret in xpertai.valid}
    assert len(to_hosted) == len(to_local) == 1
    assert to_hosted.isdisjoint(to_local)
    assert [run["input"]["input"]["input"] for run in xpertai.runs] == ["Where is order 1042?"]
    assert watch.foreign_requests() == []
    assert watch.own_complaints() == []
