"""What a run asks the browser, and what it has been answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit_chatkit.local._run.interrupts import Pending, deliver, match_answers, next_batch

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.requests import ResumeDecision
    from streamlit_chatkit.local._run.interrupts import ActionRequest, Answers, ClientToolCall


class Asked:
    """The requests of a run: those that wait for an interrupt, and those that one is about."""

    def __init__(self) -> None:
        self._waiting: dict[str, Pending] = {}
        self._batch: list[Pending] = []
        self._answered: set[str] = set()

    @property
    def is_waiting(self) -> bool:
        """Whether there are requests that no interrupt is about yet."""
        return bool(self._waiting)

    @property
    def for_user(self) -> bool:
        """Whether a person answers what the interrupt is about."""
        return any(pending.for_user for pending in self._batch)

    def add(self, request: ClientToolCall | ActionRequest) -> Pending:
        """Note a request."""
        pending = Pending(request)
        self._waiting[pending.id] = pending
        return pending

    def withdraw(self, pending: Pending) -> None:
        """Forget a request for which nobody waits any more."""
        self._waiting.pop(pending.id, None)

    def begin_batch(self) -> list[Pending]:
        """Choose the requests of the next interrupt."""
        self._batch = next_batch(list(self._waiting.values()))
        for pending in self._batch:
            del self._waiting[pending.id]
        return self._batch

    def match(self, decision: ResumeDecision) -> Answers:
        """Tell which answer belongs to which request of the interrupt.

        Raises
        ------
        ApiError
            With status 400 if the answers do not fit.
        """
        return match_answers(self._batch, decision)

    def answer(self, answers: Answers) -> None:
        """Wake what waits for the answers."""
        batch, self._batch = self._batch, []
        self._answered.update(pending.id for pending in batch)
        deliver(batch, answers)

    def refuse(self, error: Exception) -> None:
        """Raise an error in the agent in place of the interrupt, which cannot be made."""
        batch, self._batch = self._batch, []
        deliver(batch, {pending.id: error for pending in batch})

    def were_answered(self, decision: ResumeDecision) -> bool | None:
        """Tell whether these very requests have been answered.

        Results of tools tell by their ids. Decisions have none: ``None`` if some were answered.
        """
        messages = decision.payload.tool_messages if decision.payload else None
        if messages:
            return all(message.tool_call_id in self._answered for message in messages)
        return None if self._answered else False

    def cancel(self) -> None:
        """Let nobody wait for an answer any more."""
        for pending in [*self._waiting.values(), *self._batch]:
            pending.result.cancel()
