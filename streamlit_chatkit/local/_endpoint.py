"""What every endpoint is given, and how its errors become answers."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route

from ._http import ApiError, bearer, internal_error, invalid_uuid, not_found, read_json
from ._submit import is_uuid

if TYPE_CHECKING:
    from starlette.requests import Request

    from ._json import Json
    from ._records import Conversation
    from ._secrets import Caller
    from ._service import Service

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Call:
    """A request of a caller whose client secret is good."""

    request: Request
    service: Service
    caller: Caller

    @property
    def user(self) -> str:
        """The caller's user."""
        return self.caller.user

    def path(self, name: str) -> str:
        """Return a part of the path."""
        return str(self.request.path_params[name])

    async def json(self) -> Json:
        """Read the body as a JSON object."""
        return await read_json(self.request)

    async def thread(self) -> Conversation:
        """Find the thread of the path, among the caller's own."""
        store = self.service.store
        found = await store.conversation_of_thread(self.user, self.path("thread_id"))
        if found is None:
            raise not_found()
        return found

    async def conversation(self) -> Conversation:
        """Find the conversation of the path, among the caller's own."""
        conversation_id = self.path("conversation_id")
        if not is_uuid(conversation_id):
            raise invalid_uuid()
        found = await self.service.store.conversation(self.user, conversation_id)
        if found is None:
            raise not_found()
        return found


Endpoint: TypeAlias = Callable[[Call], Awaitable[Response]]
OpenEndpoint: TypeAlias = Callable[["Request"], Awaitable[Response]]


def route(service: Service, method: str, path: str, endpoint: Endpoint) -> Route:
    """Make a route for callers with a client secret."""

    async def authenticated(request: Request) -> Response:
        caller = service.secrets.authenticate(bearer(request))
        return await endpoint(Call(request, service, caller))

    return open_route(method, path, authenticated)


def open_route(method: str, path: str, endpoint: OpenEndpoint) -> Route:
    """Make a route that checks its caller itself."""

    async def handle(request: Request) -> Response:
        try:
            return await endpoint(request)
        except ApiError as error:
            return error.response()
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception:
            logger.exception("%s %s failed", request.method, request.url.path)
            return internal_error()

    return Route(path, handle, methods=[method])
