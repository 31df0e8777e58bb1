"""Conversations and messages are made, renamed and deleted; answers are voted on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

import pytest

from streamlit_chatkit.local import LocalBackend
from streamlit_chatkit.local._store.records import AssistantModel

from .harness import (
    ASSISTANT,
    Chat,
    calls_of,
    echo,
    golden,
    resume_body,
    run_id_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from streamlit_chatkit.local import Run

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = [pytest.mark.anyio, pytest.mark.each_database]


async def rename(chat: Chat, title: Any) -> Any:
    return await chat.http.patch(f"/conversations/{chat.conversation_id}", json={"title": title})


async def test_a_conversation_is_renamed_and_stays_where_it_was(open_chat: OpenChat) -> None:
    chat = await open_chat()
    await chat.send("hello")
    before = await chat.conversation()
    body = golden("conversation-rename-request.json")
    renamed = await rename(chat, f"  {body['title']}\n")
    assert renamed.status_code == 200
    assert renamed.json() == await chat.conversation() == {**before, **body}
    await chat.send("again")
    assert (await chat.conversation())["title"] == body["title"]


@pytest.mark.parametrize("title", ["", " \n", None, 5, "x" * 1001])
async def test_a_title_that_is_none_is_refused(open_chat: OpenChat, title: Any) -> None:
    chat = await open_chat()
    refused = await rename(chat, title)
    assert refused.status_code == 400
    assert refused.json()["message"].startswith("title: ")


async def test_a_rename_during_a_run_is_kept_and_leaves_the_run_alone(open_chat: OpenChat) -> None:
    started, go_on = asyncio.Event(), asyncio.Event()

    async def agent(run: Run) -> None:
        started.set()
        await go_on.wait()
        await run.text("done")

    chat = await open_chat(agent)
    streaming = asyncio.ensure_future(chat.send("go"))
    await started.wait()
    assert (await rename(chat, "Mine")).json()["status"] == "busy"
    go_on.set()
    events = await streaming
    assert text_of(events) == "done"
    assert events[-2].body["title"] == "Mine"
    assert (await chat.conversation())["status"] == "idle"


async def test_a_deleted_conversation_is_gone_with_its_thread_and_run(open_chat: OpenChat) -> None:
    started, cancelled = asyncio.Event(), asyncio.Event()

    async def agent(run: Run) -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    chat = await open_chat(agent)
    streaming = asyncio.ensure_future(chat.send("go"))
    await started.wait()
    url = f"/conversations/{chat.conversation_id}"
    deleted = await chat.http.delete(url)
    assert (deleted.status_code, deleted.content) == (202, b"")
    await asyncio.wait_for(cancelled.wait(), 30)
    await streaming
    for path in [url, f"{url}/messages", f"/threads/{chat.thread_id}"]:
        assert (await chat.http.get(path)).status_code == 404
    assert (await chat.http.delete(url)).status_code == 404


async def test_an_agents_own_methods_are_left_alone_by_a_deletion(open_chat: OpenChat) -> None:
    class Forgetful:
        forgotten: ClassVar[list[Any]] = []

        async def __call__(self, run: Run) -> None:
            await run.text("hi")

        async def forget(self, *given: Any) -> None:
            self.forgotten.append(given)

    chat = await open_chat(LocalBackend(Forgetful()).agent)
    assert (await chat.http.delete(f"/conversations/{chat.conversation_id}")).status_code == 202
    assert Forgetful.forgotten == []


async def test_a_conversation_is_made_with_the_ids_of_the_browser(open_chat: OpenChat) -> None:
    chat = await open_chat()
    body = {"id": str(uuid4()), "threadId": str(uuid4()), "xpertId": ASSISTANT.id, "options": {}}
    created = await chat.http.post("/conversations", json=body)
    assert created.status_code == 201
    expected = {key: body[key] for key in ("id", "threadId", "xpertId")}
    assert created.json().items() >= expected.items()
    assert (await chat.http.post("/conversations", json=body)).json() == created.json()
    chat.thread_id = str(body["threadId"])
    assert text_of(await chat.send("hello")) == "hello"
    taken = {**body, "threadId": str(uuid4())}
    assert (await chat.http.post("/conversations", json=taken)).status_code == 400


async def test_a_conversation_of_a_thread_is_bound_to_the_assistant(open_chat: OpenChat) -> None:
    chat = await open_chat()
    body = {"threadId": chat.thread_id, "xpertId": ASSISTANT.id}
    bound = (await chat.http.post("/conversations", json=body)).json()
    assert (bound["id"], bound["xpertId"]) == (chat.conversation_id, ASSISTANT.id)
    refused = await chat.http.post("/conversations", json={**body, "xpertId": "other"})
    assert (refused.status_code, refused.json()["error"]) == (403, "Forbidden")
    missing = await chat.http.post("/conversations", json={})
    assert missing.json()["message"] == "threadId: Required"


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"title": {"$ilike": "%MAY%"}}, ["Orders of May"]),
        ({"title": {"$like": "%may%"}}, []),
        ({"title": {"$in": ["Refunds of June", "x"]}}, ["Refunds of June"]),
        ({"status": "idle", "title": {"$ne": "Refunds of June"}}, ["Orders of May"]),
        ({"error": {"$isNull": True}}, ["Refunds of June", "Orders of May"]),
        ({"createdAt": {"$lt": "2020-01-01T00:00:00.000Z"}}, []),
    ],
)
async def test_conversations_are_found_by_operators(
    open_chat: OpenChat, where: dict[str, Any], found: list[str]
) -> None:
    chat = await open_chat()
    await chat.send("Orders of May")
    await chat.new_thread()
    await chat.send("Refunds of June")
    body = {"where": where, "order": {"updatedAt": "DESC"}}
    page = (await chat.http.post("/conversations/search", json=body)).json()
    assert [one["title"] for one in page["items"]] == found
    assert page["total"] == len(found)


async def test_a_single_message_is_read_and_deleted(open_chat: OpenChat) -> None:
    chat = await open_chat()
    await chat.send("hello")
    human, answer = await chat.messages()
    url = f"/conversations/{chat.conversation_id}/messages"
    assert (await chat.http.get(f"{url}/{answer['id']}")).json() == answer
    assert (await chat.http.delete(f"{url}/{answer['id']}")).status_code == 202
    assert await chat.messages() == [human]
    assert (await chat.http.get(f"{url}/{answer['id']}")).status_code == 404
    assert (await chat.http.get(f"{url}/nothing")).status_code == 406


async def test_the_words_of_a_message_are_changed(open_chat: OpenChat) -> None:
    chat = await open_chat()
    await chat.send("helo")
    human, answer = await chat.messages()
    url = f"/conversations/{chat.conversation_id}/messages"
    changed = await chat.http.patch(f"{url}/{human['id']}", json={"content": "hello"})
    assert changed.status_code == 200
    assert (changed.json()["content"], changed.json()["role"]) == ("hello", "human")
    parts = [{"type": "text", "id": "t", "text": "Hi."}, {"type": "component", "data": {"a": 1}}]
    changed = await chat.http.patch(f"{url}/{answer['id']}", json={"content": parts})
    assert changed.json()["content"] == parts
    assert [one["content"] for one in await chat.messages()] == ["hello", parts]
    retry = {"input": {"action": "retry", "source": {"aiMessageId": answer["id"]}}}
    assert text_of(await chat.stream(retry)) == "hello"


@pytest.mark.parametrize(
    ("role", "body"),
    [
        (0, {}),
        (0, {"content": [{"type": "text", "text": "parts"}]}),
        (1, {"content": None}),
        (1, {"content": [{"type": "text"}]}),
        (1, {"content": [{"text": "no type"}]}),
    ],
)
async def test_words_that_are_none_change_nothing(
    open_chat: OpenChat, role: int, body: dict[str, Any]
) -> None:
    chat = await open_chat()
    await chat.send("hello")
    before = await chat.messages()
    url = f"/conversations/{chat.conversation_id}/messages/{before[role]['id']}"
    refused = await chat.http.patch(url, json=body)
    assert (refused.status_code, refused.json()["message"][:7]) == (400, "content")
    assert await chat.messages() == before


async def test_an_answer_that_is_being_written_cannot_be_changed_or_deleted(
    open_chat: OpenChat,
) -> None:
    async def agent(run: Run) -> None:
        await run.text("Before. ")
        await run.text(await run.call_client_tool("ask"))

    chat = await open_chat(agent)
    events = await chat.send("go")
    _, answer = await chat.messages()
    url = f"/conversations/{chat.conversation_id}/messages/{answer['id']}"
    for refused in (
        await chat.http.patch(url, json={"content": "Mine."}),
        await chat.http.delete(url),
    ):
        assert refused.status_code == 400
        assert refused.json()["message"].startswith("The message is still being written")
    result = {"tool_call_id": calls_of(events)[0]["id"], "content": "After."}
    await chat.stream(resume_body(run_id_of(events), result))
    assert (await chat.http.patch(url, json={"content": "Mine."})).json()["content"] == "Mine."


async def test_a_vote_is_given_changed_and_taken_back(open_chat: OpenChat) -> None:
    chat = await open_chat()
    await chat.send("hello")
    message_id = (await chat.messages())[1]["id"]
    url = f"/conversations/{chat.conversation_id}/messages/{message_id}/feedbacks"
    created = await chat.http.post(url, json=golden("feedback-request.json"))
    assert created.status_code == 201
    vote = created.json()
    assert vote.keys() == golden("feedback-response.json").keys()
    assert (vote["messageId"], vote["rating"], vote["content"]) == (message_id, "like", None)
    assert (await chat.http.get(url)).json() == {"items": [vote], "total": 1}
    one = f"{url}/{vote['id']}"
    changed = await chat.http.patch(one, json={"rating": "dislike", "content": "Wrong month"})
    assert changed.json()["rating"] == "dislike"
    kept = (await chat.http.patch(one, json={"rating": None})).json()
    assert (kept["rating"], kept["content"]) == ("dislike", "Wrong month")
    search = {"where": {"rating": "dislike"}, "limit": 1}
    assert (await chat.http.post(f"{url}/search", json=search)).json()["items"] == [kept]
    deleted = await chat.http.delete(one)
    assert (deleted.status_code, deleted.content) == (202, b"")
    assert (await chat.http.get(url)).json() == {"items": [], "total": 0}
    assert (await chat.http.patch(one, json={"rating": "like"})).status_code == 404


@pytest.mark.parametrize("body", [{}, {"rating": "great"}, {"rating": "like", "content": 5}])
async def test_a_vote_that_is_none_is_refused(open_chat: OpenChat, body: dict[str, Any]) -> None:
    chat = await open_chat()
    await chat.send("hello")
    message_id = (await chat.messages())[1]["id"]
    url = f"/conversations/{chat.conversation_id}/messages/{message_id}/feedbacks"
    refused = await chat.http.post(url, json=body)
    assert refused.status_code == 400
    assert (await chat.http.get(url)).json()["total"] == 0


async def test_a_vote_goes_with_its_answer(open_chat: OpenChat) -> None:
    chat = await open_chat()
    await chat.send("hello")
    message_id = (await chat.messages())[1]["id"]
    url = f"/conversations/{chat.conversation_id}/messages/{message_id}/feedbacks"
    await chat.http.post(url, json={"rating": "like"})
    await chat.stream({"input": {"action": "retry", "source": {"aiMessageId": message_id}}})
    assert (await chat.http.get(url)).status_code == 404
    assert await chat.service.store.feedbacks(chat.user, message_id) == []


async def test_models_and_capabilities_are_listed(open_chat: OpenChat) -> None:
    backend = LocalBackend(echo, models=["small", {"id": "large", "label": "Large"}])
    assert backend.models == (AssistantModel("small", "small"), AssistantModel("large", "Large"))
    chat = await open_chat(assistant=replace(ASSISTANT, models=backend.models))
    url = f"/assistants/{chat.assistant.id}"
    assert (await chat.http.get(f"{url}/models")).json() == {
        "models": [
            {"id": "small", "label": "small", "default": True},
            {"id": "large", "label": "Large"},
        ],
        "selected_model_id": "small",
    }
    capabilities = (await chat.http.get(f"{url}/runtime-capabilities")).json()
    assert capabilities == {"skills": [], "plugins": [], "subAgents": [], "commands": []}
    assert (await chat.http.get("/assistants/other/models")).status_code == 404
