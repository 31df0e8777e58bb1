"""The gallery of every state of the chat, built and served for tests and screenshots."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page

FRONTEND = Path(__file__).resolve().parents[1] / "frontend"


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        # Their names change with their contents; a page that is loaded again keeps them compiled.
        if self.path.startswith("/assets/"):
            self.send_header("Cache-Control", "max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: a test's output is about the test."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing here either: a browser that is leaving hangs up."""


@dataclass(frozen=True)
class Gallery:
    """A running gallery."""

    url: str

    def show(self, page: Page, state: str, theme: str = "light", locale: str | None = None) -> None:
        """Open one state and wait until all of it is drawn."""
        page.goto(f"{self.url}?state={state}{_look(theme, locale)}")
        page.wait_for_selector(f"html[data-shown='{state}']", state="attached")

    def each(
        self, page: Page, states: Iterable[str], theme: str = "light", locale: str | None = None
    ) -> Iterator[str]:
        """Show one state after the other, loading only those that need a page of their own."""
        for at, state in enumerate(states):
            address = f"?state={state}{_look(theme, locale)}"
            if at == 0 or not page.evaluate("(address) => changeState(address)", address):
                self.show(page, state, theme, locale)
            yield state

    def states(self, page: Page) -> dict[str, list[str]]:
        """Return the names of all states by their group."""
        page.goto(self.url)
        sections = page.get_by_role("navigation").locator("section")
        sections.first.wait_for()
        listed: dict[str, list[str]] = sections.evaluate_all(
            """(sections) => Object.fromEntries(sections.map((section) => [
              section.querySelector('h2').textContent,
              [...section.querySelectorAll('li')].map((item) => item.textContent),
            ]))"""
        )
        return listed

    def themes(self, page: Page) -> list[str]:
        """Return the names of all themes."""
        page.goto(self.url)
        options = page.get_by_label("Theme").locator("option")
        options.first.wait_for(state="attached")
        return options.all_text_contents()


def change_look(page: Page, theme: str, locale: str | None = None) -> None:
    """Show the open state in another theme or language, without loading it again."""
    # The page's own listener is older, and heard before.
    page.evaluate(
        """(hash) => new Promise((resolve) => {
          if (new URL(hash, location.href).hash === location.hash) return resolve();
          addEventListener('hashchange', () => resolve(), { once: true });
          location.hash = hash;
        })""",
        _look(theme, locale),
    )


def _look(theme: str, locale: str | None) -> str:
    return "#" + urlencode({"theme": theme} | ({} if locale is None else {"locale": locale}))


def build(folder: Path) -> None:
    """Build the gallery into a folder; it never becomes part of the package."""
    command = ["npx", "vite", "build", "--mode", "gallery", "--outDir", str(folder)]
    built = subprocess.run(
        [*command, "--emptyOutDir", "--logLevel", "warn"],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode != 0:
        raise AssertionError(f"The gallery could not be built.\n{built.stdout}{built.stderr}")


@contextmanager
def served(folder: Path) -> Iterator[Gallery]:
    """Build the gallery into a folder and serve it on a free port of this machine."""
    build(folder)
    handler = partial(_Quiet, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Gallery(f"http://127.0.0.1:{server.server_address[1]}/gallery.html")
        server.shutdown()
