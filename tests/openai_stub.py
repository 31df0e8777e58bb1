"""A server that speaks OpenAI's chat completions API, streamed, and calls tools.

It is no language model: a message of the form ``tool_name {"arg": 1}``, one call a line, is
answered with calls of these tools, results of tools are repeated, and other words are echoed.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_CALL = re.compile(r"^(\w+) (\{.*\})$", re.M)


class OpenAIStub(ThreadingHTTPServer):
    """Keeps the requests that it gets."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[dict[str, Any]] = []
        self.keys: set[str] = set()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: OpenAIStub
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet."""

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions" or not request.get("stream"):
            self.send_error(404)
            return
        self.server.requests.append(request)
        self.server.keys.add(self.headers["Authorization"])
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for delta, reason in _answer(request):
            choice = {"index": 0, "delta": delta, "finish_reason": reason}
            self._event({"choices": [choice], "model": request["model"]})
        usage = {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16}
        self._event({"choices": [], "usage": usage, "model": request["model"]})
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _event(self, chunk: dict[str, Any]) -> None:
        head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1}
        self.wfile.write(f"data: {json.dumps({**head, **chunk})}\n\n".encode())
        self.wfile.flush()


def _answer(request: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Yield deltas of a message, each with the reason to finish."""
    yield {"role": "assistant", "content": ""}, None
    last = request["messages"][-1]
    calls = _CALL.findall(last["content"]) if last["role"] == "user" else []
    known = {tool["function"]["name"] for tool in request.get("tools", [])}
    for index, (name, arguments) in enumerate(calls):
        assert name in known, f"{name} is none of {known}"
        function = {"name": name, "arguments": ""}
        begin = {"index": index, "id": f"call_{index}", "type": "function", "function": function}
        yield {"tool_calls": [begin]}, None
        for piece in re.findall(r".{1,5}", arguments):
            more = {"index": index, "function": {"arguments": piece}}
            yield {"tool_calls": [more]}, None
    if calls:
        yield {}, "tool_calls"
        return
    for word in re.findall(r"\S+\s*", f"You said: {last['content']}"):
        yield {"content": word}, None
    yield {}, "stop"


@contextmanager
def openai_stub() -> Iterator[OpenAIStub]:
    """Run the server while the block runs."""
    with OpenAIStub() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
