"""A run that this process does not answer: it has ended, or another one answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._http import bad_request
from ._stored_log import StoredLog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ._event_log import EventId
    from ._records import RunRecord
    from ._requests import ResumeDecision
    from ._store import Store


class StoredRun:
    """A run in the store.

    Parameters
    ----------
    store : Store
        Where it is.
    user : str
        Whose it is.
    record : RunRecord
        The run.
    find_owner : callable
        Tells whether a process answers the run.
    """

    def __init__(
        self,
        store: Store,
        user: str,
        record: RunRecord,
        find_owner: Callable[[str, str], Awaitable[bool]],
    ) -> None:
        self.record = record
        self.log = StoredLog(store, user, record.id, find_owner)

    async def resume(self, decision: ResumeDecision, cursor: EventId | None = None) -> None:  # noqa: ARG002
        """Refuse an answer to what the run waited for.

        Raises
        ------
        ApiError
            With status 400.
        """
        raise bad_request("executionId: The run is not waiting for an answer")
