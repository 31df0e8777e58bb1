"""Files are uploaded, read by the agent, downloaded and deleted."""

from __future__ import annotations

import io
import stat
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from streamlit_chatkit import ConfigurationError
from streamlit_chatkit.local import LocalBackend
from streamlit_chatkit.local._engine import worker as _worker
from streamlit_chatkit.local._store.files import FileFolder, UploadLimits
from streamlit_chatkit.local._store.records import now

from .harness import ASSISTANT, Chat, echo, golden, message_body, new_service, text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from streamlit_chatkit.local import Run

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = [pytest.mark.anyio, pytest.mark.each_database]

CSV = b"region,sum\nEMEA,7\nAPAC,4\n"


async def upload(
    chat: Chat,
    name: str = "orders.csv",
    content: bytes = CSV,
    mime_type: str = "text/csv",
    path: str = "/contexts/file",
    **fields: str,
) -> Any:
    data = {"purpose": "chat_attachment", "parseMode": "auto", **fields}
    return await chat.http.post(path, data=data, files={"file": (name, content, mime_type)})


async def test_a_file_is_uploaded_and_can_be_used_at_once(open_chat: OpenChat) -> None:
    chat = await open_chat()
    response = await upload(chat, threadId=chat.thread_id, xpertId=ASSISTANT.id)
    assert response.status_code == 201
    file = response.json()
    assert file.keys() == golden("upload-response.json").keys()
    assert (file["originalName"], file["size"]) == ("orders.csv", len(CSV))
    assert (file["mimeType"], file["status"]) == ("text/csv", "ready")
    for file_id in (file["fileId"], file["storageFileId"]):
        status = (await chat.http.get(f"/files/{file_id}/status")).json()
        assert status.keys() == golden("file-status-response.json").keys()
        assert (status["fileId"], status["status"]) == (file["fileId"], "ready")
    older = (await upload(chat, path="/v1/file")).json()
    assert (older["originalName"], older["mimetype"]) == ("orders.csv", "text/csv")


async def test_a_download_is_never_shown_as_a_page(open_chat: OpenChat) -> None:
    chat = await open_chat()
    page = b"<script>alert(1)</script>"
    file = (await upload(chat, 'Bestell"ungen ü.html', page, "text/html")).json()
    url = f"/files/{file['fileId']}/content"
    response = await chat.http.get(url)
    assert response.content == page
    headers = response.headers
    assert headers["content-type"] == "application/octet-stream"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-disposition"] == (
        "attachment; filename*=UTF-8''Bestell%22ungen%20%C3%BC.html"
    )
    del chat.http.headers["authorization"]
    assert (await chat.http.get(url)).status_code == 401


async def test_a_deleted_file_is_gone(open_chat: OpenChat, tmp_path: Path) -> None:
    chat = await open_chat(service=new_service(files=FileFolder(tmp_path / "files")))
    file = (await upload(chat)).json()
    stored = tmp_path / "files" / file["storageFileId"]
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    deleted = await chat.http.delete(f"/contexts/file/{file['storageFileId']}")
    assert (deleted.status_code, deleted.content) == (202, b"")
    assert not stored.exists()
    assert (await chat.http.get(f"/files/{file['fileId']}/status")).status_code == 404
    assert (await chat.http.get(f"/files/{file['fileId']}/content")).status_code == 404
    assert (await chat.http.get(file["url"])).status_code == 403


def limited(**limits: Any) -> Any:
    return replace(ASSISTANT, uploads=UploadLimits(**limits))


