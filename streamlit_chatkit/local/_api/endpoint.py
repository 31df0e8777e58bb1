"""What every endpoint is given, and how its errors become answers."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route

from streamlit_chatkit.local._engine.submit import is_uuid
from streamlit_chatkit.local._protocol.http import (
    ApiError,
    bad_request,
    bearer,
    internal_error,
    invalid_uuid,
    not_found,
    problems,
    read_json,
)
from streamlit_chatkit.local._store.file_links import LinkMaker

if TYPE_CHECKING:
    from starlette.requests import Request

    from streamlit_chatkit.local._engine.secrets import Caller
    from streamlit_chatkit.local._engine.service import Service
    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._store.records import Conversation, StoredMessage

logger = logging.getLogger(__name__)

Body = TypeVar("Body", bound=BaseModel)


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

    @property
    def links(self) -> LinkMaker:
        """Makes links to the caller's files."""
        return LinkMaker(self.service.links, self.user, self.request)

    def path(self, name: str) -> str:
        """Return a part of the path."""
        return str(self.request.path_params[name])

    def uuid(self, name: str) -> str:
        """Return a part of the path that must be a UUID."""
        value = self.path(name)
        if not is_uuid(value):
            raise invalid_uuid()
        return value

    async def thread(self) -> Conversation:
        """Find the thread of the path, among the caller's own."""
        store = self.service.store
        found = await store.conversation_of_thread(self.user, self.path("thread_id"))
        if found is None:
            raise not_found()
        return found

    async def conversation(self) -> Conversation:
        """Find the conversation of the path, among the caller's own."""
        conversation_id = self.uuid("conversation_id")
        found = await self.service.store.conversation(self.user, conversation_id)
        if found is None:
            raise not_found()
        return found

    async def message(self) -> StoredMessage:
        """Find the message of the path, in the conversation of the path."""
        conversation, message_id = await self.conversation(), self.uuid("message_id")
        found = await self.service.store.message(self.user, conversation.id, message_id)
        if found is None:
            raise not_found()
        return found


Endpoint: TypeAlias = Callable[[Call], Awaitable[Response]]
BodyEndpoint: TypeAlias = Callable[[Call, Body], Awaitable[Response]]
OpenEndpoint: TypeAlias = Callable[["Request"], Awaitable[Response]]


@dataclass(frozen=True)
class Operation:
    """What a route does, for the description of the API.

    Attributes
    ----------
    method, path : str
        How it is called.
    summary : str
        What it does.
    status : int
        Status of a successful answer.
    body : type of BaseModel or None
        JSON body of the request.
    media_type : str
        Content type of a successful answer; empty when it has none.
    form : tuple of str
        Fields of a multipart body; the first one is the file.
    paged : bool
        Whether ``limit`` and ``offset`` of the query choose a page.
    query : tuple of str
        Other texts that the query may hold.
    """

    method: str
    path: str
    summary: str
    status: int = 200
    body: type[BaseModel] | None = None
    media_type: str = "application/json"
    form: tuple[str, ...] = ()
    paged: bool = False
    query: tuple[str, ...] = ()


class ApiRoute(Route):
    """A route that describes itself."""

    def __init__(self, operation: Operation, endpoint: OpenEndpoint) -> None:
        super().__init__(operation.path, _answering(endpoint), methods=[operation.method])
        self.operation = operation


def route(
    service: Service,
    method: str,
    path: str,
    endpoint: Endpoint,
    *,
    status: int = 200,
    media_type: str = "application/json",
    form: tuple[str, ...] = (),
    paged: bool = False,
    query: tuple[str, ...] = (),
) -> ApiRoute:
    """Make a route for callers with a client secret."""

    async def authenticated(request: Request) -> Response:
        return await endpoint(await authenticate(request, service))

    summary = _summary(endpoint)
    operation = Operation(
        method, path, summary, status, media_type=media_type, form=form, paged=paged, query=query
    )
    return ApiRoute(operation, authenticated)


def body_route(
    service: Service,
    method: str,
    path: str,
    endpoint: BodyEndpoint[Body],
    body: type[Body],
    *,
    status: int = 200,
    media_type: str = "application/json",
) -> ApiRoute:
    """Make a route for callers with a client secret that takes a JSON object.

    An empty body counts as an empty object. Unknown keys are ignored.
    """

    async def authenticated(request: Request) -> Response:
        call = await authenticate(request, service)
        return await endpoint(call, parse_body(await read_json(request), body))

    operation = Operation(method, path, _summary(endpoint), status, body, media_type)
    return ApiRoute(operation, authenticated)


def parse_body(given: Json, body: type[Body]) -> Body:
    """Read a request body.

    Raises
    ------
    ApiError
        With status 400 and ``path: problem`` for each invalid value.
    """
    try:
        return body.model_validate(given)
    except ValidationError as error:
        raise bad_request(problems(error)) from None


async def authenticate(request: Request, service: Service) -> Call:
    """Find out who calls.

    Raises
    ------
    ApiError
        With status 401 if the client secret is missing, unknown or expired.
    """
    caller = await service.authenticate(bearer(request))
    await service.runs.look_after()
    return Call(request, service, caller)


def _summary(endpoint: object) -> str:
    return (inspect.getdoc(endpoint) or "").partition("\n")[0]


def _answering(endpoint: OpenEndpoint) -> OpenEndpoint:
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

    return handle
