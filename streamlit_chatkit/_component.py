"""The component as Streamlit knows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit.components.v1 as components

from streamlit_chatkit._errors import ConfigurationError

STATIC = Path(__file__).parent / "static"
"""The built frontend: ``index.html`` is the component's page, ``frame.html`` the chat page."""


# Declared at the first call and not at import: Streamlit serves a component only if it is declared
# while the server runs.
@lru_cache
def load_component(static: Path = STATIC) -> Callable[..., Any]:
    """Declare the component.

    Raises
    ------
    ConfigurationError
        If the frontend was not built.
    """
    for page in ("index.html", "frame.html"):
        if not (static / page).is_file():
            raise ConfigurationError(
                f"The built frontend is missing ({static / page}). In a checkout run `make "
                "frontend`; otherwise run `pip install --force-reinstall streamlit-chatkit`."
            )
    return components.declare_component("chatkit", path=str(static))
