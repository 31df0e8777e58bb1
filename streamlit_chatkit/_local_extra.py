"""Name the extra that is missing, where Python names one of its packages."""

from __future__ import annotations

_EXTRA = ("anyio", "sqlalchemy", "starlette", "uvicorn")


def missing_extra(error: ModuleNotFoundError) -> ImportError:
    """Return what to raise in place of `error`, which importing ``streamlit_chatkit.local`` raised.

    Parameters
    ----------
    error : ModuleNotFoundError
        Names the module that is missing.

    Returns
    -------
    ImportError
        Names the command that installs the extra ``local``; `error` itself if the module is none
        of the extra's.
    """
    if (error.name or "").split(".")[0] not in _EXTRA:
        return error
    message = f"LocalBackend needs {error.name}: run `pip install 'streamlit-chatkit[local]'`."
    return ImportError(message, name=error.name)
