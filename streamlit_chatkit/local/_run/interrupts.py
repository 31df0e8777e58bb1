"""What a run asks of the browser, and how the browser's answers find back to it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from uuid import uuid4

from streamlit_chatkit._errors import ChatKitError
from streamlit_chatkit.local._protocol import envelopes
from streamlit_chatkit.local._protocol.http import bad_request
from streamlit_chatkit.local._protocol.json import json_text

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._protocol.requests import (
        DecisionMessage,
        ResumeDecision,
        ToolMessage,
    )

DecisionType: TypeAlias = Literal["approve", "edit", "reject", "respond"]
USER_INPUT = "request_user_input"


class ClientToolError(ChatKitError):
    """The app's client tool failed, or gave no answer.

    Raised inside the agent by `Run.call_client_tool`; its text is the tool's reason.
    """


@dataclass(frozen=True)
class Decision:
    """What the user decided about an action.

    Attributes
    ----------
    type : {"approve", "edit", "reject", "respond"}
        The decision.
    action : str
        Name of the action.
    args : Mapping
        Its arguments, as the user left them.
    message : str or None
        The user's words: why it was rejected, or what to do instead.
    """

    type: DecisionType
    action: str
    args: Mapping[str, Any] = field(default_factory=dict)
    message: str | None = None

    @property
    def approved(self) -> bool:
        """Whether the action may be taken, with `args`."""
        return self.type in {"approve", "edit"}


@dataclass(frozen=True)
class ClientToolCall:
    """A call of a function of the app."""

    name: str
    args: Json


@dataclass(frozen=True)
class ActionRequest:
    """An action that needs the user's decision."""

    name: str
    args: Json
    description: str | None
    allowed: tuple[DecisionType, ...]
    args_schema: Json | None


@dataclass
class Pending:
    """A request that has no answer yet."""

    request: ClientToolCall | ActionRequest
    id: str = field(default_factory=lambda: f"call_{uuid4().hex}")
    result: asyncio.Future[Any] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    @property
    def for_user(self) -> bool:
        """Whether a person answers, and not a function of the app."""
        request = self.request
        return isinstance(request, ActionRequest) or request.name == USER_INPUT


def next_batch(waiting: Sequence[Pending]) -> list[Pending]:
    """Choose the requests that one interrupt can hold.

    Chats take either client tool calls or actions, and one configuration per action's name.
    """
    calls = [one for one in waiting if isinstance(one.request, ClientToolCall)]
    if calls:
        return calls
    configs: dict[str, Json] = {}
    batch = []
    for one in waiting:
        config = _review_config(one.request)
        if configs.setdefault(one.request.name, config) == config:
            batch.append(one)
    return batch


def operation(batch: Sequence[Pending]) -> Json:
    """Describe what a run waits for."""
    calls = [
        {"name": one.request.name, "args": one.request.args, "id": one.id, "type": "tool_call"}
        for one in batch
        if isinstance(one.request, ClientToolCall)
    ]
    if calls:
        return envelopes.operation(
            "Middleware_client_tools", ["__pregel_push", 0], {"clientToolCalls": calls}
        )
    name = "Middleware_human_in_the_loop"
    configs = {one.request.name: _review_config(one.request) for one in batch}
    value = {
        "actionRequests": [_action(one.request) for one in batch],
        "reviewConfigs": list(configs.values()),
    }
    return envelopes.operation(name, ["__pregel_pull", name], value)


def _action(request: ClientToolCall | ActionRequest) -> Json:
    action: Json = {"name": request.name, "args": request.args}
    if isinstance(request, ActionRequest) and request.description:
        action["description"] = request.description
    return action


def _review_config(request: ClientToolCall | ActionRequest) -> Json:
    config: Json = {"actionName": request.name}
    if isinstance(request, ActionRequest):
        config["allowedDecisions"] = list(request.allowed)
        if request.args_schema is not None:
            config["argsSchema"] = request.args_schema
    return config


Answers: TypeAlias = "dict[str, Any]"
"""A value, or an exception to raise, per id of a request."""


def match_answers(asked: Sequence[Pending], decision: ResumeDecision) -> Answers:
    """Tell which answer belongs to which request.

    Raises
    ------
    ApiError
        With status 400 if the answers do not fit what was asked.
    """
    if all(isinstance(one.request, ClientToolCall) for one in asked):
        return _match_results(asked, decision)
    requests = [one.request for one in asked if isinstance(one.request, ActionRequest)]
    decisions = _decide(requests, decision)
    return {one.id: answer for one, answer in zip(asked, decisions, strict=True)}


def _match_results(asked: Sequence[Pending], decision: ResumeDecision) -> Answers:
    answers: Answers = {one.id: ClientToolError("The app gave no answer.") for one in asked}
    if decision.type == "reject":
        return {call_id: ClientToolError("The user declined.") for call_id in answers}
    messages = decision.payload.tool_messages if decision.payload else None
    if not messages:
        raise bad_request("decision.payload.toolMessages: Required")
    if len(asked) == len(messages) == 1 and messages[0].tool_call_id is None:
        return {asked[0].id: _outcome(messages[0])}
    for index, message in enumerate(messages):
        call_id = message.tool_call_id
        if call_id is None or call_id not in answers:
            problem = "Required" if call_id is None else "Unknown tool call"
            raise bad_request(f"decision.payload.toolMessages.{index}.tool_call_id: {problem}")
        answers[call_id] = _outcome(message)
    return answers


def _outcome(message: ToolMessage) -> Any:  # noqa: ANN401
    failed = message.status == "error"
    return ClientToolError(json_text(message.content)) if failed else message.content


def _decide(requests: Sequence[ActionRequest], given: ResumeDecision) -> list[Decision]:
    if given.type == "reject":
        return [Decision("reject", one.name, one.args) for one in requests]
    path = "decision.payload.decisions"
    if given.payload is None:
        if not all("approve" in one.allowed for one in requests):
            raise bad_request(f"{path}: Required")
        return [Decision("approve", one.name, one.args) for one in requests]
    decisions = given.payload.decisions or []
    if len(decisions) != len(requests):
        raise bad_request(f"{path}: Expected {len(requests)}, one per action")
    return [
        _decision(request, message, f"{path}.{index}")
        for index, (request, message) in enumerate(zip(requests, decisions, strict=True))
    ]


def _decision(request: ActionRequest, given: DecisionMessage, path: str) -> Decision:
    if given.type not in request.allowed:
        raise bad_request(f"{path}.type: Allowed are {', '.join(request.allowed)}")
    if given.type == "respond" and not given.message:
        raise bad_request(f"{path}.message: Required")
    if given.type != "edit":
        return Decision(given.type, request.name, request.args, given.message)
    if given.edited_action is None:
        raise bad_request(f"{path}.editedAction: Required")
    if given.edited_action.name not in {None, request.name}:
        raise bad_request(f"{path}.editedAction.name: Expected {request.name}")
    return Decision("edit", request.name, given.edited_action.args, given.message)


def deliver(asked: Sequence[Pending], answers: Answers) -> None:
    """Wake what waits for the answers."""
    for one in asked:
        answer = answers[one.id]
        if one.result.done():
            continue
        if isinstance(answer, Exception):
            one.result.set_exception(answer)
        else:
            one.result.set_result(answer)
