"""Credentials, isolation, origins, errors and plain REST bodies."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from streamlit_chatkit.local import LocalBackend
from streamlit_chatkit.local._engine.secrets import SecretRegistry

from .harness import (
    BASE_URL,
    Chat,
    echo,
    golden,
    message_body,
    new_service,
    run_id_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from streamlit_chatkit.local import Run

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = pytest.mark.anyio

APP = "http://localhost:8501"
ANY_UUID = "5d0c1d5e-6f70-4182-93a4-b5c6d7e8f901"


@pytest.fixture
async def server(anyio_backend: str) -> AsyncIterator[Callable[..., httpx.AsyncClient]]:
    clients: list[httpx.AsyncClient] = []

    def serve(**options: Any) -> httpx.AsyncClient:
        app = LocalBackend(echo, assistant_id="echo", **options).asgi_app(origins=[APP])
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE_URL)
        clients.append(client)
        return client

    yield serve
    for client in clients:
        await client.aclose()


@pytest.mark.parametrize("path", ["/api/ai/v1/chatkit/sessions", "/v1/chatkit/sessions"])
@pytest.mark.parametrize("header", ["authorization", "x-api-key"])
async def test_a_session_is_minted_at_both_paths(
    server: Callable[..., httpx.AsyncClient], path: str, header: str
) -> None:
    client = server()
    key = "Bearer sk-x-anything" if header == "authorization" else "sk-x-anything"
    body = {"assistant": {"id": "echo"}, "user": "visitor-42", "expires_after": 300.7}
    response = await client.post(path, json=body, headers={header: key})
    assert response.status_code == 201
    session = response.json()
    assert session.keys() == golden("session-response.json").keys()
    assert session["expires_after"] == 300
    secret = session["client_secret"]
    assert secret.startswith("cs-x-")
    assert len(bytes.fromhex(secret.removeprefix("cs-x-"))) == 32
    thread = await client.post("/api/ai/threads", headers={"x-client-secret": secret})
    assert thread.json()["created_by"]["id"] == "visitor-42"


@pytest.mark.parametrize("seconds", [0, -1, "ten", None, True, float("1e999")])
async def test_a_life_time_that_makes_no_sense_becomes_the_default(
    server: Callable[..., httpx.AsyncClient], seconds: Any
) -> None:
    body = {"expires_after": "Infinity" if seconds == float("inf") else seconds}
    headers = {"authorization": "Bearer sk-x-1"}
    response = await server().post("/v1/chatkit/sessions", json=body, headers=headers)
    assert response.json()["expires_after"] == 600


@pytest.mark.parametrize("key", ["", "Bearer", "Bearer sk-x-other", "Bearer cs-x-1", "Basic c2s="])
async def test_only_the_configured_key_mints(
    server: Callable[..., httpx.AsyncClient], key: str
) -> None:
    client = server(api_key="sk-x-right")
    refused = await client.post("/v1/chatkit/sessions", headers={"authorization": key})
    assert refused.status_code == 401
    assert refused.json() == {**golden("error-401.json"), "error": "Invalid token"}
    right = {"authorization": "Bearer sk-x-right"}
    assert (await client.post("/v1/chatkit/sessions", headers=right)).status_code == 201


async def test_what_a_wrong_key_sends_is_not_read(
    server: Callable[..., httpx.AsyncClient],
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"["
        raise AssertionError("It is read.")

    response = await server(api_key="sk-x-right").post(
        "/v1/chatkit/sessions", content=endless(), headers={"x-api-key": "sk-x-wrong"}
    )
    assert response.status_code == 401


async def test_an_unknown_assistant_gets_no_session(
    server: Callable[..., httpx.AsyncClient],
) -> None:
    body, headers = {"assistant": {"id": "other"}}, {"authorization": "Bearer sk-x-1"}
    response = await server().post("/v1/chatkit/sessions", json=body, headers=headers)
    assert response.json() == golden("error-404.json")


@pytest.mark.parametrize("token", [None, "sk-x-anything", "cs-x-" + "0" * 64])
async def test_without_a_good_secret_nothing_is_served(
    server: Callable[..., httpx.AsyncClient], token: str | None
) -> None:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    for method, path in [("POST", "threads"), ("GET", "assistants/echo"), ("GET", "threads/1")]:
        response = await server().request(method, f"/api/ai/{path}", headers=headers)
        assert response.status_code == 401
        assert response.json() == {**golden("error-401.json"), "error": "Invalid token"}


async def test_a_secret_expires(open_chat: OpenChat) -> None:
    time = 0.0
    chat = await open_chat(service=new_service(secrets=SecretRegistry(lambda: time)))
    time = 599.9
    assert (await chat.http.get(f"/threads/{chat.thread_id}")).status_code == 200
    time = 600.0
    expired = await chat.http.get(f"/threads/{chat.thread_id}")
    assert (expired.status_code, expired.json()) == (401, golden("error-401.json"))
    chat.service.secrets.attach(chat.secret, chat.assistant, echo)
    assert (await chat.http.get(f"/threads/{chat.thread_id}")).status_code == 401


async def test_the_frame_sends_its_secret_as_api_key_too(open_chat: OpenChat) -> None:
    chat = await open_chat()
    chat.http.headers["x-api-key"] = chat.secret
    assert text_of(await chat.send("hello")) == "hello"


async def test_nobody_reaches_the_threads_of_another_user(open_chat: OpenChat) -> None:
    service = new_service()
    owner = await open_chat(user="owner", service=service)
    run_id = run_id_of(await owner.send("private"))
    other = Chat(user="other", service=service)
    other.thread_id, other.conversation_id = owner.thread_id, owner.conversation_id
    thread, conversation = f"/threads/{owner.thread_id}", f"/conversations/{owner.conversation_id}"
    requests = [
        ("GET", thread),
        ("DELETE", thread),
        ("GET", f"{thread}/runs"),
        ("POST", f"{thread}/runs"),
        ("POST", f"{thread}/runs/stream"),
        ("POST", f"{thread}/runs/wait"),
        ("GET", f"{thread}/runs/{run_id}"),
        ("GET", f"{thread}/runs/{run_id}/stream"),
        ("POST", f"{thread}/runs/{run_id}/cancel"),
        ("GET", conversation),
        ("GET", f"{conversation}/messages"),
        ("POST", f"{conversation}/messages/search"),
    ]
    for method, path in requests:
        content = message_body("hi") if method == "POST" else None
        response = await other.http.request(method, path, json=content)
        assert response.json() == golden("error-404.json"), (method, path)
    for path in ["/threads/search", "/conversations/search"]:
        found = (await other.http.post(path, json={})).json()
        assert found in ([], {"items": [], "total": 0})
    # The same thread id is another thread for another user.
    await other.new_thread(thread_id=owner.thread_id)
    assert other.conversation_id != owner.conversation_id
    assert await other.messages() == []
    assert (await other.http.get(f"{thread}/runs/{run_id}/stream")).status_code == 404
    assert (await other.http.delete(thread)).status_code == 202
    assert len(await owner.messages()) == 2
    await other.http.aclose()


async def test_a_run_is_answered_by_the_agent_of_its_own_secret(open_chat: OpenChat) -> None:
    def agent_of(session: str) -> Callable[[Run], Awaitable[None]]:
        async def agent(run: Run) -> None:
            await run.text(f"data of {session}")

        return agent

    service = new_service()
    one = await open_chat(agent_of("session 1"), service=service)
    two = await open_chat(agent_of("session 2"), service=service)
    assert text_of(await one.send("?")) == "data of session 1"
    assert text_of(await two.send("?")) == "data of session 2"
    service.secrets.attach(one.secret, one.assistant, agent_of("session 1, rerun"))
    another = replace(two.assistant, id="another assistant")
    service.secrets.attach(two.secret, another, agent_of("nobody"))
    assert text_of(await one.send("?")) == "data of session 1, rerun"
    assert text_of(await two.send("?")) == "data of session 2"


async def test_another_assistant_is_refused(open_chat: OpenChat) -> None:
    chat = await open_chat()
    refused = await chat.post_run({**message_body("hi"), "assistant_id": "other"})
    assert refused.status_code == 403
    assert refused.json()["error"] == "Forbidden"
    assert (await chat.http.get("/assistants/other")).json() == golden("error-404.json")


@pytest.mark.parametrize(
    "origin", [APP, "http://127.0.0.1:8501", "http://[::1]:8501", "HTTP://LOCALHOST:8501"]
)
async def test_pages_of_the_app_may_call(
    server: Callable[..., httpx.AsyncClient], origin: str
) -> None:
    asked = "authorization,last-event-id,x-stainless-lang"
    headers = {"origin": origin, "access-control-request-headers": asked}
    preflight = await server().options("/api/ai/threads", headers=headers)
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert preflight.headers["access-control-allow-origin"] == origin
    assert "PATCH" in preflight.headers["access-control-allow-methods"]
    allowed = preflight.headers["access-control-allow-headers"].lower().split(", ")
    assert set(asked.split(",")) <= set(allowed)
    refused = await server().get("/api/ai/threads/1", headers={"origin": origin})
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == origin
    assert refused.headers["vary"] == "Origin"


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://localhost:8502", "https://localhost:8501", ""],
)
@pytest.mark.parametrize("method", ["OPTIONS", "POST"])
async def test_other_pages_are_served_nothing(
    server: Callable[..., httpx.AsyncClient], origin: str, method: str
) -> None:
    headers = {"origin": origin, "authorization": "Bearer sk-x-1"}
    response = await server().request(method, "/v1/chatkit/sessions", headers=headers)
    assert response.status_code == 403
    assert "client_secret" not in response.text
    assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8777", "127.0.0.1:1", "127.0.0.1", "localhost.", ""]
)
async def test_names_that_were_made_to_point_here_are_refused(
    server: Callable[..., httpx.AsyncClient], host: str
) -> None:
    headers = {"host": host, "authorization": "Bearer sk-x-1"}
    response = await server().post("/v1/chatkit/sessions", headers=headers)
    assert response.status_code == 403
    assert "client_secret" not in response.text


@pytest.mark.parametrize("host", ["127.0.0.1:8777", "localhost:8777", "[::1]:8777"])
async def test_every_loopback_name_is_accepted(
    server: Callable[..., httpx.AsyncClient], host: str
) -> None:
    headers = {"host": host, "authorization": "Bearer sk-x-1"}
    response = await server().post("/v1/chatkit/sessions", headers=headers)
    assert response.status_code == 201


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "input: Required"),
        ({"input": "text"}, "input: Expected an object"),
        ({"input": {}}, "action: Required"),
        ({"input": {"action": "send", "message": {}}}, "message.input: Required"),
        ({"input": {"input": None}}, "message.input: Required"),
        ({"input": {"action": "dance"}}, "action: "),
        ({"input": {"action": "follow_up", "mode": "x"}}, "mode: Input should be 'queue' or"),
        ({**message_body("x"), "context": []}, "context: Expected an object"),
    ],
)
async def test_invalid_run_input_is_explained(
    open_chat: OpenChat, body: dict[str, Any], message: str
) -> None:
    chat = await open_chat()
    response = await chat.post_run(body)
    assert response.status_code == 400
    assert response.json().keys() == golden("error-400.json").keys()
    assert response.json()["message"].startswith(message)
    assert await chat.messages() == []


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"input": NaN}', b"\xff", b"[" * 100_000])
async def test_a_body_that_is_no_object_is_refused(open_chat: OpenChat, content: bytes) -> None:
    chat = await open_chat()
    response = await chat.http.post("/threads", content=content)
    assert response.status_code == 400


async def test_unknown_endpoints_and_records_answer_as_json(open_chat: OpenChat) -> None:
    chat = await open_chat()
    assistant = f"/assistants/{chat.assistant.id}"
    for path in [
        "/nothing",
        f"{assistant}/nothing",
        f"/conversations/{chat.conversation_id}/goal",
        f"/conversations/{ANY_UUID}",
        f"/threads/{ANY_UUID}",
        f"/threads/{chat.thread_id}/runs/{ANY_UUID}",
        f"/threads/{chat.thread_id}/context-usage",
        "/threads",
    ]:
        response = await chat.http.get(path)
        assert (response.status_code, response.json()) == (404, golden("error-404.json")), path
    response = await chat.http.get("/conversations/no-uuid")
    assert (response.status_code, response.json()) == (406, golden("error-406.json"))
    response = await chat.http.patch(f"/threads/{chat.thread_id}", json={})
    assert response.json()["message"] == "This feature is not yet implemented."


async def test_no_models_are_offered(open_chat: OpenChat) -> None:
    chat = await open_chat()
    answer = await chat.http.get(f"/assistants/{chat.assistant.id}/models")
    assert (answer.status_code, answer.json()) == (200, {"models": []})
    assert (await chat.http.get("/assistants/other/models")).status_code == 404


async def test_the_assistant_is_described(open_chat: OpenChat) -> None:
    chat = await open_chat()
    answer = (await chat.http.get(f"/assistants/{chat.assistant.id}")).json()
    assert answer.keys() == golden("assistant-response.json").keys()
    assert answer["metadata"]["title"] == "Order helper"
    for body, found in [
        ({}, [answer]),
        ({"metadata": {"type": "agent"}}, [answer]),
        ({"metadata": {"type": "workflow"}}, []),
    ]:
        assert (await chat.http.post("/assistants/search", json=body)).json() == found
        assert (await chat.http.post("/assistants/count", json=body)).json() == len(found)
    assert (await chat.http.post("/assistants/search", json={"offset": 1})).json() == []


async def test_threads_are_created_once_found_and_deleted(open_chat: OpenChat) -> None:
    chat = await open_chat()
    created = await chat.new_thread(**golden("thread-create-request.json"))
    assert created.keys() == golden("thread-create-response.json").keys()
    assert created["metadata"].keys() == {"id"}
    assert await chat.new_thread(thread_id=created["thread_id"]) == created
    body = {"thread_id": created["thread_id"], "if_exists": "raise"}
    response = await chat.http.post("/threads", json=body)
    assert response.json()["message"] == "The thread already exists."
    run_id = run_id_of(await chat.send("hello"))
    thread = (await chat.http.get(f"/threads/{chat.thread_id}")).json()
    assert thread["metadata"]["title"] == "hello"
    search = {"metadata": {"assistant_id": chat.assistant.id}, "status": "idle"}
    assert (await chat.http.post("/threads/search", json=search)).json() == [thread]
    deleted = await chat.http.delete(f"/threads/{chat.thread_id}")
    assert (deleted.status_code, deleted.content) == (202, b"")
    for path in ["", "/runs", f"/runs/{run_id}", f"/runs/{run_id}/stream"]:
        assert (await chat.http.get(f"/threads/{chat.thread_id}{path}")).status_code == 404
    assert (await chat.http.get(f"/conversations/{chat.conversation_id}")).status_code == 404


async def test_a_thread_is_bound_to_its_assistant(open_chat: OpenChat) -> None:
    chat = await open_chat()
    bound = await chat.new_thread(assistant_id=chat.assistant.id)
    assert bound["metadata"]["assistant_id"] == chat.assistant.id
    refused = await chat.http.post("/threads", json={"assistant_id": "other"})
    assert (refused.status_code, refused.json()["error"]) == (403, "Forbidden")


async def test_the_state_of_a_thread_is_that_after_its_newest_run(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        await run.text("One. ")
        await run.call_client_tool("ask")

    chat = await open_chat(agent)
    url = f"/threads/{chat.thread_id}/state"
    empty = (await chat.http.get(url)).json()
    assert (empty["values"], empty["next"]) == ({"messages": []}, [])
    run_id = run_id_of(await chat.send("hello"))
    state = (await chat.http.get(url)).json()
    messages = [(one["type"], one["content"]) for one in state["values"]["messages"]]
    assert messages == [("human", "hello"), ("ai", "One. ")]
    assert state["next"] == ["Middleware_client_tools"]
    assert state["tasks"] == (await chat.conversation())["operation"]["tasks"]
    assert state["checkpoint"]["checkpoint_id"] == run_id
    assert (await chat.http.get(url, params={"checkpoint_id": run_id})).json() == state
    older = await chat.http.get(url, params={"checkpoint_id": ANY_UUID})
    assert older.json() == golden("error-404.json")


async def test_deleting_a_thread_ends_its_run_for_good(open_chat: OpenChat) -> None:
    started, cancelled = asyncio.Event(), asyncio.Event()

    async def agent(run: Run) -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    chat = await open_chat(agent)
    await chat.post_run(message_body("go"), how="")
    await started.wait()
    await chat.http.delete(f"/threads/{chat.thread_id}")
    await asyncio.wait_for(cancelled.wait(), 30)
    assert (await chat.http.get(f"/conversations/{chat.conversation_id}")).status_code == 404


async def test_conversations_are_searched(open_chat: OpenChat) -> None:
    service = new_service()
    first = await open_chat(service=service)
    await first.send("Orders of May")
    second = await open_chat(service=service)
    await second.send("Refunds of June")
    by_thread = golden("conversation-by-thread-search-request.json")
    by_thread["where"]["threadId"] = first.thread_id
    found = (await second.http.post("/conversations/search", json=by_thread)).json()
    assert [one["id"] for one in found["items"]] == [first.conversation_id]
    newest_first = golden("conversations-search-request.json")
    found = (await second.http.post("/conversations/search", json=newest_first)).json()
    assert found["total"] == 2
    assert [one["title"] for one in found["items"]] == ["Refunds of June", "Orders of May"]
    expected = golden("conversations-search-response.json")["items"][0]
    assert found["items"][0].keys() == expected.keys()
    found = (await second.http.post("/conversations/search", json={"search": "REFUND"})).json()
    assert [one["title"] for one in found["items"]] == ["Refunds of June"]


async def test_messages_are_paged_newest_first(open_chat: OpenChat) -> None:
    chat = await open_chat()
    for n in range(3):
        await chat.send(f"message {n}")
    search = golden("messages-search-request.json")
    url = f"/conversations/{chat.conversation_id}/messages/search"
    page = (await chat.http.post(url, json={**search, "limit": 3})).json()
    assert page["total"] == 6
    assert [one["role"] for one in page["items"]] == ["ai", "human", "ai"]
    page = (await chat.http.post(url, json={**search, "offset": 5})).json()
    assert [one["content"] for one in page["items"]] == ["message 0"]
    newest_answer = {"where": {"role": "ai"}, "order": {"createdAt": "DESC"}, "limit": 1}
    (answer,) = (await chat.http.post(url, json=newest_answer)).json()["items"]
    assert answer["content"][0]["text"] == "message 2"
    ascending = f"/conversations/{chat.conversation_id}/messages?limit=1&offset=2"
    (third,) = (await chat.http.get(ascending)).json()["items"]
    assert third["content"] == "message 1"
