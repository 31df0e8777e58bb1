"""What of a request and of its answer is passed on: only headers that are named here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from streamlit_chatkit._version import __version__

Headers: TypeAlias = Iterable[tuple[bytes, bytes]]

_REQUEST = frozenset(
    {
        b"accept",
        b"accept-language",
        b"content-type",
        b"language",
        b"last-event-id",
        b"organization-id",
        b"time-zone",
    }
)
_RESPONSE = frozenset(
    {
        b"cache-control",
        b"content-disposition",
        b"content-encoding",
        b"content-language",
        b"content-length",
        b"content-location",
        b"content-type",
        b"request-id",
        b"retry-after",
        b"x-accel-buffering",
        b"x-request-id",
    }
)
_USER_AGENT = f"streamlit-chatkit/{__version__}".encode()


def values(headers: Headers, name: bytes) -> list[bytes]:
    """Return all values of a header; `name` in lower case."""
    return [value.strip() for key, value in headers if key.lower() == name]


def client_secret(headers: Headers) -> str | None:
    """Return the client secret that a request carries.

    It can be in three places, of which servers prefer one or the other: where they do not agree,
    there is none.
    """
    headers = list(headers)
    found = {*values(headers, b"x-client-secret"), *values(headers, b"x-api-key")}
    for value in values(headers, b"authorization"):
        scheme, _, credential = value.partition(b" ")
        found.add(credential.strip() if scheme.lower() == b"bearer" else b"")
    if len(found) != 1:
        return None
    return found.pop().decode("ascii", "replace") or None


def content_length(headers: Headers) -> int | None:
    """Return the announced length of the body in bytes: 0 for no body, ``None`` if unknown."""
    headers = list(headers)
    if values(headers, b"transfer-encoding"):
        return None
    lengths = values(headers, b"content-length")
    if not lengths:
        return 0
    return int(lengths[0]) if len(lengths) == 1 and lengths[0].isdigit() else None


def request_headers(headers: Headers, secret: str) -> list[tuple[bytes, bytes]]:
    """Return what the API gets: the headers of its contract, each once, and the client secret."""
    kept: dict[bytes, bytes] = {}
    for name, value in headers:
        if name.lower() in _REQUEST:
            kept.setdefault(name.lower(), value)
    kept.setdefault(b"accept", b"*/*")
    kept[b"authorization"] = f"Bearer {secret}".encode()
    kept[b"x-api-key"] = secret.encode()
    kept[b"user-agent"] = _USER_AGENT
    # A compressed stream of events would come in lumps.
    kept[b"accept-encoding"] = b"identity"
    return list(kept.items())


def response_headers(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Return what the browser gets.

    The answer may come from the app's own origin, so that it must be no page there.
    """
    kept = [(name.lower(), value) for name, value in headers if name.lower() in _RESPONSE]
    if not any(name == b"cache-control" for name, _ in kept):
        kept.append((b"cache-control", b"no-store"))
    kept.append((b"x-content-type-options", b"nosniff"))
    kept.append((b"content-security-policy", b"default-src 'none'; sandbox"))
    return kept
