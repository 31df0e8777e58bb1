"""Keep keys and secrets out of everything that a person can read."""

from __future__ import annotations

import re

_CREDENTIAL = re.compile(r"\b(sk|cs)-[\w-]{4,}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]+")


def mask(secret: str | None) -> str:
    """Return what may be shown of `secret`: whether there is one, and of which kind.

    Examples
    --------
    >>> mask("sk-x-0123456789"), mask(None)
    ('sk-x-***', 'None')
    """
    if secret is None:
        return "None"
    kind = re.match(r"(?:sk|cs)-(?:x-)?", secret)
    return f"{kind.group() if kind else ''}***"


def redact(text: str, *secrets: str | None, limit: int = 300) -> str:
    """Return `text` on one line without `secrets` and without anything that looks like one.

    Parameters
    ----------
    text : str
        Text from outside, such as the reason in an error body.
    *secrets : str or None
        Values that must not appear.
    limit : int, default 300
        Longest result, in characters.
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, mask(secret))
    text = _CREDENTIAL.sub(r"\1-***", text)
    text = _UNPRINTABLE.sub(" ", text).strip()
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
