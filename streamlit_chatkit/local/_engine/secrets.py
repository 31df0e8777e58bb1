"""Client secrets: minted, looked up, expired."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from streamlit_chatkit.local._protocol.http import unauthorized

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit_chatkit.local._run.run import Agent
    from streamlit_chatkit.local._store.records import Assistant

PREFIX = "cs-x-"
REMEMBER_EXPIRED_S = 3600.0


@dataclass(frozen=True)
class Caller:
    """Who a client secret speaks for, and the agent function that answers.

    The agent belongs to the secret and not to the assistant: each session of a Streamlit app makes
    its own function, which may close over data that no other session may see.
    """

    user: str
    assistant: Assistant
    agent: Agent = field(repr=False)


@dataclass(frozen=True)
class _Grant:
    digest: bytes
    expires_at: float
    caller: Caller | None


class SecretRegistry:
    """All client secrets of a server; safe to use from any thread.

    Parameters
    ----------
    clock : callable, optional
        Returns seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._grants: dict[bytes, _Grant] = {}

    def mint(self, caller: Caller, expires_after: float) -> str:
        """Return a new secret that is good for `expires_after` seconds."""
        secret = PREFIX + secrets.token_hex(32)
        digest = _digest(secret)
        with self._lock:
            self._forget()
            self._grants[digest] = _Grant(digest, self._clock() + expires_after, caller)
        return secret

    def adopt(self, digest: str, caller: Caller, expires_after: float) -> Caller:
        """Take over a secret that another process has minted.

        Raises
        ------
        ApiError
            With status 401 if it is expired.
        """
        key = bytes.fromhex(digest)
        if expires_after <= 0:
            raise unauthorized("Token expired")
        with self._lock:
            self._forget()
            self._grants[key] = _Grant(key, self._clock() + expires_after, caller)
        return caller

    def knows(self, secret: str) -> bool:
        """Tell whether this process has minted or adopted a secret, which may have expired."""
        with self._lock:
            return _digest(secret) in self._grants

    def attach(self, secret: str, assistant: Assistant, agent: Agent) -> None:
        """Let `agent` answer the secret's next runs; an expired secret stays expired."""
        digest = _digest(secret)
        with self._lock:
            self._forget()
            grant = self._grants.get(digest)
            caller = grant.caller if grant else None
            if grant and caller and caller.assistant.id == assistant.id:
                changed = Caller(caller.user, assistant, agent)
                self._grants[digest] = _Grant(digest, grant.expires_at, changed)

    def authenticate(self, secret: str | None) -> Caller:
        """Return whom `secret` speaks for.

        Raises
        ------
        ApiError
            With status 401 if it is missing, unknown or expired.
        """
        if not secret or not secret.startswith(PREFIX):
            raise unauthorized("Invalid token")
        digest = _digest(secret)
        with self._lock:
            self._forget()
            grant = self._grants.get(digest)
        if grant is None or not secrets.compare_digest(grant.digest, digest):
            raise unauthorized("Invalid token")
        if grant.caller is None:
            raise unauthorized("Token expired")
        return grant.caller

    def _forget(self) -> None:
        now = self._clock()
        for digest, grant in list(self._grants.items()):
            if grant.expires_at + REMEMBER_EXPIRED_S <= now:
                del self._grants[digest]
            elif grant.expires_at <= now and grant.caller:
                self._grants[digest] = replace(grant, caller=None)


def digest_of(secret: str) -> str:
    """Return what may be kept of a secret."""
    return _digest(secret).hex()


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
