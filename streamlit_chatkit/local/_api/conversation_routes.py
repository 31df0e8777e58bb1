"""Conversations: made, found, renamed, deleted."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from starlette.responses import Response

from streamlit_chatkit.local._protocol.http import JSONAnswer, bad_request, forbidden
from streamlit_chatkit.local._protocol.wire import conversation_json
from streamlit_chatkit.local._store.query import Search
from streamlit_chatkit.local._store.records import Conversation, now

from .endpoint import body_route, route

if TYPE_CHECKING:
    from streamlit_chatkit.local._engine.service import Service

    from .endpoint import ApiRoute, Call


class NewConversation(BaseModel):
    """A conversation to be made for a thread."""

    model_config = ConfigDict(alias_generator=to_camel)

    thread_id: UUID
    id: UUID | None = None
    xpert_id: str | None = None


class Rename(BaseModel):
    """The new title of a conversation."""

    title: str = Field(max_length=1000)


def conversation_routes(service: Service) -> list[ApiRoute]:
    """Make the routes of conversations."""
    one = "/conversations/{conversation_id}"
    return [
        body_route(
            service, "POST", "/conversations", create_conversation, NewConversation, status=201
        ),
        body_route(service, "POST", "/conversations/search", search_conversations, Search),
        route(service, "GET", one, get_conversation),
        body_route(service, "PATCH", one, rename_conversation, Rename),
        route(service, "DELETE", one, delete_conversation, status=202, media_type=""),
    ]


async def create_conversation(call: Call, body: NewConversation) -> Response:
    """Make the conversation of a thread, or return the one that it has."""
    store, thread_id = call.service.store, str(body.thread_id)
    if body.xpert_id not in {None, call.caller.assistant.id}:
        raise forbidden("You do not have access to this assistant.")
    found = await store.conversation_of_thread(call.user, thread_id)
    if found is None:
        moment = now()
        new = Conversation(
            id=str(body.id or uuid4()),
            thread_id=thread_id,
            created_at=moment,
            updated_at=moment,
            assistant_id=body.xpert_id,
        )
        found = await store.add_conversation(call.user, new)
        if found is None:
            raise bad_request("id: The conversation belongs to another thread")
    elif body.xpert_id and found.assistant_id is None:
        bound = await store.change_conversation(call.user, found.id, assistant_id=body.xpert_id)
        found = bound or found
    return JSONAnswer(conversation_json(found), 201)


async def search_conversations(call: Call, search: Search) -> Response:
    """Search the caller's conversations."""
    return JSONAnswer(await call.service.store.search_conversations(call.user, search.query()))


async def get_conversation(call: Call) -> Response:
    """Describe a conversation."""
    return JSONAnswer(conversation_json(await call.conversation()))


async def rename_conversation(call: Call, rename: Rename) -> Response:
    """Rename a conversation; its place in the history stays."""
    title = " ".join(rename.title.split())
    if not title:
        raise bad_request("title: Must not be empty")
    conversation = await call.conversation()
    renamed = await call.service.store.change_conversation(call.user, conversation.id, title=title)
    return JSONAnswer(conversation_json(renamed or conversation))


async def delete_conversation(call: Call) -> Response:
    """Delete a conversation with its thread, messages, their files, and runs."""
    await call.service.delete(call.caller, await call.conversation())
    return Response(status_code=HTTPStatus.ACCEPTED)
