"""Follows many streams at once and measures how late their words are.

A process of its own, ``python -m benchmarks.stream_client``, which reads what to do as JSON and
writes what it found as JSON. It takes the bytes of responses apart itself: a client library would
need more time than the server that is measured.
"""

from __future__ import annotations

import asyncio
import json
import re
import resource
import sys
import time
from dataclasses import asdict, dataclass
from functools import partial
from statistics import median, quantiles
from urllib.parse import urlsplit

_WORD = re.compile(rb'"(?:text|word)":\s*"(\d+) ([\d.]+) "')


@dataclass(frozen=True)
class Request:
    """What to send for each stream.

    Attributes
    ----------
    urls : list of str
        One for each stream.
    headers : dict
        Headers of all of them.
    body : str
        Body of all of them.
    words : int
        Words that each stream has.
    apart : float
        Seconds between the beginnings of two streams.
    """

    urls: list[str]
    headers: dict[str, str]
    body: str
    words: int
    apart: float


@dataclass(frozen=True)
class Findings:
    """What the streams brought.

    Attributes
    ----------
    first : float
        Median of the seconds from the request to the first event.
    delay, delay_p95 : float
        Median and 95th percentile of the seconds between the time at which a word was due and
        that at which it came.
    missing : int
        Words that did not come, or came in another order.
    busy : float
        Share of a core that this client used.
    seconds : float
        How long all of it took.
    """

    first: float
    delay: float
    delay_p95: float
    missing: int
    busy: float
    seconds: float


class Stream(asyncio.Protocol):
    """One request and its events."""

    def __init__(self, head: bytes) -> None:
        self._head = head
        self._left = b""
        self.numbers: list[int] = []
        self.delays: list[float] = []
        self.first: float | None = None
        self.ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._sent = time.monotonic()
        transport.write(self._head)

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        if self.first is None and b"data:" in data:
            self.first = now - self._sent
        data, end = self._left + data, 0
        for word in _WORD.finditer(data):
            self.numbers.append(int(word[1]))
            self.delays.append(now - float(word[2]))
            end = word.end()
        self._left = data[end:][-200:]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        if not self.ended.done():
            self.ended.set_result(None)


async def follow(request: Request) -> Findings:
    loop = asyncio.get_running_loop()
    began, used = time.monotonic(), _cpu()
    streams: list[Stream] = []
    for number, url in enumerate(request.urls):
        await asyncio.sleep(max(0, began + number * request.apart - time.monotonic()))
        parts, body = urlsplit(url), request.body.encode()
        headers = {
            **request.headers,
            "Host": parts.netloc,
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        lines = [f"POST {parts.path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
        head = "\r\n".join(lines).encode() + body
        assert parts.hostname is not None
        assert parts.port is not None
        _, stream = await loop.create_connection(partial(Stream, head), parts.hostname, parts.port)
        streams.append(stream)
    await asyncio.gather(*(stream.ended for stream in streams))
    seconds = time.monotonic() - began
    delays = sorted(delay for stream in streams for delay in stream.delays)
    wanted = list(range(request.words))
    missing = sum(
        0 if stream.numbers == wanted else max(1, request.words - len(set(stream.numbers)))
        for stream in streams
    )
    firsts = [stream.first for stream in streams if stream.first is not None]
    return Findings(
        first=median(firsts or [float("nan")]),
        delay=median(delays or [float("nan")]),
        delay_p95=quantiles(delays, n=20)[-1] if len(delays) > 1 else float("nan"),
        missing=missing,
        busy=(_cpu() - used) / seconds,
        seconds=seconds,
    )


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(follow(Request(**json.load(sys.stdin)))))))
