"""What an agent asks of the app and of the user while it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel

from streamlit_chatkit._encoding import encode

from .input import RunInput
from .interrupts import USER_INPUT, ActionRequest, ClientToolCall, Decision
from .part import RunPart
from .questions import Answer, Question, question_args, read_answers

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json

    from .interrupts import DecisionType

_DECISIONS = ("approve", "edit", "reject", "respond")


class RunRequests(RunPart):
    """The part of a `Run` that waits for an answer."""

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
            JSON Schema of the arguments, for editing them; titles in it are what they are called.

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


def _schema(given: Mapping[str, Any] | type[BaseModel] | None) -> Json | None:
    if given is None:
        return None
    if not isinstance(given, Mapping):
        return given.model_json_schema()
    return {key: encode(value) for key, value in given.items()}
