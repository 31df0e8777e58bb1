"""Chats of `LocalBackend` as routes of the app itself."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.routing import Mount

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit.local._api.app import API_PATH, create_app

from ._location import open_service

if TYPE_CHECKING:
    from streamlit_chatkit.local._engine.service import Service

_PREFIX = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
# The bundled chat page is <app>/component/<name>/frame.html. Seen from there the app's address
# need not be known, which a proxy may have put below a path of its own.
_APP = "../.."


@dataclass(frozen=True)
class Mounted:
    """The routes of one database."""

    service: Service
    base_path: str
    prefix: str

    def api_url(self, app_origin: str | None, frame_url: str | None) -> str:
        """Return the AI base URL as the chat page sees it."""
        if frame_url and app_origin:  # a page of another origin
            return f"{app_origin}{self.base_path}{self.prefix}{API_PATH}"
        return f"{_APP}{self.prefix}{API_PATH}"


_lock = threading.Lock()
_mounted: dict[str, Mounted] = {}


def mount(database: str, base_path: str, prefix: object) -> tuple[Mounted, Mount]:
    """Make the route that serves the chats of a database.

    Raises
    ------
    ConfigurationError
        If `prefix` is no path, or the database cannot be opened.
    """
    if not isinstance(prefix, str) or not _PREFIX.fullmatch(prefix):
        msg = f"prefix must be a path such as '/chatkit', without a slash at its end: {prefix!r}."
        raise ConfigurationError(msg)
    with _lock:
        known = _mounted.get(database)
        service = known.service if known else open_service(database)
        made = _mounted[database] = Mounted(service, base_path, prefix)
    # Secrets protect the routes under whatever name the app is reached; pages of other origins
    # than the app's are refused.
    return made, Mount(base_path + prefix, app=create_app(service, any_host=True))


def mounted(database: str) -> Mounted | None:
    """Return the routes that the app serves for a database."""
    return _mounted.get(database)
