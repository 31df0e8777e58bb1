"""Events that a node or tool of a graph writes with LangGraph's stream writer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from .steps import StepChanged, StepEnded, StepStarted

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json

    from .answer import GraphAnswer

logger = logging.getLogger(__name__)


async def show_event(answer: GraphAnswer, event: object) -> None:
    """Show an event: text, or a mapping whose ``type`` the chat knows; others are left alone.

    Raises
    ------
    ValueError
        If something is missing in it.
    """
    if isinstance(event, str):
        await answer.text(event)
        return
    kind = event.get("type") if isinstance(event, Mapping) else None
    show = _EVENTS.get(kind) if isinstance(kind, str) else None
    if show is None or not isinstance(event, Mapping):
        logger.debug("A graph wrote an event that is not for the chat: %r", event)
        return
    try:
        await show(answer, dict(event))
    except KeyError as error:
        msg = f"An event of type {kind!r} needs the key {error}; it has {sorted(map(str, event))}."
        raise ValueError(msg) from None


async def _text(answer: GraphAnswer, event: Json) -> None:
    await answer.text(str(event["text"]))


async def _reasoning(answer: GraphAnswer, event: Json) -> None:
    await answer.run.reasoning(str(event["text"]))


async def _effect(answer: GraphAnswer, event: Json) -> None:
    await answer.run.effect(str(event["name"]), event.get("data"))


async def _title(answer: GraphAnswer, event: Json) -> None:
    await answer.run.set_title(str(event["title"]))


async def _widget(answer: GraphAnswer, event: Json) -> None:
    answer.break_paragraph()
    options = {key: event[key] for key in ("id", "name", "values") if key in event}
    await answer.run.widget(event["widget"], **options)


async def _progress(answer: GraphAnswer, event: Json) -> None:
    await answer.step(StepChanged(event.get("id"), event.get("message"), event.get("data")))


async def _step(answer: GraphAnswer, event: Json) -> None:
    name = str(event["name"])
    key = str(event.get("id") or name)
    await answer.step(
        StepStarted(key, name, event.get("input"), event.get("title"), event.get("kind"))
    )
    await answer.step(StepChanged(key, event.get("message"), event.get("data")))
    status = event.get("status", "running")
    if status == "fail":
        await answer.step(StepEnded(key, error=str(event.get("error") or "It failed.")))
    elif status == "success":
        await answer.step(StepEnded(key, event.get("output")))


_EVENTS: Mapping[str, Callable[[GraphAnswer, Json], Awaitable[None]]] = {
    "text": _text,
    "reasoning": _reasoning,
    "effect": _effect,
    "title": _title,
    "widget": _widget,
    "progress": _progress,
    "step": _step,
}
