"""What a widget in an answer, or a slash command of the app, asks the app to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class WidgetAction:
    """An action of a widget; ``on_widget_action`` gets it.

    The bundled chat page and the vendor's report an action in two shapes; this is the same for
    both.

    Attributes
    ----------
    type : str
        Name of the action, as the widget or the slash command gives it.
    payload : dict
        What came with it, such as the values of the widget's fields; empty for nothing.
    item_id : str or None
        Id of the widget in the thread, ``"slash-command:<name>"`` for a slash command; ``None``
        from the vendor's chat page, which does not tell.
    widget : dict or None
        The widget itself, where the chat page tells it.

    Examples
    --------
    >>> def save(action: WidgetAction) -> None:
    ...     if action.type == "save_note":
    ...         st.session_state.note = action.payload["note"]
    >>> st_chatkit("your-assistant-id", on_widget_action=save)  # doctest: +SKIP
    """

    type: str
    payload: dict[str, object]
    item_id: str | None = None
    widget: dict[str, object] | None = None


def read_widget_action(arguments: Sequence[object]) -> WidgetAction | None:
    """Read what ChatKit called ``widgets.onAction`` with.

    ChatKit's types declare ``({type, payload}, {id, widget})``. The vendor's chat page calls it
    with the action's name and the values of its context instead, but for slash commands as the
    types say.

    Returns
    -------
    WidgetAction or None
        ``None`` if there is no action in it.
    """
    action, item = [*arguments, None, None][:2]
    if isinstance(action, str):
        return WidgetAction(action, _object(item) or {}) if action else None
    type_ = action.get("type") if isinstance(action, Mapping) else None
    if not isinstance(action, Mapping) or not isinstance(type_, str) or not type_:
        return None
    of_item = _object(item) or {}
    item_id = of_item.get("id")
    return WidgetAction(
        type=type_,
        payload=_object(action.get("payload")) or {},
        item_id=item_id if isinstance(item_id, str) and item_id else None,
        widget=_object(of_item.get("widget")),
    )


def _object(value: object) -> dict[str, object] | None:
    return dict(value) if isinstance(value, Mapping) else None
