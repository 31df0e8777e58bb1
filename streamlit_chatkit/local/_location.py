"""Where a backend keeps its records and files, when the app does not say."""

from __future__ import annotations

import logging
import os
from functools import lru_cache
from pathlib import Path

from streamlit_chatkit.local._engine.service import Service
from streamlit_chatkit.local._store.database import MEMORY, Database, is_in_memory, parse_url
from streamlit_chatkit.local._store.files import FileFolder
from streamlit_chatkit.local._store.store import Store

logger = logging.getLogger(__name__)

VARIABLE = "CHATKIT_DATABASE"
FILES_VARIABLE = "CHATKIT_FILES"
_FOLDER = Path(".chatkit")


def resolve_database(given: str | None) -> str:
    """Return the address of the database: the given one, the environment's, or the app's own file.

    The own file is ``.chatkit/chatkit.db`` below the working directory, beside ``.streamlit``.

    Raises
    ------
    ConfigurationError
        If it is no address of a database.
    """
    url = given or os.environ.get(VARIABLE) or _own_file(os.getcwd())
    parse_url(url)
    return url


def open_service(url: str) -> Service:
    """Open a database for a server.

    Raises
    ------
    ConfigurationError
        If it cannot be opened.
    """
    return Service(store=Store(Database(url)), files=FileFolder(_files(url)))


@lru_cache  # each run of an app's script asks for it
def _own_file(working_directory: str) -> str:
    folder = Path(working_directory) / _FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / ".gitignore").write_text("*\n")
    except OSError as error:
        logger.warning(
            "Conversations are kept in memory only, because %s cannot be written (%s). Give "
            "LocalBackend a database, such as database='sqlite:////var/lib/app/chat.db'.",
            folder,
            error.strerror,
        )
        return MEMORY
    return f"sqlite:///{folder / 'chatkit.db'}"


def _files(url: str) -> Path | None:
    parsed = parse_url(url)
    if is_in_memory(parsed):
        return None
    if given := os.environ.get(FILES_VARIABLE):
        return Path(given)
    if parsed.get_backend_name() == "sqlite":
        database = Path(parsed.database or "")
        return database.with_name(f"{database.stem}-files")
    return _FOLDER / "files"
