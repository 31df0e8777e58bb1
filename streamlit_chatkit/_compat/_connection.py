"""The connection to the browser that a script runs for."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any

from streamlit_chatkit._compat import _private


def session_info() -> Any:  # noqa: ANN401 - a private class of Streamlit
    """Return the session of this run and its client; ``None`` if no browser is connected to it."""
    runtime = _private.find("runtime", "get_instance")
    return runtime()._session_mgr.get_active_session_info(_private.run_context().session_id)


def send_at_once() -> None:
    """Let small messages to the browser of this run leave without waiting for one another.

    A run says several small things one after another. Where the connection has no ``TCP_NODELAY``,
    all but the first are held until the browser's system confirms that one, which takes it up to
    40 ms on Linux. asyncio sets the option for each connection, but does not recognise those that
    come in at a socket of Streamlit's own making (Kludex/uvicorn#3149). Tornado, the server of
    older versions of Streamlit, leaves it to the application.

    If the connection cannot be reached, what is sent is held as before.
    """
    # OSError: the connection has ended, or is none of TCP.
    with suppress(*_private.GONE, OSError):
        client = session_info().client
        if hasattr(client, "set_nodelay"):  # Tornado's
            client.set_nodelay(True)
        else:
            transport = client._websocket._receive.__self__.transport
            connection = transport.get_extra_info("socket")
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
