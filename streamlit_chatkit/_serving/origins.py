"""Which pages may call the server."""

from __future__ import annotations

import threading
from functools import lru_cache
from urllib.parse import urlsplit

from streamlit_chatkit._errors import ConfigurationError

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Origins:
    """Origins that may call; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._allowed: frozenset[str] = frozenset()
        self._loopback = False

    def allow_loopback(self) -> None:
        """Let all pages that are served by this machine call."""
        self._loopback = True

    def allow(self, url: str | None) -> None:
        """Let pages of this URL's origin call; a loopback name stands for all of them."""
        added = _variants(url) - self._allowed
        if added:
            with self._lock:
                self._allowed |= added

    def __contains__(self, origin: str) -> bool:
        return origin.lower() in self._allowed or (self._loopback and _is_loopback(origin))

    def has_host(self, host: str) -> bool:
        """Tell whether `host`, with its port if it has one, is that of an allowed origin."""
        return not self._allowed.isdisjoint({f"http://{host}", f"https://{host}"})


def check_origin(url: str) -> str:
    """Return the address of a page that may call.

    Raises
    ------
    ConfigurationError
        If it is none, so that no page would be meant.
    """
    if _variants(url):
        return url
    msg = f"An origin is the address of a page, such as https://app.example, not {url!r}."
    raise ConfigurationError(msg)


@lru_cache  # each run of an app's script asks for the same ones
def _variants(url: str | None) -> frozenset[str]:
    try:
        parts = urlsplit(url or "")
        port = parts.port
    except ValueError:
        return frozenset()
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return frozenset()
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    default = {"http": 80, "https": 443}[parts.scheme]
    suffix = "" if port in {None, default} else f":{port}"
    hosts = LOOPBACK if host in LOOPBACK else (host,)
    return frozenset(f"{parts.scheme}://{one}{suffix}" for one in hosts)


def _is_loopback(origin: str) -> bool:
    scheme, _, host = origin.lower().partition("://")
    name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    return scheme in {"http", "https"} and (
        host in LOOPBACK or (name in LOOPBACK and port.isdigit())
    )


def is_loopback_host(header: str, port: int | None) -> bool:
    """Tell whether a ``Host`` header names this machine, and the server's port."""
    default = "" if port in {None, 80} else f":{port}"
    accepted = {f"{name}{default}" for name in LOOPBACK} | {f"{name}:{port}" for name in LOOPBACK}
    return header.lower() in accepted
