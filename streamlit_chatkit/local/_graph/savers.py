"""Checkpointers: one for graphs that have none, and one for those that can only block."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakValueDictionary

from langchain_core.messages import BaseMessage
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import (
        ChannelVersions,
        Checkpoint,
        CheckpointMetadata,
        CheckpointTuple,
    )

_MAX_THREADS = 500
_MESSAGES = "messages"


class _Message:
    __slots__ = ("__weakref__", "data")

    def __init__(self, data: tuple[str, bytes]) -> None:
        self.data = data


class SharingSerializer(JsonPlusSerializer):
    """Keeps a message once that is in several lists, for a checkpointer in memory.

    Each step of a graph leaves a checkpoint with all messages of the thread: the memory of a long
    thread would grow with the square of its length.
    """

    def __init__(self) -> None:
        super().__init__()
        self._kept: WeakValueDictionary[tuple[str, bytes], _Message] = WeakValueDictionary()

    def dumps_typed(self, obj: Any) -> tuple[str, bytes]:  # noqa: ANN401
        """Serialize a value."""
        dump = super().dumps_typed
        if type(obj) is not list or not all(isinstance(one, BaseMessage) for one in obj):
            return dump(obj)
        messages = [_Message(dump(one)) for one in obj]
        shared = [self._kept.setdefault(one.data, one) for one in messages]
        # What an InMemorySaver keeps need not be bytes, although it says so.
        return _MESSAGES, cast("bytes", shared)

    def loads_typed(self, data: tuple[str, bytes]) -> Any:  # noqa: ANN401
        """Read a value."""
        kind, value = data
        load = super().loads_typed
        if kind != _MESSAGES:
            return load(data)
        return [load(one.data) for one in cast("list[_Message]", value)]


class RecentThreads(InMemorySaver):
    """Keeps the checkpoints of the threads that were used last, in memory.

    Parameters
    ----------
    limit : int, optional
        Number of threads.
    """

    def __init__(self, limit: int = _MAX_THREADS) -> None:
        super().__init__(serde=SharingSerializer())
        self._limit = limit
        self._used: OrderedDict[str, None] = OrderedDict()

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """Read a checkpoint."""
        thread_id = config["configurable"]["thread_id"]
        if thread_id not in self._used:
            return None
        self._used.move_to_end(thread_id)
        return await super().aget_tuple(config)

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Write a checkpoint."""
        thread_id = config["configurable"]["thread_id"]
        self._used[thread_id] = None
        self._used.move_to_end(thread_id)
        while len(self._used) > self._limit:
            self.delete_thread(next(iter(self._used)))
        return await super().aput(config, checkpoint, metadata, new_versions)

    def delete_thread(self, thread_id: str) -> None:
        """Forget a thread."""
        self._used.pop(thread_id, None)
        super().delete_thread(thread_id)


class ThreadedSaver(BaseCheckpointSaver[Any]):
    """Calls the blocking methods of a checkpointer in other threads."""

    def __init__(self, saver: BaseCheckpointSaver[Any]) -> None:
        super().__init__(serde=saver.serde)
        self._saver = saver

    @property
    def config_specs(self) -> list[Any]:
        """Configuration of the checkpointer."""
        return self._saver.config_specs

    def get_next_version(self, current: Any, channel: None) -> Any:  # noqa: ANN401
        """Return the version that follows."""
        return self._saver.get_next_version(current, channel)

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """Read a checkpoint."""
        return await asyncio.to_thread(self._saver.get_tuple, config)

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        """Read checkpoints, newest first."""

        def read() -> list[CheckpointTuple]:
            return list(self._saver.list(config, filter=filter, before=before, limit=limit))

        for one in await asyncio.to_thread(read):
            yield one

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Write a checkpoint."""
        return await asyncio.to_thread(self._saver.put, config, checkpoint, metadata, new_versions)

    async def aput_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        """Write what a task has given so far."""
        await asyncio.to_thread(self._saver.put_writes, config, writes, task_id, task_path)

    async def adelete_thread(self, thread_id: str) -> None:
        """Forget a thread."""
        await asyncio.to_thread(self._saver.delete_thread, thread_id)


_RECENT = RecentThreads()


async def usable_saver(
    saver: BaseCheckpointSaver[Any] | bool | None, config: RunnableConfig
) -> BaseCheckpointSaver[Any]:
    """Return the checkpointer that a graph can run with on an event loop.

    All graphs without one share one for the process: an app makes its graph anew at each rerun.
    """
    if not isinstance(saver, BaseCheckpointSaver):
        return _RECENT
    try:
        await saver.aget_tuple(config)
    except NotImplementedError:
        return ThreadedSaver(saver)
    return saver
