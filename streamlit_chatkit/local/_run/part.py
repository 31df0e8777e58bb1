"""What the parts of a `Run` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .channel import Channel


class RunPart:
    """A part of a `Run`; `_part` is the text or reasoning that the next words are appended to."""

    id: str
    _channel: Channel
    _part: tuple[str, str] | None = None


def words(method: str, given: object) -> str:
    """Return what an agent gives a method that takes text; nothing for ``None``.

    Raises
    ------
    TypeError
        If it is something else.
    """
    if given is None:  # models stream such pieces
        return ""
    if not isinstance(given, str):
        msg = f"run.{method} takes text, not {type(given).__name__}: write run.{method}(str(…))."
        raise TypeError(msg)
    return given
