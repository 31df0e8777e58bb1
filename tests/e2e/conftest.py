"""A browser for the whole session, as new and with a watched page for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e import profile as profiles
from tests.e2e.bare_element import PAGES, BareElement
from tests.e2e.harness import App, Chat, Watch, run_app
from tests.e2e.static_server import serve
from tests.gallery import Gallery, served

# A run of an app takes many seconds on a busy machine.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker("e2e")


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with (
        sync_playwright() as playwright,
        profiles.opened(playwright, tmp_path_factory.mktemp("profile")) as profile,
    ):
        yield profile


@pytest.fixture
def browser(profile: BrowserContext) -> Iterator[Browser]:
    """The browser of all tests, for contexts beside that of the test."""
    browser = profile.browser
    assert browser is not None
    yield browser
    for context in browser.contexts:
        if context is not profile:
            context.close()


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """The gallery of every state of the chat."""
    with served(tmp_path_factory.mktemp("gallery")) as gallery:
        yield gallery


@pytest.fixture
def context(profile: BrowserContext) -> Iterator[BrowserContext]:
    with profiles.as_new(profile) as context:
        yield context


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    opened = context.new_page()
    watch.attach(opened)
    return opened


@pytest.fixture(scope="module")
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app that a spec names as ``SCRIPT``, running for all its tests."""
    with run_app(request.module.SCRIPT, tmp_path_factory.mktemp("app") / "app.log") as app:
        yield app


@pytest.fixture
def chat(request: pytest.FixtureRequest, app: App, page: Page) -> Chat:
    """The chat of the app in a page of its own, ready; its key is the spec's ``KEY``."""
    page.goto(app.url)
    chat = Chat(page, key=getattr(request.module, "KEY", "chatkit"))
    chat.wait_until_ready()
    return chat


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., App]]:
    """Starts apps that stop with the test."""
    with ExitStack() as stack:

        def start_app(script: Path, *options: str, **env: str) -> App:
            return stack.enter_context(run_app(script, tmp_path / "app.log", *options, **env))

        yield start_app


@pytest.fixture(scope="module")
def contract() -> Iterator[ContractServer]:
    with ContractServer() as server:
        yield server


@pytest.fixture
def xpertai(contract: ContractServer) -> ContractServer:
    """A server that speaks the vendor's contract, as new."""
    contract.forget()
    return contract


@pytest.fixture(scope="module")
def hosted(
    request: pytest.FixtureRequest,
    contract: ContractServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[App]:
    """The app that a spec names as ``SCRIPT``, set up for that server.

    A test's browser is new to it, and with it the user.
    """
    settings = {"XPERTAI_API_KEY": API_KEY, "XPERTAI_API_URL": contract.url, "XPERT_ID": ASSISTANT}
    log = tmp_path_factory.mktemp("app") / "app.log"
    with run_app(request.module.SCRIPT, log, **settings) as app:
        yield app


@pytest.fixture
def host(page: Page, xpertai: ContractServer) -> Iterator[BareElement]:
    """A page with nothing but the vendor's element, for our frame and the contract's server."""
    xpertai.event_delay = 0
    with serve(PAGES) as origin:
        yield BareElement(page, origin, xpertai)
