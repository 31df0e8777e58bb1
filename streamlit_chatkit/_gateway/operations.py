"""Which requests may pass: the operations of the XpertAI API that a chat page uses.

Minting client secrets is not among them: that takes the API key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~:@-]{0,255}")
_LONGEST_QUERY = 4096
_REPEATABLE = frozenset({"stream_mode"})

# Method, path and the query parameters that it takes. A part in braces is an id.
_OPERATIONS = """
GET    /assistants/{}
POST   /assistants/search
POST   /assistants/count
GET    /assistants/{}/models
GET    /assistants/{}/runtime-capabilities

POST   /threads
POST   /threads/search
GET    /threads/{}
DELETE /threads/{}
GET    /threads/{}/state                           checkpoint_id
GET    /threads/{}/context-usage                   agentKey
GET    /threads/{}/runs                            limit offset
POST   /threads/{}/runs
POST   /threads/{}/runs/stream
POST   /threads/{}/runs/wait
GET    /threads/{}/runs/{}
GET    /threads/{}/runs/{}/stream                  cancel_on_disconnect stream_mode
POST   /threads/{}/runs/{}/cancel                  wait action

POST   /conversations
POST   /conversations/search
GET    /conversations/{}
PATCH  /conversations/{}
DELETE /conversations/{}
GET    /conversations/{}/goal
GET    /conversations/{}/task-summary
GET    /conversations/{}/messages                  limit offset
POST   /conversations/{}/messages/search
GET    /conversations/{}/messages/{}
PATCH  /conversations/{}/messages/{}
DELETE /conversations/{}/messages/{}
GET    /conversations/{}/messages/{}/feedbacks     limit offset
POST   /conversations/{}/messages/{}/feedbacks
POST   /conversations/{}/messages/{}/feedbacks/search
PATCH  /conversations/{}/messages/{}/feedbacks/{}
DELETE /conversations/{}/messages/{}/feedbacks/{}

POST   /contexts/file
DELETE /contexts/file/{}
GET    /files/{}/status
GET    /files/{}/content
POST   /v1/file
"""


class ForwardingError(Exception):
    """The request is none of the operations.

    Parameters
    ----------
    message : str
        What is wrong with it, for the answer.
    status : HTTPStatus
        Status of the answer.
    """

    def __init__(self, message: str, status: HTTPStatus) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class _Operation:
    method: str
    parts: tuple[str, ...]
    parameters: frozenset[str]

    def fits(self, parts: tuple[str, ...]) -> bool:
        return len(parts) == len(self.parts) and all(
            wanted in {"{}", part} for wanted, part in zip(self.parts, parts, strict=True)
        )


def _read_operations() -> tuple[_Operation, ...]:
    lines = (line.split() for line in _OPERATIONS.splitlines() if line)
    return tuple(
        _Operation(method, tuple(path[1:].split("/")), frozenset(parameters))
        for method, path, *parameters in lines
    )


OPERATIONS = _read_operations()


def check_target(method: str, path: str, query: str) -> str:
    """Return the path and query to forward, written anew from the parts that were understood.

    Parameters
    ----------
    method : str
        HTTP method.
    path : str
        Path below the API's base, as it came: still percent-encoded.
    query : str
        Query without its question mark, still percent-encoded.

    Raises
    ------
    ForwardingError
        If it is none of the operations that a chat page uses.

    Examples
    --------
    >>> check_target("GET", "/threads/7c9e/runs", "limit=100")
    '/threads/7c9e/runs?limit=100'
    """
    parts = _parts(path)
    fitting = [operation for operation in OPERATIONS if operation.fits(parts)]
    if not fitting:
        raise unknown_path()
    of_method = [operation for operation in fitting if operation.method == method]
    if not of_method:
        raise ForwardingError(
            "The gateway does not forward this method here.", HTTPStatus.METHOD_NOT_ALLOWED
        )
    target = "/" + "/".join(quote(part, safe="") for part in parts)
    encoded = _check_query(query, of_method[0].parameters)
    return f"{target}?{encoded}" if encoded else target


def unknown_path() -> ForwardingError:
    """Refuse a path that the API does not have, or that a chat page does not use."""
    return ForwardingError("The gateway does not forward this path.", HTTPStatus.NOT_FOUND)


# Each part is decoded once and must then be an id, which holds neither a slash nor a percent sign:
# whatever the API decodes again, it finds the same parts.
def _parts(path: str) -> tuple[str, ...]:
    if not path.startswith("/"):
        raise unknown_path()
    parts = tuple(unquote_to_bytes(part).decode("ascii", "replace") for part in path[1:].split("/"))
    if not all(_ID.fullmatch(part) for part in parts):
        raise unknown_path()
    return parts


def _check_query(query: str, parameters: frozenset[str]) -> str:
    if not query:
        return ""
    try:
        if len(query) > _LONGEST_QUERY:
            raise ValueError
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True, errors="strict")
    except ValueError:
        raise ForwardingError(
            "The gateway cannot read this query.", HTTPStatus.BAD_REQUEST
        ) from None
    names = [name for name, _ in pairs]
    for name in names:
        if name not in parameters:
            raise ForwardingError(
                "The gateway does not forward this query parameter.", HTTPStatus.BAD_REQUEST
            )
        if names.count(name) > 1 and name not in _REPEATABLE:
            raise ForwardingError("A query parameter is given twice.", HTTPStatus.BAD_REQUEST)
    return urlencode(pairs)
