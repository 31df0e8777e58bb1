"""Run requests, parsed: the forms of the XpertAI API become one of four commands."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

from .http import bad_request
from .json import Json


class _Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, frozen=True)


class HumanMessage(_Model):
    """What the user sent."""

    input: Json
    client_message_id: str | None = None


class ToolMessage(BaseModel):
    """The browser's result of one client tool call."""

    model_config = ConfigDict(frozen=True)

    tool_call_id: str | None = None
    content: Any = None
    status: Literal["success", "error"] = "success"


class _Source(_Model):
    ai_message_id: str | None = None
    execution_id: str | None = None


class _Target(_Model):
    execution_id: str


class EditedAction(_Model):
    """An action as the user changed it."""

    name: str | None = None
    args: Json


class DecisionMessage(_Model):
    """The user's decision about one action."""

    type: Literal["approve", "edit", "reject", "respond"]
    edited_action: EditedAction | None = None
    message: str | None = None


class _Payload(_Model):
    tool_messages: list[ToolMessage] | None = Field(default=None, min_length=1)
    decisions: list[DecisionMessage] | None = Field(default=None, min_length=1)


class ResumeDecision(_Model):
    """What the browser answers to an interrupted run."""

    type: Literal["confirm", "reject"]
    payload: _Payload | None = None


class Send(_Model):
    """Answer a new message."""

    action: Literal["send"]
    message: HumanMessage
    state: Json = Field(default_factory=dict)


class Retry(_Model):
    """Answer a message again."""

    action: Literal["retry"]
    source: _Source = _Source()
    message: HumanMessage | None = None
    state: Json = Field(default_factory=dict)


class Resume(_Model):
    """Continue a run with what it waits for."""

    action: Literal["resume"]
    target: _Target
    decision: ResumeDecision


class FollowUp(_Model):
    """Give a run that goes on a further message.

    With ``steer`` the agent gets it now, with ``queue`` it is answered after the run.
    """

    action: Literal["follow_up"]
    mode: Literal["queue", "steer"] = "queue"
    message: HumanMessage
    state: Json = Field(default_factory=dict)


AnyCommand: TypeAlias = Send | Retry | Resume | FollowUp
_COMMANDS: TypeAdapter[AnyCommand] = TypeAdapter(
    Annotated[AnyCommand, Field(discriminator="action")]
)
_ACTIONS = frozenset({"send", "retry", "resume", "follow_up"})

_LEGACY_KEYS = frozenset(
    {"input", "confirm", "command", "retry", "executionId", "agentKey", "sandboxEnvironmentId"}
)


class RunRequest(BaseModel):
    """A run request: the command and what comes with it."""

    model_config = ConfigDict(frozen=True)

    command: AnyCommand
    context: Json
    config: Json
    assistant_id: str | None


class RunBody(BaseModel):
    """Body of a run request; `parse_run_request` tells what is wrong with its parts."""

    input: Any = None
    assistant_id: Any = None
    context: Any = None
    config: Any = None


def parse_run_request(body: Json) -> RunRequest:
    """Parse the body of ``POST /threads/{id}/runs``, ``…/runs/stream`` and ``…/runs/wait``.

    Both input forms of the XpertAI API are understood: the one with ``action`` and the older one
    without. Unknown keys are ignored.

    Raises
    ------
    ApiError
        With status 400 and ``path: problem`` for each invalid value.
    """
    given = body.get("input")
    if not isinstance(given, dict):
        raise bad_request("input: Required" if given is None else "input: Expected an object")
    data = given if "action" in given else _from_legacy(given)
    try:
        command = _COMMANDS.validate_python(data)
    except ValidationError as error:
        raise bad_request("; ".join(_problem(one) for one in error.errors())) from None
    return RunRequest(
        command=command,
        context=_optional_object(body, "context"),
        config=_optional_object(body, "config"),
        assistant_id=_optional_text(body, "assistant_id"),
    )


def _from_legacy(given: Json) -> Json:
    if not _LEGACY_KEYS & given.keys():
        raise bad_request("action: Required")
    state = {"state": given["state"]} if given.get("state") is not None else {}
    if given.get("retry"):
        source = {"aiMessageId": given.get("id"), "executionId": given.get("executionId")}
        human = given.get("input")
        message = {"message": {"input": human}} if human else {}
        return {"action": "retry", "source": source, **message, **state}
    if any(key in given for key in ("confirm", "command", "executionId")):
        decision: Json = {"type": "reject" if given.get("confirm") is False else "confirm"}
        command = given.get("command")
        if isinstance(command, dict) and "resume" in command:
            decision["payload"] = command["resume"]
        target = {"executionId": given["executionId"]} if "executionId" in given else {}
        return {"action": "resume", "target": target, "decision": decision}
    message = {} if given.get("input") is None else {"input": given["input"]}
    if given.get("id") is not None:
        message["clientMessageId"] = given["id"]
    if given.get("followUpMode") is not None:
        mode = given["followUpMode"]
        return {"action": "follow_up", "mode": mode, "message": message, **state}
    return {"action": "send", "message": message, **state}


def _problem(error: Any) -> str:  # noqa: ANN401
    path = ".".join(str(part) for part in error["loc"] if part not in _ACTIONS)
    message = "Required" if error["type"] == "missing" else error["msg"]
    return f"{path or 'action'}: {message}"


def _optional_object(body: Json, key: str) -> Json:
    value = body.get(key)
    if value is not None and not isinstance(value, dict):
        raise bad_request(f"{key}: Expected an object")
    return value or {}


def _optional_text(body: Json, key: str) -> str | None:
    value = body.get(key)
    if value is not None and not isinstance(value, str):
        raise bad_request(f"{key}: Expected a string")
    return value
