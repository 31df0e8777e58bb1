from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from .harness import Chat


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def open_chat(anyio_backend: str) -> AsyncIterator[Callable[..., Awaitable[Chat]]]:
    """Open a thread on a server; ends all runs afterwards."""
    chats: list[Chat] = []

    async def open_one(*args: Any, **options: Any) -> Chat:
        chat = Chat(*args, **options)
        chats.append(chat)
        await chat.new_thread()
        return chat

    yield open_one
    for chat in chats:
        await chat.service.runs.close()
        await chat.http.aclose()
