"""Checkpointers: one for graphs that have none, and one for those that can only block."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import (
        ChannelVersions,
        Checkpoint,
        CheckpointMetadata,
        CheckpointTuple,
    )

_MAX_THREADS = 500


class RecentThreads(InMemorySaver):
    """Keeps the checkpoints of the threads that were used last, in memory.

    Parameters
    ----------
    limit : int, optional
        Number of threads.
    """

    def __init__(self, limit: int = _MAX_THREADS) -> None:
        super().__init__()
        self._limit = limit
        self._used: OrderedDict[str, None] = OrderedDict()

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """Read a checkpoint."""
        self._use(config["configurable"]["thread_id"])
        return await super().aget_tuple(config)

    def _use(self, thread_id: str) -> None:
        self._used[thread_id] = None
        self._used.move_to_end(thread_id)
        while len(self._used) > self._limit:
            self.delete_thread(self._used.popitem(last=False)[0])


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
