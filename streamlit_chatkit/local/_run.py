"""What an agent gets: the run that it answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias
from uuid import uuid4

from streamlit_chatkit._encoding import encode
from streamlit_chatkit._errors import ChatKitError

from . import _envelopes as envelopes
from ._json import json_text
from ._reason import short_reason
from ._records import now
from ._step import Step
from ._wire import iso

if TYPE_CHECKING:
    from ._json import Json


class ClientToolError(ChatKitError):
    """The app's client tool failed, or gave no answer.

    Raised inside the agent by `Run.call_client_tool`; its text is the tool's reason.
    """


@dataclass(frozen=True)
class RunInput:
    """What the user sent.

    Attributes
    ----------
    text : str
        The words of the message.
    raw : Mapping
        The whole human input as the browser sent it, for example ``files``, ``references``,
        ``model``.
    """

    text: str
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Message:
    """A message of the thread.

    Attributes
    ----------
    role : {"user", "assistant"}
        Who wrote it.
    text : str
        Its words, without reasoning and tool steps.
    """

    role: Literal["user", "assistant"]
    text: str


class Channel(Protocol):
    """Where a run's output goes."""

    async def send(self, envelope: Json) -> None:
        """Send an event; waits while the run is interrupted."""

    def send_soon(self, envelope: Json) -> None:
        """Send an event that may be lost while the run is interrupted."""

    async def call_client_tool(self, name: str, args: Json) -> Any:  # noqa: ANN401
        """Interrupt the run until the browser answers."""


@dataclass
class Run:
    """One answer of an agent to one message.

    Attributes
    ----------
    id, thread_id : str
        Ids of the run and of its thread.
    input : RunInput
        What the user sent.
    messages : sequence of Message
        The thread so far, oldest first; the last one is the message to answer.
    context : Mapping
        Request context of the app, such as filters (``context`` of the chat).
    state : Mapping
        State that the app sent with the message.
    user : str
        The user, as the app told it. It never comes from the browser.
    locale : str or None
        The user's language, such as ``"zh-Hans"``.

    Examples
    --------
    >>> async def analyst(run: Run) -> None:
    ...     async with run.tool("query", input={"sql": sql}) as step:
    ...         step.output = db.sql(sql).df()
    ...     await run.text("Revenue grew **12 %**.")
    """

    id: str
    thread_id: str
    input: RunInput
    messages: Sequence[Message]
    context: Mapping[str, Any]
    state: Mapping[str, Any]
    user: str
    locale: str | None
    _channel: Channel = field(repr=False)
    _part: tuple[str, str] | None = field(default=None, init=False, repr=False)
    _part_count: int = field(default=0, init=False, repr=False)

    async def text(self, delta: str) -> None:
        """Append to the answer.

        Parameters
        ----------
        delta : str
            Markdown.
        """
        if delta:
            part = self._part_id("text")
            await self._channel.send(envelopes.text(self.id, part, delta, now()))

    async def reasoning(self, delta: str) -> None:
        """Append to the reasoning, which the chat shows apart from the answer.

        Parameters
        ----------
        delta : str
            Markdown.
        """
        if delta:
            part = self._part_id("reasoning")
            await self._channel.send(envelopes.reasoning(self.id, part, delta, now()))

    @asynccontextmanager
    async def tool(
        self,
        name: str,
        *,
        title: str | Mapping[str, str] | None = None,
        input: object = None,  # noqa: A002
    ) -> AsyncIterator[Step]:
        """Show a tool step while the block runs.

        The step fails when the block raises; the exception goes on to the agent.

        Parameters
        ----------
        name : str
            Name of the tool.
        title : str or Mapping, optional
            What to show; a mapping gives one text per language
            (``{"en_US": "Query", "zh_Hans": "查询"}``). Default: made from `name`.
        input : object, optional
            Arguments to show: anything that can be encoded as JSON.

        Yields
        ------
        Step
            Set its `output` and `message`.
        """
        self._part = None
        call_id = f"call_{uuid4().hex}"

        def patch(data: Json) -> Json:
            return envelopes.tool_step(self.id, call_id, data)

        started = {
            "category": "Tool",
            "tool": name,
            "title": encode(title) if title else name.replace("_", " ").capitalize(),
            "created_date": iso(now()),
            "status": "running",
            "input": encode(input),
        }
        await self._channel.send(patch(started))
        step = Step(lambda data: self._channel.send_soon(patch(data)))
        try:
            yield step
            output = None if step.output is None else json_text(step.output)
        except BaseException as error:
            failed = {"tool": name, "status": "fail", "error": short_reason(error)}
            self._channel.send_soon(patch({**failed, "end_date": iso(now())}))
            raise
        ended = {"status": "success", "end_date": iso(now()), "output": output}
        await self._channel.send(patch({**ended, "message": step.message}))

    async def call_client_tool(
        self,
        name: str,
        args: Mapping[str, Any] | None = None,
    ) -> Any:  # noqa: ANN401
        """Call a function of the app and wait for its result.

        The stream to the browser ends until the result is there. Calls made together with
        `asyncio.gather` go out together.

        Parameters
        ----------
        name : str
            Name of the client tool.
        args : Mapping, optional
            Its arguments: anything that can be encoded as JSON.

        Returns
        -------
        Any
            The tool's result, as JSON types.

        Raises
        ------
        ClientToolError
            If the tool failed or gave no answer.
        """
        self._part = None
        arguments = {key: encode(value) for key, value in (args or {}).items()}
        return await self._channel.call_client_tool(name, arguments)

    def _part_id(self, kind: str) -> str:
        if self._part is None or self._part[0] != kind:
            self._part_count += 1
            self._part = (kind, f"{self.id}-{kind}-{self._part_count}")
        return self._part[1]


Agent: TypeAlias = Callable[[Run], Awaitable[None]]
"""An agent: ``async def agent(run: Run) -> None``."""
