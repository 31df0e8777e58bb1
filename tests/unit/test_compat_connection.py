"""The connection to the browser that a script runs for."""

from __future__ import annotations

import asyncio
import socket
from types import SimpleNamespace
from typing import Any

import pytest

from streamlit_chatkit._compat import _connection, _private

NODELAY = socket.IPPROTO_TCP, socket.TCP_NODELAY


def connect(monkeypatch: pytest.MonkeyPatch, client: object) -> None:
    info = SimpleNamespace(client=client)
    manager = SimpleNamespace(get_active_session_info={"here": info}.get)
    known = {
        "get_instance": lambda: SimpleNamespace(_session_mgr=manager),
        "get_script_run_ctx": lambda **_: SimpleNamespace(session_id="here"),
    }
    monkeypatch.setattr(_private, "find", lambda _, name: known[name])


class Receiver:
    """What uvicorn gives Starlette to receive with: a method of the protocol of a connection."""

    def __init__(self, transport: object) -> None:
        self.transport = transport

    async def receive(self) -> dict[str, Any]:
        return {}

    @property
    def client(self) -> object:
        return SimpleNamespace(_websocket=SimpleNamespace(_receive=self.receive))


def test_what_is_sent_by_asyncio_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    async def serve() -> None:
        heard = asyncio.get_running_loop().create_future()
        # Made as Streamlit makes it, without the name of its protocol.
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            server = await asyncio.start_server(
                lambda _, writer: heard.set_result(writer), sock=listener
            )
            async with server:
                _, client = await asyncio.open_connection(*listener.getsockname())
                writer = await heard
                connection = writer.transport.get_extra_info("socket")
                connection.setsockopt(*NODELAY, 0)
                connect(monkeypatch, Receiver(writer.transport).client)
                _connection.send_at_once()
                assert connection.getsockopt(*NODELAY)
                for end in (client, writer):
                    end.close()

    asyncio.run(serve())


def test_what_is_sent_by_tornado_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    connect(monkeypatch, SimpleNamespace(set_nodelay=asked.append))
    _connection.send_at_once()
    assert asked == [True]


def test_a_connection_that_has_ended_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = socket.socket()
    ended.close()
    transport = SimpleNamespace(get_extra_info={"socket": ended}.get)
    connect(monkeypatch, Receiver(transport).client)
    _connection.send_at_once()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="the system has no such sockets")
def test_a_connection_within_the_machine_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = socket.socketpair(socket.AF_UNIX)
    with here, there:
        transport = SimpleNamespace(get_extra_info={"socket": here}.get)
        connect(monkeypatch, Receiver(transport).client)
        _connection.send_at_once()


@pytest.mark.parametrize("client", [None, SimpleNamespace(), Receiver(None).client])
def test_a_server_of_another_kind_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, client: object
) -> None:
    connect(monkeypatch, client)
    _connection.send_at_once()
