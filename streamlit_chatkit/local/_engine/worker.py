"""What the processes that share a database know of each other."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit_chatkit.local._store.records import now

from .lost_runs import LOST, UNSTORED, end_lost_run

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from streamlit_chatkit.local._store.file_store import DeleteContent
    from streamlit_chatkit.local._store.store import Store

logger = logging.getLogger(__name__)

BEAT_S = 2.0
LEASE_S = 10.0
SWEEP_S = 5.0
PRUNE_S = 300.0
KEEP_EVENTS = timedelta(hours=24)
# A draft may wait for its sending over a weekend.
KEEP_UNSENT_FILES = timedelta(days=7)


class Worker:
    """Tells the others that this process is alive, and ends the runs of those that are not.

    Parameters
    ----------
    store : Store
        What the processes share.
    keep_logs : int
        Number of ended runs whose events stay available, for 24 hours at most.
    delete_content : callable
        Deletes the content of an uploaded file.
    answers : callable
        Tells whether this process answers a run of a user; called with the ids of both.
    on_lost : callable
        Called when the others have found this process dead, because it stood still for long: its
        runs have been ended.
    """

    def __init__(
        self,
        store: Store,
        keep_logs: int,
        delete_content: DeleteContent,
        answers: Callable[[str, str], bool],
        on_lost: Callable[[], Awaitable[None]],
    ) -> None:
        self.id = _new_id()
        self._store = store
        self._keep_logs = keep_logs
        self._delete_content = delete_content
        self._answers = answers
        self._on_lost = on_lost
        self._swept: float | None = None
        self._pruned: float | None = None
        self._task: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()

    async def begin(self, is_busy: Callable[[], bool]) -> None:
        """Be seen from now on, for as long as `is_busy`."""
        async with self._beginning:
            if self._task is None or self._task.done():
                if not await self._store.see_worker(self.id, now()):
                    await self._store.add_worker(self.id, now())
                self._task = asyncio.get_running_loop().create_task(self._beat(is_busy))

    async def end(self) -> None:
        """Be forgotten."""
        if self._task:
            self._task.cancel()
            await self._store.forget_worker(self.id)

    async def _beat(self, is_busy: Callable[[], bool]) -> None:
        while is_busy():
            await asyncio.sleep(BEAT_S)
            try:
                if not await self._store.see_worker(self.id, now()):
                    self.id = _new_id()
                    await self._store.add_worker(self.id, now())
                    await self._on_lost()
                await self.sweep()
            except Exception:
                logger.exception("The database could not be reached")

    async def sweep(self) -> None:
        """End the runs that nobody answers any more; at most once in a while.

        Those are the runs of processes that have died, and those of this one whose end could not be
        stored.
        """
        moment = time.monotonic()
        if self._swept is not None and moment - self._swept < SWEEP_S:
            return
        self._swept = moment
        for (worker_id, seen_at), runs in (await self._store.owned_runs()).items():
            lost = self.is_lost(worker_id, seen_at)
            for user, run in runs:
                if lost or self._has_left(worker_id, user, run.id):
                    await end_lost_run(self._store, user, run, LOST if lost else UNSTORED)
            if lost:
                await self._store.forget_worker(worker_id)
        pause = SWEEP_S if self._store.database.in_memory else PRUNE_S
        if self._pruned is None or moment - self._pruned >= pause:
            self._pruned = moment
            before = now() - KEEP_EVENTS
            await self._store.forget_events(before, self._keep_logs)
            await self._store.forget_shared(before)
            await self._store.forget_unsent_files(now() - KEEP_UNSENT_FILES, self._delete_content)

    def is_lost(self, worker_id: str, seen_at: datetime | None) -> bool:
        """Tell whether a process has died."""
        if worker_id == self.id:
            return False
        too_long = seen_at is None or now() - seen_at > timedelta(seconds=LEASE_S)
        return too_long or _has_exited(worker_id)

    def _has_left(self, worker_id: str, user: str, run_id: str) -> bool:
        return worker_id == self.id and not self._answers(user, run_id)

    async def owns(self, user: str, run_id: str) -> bool:
        """Tell whether some process answers a run; if that does not any more, the run is ended."""
        owner = await self._store.owner(user, run_id)
        if owner and (self.is_lost(*owner) or self._has_left(owner[0], user, run_id)):
            self._swept = None
            await self.sweep()
            return False
        return owner is not None


def _new_id() -> str:
    return f"{_machine()}-{os.getpid()}-{secrets.token_hex(8)}"


# Containers may have the name of their host, and machines those of others; a process id says
# something only among processes that see each other.
def _machine() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        name = f"{boot}.{os.readlink('/proc/self/ns/pid')}"
    except OSError:  # not on Linux
        name = socket.gethostname()
    return name.replace("-", ".")


# A restarted app must not wait for the lease to know that its predecessor is gone.
def _has_exited(worker_id: str) -> bool:
    machine, pid, _ = worker_id.split("-")
    if os.name != "posix" or machine != _machine() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
