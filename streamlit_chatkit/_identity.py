"""Who the user is when nobody is logged in, and what names a chat without telling whose it is."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

_MASK_BYTES = 4
_LEAST_TOKEN_BYTES = 16
_ANONYMOUS = b"streamlit-chatkit anonymous user\0"


@lru_cache  # each run of an app's script asks for the same ones
def chat_identity(key: str, home: str, assistant_id: str, user: str) -> str:
    """Return a hash that names one user's chat with one assistant, 32 hexadecimal digits.

    The browser keeps under it what outlives a reload, so that nothing crosses from one user, chat
    or assistant to another.
    """
    named = json.dumps([key, home, assistant_id, user]).encode()
    return hashlib.sha256(named).hexdigest()[:32]


def anonymous_id(cookie: str | None) -> str | None:
    """Return the id of the anonymous user whose browser has this XSRF cookie of Streamlit.

    The server makes the cookie's token of random bytes, one for each browser, and keeps it when it
    writes the cookie again under another mask. Nobody can guess the token of somebody else.

    Parameters
    ----------
    cookie : str or None
        ``2|<mask>|<masked token>|<timestamp>``, the first two in hexadecimal digits (Tornado's
        second version, which Streamlit's later server kept).

    Returns
    -------
    str or None
        ``None`` if there is no such token.
    """
    token = _token(cookie or "")
    if token is None:
        return None
    return f"anonymous-{hashlib.sha256(_ANONYMOUS + token).hexdigest()[:32]}"


def _token(cookie: str) -> bytes | None:
    parts = cookie.strip("\"'").split("|")
    if len(parts) != 4 or parts[0] != "2":
        return None
    try:
        mask, masked = bytes.fromhex(parts[1]), bytes.fromhex(parts[2])
    except ValueError:
        return None
    if len(mask) != _MASK_BYTES or len(masked) < _LEAST_TOKEN_BYTES:
        return None
    return bytes(byte ^ mask[place % _MASK_BYTES] for place, byte in enumerate(masked))
