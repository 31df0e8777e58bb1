"""The in-process server of all `LocalBackend` chats: one per process."""

from __future__ import annotations

import atexit
import threading

from streamlit_chatkit._serving import loopback

from ._app import API_PATH, create_app
from ._service import Service


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
_shared: LoopbackServer | None = None


def shared_server() -> LoopbackServer:
    """Return the server of this process; the first call starts it."""
    global _shared
    with _lock:
        if _shared is None or not _shared.is_alive:
            _shared = LoopbackServer(Service())
            atexit.register(_shared.stop)
        return _shared
