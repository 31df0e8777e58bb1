"""Name the argument that was probably meant, where Python says only that one is unknown."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar

from streamlit_chatkit._errors import OptionsError
from streamlit_chatkit.options._problems import nearest

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

OF_BACKENDS = {
    "XpertAI": ("api_key", "api_url", "organization_id", "expires_after", "timeout", "gateway"),
    "LocalBackend": ("agent", "allowed_types", "database", "max_upload_size", "models"),
}
"""Arguments that one may look for at `st_chatkit`, by the class that takes them."""


def refuse_unknown(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
    """Let `function` refuse keyword arguments that it has not, with an `OptionsError`."""
    known = inspect.signature(function).parameters

    @wraps(function)
    def call(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
        if unknown := kwargs.keys() - known.keys():
            raise OptionsError(tuple(_sentence(name, known) for name in sorted(unknown)))
        return function(*args, **kwargs)

    return call


def _sentence(name: str, known: Mapping[str, object]) -> str:
    for backend, arguments in OF_BACKENDS.items():
        if name in arguments:
            return f"{name} is an argument of the backend: backend={backend}({name}=…)."
    return f"{name} is unknown.{nearest(name, known)}"
