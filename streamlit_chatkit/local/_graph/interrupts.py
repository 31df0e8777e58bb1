"""Interrupts of a graph, as calls of client tools, approvals and questions.

An interrupt's value is one of
``{"clientToolCalls": [{"name", "args", "id"?}]}`` (what `client_tools` raises);
``{"action_requests": [...], "review_configs": [...]}`` of LangChain's human-in-the-loop middleware,
in camelCase too, or its ``{"type": "tool_approval", ...}``;
``{"questions": [...]}`` as `Run.ask_user` puts them;
words, or a mapping with ``question``, ``message`` or ``prompt``, which the user's next message
answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from streamlit_chatkit.local._run.interrupts import USER_INPUT, ClientToolError
from streamlit_chatkit.local._run.questions import Question

if TYPE_CHECKING:
    from langgraph.types import Interrupt

    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._run.interrupts import Decision, DecisionType
    from streamlit_chatkit.local._run.run import Run

Answers: TypeAlias = dict[str, Any]
"""What to resume each interrupt with, by the interrupt's id."""

_WORDS = ("question", "message", "prompt")


class UnknownInterruptError(RuntimeError):
    """A graph waits for something that a chat cannot ask for."""


def question_text(value: object) -> str | None:
    """Return the words of an interrupt that the user's next message answers."""
    if isinstance(value, Mapping) and not _asks_otherwise(value):
        value = next((value[key] for key in _WORDS if isinstance(value.get(key), str)), None)
    return value if isinstance(value, str) and value.strip() else None


def _asks_otherwise(value: Mapping[str, Any]) -> bool:
    return "options" in value or value.get("type") == "tool_approval"


async def answer_interrupts(run: Run, interrupts: Sequence[Interrupt]) -> Answers:
    """Ask the browser for what the interrupts want.

    Those that the user's next message answers are left out.

    Raises
    ------
    UnknownInterruptError
        If a chat cannot ask for something.
    """
    asked = [one for one in interrupts if question_text(one.value) is None]
    answers = await asyncio.gather(*(_answer(run, one) for one in asked))
    return {one.id: answer for one, answer in zip(asked, answers, strict=True)}


async def _answer(run: Run, interrupt: Interrupt) -> object:
    value = interrupt.value
    if isinstance(value, Mapping):
        if "clientToolCalls" in value:
            return await _call_client_tools(run, value["clientToolCalls"])
        if "action_requests" in value:
            return await _decide(run, value, _SNAKE)
        if "actionRequests" in value:
            return await _decide(run, value, _CAMEL)
        if value.get("type") == "tool_approval":
            return await _decide_one(run, value, interrupt)
        if "questions" in value:
            return await run.call_client_tool(USER_INPUT, value)
        if "question" in value and "options" in value:
            return await _choose(run, value)
    msg = (
        f"The graph interrupted with {value!r:.200}, which the chat cannot ask for. Interrupt with "
        "words, or with a mapping that has 'question', 'questions', 'clientToolCalls' or "
        "'action_requests'."
    )
    raise UnknownInterruptError(msg)


async def _call_client_tools(run: Run, calls: Sequence[Mapping[str, Any]]) -> Json:
    results = await asyncio.gather(
        *(run.call_client_tool(call["name"], call.get("args")) for call in calls),
        return_exceptions=True,
    )
    return {"toolMessages": [_tool_message(*one) for one in zip(calls, results, strict=True)]}


def _tool_message(call: Mapping[str, Any], result: object) -> Json:
    if isinstance(result, BaseException) and not isinstance(result, ClientToolError):
        raise result
    failed = isinstance(result, ClientToolError)
    return {
        "tool_call_id": call.get("id"),
        "name": call["name"],
        "content": str(result) if failed else result,
        "status": "error" if failed else "success",
    }


_SNAKE = ("action_requests", "review_configs", "action_name", "allowed_decisions", "args_schema")
_CAMEL = ("actionRequests", "reviewConfigs", "actionName", "allowedDecisions", "argsSchema")


async def _decide(run: Run, value: Mapping[str, Any], keys: tuple[str, ...]) -> Json:
    actions, configs, name, allowed, schema = keys
    config_of = {one[name]: one for one in value.get(configs) or ()}
    decisions = await asyncio.gather(
        *(
            run.request_approval(
                action["name"],
                action.get("args"),
                description=action.get("description"),
                allowed=config_of.get(action["name"], {}).get(allowed) or ("approve", "reject"),
                args_schema=config_of.get(action["name"], {}).get(schema),
            )
            for action in value[actions]
        )
    )
    edited = "edited_action" if keys is _SNAKE else "editedAction"
    return {"decisions": [_decision(one, edited) for one in decisions]}


async def _decide_one(run: Run, value: Mapping[str, Any], interrupt: Interrupt) -> Json:
    allowed = list(_decision_types(getattr(interrupt, "response_schema", None)))
    decision = await run.request_approval(
        value["name"],
        value.get("args"),
        description=value.get("description"),
        allowed=allowed or ("approve", "reject"),
    )
    return _decision(decision, "edited_action")


def _decision_types(schema: object) -> Iterator[DecisionType]:
    if isinstance(schema, Mapping):
        kind = (schema.get("properties") or {}).get("type") or {}
        if kind.get("const") in {"approve", "edit", "reject", "respond"}:
            yield cast("DecisionType", kind["const"])
        for one in (schema.get("$defs") or {}).values():
            yield from _decision_types(one)


def _decision(decision: Decision, edited: str) -> Json:
    written: Json = {"type": decision.type}
    if decision.type == "edit":
        written[edited] = {"name": decision.action, "args": dict(decision.args)}
    elif decision.message:
        written["message"] = decision.message
    return written


async def _choose(run: Run, value: Mapping[str, Any]) -> str:
    (answer,) = await run.ask_user(Question(str(value["question"]), value["options"]))
    return answer.value
