"""How a chat reaches the server that answers it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from streamlit_chatkit._backend import ClientSecret
from streamlit_chatkit.local._engine.secrets import Caller
from streamlit_chatkit.local._store.database import is_in_memory, parse_url
from streamlit_chatkit.local._store.records import now

from ._mounting import mounted
from ._server import shared_server

if TYPE_CHECKING:
    from collections.abc import Hashable

    from streamlit_chatkit.local._engine.service import Service
    from streamlit_chatkit.local._run.run import Agent
    from streamlit_chatkit.local._store.records import Assistant

logger = logging.getLogger(__name__)

_STARTED = now()


@dataclass(frozen=True)
class LocalConnection:
    """A `LocalBackend` on the server of this process."""

    api_url: str
    home: str
    frame_url: str | None
    expires_after: int
    assistant: Assistant
    _agent: Agent = field(repr=False)
    _service: Service = field(repr=False)

    @property
    def assistant_id(self) -> str:
        """Id sent as ``xpertId``."""
        return self.assistant.id

    @property
    def cache_key(self) -> Hashable:
        """Equal for the same assistant on the same server, whichever function answers."""
        return ("local", self.api_url, self.assistant.id)

    def mint(self, user: str) -> ClientSecret:
        """Make a secret whose runs are answered by this connection's agent."""
        caller = Caller(user, self.assistant, self._agent)
        secret = self._service.secrets.mint(caller, self.expires_after)
        return ClientSecret(secret, float(self.expires_after))

    def attach(self, secret: str) -> None:
        """Let this connection's agent answer the secret's next runs."""
        self._service.secrets.attach(secret, self.assistant, self._agent)


def reach(database: str, app_origin: str | None, frame_url: str | None) -> tuple[Service, str]:
    """Return what serves the chats of a database, and the API's address as the chat page sees it.

    Those are the routes of the app, or else a server of this process, which is started when needed.

    Parameters
    ----------
    database : str
        Address of the database.
    app_origin, frame_url : str or None
        The pages that may call.
    """
    routes = mounted(database)
    if routes:
        service, api_url = routes.service, routes.api_url(app_origin, frame_url)
    else:
        _warn_of_other_machines(app_origin)
        server = shared_server(database)
        service, api_url = server.service, server.api_url
    service.origins.allow(app_origin)
    service.origins.allow(frame_url)
    return service, api_url


@lru_cache
def home_of(database: str, api_url: str) -> str:
    """Return what is the same as long as conversations are kept in the same place."""
    if is_in_memory(parse_url(database)):
        return f"{api_url} {_STARTED}"  # nothing of it outlives the process
    return sha256(database.encode()).hexdigest()


@lru_cache  # once for each origin
def _warn_of_other_machines(app_origin: str | None) -> None:
    name = urlsplit(app_origin or "").hostname
    if app_origin and name not in {"localhost", "127.0.0.1", "::1"}:
        logger.warning(
            "The app was opened as %s, but LocalBackend listens on a loopback port, which only "
            "browsers on this machine reach. Serve its routes with the app for all others: "
            'app = st.App("app.py", routes=LocalBackend(agent).routes()).',
            app_origin,
        )
