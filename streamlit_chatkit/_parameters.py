"""Check that functions of the app take what they will be called with."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import FunctionType

from streamlit_chatkit._errors import ConfigurationError


def check_parameters(
    name: str, function: Callable[..., object], arguments: tuple[str, ...]
) -> None:
    """Check that `function` can be called with so many positional arguments.

    Otherwise the mistake would show at the first event, which may come long after the app was
    written.

    Parameters
    ----------
    name : str
        Where the app gave the function, such as ``on_error``.
    function : callable
        The function.
    arguments : tuple of str
        Names of what it will be called with.

    Raises
    ------
    ConfigurationError
        If it takes fewer arguments or needs more.
    """
    if type(function) is FunctionType and _plainly_takes(function, len(arguments)):
        return
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # some functions written in C have none
        return
    try:
        signature.bind(*arguments)
    except TypeError:
        given = ", ".join(arguments)
        kind = getattr(function, "__name__", type(function).__name__)
        raise ConfigurationError(
            f"{name} is called with ({given}), and {kind}{signature} cannot be called so. "
            f"Write it as def {kind if kind.isidentifier() else 'handler'}({given})."
        ) from None


def _plainly_takes(function: FunctionType, count: int) -> bool:
    # A signature takes twenty times as long to read, for each handler in each run of the app.
    code = function.__code__
    least = code.co_argcount - len(function.__defaults__ or ())
    return not code.co_kwonlyargcount and least <= count <= code.co_argcount
