"""Threads."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from pydantic import BaseModel
from starlette.responses import Response

from streamlit_chatkit.local._engine.intake import NEWEST
from streamlit_chatkit.local._protocol.http import (
    ApiError,
    JSONAnswer,
    bad_request,
    forbidden,
    not_found,
)
from streamlit_chatkit.local._protocol.wire import thread_json, usage_json
from streamlit_chatkit.local._store.query import parse_query
from streamlit_chatkit.local._store.records import Conversation, now

from .endpoint import body_route, route
from .thread_state import thread_state_json

if TYPE_CHECKING:
    from streamlit_chatkit.local._engine.service import Service

    from .endpoint import ApiRoute, Call


class NewThread(BaseModel):
    """A thread to be made."""

    thread_id: UUID | None = None
    metadata: dict[str, Any] | None = None
    if_exists: str | None = None
    assistant_id: str | None = None


class ThreadSearch(BaseModel):
    """A search for threads."""

    metadata: dict[str, Any] | None = None
    status: str | None = None
    limit: int | str | None = None
    offset: int | str | None = None


def thread_routes(service: Service) -> list[ApiRoute]:
    """Make the routes of threads."""
    one = "/threads/{thread_id}"
    return [
        body_route(service, "POST", "/threads", create_thread, NewThread, status=201),
        body_route(service, "POST", "/threads/search", search_threads, ThreadSearch),
        route(service, "GET", one, get_thread),
        route(service, "DELETE", one, delete_thread, status=202, media_type=""),
        route(service, "GET", f"{one}/state", get_state, query=("checkpoint_id",)),
        route(service, "GET", f"{one}/context-usage", get_context_usage),
        *(
            route(service, method, path, not_implemented, status=400)
            for method, path in [
                ("PATCH", one),
                ("POST", f"{one}/copy"),
                ("POST", f"{one}/history"),
                ("POST", f"{one}/state"),
            ]
        ),
    ]


async def create_thread(call: Call, body: NewThread) -> Response:
    """Make a thread, or return the caller's own of the given id."""
    thread_id, metadata = str(body.thread_id or uuid4()), body.metadata or {}
    existing = await call.service.store.conversation_of_thread(call.user, thread_id)
    if existing:
        if body.if_exists == "raise":
            raise bad_request("The thread already exists.")
        return JSONAnswer(thread_json(existing, call.user), 201)
    if body.assistant_id not in {None, call.caller.assistant.id}:
        raise forbidden("You do not have access to this assistant.")
    title, moment = metadata.get("title"), now()
    conversation = Conversation(
        id=str(uuid4()),
        thread_id=thread_id,
        created_at=moment,
        updated_at=moment,
        assistant_id=body.assistant_id,
        title=title if isinstance(title, str) else None,
        metadata=metadata,
    )
    added = await call.service.store.add_conversation(call.user, conversation)
    return JSONAnswer(thread_json(added or conversation, call.user), 201)


async def get_thread(call: Call) -> Response:
    """Describe a thread."""
    return JSONAnswer(thread_json(await call.thread(), call.user))


async def delete_thread(call: Call) -> Response:
    """Delete a thread with its messages, their files, and its runs."""
    await call.service.delete(call.caller, await call.thread())
    return Response(status_code=HTTPStatus.ACCEPTED)


async def search_threads(call: Call, body: ThreadSearch) -> Response:
    """List the caller's threads by metadata and status."""
    page = parse_query({"limit": body.limit, "offset": body.offset})
    metadata = (body.metadata or {}).items()

    def is_wanted(conversation: Conversation) -> bool:
        thread = thread_json(conversation, call.user)
        has_status = not body.status or thread["status"] == body.status
        return has_status and all(thread["metadata"].get(key) == value for key, value in metadata)

    found = await call.service.store.threads(
        call.user, is_wanted, limit=page.limit, offset=page.offset
    )
    return JSONAnswer([thread_json(one, call.user) for one in found])


async def get_state(call: Call) -> Response:
    """Describe the state after the newest run of a thread."""
    thread, store = await call.thread(), call.service.store
    newest = await store.runs(call.user, thread.thread_id, limit=1)
    run = newest[0] if newest else None
    wanted = call.request.query_params.get("checkpoint_id")
    if wanted and (run is None or run.id != wanted):
        raise not_found()  # older states are not kept
    messages = await store.messages(call.user, thread.id, newest=NEWEST)
    return JSONAnswer(thread_state_json(thread, messages, run))


async def get_context_usage(call: Call) -> Response:
    """Tell the tokens of the newest run whose agent reported them."""
    thread = await call.thread()
    run = await call.service.store.newest_usage(call.user, thread.thread_id)
    if run is None:
        raise not_found()
    return JSONAnswer(usage_json(run))


async def not_implemented(call: Call) -> Response:  # noqa: ARG001
    """Refuse what the XpertAI API itself does not implement."""
    raise ApiError(HTTPStatus.BAD_REQUEST, "This feature is not yet implemented.")
