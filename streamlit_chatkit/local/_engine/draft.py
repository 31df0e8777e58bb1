"""Assembles the assistant's message from the parts of a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit_chatkit.local._protocol.wire import without_none

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit_chatkit.local._protocol.json import Json


class MessageDraft:
    """The assistant's message while it grows."""

    def __init__(self) -> None:
        self._content: dict[str, Json] = {}
        self._reasoning: dict[str, Json] = {}

    @property
    def content(self) -> list[Json]:
        """Text parts and tool steps, in order of appearance."""
        return [dict(part) for part in self._content.values()]

    @property
    def reasoning(self) -> list[Json]:
        """Reasoning parts, in order of appearance."""
        return [dict(part) for part in self._reasoning.values()]

    def apply(self, part: Json) -> None:
        """Add a part: text and reasoning are appended by id, a component's data is merged."""
        parts = self._reasoning if part["type"] == "reasoning" else self._content
        known = parts.get(part["id"])
        if known is None:
            parts[part["id"]] = dict(part)
        elif part["type"] == "component":
            data = {**known["data"], **without_none(part["data"])}
            created = known["data"].get("created_date", data.get("created_date"))
            known["data"] = without_none({**data, "created_date": created})
        else:
            known["text"] += part["text"]

    def running_steps(self) -> Iterator[str]:
        """Yield the ids of the tool steps that have not ended."""
        for part_id, part in self._content.items():
            if part["type"] == "component" and part["data"].get("status") == "running":
                yield part_id
