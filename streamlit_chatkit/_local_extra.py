"""Load LocalBackend, whose packages are an extra."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

_EXTRA = ("anyio", "sqlalchemy", "starlette", "uvicorn")


def load_local_backend(load: Callable[[str], object] = import_module) -> object:
    """Return the class ``LocalBackend``.

    Parameters
    ----------
    load : callable, optional
        Imports a module by its name.

    Raises
    ------
    ImportError
        If a package of the extra ``local`` is not installed; it names the command.
    """
    try:
        module = load("streamlit_chatkit.local")
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in _EXTRA:
            raise
        raise ImportError(
            f"LocalBackend needs {error.name}: run `pip install 'streamlit-chatkit[local]'`.",
            name=error.name,
        ) from error
    return getattr(module, "LocalBackend")  # noqa: B009 - a module object has no such attribute
