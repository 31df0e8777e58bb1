"""The in-process server: one per process, on a loopback port, in a thread of its own."""

from __future__ import annotations

import asyncio
import atexit
import socket
import threading

import uvicorn

from ._app import API_PATH, create_app
from ._service import Service

_HOST = "127.0.0.1"
_STOP_S = 2.0


class LoopbackServer:
    """Serves a `Service` on a free port of 127.0.0.1.

    Parameters
    ----------
    service : Service
        What to serve.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        self.socket = _listen()
        self.api_url = f"http://{_HOST}:{self.socket.getsockname()[1]}{API_PATH}"
        config = uvicorn.Config(
            create_app(service),
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",  # its start and stop are the app's own
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=60,
            timeout_graceful_shutdown=1,
        )
        self.uvicorn = uvicorn.Server(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="chatkit-local", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the server's thread runs; it does not in a forked process."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """End all runs and streams and stop; waits two seconds at most."""
        loop = self._loop
        if loop and self.is_alive:
            closing = self.service.runs.close()
            try:
                asyncio.run_coroutine_threadsafe(closing, loop)
            except RuntimeError:  # the loop was closed meanwhile
                closing.close()
        self.uvicorn.should_exit = True
        self._thread.join(_STOP_S)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self.uvicorn.serve(sockets=[self.socket])


def _listen() -> socket.socket:
    # asyncio turns Nagle's algorithm off only for sockets that say IPPROTO_TCP, and accepted
    # sockets inherit that from this one; without it, each small answer takes about 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind((_HOST, 0))
    # Listening from now on, the port takes connections before the thread has come up.
    listener.listen(2048)
    return listener


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
