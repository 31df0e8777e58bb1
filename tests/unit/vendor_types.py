"""Describe Python types in the words of `tests/fixtures/options/vendor-types.json`."""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from streamlit_chatkit.options._model import Option

FIXTURES = Path(__file__).parents[1] / "fixtures" / "options"
VENDOR: dict[str, Any] = json.loads((FIXTURES / "vendor-types.json").read_text("utf-8"))

_PLAIN = {str: "string", bool: "boolean", int: "number", float: "number", Any: "unknown"}


def describe(annotation: Any) -> Any:
    """Return the JSON that stands for a Python type; ``None`` in it means absent."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if origin is Annotated:
        return describe(arguments[0])
    if origin in (Union, types.UnionType):
        return any_of([describe(part) for part in arguments if part is not type(None)])
    if origin is Literal:
        return {"literals": list(arguments)}
    if origin is list:
        return {"list": describe(arguments[0])}
    if origin is dict:
        return _dict(*arguments)
    if origin is Callable:
        return "function"
    if isinstance(annotation, type) and issubclass(annotation, Option):
        return _model(annotation)
    raise AssertionError(f"No words for {annotation!r}")


def _dict(key: Any, value: Any) -> Any:
    if get_origin(key) is Literal:
        return {"fields": {f"{name}?": describe(value) for name in get_args(key)}}
    return {"record": describe(value)}


def _model(model: type[Option]) -> Any:
    fields = {}
    for name, info in model.model_fields.items():
        if info.exclude:
            continue
        optional = not info.is_required() and info.default is None
        described = describe(info.annotation)
        if name in model.nullable:
            described = any_of([described, "null"])
        fields[f"{info.serialization_alias or name}{'?' if optional else ''}"] = described
    more = {"record": "unknown"} if model.model_config.get("extra") == "allow" else {}
    return {"fields": fields, **more}


def any_of(members: list[Any]) -> Any:
    """Return a union; members that differ in a literal alone become one."""
    flat = [part for member in members for part in _members(member)]
    literals = [item for part in flat for item in _literals(part)]
    parts = [part for part in flat if not _literals(part)]
    if literals:
        parts.append({"literals": literals})
    merged: list[Any] = []
    for part in map(normal, parts):
        twin = next((other for other in merged if _differ_in_type(part, other)), None)
        if twin is None and part not in merged:
            merged.append(part)
        elif twin is not None:
            names = _literals(twin["fields"]["type"]) + _literals(part["fields"]["type"])
            twin["fields"]["type"] = {"literals": sorted(set(names))}
    return merged[0] if len(merged) == 1 else {"anyOf": sorted(merged, key=json.dumps)}


def normal(described: Any) -> Any:
    """Return the same type, written in one way only."""
    if not isinstance(described, dict):
        return described
    if "anyOf" in described:
        return any_of(described["anyOf"])
    if "literals" in described:
        return {"literals": sorted(described["literals"])}
    if "fields" in described:
        fields = {name: normal(part) for name, part in sorted(described["fields"].items())}
        return {**described, "fields": fields}
    return {kind: normal(part) for kind, part in described.items()}


def _members(described: Any) -> list[Any]:
    return described.get("anyOf", [described]) if isinstance(described, dict) else [described]


def _literals(described: Any) -> list[Any]:
    return described.get("literals", []) if isinstance(described, dict) else []


def _differ_in_type(one: Any, other: Any) -> bool:
    fields = [part.get("fields", {}) if isinstance(part, dict) else {} for part in (one, other)]
    if not all("type" in part for part in fields):
        return False
    left, right = ({**part, "type": None} for part in fields)
    return left == right


def models(model: type[BaseModel], seen: dict[str, type[Option]] | None = None) -> dict[str, Any]:
    """Return a model and all that its fields hold, by name."""
    found: dict[str, type[Option]] = {} if seen is None else seen
    for info in model.model_fields.values():
        for part in _parts(info.annotation):
            if part.__name__ not in found:
                found[part.__name__] = part
                models(part, found)
    return found


def _parts(annotation: Any) -> list[type[Option]]:
    if isinstance(annotation, type) and issubclass(annotation, Option):
        return [annotation]
    return [part for argument in get_args(annotation) for part in _parts(argument)]
