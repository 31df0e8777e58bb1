"""The backend that talks to XpertAI, hosted or self-hosted."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Hashable
from dataclasses import dataclass, field

import httpx

from streamlit_chatkit import _compat
from streamlit_chatkit._backend import ClientSecret
from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._masking import mask
from streamlit_chatkit._mint import SessionRequest, mint_secret
from streamlit_chatkit._settings import Settings, resolve_settings

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

    Raises
    ------
    ConfigurationError
        If `expires_after` or `timeout` is not a positive number.

    Examples
    --------
    >>> backend = XpertAI(api_key="sk-x-…", api_url="https://xpert.example.com/api/ai")
    >>> st_chatkit("your-assistant-id", backend=backend)  # doctest: +SKIP
    """

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
    ) -> None:
        if expires_after is not None and not _is_positive(expires_after):
            raise ConfigurationError("expires_after must be a positive number of seconds.")
        if not _is_positive(timeout):
            raise ConfigurationError("timeout must be a positive number of seconds.")
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
        app_origin: str | None,  # noqa: ARG002 - part of Backend; XpertAI keeps its own list of origins
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
        return XpertAIConnection(
            settings=settings,
            assistant_id=settings.assistant_id,
            api_key=settings.api_key,
            expires_after=self._expires_after,
            timeout=self._timeout,
            transport=self._transport,
        )


@dataclass(frozen=True)
class XpertAIConnection:
    """One assistant on XpertAI."""

    settings: Settings
    assistant_id: str
    api_key: str = field(repr=False)
    expires_after: int | None
    timeout: float
    transport: httpx.BaseTransport | None = field(repr=False)

    @property
    def api_url(self) -> str:
        """AI base URL for the browser."""
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
            return mint_secret(client, request)
        finally:
            # A transport that was given is the caller's: it must survive this client.
            if self.transport is None:
                client.close()

    def attach(self, secret: str) -> None:
        """Do nothing: XpertAI needs no help from the script's thread."""


def _is_positive(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e9
