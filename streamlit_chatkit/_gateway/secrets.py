"""The client secrets that this process minted, and the API that each of them is for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

import httpx


@dataclass(frozen=True)
class Upstream:
    """An XpertAI API.

    Attributes
    ----------
    url : str
        AI base URL, such as ``https://api.xpertai.cn/api/ai``.
    transport : httpx.AsyncBaseTransport or None
        How it is reached; ``None`` for httpx's own way.
    """

    url: str
    transport: httpx.AsyncBaseTransport | None = field(default=None, repr=False)


@dataclass(frozen=True)
class _Live:
    upstream: Upstream
    expires_at: float


class LiveSecrets:
    """Which client secrets are good, and for which API; safe to use from any thread.

    The secrets themselves are not kept, only their hashes.

    Parameters
    ----------
    clock : callable, optional
        Seconds that only ever increase.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._live: dict[bytes, _Live] = {}

    def add(self, secret: str, expires_in: float, upstream: Upstream) -> None:
        """Note a secret that `upstream` gave; it is good for `expires_in` seconds."""
        with self._lock:
            now = self._clock()
            self._live = {
                digest: live for digest, live in self._live.items() if now < live.expires_at
            }
            self._live[_digest(secret)] = _Live(upstream, now + expires_in)

    def upstream_of(self, secret: str | None) -> Upstream | None:
        """Return the API that `secret` is for; ``None`` if it is unknown or expired."""
        if secret is None:
            return None
        with self._lock:
            live = self._live.get(_digest(secret))
            return live.upstream if live and self._clock() < live.expires_at else None

    def upstreams(self) -> set[Upstream]:
        """Return the APIs that good secrets are for."""
        with self._lock:
            now = self._clock()
            return {live.upstream for live in self._live.values() if now < live.expires_at}

    def __len__(self) -> int:
        with self._lock:
            return len(self._live)


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


live_secrets = LiveSecrets()
"""Those of this process."""
