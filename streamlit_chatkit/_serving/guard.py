"""Refuses foreign hosts and origins, and answers for the allowed ones with CORS headers."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response

from .errors import error_body
from .origins import is_loopback_host

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .origins import Origins

_METHODS = "GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS"
_HEADERS = (
    "Authorization, Language, Time-Zone, Tenant-Id, Organization-Id, X-Scope-Level,"
    " X-Requested-With, Content-Type, Accept, Accept-Language, Last-Event-ID, X-Api-Key,"
    " X-Client-Secret, X-Principal-User-Id"
)


class Guard:
    """ASGI middleware.

    The ``Host`` must be a loopback name with the server's port: a page that had its own name
    resolved to this machine (DNS rebinding) is of the same origin for the browser, so that CORS
    does not stop it. Requests without an ``Origin`` come from no web page.

    Parameters
    ----------
    app : ASGI application
        What is guarded.
    origins : Origins
        Pages that may call.
    any_host : bool, default False
        Whether the ``Host`` may be any, as for a server that is meant to be reached from outside.
    """

    def __init__(self, app: ASGIApp, origins: Origins, *, any_host: bool = False) -> None:
        self._app = app
        self._origins = origins
        self._any_host = any_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        server = scope.get("server")
        origin = headers.get("origin")
        port = server[1] if server else None
        if not self._any_host and not is_loopback_host(headers.get("host", ""), port):
            await _forbidden("This host name is not allowed.")(scope, receive, send)
        elif origin is not None and origin not in self._origins:
            await _forbidden("This origin is not allowed.")(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            preflight = _preflight(headers)
            await preflight(scope, receive, _with_cors(send, origin))
        else:
            await self._app(scope, receive, _with_cors(send, origin))


def _forbidden(message: str) -> Response:
    return JSONResponse(error_body(HTTPStatus.FORBIDDEN, message), HTTPStatus.FORBIDDEN)


def _preflight(headers: Headers) -> Response:
    response = Response(status_code=HTTPStatus.NO_CONTENT)
    response.headers["Access-Control-Allow-Methods"] = _METHODS
    response.headers["Access-Control-Allow-Headers"] = _allowed_headers(headers)
    response.headers["Access-Control-Max-Age"] = "600"
    if headers.get("access-control-request-private-network") == "true":
        response.headers["Access-Control-Allow-Private-Network"] = "true"
    return response


# SDKs add headers that tell about themselves; each must be named to be allowed.
def _allowed_headers(headers: Headers) -> str:
    asked = headers.get("access-control-request-headers", "").split(",")
    own = [name.strip() for name in asked if name.strip().lower().startswith("x-stainless-")]
    return ", ".join([_HEADERS, *own])


def _with_cors(send: Send, origin: str | None) -> Send:
    async def send_with_cors(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.add_vary_header("Origin")
            if origin is not None:
                headers["Access-Control-Allow-Origin"] = origin
                headers["Access-Control-Allow-Credentials"] = "true"
        await send(message)

    return send_with_cors
