"""What a run needs of the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit_chatkit.local._protocol.json import Json

    from .input import Message, RunInput
    from .interrupts import ActionRequest, ClientToolCall


class Channel(Protocol):
    """Where a run's output goes, and where its answers come from."""

    async def send(self, envelope: Json) -> None:
        """Send an event; waits while the run is interrupted."""

    def send_soon(self, envelope: Json) -> None:
        """Send an event that may be lost while the run is interrupted."""

    async def ask(self, request: ClientToolCall | ActionRequest) -> Any:  # noqa: ANN401
        """Interrupt the run until the browser answers."""

    async def set_title(self, title: str) -> None:
        """Give the conversation a title."""

    async def report_usage(self, usage: Json) -> None:
        """Note and tell the tokens that the run has used so far."""

    async def take_follow_ups(self) -> Sequence[RunInput]:
        """Take the messages that the user sent during the run."""

    async def load_messages(self, newest: int | None) -> Sequence[Message]:
        """Load the thread's newest messages, or all, but for the answer of this run."""

    async def count_messages(self) -> int:
        """Tell how many messages the thread has, but for the answer of this run."""
