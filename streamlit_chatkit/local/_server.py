"""The in-process servers of `LocalBackend` chats: one per process and database."""

from __future__ import annotations

import atexit
import threading

from streamlit_chatkit._serving import loopback
from streamlit_chatkit.local._api.app import API_PATH, create_app
from streamlit_chatkit.local._engine.service import Service

from ._location import open_service


class LoopbackServer(loopback.LoopbackServer):
    """Serves a `Service` on a free port of 127.0.0.1.

    Parameters
    ----------
    service : Service
        What to serve.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        super().__init__(create_app(service), name="chatkit-local", close=service.runs.close)
        self.api_url = f"{self.url}{API_PATH}"


_lock = threading.Lock()
_shared: dict[str, LoopbackServer] = {}


def shared_server(database: str) -> LoopbackServer:
    """Return the server of this process for a database; the first call starts it.

    Raises
    ------
    ConfigurationError
        If the database cannot be opened.
    """
    with _lock:
        server = _shared.get(database)
        if server is None or not server.is_alive:
            server = _shared[database] = LoopbackServer(open_service(database))
            atexit.register(server.stop)
        return server
