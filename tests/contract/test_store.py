"""Records in a database, the same in each kind of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from uuid import uuid4

import pytest

from streamlit_chatkit import ConfigurationError
from streamlit_chatkit.local._store.database import Database
from streamlit_chatkit.local._store.records import (
    Conversation,
    Feedback,
    RunRecord,
    StoredFile,
    StoredMessage,
)
from streamlit_chatkit.local._store.store import Store

pytestmark = pytest.mark.anyio

ADA, BOB = "ada", "bob"
MOMENT = datetime(2026, 8, 17, 8, 0, 0, 123456, tzinfo=timezone.utc)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store(Database(database_url))
    yield store
    store.database.close()


async def conversations(store: Store, user: str) -> list[Conversation]:
    return list(await store.threads(user, lambda _: True, limit=100, offset=0))[::-1]


def conversation() -> Conversation:
    return Conversation(str(uuid4()), str(uuid4()), MOMENT, MOMENT, metadata={"a": [1, None]})


def message(of: Conversation, **more: object) -> StoredMessage:
    made = StoredMessage(str(uuid4()), of.id, "human", MOMENT, MOMENT)
    return replace(made, **more)  # type: ignore[arg-type]


def run(of: Conversation, **more: object) -> RunRecord:
    made = RunRecord(str(uuid4()), of.thread_id, "agent", "parent", "answer", MOMENT, MOMENT)
    return replace(made, **more)  # type: ignore[arg-type]


async def test_records_come_back_as_they_were(store: Store) -> None:
    kept = replace(conversation(), title="Größe 尺寸", operation={"tasks": []}, error="e")
    answer = message(
        kept,
        role="ai",
        content=[{"id": "t", "type": "text", "text": "half \ud83d and \0"}],
        reasoning=[{"id": "r"}],
        input={"files": [{"id": 1}]},
    )
    done = run(kept, usage={"total_tokens": 3}, status="success")
    vote = Feedback(str(uuid4()), kept.id, answer.id, "like", None, MOMENT, MOMENT)
    file = StoredFile(str(uuid4()), "storage", "a.csv", "text/csv", 3_000_000_000, MOMENT)
    await store.add_conversation(ADA, kept)
    assert await store.begin_run(ADA, done, answer) == kept
    await store.save_feedback(ADA, vote)
    await store.save_file(ADA, file)
    assert await store.conversation(ADA, kept.id) == kept
    assert await store.conversation_of_thread(ADA, kept.thread_id) == kept
    assert await store.messages(ADA, kept.id) == [answer]
    assert await store.message(ADA, kept.id, answer.id) == answer
    assert await store.runs(ADA, kept.thread_id) == [done]
    assert await store.run(ADA, kept.thread_id, done.id) == done
    assert await store.feedbacks(ADA, answer.id) == [vote]
    assert await store.file(ADA, "storage") == await store.file(ADA, file.id) == file


async def test_nobody_sees_what_is_somebody_elses(store: Store) -> None:
    kept = conversation()
    asked, done = message(kept), run(kept)
    vote = Feedback(str(uuid4()), kept.id, asked.id, "like", None, MOMENT, MOMENT)
    file = StoredFile(str(uuid4()), "storage", "a.csv", "text/csv", 3, MOMENT)
    await store.add_conversation(ADA, kept)
    await store.begin_run(ADA, done, asked)
    await store.save_feedback(ADA, vote)
    await store.save_file(ADA, file)
    await store.change_conversation(BOB, kept.id, title="Bob's")
    await store.save_answer(BOB, replace(done, status="error"), kept.id, message(kept))
    await store.save_feedback(BOB, replace(vote, rating="dislike"))
    await store.delete_message(BOB, kept.id, asked.id, pytest.fail)
    await store.delete_feedback(BOB, vote.id)
    await store.delete_file(BOB, file.id)
    await store.delete_conversation(BOB, kept.id, pytest.fail)
    assert await store.conversation(BOB, kept.id) is None
    assert await store.conversation_of_thread(BOB, kept.thread_id) is None
    assert await store.message(BOB, kept.id, asked.id) is None
    assert await store.run(BOB, kept.thread_id, done.id) is None
    assert await store.file(BOB, file.id) is None
    assert [*await store.messages(BOB, kept.id), *await store.runs(BOB, kept.thread_id)] == []
    assert [*await store.feedbacks(BOB, asked.id), *await conversations(store, BOB)] == []
    assert await conversations(store, ADA) == [kept]
    assert await store.messages(ADA, kept.id) == [asked]
    assert await store.runs(ADA, kept.thread_id) == [done]
    assert await store.feedbacks(ADA, asked.id) == [vote]
    assert await store.file(ADA, file.id) == file


async def test_the_newest_messages_come_oldest_first(store: Store) -> None:
    kept = conversation()
    await store.add_conversation(ADA, kept)
    messages = [message(kept, id=str(number)) for number in range(5)]
    await store.begin_run(ADA, run(kept), *messages)
    assert await store.messages(ADA, kept.id, newest=2) == messages[-2:]
    assert await store.messages(ADA, kept.id, newest=9) == messages
    assert await store.messages(BOB, kept.id, newest=2) == []
    assert [await store.count_messages(user, kept.id) for user in (ADA, BOB)] == [5, 0]


async def test_a_rewound_conversation_ends_with_the_question_again(store: Store) -> None:
    kept, other = conversation(), conversation()
    for one in (kept, other):
        await store.add_conversation(ADA, one)
        answers = [message(one, id=f"a{n}", role="ai", run_id="r") for n in range(3)]
        asked = [message(one, id=f"h{n}") for n in range(2)]
        messages = [answers[0], asked[0], answers[1], asked[1], answers[2]]
        await store.begin_run(ADA, run(one), *messages)
        for answer in answers:
            vote = Feedback(
                f"{one.id} {answer.id}", one.id, answer.id, "like", None, MOMENT, MOMENT
            )
            await store.save_feedback(ADA, vote)

    async def rewind(user: str, answer_id: str | None, run_id: str | None) -> str | None:
        found = await store.rewind(user, kept.id, pytest.fail, answer_id=answer_id, run_id=run_id)
        return found.id if found else None

    for nothing in [(BOB, "a1", "r"), (ADA, "h0", None), (ADA, "a1", "x"), (ADA, "a0", "r")]:
        assert await rewind(*nothing) is None
    assert len(await store.messages(ADA, kept.id)) == 5
    assert await rewind(ADA, None, "r") == "h1"
    assert [one.id for one in await store.messages(ADA, kept.id)] == ["a0", "h0", "a1", "h1"]
    assert await rewind(ADA, "a1", None) == "h0"
    assert [one.id for one in await store.messages(ADA, kept.id)] == ["a0", "h0"]
    voted = [
        one.conversation_id
        for name in ("a0", "a1", "a2")
        for one in await store.feedbacks(ADA, name)
    ]
    assert sorted(voted) == sorted([kept.id, *[other.id] * 3])
    assert len(await store.messages(ADA, other.id)) == 5


async def test_users_whose_names_a_database_cannot_keep_are_not_confused(store: Store) -> None:
    names = ["a", "a\0", "a\\0", "a\ud800", "a\\ud800", "A"]
    for name in names:
        await store.add_conversation(name, replace(conversation(), title=repr(name)))
    titles = [[one.title for one in await conversations(store, name)] for name in names]
    assert titles == [[repr(name)] for name in names]


async def test_a_conversation_is_forgotten_with_all_that_belongs_to_it(store: Store) -> None:
    gone, other = conversation(), conversation()
    for one in (gone, other):
        await store.add_conversation(ADA, one)
        await store.begin_run(ADA, run(one), message(one, id="m"))
        vote = Feedback(f"vote {one.id}", one.id, "m", "like", None, MOMENT, MOMENT)
        await store.save_feedback(ADA, vote)
    await store.delete_conversation(ADA, gone.id, pytest.fail)
    assert await conversations(store, ADA) == [other]
    assert await store.messages(ADA, gone.id) == []
    assert await store.runs(ADA, gone.thread_id) == []
    assert [one.conversation_id for one in await store.feedbacks(ADA, "m")] == [other.id]
    assert await store.save_answer(ADA, run(gone), gone.id, message(gone)) is None
    assert await store.messages(ADA, gone.id) == []


async def test_a_thread_has_one_conversation_however_often_it_is_made(store: Store) -> None:
    first = conversation()
    others = [replace(conversation(), thread_id=first.thread_id) for _ in range(8)]
    made = await asyncio.gather(*(store.add_conversation(ADA, one) for one in [first, *others]))
    assert len({one.id for one in made if one}) == 1
    (only,) = await conversations(store, ADA)
    assert await store.add_conversation(ADA, replace(conversation(), id=only.id)) is None


async def test_changes_at_the_same_time_do_not_undo_each_other(store: Store) -> None:
    kept = conversation()
    await store.add_conversation(ADA, kept)
    await asyncio.gather(
        *(store.change_conversation(ADA, kept.id, title=f"{n}") for n in range(20)),
        *(store.change_conversation(ADA, kept.id, status="busy") for _ in range(20)),
    )
    changed = await store.conversation(ADA, kept.id)
    assert changed is not None
    assert changed.status == "busy"
    assert changed.title is not None


async def test_a_replaced_message_keeps_its_place(store: Store) -> None:
    kept = conversation()
    await store.add_conversation(ADA, kept)
    first, second = message(kept), message(kept)
    done = run(kept)
    await store.begin_run(ADA, done, first, second)
    changed = replace(first, content="new")
    await store.save_answer(ADA, done, kept.id, changed)
    assert await store.messages(ADA, kept.id) == [changed, second]


async def test_a_file_keeps_records_for_the_next_process(tmp_path: Path) -> None:
    url, kept = f"sqlite:///{tmp_path / 'chat.db'}", conversation()
    first = Database(url)
    await Store(first).add_conversation(ADA, kept)
    first.close()
    second = Database(url)
    assert await conversations(Store(second), ADA) == [kept]
    second.close()


@pytest.mark.parametrize(
    "url",
    ["chat.db", "mysql://u:secret@h/d", "postgres:secret@h", "mysql://h/d?password=secret", ""],
)
def test_a_database_that_is_not_supported_is_explained(url: str) -> None:
    with pytest.raises(ConfigurationError, match="database must be") as caught:
        Database(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["u:secret@127.0.0.1:1/d", "127.0.0.1:1/d?user=u&password=secret"])
def test_a_database_that_does_not_answer_is_named_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"127\.0\.0\.1:1/d.* cannot be opened") as caught:
        Database(f"postgresql://{url}")
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    path.write_text("no database" * 100)
    with pytest.raises(ConfigurationError, match=r"chat\.db cannot be opened"):
        Database(f"sqlite:///{path}")
