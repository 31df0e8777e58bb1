"""Settings: argument, then ``st.secrets["xpertai"]``, then environment, then default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlsplit

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._masking import mask

DEFAULT_API_URL = "https://api.xpertai.cn"
SECRETS_SECTION = "xpertai"
ENVIRONMENT = {
    "api_key": "XPERTAI_API_KEY",
    "api_url": "XPERTAI_API_URL",
    "assistant_id": "XPERT_ID",
    "frame_url": "CHATKIT_FRAME_URL",
    "organization_id": "XPERTAI_ORGANIZATION_ID",
}
"""Environment variable of each setting."""

_AI_PATH = "/api/ai"
_CHATKIT_PATH = "/v1/chatkit"
_SESSIONS_PATH = f"{_CHATKIT_PATH}/sessions"
_QUOTES = "\"'`“”‘’"


@dataclass(frozen=True, repr=False)
class Settings:
    """Checked settings; ``None`` where there is none.

    Attributes
    ----------
    api_key : str or None
        XpertAI API key (``sk-x-…``).
    api_url : str
        Base URL without a trailing slash.
    assistant_id : str or None
        XpertAI digital expert id.
    frame_url : str or None
        Chat page; ``None`` for the bundled one.
    organization_id : str or None
        XpertAI organization.
    """

    api_key: str | None
    api_url: str
    assistant_id: str | None
    frame_url: str | None
    organization_id: str | None

    def __repr__(self) -> str:
        return (
            f"Settings(api_key={mask(self.api_key)}, api_url={self.api_url!r}, "
            f"assistant_id={self.assistant_id!r}, frame_url={self.frame_url!r}, "
            f"organization_id={self.organization_id!r})"
        )

    @property
    def sessions_url(self) -> str:
        """Where client secrets are minted."""
        return self.api_url + _SESSIONS_PATH

    @property
    def ai_url(self) -> str:
        """AI base URL for the browser."""
        return self.api_url if self.api_url.endswith(_AI_PATH) else self.api_url + _AI_PATH


def resolve_settings(
    arguments: Mapping[str, str | None],
    secrets: Mapping[str, object],
    environ: Mapping[str, str],
) -> Settings:
    """Find and check every setting; the first source with a value that is not blank wins.

    Parameters
    ----------
    arguments : mapping
        Settings given in code, by name.
    secrets : mapping
        The section ``[xpertai]`` of the secrets.
    environ : mapping
        Environment variables.

    Raises
    ------
    ConfigurationError
        If a value cannot be used, or a name in the secrets looks like a typo. A setting that is
        missing is not an error here.
    """
    _check_names(secrets)
    found = {name: _find(name, arguments, secrets, environ) for name in ENVIRONMENT}
    return Settings(
        api_key=_check(found["api_key"], _check_api_key),
        api_url=(_check(found["api_url"], _check_api_url) or DEFAULT_API_URL).rstrip("/"),
        assistant_id=_check(found["assistant_id"], _check_id),
        frame_url=_check(found["frame_url"], _check_frame_url),
        organization_id=_check(found["organization_id"], _check_id),
    )


def check_frame_url(url: object) -> None:
    """Check a chat page that is given as an argument; ``None`` is none.

    Raises
    ------
    ConfigurationError
        If it is neither a URL nor a path of the app.
    """
    _check(_find("frame_url", {"frame_url": url}, {}, {}), _check_frame_url)


@dataclass(frozen=True, repr=False)
class _Found:
    name: str
    value: str
    source: str

    def error(self, problem: str) -> ConfigurationError:
        return ConfigurationError(f"{self.name} ({self.source}) {problem}")


def _check_names(secrets: Mapping[str, object]) -> None:
    for name in secrets.keys() - ENVIRONMENT.keys():
        near = get_close_matches(name.lower(), ENVIRONMENT, n=1, cutoff=0.75)
        if near and near[0] not in secrets:
            raise ConfigurationError(
                f"[{SECRETS_SECTION}] in .streamlit/secrets.toml has {name!r}, which is no "
                f"setting. Did you mean {near[0]!r}?"
            )


def _find(
    name: str,
    arguments: Mapping[str, object],
    secrets: Mapping[str, object],
    environ: Mapping[str, str],
) -> _Found | None:
    variable = ENVIRONMENT[name]
    candidates: tuple[tuple[object, str], ...] = (
        (arguments.get(name), "given as an argument"),
        (secrets.get(name), f"from [{SECRETS_SECTION}] in .streamlit/secrets.toml"),
        (environ.get(variable), f"from the environment variable {variable}"),
    )
    for value, source in candidates:
        if value is None:
            continue
        if not isinstance(value, str):
            raise ConfigurationError(
                f"{name} ({source}) must be text, not {type(value).__name__}: put it in quotes."
            )
        if value.strip():
            return _Found(name, value.strip(), source)
    return None


def _check(found: _Found | None, check: Callable[[_Found], None]) -> str | None:
    if found is None:
        return None
    if any(mark in found.value for mark in _QUOTES):
        raise found.error("contains a quotation mark: give the value without quotes inside.")
    if any(character.isspace() for character in found.value):
        raise found.error("contains a space or line break: copy it again without them.")
    if not (found.value.isascii() and found.value.isprintable()):
        raise found.error("contains characters that cannot be sent: copy the real value again.")
    check(found)
    return found.value


def _check_api_key(found: _Found) -> None:
    if found.value.startswith("cs-"):
        raise found.error("is a client secret: give the API key of your workspace (sk-x-…).")
    if "://" in found.value:
        raise found.error("is a URL: give the API key of your workspace (sk-x-…).")


def _check_id(found: _Found) -> None:
    if found.value.startswith(("sk-", "cs-")):
        raise found.error("looks like a key, not an id: check whether the two were mixed up.")
    if "://" in found.value:
        raise found.error("is a URL: give only the id in it.")


def _check_api_url(found: _Found) -> None:
    _check_http_url(found)
    parts = urlsplit(found.value)
    if parts.query or parts.fragment:
        raise found.error('must end with its path: remove everything from "?" or "#" on.')
    base, chatkit, rest = found.value.partition(_CHATKIT_PATH)
    if chatkit:
        raise found.error(f"must be the base URL: remove {chatkit}{rest}, so that it is {base}.")


def _check_frame_url(found: _Found) -> None:
    if found.value.startswith("/") and not found.value.startswith("//"):
        return
    _check_http_url(found)


def _check_http_url(found: _Found) -> None:
    try:
        parts = urlsplit(found.value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise found.error(f"is not a URL: give one like {DEFAULT_API_URL}.") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise found.error(f"must begin with https:// (or http://), like {DEFAULT_API_URL}.")
    if parts.username is not None or parts.password is not None:
        raise found.error("must not hold a user name or password: remove what is before the @.")
