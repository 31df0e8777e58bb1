"""A chat whose agent asks the app how it is connected to the browser."""

import os
import socket
from contextlib import suppress

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run


def connections_that_hold_nothing() -> int:
    """Count the connections of browsers to this server that send each message at once."""
    count = 0
    for descriptor in map(int, os.listdir("/dev/fd")):
        # What is no connection, or none of TCP, refuses one of the questions.
        with suppress(OSError), socket.socket(fileno=os.dup(descriptor)) as connection:
            connection.getpeername()
            if connection.getsockname()[1:2] == (st.get_option("server.port"),):
                count += connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    return count


async def agent(run: Run) -> None:
    """Ask twice: the first answer is sent by a run that asks first."""
    counts = [await run.call_client_tool("connections_that_hold_nothing", {}) for _ in range(2)]
    await run.text(f"Sent at once: {counts[1]}.")


st_chatkit(backend=LocalBackend(agent), tools=[connections_that_hold_nothing])
