"""Client secrets, minted over HTTP."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from ._endpoint import ApiRoute, Operation, parse_body
from ._http import JSONAnswer, bearer, read_json
from ._records import now
from ._secrets import Caller
from ._wire import iso

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ._service import Service

DEFAULT_USER = "api"
_MAX_EXPIRES_AFTER_S = 24 * 3600


class NewSession(BaseModel):
    """Whom a client secret is for."""

    assistant: Any = None
    user: str | None = None
    expires_after: Any = None


def session_route(service: Service, path: str) -> ApiRoute:
    """Make a route that mints client secrets for the holder of an API key."""

    async def create_session(request: Request) -> Response:
        body = parse_body(await read_json(request), NewSession)
        asked = body.assistant
        assistant_id = asked.get("id") if isinstance(asked, dict) else None
        hosted = service.hosted.authorize(bearer(request), assistant_id)
        seconds = _seconds(body.expires_after, hosted.expires_after)
        caller = Caller(body.user or DEFAULT_USER, hosted.assistant, hosted.agent)
        session = {
            "client_secret": await service.mint(caller, seconds),
            "expires_at": iso(now() + timedelta(seconds=seconds)),
            "expires_after": seconds,
        }
        return JSONAnswer(session, 201)

    operation = Operation("POST", path, "Mint a client secret.", 201, NewSession)
    return ApiRoute(operation, create_session)


def _seconds(value: object, default: int) -> int:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or value < 1:  # type: ignore[arg-type, operator]
        return default
    return min(int(value), _MAX_EXPIRES_AFTER_S)  # type: ignore[call-overload, no-any-return]
