"""What the parts of a `Run` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._channel import Channel


class RunPart:
    """A part of a `Run`; `_part` is the text or reasoning that the next words are appended to."""

    id: str
    _channel: Channel
    _part: tuple[str, str] | None = None
