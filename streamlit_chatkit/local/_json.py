"""JSON objects, and values as text."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from streamlit_chatkit._encoding import encode

Json: TypeAlias = dict[str, Any]
"""A JSON object."""


def json_text(value: object) -> str:
    """Encode `value` as text: a string stays as it is, everything else becomes JSON."""
    return value if isinstance(value, str) else json.dumps(encode(value), ensure_ascii=False)
