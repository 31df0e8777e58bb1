"""Conversations and their messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._endpoint import route
from ._http import JSONAnswer
from ._query import parse_query
from ._wire import conversation_json, message_json

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.routing import Route

    from ._endpoint import Call
    from ._json import Json
    from ._service import Service


def conversation_routes(service: Service) -> list[Route]:
    """Make the routes below ``/conversations``."""
    one = "/conversations/{conversation_id}"
    return [
        route(service, "POST", "/conversations/search", search_conversations),
        route(service, "GET", one, get_conversation),
        route(service, "GET", f"{one}/messages", list_messages),
        route(service, "POST", f"{one}/messages/search", search_messages),
    ]


async def search_conversations(call: Call) -> Response:
    """Search the caller's conversations."""
    query = parse_query(await call.json())
    conversations = await call.service.store.conversations(call.user)
    return JSONAnswer(query.page([conversation_json(one) for one in conversations]))


async def get_conversation(call: Call) -> Response:
    """Describe a conversation."""
    return JSONAnswer(conversation_json(await call.conversation()))


async def list_messages(call: Call) -> Response:
    """List the messages of a conversation, oldest first."""
    return await _messages(call, dict(call.request.query_params))


async def search_messages(call: Call) -> Response:
    """Search the messages of a conversation."""
    return await _messages(call, await call.json())


async def _messages(call: Call, search: Json) -> Response:
    conversation = await call.conversation()
    query = parse_query(search)
    messages = await call.service.store.messages(call.user, conversation.id)
    page = query.page([message_json(one, conversation.thread_id) for one in messages])
    return JSONAnswer(page)
