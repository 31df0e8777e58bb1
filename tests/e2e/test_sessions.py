"""Client secrets on the hosted path, against a server that speaks the vendor's contract."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.harness import APPS, App, Chat, Watch

ANSWER = "Order 1042 has shipped and arrives on Friday."
SCRIPT = APPS / "hosted.py"


@pytest.fixture(scope="module")
def app(hosted: App) -> App:
    return hosted


@pytest.fixture(autouse=True)
def new_api(xpertai: ContractServer) -> None:
    """Be there before the chat, which asks for its secret."""


def test_the_hosted_agent_answers(chat: Chat, xpertai: ContractServer, watch: Watch) -> None:
    answer = chat.ask("Where is order 1042?")

    assert ANSWER in answer
    assert "订单已发货 ✅" in answer
    assert xpertai.runs[0]["assistant_id"] == ASSISTANT
    assert xpertai.runs[0]["input"]["input"]["input"] == "Where is order 1042?"
    assert xpertai.refused == []
    assert watch.own_complaints() == []


def test_one_secret_serves_many_reruns(chat: Chat, page: Page, xpertai: ContractServer) -> None:
    for run in range(2, 12):
        page.get_by_role("button", name="Rerun").click()
        expect(page.get_by_text(f"Runs: {run}", exact=True)).to_be_visible()
    chat.ask("Where is order 1042?")

    assert len(xpertai.mints) == 1
    assert xpertai.mints[0].body["assistant"] == {"id": ASSISTANT}
    assert xpertai.mints[0].body["user"]


def test_a_rerun_of_the_app_does_not_reload_the_frame(chat: Chat, page: Page, watch: Watch) -> None:
    chat.composer.fill("A draft that must survive")

    for run in range(2, 7):
        page.get_by_role("button", name="Rerun").click()
        expect(page.get_by_text(f"Runs: {run}", exact=True)).to_be_visible()

    expect(chat.composer).to_have_value("A draft that must survive")
    assert watch.frame_loads() == 1


def test_chatting_does_not_rerun_the_app(chat: Chat, page: Page) -> None:
    chat.ask("Where is order 1042?")
    chat.ask("And now?")

    expect(page.get_by_text("Runs: 1", exact=True)).to_be_visible()


def test_a_refused_secret_is_refreshed_without_a_rerun(
    chat: Chat, page: Page, xpertai: ContractServer, watch: Watch
) -> None:
    chat.ask("Where is order 1042?")
    xpertai.revoke_all()

    answer = chat.ask("And now?")

    assert ANSWER in answer
    assert len(xpertai.mints) == 2
    assert len(xpertai.refused) == 1
    expect(page.get_by_text("Runs: 1", exact=True)).to_be_visible()
    assert watch.frame_loads() == 1


def test_the_api_key_never_reaches_the_browser(chat: Chat, page: Page, watch: Watch) -> None:
    chat.ask("Where is order 1042?")
    page.get_by_role("button", name="Rerun").click()
    expect(page.get_by_text("Runs: 2", exact=True)).to_be_visible()

    secret = API_KEY.removeprefix("sk-x-")
    assert watch.frames, "the WebSocket was watched"
    assert watch.leaks_of(secret) == []
    for frame in page.frames:
        assert secret not in frame.content()
        assert secret not in frame.url


def test_a_slow_api_does_not_hold_the_app_up(
    start: Callable[..., App], page: Page, xpertai: ContractServer
) -> None:
    xpertai.sessions_open.clear()
    app = start(
        APPS / "hosted.py",
        XPERTAI_API_KEY=API_KEY,
        XPERTAI_API_URL=xpertai.url,
        XPERT_ID=ASSISTANT,
    )
    page.goto(app.url)

    # The text below the chat is drawn while the secret is still being minted.
    expect(page.get_by_text("Thread: None")).to_be_visible(timeout=30_000)
    chat = Chat(page)
    expect(chat.composer).to_be_disabled()
    assert xpertai.valid == set()
    xpertai.sessions_open.set()
    chat.wait_until_ready()
    assert len(xpertai.mints) == 1


def test_a_failed_session_shows_a_card_and_retry_recovers(
    start: Callable[..., App], page: Page, xpertai: ContractServer
) -> None:
    xpertai.fail_sessions = [403]
    app = start(
        APPS / "hosted.py",
        XPERTAI_API_KEY=API_KEY,
        XPERTAI_API_URL=xpertai.url,
        XPERT_ID=ASSISTANT,
    )
    page.goto(app.url)
    chat = Chat(page)

    card = chat.frame.get_by_role("alert")
    expect(card).to_contain_text("This API key may not open a chat with this assistant")
    expect(page.get_by_text("Thread: None")).to_be_visible()
    assert len(xpertai.mints) == 1
    chat.button("retry").click()

    chat.wait_until_ready()
    assert len(xpertai.mints) == 2
    assert ANSWER in chat.ask("Where is order 1042?")


def test_a_missing_key_is_explained_in_the_app(start: Callable[..., App], page: Page) -> None:
    app = start(APPS / "hosted.py")
    page.goto(app.url)

    expect(page.get_by_text("XPERTAI_API_KEY").first).to_be_visible()
    expect(page.get_by_text("XPERT_ID").first).to_be_visible()
    expect(page.get_by_text("Thread: None")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
