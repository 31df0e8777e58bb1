"""One run of an agent, from its first event to its last."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from streamlit_chatkit.local._protocol import envelopes
from streamlit_chatkit.local._protocol.http import bad_request
from streamlit_chatkit.local._run.interrupts import operation
from streamlit_chatkit.local._run.output import refuse_returned
from streamlit_chatkit.local._store.records import now
from streamlit_chatkit.local._store.store import ThreadBusyError

from .asked import Asked
from .outcome import INTERRUPTED, RUNNING, SUCCESS, Outcome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._protocol.requests import ResumeDecision
    from streamlit_chatkit.local._run.input import Message, RunInput
    from streamlit_chatkit.local._run.interrupts import ActionRequest, ClientToolCall
    from streamlit_chatkit.local._run.run import Agent
    from streamlit_chatkit.local._store.records import RunRecord, RunStatus, StoredMessage

    from .event_log import EventId
    from .intake import Intake
    from .recorder import RunRecorder

logger = logging.getLogger(__name__)

CANCELED = "Canceled by user"
# The chat page shows these in the reader's language: tests/fixtures/stop-reasons.json.
ENDED = "The run was canceled"
APP_SILENT = "The app did not answer in time"
USER_SILENT = "The user did not answer in time"
# Turns of the event loop in which calls made at the same time (asyncio.gather) are collected.
_COLLECTING_TURNS = 3
_SENT_AT_ONCE = 8


class Execution:
    """Runs an agent.

    It belongs to no request: an answer goes on when the browser is gone, and while it waits for a
    client tool or the user, the agent stays suspended until `resume`.

    Parameters
    ----------
    recorder : RunRecorder
        Takes the run's events.
    intake : Intake
        Makes what the agent gets.
    client_tool_timeout : float
        Seconds to wait for the results of client tools; then the run is cancelled.
    user_timeout : float
        Seconds to wait for a decision or an answer of the user.
    on_end : callable
        Called when all has been told and stored.
    """

    def __init__(
        self,
        recorder: RunRecorder,
        intake: Intake,
        *,
        client_tool_timeout: float,
        user_timeout: float,
        on_end: Callable[[Execution], Awaitable[None]],
    ) -> None:
        self.recorder = recorder
        self._intake = intake
        self._on_end = on_end
        self.log = recorder.log
        self.outcome: Outcome | None = None
        self.ended = asyncio.Event()
        self.agent: Agent | None = None
        self._client_tool_timeout = client_tool_timeout
        self._user_timeout = user_timeout
        self._running = asyncio.Event()
        self._running.set()
        self._transition = asyncio.Lock()
        self._asked = Asked()
        self._follow_ups: dict[str, StoredMessage] = {}
        self._taken: set[str] = set()
        self._sent = 0
        self._task: asyncio.Task[None] | None = None
        self._collector: asyncio.Task[None] | None = None
        self._expiry: asyncio.TimerHandle | None = None
        self._expiring: asyncio.Task[bool] | None = None

    @property
    def record(self) -> RunRecord:
        """What is told of the run."""
        return self.recorder.record

    @property
    def interrupted(self) -> bool:
        """Whether the run waits for the browser."""
        return self.outcome is None and not self._running.is_set()

    async def start(self, agent: Agent, make_room: Callable[[], Awaitable[None]]) -> None:
        """Let `agent` answer.

        Parameters
        ----------
        agent : callable
            What answers.
        make_room : callable
            Called when a run of the thread goes on in another process.

        Raises
        ------
        ThreadBusyError, ThreadGoneError
            If the thread takes no run. Then nothing is told or stored of this one.
        """
        self.agent = agent
        async with self._transition:
            if self.ended.is_set():  # cancelled before it began: nothing is stored of it
                return
            try:
                try:
                    await self.recorder.begin()
                except ThreadBusyError:
                    await make_room()
                    await self.recorder.begin()
            except BaseException:
                self.outcome = self.outcome or Outcome.aborted("The run could not be started")
                self.ended.set()
                raise
            if self.outcome is None:
                self._task = asyncio.get_running_loop().create_task(self._answer(agent))

    async def _answer(self, agent: Agent) -> None:
        try:
            self.recorder.open()
            run = await self._intake.run(self.record, self)
        except Exception as error:
            logger.exception("A run could not be started")
            await self._settle(Outcome.failed(error), broken=True)
            return
        try:
            self.recorder.announce()
            refuse_returned(run, await agent(run))
        except asyncio.CancelledError:
            await self._settle(Outcome.aborted(ENDED))
        # st.stop() and st.rerun() raise BaseExceptions; a SystemExit must not stop the server.
        except BaseException as error:
            logger.exception("Agent %r failed", self.recorder.job.assistant.name)
            await self._settle(Outcome.failed(error))
        else:
            await self._settle(SUCCESS)

    async def wait_for_end(self) -> None:
        """Wait until all has been told and stored."""
        await self.ended.wait()

    async def send(self, envelope: Json) -> None:
        """Log an event of the agent; waits while the run is interrupted."""
        if self.outcome or not self._running.is_set():
            await self._until_running()
        self.recorder.append(envelope)
        # An agent that never waits for anything must not keep readers from their events. Where
        # these gather, they need not be woken for each.
        self._sent += 1
        if not self.log.gathers or self._sent % _SENT_AT_ONCE == 0:
            await asyncio.sleep(0)

    def send_soon(self, envelope: Json) -> None:
        """Log an event of the agent, unless the run is interrupted or has ended."""
        if self.outcome is None and self._running.is_set():
            self.recorder.append(envelope)

    async def set_title(self, title: str) -> None:
        """Give the conversation a title."""
        await self._until_running()
        await self.recorder.rename(title)

    async def report_usage(self, usage: Json) -> None:
        """Note and tell the tokens that the run has used so far."""
        await self._until_running()
        await self.recorder.report_usage(usage)
        await self.send(envelopes.context_usage(self.recorder.record, now()))

    async def load_messages(self, newest: int | None) -> Sequence[Message]:
        """Load the thread's newest messages, or all, but for the answer of this run."""
        return await self._intake.messages(self.record.message_id, newest)

    async def count_messages(self) -> int:
        """Tell how many messages the thread has, but for the answer of this run."""
        return await self._intake.count_messages()

    def steer(self, message: StoredMessage) -> None:
        """Give the agent a message that came during the run, once."""
        if message.id not in self._taken:
            self._follow_ups[message.id] = message

    async def take_follow_ups(self) -> list[RunInput]:
        """Take the messages that came during the run, and begin the answer to them."""
        await self._until_running()
        taken = list(self._follow_ups.values())
        self._taken.update(self._follow_ups)
        self._follow_ups.clear()
        if taken:
            await self.recorder.turn_to(taken)
        return [await self._intake.input(message) for message in taken]

    async def ask(self, request: ClientToolCall | ActionRequest) -> Any:  # noqa: ANN401
        """Interrupt the run until `resume` brings the answer."""
        await self._until_running()
        pending = self._asked.add(request)
        self._collect()
        try:
            return await pending.result
        finally:
            self._asked.withdraw(pending)

    def _collect(self) -> None:
        if self._collector is None and self._asked.is_waiting:
            self._collector = asyncio.get_running_loop().create_task(self._interrupt())

    async def _until_running(self) -> None:
        await self._running.wait()
        if self.outcome:
            msg = "The run has ended; nothing can be sent any more."
            raise RuntimeError(msg)

    async def _interrupt(self) -> None:
        for _ in range(_COLLECTING_TURNS):
            await asyncio.sleep(0)
        async with self._transition:
            self._collector = None
            if self.outcome or not self._asked.is_waiting:
                return
            wanted = operation(self._asked.begin_batch())
            try:
                self.recorder.append(envelopes.interrupt(wanted))
            except Exception as error:  # noqa: BLE001 - what cannot be sent is the agent's to mend
                self._asked.refuse(error)
                self._collect()
                return
            self._running.clear()
            await self.recorder.close(INTERRUPTED, wanted)
            for_user = self._asked.for_user
            timeout = self._user_timeout if for_user else self._client_tool_timeout
            self._expiry = asyncio.get_running_loop().call_later(timeout, self._expire)

    def _expire(self) -> None:
        reason = USER_SILENT if self._asked.for_user else APP_SILENT
        self._expiring = asyncio.get_running_loop().create_task(self.cancel(reason, "timeout"))

    async def resume(self, decision: ResumeDecision, cursor: EventId | None = None) -> None:
        """Continue with the answers to what the run waits for.

        The same answers again, from a browser that repeats its request, change nothing.

        Parameters
        ----------
        decision : ResumeDecision
            The answers.
        cursor : EventId or None, optional
            Last event that the browser has seen. One before the interrupt tells that decisions,
            which have no ids, are repeated ones.

        Raises
        ------
        ApiError
            With status 400 if the answers do not fit, or the run does not wait for any.
        """
        async with self._transition:
            if self._repeated(decision, cursor):
                return
            if not self.interrupted:
                raise bad_request("executionId: The run is not waiting for an answer")
            answers = self._asked.match(decision)
            if not await self.recorder.save(RUNNING):
                raise bad_request("executionId: The run is not waiting for an answer")
            if self.outcome:
                return
            self._stop_expiry()
            self.log.begin_segment()
            self.recorder.open()
            self.recorder.announce()
            self._running.set()
            self._asked.answer(answers)
            self._collect()

    def _repeated(self, decision: ResumeDecision, cursor: EventId | None) -> bool:
        answered = self._asked.were_answered(decision)
        if answered is not None:
            return answered and not self.interrupted
        return cursor is not None and not self.log.seen_by(cursor)

    async def cancel(self, reason: str = CANCELED, status: RunStatus = "interrupted") -> bool:
        """End the run and tell whether it was alive; its agent gets a `CancelledError`."""
        alive = self.outcome is None
        if alive:
            self.outcome = Outcome.aborted(reason, status)
            if self._task:
                self._task.cancel()
        await self._settle(Outcome.aborted(reason, status))
        return alive

    async def wait_for_agent(self, seconds: float) -> None:
        """Wait until the agent of a cancelled run has cleaned up, but not for long."""
        if self._task:
            await asyncio.wait([self._task], timeout=seconds)

    # The first outcome counts: what an agent does after it was cancelled is not seen any more.
    async def _settle(self, outcome: Outcome, *, broken: bool = False) -> None:
        self.outcome = outcome = self.outcome or outcome
        async with self._transition:
            if self.ended.is_set():
                return
            self._stop_expiry()
            self._asked.cancel()
            await self._close(outcome, broken=broken)
            await self._on_end(self)
            self.ended.set()

    async def _close(self, outcome: Outcome, *, broken: bool) -> None:
        if not self._running.is_set():
            self._running.set()
            await self.recorder.close_silently(outcome)
            return
        if self._follow_ups:
            self.recorder.give_back(list(self._follow_ups.values()))
        if broken:
            await self.recorder.close_broken(outcome)
        else:
            await self.recorder.close(outcome)

    def _stop_expiry(self) -> None:
        if self._expiry:
            self._expiry.cancel()
            self._expiry = None
