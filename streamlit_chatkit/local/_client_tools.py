"""Matching of client tool calls with the browser's results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._http import bad_request
from ._json import json_text
from ._run import ClientToolError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Collection, Mapping, Sequence
    from typing import Any

    from ._requests import ToolMessage


def match_results(
    asked: Collection[str], messages: Sequence[ToolMessage]
) -> dict[str, ToolMessage]:
    """Tell which result belongs to which call.

    A single result of a single call needs no ``tool_call_id``.

    Parameters
    ----------
    asked : collection of str
        Ids of the calls that the run waits for.
    messages : sequence of ToolMessage
        The results; calls may be left without one.

    Raises
    ------
    ApiError
        With status 400 if an id is missing or unknown.
    """
    if len(asked) == len(messages) == 1 and messages[0].tool_call_id is None:
        return {next(iter(asked)): messages[0]}
    matched: dict[str, ToolMessage] = {}
    for index, message in enumerate(messages):
        call_id = message.tool_call_id
        if call_id is None or call_id not in asked:
            problem = "Required" if call_id is None else "Unknown tool call"
            raise bad_request(f"decision.payload.toolMessages.{index}.tool_call_id: {problem}")
        matched[call_id] = message
    return matched


def deliver(futures: Mapping[str, asyncio.Future[Any]], results: Mapping[str, ToolMessage]) -> None:
    """Wake the waiting calls with their results."""
    for call_id, future in futures.items():
        if future.done():
            continue
        message = results.get(call_id)
        if message is None:
            future.set_exception(ClientToolError("The app gave no answer."))
        elif message.status == "error":
            future.set_exception(ClientToolError(json_text(message.content)))
        else:
            future.set_result(message.content)
