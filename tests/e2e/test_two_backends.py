"""Two chats of one app with different backends share nothing."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.harness import APPS, App, Chat, Watch

AUTHORIZATION = "authorization"


def test_each_backend_sees_its_own_secrets_and_messages_only(
    start: Callable[..., App], page: Page, watch: Watch, xpertai: ContractServer
) -> None:
    app = start(
        APPS / "two_backends.py",
        XPERTAI_API_KEY=API_KEY,
        XPERTAI_API_URL=xpertai.url,
        XPERT_ID=ASSISTANT,
    )
    page.goto(app.url)
    hosted, local = Chat(page, key="hosted"), Chat(page, key="local")
    hosted.wait_until_ready()
    local.wait_until_ready()
    hosted.ask("Where is order 1042?")
    assert "You said: for the local agent" in local.ask("for the local agent")

    with_secret = [
        (request.url.startswith(xpertai.url), request.all_headers()[AUTHORIZATION])
        for request in watch.requests
        if AUTHORIZATION in request.all_headers()
    ]
    to_hosted = {secret for is_hosted, secret in with_secret if is_hosted}
    to_local = {secret for is_hosted, secret in with_secret if not is_hosted}
    assert len(to_hosted) == len(to_local) == 1
    assert to_hosted.isdisjoint(to_local)
    assert to_hosted == {f"Bearer {secret}" for secret in xpertai.valid}
    assert [run["input"]["input"]["input"] for run in xpertai.runs] == ["Where is order 1042?"]
    assert watch.foreign_requests() == []
    assert watch.own_complaints() == []