async def test_a_file_that_cannot_be_noted_leaves_nothing(
    open_chat: OpenChat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise OSError("The database is away.")

    chat = await open_chat(service=new_service(files=FileFolder(tmp_path)))
    monkeypatch.setattr(chat.service.store, "save_file", fail)
    assert (await upload(chat)).status_code == 500
    assert [path.name for path in tmp_path.iterdir() if path.name != ".key"] == []


@pytest.mark.parametrize("size", [11, 200_000])
async def test_a_file_that_is_too_large_leaves_nothing(
    open_chat: OpenChat, tmp_path: Path, size: int
) -> None:
    service = new_service(files=FileFolder(tmp_path))
    chat = await open_chat(service=service, assistant=limited(max_size=10))
    refused = await upload(chat, content=b"x" * size)
    assert refused.status_code == 413
    assert "10 bytes" in refused.json()["message"]
    assert list(tmp_path.iterdir()) == []
    assert (await upload(chat, content=b"x" * 10)).status_code == 201


@pytest.mark.parametrize(
    ("name", "mime_type", "status"),
    [
        ("a.csv", "application/octet-stream", 201),
        ("a.PNG", "image/png", 201),
        ("a.exe", "application/octet-stream", 415),
        ("csv", "text/html", 415),
    ],
)
async def test_only_allowed_types_are_taken(
    open_chat: OpenChat, name: str, mime_type: str, status: int
) -> None:
    chat = await open_chat(assistant=limited(allowed_types=(".csv", "image/*")))
    response = await upload(chat, name, b"x", mime_type)
    assert response.status_code == status, response.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\a.csv", "a.csv"),
        ("a\r\nb.csv", "ab.csv"),
        ('a"b', 'a"b'),
    ],
)
async def test_names_of_files_hold_no_folders(open_chat: OpenChat, given: str, kept: str) -> None:
    chat = await open_chat()
    assert (await upload(chat, given)).json()["originalName"] == kept


async def test_requests_that_hold_no_file_are_explained(open_chat: OpenChat) -> None:
    chat = await open_chat()
    for kwargs, problem in [
        ({"json": {}}, "file: Expected multipart/form-data"),
        ({"files": {"other": ("a", b"x")}}, "file: Required"),
        ({"files": {"file": ("..", b"x")}}, "file: The file needs a name"),
        ({"files": {"file": ("a", b"x")}, "data": {"parseMode": "x"}}, "parseMode: Expected"),
        ({"files": {"file": ("a", b"x")}, "data": {"target": "{"}}, "target: Expected JSON"),
        (
            {"content": b"--x", "headers": {"content-type": "multipart/form-data"}},
            "Request body: ",
        ),
    ]:
        response = await chat.http.post("/contexts/file", **kwargs)  # type: ignore[arg-type]
        assert response.status_code == 400, problem
        assert response.json()["message"].startswith(problem)


def with_files(text: str, *files: Any, **more: Any) -> dict[str, Any]:
    body = message_body(text)
    body["input"]["input"] |= {"files": list(files), **more}
    return body


