"""Runs an app as a user does, and watches the browser while it is used."""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import FrameLocator, Locator, Page, Request, WebSocket, expect

ROOT = Path(__file__).resolve().parents[2]
APPS = Path(__file__).parent / "apps"
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}


def free_port() -> int:
    """A port of this machine that nobody listens at.

    It is none of those that systems give to outgoing connections: another process could get it for
    one before the server that it is meant for, also while that server is restarted.
    """
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


# Of apps that have stopped. A browser keeps scripts compiled by their address, so that the next app
# gets the same one.
_left_ports: list[int] = []


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As a server does: connections that ended a moment ago do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@contextmanager
def _lent_port() -> Iterator[int]:
    while _left_ports:
        port = _left_ports.pop()
        if _is_free(port):
            break
    else:
        port = free_port()
    yield port
    _left_ports.append(port)


def clean_environment(**extra: str) -> dict[str, str]:
    """This process's environment without ChatKit settings of the machine's owner."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XPERT", "CHATKIT_FRAME", "STREAMLIT_"))
    }
    return kept | extra


@dataclass
class App:
    url: str
    log: Path

    def output(self) -> str:
        return self.log.read_text(errors="replace")


@contextmanager
def run_app(script: Path, log: Path, *options: str, **env: str) -> Iterator[App]:
    """Start ``streamlit run script`` on a free port and stop it again."""
    with _lent_port() as port, run_app_at(port, script, log, *options, **env) as app:
        yield app


@contextmanager
def run_app_at(port: int, script: Path, log: Path, *options: str, **env: str) -> Iterator[App]:
    """Start ``streamlit run script`` on a port and stop it again."""
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    at = "--server.baseUrlPath"
    base = f"/{options[options.index(at) + 1]}" if at in options else ""
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=clean_environment(**env),
            cwd=script.parent,
        )
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}{base}/_stcore/health", process, log)
        yield App(f"http://localhost:{port}{base}", log)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"The app did not stop.\n{log.read_text()}") from None


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if httpx.get(url, timeout=2).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"The app did not start.\n{log.read_text()}")


@dataclass
class Watch:
    """Everything that a page sent, received and complained about."""

    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    frames: list[str | bytes] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request))
        page.on("websocket", self._listen)
        page.on(
            "console",
            lambda message: (
                self.complaints.append(f"{message.type}: {message.text}")
                if message.type in {"error", "warning"}
                else None
            ),
        )
        page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self.frames.append(frame))
        socket.on("framereceived", lambda frame: self.frames.append(frame))

    def foreign_requests(self) -> list[str]:
        """URLs outside this machine (data:, blob: and about: stay inside the browser)."""
        return [
            request.url
            for request in self.requests
            if urlsplit(request.url).scheme in {"http", "https", "ws", "wss"}
            and urlsplit(request.url).hostname not in LOOPBACK
        ]

    def frame_loads(self) -> int:
        """How often the bundled chat page was loaded; a chat that stays loads it once."""
        return len([request for request in self.requests if "frame.html" in request.url])

    def own_complaints(self) -> list[str]:
        """Console messages that are not known noise of Streamlit's own page."""
        return [text for text in self.complaints if not STREAMLIT_NOISE.search(text)]

    def leaks_of(self, secret: str) -> list[str]:
        """Where a text that must stay in Python was seen."""
        seen = []
        for request in self.requests:
            carried = f"{request.url}\n{request.all_headers()}\n{request.post_data_buffer!r}"
            if secret in carried:
                seen.append(f"request {request.url}")
        seen += [
            f"websocket frame of {len(frame)} bytes"
            for frame in self.frames
            if secret.encode() in (frame.encode() if isinstance(frame, str) else frame)
        ]
        return seen


# Streamlit's page asks for features that Chromium does not know, and Chromium says so. Of two chats
# whose messages leave together it runs one, and the other one sends its message again.
STREAMLIT_NOISE = re.compile(
    r"Unrecognized feature|iframe which has both allow-scripts and allow-same-origin"
    r"|Multiple different fragmentIds detected in a single batch"
)


class Chat:
    """The chat as a user meets it, by role and name."""

    def __init__(self, page: Page, key: str = "chatkit", locale: str = "en") -> None:
        self.page = page
        self.names = NAMES[locale]
        self.container = page.locator(f".st-key-chatkit-{key}")
        # Where Streamlit draws another one, the old one stays for a moment.
        self.component: FrameLocator = self.container.locator("iframe").last.content_frame
        self.frame: FrameLocator = self.component.frame_locator("iframe[name=chatkit]")

    @property
    def composer(self) -> Locator:
        return self.frame.get_by_role("textbox", name=self.names["message"])

    @property
    def log(self) -> Locator:
        return self.frame.get_by_role("log")

    @property
    def answers(self) -> Locator:
        return self.log.get_by_role("article", name=self.names["assistant"], exact=True)

    @property
    def questions(self) -> Locator:
        return self.log.locator("article[data-queued]")

    def button(self, name: str) -> Locator:
        return self.frame.get_by_role("button", name=self.names[name], exact=True)

    def wait_until_ready(self) -> None:
        expect(self.composer).to_be_enabled(timeout=60_000)

    def wait_for_paint(self) -> None:
        """Wait until what has changed is laid out, scrolled to its place and painted."""
        self.log.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def send(self, text: str) -> None:
        self.composer.fill(text)
        self.composer.press("Enter")

    def ask(self, text: str) -> str:
        """Send a message, wait for the end of the answer, return its text."""
        self.wait_until_ready()
        # Not by their number: a long thread has only those in sight.
        newest = [self.questions.last, self.answers.last]
        before = [
            message.get_attribute("data-message-id") if message.count() else ""
            for message in newest
        ]
        self.send(text)
        for message, known in zip(newest, before, strict=True):
            expect(message).not_to_have_attribute("data-message-id", known or "")
        expect(self.answers.last).to_have_attribute("aria-busy", "false", timeout=30_000)
        return self.answers.last.inner_text()


NAMES = {
    "en": {
        "assistant": "Assistant",
        "message": "Message",
        "send": "Send",
        "stop": "Stop",
        "new": "New chat",
        "retry": "Retry",
        "copy": "Copy",
    },
    "zh": {
        "assistant": "助手",
        "message": "消息",
        "send": "发送",
        "stop": "停止",
        "new": "新对话",
        "retry": "重试",
        "copy": "复制",
    },
}
