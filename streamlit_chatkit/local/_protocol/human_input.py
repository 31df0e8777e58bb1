"""The human input of a message, as the browser sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FileHandle:
    """A file as a message names it."""

    id: str
    name: str
    mime_type: str


def file_handles(raw: Mapping[str, Any]) -> list[FileHandle]:
    """List the files of a message: attachments, and images among its references."""
    images = [one for one in objects(raw, "references") if one.get("type") == "image"]
    handles: dict[str, FileHandle] = {}
    for one in [*objects(raw, "files"), *images]:
        ids = [one.get(key) for key in ("fileId", "storageFileId", "id")]
        file_id = next((value for value in ids if isinstance(value, str) and value), None)
        if file_id is not None:
            name = str(one.get("originalName") or one.get("name") or "file")
            handle = FileHandle(file_id, name, str(one.get("mimeType") or ""))
            handles.setdefault(file_id, handle)
    return list(handles.values())


def objects(raw: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return the objects of a list in `raw`; none if it is no list."""
    value = raw.get(key)
    items = value if isinstance(value, list) else []
    return [one for one in items if isinstance(one, Mapping)]
