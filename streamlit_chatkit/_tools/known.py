"""Which functions were found to be usable as tools, so that a rerun does not ask again.

Streamlit makes the functions of a script anew in each run, while their code stays the same object
until the file changes.
"""

from __future__ import annotations

from types import CodeType, FunctionType
from typing import Any, TypeGuard
from weakref import WeakKeyDictionary

from streamlit_chatkit._tools.declaration import ToolSettings
from streamlit_chatkit._tools.signature import is_same_type

_known: WeakKeyDictionary[CodeType, tuple[str, ToolSettings, dict[str, Any]]] = WeakKeyDictionary()


def is_known(name: str, function: object, settings: ToolSettings) -> bool:
    """Tell whether a function of the same code, annotations and settings was usable before."""
    if not _is_plain(function):
        return False
    before = _known.get(function.__code__)
    if before is None or before[:2] != (name, settings):
        return False
    try:
        annotations = function.__annotations__
        return before[2].keys() == annotations.keys() and all(
            map(is_same_type, before[2].values(), annotations.values())
        )
    except Exception:  # noqa: BLE001 - metadata of Annotated can be anything, such as an array
        return False


def remember(name: str, function: object, settings: ToolSettings) -> None:
    """Note that a function is usable; only of one written with ``def``, and not wrapped."""
    if _is_plain(function):
        _known[function.__code__] = name, settings, function.__annotations__


def _is_plain(function: object) -> TypeGuard[FunctionType]:
    return isinstance(function, FunctionType) and not (
        hasattr(function, "__wrapped__") or hasattr(function, "__signature__")
    )
