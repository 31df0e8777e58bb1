"""A hosted API as a browser meets it: strict about origins, and watched from the inside."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from streamlit_chatkit._serving.loopback import LoopbackServer

PAGE = "https://console.example"


@dataclass
class HostedApi:
    """What the API saw, and what it is told to do.

    Attributes
    ----------
    go : queue of int
        Lets the open stream send its next event.
    """

    seen: list[dict[str, Any]] = field(default_factory=list)
    revoked: set[str] = field(default_factory=set)
    cancelled: threading.Event = field(default_factory=threading.Event)
    received: list[int] = field(default_factory=list)
    next_event: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    url: str = ""

    def note(self, request: Request, **more: Any) -> None:
        self.seen.append(
            {
                "method": request.method,
                "target": request.scope["raw_path"].decode()
                + (f"?{request.url.query}" if request.url.query else ""),
                "headers": [(n.decode(), v.decode()) for n, v in request.headers.raw],
                **more,
            }
        )

    async def thread(self, request: Request) -> Response:
        self.note(request, body=await request.body())
        secret = request.headers.get("authorization", "").removeprefix("Bearer ")
        if secret in self.revoked:
            body = {"statusCode": 401, "message": "Unauthorized", "error": "Token expired"}
            return JSONResponse(body, 401)
        answer = JSONResponse({"thread_id": "t1"}, 201)
        answer.set_cookie("session", "of-the-first-user")
        answer.headers["X-Request-Id"] = "req-7"
        return answer

    async def missing(self, request: Request) -> Response:
        self.note(request)
        return JSONResponse(
            {"statusCode": 404, "message": "The requested record was not found"}, 404
        )

    async def moved(self, request: Request) -> Response:
        self.note(request)
        return RedirectResponse("http://127.0.0.1:9/api/ai/elsewhere")

    async def stream(self, request: Request) -> Response:
        self.note(request, body=await request.body())

        async def events() -> AsyncIterator[str]:
            number = 0
            try:
                while True:
                    await asyncio.sleep(0.002)
                    if not self.next_event.acquire(blocking=False):
                        continue
                    number += 1
                    yield f"id: {number}\ndata: event {number}\n\n"
            finally:
                self.cancelled.set()

        return StreamingResponse(events(), media_type="text/event-stream")

    async def broken(self, request: Request) -> Response:
        async def events() -> AsyncIterator[str]:
            yield "data: first\n\n"
            raise ConnectionError

        return StreamingResponse(events(), media_type="text/event-stream")

    async def upload(self, request: Request) -> Response:
        digest = hashlib.sha256()
        try:
            async for chunk in request.stream():
                digest.update(chunk)
                self.received.append(len(chunk))
        except ClientDisconnect:
            self.cancelled.set()
            return Response(status_code=400)
        self.note(request)
        return JSONResponse({"sha256": digest.hexdigest()}, 201)


@contextmanager
def hosted_api() -> Iterator[HostedApi]:
    """Serve the API on a port of its own."""
    api = HostedApi()
    base = "/api/ai"
    cors = Middleware(CORSMiddleware, allow_origins=[PAGE], allow_methods=["*"])
    app = Starlette(
        routes=[
            Route(f"{base}/threads", api.thread, methods=["POST"]),
            Route(f"{base}/threads/moved", api.moved),
            Route(f"{base}/threads/{{id}}", api.missing),
            Route(f"{base}/threads/{{id}}/runs/stream", api.stream, methods=["POST"]),
            Route(f"{base}/threads/{{id}}/runs/broken/stream", api.broken),
            Route(f"{base}/threads/{{id}}/runs/{{run}}/stream", api.stream),
            Route(f"{base}/contexts/file", api.upload, methods=["POST"]),
        ],
        middleware=[cors],
    )
    server = LoopbackServer(app, name="hosted-api")
    api.url = server.url + base
    yield api
    server.stop()
