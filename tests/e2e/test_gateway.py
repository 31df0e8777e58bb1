"""A hosted API that accepts no page of the app: through the gateway, and without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.contract.standalone import KEY, standalone
from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.harness import APPS, App, Chat, Watch

READER = """
from streamlit_chatkit import LocalBackend

async def read(run):
    for file in run.input.files:
        await run.text(f"{file.name} has {file.size} bytes.")

agent = LocalBackend(read, assistant_id="reader")
"""
ANSWER = "Order 1042 has shipped and arrives on Friday."
QUESTION = "Where is order 1042?"


@pytest.fixture
def xpertai(xpertai: ContractServer) -> ContractServer:
    """A server that accepts only its own pages."""
    xpertai.origins = frozenset({"https://console.example"})
    return xpertai


def settings(xpertai: ContractServer) -> dict[str, str]:
    return {"XPERTAI_API_KEY": API_KEY, "XPERTAI_API_URL": xpertai.url, "XPERT_ID": ASSISTANT}


def calls(watch: Watch) -> list[str]:
    """Addresses of the API calls that the chat page made."""
    return [request.url for request in watch.requests if "/api/ai/" in request.url]


def test_a_strict_api_answers_an_app_on_this_machine(
    start: Callable[..., App], page: Page, xpertai: ContractServer, watch: Watch
) -> None:
    page.goto(start(APPS / "hosted.py", **settings(xpertai)).url)
    chat = Chat(page)
    chat.wait_until_ready()

    assert ANSWER in chat.ask(QUESTION)

    assert xpertai.callers
    assert set(xpertai.callers) == {None}
    assert not [url for url in calls(watch) if url.startswith(xpertai.url)]
    assert watch.own_complaints() == []


@pytest.mark.parametrize("options", [(), ("--server.baseUrlPath", "sales/board")])
def test_a_strict_api_answers_through_the_apps_own_routes(
    start: Callable[..., App],
    page: Page,
    xpertai: ContractServer,
    watch: Watch,
    options: tuple[str, ...],
) -> None:
    app = start(APPS / "gateway.py", *options, **settings(xpertai))
    page.goto(app.url)
    chat = Chat(page)
    chat.wait_until_ready()

    assert ANSWER in chat.ask(QUESTION)
    xpertai.revoke_all()
    assert ANSWER in chat.ask("And now?")

    assert len(xpertai.mints) == 2
    assert set(xpertai.callers) == {None}
    assert {url.partition("/api/ai/")[0] for url in calls(watch)} == {f"{app.url}/xpertai"}
    assert watch.leaks_of(API_KEY.removeprefix("sk-x-")) == []


def test_stopping_an_answer_reaches_the_api_through_the_gateway(
    start: Callable[..., App], page: Page, xpertai: ContractServer, watch: Watch
) -> None:
    xpertai.event_delay = 2
    page.goto(start(APPS / "gateway.py", **settings(xpertai)).url)
    chat = Chat(page)
    chat.wait_until_ready()
    # A run that was not asked for yet needs no end.
    with page.expect_request(lambda request: request.url.endswith("/runs/stream")):
        chat.send(QUESTION)

    with page.expect_request(lambda request: "/cancel" in request.url) as cancelling:
        chat.button("stop").click()

    assert cancelling.value.response() is not None
    assert "/xpertai/api/ai/threads/" in cancelling.value.url
    expect(chat.composer).to_be_enabled()


def test_an_api_that_refuses_the_page_is_explained(
    start: Callable[..., App], page: Page, xpertai: ContractServer
) -> None:
    app = start(APPS / "direct.py", **settings(xpertai))
    page.goto(app.url)
    chat = Chat(page)
    card = chat.frame.get_by_role("alert")

    expect(card).to_contain_text("The assistant does not accept this page")
    expect(card).to_contain_text(f"{xpertai.url} accepts calls only from addresses that it knows")
    expect(card.get_by_text('app = st.App("app.py", routes=backend.routes())')).to_be_visible()
    expect(card.get_by_text('st_chatkit(frame_url="https://…")')).to_be_visible()
    expect(card.get_by_text(f"CORS_ALLOW_ORIGINS={app.url}")).to_be_visible()
    expect(card).not_to_contain_text("Failed to fetch")

    xpertai.origins = frozenset({app.url})
    chat.button("retry").click()
    chat.wait_until_ready()
    assert ANSWER in chat.ask(QUESTION)


def test_a_file_comes_through_the_gateway_though_only_the_app_reaches_its_address(
    start: Callable[..., App], page: Page, watch: Watch, tmp_path: Path
) -> None:
    rows = b"shop,amount\nNorth,10\n"
    with standalone(tmp_path, agent=READER) as server:
        env = {"XPERTAI_API_KEY": KEY, "XPERTAI_API_URL": server.url, "XPERT_ID": "reader"}
        page.goto(start(APPS / "attachments.py", **env).url)
        chat = Chat(page)
        chat.wait_until_ready()
        with page.expect_file_chooser() as chooser:
            chat.frame.get_by_role("button", name="Attach files").click()
        chooser.value.set_files({"name": "shops.csv", "mimeType": "text/csv", "buffer": rows})
        attached = chat.frame.get_by_role("list", name="Attachments")
        expect(attached.get_by_role("listitem")).to_have_count(1)
        expect(attached.get_by_role("progressbar")).to_have_count(0)
        assert "shops.csv has 21 bytes." in chat.ask("Read it")
        page.reload()
        chat.wait_until_ready()

        with page.expect_download() as saving:
            chat.log.get_by_role("button", name="shops.csv").click()

        assert saving.value.suggested_filename == "shops.csv"
        assert Path(saving.value.path()).read_bytes() == rows
        assert not [url for url in calls(watch) if url.startswith(server.url)]
        assert watch.own_complaints() == []
