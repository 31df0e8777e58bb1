"""Wait for async functions of the app."""

from __future__ import annotations

import asyncio
import inspect
import threading
from collections.abc import Awaitable
from concurrent.futures import Future

from streamlit_chatkit import _compat


def wait_for(value: object) -> object:
    """Return `value`, or what comes out of it when it can be awaited.

    It is awaited in this thread. Nothing can wait in a thread whose event loop is running already;
    there it is awaited in another one, which shares the session of this one.
    """
    if not inspect.isawaitable(value):
        return value
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_await(value))
    done: Future[object] = Future()

    def run() -> None:
        try:
            done.set_result(asyncio.run(_await(value)))
        except BaseException as error:  # noqa: BLE001 - also what Streamlit stops a script with
            done.set_exception(error)

    thread = threading.Thread(target=run, name="chatkit-async", daemon=True)
    _compat.share_session(thread)
    thread.start()
    return done.result()


async def _await(value: Awaitable[object]) -> object:
    return await value
