"""Where the gateway of this process is served: a loopback port, or routes of the app itself."""

from __future__ import annotations

import atexit
import re
import threading
from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._gateway.own_origin import OwnOrigin
from streamlit_chatkit._gateway.proxy import API_PATH, Gateway
from streamlit_chatkit._gateway.secrets import LiveSecrets, live_secrets
from streamlit_chatkit._serving.origins import Origins

if TYPE_CHECKING:
    from starlette.routing import Mount

    from streamlit_chatkit._serving.loopback import LoopbackServer

# The bundled chat page is <app>/component/<name>/frame.html. Seen from there the app's address
# need not be known, which a proxy may have put below a path of its own.
_APP = "../.."
_PREFIX = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
_SERVER_PACKAGES = ("starlette", "uvicorn")


def missing_package() -> str | None:
    """Return a package that the loopback server needs and that is not installed."""
    return next((name for name in _SERVER_PACKAGES if find_spec(name) is None), None)


class Gateways:
    """The places where a process serves the gateway; safe to use from any thread.

    Parameters
    ----------
    secrets : LiveSecrets
        The client secrets that may pass.
    """

    def __init__(self, secrets: LiveSecrets) -> None:
        self._secrets = secrets
        self.origins = Origins()
        self._own_origin = OwnOrigin(self.origins)
        self._lock = threading.Lock()
        self._prefix: str | None = None
        self._server: LoopbackServer | None = None

    @property
    def is_mounted(self) -> bool:
        """Whether the app serves the gateway's routes."""
        return self._prefix is not None

    def mount(self, base_path: str, prefix: object, allowed_hosts: Iterable[str]) -> Mount:
        """Make the route for the app's own origin.

        Parameters
        ----------
        base_path : str
            Where the app itself is served, such as ``/dashboard``; empty for the top.
        prefix, allowed_hosts
            See `XpertAI.routes`.

        Raises
        ------
        ConfigurationError
            If a parameter cannot be used.
        """
        from starlette.routing import Mount

        if not isinstance(prefix, str) or not _PREFIX.fullmatch(prefix):
            raise ConfigurationError(
                f"prefix must be a path such as '/xpertai', without a slash at its end: {prefix!r}."
            )
        if isinstance(allowed_hosts, str):
            raise ConfigurationError("allowed_hosts must be a list of host names, not one text.")
        self._own_origin.allow_hosts(frozenset(host.lower() for host in allowed_hosts))
        self._prefix = prefix
        return Mount(base_path + prefix, app=Gateway(self._secrets, own_origin=self._own_origin))

    def mounted_url(self) -> str:
        """Return the AI base URL of the mounted routes, as the bundled chat page sees it."""
        return f"{_APP}{self._prefix or ''}{API_PATH}"

    def loopback_url(self) -> str:
        """Return the AI base URL on a loopback port; the first call starts the server."""
        from streamlit_chatkit._serving.guard import Guard
        from streamlit_chatkit._serving.loopback import LoopbackServer

        with self._lock:
            if self._server is None or not self._server.is_alive:
                gateway = Gateway(self._secrets)
                guarded = Guard(gateway, self.origins)
                self._server = LoopbackServer(guarded, name="chatkit-gateway", close=gateway.close)
                atexit.register(self._server.stop)
            return self._server.url + API_PATH


gateways = Gateways(live_secrets)
"""Those of this process."""
