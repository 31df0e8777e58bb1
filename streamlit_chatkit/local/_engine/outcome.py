"""How a run stands: what is told of it, of its message and of its conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from streamlit_chatkit.local._protocol.reason import short_reason

if TYPE_CHECKING:
    from streamlit_chatkit.local._store.records import ConversationStatus, MessageStatus, RunStatus


@dataclass(frozen=True)
class Outcome:
    """What is told of a run, its message and its conversation."""

    run: RunStatus
    message: MessageStatus
    conversation: ConversationStatus
    error: str | None = None

    @classmethod
    def failed(cls, error: BaseException) -> Outcome:
        """Describe a run that raised."""
        return cls("error", "error", "error", short_reason(error))

    @classmethod
    def aborted(cls, reason: str, run: RunStatus = "interrupted") -> Outcome:
        """Describe a run that was ended from outside."""
        return cls(run, "aborted", "interrupted", reason)


RUNNING = Outcome("running", "thinking", "busy")
INTERRUPTED = Outcome("interrupted", "success", "interrupted")
SUCCESS = Outcome("success", "success", "idle")
