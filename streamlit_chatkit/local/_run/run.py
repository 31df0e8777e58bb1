"""What an agent gets: the run that it answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from .input import Message, RunInput
from .output import RunOutput
from .requests import RunRequests

if TYPE_CHECKING:
    from .channel import Channel


@dataclass
class Run(RunOutput, RunRequests):
    """One answer of an agent to one message.

    Attributes
    ----------
    id, thread_id : str
        Ids of the run and of its thread.
    input : RunInput
        What the user sent.
    messages : sequence of Message
        The thread so far, oldest first; the last one is the message to answer. Of a long thread
        they are the newest 200; `load_messages` loads more.
    context : Mapping
        Request context of the app, such as filters (``context`` of the chat).
    state : Mapping
        State that the app sent with the message.
    user : str
        The user, as the app told it. It never comes from the browser.
    locale : str or None
        The user's language, such as ``"zh-Hans"``.
    config : Mapping
        What the app sent as LangGraph's configuration (``request`` of the chat), such as ``tags``.
        Like `state` it comes from the browser.

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
    config: Mapping[str, Any] = field(default_factory=dict)

    async def load_messages(self, newest: int | None = None) -> Sequence[Message]:
        """Load messages of the thread, oldest first, without the answer that is being written.

        Parameters
        ----------
        newest : int, optional
            How many of the newest ones, at most. Default: all.

        Returns
        -------
        sequence of Message
            The messages.

        Raises
        ------
        ValueError
            If `newest` is less than 1.

        Examples
        --------
        >>> transcript = await run.load_messages(newest=2000)
        """
        if newest is not None and newest < 1:
            msg = f"newest must be at least 1 message, not {newest!r}."
            raise ValueError(msg)
        return await self._channel.load_messages(newest)

    async def count_messages(self) -> int:
        """Tell how many messages the thread has, without the answer that is being written.

        Returns
        -------
        int
            The number; 1 for the first message of a thread.

        Examples
        --------
        >>> if await run.count_messages() == 1:
        ...     await run.set_title(title_of(run.input.text))
        """
        return await self._channel.count_messages()


class Remembering(ABC):
    """An agent of this package that keeps something of each thread by itself."""

    @abstractmethod
    async def forget(self, user: str, thread_id: str) -> None:
        """Delete what is kept of a user's thread, which is being deleted."""


Agent: TypeAlias = Callable[[Run], Awaitable[object]]
"""An agent: ``async def agent(run: Run) -> None``."""

OnDelete: TypeAlias = Callable[[str, str], object]
"""Called with the user and the id of a thread that is being deleted; may be async."""
