"""Run a chat in `AppTest` and play its browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
from streamlit.testing.v1 import AppTest

from streamlit_chatkit import XpertAI

API_KEY = "sk-x-0123456789abcdef"
COMPONENT_KEY = "chatkit-{}-component"


class Api:
    """The sessions endpoint: a new secret for each request, or what it is told to answer."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.answer: Callable[[], httpx.Response] | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.answer is not None:
            return self.answer()
        body = {"client_secret": f"cs-x-secret{len(self.requests)}", "expires_after": 600}
        return httpx.Response(201, json=body)

    def refuse(self, status: int = 401) -> None:
        self.answer = lambda: httpx.Response(status, json={"message": "no"})

    @property
    def users(self) -> list[str]:
        return [json.loads(request.content)["user"] for request in self.requests]

    def backend(self, **settings: Any) -> XpertAI:
        given = {"api_key": API_KEY, "assistant_id": "a1", **settings}
        return XpertAI(transport=httpx.MockTransport(self), **given)


class App:
    """An app, and the browser tab that shows it."""

    def __init__(self, script: Callable[..., None], **kwargs: Any) -> None:
        self.test = AppTest.from_function(script, default_timeout=20, kwargs=kwargs)
        self.ids: dict[str, int] = {}
        self.received: dict[str, int] = {}

    def run(self) -> App:
        self.test.run()
        return self

    def components(self) -> list[dict[str, Any]]:
        """What every mounted component is told, and its key."""
        return components(self.test)

    def arguments(self, key: str = "chatkit") -> dict[str, Any]:
        (found,) = [
            arguments
            for arguments in self.components()
            if arguments["key"].startswith(COMPONENT_KEY.format(key))
        ]
        return found

    def send(
        self, *messages: tuple[str, dict[str, Any]], key: str = "chatkit", mount: str = "m1"
    ) -> list[dict[str, Any]]:
        """Send a batch, as the component does, and return what came back for it."""
        arguments = self.arguments(key)
        first = self.ids.get(mount, 0) + 1
        self.ids[mount] = first + len(messages) - 1
        received = max([item["seq"] for item in arguments["outgoing"]], default=0)
        received = self.received[key] = max(received, self.received.get(key, 0))
        self.test.session_state[arguments["key"]] = {
            "session": arguments["session"],
            "mount": mount,
            "attempt": 0,
            "received": received,
            "messages": [
                {"id": number, "type": type_, "data": data}
                for number, (type_, data) in enumerate(messages, first)
            ],
        }
        self.test.run()
        answered = self.arguments(key)
        assert answered["ack"] == {"mount": mount, "id": self.ids[mount]}
        return [item for item in answered["outgoing"] if item["seq"] > received]


def components(test: AppTest) -> list[dict[str, Any]]:
    """What every chat of an app is told, and its component's key."""
    told = [json.loads(proto.json_args) for proto in _components(test.main)]
    return [arguments.pop("chat")[0] | arguments for arguments in told]


def _components(block: Any) -> Iterator[Any]:
    for child in getattr(block, "children", {}).values():
        if hasattr(child, "proto") and hasattr(child.proto, "json_args"):
            yield child.proto
        yield from _components(child)
