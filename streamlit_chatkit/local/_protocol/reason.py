"""Short reasons for people, from exceptions."""

from __future__ import annotations

import re

_MAX_LENGTH = 300
_CREDENTIAL = re.compile(r"\b(sk|cs)-[A-Za-z0-9_-]{6,}")


def short_reason(error: BaseException) -> str:
    """Return the first line of the error's text, without credentials, or else its type's name."""
    line = next(iter(str(error).strip().splitlines()), "") or type(error).__name__
    line = _CREDENTIAL.sub(r"\1-…", line)
    return line if len(line) <= _MAX_LENGTH else line[: _MAX_LENGTH - 1] + "…"
