"""A small server that speaks XpertAI's contract, for tests of the hosted path.

It is written from the golden vectors alone and shares no code with ``LocalBackend``, so that an
error in one does not hide the same error in the other.
"""

from __future__ import annotations

import email
import email.policy
import itertools
import json
import re
import secrets
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

GOLDEN = Path(__file__).parent / "fixtures" / "golden"
ASSISTANT = "3f2b8c1e-5a47-4d0c-9a61-7d2f1b0e6a10"
API_KEY = "sk-x-contract-test-0123456789abcdef"


def _set_event() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@dataclass
class Mint:
    """One request for a client secret."""

    headers: dict[str, str]
    body: dict[str, Any]
    path: str


@dataclass
class ContractServer:
    """Mints secrets and answers each message with a golden stream.

    Attributes
    ----------
    mints : list of Mint
        What reached the session endpoint, refused requests too.
    runs : list of dict
        Bodies of the run requests that carried a valid secret.
    run_headers : list of dict
        Their headers, names in lower case.
    conversations : list of dict
        What a search for conversations finds.
    messages : list of dict
        The messages of each conversation, the newest first.
    fail_sessions : list of int
        Statuses with which the next session requests are refused.
    streams : list of str
        Golden streams of the next runs and resumes; ``plain-text.sse`` when there are none left.
    sessions_open : threading.Event
        While it is clear, requests for a client secret are not answered.
    event_delay : float
        Seconds between two events of a stream.
    uploads : list of dict
        Fields of the uploads, with the file's ``name`` in the place of its content.
    deleted : list of str
        Storage ids of the files that were deleted.
    assistant : dict
        What the assistant has in place of the fields of the golden vector.
    origins : frozenset of str or None
        Origins whose pages browsers let read the answers; ``None`` for all.
    callers : list of str or None
        ``Origin`` of each request to the API, other than for a client secret.
    """

    mints: list[Mint] = field(default_factory=list)
    runs: list[dict[str, Any]] = field(default_factory=list)
    run_headers: list[dict[str, str]] = field(default_factory=list)
    conversations: list[dict[str, Any]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    fail_sessions: list[int] = field(default_factory=list)
    streams: list[str] = field(default_factory=list)
    uploads: list[dict[str, str]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    assistant: dict[str, Any] = field(default_factory=dict)
    sessions_open: threading.Event = field(default_factory=_set_event)
    event_delay: float = 0.05
    origins: frozenset[str] | None = None
    callers: list[str | None] = field(default_factory=list)
    valid: set[str] = field(default_factory=set)
    ids: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> ContractServer:
        contract = self

        class Handler(_Handler):
            server_state = contract

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def forget(self) -> None:
        """Be as new, at the same address."""
        vars(self).update(vars(type(self)()))

    def revoke_all(self) -> None:
        """Make every secret minted so far as good as expired."""
        self.valid.clear()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_state: ContractServer

    def do_OPTIONS(self) -> None:
        self._answer(204, None)

    def do_GET(self) -> None:
        if self._authorised():
            if re.fullmatch(r"/api/ai/assistants/[^/]+", self.path):
                assistant = golden("assistant-response.json")
                self._answer(200, assistant | self.server_state.assistant)
            elif re.fullmatch(r"/api/ai/assistants/[^/]+/models", self.path):
                self._answer(200, {"models": []})
            else:
                self._answer(404, golden("error-404.json"))

    def do_DELETE(self) -> None:
        file = re.fullmatch(r"/api/ai/contexts/file/([^/]+)", self.path)
        if self._authorised():
            if file:
                self.server_state.deleted.append(file[1])
            self._answer(202 if file else 404, None)

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/api/ai/contexts/file":
            if self._authorised():
                self._upload(content)
            return
        body = json.loads(content or b"{}")
        if self.path in {"/v1/chatkit/sessions", "/api/ai/v1/chatkit/sessions"}:
            self._mint(body)
        elif not self._authorised():
            return
        elif self.path == "/api/ai/threads":
            thread = golden("thread-create-response.json") | {"thread_id": str(uuid.uuid4())}
            self._answer(201, thread)
        elif self.path.endswith("/runs/stream"):
            self._stream(body)
        elif re.search(r"/runs/[^/]+/cancel", self.path):
            self._answer(201, golden("cancel-response.json"))
        elif self.path.endswith("/messages/search"):
            self._page(self.server_state.messages, body)
        elif self.path == "/api/ai/conversations/search":
            self._page(self.server_state.conversations, body)
        elif self.path.endswith("/search"):
            self._answer(200, {"items": [], "total": 0})
        else:
            self._answer(404, golden("error-404.json"))

    def _page(self, items: list[dict[str, Any]], body: dict[str, Any]) -> None:
        start = body.get("offset", 0)
        page = items[start : start + body.get("limit", len(items))]
        self._answer(200, {"items": page, "total": len(items)})

    def _mint(self, body: dict[str, Any]) -> None:
        state = self.server_state
        state.mints.append(Mint(dict(self.headers.items()), body, self.path))
        state.sessions_open.wait()
        if state.fail_sessions:
            status = state.fail_sessions.pop(0)
            self._answer(status, {"statusCode": status, "message": "Refused by the test"})
        elif self.headers.get("Authorization") != f"Bearer {API_KEY}":
            self._answer(401, golden("error-401.json"))
        else:
            secret = f"cs-x-{secrets.token_hex(32)}"
            state.valid.add(secret)
            answer = golden("session-response.json") | {"client_secret": secret}
            answer["expires_at"] = "2099-01-01T00:00:00.000Z"
            self._answer(201, answer)

    def _upload(self, content: bytes) -> None:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        form = email.message_from_bytes(head + content, policy=email.policy.HTTP)
        fields: dict[str, str] = {}
        for part in form.iter_parts():
            name = part.get_param("name", header="content-disposition")
            file = part.get_filename()
            fields["name" if file else str(name)] = file or part.get_content().strip()
        self.server_state.uploads.append(fields)
        file_id = str(uuid.uuid4())
        answer = {"id": file_id, "fileId": file_id, "storageFileId": str(uuid.uuid4())}
        answer["originalName"] = fields["name"]
        self._answer(201, golden("upload-response.json") | answer)

    def _stream(self, body: dict[str, Any]) -> None:
        state = self.server_state
        state.runs.append(body)
        state.run_headers.append({k.lower(): v for k, v in self.headers.items()})
        if not {"action", "command"} & body["input"].keys():
            # A resume goes on with the message and the execution of before.
            state.ids = {name: str(uuid.uuid4()) for name in ("message", "execution")}
        text = golden(state.streams.pop(0) if state.streams else "plain-text.sse")
        text = text.replace("9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", state.ids["message"])
        text = text.replace("e2a1c0f4-93d7-4a6b-8f25-6b0d3c7e1a42", state.ids["execution"])
        self.send_response(201)
        self._cors()
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for block in re.split(r"(?<=\n\n)", text):
            try:
                self.wfile.write(block.encode())
                self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                break
            time.sleep(state.event_delay)
        self.close_connection = True

    def _authorised(self) -> bool:
        self.server_state.callers.append(self.headers.get("Origin"))
        secret = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if secret in self.server_state.valid:
            return True
        self.server_state.refused.append(self.path)
        self._answer(401, golden("error-401.json"))
        return False

    def _answer(self, status: int, body: Any) -> None:
        content = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self._cors()
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Request-Id", f"req-{next(_request_ids)}")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _cors(self) -> None:
        origin = self.headers.get("Origin", "*")
        if self.server_state.origins is not None and origin not in self.server_state.origins:
            return
        self.send_header("Access-Control-Allow-Origin", origin)
        self.send_header("Access-Control-Allow-Methods", "GET,POST,PATCH,DELETE,OPTIONS")
        requested = self.headers.get("Access-Control-Request-Headers", "")
        self.send_header("Access-Control-Allow-Headers", requested)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Stay silent."""


_request_ids = itertools.count(1)


def golden(name: str) -> Any:
    """A golden vector: the text of a stream, or the value of a JSON file."""
    text = (GOLDEN / name).read_text()
    return json.loads(text) if name.endswith(".json") else text
