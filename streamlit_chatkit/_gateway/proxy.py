"""The gateway's ASGI application."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import anyio
import httpx

from streamlit_chatkit._gateway import headers as rules
from streamlit_chatkit._gateway.operations import ForwardingError, check_target, unknown_path
from streamlit_chatkit._gateway.secrets import LiveSecrets, Upstream
from streamlit_chatkit._serving.errors import error_body

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from streamlit_chatkit._gateway.own_origin import OwnOrigin

_LOG = logging.getLogger(__name__)

API_PATH = "/api/ai"
"""Where the API begins, below the place where the gateway is served."""

MAX_BODY_BYTES = 50 * 1024 * 1024
"""The most that the XpertAI API accepts."""

# A stream may be silent for as long as the agent thinks, and there may be any number of streams.
_TIMEOUT = httpx.Timeout(10.0, read=None, write=60.0, pool=None)
_LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=100, keepalive_expiry=60.0)


class _DisconnectError(Exception):
    """The browser closed the connection."""


class _BodyTooLargeError(Exception):
    """The body is longer than allowed."""


class Gateway:
    """Forwards the API calls of a chat page to the API that gave its client secret.

    It serves one event loop.

    Parameters
    ----------
    secrets : LiveSecrets
        The secrets that may pass.
    own_origin : OwnOrigin or None, optional
        Refuses other sites; ``None`` where something in front of the gateway does.
    max_body : int, optional
        Longest request body, in bytes.
    """

    def __init__(
        self,
        secrets: LiveSecrets,
        *,
        own_origin: OwnOrigin | None = None,
        max_body: int = MAX_BODY_BYTES,
    ) -> None:
        self._secrets = secrets
        self._own_origin = own_origin
        self._max_body = max_body
        self._clients: dict[Upstream, httpx.AsyncClient] = {}

    async def close(self) -> None:
        """Close the connections to the APIs."""
        while self._clients:
            _, client = self._clients.popitem()
            await client.aclose()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            return
        headers = scope["headers"]
        secret = rules.client_secret(headers)
        upstream = self._secrets.upstream_of(secret)
        # Before the origin: a page whose app was restarted has to learn that its secret is void.
        if secret is None or upstream is None:
            await _refuse(send, HTTPStatus.UNAUTHORIZED, "Unauthorized", "Invalid token")
            return
        if self._own_origin and (reason := self._own_origin.refusal(headers)):
            _LOG.warning("The gateway refused a request: %s", reason)
            await _refuse(send, HTTPStatus.FORBIDDEN, reason)
            return
        try:
            target = _target(scope)
        except ForwardingError as error:
            await _refuse(send, error.status, str(error))
            return
        length = rules.content_length(headers)
        if length is not None and length > self._max_body:
            await _refuse(send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "request entity too large")
            return
        body = _Body(receive, self._max_body)
        passed = rules.request_headers(headers, secret)
        if length:
            passed.append((b"content-length", str(length).encode()))
        request = httpx.Request(
            scope["method"],
            upstream.url + target,
            headers=passed,
            content=None if length == 0 else body,
            extensions={"timeout": _TIMEOUT.as_dict()},
        )
        if length == 0:
            body.read.set()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(body.watch, tasks.cancel_scope)
            await self._forward(self._client(upstream), request, send)
            tasks.cancel_scope.cancel()

    async def _forward(self, client: httpx.AsyncClient, request: httpx.Request, send: Send) -> None:
        host = request.url.netloc.decode("ascii")
        try:
            response = await client.send(request, stream=True)
        except _DisconnectError:
            return
        except _BodyTooLargeError:
            await _refuse(send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "request entity too large")
            return
        except httpx.TimeoutException:
            _LOG.warning("The gateway got no connection to %s in time.", host)
            message = f"{host} did not answer the app in time."
            await _refuse(send, HTTPStatus.GATEWAY_TIMEOUT, message)
            return
        except httpx.HTTPError as error:
            _LOG.warning("The gateway cannot reach %s: %s", host, type(error).__name__)
            message = f"The app's server cannot reach {host}."
            await _refuse(send, HTTPStatus.BAD_GATEWAY, message)
            return
        try:
            if response.is_redirect or response.status_code < 200:
                _LOG.warning("%s redirects the gateway; check api_url.", host)
                message = f"{host} redirects to another address. Set api_url to the real one."
                await _refuse(send, HTTPStatus.BAD_GATEWAY, message)
                return
            await _pass_on(response, send)
        except httpx.HTTPError as error:
            # Without its end, the server breaks the answer off, as the API did: the chat page then
            # knows that there is more, and comes back for it.
            _LOG.info("%s broke an answer off: %s", host, type(error).__name__)
        finally:
            await response.aclose()

    def _client(self, upstream: Upstream) -> httpx.AsyncClient:
        client = self._clients.get(upstream)
        if client is None:
            # One client serves all users: it must keep nobody's cookies.
            no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
            client = httpx.AsyncClient(
                transport=upstream.transport,
                cookies=no_cookies,
                timeout=_TIMEOUT,
                limits=_LIMITS,
                follow_redirects=False,
            )
            self._forget_transports()
            self._clients[upstream] = client
        return client

    # An app may make its transport anew in each run of its script. It is the app's to close.
    def _forget_transports(self) -> None:
        live = self._secrets.upstreams()
        self._clients = {
            upstream: client
            for upstream, client in self._clients.items()
            if upstream.transport is None or upstream in live
        }


class _Body:
    """The body of a request, passed on piece by piece."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._limit = limit
        self.read = anyio.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise _DisconnectError
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > self._limit:
                raise _BodyTooLargeError
            if chunk:
                yield chunk
            if not message.get("more_body"):
                self.read.set()
                return

    async def watch(self, answering: anyio.CancelScope) -> None:
        """Cancel `answering` when the browser is gone."""
        await self.read.wait()
        while (await self._receive())["type"] != "http.disconnect":
            pass
        answering.cancel()


def _target(scope: Scope) -> str:
    path = scope.get("raw_path") or scope["path"].encode()
    place = scope.get("root_path", "").encode() + API_PATH.encode()
    if not path.startswith(place):
        raise unknown_path()
    below = path[len(place) :].decode("latin-1")
    return check_target(scope["method"], below, scope["query_string"].decode("latin-1"))


async def _pass_on(response: httpx.Response, send: Send) -> None:
    headers = rules.response_headers(response.headers.raw)
    status = response.status_code
    await send({"type": "http.response.start", "status": status, "headers": headers})
    async for chunk in response.aiter_raw():
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(send: Send, status: HTTPStatus, message: str, error: str | None = None) -> None:
    body = json.dumps(error_body(status, message, error)).encode()
    described = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    headers = rules.response_headers(described)
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": body})
