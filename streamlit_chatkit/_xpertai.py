"""The backend that talks to XpertAI, hosted or self-hosted."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

from streamlit_chatkit import _compat
from streamlit_chatkit._backend import ClientSecret
from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._gateway.choice import Way, choose_way
from streamlit_chatkit._gateway.secrets import Upstream, live_secrets
from streamlit_chatkit._gateway.serving import gateways, missing_package
from streamlit_chatkit._keywords import refuse_unknown
from streamlit_chatkit._masking import mask
from streamlit_chatkit._mint import SessionRequest, mint_secret
from streamlit_chatkit._settings import Settings, resolve_settings

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

_SALT = secrets.token_bytes(32)


class XpertAI:
    """An agent on XpertAI.

    Settings that are not given are looked up when the chat is drawn: in ``st.secrets["xpertai"]``,
    then in the environment.

    Parameters
    ----------
    api_key : str, optional
        API key of the workspace (``sk-x-…``). It stays in Python; the browser gets only
        short-lived client secrets. Setting ``api_key``, variable ``XPERTAI_API_KEY``.
    api_url : str, optional
        Base URL of the API, with or without ``/api/ai``. Setting ``api_url``, variable
        ``XPERTAI_API_URL``, default ``https://api.xpertai.cn``.
    assistant_id : str, optional
        Digital expert id, for chats that name none. Setting ``assistant_id``, variable
        ``XPERT_ID``.
    frame_url : str, optional
        Chat page to show instead of the bundled one. Setting ``frame_url``, variable
        ``CHATKIT_FRAME_URL``.
    organization_id : str, optional
        Organization, where the API needs one. Setting ``organization_id``, variable
        ``XPERTAI_ORGANIZATION_ID``.
    expires_after : int, optional
        Lifetime to ask for each client secret, in seconds. The API's default is 600.
    timeout : float, default 10.0
        Seconds that each request may take.
    transport : httpx.BaseTransport, optional
        How requests are sent: a proxy, own certificates, or ``httpx.MockTransport`` in tests.
    gateway : bool, optional
        Whether the app forwards the chat page's calls to the API, which accepts only pages of
        origins that it knows. Default: if the app serves `routes`, or the browser is on this
        machine; never with a `frame_url`, whose origin the API knows.
    async_transport : httpx.AsyncBaseTransport, optional
        How the gateway sends requests; needed if there is a `transport`.

    Raises
    ------
    ConfigurationError
        If `expires_after` or `timeout` is not a positive number, `gateway` is no truth value, or
        an argument is unknown.

    Examples
    --------
    >>> backend = XpertAI(api_key="sk-x-…", api_url="https://xpert.example.com/api/ai")
    >>> st_chatkit("your-assistant-id", backend=backend)  # doctest: +SKIP
    """

    @refuse_unknown
    def __init__(
        self,
        api_key: str | None = None,
        api_url: str | None = None,
        assistant_id: str | None = None,
        frame_url: str | None = None,
        organization_id: str | None = None,
        expires_after: int | None = None,
        timeout: float = 10.0,
        transport: httpx.BaseTransport | None = None,
        gateway: bool | None = None,
        async_transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        if expires_after is not None and not _is_positive(expires_after):
            raise ConfigurationError("expires_after must be a positive number of seconds.")
        if not _is_positive(timeout):
            raise ConfigurationError("timeout must be a positive number of seconds.")
        if gateway is not None and not isinstance(gateway, bool):
            raise ConfigurationError("gateway must be True, False or None.")
        self._arguments = {
            "api_key": api_key,
            "api_url": api_url,
            "assistant_id": assistant_id,
            "frame_url": frame_url,
            "organization_id": organization_id,
        }
        self._expires_after = None if expires_after is None else int(expires_after)
        self._timeout = float(timeout)
        self._transport = transport
        self._gateway = gateway
        self._async_transport = async_transport

    @classmethod
    def from_settings(cls) -> XpertAI:
        """Return the backend that `st_chatkit` uses by default: every setting is looked up."""
        return cls()

    def __repr__(self) -> str:
        given = ", ".join(
            f"{name}={mask(value) if name == 'api_key' else repr(value)}"
            for name, value in self._arguments.items()
            if value is not None
        )
        return f"XpertAI({given})"

    def connect(
        self,
        assistant_id: str | None,
        *,
        frame_url: str | None,
        app_origin: str | None,
    ) -> XpertAIConnection:
        """Resolve the settings for one chat; see `Backend.connect`."""
        arguments = dict(self._arguments)
        if assistant_id is not None:
            arguments["assistant_id"] = assistant_id
        if frame_url is not None:
            arguments["frame_url"] = frame_url
        settings = resolve_settings(arguments, _compat.read_secrets(), os.environ)
        missing = tuple(
            name for name in ("api_key", "assistant_id") if getattr(settings, name) is None
        )
        if settings.api_key is None or settings.assistant_id is None:
            raise ConfigurationError(
                f"The chat needs {' and '.join(missing)}: give it as an argument, in "
                ".streamlit/secrets.toml under [xpertai], or in the environment.",
                missing=missing,
            )
        way = choose_way(
            self._gateway,
            frame_url=settings.frame_url,
            mounted=gateways.is_mounted,
            app_origin=app_origin,
            obstacle=self._obstacle(),
        )
        return XpertAIConnection(
            settings=settings,
            api_url=_browser_url(way, settings.ai_url, app_origin),
            assistant_id=settings.assistant_id,
            api_key=settings.api_key,
            expires_after=self._expires_after,
            timeout=self._timeout,
            transport=self._transport,
            async_transport=self._async_transport,
        )

    def routes(
        self, *, prefix: str = "/xpertai", allowed_hosts: Iterable[str] = ()
    ) -> list[BaseRoute]:
        """Return the gateway's routes, to be served on the app's own origin by ``st.App``.

        The chats of the app then use them by themselves, in any browser. A request passes only
        with a client secret that this process minted, and goes to the API that gave it. Where the
        app has a ``server.baseUrlPath``, the routes are below it.

        Parameters
        ----------
        prefix : str, default "/xpertai"
            Path of the routes.
        allowed_hosts : iterable of str, optional
            Values of the ``Host`` header, with their ports, that requests have besides those of
            the app's own address: for a proxy that changes it.

        Raises
        ------
        ConfigurationError
            If a parameter cannot be used.

        Examples
        --------
        In a file beside ``app.py``, which ``streamlit run`` is called with (Streamlit 1.57 or
        later):

        >>> import streamlit as st
        >>> from streamlit_chatkit import XpertAI
        >>> app = st.App("app.py", routes=XpertAI().routes())  # doctest: +SKIP
        """
        return [gateways.mount(_compat.base_path(), prefix, allowed_hosts)]

    def _obstacle(self) -> str | None:
        if self._transport is not None and self._async_transport is None:
            return (
                "The gateway cannot use a transport that is not asynchronous: give "
                "async_transport too, such as httpx.AsyncHTTPTransport(…)."
            )
        if missing := missing_package():
            return f"The gateway needs {missing}: run `pip install 'streamlit-chatkit[local]'`."
        return None


def _browser_url(way: Way, ai_url: str, app_origin: str | None) -> str:
    if way is Way.DIRECT:
        return ai_url
    gateways.origins.allow(app_origin)
    return gateways.mounted_url() if way is Way.ROUTES else gateways.loopback_url()


@dataclass(frozen=True)
class XpertAIConnection:
    """One assistant on XpertAI."""

    settings: Settings
    api_url: str
    assistant_id: str
    api_key: str = field(repr=False)
    expires_after: int | None
    timeout: float
    transport: httpx.BaseTransport | None = field(repr=False)
    async_transport: httpx.AsyncBaseTransport | None = field(repr=False)

    @property
    def home(self) -> str:
        """AI base URL of the API itself."""
        return self.settings.ai_url

    @property
    def frame_url(self) -> str | None:
        """The chat page, or ``None`` for the bundled one."""
        return self.settings.frame_url

    @property
    def cache_key(self) -> Hashable:
        """Equal for the same API, key, organization and assistant."""
        fingerprint = hmac.new(_SALT, self.api_key.encode(), hashlib.sha256).hexdigest()
        return (
            self.settings.sessions_url,
            self.assistant_id,
            self.settings.organization_id,
            self.expires_after,
            fingerprint,
        )

    def mint(self, user: str) -> ClientSecret:
        """Get a secret bound to `user`; see `Connection.mint`."""
        request = SessionRequest(
            url=self.settings.sessions_url,
            assistant_id=self.assistant_id,
            user=user,
            api_key=self.api_key,
            organization_id=self.settings.organization_id,
            expires_after=self.expires_after,
        )
        client = httpx.Client(
            transport=self.transport, timeout=self.timeout, follow_redirects=False
        )
        try:
            minted = mint_secret(client, request)
            upstream = Upstream(self.settings.ai_url, self.async_transport)
            live_secrets.add(minted.secret, minted.expires_in, upstream)
            return minted
        finally:
            # A transport that was given is the caller's: it must survive this client.
            if self.transport is None:
                client.close()

    def attach(self, secret: str) -> None:
        """Do nothing: XpertAI needs no help from the script's thread."""


def _is_positive(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e9
