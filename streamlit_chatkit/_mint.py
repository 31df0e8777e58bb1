"""Mint a client secret: one request to the sessions endpoint, with retries.

Protocol facts are those of the XpertAI API: ``POST /v1/chatkit/sessions`` with the API key as
bearer token answers ``client_secret``, ``expires_after`` (seconds, 600 by default) and
``expires_at``.
"""

from __future__ import annotations

import logging
import math
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

import httpx

from streamlit_chatkit._backend import ClientSecret
from streamlit_chatkit._errors import SessionError
from streamlit_chatkit._session_errors import (
    error_of_request,
    error_of_status,
    host_of,
    request_id_of,
)

_LOG = logging.getLogger(__name__)
_DEFAULT_LIFETIME = 600.0
_LONGEST_ANSWER = 1_000_000
# The API may not have seen these requests, or the connection broke: asking again is safe, a second
# secret does no harm. A read time-out is not among them: a slow API is not asked for more.
_RETRIED_ERRORS = (
    httpx.NetworkError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.RemoteProtocolError,
)
# Not 501: what has no such method will have none a second later.
_RETRIED_STATUS = {429, *range(500, 600)} - {501}


@dataclass(frozen=True)
class SessionRequest:
    """What to ask for."""

    url: str
    assistant_id: str
    user: str
    api_key: str = field(repr=False)
    organization_id: str | None = None
    expires_after: int | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers; they hold the API key."""
        headers = {"Authorization": f"Bearer {self.api_key}", "Accept": "application/json"}
        if self.organization_id is not None:
            headers["organization-id"] = self.organization_id
        return headers

    def body(self) -> dict[str, object]:
        """Return the JSON body."""
        body: dict[str, object] = {"assistant": {"id": self.assistant_id}, "user": self.user}
        if self.expires_after is not None:
            body["expires_after"] = self.expires_after
        return body


@dataclass(frozen=True)
class Retry:
    """When to ask again.

    Attributes
    ----------
    attempts : int
        Requests in all.
    first_delay : float
        Seconds before the second request; doubled for each further one, halved at random (jitter).
    longest_delay : float
        Seconds; when ``Retry-After`` asks for more, the mint fails instead.
    """

    attempts: int = 3
    first_delay: float = 0.5
    longest_delay: float = 10.0
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = random.random

    def delay(self, attempt: int, retry_after: float | None) -> float | None:
        """Return seconds to wait after the failed `attempt` (from 1), or ``None`` to give up."""
        if attempt >= self.attempts:
            return None
        if retry_after is not None:
            return retry_after if retry_after <= self.longest_delay else None
        full: float = min(self.first_delay * 2 ** (attempt - 1), self.longest_delay)
        return full * (0.5 + self.random() / 2)


def mint_secret(
    client: httpx.Client, request: SessionRequest, retry: Retry | None = None
) -> ClientSecret:
    """Ask the API for a client secret.

    Parameters
    ----------
    client : httpx.Client
        Must not follow redirects: the API key goes to `request.url` only.
    request : SessionRequest
        Assistant, user and credentials.
    retry : Retry, optional
        When to ask again after a connection error, 429 or 5xx other than 501.

    Raises
    ------
    SessionError
        If the API gives none. Its message says what to do and holds no key.
    """
    retry = retry or Retry()
    attempt = 0
    while True:
        attempt += 1
        answer = _post(client, request)
        if isinstance(answer, httpx.Response):
            if answer.is_success:
                return read_secret(answer, request)
            again = answer.status_code in _RETRIED_STATUS
            retry_after = read_retry_after(answer.headers)
            error = error_of_status(
                answer, url=request.url, api_key=request.api_key, retry_after=retry_after
            )
        else:
            again = isinstance(answer, _RETRIED_ERRORS)
            retry_after = None
            error = error_of_request(answer, url=request.url)
        delay = retry.delay(attempt, retry_after) if again else None
        if delay is None:
            raise error
        _LOG.info("No client secret yet (attempt %d): %s", attempt, error)
        retry.sleep(delay)


def _post(client: httpx.Client, request: SessionRequest) -> httpx.Response | httpx.RequestError:
    headers = request.headers()
    try:
        with client.stream("POST", request.url, headers=headers, json=request.body()) as answer:
            return _read(answer, client.timeout.read)
    except httpx.RequestError as error:
        return error


# A time-out of httpx is one for each piece of an answer; an answer may have any number of them.
def _read(answer: httpx.Response, timeout: float | None) -> httpx.Response:
    deadline = math.inf if timeout is None else time.monotonic() + timeout
    body = bytearray()
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > _LONGEST_ANSWER:
            raise httpx.DecodingError("The answer is too long.")
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("The answer does not end.")
    decoded = {"content-encoding", "content-length", "transfer-encoding"}
    headers = [item for item in answer.headers.multi_items() if item[0].lower() not in decoded]
    return httpx.Response(answer.status_code, headers=headers, content=bytes(body))


def read_secret(answer: httpx.Response, request: SessionRequest) -> ClientSecret:
    """Read a successful answer; of the two times only one has to be there."""
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        body = None
    secret = body.get("client_secret") if isinstance(body, Mapping) else None
    if not isinstance(body, Mapping) or not isinstance(secret, str) or not _is_sendable(secret):
        raise SessionError(
            f"The answer of {host_of(request.url)} holds no client secret. Check that api_url is "
            "the address of the XpertAI API and not of a web page.",
            status=answer.status_code,
            request_id=request_id_of(answer),
        )
    secret = secret.strip()
    if secret == request.api_key or secret.startswith("sk-"):
        raise SessionError(
            "The API answered with an API key instead of a client secret; it was not passed on. "
            "Check what api_url points to.",
            status=answer.status_code,
            request_id=request_id_of(answer),
        )
    organization = body.get("organizationId") or request.organization_id
    return ClientSecret(
        secret=secret,
        expires_in=_lifetime(body, datetime.now(timezone.utc)),
        organization_id=organization if isinstance(organization, str) else None,
    )


# The browser sends it in a header.
def _is_sendable(secret: str) -> bool:
    secret = secret.strip()
    return secret.isascii() and secret.isprintable() and bool(secret)


def _lifetime(body: Mapping[str, object], now: datetime) -> float:
    after = body.get("expires_after")
    if isinstance(after, (int, float)) and not isinstance(after, bool) and 0 < after < math.inf:
        return float(after)
    at = body.get("expires_at")
    moment: datetime | None = None
    try:
        if isinstance(at, str):
            moment = datetime.fromisoformat(at.replace("Z", "+00:00"))
        elif isinstance(at, (int, float)) and not isinstance(at, bool):
            seconds = at / 1000 if at > 1e11 else at
            moment = datetime.fromtimestamp(seconds, timezone.utc)
    except (ValueError, OverflowError, OSError):
        moment = None
    if moment is None:
        return _DEFAULT_LIFETIME
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    remaining = (moment - now).total_seconds()
    return remaining if remaining > 0 else _DEFAULT_LIFETIME


def read_retry_after(headers: httpx.Headers) -> float | None:
    """Return the seconds of ``Retry-After`` (a number or a date), or ``None``."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return max(0.0, (moment - datetime.now(timezone.utc)).total_seconds())
