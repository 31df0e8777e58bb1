"""Sessions, assistants and threads."""

from __future__ import annotations

import math
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import uuid4

from starlette.responses import Response

from ._endpoint import open_route, route
from ._http import ApiError, JSONAnswer, bad_request, bearer, not_found, read_json
from ._query import parse_query
from ._records import Conversation, now
from ._secrets import Caller
from ._submit import is_uuid
from ._wire import assistant_json, iso, thread_json

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import Route

    from ._endpoint import Call
    from ._service import Service

DEFAULT_USER = "api"
_MAX_EXPIRES_AFTER_S = 24 * 3600


def session_route(service: Service, path: str) -> Route:
    """Make a route that mints client secrets for the holder of an API key."""

    async def create_session(request: Request) -> Response:
        body = await read_json(request)
        assistant = body.get("assistant")
        assistant_id = assistant.get("id") if isinstance(assistant, dict) else None
        hosted = service.hosted.authorize(bearer(request), assistant_id)
        user = body.get("user") or DEFAULT_USER
        if not isinstance(user, str):
            raise bad_request("user: Expected a string")
        seconds = _seconds(body.get("expires_after"), hosted.expires_after)
        caller = Caller(user, hosted.assistant, hosted.agent)
        session = {
            "client_secret": service.secrets.mint(caller, seconds),
            "expires_at": iso(now() + timedelta(seconds=seconds)),
            "expires_after": seconds,
        }
        return JSONAnswer(session, 201)

    return open_route("POST", path, create_session)


def _seconds(value: object, default: int) -> int:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or value < 1:  # type: ignore[arg-type, operator]
        return default
    return min(int(value), _MAX_EXPIRES_AFTER_S)  # type: ignore[call-overload, no-any-return]


def assistant_routes(service: Service) -> list[Route]:
    """Make the routes below ``/assistants``."""
    return [
        route(service, "POST", "/assistants/search", search_assistants),
        route(service, "POST", "/assistants/count", count_assistants),
        route(service, "GET", "/assistants/{assistant_id}", get_assistant),
        route(service, "GET", "/assistants/{assistant_id}/models", list_models),
    ]


async def get_assistant(call: Call) -> Response:
    """Describe the caller's assistant."""
    if call.path("assistant_id") != call.caller.assistant.id:
        raise not_found()
    return JSONAnswer(assistant_json(call.caller.assistant))


async def list_models(call: Call) -> Response:
    """Offer no models: an agent in Python chooses its own, or the app offers some."""
    if call.path("assistant_id") != call.caller.assistant.id:
        raise not_found()
    return JSONAnswer({"models": []})


async def search_assistants(call: Call) -> Response:
    """List the caller's assistant."""
    return JSONAnswer([assistant_json(call.caller.assistant)])


async def count_assistants(call: Call) -> Response:  # noqa: ARG001
    """Count the caller's assistants."""
    return JSONAnswer(1)


def thread_routes(service: Service) -> list[Route]:
    """Make the routes of threads."""
    one = "/threads/{thread_id}"
    return [
        route(service, "POST", "/threads", create_thread),
        route(service, "POST", "/threads/search", search_threads),
        route(service, "GET", one, get_thread),
        route(service, "DELETE", one, delete_thread),
        route(service, "PATCH", one, not_implemented),
        route(service, "POST", f"{one}/copy", not_implemented),
        route(service, "POST", f"{one}/history", not_implemented),
        route(service, "POST", f"{one}/state", not_implemented),
    ]


async def create_thread(call: Call) -> Response:
    """Create a thread, or return the caller's own of the given id."""
    body = await call.json()
    thread_id = body.get("thread_id") or str(uuid4())
    metadata = body.get("metadata") or {}
    if not isinstance(thread_id, str) or not is_uuid(thread_id):
        raise bad_request("thread_id: Invalid uuid")
    if not isinstance(metadata, dict):
        raise bad_request("metadata: Expected an object")
    existing = await call.service.store.conversation_of_thread(call.user, thread_id)
    if existing:
        if body.get("if_exists") == "raise":
            raise bad_request("The thread already exists.")
        return JSONAnswer(thread_json(existing, call.user), 201)
    title, moment = metadata.get("title"), now()
    conversation = Conversation(
        id=str(uuid4()),
        thread_id=thread_id,
        created_at=moment,
        updated_at=moment,
        title=title if isinstance(title, str) else None,
        metadata=metadata,
    )
    await call.service.store.add_conversation(call.user, conversation)
    return JSONAnswer(thread_json(conversation, call.user), 201)


async def get_thread(call: Call) -> Response:
    """Describe a thread."""
    return JSONAnswer(thread_json(await call.thread(), call.user))


async def delete_thread(call: Call) -> Response:
    """Delete a thread with its messages and runs."""
    thread = await call.thread()
    await call.service.runs.drop_thread(call.user, thread.thread_id)
    await call.service.store.delete_conversation(call.user, thread.id)
    return Response(status_code=HTTPStatus.ACCEPTED)


async def search_threads(call: Call) -> Response:
    """List the caller's threads by metadata and status."""
    body = await call.json()
    wanted = body.get("metadata") or {}
    if not isinstance(wanted, dict):
        raise bad_request("metadata: Expected an object")
    where = {"status": body["status"]} if body.get("status") else {}
    query = parse_query({**body, "where": where})
    conversations = await call.service.store.conversations(call.user)
    threads = [thread_json(one, call.user) for one in reversed(conversations)]
    found = [
        thread
        for thread in threads
        if all(thread["metadata"].get(key) == value for key, value in wanted.items())
    ]
    return JSONAnswer(query.page(found)["items"])


async def not_implemented(call: Call) -> Response:  # noqa: ARG001
    """Refuse what the XpertAI API itself does not implement."""
    raise ApiError(HTTPStatus.BAD_REQUEST, "This feature is not yet implemented.")
