"""Refuse requests of other sites where the gateway is served on the app's own origin."""

from __future__ import annotations

import ipaddress
import threading
from urllib.parse import urlsplit

from streamlit_chatkit._gateway.headers import Headers, values
from streamlit_chatkit._serving.origins import LOOPBACK, Origins


class OwnOrigin:
    """Knows the origins under which the app was opened.

    Parameters
    ----------
    origins : Origins
        Those that browsers named when they opened the app.
    """

    def __init__(self, origins: Origins) -> None:
        self._origins = origins
        self._lock = threading.Lock()
        self._hosts: frozenset[str] = frozenset()

    def allow_hosts(self, hosts: frozenset[str]) -> None:
        """Accept these ``Host`` headers too."""
        with self._lock:
            self._hosts |= hosts

    def refusal(self, headers: Headers) -> str | None:
        """Return why a request is refused; ``None`` if it comes from the app's own pages.

        A page that had its own name resolved to this server (DNS rebinding) is of the same origin
        for the browser; the ``Host`` tells. An address instead of a name cannot be rebound.
        """
        headers = list(headers)
        for site in values(headers, b"sec-fetch-site"):
            if site not in {b"same-origin", b"none"}:
                return "This origin is not allowed."
        for origin in values(headers, b"origin"):
            if origin.decode("latin-1") not in self._origins:
                return "This origin is not allowed."
        hosts = [value.decode("latin-1").lower() for value in values(headers, b"host")]
        if len(hosts) != 1 or not self._is_own(hosts[0]):
            return (
                "This host name is not allowed. If a proxy changes it on the way to the app, name "
                "it: backend.routes(allowed_hosts=[…])."
            )
        return None

    def _is_own(self, host: str) -> bool:
        if host in self._hosts or self._origins.has_host(host):
            return True
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in LOOPBACK or name == "::1" or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
