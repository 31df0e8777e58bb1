"""No route gives one user what is another's, by any id. The routes come from the document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from streamlit_chatkit._gateway.operations import OPERATIONS
from streamlit_chatkit.local._api.app import create_app

from .harness import ASSISTANT, BASE_URL, Chat, message_body, new_service, run_id_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from streamlit_chatkit.local import Run

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = [pytest.mark.anyio, pytest.mark.each_database]

MINTING = "/v1/chatkit/sessions"
# Paths that name nothing of a user.
OWN = {"/assistants/{assistant_id}"}
BODIES: dict[tuple[str, str], Any] = {
    ("post", "/threads/{thread_id}/runs"): message_body("mine?"),
    ("post", "/threads/{thread_id}/runs/stream"): message_body("mine?"),
    ("post", "/threads/{thread_id}/runs/wait"): message_body("mine?"),
    ("patch", "/conversations/{conversation_id}"): {"title": "Mine"},
    ("patch", "/conversations/{conversation_id}/messages/{message_id}"): {"content": "Mine"},
    ("post", "/conversations/{conversation_id}/messages/{message_id}/feedbacks"): {
        "rating": "like"
    },
}


async def document(chat: Chat) -> Any:
    response = await chat.http.get("/openapi.json")
    assert response.status_code == 200
    return response.json()


async def secretive(run: Run) -> None:
    await run.set_title("Private title")
    await run.text("private answer")
    await run.request_approval("pay", {"secret": "private argument"})


@dataclass
class Property:
    """What a user has, and how to see whether it is all still there."""

    chat: Chat
    ids: dict[str, str]

    async def all(self) -> list[Any]:
        chat, ids = self.chat, self.ids
        one = f"/conversations/{chat.conversation_id}"
        paths = [
            f"/threads/{chat.thread_id}",
            f"/threads/{chat.thread_id}/runs",
            one,
            f"{one}/messages",
            f"{one}/messages/{ids['message_id']}/feedbacks",
            f"/files/{ids['file_id']}/status",
        ]
        answers = [await chat.http.get(path) for path in paths]
        assert [answer.status_code for answer in answers] == [200] * len(paths)
        return [answer.json() for answer in answers]


async def property_of(chat: Chat) -> Property:
    run_id = run_id_of(await chat.send("private question"))
    message_id = (await chat.messages())[1]["id"]
    url = f"/conversations/{chat.conversation_id}/messages/{message_id}/feedbacks"
    feedback = (await chat.http.post(url, json={"rating": "like"})).json()
    upload = await chat.http.post("/contexts/file", files={"file": ("p.txt", b"private file")})
    ids = {
        "thread_id": chat.thread_id,
        "conversation_id": chat.conversation_id,
        "run_id": run_id,
        "message_id": message_id,
        "feedback_id": feedback["id"],
        "file_id": upload.json()["storageFileId"],
        "assistant_id": ASSISTANT.id,
    }
    return Property(chat, ids)


def empty_body(described: Any) -> dict[str, Any]:
    kwargs: dict[str, Any] = {}
    content = described.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        kwargs["files"] = {"file": ("a.txt", b"mine")}
    elif content:
        kwargs["json"] = {}
    return kwargs


@pytest.mark.parametrize("has_thread", [False, True])
async def test_no_route_reaches_what_is_another_users(
    open_chat: OpenChat, has_thread: bool
) -> None:
    service = new_service()
    owner = await open_chat(secretive, user="owner", service=service)
    owned = await property_of(owner)
    before = await owned.all()
    other = Chat(user="other", service=service)
    if has_thread:  # the same thread id is another thread for another user
        await other.new_thread(thread_id=owner.thread_id)
    seen = 0
    for path, methods in (await document(other))["paths"].items():
        if path == MINTING or any(path.startswith(own) for own in OWN):
            continue
        foreign = re.findall(r"{(\w+)}", path)
        for method, described in methods.items():
            kwargs = empty_body(described)
            if "json" in kwargs:
                kwargs["json"] = BODIES.get((method, path), {})
            response = await other.http.request(method, path.format(**owned.ids), **kwargs)
            assert "private" not in response.text.lower(), (method, path)
            only_thread = set(foreign) == {"thread_id"}
            if foreign and not (has_thread and only_thread):
                unimplemented = list(described["responses"]) == ["400", "401", "403", "404", "406"]
                expected = 400 if unimplemented else 404
                is_cancel = has_thread and path.endswith("/cancel")
                if is_cancel:
                    assert response.json() == {"canceledExecutionIds": []}
                else:
                    assert response.status_code == expected, (method, path, response.text)
            seen += 1
    assert seen > 30
    assert await owned.all() == before
    await other.http.aclose()


@pytest.mark.parametrize("authorization", ["", "Bearer sk-x-1", "Bearer cs-x-" + "0" * 64])
async def test_no_route_answers_without_a_secret(open_chat: OpenChat, authorization: str) -> None:
    chat = await open_chat(secretive)
    owned = await property_of(chat)
    for path, methods in (await document(chat))["paths"].items():
        if path == MINTING:
            continue
        for method in methods:
            response = await chat.http.request(
                method, path.format(**owned.ids), headers={"authorization": authorization}
            )
            assert response.status_code == 401, (method, path)


async def test_the_document_names_every_route(open_chat: OpenChat) -> None:
    chat = await open_chat()
    described = await document(chat)
    operations = [one for path in described["paths"].values() for one in path.values()]
    ids = [one["operationId"] for one in operations]
    assert len(set(ids)) == len(ids)
    assert all(one["summary"] for one in operations)
    assert described["servers"] == [{"url": "/api/ai"}]
    # Only the description itself is not described.
    app: Any = create_app(chat.service)
    routes = app._app.routes[-1].app.routes
    served = {(route.path, method) for route in routes for method in route.methods - {"HEAD"}}
    named = {(path, method.upper()) for path, one in described["paths"].items() for method in one}
    assert served - named == {("/openapi.json", "GET")}
    assert (await chat.http.get(f"{BASE_URL}/openapi.json")).json() == described


async def test_the_gateway_forwards_what_the_chat_page_may_call(open_chat: OpenChat) -> None:
    described = (await document(await open_chat()))["paths"]
    served = {
        (method.upper(), re.sub(r"{\w+}", "{}", path))
        for path, methods in described.items()
        for method, operation in methods.items()
        if any(status.startswith("2") for status in operation["responses"])
    }
    forwarded = {(one.method, "/" + "/".join(one.parts)) for one in OPERATIONS}
    assert served - forwarded == {("POST", MINTING)}  # it takes the API key
    # The platform's alone; a 404 does the page no harm.
    unserved = {path for _, path in forwarded - served}
    assert unserved == {"/conversations/{}/goal", "/conversations/{}/task-summary"}
