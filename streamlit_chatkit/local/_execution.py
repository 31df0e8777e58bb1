"""One run of an agent, from its first event to its last."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from . import _envelopes as envelopes
from ._client_tools import deliver, match_results
from ._http import bad_request
from ._recorder import INTERRUPTED, RUNNING, SUCCESS, Outcome
from ._run import Message, Run, RunInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._json import Json
    from ._recorder import RunRecorder
    from ._records import RunStatus, StoredMessage
    from ._requests import ToolMessage
    from ._run import Agent

logger = logging.getLogger(__name__)

CANCELED = "Canceled by user"
# Turns of the event loop in which calls made at the same time (asyncio.gather) are collected.
_COLLECTING_TURNS = 3


@dataclass
class _Call:
    request: Json
    result: asyncio.Future[Any] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Execution:
    """Runs an agent.

    It belongs to no request: an answer goes on when the browser is gone, and while it waits for a
    client tool, the agent stays suspended until `resume`.

    Parameters
    ----------
    recorder : RunRecorder
        Takes the run's events.
    client_tool_timeout : float
        Seconds to wait for the results of client tools; then the run is cancelled.
    """

    def __init__(self, recorder: RunRecorder, *, client_tool_timeout: float) -> None:
        self.recorder = recorder
        self.log = recorder.log
        self.outcome: Outcome | None = None
        self.ended = asyncio.Event()
        self._timeout = client_tool_timeout
        self._running = asyncio.Event()
        self._running.set()
        self._transition = asyncio.Lock()
        self._calls: dict[str, _Call] = {}
        self._asked: dict[str, _Call] = {}
        self._answered: set[str] = set()
        self._task: asyncio.Task[None] | None = None
        self._collector: asyncio.Task[None] | None = None
        self._expiry: asyncio.TimerHandle | None = None
        self._expiring: asyncio.Task[bool] | None = None

    @property
    def interrupted(self) -> bool:
        """Whether the run waits for the browser."""
        return self.outcome is None and not self._running.is_set()

    async def start(self, agent: Agent) -> None:
        """Let `agent` answer."""
        await self.recorder.save(RUNNING)
        if self.outcome is None:
            self._task = asyncio.get_running_loop().create_task(self._answer(agent))

    async def _answer(self, agent: Agent) -> None:
        try:
            self.recorder.open()
            run = await self._make_run()
        except Exception as error:
            logger.exception("A run could not be started")
            await self._settle(Outcome.failed(error), broken=True)
            return
        try:
            self.recorder.announce()
            await agent(run)
        except asyncio.CancelledError:
            await self._settle(Outcome.aborted("The run was canceled"))
        # st.stop() and st.rerun() raise BaseExceptions; a SystemExit must not stop the server.
        except BaseException as error:
            logger.exception("Agent %r failed", self.recorder.job.assistant.name)
            await self._settle(Outcome.failed(error))
        else:
            await self._settle(SUCCESS)

    async def _make_run(self) -> Run:
        job, record = self.recorder.job, self.recorder.record
        return Run(
            id=record.id,
            thread_id=record.thread_id,
            input=RunInput(text=job.human.text, raw=job.human.input),
            messages=[_public(message) for message in await self.recorder.history()],
            context=job.context,
            state=job.state,
            user=job.user,
            locale=job.locale,
            _channel=self,
        )

    async def send(self, envelope: Json) -> None:
        """Log an event of the agent; waits while the run is interrupted."""
        await self._until_running()
        self.recorder.append(envelope)
        # An agent that never waits for anything must not keep readers from their events.
        await asyncio.sleep(0)

    def send_soon(self, envelope: Json) -> None:
        """Log an event of the agent, unless the run is interrupted or has ended."""
        if self.outcome is None and self._running.is_set():
            self.recorder.append(envelope)

    async def call_client_tool(self, name: str, args: Json) -> Any:  # noqa: ANN401
        """Interrupt the run until `resume` brings the call's result."""
        await self._until_running()
        call_id = f"call_{uuid4().hex}"
        call = self._calls[call_id] = _Call({"name": name, "args": args, "id": call_id})
        if self._collector is None:
            self._collector = asyncio.get_running_loop().create_task(self._interrupt())
        try:
            return await call.result
        finally:
            self._calls.pop(call_id, None)

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
            self._asked = dict(self._calls)
            if self.outcome or not self._asked:
                return
            self._running.clear()
            operation = envelopes.client_tool_operation(
                [call.request for call in self._asked.values()]
            )
            self.recorder.append(envelopes.interrupt(operation))
            await self.recorder.close(INTERRUPTED, operation)
            self._expiry = asyncio.get_running_loop().call_later(self._timeout, self._expire)

    def _expire(self) -> None:
        reason = "The app did not answer in time"
        self._expiring = asyncio.get_running_loop().create_task(self.cancel(reason, "timeout"))

    async def resume(self, messages: Sequence[ToolMessage]) -> None:
        """Continue with the results of the client tool calls.

        The same results again, from a browser that repeats its request, change nothing.

        Raises
        ------
        ApiError
            With status 400 if the results do not fit, or the run does not wait for any.
        """
        async with self._transition:
            if not self.interrupted:
                if all(message.tool_call_id in self._answered for message in messages):
                    return
                raise bad_request("executionId: The run is not waiting for client tool results")
            asked, results = self._asked, match_results(self._asked, messages)
            await self.recorder.save(RUNNING)
            if self.outcome:
                return
            self._stop_expiry()
            self._asked = {}
            self._answered.update(asked)
            self.log.begin_segment()
            self.recorder.open()
            self.recorder.announce()
            self._running.set()
            deliver({call_id: call.result for call_id, call in asked.items()}, results)

    async def cancel(self, reason: str = CANCELED, status: RunStatus = "interrupted") -> bool:
        """End the run and tell whether it was alive; its agent gets a `CancelledError`."""
        alive = self.outcome is None
        if alive:
            self.outcome = Outcome.aborted(reason, status)
            if self._task:
                self._task.cancel()
        await self._settle(Outcome.aborted(reason, status))
        return alive

    # The first outcome counts: what an agent does after it was cancelled is not seen any more.
    async def _settle(self, outcome: Outcome, *, broken: bool = False) -> None:
        self.outcome = outcome = self.outcome or outcome
        async with self._transition:
            if self.ended.is_set():
                return
            self._stop_expiry()
            for call in self._calls.values():
                call.result.cancel()
            if not self._running.is_set():
                self._running.set()
                await self.recorder.close_silently(outcome)
            elif broken:
                await self.recorder.close_broken(outcome)
            else:
                await self.recorder.close(outcome)
            self.ended.set()

    def _stop_expiry(self) -> None:
        if self._expiry:
            self._expiry.cancel()
            self._expiry = None


def _public(message: StoredMessage) -> Message:
    return Message("user" if message.role == "human" else "assistant", message.text)
