"""An agent on a server of its own."""

from __future__ import annotations

import errno
import gc
import ipaddress
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import uvicorn
from sqlalchemy.engine import make_url
from uvicorn.supervisors import ChangeReload

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._serving.loopback import listen
from streamlit_chatkit._serving.origins import check_origin
from streamlit_chatkit.local._api.app import create_app
from streamlit_chatkit.local._store.database import MEMORY, shown

from ._location import resolve_database

if TYPE_CHECKING:
    from streamlit_chatkit.local._engine.service import Service

    from ._backend import LocalBackend

_OF_PORTS = {errno.EADDRINUSE, errno.EACCES}


@dataclass(frozen=True)
class Settings:
    """What the command was given."""

    target: str
    host: str
    port: int
    database: str | None
    api_key: str | None = field(repr=False)
    origins: tuple[str, ...]
    reload: bool


Load: TypeAlias = Callable[[Settings], "LocalBackend"]


def serve(settings: Settings, load: Load) -> int:
    """Serve until the process is told to stop, and return its exit code.

    Raises
    ------
    ConfigurationError
        If a setting cannot be used.
    """
    for origin in settings.origins:
        check_origin(origin)
    try:
        listener = listen(settings.host, settings.port)
    except OSError as error:
        way_out = "Give another --port" if error.errno in _OF_PORTS else "Check --host"
        place = f"{settings.host}:{settings.port}"
        msg = f"{place} cannot be bound: {error.strerror}. {way_out}."
        raise ConfigurationError(msg) from error
    with listener:
        if not settings.reload:
            return _run(settings, load, sockets=[listener])
        config = uvicorn.Config(
            "", reload=True, reload_dirs=[str(Path.cwd())], log_level="warning", log_config=None
        )
        target = partial(_run_child, settings, load)
        ChangeReload(config, target=target, sockets=[listener]).run()
        return 0


def _run_child(settings: Settings, load: Load, *, sockets: list[socket.socket]) -> None:
    try:
        _run(settings, load, sockets=sockets)
    except ConfigurationError as error:
        sys.exit(f"error: {error}")


def _run(settings: Settings, load: Load, *, sockets: list[socket.socket]) -> int:
    backend = load(settings)
    if backend.api_key is None and not _is_loopback(settings.host):
        msg = (
            f"Who can reach {settings.host} could talk to the agent as any user. Give --api-key "
            "sk-… (or CHATKIT_API_KEY), which apps must send, or bind 127.0.0.1."
        )
        raise ConfigurationError(msg)
    service = backend.open_service()
    for origin in settings.origins:
        service.origins.allow(origin)
    if not settings.origins:
        service.origins.allow_loopback()
    app = create_app(service, any_host=not _is_loopback(settings.host))
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=3,
    )
    # What the start has made stays; to look through all of it now and then would hold up streams.
    gc.collect()
    gc.freeze()
    print(_welcome(backend, sockets[0]), file=sys.stderr, flush=True)  # noqa: T201
    with suppress(KeyboardInterrupt):  # raised once more when all has been stopped
        _Server(config, service).run(sockets=sockets)
    return 0


class _Server(uvicorn.Server):
    """Ends the runs first: their streams would keep the server from stopping."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._service.runs.close()
        await super().shutdown(sockets)


def _welcome(backend: LocalBackend, listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:  # what listens everywhere is reached by name
        host = socket.gethostname()
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    key = "…" if backend.api_key else "sk-any"
    assistant_id = backend.served_id
    database = resolve_database(backend.database)
    where = database if database == MEMORY else shown(make_url(database))
    return (
        f"{backend.name} answers at {url} (Ctrl+C stops it)\n"
        f"  in an app  XpertAI(api_url={url!r}, api_key={key!r}, assistant_id={assistant_id!r})\n"
        f"  database   {where}\n"
        f"  API key    {'required' if backend.api_key else 'any that begins with sk-'}"
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
