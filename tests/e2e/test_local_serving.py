"""Chats of a local agent, served by the app itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.harness import APPS, App, Chat, Watch


@pytest.mark.parametrize("options", [(), ("--server.baseUrlPath", "sales/board")])
def test_a_local_agent_answers_through_the_apps_own_routes(
    start: Callable[..., App], page: Page, watch: Watch, options: tuple[str, ...]
) -> None:
    app = start(APPS / "mounted_routes.py", *options)
    page.goto(app.url)
    chat = Chat(page)
    chat.wait_until_ready()
    assert "You said hello" in chat.ask("hello")
    calls = {request.url for request in watch.requests if "/api/ai/" in request.url}
    assert {url.partition("/api/ai/")[0] for url in calls} == {f"{app.url}/chatkit"}
    assert watch.own_complaints() == []