async def test_the_agent_reads_files_and_pasted_images(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        table, image = run.input.files
        frame = await table.dataframe()
        await run.text(f"{table.name} {table.size} {frame['sum'].sum()} ")
        await run.text(f"{image.mime_type} {(await image.read()).decode()}")

    chat = await open_chat(agent)
    table = (await upload(chat)).json()
    image = (await upload(chat, "a.png", b"pixels", "image/png")).json()
    pasted = {"type": "image", "fileId": image["storageFileId"], "text": "", "name": "a.png"}
    events = await chat.stream(with_files("sum?", table, references=[pasted]))
    assert text_of(events) == f"orders.csv {len(CSV)} 11 image/png pixels"
    (asset,) = (await chat.messages())[0]["fileAssets"]
    links = {"url", "fileUrl"}
    assert {key: asset[key] for key in asset.keys() - links} == {
        key: table[key] for key in table.keys() - links
    }


def as_bytes(write: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    getattr(pd.DataFrame({"region": ["EMEA", "APAC"], "sum": [7, 4]}), write)(buffer, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "mime_type"),
    [
        ("a.csv", CSV, "text/plain"),
        ("a.tsv", CSV.replace(b",", b"\t"), "text/plain"),
        ("a.parquet", as_bytes("to_parquet"), "application/octet-stream"),
        ("a.json", as_bytes("to_json", orient="records"), "application/json"),
        ("a.jsonl", as_bytes("to_json", orient="records", lines=True), "text/plain"),
        ("table", CSV, "text/csv"),
    ],
)
async def test_tables_of_many_kinds_are_read(
    open_chat: OpenChat, name: str, content: bytes, mime_type: str
) -> None:
    async def agent(run: Run) -> None:
        frame = await run.input.files[0].dataframe()
        await run.text(f"{list(frame.columns)} {int(frame['sum'].sum())}")

    chat = await open_chat(agent)
    file = (await upload(chat, name, content, mime_type)).json()
    assert text_of(await chat.stream(with_files("?", file))) == "['region', 'sum'] 11"


async def test_a_file_that_is_no_table_or_is_gone_is_explained(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        for file in run.input.files:
            try:
                await file.dataframe()
            except (ValueError, FileNotFoundError) as error:  # noqa: PERF203
                await run.text(f"{error}\n")

    chat = await open_chat(agent)
    letter = (await upload(chat, "letter.pdf", b"%PDF", "application/pdf")).json()
    broken = (await upload(chat, "broken.parquet", b"no")).json()
    gone = {**letter, "fileId": "5d0c1d5e-6f70-4182-93a4-b5c6d7e8f901", "originalName": "gone.csv"}
    lines = text_of(await chat.stream(with_files("?", letter, broken, gone))).splitlines()
    assert lines[0].startswith("letter.pdf is no table: dataframe() reads CSV")
    assert lines[1].startswith("broken.parquet cannot be read as a table")
    assert lines[-1] == "gone.csv is not there any more."


async def test_a_file_of_another_user_is_not_there(open_chat: OpenChat) -> None:
    async def agent(run: Run) -> None:
        try:
            await run.input.files[0].read()
        except FileNotFoundError as error:
            await run.text(str(error))

    service = new_service()
    owner = await open_chat(user="owner", service=service)
    file = (await upload(owner)).json()
    other = await open_chat(agent, user="other", service=service)
    events = await other.stream(with_files("?", file))
    assert text_of(events) == "orders.csv is not there any more."


async def delete_conversation(chat: Chat) -> int:
    return (await chat.http.delete(f"/conversations/{chat.conversation_id}")).status_code


async def test_the_files_of_a_conversation_go_with_it(open_chat: OpenChat, tmp_path: Path) -> None:
    service = new_service(files=FileFolder(tmp_path))
    chat = await open_chat(service=service)
    other = await open_chat(service=service)
    table, shared, unsent = [(await upload(chat)).json() for _ in range(3)]
    image = (await upload(chat, "a.png", b"pixels", "image/png")).json()
    pasted = {"type": "image", "fileId": image["storageFileId"], "text": "", "name": "a.png"}
    await chat.stream(with_files("first", table, shared, references=[pasted]))
    await other.stream(with_files("also", {"storageFileId": shared["storageFileId"]}))

    def kept() -> set[str]:
        return {path.name for path in tmp_path.iterdir()} - {".key"}

    async def known() -> set[str]:
        urls = [f"/files/{one['id']}/status" for one in (table, image, shared, unsent)]
        found = [(await other.http.get(url)) for url in urls]
        return {one.json()["fileId"] for one in found if one.status_code == 200}

    assert await delete_conversation(chat) == 202
    assert kept() == {one["storageFileId"] for one in (shared, unsent)}
    assert await known() == {one["fileId"] for one in (shared, unsent)}
    assert (await other.http.delete(f"/threads/{other.thread_id}")).status_code == 202
    assert kept() == {unsent["storageFileId"]}
    assert await known() == {unsent["fileId"]}


async def test_uploads_that_are_never_sent_go_after_a_week(
    open_chat: OpenChat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_worker, "SWEEP_S", 0.0)
    monkeypatch.setattr(_worker, "PRUNE_S", 0.0)
    chat = await open_chat(service=new_service(files=FileFolder(tmp_path)))
    sent, image, unsent = [(await upload(chat)).json() for _ in range(3)]
    pasted = {"type": "image", "fileId": image["storageFileId"], "text": "", "name": "a.png"}
    await chat.stream(with_files("first", sent, references=[pasted]))

    async def kept(days: int) -> set[str]:
        then = now() + timedelta(days=days)
        monkeypatch.setattr(_worker, "now", lambda: then)
        await chat.messages()
        return {path.name for path in tmp_path.iterdir()} - {".key"}

    assert len(await kept(6)) == 3
    assert await kept(8) == {one["storageFileId"] for one in (sent, image)}
    assert (await chat.http.get(f"/files/{unsent['fileId']}/status")).status_code == 404
    assert (await chat.http.get(f"/files/{sent['fileId']}/status")).status_code == 200


async def test_the_files_of_a_message_go_with_it(open_chat: OpenChat, tmp_path: Path) -> None:
    chat = await open_chat(service=new_service(files=FileFolder(tmp_path)))
    asked, later, again = [(await upload(chat)).json() for _ in range(3)]
    await chat.stream(with_files("first", asked))
    await chat.stream(with_files("second", later, again))
    await chat.stream(with_files("third", asked))
    first, _, third = [one for one in await chat.messages() if one["role"] == "human"]

    def kept() -> set[str]:
        return {path.name for path in tmp_path.iterdir()} - {".key"}

    def names(*files: Any) -> set[str]:
        return {one["storageFileId"] for one in files}

    url = f"/conversations/{chat.conversation_id}/messages"
    assert (await chat.http.delete(f"{url}/{third['id']}")).status_code == 202
    assert kept() == names(asked, later, again)
    answer = (await chat.messages())[1]["id"]
    retry = {"action": "retry", "source": {"aiMessageId": answer}}
    assert text_of(await chat.stream({"input": retry})) == "first"
    assert kept() == names(asked)
    assert (await chat.http.delete(f"{url}/{first['id']}")).status_code == 202
    assert kept() == set()


async def test_a_conversation_that_names_another_users_file_leaves_it(
    open_chat: OpenChat, tmp_path: Path
) -> None:
    service = new_service(files=FileFolder(tmp_path))
    owner = await open_chat(user="owner", service=service)
    file = (await upload(owner)).json()
    other = await open_chat(user="other", service=service)
    await other.stream(with_files("mine?", file))
    assert await delete_conversation(other) == 202
    assert (await owner.http.get(f"/files/{file['id']}/content")).content == CSV


async def test_a_deletion_that_failed_halfway_can_be_repeated(
    open_chat: OpenChat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = FileFolder(tmp_path)
    chat = await open_chat(service=new_service(files=files))
    sent = [(await upload(chat)).json() for _ in range(2)]
    await chat.stream(with_files("sum?", *sent))
    deleted: list[str] = []

    def fail(name: str) -> None:
        if deleted:
            raise OSError("The disk is away.")
        deleted.append(name)
        (tmp_path / name).unlink()

    with monkeypatch.context() as patched:
        patched.setattr(files, "delete", fail)
        assert await delete_conversation(chat) == 500
    assert len((await chat.messages())[0]["fileAssets"]) == 2
    assert await delete_conversation(chat) == 202
    assert [path.name for path in tmp_path.iterdir() if path.name != ".key"] == []


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"max_upload_size": 0}, "max_upload_size"),
        ({"allowed_types": ["csv"]}, "endings such as '.csv', not 'csv'"),
        ({"models": [{"label": "x"}]}, "A model of LocalBackend"),
    ],
)
def test_limits_that_make_no_sense_are_refused(options: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        LocalBackend(echo, **options)
