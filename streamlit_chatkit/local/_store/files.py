"""Uploaded files: what may be uploaded, and where it is kept."""

from __future__ import annotations

import io
import mimetypes
import os
import re
import secrets
import shutil
import tempfile
import threading
import weakref
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit.local._protocol.http import ApiError, bad_request

MAX_UPLOAD_SIZE = 20 * 1024 * 1024
_UNKNOWN_TYPE = "application/octet-stream"
_MAX_NAME = 200
_KEY_FILE = ".key"


@dataclass(frozen=True)
class UploadLimits:
    """What users may upload.

    Attributes
    ----------
    max_size : int
        Bytes of one file.
    allowed_types : tuple of str
        MIME types (``text/csv``, ``image/*``) and endings of names (``.csv``); empty for all.
    """

    max_size: int = MAX_UPLOAD_SIZE
    allowed_types: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        wrong = [one for one in self.allowed_types if not (one.startswith(".") or "/" in one)]
        if wrong:
            msg = (
                "allowed_types takes MIME types such as 'image/*' and endings such as '.csv', "
                f"not {wrong[0]!r}."
            )
            raise ConfigurationError(msg)

    def refuse(self, name: str, mime_type: str) -> None:
        """Refuse a file whose type is not allowed.

        Raises
        ------
        ApiError
            With status 415.
        """
        if self.allowed_types and not any(
            _fits(allowed.lower(), name.lower(), mime_type) for allowed in self.allowed_types
        ):
            allowed = ", ".join(self.allowed_types)
            message = f"{name} is of a type that is not allowed. Allowed are {allowed}."
            raise ApiError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message)

    def too_large(self) -> ApiError:
        """Refuse a file that is too large."""
        message = f"The file is larger than the {self.max_size:,} bytes that are allowed."
        return ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message, "Payload Too Large")


def _fits(allowed: str, name: str, mime_type: str) -> bool:
    if allowed.startswith("."):
        return name.endswith(allowed)
    if allowed.endswith("/*"):
        return mime_type.startswith(allowed[:-1])
    return mime_type == allowed


def file_name(given: str | None) -> str:
    """Return the name of an uploaded file without folders and control characters.

    Raises
    ------
    ApiError
        With status 400 if nothing is left.
    """
    # Browsers write these three signs of a name in multipart bodies so.
    unescaped = re.sub("%0[AD]", "", (given or "").replace("%22", '"'))
    last = unescaped.replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in last if char.isprintable()).strip(" .")
    if not name:
        raise bad_request("file: The file needs a name")
    stem, dot, ending = name.rpartition(".")
    surplus = len(name) - _MAX_NAME
    return name if surplus <= 0 else (stem[:-surplus] + dot + ending)[-_MAX_NAME:]


def media_type(name: str, given: str | None) -> str:
    """Return the MIME type that the browser gave, or else the one of the name's ending."""
    told = (given or "").partition(";")[0].strip().lower()
    if told and told != _UNKNOWN_TYPE and told.isascii() and told.isprintable():
        return told
    return mimetypes.guess_type(name)[0] or _UNKNOWN_TYPE


class FileFolder:
    """Contents of uploaded files, each under a random name, readable by this user of the machine.

    Parameters
    ----------
    folder : str, Path or None, optional
        Where to keep them. Default: a temporary folder that goes when the process ends.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        self._given = None if folder is None else Path(folder)
        self._made: Path | None = None
        self._key: bytes | None = None
        self._lock = threading.Lock()

    def save(self, content: IO[bytes]) -> str:
        """Keep a content and return its name."""
        name = secrets.token_hex(16)
        path = self._folder() / name
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
                shutil.copyfileobj(content, file)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return name

    def key(self) -> bytes:
        """Return a secret of all processes that serve this folder; the first call makes it."""
        if self._key is None:
            path = self.path(_KEY_FILE)
            if not path.exists():
                made = self.path(self.save(io.BytesIO(secrets.token_bytes(32))))
                try:
                    os.link(made, path)
                except FileExistsError:  # another process was faster
                    pass
                except OSError:  # some file systems, such as network shares, have no such links
                    made.replace(path)
                made.unlink(missing_ok=True)
            self._key = path.read_bytes()
        return self._key

    def path(self, name: str) -> Path:
        """Return where the content of this name is."""
        return self._folder() / name

    def delete(self, name: str) -> None:
        """Forget a content."""
        self.path(name).unlink(missing_ok=True)

    def _folder(self) -> Path:
        with self._lock:
            if self._made is None:
                if self._given is None:
                    self._made = Path(tempfile.mkdtemp(prefix="chatkit-files-"))
                    weakref.finalize(self, shutil.rmtree, self._made, ignore_errors=True)
                else:
                    self._given.mkdir(mode=0o700, parents=True, exist_ok=True)
                    self._made = self._given
            return self._made
