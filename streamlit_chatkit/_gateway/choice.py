"""Which way the browser reaches the API."""

from __future__ import annotations

from enum import Enum, auto
from urllib.parse import urlsplit

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._serving.origins import LOOPBACK


class Way(Enum):
    """How the chat page calls the API."""

    DIRECT = auto()
    """The browser calls the API itself."""

    ROUTES = auto()
    """Through the routes on the app's own origin."""

    LOOPBACK = auto()
    """Through a loopback port of the app's process."""


def choose_way(
    wanted: bool | None,
    *,
    frame_url: str | None,
    mounted: bool,
    app_origin: str | None,
    obstacle: str | None,
) -> Way:
    """Decide how the chat page calls the API.

    Parameters
    ----------
    wanted : bool or None
        What the app said about the gateway; ``None`` leaves the choice to this function.
    frame_url : str or None
        A chat page other than the bundled one. The API knows its origin, the gateway does not.
    mounted : bool
        Whether the app serves the gateway's routes.
    app_origin : str or None
        Origin of the page in the browser, if known.
    obstacle : str or None
        Why there can be no gateway here, and what to do about it.

    Raises
    ------
    ConfigurationError
        If the gateway is wanted and cannot be reached by this browser.
    """
    if wanted is False:
        return Way.DIRECT
    if frame_url is not None:
        if wanted:
            raise ConfigurationError(
                "The gateway serves only the bundled chat page: leave out frame_url, or "
                "gateway=True."
            )
        return Way.DIRECT
    if obstacle is not None:
        if wanted:
            raise ConfigurationError(obstacle)
        return Way.DIRECT
    if mounted:
        return Way.ROUTES
    here = is_loopback(app_origin)
    if wanted and app_origin is not None and not here:
        raise ConfigurationError(
            "gateway=True: this browser is on another machine, where the gateway's port cannot be "
            'reached. Put `app = st.App("app.py", routes=XpertAI().routes())` into a file of its '
            "own and start that with `streamlit run`."
        )
    return Way.LOOPBACK if wanted or here else Way.DIRECT


def is_loopback(origin: str | None) -> bool:
    """Tell whether an origin names the machine that the browser is on."""
    host = urlsplit(origin or "").hostname
    return host is not None and (host in LOOPBACK or host == "::1")
