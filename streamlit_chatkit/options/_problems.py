"""Say in one sentence each what is wrong with an option."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NoReturn

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from streamlit_chatkit._errors import OptionsError

PROBLEM = "option"
"""Type of the errors that hold a sentence already."""

_LISTED = 12
_SHOWN = 60
_EXPECTED = {
    "bool_type": "True or False",
    "callable_type": "a function",
    "dict_type": "a dict",
    "int_type": "a whole number",
    "list_type": "a list",
    "string_type": "text",
}


def problem(sentence: str) -> PydanticCustomError:
    """Return an error whose sentence goes on after the path of the option."""
    # A message with braces would be taken for a template.
    return PydanticCustomError(PROBLEM, "{sentence}", {"sentence": sentence})


def refuse(loc: tuple[str | int, ...], sentence: str, value: object) -> NoReturn:
    """Raise an error about the part of `value` that is at `loc`."""
    detail = InitErrorDetails(type=problem(sentence), loc=loc, input=value)
    raise ValidationError.from_exception_data("options", [detail])


def explain(error: ValidationError, owner: str, fields: Mapping[str, FieldInfo]) -> ValidationError:
    """Return `error` of the model `owner` with these fields, in sentences."""
    return ValidationError.from_exception_data(
        owner,
        [
            InitErrorDetails(
                type=problem(_sentence(detail, owner, fields)),
                loc=tuple(part for part in detail["loc"] if part != "[key]"),
                input=detail["input"],
            )
            for detail in error.errors()
        ],
    )


def options_error(error: ValidationError, root: str) -> OptionsError:
    """Return the error for the app; paths begin with `root`."""
    return OptionsError(
        tuple(f"{_path(root, detail['loc'])} {detail['msg']}" for detail in error.errors())
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint at the name that was probably meant, or nothing."""
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower, n=1)
    return f" Did you mean {by_lower[near[0]]!r}?" if near else ""


def kind(value: object) -> str:
    """Name a value without showing it: options may hold secrets."""
    return "None" if value is None else type(value).__name__


def _sentence(detail: ErrorDetails, owner: str, fields: Mapping[str, FieldInfo]) -> str:
    value = detail["input"]
    match detail["type"]:
        case "option":
            return detail["msg"]
        case "missing":
            return "is missing."
        case "extra_forbidden":
            if detail["loc"][-1] in fields:
                return "is given twice: in snake_case and in camelCase."
            known = ", ".join(repr(field) for field in fields)
            hint = nearest(str(detail["loc"][-1]), fields)
            return f"is unknown.{hint or f' {owner} knows {known}.'}"
        case "literal_error":
            return _choice(detail["ctx"]["expected"], value)
        case "model_type" | "model_attributes_type":
            shape = _shape(value, fields)
            return f"must be {detail['ctx']['class_name']}(…) or {shape}, not {kind(value)}."
        case name if name in _EXPECTED:
            return f"must be {_EXPECTED[name]}, not {kind(value)}."
        case _:
            return detail["msg"].replace("Input should be", "must be").removesuffix(".") + "."


def _shape(value: object, fields: Mapping[str, FieldInfo]) -> str:
    """Describe the dict that was wanted, by what was given in its place."""
    if isinstance(value, bool) and "enabled" in fields:
        return f"a dict such as {{'enabled': {value}}}"
    needed = [repr(name) for name, field in fields.items() if field.is_required()]
    for plain, name in ((str, "text"), (list, "items")):
        if not needed and isinstance(value, plain) and name in fields:
            needed = [repr(name)]
    return f"a dict with {' and '.join(needed)}" if needed else "a dict"


def _choice(expected: str, value: object) -> str:
    names = re.findall(r"'([^']+)'", expected)
    shown = repr(value)
    given = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    hint = nearest(value, names) if isinstance(value, str) else ""
    if len(names) > _LISTED:
        expected = f"one of {len(names)} names" if hint else ", ".join(map(repr, names))
    return f"must be {expected}, not {given}.{hint}"


def _path(root: str, loc: tuple[str | int, ...]) -> str:
    path = root
    for part in loc:
        if isinstance(part, int) or not part.isidentifier():
            path += f"[{part!r}]"
        else:
            path += f".{part}" if path else part
    return path
