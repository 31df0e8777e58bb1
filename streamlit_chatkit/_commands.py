"""Check what the app gives a command, and turn it into what ChatKit's method takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Final, Literal

from streamlit_chatkit._encoding import JSON, EncodingError, encode
from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._options import (
    check_text,
    read_attachments,
    read_references,
    read_runtime_capabilities,
    require_text,
)

CompositionMode = Literal["compose", "preserve"]
FollowUpMode = Literal["default", "queue", "steer"]


class Unset(Enum):
    """What stands for an argument that was not given, where ``None`` means something."""

    UNSET = "unset"

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET

_COMPOSITIONS = ("compose", "preserve")
_FOLLOW_UPS = ("default", "queue", "steer")


def user_message(
    text: object,
    *,
    content: object,
    attachments: object,
    references: object,
    state: object,
    **given: object,
) -> dict[str, object]:
    """Return ChatKit's ``SendUserMessageParams``; what was not given is left out.

    Raises
    ------
    ConfigurationError
        If an argument cannot be used, or there is nothing to send.
    """
    data: dict[str, object] = {
        "text": _optional_text("text", text),
        "content": _items("content", content),
        "attachments": _read(read_attachments, attachments),
        "references": _read(read_references, references),
        "state": _object("state", state),
        "newThread": _flag("new_thread", given["new_thread"]) or None,
        "referenceComposition": _one_of(
            "reference_composition", given["reference_composition"], _COMPOSITIONS
        ),
        "model": check_text("model", given["model"]),
        "planMode": _flag("plan_mode", given["plan_mode"]),
        "runtimeCapabilities": _read(read_runtime_capabilities, given["runtime_capabilities"]),
        "toolChoice": _json("tool_choice", given["tool_choice"]),
        "reply": check_text("reply", given["reply"]),
        "trigger": _object("trigger", given["trigger"]),
        "followUpMode": _one_of("follow_up_mode", given["follow_up_mode"], _FOLLOW_UPS),
    }
    if not any(data[name] for name in ("content", "attachments", "references")):
        # Without a text, chat pages send that of the state, and nothing if there is none either.
        require_text("text", _text_of_state(data["state"]) or text)
    return _given(data)


def composer_value(
    text: object,
    *,
    attachments: object,
    references: object,
    append_references: object,
    reply: object,
    selected_tool_id: object,
    selected_model_id: object,
) -> dict[str, object]:
    """Return what ChatKit's ``setComposerValue`` takes; what was not given is left out.

    Raises
    ------
    ConfigurationError
        If an argument cannot be used, or nothing was given.
    """
    if text is not None and not isinstance(text, str):
        raise ConfigurationError(f"text must be text, not {type(text).__name__}.")
    data = _given(
        {
            "text": text,
            "attachments": _read(read_attachments, attachments),
            "references": _read(read_references, references),
            "appendReferences": _flag("append_references", append_references) or None,
            "reply": check_text("reply", reply),
        }
    )
    if selected_tool_id is not UNSET:
        data["selectedToolId"] = check_text("selected_tool_id", selected_tool_id)
    if selected_model_id is not UNSET:
        data["selectedModelId"] = check_text("selected_model_id", selected_model_id)
    if not data.keys() - {"appendReferences"}:
        raise ConfigurationError(
            'set_composer_value needs something to set, such as text="…"; text="" clears it.'
        )
    return data


def custom_action(type_: object, payload: object, item_id: object) -> dict[str, object]:
    """Return the action and the item that ChatKit's ``sendCustomAction`` takes.

    Raises
    ------
    ConfigurationError
        If an argument cannot be used.
    """
    action = {"type": require_text("type", type_), "payload": _object("payload", payload)}
    return _given({"action": _given(action), "itemId": check_text("item_id", item_id)})


def _text_of_state(state: object) -> object:
    human = state.get("human") if isinstance(state, Mapping) else None
    return human.get("input") if isinstance(human, Mapping) else None


def _given(data: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in data.items() if value is not None}


def _optional_text(name: str, value: object) -> str | None:
    return None if value is None or value == "" else require_text(name, value)


def _flag(name: str, value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise ConfigurationError(f"{name} must be True or False, not {value!r}.")
    return value


def _one_of(name: str, value: object, known: tuple[str, ...]) -> str | None:
    if value is None or (isinstance(value, str) and value in known):
        return value
    names = ", ".join(repr(word) for word in known)
    raise ConfigurationError(f"{name} must be one of {names}, not {value!r}.")


def _read(read: Callable[[object], object], value: object) -> object:
    return None if value is None else read(value)


def _items(name: str, value: object) -> list[JSON] | None:
    if value is None:
        return None
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        raise ConfigurationError(f"{name} must be a list, not {type(value).__name__}.")
    return [_json(f"{name}[{number}]", item) for number, item in enumerate(value)]


def _object(name: str, value: object) -> dict[str, JSON] | None:
    encoded = _json(name, value)
    if encoded is None or isinstance(encoded, dict):
        return encoded
    raise ConfigurationError(f"{name} must be a dict, not {type(value).__name__}.")


def _json(name: str, value: object) -> JSON:
    try:
        return encode(value)
    except EncodingError as error:
        raise ConfigurationError(f"{name} cannot be sent. {error}") from None
