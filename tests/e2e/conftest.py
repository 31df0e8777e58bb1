"""A browser for the whole session, a fresh and watched page for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import browser as browsers
from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.bare_element import PAGES, BareElement
from tests.e2e.harness import App, Chat, Watch, run_app
from tests.e2e.static_server import serve
from tests.gallery import Gallery, served

# A run of an app takes many seconds on a busy machine.
expect.set_options(timeout=30_000)

FLAGS = [
    "--no-sandbox",  # containers and CI run as root
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker("e2e")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browsers.ensure(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """The gallery of every state of the chat."""
    with served(tmp_path_factory.mktemp("gallery")) as gallery:
        yield gallery


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    yield opened
    opened.close()


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
