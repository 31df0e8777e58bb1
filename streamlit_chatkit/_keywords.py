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

_CHAT = "st_chatkit"


def refuse_unknown(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
    """Let `function`, or ``__init__`` of a class, refuse keyword arguments that it has not.

    They are an `OptionsError`.
    """
    known = inspect.signature(function).parameters
    owner = function.__qualname__.removesuffix(".__init__").rpartition(".")[2]

    @wraps(function)
    def call(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
        if unknown := kwargs.keys() - known.keys():
            raise OptionsError(tuple(_sentence(owner, name, known) for name in sorted(unknown)))
        return function(*args, **kwargs)

    return call


def _sentence(owner: str, name: str, known: Mapping[str, object]) -> str:
    if owner == _CHAT:
        for backend, arguments in OF_BACKENDS.items():
            if name in arguments:
                return f"{name} is an argument of the backend: backend={backend}({name}=…)."
    elif name in _arguments_of_chat():
        return f"{name} is no argument of {owner} but of the chat: {_CHAT}(…, {name}=…)."
    hint = nearest(name, known)
    if not hint and owner == _CHAT and name.startswith("on_"):
        hint = f" Handlers: {', '.join(one for one in known if one.startswith('on_'))}."
    return f"{name} is no argument of {owner}.{hint}"


def _arguments_of_chat() -> Mapping[str, object]:
    from streamlit_chatkit._chat import st_chatkit

    return inspect.signature(st_chatkit).parameters
