"""Notice what a callback of the app draws, which Streamlit puts over the top of the page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit_chatkit import _compat

_LOG = logging.getLogger(__name__)


@contextmanager
def warn_of_drawing(who: str) -> Iterator[None]:
    """Log what to do instead, if the code in the block draws on the page.

    Toasts and dialogs stand over the page and harm nothing.
    """
    before = _compat.elements_drawn()
    try:
        yield
    finally:
        if _compat.elements_drawn() > before:
            _LOG.warning(
                "%s drew on the page, where it takes the place of what stands at the top until the "
                "app runs again. Keep what is to be shown in st.session_state, and let the script "
                "draw it: a tool with client_tool(rerun=True) and every handler rerun the app.",
                who,
            )
