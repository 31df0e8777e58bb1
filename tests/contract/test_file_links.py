"""Links to files work without a header, for a day, and lead to nothing else."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from streamlit_chatkit.local._api.app import create_app
from streamlit_chatkit.local._engine.service import Service
from streamlit_chatkit.local._store.file_links import LIFETIME_S, FileLinks
from streamlit_chatkit.local._store.files import FileFolder

from .harness import BASE_URL, Chat, message_body, new_service
from .test_files import upload

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    OpenChat = Callable[..., Awaitable[Chat]]

pytestmark = [pytest.mark.anyio, pytest.mark.each_database]


async def follow(service: Service, url: str) -> httpx.Response:
    """Open a link as a browser does, which knows no secret."""
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url=BASE_URL) as client:
        return await client.get(url)


@pytest.mark.parametrize(
    ("mime_type", "served_as"),
    [
        ("image/png", "image/png"),
        ("image/svg+xml", "application/octet-stream"),
        ("text/html", "application/octet-stream"),
    ],
)
async def test_a_link_shows_pictures_and_downloads_everything_else(
    open_chat: OpenChat, mime_type: str, served_as: str
) -> None:
    chat = await open_chat()
    file = (await upload(chat, "a.bin", b"content", mime_type)).json()
    assert file["url"] == file["fileUrl"]
    response = await follow(chat.service, file["url"])
    assert (response.status_code, response.content) == (200, b"content")
    assert response.headers["content-type"] == served_as
    assert response.headers["content-disposition"].startswith("attachment")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == "default-src 'none'; sandbox"


async def test_a_link_tells_neither_the_user_nor_the_secret(open_chat: OpenChat) -> None:
    chat = await open_chat(user="visitor@example.com")
    url = (await upload(chat)).json()["url"]
    assert "visitor" not in url
    assert chat.secret.removeprefix("cs-x-") not in url


async def test_links_expire_and_messages_come_with_new_ones(open_chat: OpenChat) -> None:
    time = 1_000_000.0
    chat = await open_chat()
    links = FileLinks(chat.service.files.key, clock=lambda: time)
    chat.service.links = links
    file = (await upload(chat, "a.png", b"x", "image/png")).json()
    image = {"type": "image", "fileId": file["storageFileId"], "url": file["url"], "text": "a"}
    elsewhere = {"type": "image", "fileId": "1", "url": "https://example.com/1.png", "text": "b"}
    body = message_body("?")
    body["input"]["input"] |= {"files": [file], "references": [image, elsewhere]}
    await chat.stream(body)
    time += LIFETIME_S - 1
    assert (await follow(chat.service, file["url"])).status_code == 200
    time += 1
    refused = await follow(chat.service, file["url"])
    assert (refused.status_code, refused.json()["error"]) == (403, "Forbidden")
    assert "open the chat again" in refused.json()["message"]
    human = (await chat.messages())[0]
    for handle in (human["fileAssets"][0], human["references"][0]):
        assert handle["url"] != file["url"]
        assert (await follow(chat.service, handle["url"])).content == b"x"
    assert human["references"][1] == elsewhere


async def test_a_link_is_good_for_its_own_file_and_user_alone(open_chat: OpenChat) -> None:
    service = new_service()
    owner = await open_chat(user="owner", service=service)
    other = await open_chat(user="other", service=service)
    first, second = [(await upload(owner)).json() for _ in range(2)]
    query = httpx.URL(first["url"]).query.decode()
    signature = httpx.URL(first["url"]).params["signature"]
    theirs = service.links.query("other", first["fileId"])
    one = f"{BASE_URL}/api/ai/files/{first['fileId']}/content"
    for url in [
        f"{BASE_URL}/api/ai/files/{second['fileId']}/content?{query}",
        f"{one}?{theirs}",
        f"{one}?expires=99999999999&signature={signature}",
        f"{one}?expires=never&signature={signature}",
        f"{one}?expires=&signature=",
        f"{BASE_URL}/api/ai/files/nothing/content?{query}",
    ]:
        assert (await follow(service, url)).status_code == 403, url
    # What somebody claims in a message makes no link to it.
    body = message_body("?")
    claimed: dict[str, Any] = {**first, "url": f"{one}?{theirs}", "fileUrl": one}
    body["input"]["input"]["files"] = [claimed]
    await other.stream(body)
    (asset,) = (await other.messages())[0]["fileAssets"]
    assert (await follow(service, asset["url"])).status_code == 403
    assert (await follow(service, one)).status_code == 401


async def test_all_processes_that_share_the_files_share_their_links(
    open_chat: OpenChat, tmp_path: Path
) -> None:
    chat = await open_chat(service=new_service(files=FileFolder(tmp_path)))
    url = (await upload(chat)).json()["url"]
    later = Service(store=chat.service.store, files=FileFolder(tmp_path))
    assert (await follow(later, url)).status_code == 200
    assert stat.S_IMODE((tmp_path / ".key").stat().st_mode) == 0o600
    elsewhere = Service(store=chat.service.store)
    assert (await follow(elsewhere, url)).status_code == 403


async def test_a_page_behind_tls_gets_links_with_tls(open_chat: OpenChat) -> None:
    chat = await open_chat()
    origin = BASE_URL.replace("http:", "https:")
    chat.service.origins.allow(origin)
    chat.http.headers["origin"] = origin
    url = (await upload(chat)).json()["url"]
    assert url.startswith(f"{origin}/api/ai/files/")
    foreign = "https://app.example"
    chat.service.origins.allow(foreign)
    chat.http.headers["origin"] = foreign
    assert (await upload(chat)).json()["url"].startswith(BASE_URL)


async def test_a_folder_without_hard_links_signs_its_links_too(
    open_chat: OpenChat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    chat = await open_chat(service=new_service(files=FileFolder(tmp_path)))
    response = await upload(chat)
    assert response.status_code == 201
    later = Service(store=chat.service.store, files=FileFolder(tmp_path))
    assert (await follow(later, response.json()["url"])).status_code == 200
    assert stat.S_IMODE((tmp_path / ".key").stat().st_mode) == 0o600
    assert len(list(tmp_path.iterdir())) == 2
