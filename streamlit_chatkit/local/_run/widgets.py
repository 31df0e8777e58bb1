"""Widgets, checked before they are sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from streamlit_chatkit._encoding import encode

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json

_ROOTS = ("Card", "ListView", "Basic")


def widget_json(
    name: str,
    widget: Mapping[str, object] | Sequence[Mapping[str, object]],
    values: Mapping[str, object] | None,
) -> Json:
    """Write a widget as a part of a message has it.

    Raises
    ------
    ValueError
        If it is neither an A2UI surface, nor A2UI messages, nor a tree of ChatKit components.
    """
    written: Json = {"name": name}
    if isinstance(widget, Mapping):
        if "componentTree" not in widget and widget.get("type") not in _ROOTS:
            msg = (
                "A widget is an A2UI surface with 'componentTree', a list of A2UI messages, or "
                f"ChatKit components with a root of type {', '.join(_ROOTS)}; "
                f"this one has the keys {sorted(map(str, widget))}."
            )
            raise ValueError(msg)
        written["config"] = encode(widget)
    else:
        written["messages"] = encode(list(widget))
    if values is not None:
        written["values"] = encode(values)
    return written
