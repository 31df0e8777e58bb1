"""The vendor's real element on an otherwise empty page, with our frame in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Frame, FrameLocator, Locator, Page

from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.harness import ROOT

PAGES = {
    "/": Path(__file__).parent / "element_host",
    "/frame/": ROOT / "streamlit_chatkit" / "static",
    "/vendor/": ROOT / "frontend/node_modules/@xpert-ai/chatkit-web-component/dist",
}
SECRET = "api.getClientSecret"


class BareElement:
    """The host page. Its functions answer what was queued for them, the last one for good."""

    def __init__(self, page: Page, origin: str, api: ContractServer) -> None:
        self.page = page
        self.origin = origin
        self.api = api
        page.goto(f"{origin}/host.html")
        page.wait_for_function("window.ready")

    def mount(self, functions: Sequence[str] = (SECRET,), **options: Any) -> None:
        """Put the element into the page, with these options and functions at these paths."""
        if SECRET in functions and not self.page.evaluate("answers['api.getClientSecret']"):
            self.answer(SECRET, self.mint())
        self.page.evaluate(
            "([options, functions]) => mount(options, functions)",
            [self.options(**options), list(functions)],
        )

    def options(self, **options: Any) -> dict[str, Any]:
        api = {"apiUrl": f"{self.api.url}/api/ai", "xpertId": ASSISTANT}
        return {"frameUrl": "/frame/frame.html", "locale": "en", "api": api} | options

    def mint(self) -> str:
        """A new client secret of the API."""
        answer = httpx.post(
            f"{self.api.url}/v1/chatkit/sessions",
            json={"assistant": {"id": ASSISTANT}, "user": "u"},
            headers={"Authorization": f"Bearer {API_KEY}"},
        )
        return str(answer.json()["client_secret"])

    def answer(self, function: str, *answers: object) -> None:
        self.page.evaluate(
            "([name, queue]) => { answers[name] = queue }", [function, list(answers)]
        )

    def calls(self, function: str) -> list[list[Any]]:
        """What the host's function was given, call by call."""
        calls: list[list[Any]] = self.page.evaluate(
            "name => calls.filter(([called]) => called === name).map(([, ...given]) => given)",
            function,
        )
        return calls

    def details(self, event: str) -> list[Any]:
        """Details of the ``chatkit.…`` events of this name so far."""
        details: list[Any] = self.page.evaluate(
            "event => events.filter(([name]) => name === event).map(([, detail]) => detail)", event
        )
        return details

    def wait_for_event(self, event: str, times: int = 1) -> None:
        self.page.wait_for_function(
            "([event, n]) => events.filter(([name]) => name === event).length >= n",
            arg=[event, times],
        )

    def wait_for_calls(self, function: str, times: int = 1) -> None:
        self.page.wait_for_function(
            "([name, n]) => calls.filter(([called]) => called === name).length >= n",
            arg=[function, times],
        )

    def post(self, message: object) -> None:
        """Post to the frame's window as the element does."""
        self.page.evaluate(
            "([message, origin]) => frameWindow().postMessage(message, origin)",
            [message, self.origin],
        )

    def command(self, nonce: str, command: str, data: object = None) -> None:
        fields = {"type": "command", "nonce": nonce, "command": command, "data": data}
        self.post({"__xpaiChatKit": True} | fields)

    def responses(self, nonce: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(
            "nonce => posted.filter(m => m.type === 'response' && m.nonce === nonce)", nonce
        )
        return found

    def wait_for_response(self, nonce: str) -> dict[str, Any]:
        self.page.wait_for_function(
            "nonce => posted.some(m => m.type === 'response' && m.nonce === nonce)", arg=nonce
        )
        return self.responses(nonce)[0]

    @property
    def chat(self) -> FrameLocator:
        return self.page.frame_locator("iframe[name=chatkit]")

    @property
    def frame(self) -> Frame:
        frame = self.page.frame(name="chatkit")
        assert frame is not None
        return frame

    @property
    def composer(self) -> Locator:
        return self.chat.get_by_role("textbox", name="Message")

    @property
    def answers(self) -> Locator:
        return self.chat.get_by_role("article", name="Assistant", exact=True)

    def send(self, text: str) -> None:
        self.composer.fill(text)
        self.composer.press("Enter")
