"""A server inside this process: on a free loopback port, in a thread of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import threading
from typing import TYPE_CHECKING, Any

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.types import ASGIApp

logger = logging.getLogger(__name__)

_HOST = "127.0.0.1"
_STOP_S = 2.0


class LoopbackServer:
    """Serves an ASGI application on a free port of 127.0.0.1.

    Parameters
    ----------
    app : ASGI application
        What to serve; it gets no lifespan events.
    name : str
        Name of the thread.
    close : callable, optional
        Makes a coroutine that ends what the application is doing; run when the server stops.

    Attributes
    ----------
    url : str
        Such as ``http://127.0.0.1:49152``.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        name: str,
        close: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> None:
        self.socket = listen(_HOST, 0)
        self.url = f"http://{_HOST}:{self.socket.getsockname()[1]}"
        config = uvicorn.Config(
            app,
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
        self._close = close
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the server's thread runs; it does not in a forked process."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """End everything that is going on and stop; waits two seconds at most."""
        loop = self._loop
        if self._close and loop and self.is_alive:
            closing = self._close()
            try:
                asyncio.run_coroutine_threadsafe(closing, loop)
            except RuntimeError:  # the loop was closed meanwhile
                closing.close()
        self.uvicorn.should_exit = True
        self._thread.join(_STOP_S)

    # A SystemExit in any task breaks out of the loop, whatever else runs in it. Tasks that an
    # agent makes are the app's own code and must not end the server for all others.
    def _run(self) -> None:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        serving = loop.create_task(self._serve())
        try:
            while not serving.done():
                try:
                    loop.run_until_complete(serving)
                except (SystemExit, KeyboardInterrupt):  # noqa: PERF203
                    logger.exception("A task tried to end the process; the server goes on")
        finally:
            _close(loop)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self.uvicorn.serve(sockets=[self.socket])


def _close(loop: asyncio.AbstractEventLoop) -> None:
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


def listen(host: str, port: int) -> socket.socket:
    """Listen on an address; port 0 takes a free one.

    Raises
    ------
    OSError
        If the port is in use, or the address is not one of this machine.
    """
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # asyncio turns Nagle's algorithm off only for sockets that say IPPROTO_TCP, and accepted
    # sockets inherit that from this one; without it, each small answer takes about 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if port and os.name == "posix":  # a stopped server's last connections do not keep its port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except BaseException:
        listener.close()
        raise
    # Listening from now on, the port takes connections before the thread has come up.
    listener.listen(2048)
    return listener
