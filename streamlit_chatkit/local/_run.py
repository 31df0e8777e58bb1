"""What an agent gets: the run that it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from uuid import uuid4

from pydantic import BaseModel

from streamlit_chatkit._encoding import encode

from . import _envelopes as envelopes
from ._input import Message, RunInput
from ._interrupts import USER_INPUT, ActionRequest, ClientToolCall, Decision
from ._questions import Answer, Question, question_args, read_answers
from ._records import now
from ._step import Step, show_step
from ._widgets import widget_json

if TYPE_CHECKING:
    from ._channel import Channel
    from ._interrupts import DecisionType
    from ._json import Json

_DECISIONS = ("approve", "edit", "reject", "respond")


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
    _part: tuple[str, str] | None = field(default=None, init=False, repr=False)
    _part_count: int = field(default=0, init=False, repr=False)
    _tokens: tuple[int, int] = field(default=(0, 0), init=False, repr=False)

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

    def tool(
        self,
        name: str,
        *,
        title: str | Mapping[str, str] | None = None,
        input: object = None,  # noqa: A002
        type: str | None = None,  # noqa: A002
    ) -> AbstractAsyncContextManager[Step]:
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

        type : str, optional
            How the chat shows it: ``web_search``, ``knowledges``, ``list``, ``files``, ``file``,
            ``program``, ``iframe``, ``memory`` or ``tasks``, with what belongs to it in
            `Step.data`. Default: a plain tool.

        Yields
        ------
        Step
            Set its `output`, `message` and `data`.
        """
        self._part = None
        return show_step(self._channel, self.id, name, title, input, type)

    async def widget(
        self,
        widget: Mapping[str, object] | Sequence[Mapping[str, object]],
        *,
        id: str | None = None,  # noqa: A002
        name: str = "widget",
        values: Mapping[str, object] | None = None,
    ) -> str:
        """Show a widget in the answer, or another one in its place.

        Parameters
        ----------
        widget : Mapping or sequence of Mapping
            An A2UI 0.8 surface (with ``componentTree``), a list of A2UI messages, or a tree of
            ChatKit components whose root is a ``Card``, ``ListView`` or ``Basic``.
        id : str, optional
            Id that an earlier call returned: replaces that widget.
        name : str, optional
            Name that the app gets with the widget's actions.
        values : Mapping, optional
            Values of an A2UI surface's inputs.

        Returns
        -------
        str
            The widget's id.

        Raises
        ------
        ValueError
            If it is no widget.

        Examples
        --------
        >>> text = {"type": "Text", "value": "Order 1042"}
        >>> card = await run.widget({"type": "Card", "children": [text]})
        """
        self._part = None
        written = widget_json(name, widget, values)
        widget_id = id or f"widget_{uuid4().hex}"
        await self._channel.send(envelopes.widget(self.id, widget_id, [written], now()))
        return widget_id

    async def effect(self, name: str, data: Mapping[str, Any] | None = None) -> None:
        """Let the app do something, and go on without an answer.

        Parameters
        ----------
        name : str
            Name of the effect (``on_effect`` of the chat).
        data : Mapping, optional
            Anything that can be encoded as JSON.
        """
        args = {key: encode(value) for key, value in (data or {}).items()}
        await self._channel.send(envelopes.client_effect(self.id, name, args, now()))

    async def set_title(self, title: str) -> None:
        """Give the conversation a title, in place of the first words of its first message.

        Parameters
        ----------
        title : str
            The title; line breaks become spaces.
        """
        words = " ".join(title.split())
        if words:
            await self._channel.set_title(words)

    async def report_usage(
        self,
        *,
        input_tokens: int,
        output_tokens: int,
        context_tokens: int | None = None,
    ) -> None:
        """Tell how many tokens a call of a language model used; calls add up.

        Parameters
        ----------
        input_tokens, output_tokens : int
            Tokens of the call.
        context_tokens : int, optional
            Tokens of the conversation that the model holds. Default: `input_tokens`.
        """
        self._tokens = (self._tokens[0] + input_tokens, self._tokens[1] + output_tokens)
        usage = {
            "context_tokens": input_tokens if context_tokens is None else context_tokens,
            "input_tokens": self._tokens[0],
            "output_tokens": self._tokens[1],
            "total_tokens": sum(self._tokens),
        }
        await self._channel.report_usage(usage)

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
        return await self._channel.ask(ClientToolCall(name, arguments))

    async def request_approval(
        self,
        action: str,
        args: Mapping[str, Any] | None = None,
        *,
        description: str | None = None,
        allowed: Sequence[DecisionType] = ("approve", "reject"),
        args_schema: Mapping[str, Any] | type[BaseModel] | None = None,
    ) -> Decision:
        """Let the user decide about an action, and wait for the decision.

        Requests made together with `asyncio.gather` are shown together. After 24 hours without
        a decision the run is cancelled.

        Parameters
        ----------
        action : str
            Name of the action.
        args : Mapping, optional
            Its arguments: anything that can be encoded as JSON.
        description : str, optional
            What it does, in words for the user.
        allowed : sequence of {"approve", "edit", "reject", "respond"}, optional
            What the user may decide.
        args_schema : Mapping or type of BaseModel, optional
            JSON Schema of the arguments, for editing them.

        Returns
        -------
        Decision
            The user's decision.

        Raises
        ------
        ValueError
            If `allowed` holds something else, or nothing.

        Examples
        --------
        >>> decision = await run.request_approval("export_report", {"format": "pdf"})
        >>> if decision.approved:
        ...     export(**decision.args)
        """
        if not allowed or not set(allowed) <= set(_DECISIONS):
            msg = f"allowed may hold {', '.join(_DECISIONS)}, not {tuple(allowed)!r}."
            raise ValueError(msg)
        self._part = None
        request = ActionRequest(
            name=action,
            args={key: encode(value) for key, value in (args or {}).items()},
            description=description,
            allowed=tuple(allowed),
            args_schema=_schema(args_schema),
        )
        return cast("Decision", await self._channel.ask(request))

    async def ask_user(self, questions: Question | Sequence[Question]) -> list[Answer]:
        """Put one to three questions to the user, and wait for the answers.

        Parameters
        ----------
        questions : Question or sequence of Question
            Each has two or three options; the user may answer in other words.

        Returns
        -------
        list of Answer
            One answer per question.

        Raises
        ------
        ClientToolError
            If the chat gave no answers.
        ValueError
            If a chat cannot show the questions.

        Examples
        --------
        >>> (scope,) = await run.ask_user(Question("Which orders?", ["Open", "All"]))
        >>> scope.value
        'Open'
        """
        asked = [questions] if isinstance(questions, Question) else list(questions)
        return read_answers(await self.call_client_tool(USER_INPUT, question_args(asked)))

    async def follow_ups(self) -> list[RunInput]:
        """Take the messages that the user sent since the run began, or since the last call.

        What the agent sends next is the answer to them. Messages that no agent takes are given
        back to the user when the run ends.

        Returns
        -------
        list of RunInput
            The messages, oldest first; empty when there is none.
        """
        messages = await self._channel.take_follow_ups()
        if messages:
            self._part = None
        return list(messages)

    def _part_id(self, kind: str) -> str:
        if self._part is None or self._part[0] != kind:
            self._part_count += 1
            self._part = (kind, f"{self.id}-{kind}-{self._part_count}")
        return self._part[1]


def _schema(given: Mapping[str, Any] | type[BaseModel] | None) -> Json | None:
    if given is None:
        return None
    return dict(given) if isinstance(given, Mapping) else given.model_json_schema()


Agent: TypeAlias = Callable[[Run], Awaitable[None]]
"""An agent: ``async def agent(run: Run) -> None``."""
