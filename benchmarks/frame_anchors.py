"""Other chats in the place of the frame: the same messages, tokens and questions."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from benchmarks.agent import serve
from tests.e2e.harness import free_port
from tests.long_thread import PACE_S, text, tokens

DIST = Path(__file__).parent / "anchors" / "dist"


@contextmanager
def anchor_pages(messages: int, count: int) -> Iterator[str]:
    """Serve the pages of `benchmarks/anchors`; yields their address."""
    if not DIST.exists():
        raise SystemExit(
            "benchmarks/anchors is not built. Run `make bench`, or `npm ci` there and "
            "`npm run build`."
        )

    async def thread(_: Request) -> JSONResponse:
        roles = ("user", "assistant")
        return JSONResponse(
            [{"role": roles[number % 2], "content": text(number)} for number in range(messages)]
        )

    async def stream(_: Request) -> StreamingResponse:
        async def events() -> AsyncIterator[str]:
            loop = asyncio.get_running_loop()
            start = loop.time()
            for number, token in enumerate(tokens(count)):
                yield f"data: {json.dumps(token)}\n\n"
                await asyncio.sleep(max(0.0, start + number * PACE_S - loop.time()))

        return StreamingResponse(events(), media_type="text/event-stream")

    routes = [
        Route("/messages", thread),
        Route("/tokens", stream, methods=["POST"]),
        Mount("/", StaticFiles(directory=DIST, html=True)),
    ]
    port = free_port()
    with serve(Starlette(routes=routes), port):
        yield f"http://127.0.0.1:{port}"
