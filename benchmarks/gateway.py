"""Events through the gateway, beside the same events straight from the API."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from benchmarks.table import Row
from streamlit_chatkit._gateway.proxy import API_PATH, Gateway
from streamlit_chatkit._gateway.secrets import LiveSecrets, Upstream
from streamlit_chatkit._serving.loopback import LoopbackServer

EVENTS, PAUSE, STREAMS = 300, 0.01, 100
SECRET = "cs-x-benchmark"
PATH = "/threads/benchmark/runs/stream"


async def stream(request: Request) -> StreamingResponse:
    """Send events that hold the time at which they left."""
    count = int((await request.body()).decode())

    async def events() -> AsyncIterator[str]:
        for _ in range(count):
            yield f"data: {time.perf_counter()}\n\n"
            await asyncio.sleep(PAUSE)

    return StreamingResponse(events(), media_type="text/event-stream")


@contextmanager
def servers() -> Iterator[tuple[str, str]]:
    """Serve the API and a gateway to it, each in a thread; yields their addresses."""
    app = Starlette(routes=[Route(API_PATH + PATH, stream, methods=["POST"])])
    api = LoopbackServer(app, name="benchmark-api")
    secrets = LiveSecrets()
    secrets.add(SECRET, 600, Upstream(api.url + API_PATH))
    gateway = Gateway(secrets)
    server = LoopbackServer(gateway, name="benchmark-gateway", close=gateway.close)
    yield api.url + API_PATH, server.url + API_PATH
    server.stop()
    api.stop()


async def read(client: httpx.AsyncClient, url: str, count: int) -> list[float]:
    """Return the seconds that each event was under way."""
    async with client.stream("POST", url + PATH, content=str(count)) as answer:
        answer.raise_for_status()
        return [
            time.perf_counter() - float(line.removeprefix("data: "))
            async for line in answer.aiter_lines()
            if line
        ]


async def read_both(api: str, gateway: str) -> tuple[float, float, int]:
    limits = httpx.Limits(max_connections=None)
    headers = {"Authorization": f"Bearer {SECRET}"}
    async with httpx.AsyncClient(limits=limits, headers=headers, timeout=60) as client:
        direct = statistics.median(await read(client, api, EVENTS))
        through = statistics.median(await read(client, gateway, EVENTS))
        at_once = await asyncio.gather(*(read(client, gateway, 50) for _ in range(STREAMS)))
    return direct, through, sum(len(delays) == 50 for delays in at_once)


def measure() -> list[Row]:
    with servers() as (api, gateway):
        direct, through, whole = asyncio.run(read_both(api, gateway))
    return [
        Row("event of a run: straight from the API", direct * 1e3, "ms"),
        Row("event of a run: through the gateway", through * 1e3, "ms", ratio=through / direct),
        Row("event of a run: what the gateway adds", (through - direct) * 1e3, "ms", goal=5),
        Row(f"gateway: incomplete runs of {STREAMS} at once", STREAMS - whole, "", goal=0),
    ]
