"""Files: uploaded, described, downloaded, deleted."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import uuid4

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.responses import FileResponse, Response

from streamlit_chatkit.local._protocol.http import JSONAnswer, bad_request, forbidden, not_found
from streamlit_chatkit.local._protocol.wire import (
    agent_file_json,
    file_status_json,
    plain_file_json,
)
from streamlit_chatkit.local._store.file_links import EXPIRES, SIGNATURE
from streamlit_chatkit.local._store.files import file_name, media_type
from streamlit_chatkit.local._store.records import StoredFile, now

from .endpoint import ApiRoute, Operation, authenticate, route

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request

    from streamlit_chatkit.local._engine.service import Service

    from .endpoint import Call

_PARSE_MODES = {"auto", "fast", "deep", "none"}
_MAX_FIELDS = 20
_FIELDS_SIZE = 64 * 1024
# What an <img> shows and no browser runs.
_IMAGES = {"image/avif", "image/bmp", "image/gif", "image/jpeg", "image/png", "image/webp"}


# The parser closes what it has received so far for errors of this kind only.
class _TooLargeError(MultiPartException):
    pass


@dataclass(frozen=True)
class _Form:
    upload: UploadFile
    parse_mode: str
    purpose: str


def file_routes(service: Service) -> list[ApiRoute]:
    """Make the routes of files."""
    ids = ("xpertId", "threadId", "conversationId", "projectId")
    fields = ("file", "purpose", "parseMode", *ids, "target", "workspacePath")
    return [
        route(service, "POST", "/contexts/file", upload_file, status=201, form=fields),
        route(service, "POST", "/v1/file", upload_plain_file, status=201, form=("file",)),
        route(service, "GET", "/files/{file_id}/status", get_file_status),
        _content_route(service, "/files/{file_id}/content"),
        route(
            service, "DELETE", "/contexts/file/{file_id}", delete_file, status=202, media_type=""
        ),
    ]


async def upload_file(call: Call) -> Response:
    """Upload a file for a message."""
    file, form = await _receive(call)
    data = agent_file_json(file, call.links.url(file.id), form.purpose, form.parse_mode)
    return JSONAnswer(data, 201)


async def upload_plain_file(call: Call) -> Response:
    """Upload a file, as older chats do."""
    file, _ = await _receive(call)
    return JSONAnswer(plain_file_json(file, call.links.url(file.id)), 201)


async def get_file_status(call: Call) -> Response:
    """Tell whether a file can be used: it can as soon as it is there."""
    file = await _find(call)
    return JSONAnswer(file_status_json(file))


def _content_route(service: Service, path: str) -> ApiRoute:
    async def download(request: Request) -> Response:
        if {EXPIRES, SIGNATURE} <= request.query_params.keys():
            return _content(service, await _linked(request, service))
        call = await authenticate(request, service)
        return _content(service, await _find(call))

    summary = "Download a file, with a client secret or by its link."
    query = (EXPIRES, SIGNATURE)
    media_type = "application/octet-stream"
    operation = Operation("GET", path, summary, media_type=media_type, query=query)
    return ApiRoute(operation, download)


async def _linked(request: Request, service: Service) -> StoredFile:
    found = await service.store.linked_file(request.path_params["file_id"])
    if found:
        user, file = found
        if service.links.allows(user, file.id, request.query_params):
            return file
    raise forbidden("The link has expired: open the chat again to get a new one.")


def _content(service: Service, file: StoredFile) -> Response:
    path = service.files.path(file.storage_id)
    if not path.is_file():
        raise not_found()
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
    }
    harmless = file.mime_type in _IMAGES
    media_type = file.mime_type if harmless else "application/octet-stream"
    return FileResponse(path, media_type=media_type, headers=headers)


async def delete_file(call: Call) -> Response:
    """Delete a file."""
    file = await _find(call)
    await call.service.store.delete_file(call.user, file.id)
    await asyncio.to_thread(call.service.files.delete, file.storage_id)
    return Response(status_code=HTTPStatus.ACCEPTED)


async def _find(call: Call) -> StoredFile:
    file = await call.service.store.file(call.user, call.path("file_id"))
    if file is None:
        raise not_found()
    return file


async def _receive(call: Call) -> tuple[StoredFile, _Form]:
    limits = call.caller.assistant.uploads
    form = await _parse(call)
    upload = form.upload
    try:
        if (upload.size or 0) > limits.max_size:
            raise limits.too_large()
        name = file_name(upload.filename)
        mime_type = media_type(name, upload.content_type)
        limits.refuse(name, mime_type)
        storage_id = await asyncio.to_thread(call.service.files.save, upload.file)
    finally:
        await upload.close()
    moment, size = now(), upload.size or 0
    file = StoredFile(str(uuid4()), storage_id, name, mime_type, size, moment, moment)
    try:
        await call.service.store.save_file(call.user, file)
    except BaseException:  # nobody would ever find the content
        await asyncio.to_thread(call.service.files.delete, storage_id)
        raise
    return file, form


async def _parse(call: Call) -> _Form:
    if not call.request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise bad_request("file: Expected multipart/form-data")
    parser = MultiPartParser(
        call.request.headers, _limited(call), max_files=1, max_fields=_MAX_FIELDS
    )
    try:
        form = await parser.parse()
    except _TooLargeError:
        raise call.caller.assistant.uploads.too_large() from None
    except MultiPartException as error:
        raise bad_request(f"Request body: {error.message}") from None
    except (KeyError, UnicodeDecodeError):
        raise bad_request("Request body: not a valid form") from None
    upload = form.get("file")
    if not isinstance(upload, UploadFile):
        await form.close()
        raise bad_request("file: Required")
    parse_mode = form.get("parseMode") or "auto"
    if parse_mode not in _PARSE_MODES:
        await form.close()
        raise bad_request(f"parseMode: Expected {', '.join(sorted(_PARSE_MODES))}")
    target = form.get("target")
    if target and not _is_json(target):
        await form.close()
        raise bad_request("target: Expected JSON")
    return _Form(upload, str(parse_mode), str(form.get("purpose") or "chat_attachment"))


def _is_json(text: object) -> bool:
    try:
        json.loads(str(text))
    except (ValueError, RecursionError):
        return False
    return True


async def _limited(call: Call) -> AsyncGenerator[bytes, None]:
    received, limit = 0, call.caller.assistant.uploads.max_size + _FIELDS_SIZE
    async for chunk in call.request.stream():
        received += len(chunk)
        if received > limit:
            raise _TooLargeError("too large")
        yield chunk
