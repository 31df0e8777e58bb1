"""The messages of a conversation, and the feedback to them."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import Response

from streamlit_chatkit.local._protocol.http import JSONAnswer, bad_request, not_found
from streamlit_chatkit.local._protocol.wire import feedback_json, message_json
from streamlit_chatkit.local._store.query import Search, parse_query
from streamlit_chatkit.local._store.records import Feedback, Rating, now

from .endpoint import body_route, route

if TYPE_CHECKING:
    from streamlit_chatkit.local._engine.service import Service
    from streamlit_chatkit.local._store.query import Query
    from streamlit_chatkit.local._store.records import Conversation, MessageChanges, StoredMessage

    from .endpoint import ApiRoute, Call

_MAX_COMMENT = 10_000


class ContentPart(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(extra="allow")

    type: str
    text: str | None = None

    @model_validator(mode="after")
    def _texts_have_words(self) -> ContentPart:
        if self.type == "text" and self.text is None:
            msg = "a text needs its text"
            raise ValueError(msg)
        return self


class ChangedMessage(BaseModel):
    """New words of a message: text, or for an answer also its parts."""

    content: str | list[ContentPart]


class NewFeedback(BaseModel):
    """A vote."""

    rating: Rating
    content: str | None = Field(default=None, max_length=_MAX_COMMENT)


class FeedbackChanges(BaseModel):
    """What changes in a vote."""

    rating: Rating | None = None
    content: str | None = Field(default=None, max_length=_MAX_COMMENT)


def message_routes(service: Service) -> list[ApiRoute]:
    """Make the routes of messages and feedback."""
    messages = "/conversations/{conversation_id}/messages"
    one = messages + "/{message_id}"
    feedbacks = f"{one}/feedbacks"
    feedback = feedbacks + "/{feedback_id}"
    return [
        route(service, "GET", messages, list_messages, paged=True),
        body_route(service, "POST", f"{messages}/search", search_messages, Search),
        route(service, "GET", one, get_message),
        body_route(service, "PATCH", one, change_message, ChangedMessage),
        route(service, "DELETE", one, delete_message, status=202, media_type=""),
        body_route(service, "POST", feedbacks, add_feedback, NewFeedback, status=201),
        route(service, "GET", feedbacks, list_feedback, paged=True),
        body_route(service, "POST", f"{feedbacks}/search", search_feedback, Search),
        body_route(service, "PATCH", feedback, change_feedback, FeedbackChanges),
        route(service, "DELETE", feedback, delete_feedback, status=202, media_type=""),
    ]


async def list_messages(call: Call) -> Response:
    """List the messages of a conversation, oldest first."""
    return await _messages(call, parse_query(dict(call.request.query_params)))


async def search_messages(call: Call, search: Search) -> Response:
    """Search the messages of a conversation."""
    return await _messages(call, search.query())


async def _messages(call: Call, query: Query) -> Response:
    conversation = await call.conversation()
    page = await call.service.store.search_messages(call.user, conversation, query)
    return JSONAnswer({**page, "items": [call.links.renew(one) for one in page["items"]]})


async def get_message(call: Call) -> Response:
    """Describe a message."""
    message, conversation = await call.message(), await call.conversation()
    return JSONAnswer(call.links.renew(message_json(message, conversation.thread_id)))


async def change_message(call: Call, changes: ChangedMessage) -> Response:
    """Change the words of a message."""
    message, conversation = await _written(call)
    content = changes.model_dump(exclude_unset=True)["content"]
    values: MessageChanges = {"updated_at": now(), "content": content}
    if message.role == "human":
        if not isinstance(changes.content, str):
            raise bad_request("content: Input should be a valid string")
        values["input"] = {**message.input, "input": changes.content}
    changed = await call.service.store.change_message(
        call.user, conversation.id, message.id, **values
    )
    return JSONAnswer(call.links.renew(message_json(changed or message, conversation.thread_id)))


async def delete_message(call: Call) -> Response:
    """Delete a message with its files."""
    message, _ = await _written(call)
    await call.service.store.delete_message(
        call.user, message.conversation_id, message.id, call.service.files.delete
    )
    return Response(status_code=HTTPStatus.ACCEPTED)


async def _written(call: Call) -> tuple[StoredMessage, Conversation]:
    """Find a message that its run will not write anew."""
    message, conversation = await call.message(), await call.conversation()
    current = await call.service.runs.going_on(call.user, conversation.thread_id)
    if message.status == "thinking" or (current and current.record.message_id == message.id):
        raise bad_request("The message is still being written: cancel its run, or wait for its end")
    return message, conversation


async def add_feedback(call: Call, body: NewFeedback) -> Response:
    """Vote on a message."""
    message, moment = await call.message(), now()
    feedback = Feedback(
        id=str(uuid4()),
        conversation_id=message.conversation_id,
        message_id=message.id,
        rating=body.rating,
        content=body.content,
        created_at=moment,
        updated_at=moment,
    )
    await call.service.store.save_feedback(call.user, feedback)
    return JSONAnswer(feedback_json(feedback), 201)


async def list_feedback(call: Call) -> Response:
    """List the feedback to a message, oldest first."""
    return await _feedback_page(call, parse_query(dict(call.request.query_params)))


async def search_feedback(call: Call, search: Search) -> Response:
    """Search the feedback to a message."""
    return await _feedback_page(call, search.query())


async def _feedback_page(call: Call, query: Query) -> Response:
    message = await call.message()
    return JSONAnswer(await call.service.store.search_feedbacks(call.user, message.id, query))


async def change_feedback(call: Call, changes: FeedbackChanges) -> Response:
    """Change a vote."""
    feedback = await _find(call)
    changed = replace(feedback, **changes.model_dump(exclude_unset=True), updated_at=now())
    changed = replace(changed, rating=changed.rating or feedback.rating)
    await call.service.store.save_feedback(call.user, changed)
    return JSONAnswer(feedback_json(changed))


async def delete_feedback(call: Call) -> Response:
    """Take a vote back."""
    await call.service.store.delete_feedback(call.user, (await _find(call)).id)
    return Response(status_code=HTTPStatus.ACCEPTED)


async def _find(call: Call) -> Feedback:
    message, feedback_id = await call.message(), call.uuid("feedback_id")
    for feedback in await call.service.store.feedbacks(call.user, message.id):
        if feedback.id == feedback_id:
            return feedback
    raise not_found()
