"""Messages, as an agent sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from ._run_file import RunFile


@dataclass(frozen=True)
class RunInput:
    """What the user sent.

    Attributes
    ----------
    text : str
        The words of the message.
    raw : Mapping
        The whole human input as the browser sent it.
    files : sequence of RunFile
        Attached files and pasted images.
    """

    text: str
    raw: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[RunFile] = ()

    @property
    def model(self) -> str | None:
        """Id of the language model that the user chose."""
        model = self.raw.get("model")
        return model if isinstance(model, str) and model else None

    @property
    def references(self) -> Sequence[Mapping[str, Any]]:
        """What the user refers to.

        Each has ``type`` (``"quote"``, ``"code"`` or ``"image"``) and ``text``, and what belongs
        to its type, such as ``path`` or ``url``.
        """
        return _records(self.raw, "references")


@dataclass(frozen=True)
class Message:
    """A message of the thread.

    Attributes
    ----------
    role : {"user", "assistant"}
        Who wrote it.
    text : str
        Its words, without reasoning and tool steps.
    """

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True)
class FileHandle:
    """A file as a message names it."""

    id: str
    name: str
    mime_type: str


def file_handles(raw: Mapping[str, Any]) -> list[FileHandle]:
    """List the files of a message: attachments, and images among its references."""
    images = [one for one in _records(raw, "references") if one.get("type") == "image"]
    handles: dict[str, FileHandle] = {}
    for one in [*_records(raw, "files"), *images]:
        ids = [one.get(key) for key in ("fileId", "storageFileId", "id")]
        file_id = next((value for value in ids if isinstance(value, str) and value), None)
        if file_id is not None:
            name = str(one.get("originalName") or one.get("name") or "file")
            handle = FileHandle(file_id, name, str(one.get("mimeType") or ""))
            handles.setdefault(file_id, handle)
    return list(handles.values())


def _records(raw: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = raw.get(key)
    items = value if isinstance(value, list) else []
    return [one for one in items if isinstance(one, Mapping)]
