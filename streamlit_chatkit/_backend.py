"""What a backend is to the rest of the package."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class ClientSecret:
    """A short-lived secret for the browser.

    Attributes
    ----------
    secret : str
        The secret itself (``cs-x-…``). Left out of the ``repr``.
    expires_in : float
        Seconds from minting until the API refuses it.
    organization_id : str or None
        Sent by the frame as ``organization-id``, when the API needs one.
    """

    secret: str = field(repr=False)
    expires_in: float
    organization_id: str | None = None


class Connection(Protocol):
    """One assistant on one backend, ready to mint secrets for it."""

    @property
    def api_url(self) -> str:
        """AI base URL for the browser, such as ``https://api.xpertai.cn/api/ai``.

        It may be relative to the bundled chat page.
        """

    @property
    def home(self) -> str:
        """What the threads belong to: the same, whichever way the browser reaches the API."""

    @property
    def assistant_id(self) -> str:
        """Id sent as ``xpertId``."""

    @property
    def frame_url(self) -> str | None:
        """The chat page, or ``None`` for the bundled one."""

    @property
    def cache_key(self) -> Hashable:
        """Equal for connections whose secrets are interchangeable. Holds no API key."""

    def mint(self, user: str) -> ClientSecret:
        """Get a secret bound to `user`. Blocks; called on a worker thread.

        Raises
        ------
        SessionError
            If the API gives none.
        """

    def attach(self, secret: str) -> None:
        """Note that a script run uses `secret`; called on each one, in the script's own thread."""


class Backend(Protocol):
    """Where the agent lives: `XpertAI` or `LocalBackend`."""

    def connect(
        self, assistant_id: str | None, *, frame_url: str | None, app_origin: str | None
    ) -> Connection:
        """Resolve the settings for one chat.

        Parameters
        ----------
        assistant_id : str or None
            As given to `st_chatkit`.
        frame_url : str or None
            As given to `st_chatkit`.
        app_origin : str or None
            Origin of the page in the browser, such as ``http://localhost:8501``, if known.

        Raises
        ------
        ConfigurationError
            If a setting is missing or cannot be used.
        """
