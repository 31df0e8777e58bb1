"""Client secrets, minted over HTTP."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from streamlit_chatkit.local._engine.secrets import Caller
from streamlit_chatkit.local._protocol.http import JSONAnswer, bearer, not_found, read_json
from streamlit_chatkit.local._protocol.wire import iso
from streamlit_chatkit.local._store.records import now

from .endpoint import ApiRoute, Operation, parse_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from streamlit_chatkit.local._engine.service import Hosted, Service

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
        # Before the body is read, which may be large and come from anybody.
        opened = service.hosted.opened_by(bearer(request))
        body = parse_body(await read_json(request), NewSession)
        hosted = _chosen(opened, body.assistant)
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


def _chosen(opened: Sequence[Hosted], asked: object) -> Hosted:
    assistant_id = asked.get("id") if isinstance(asked, dict) else None
    if assistant_id is None and len(opened) == 1:
        return opened[0]
    found = next((one for one in opened if one.assistant.id == assistant_id), None)
    if found is None:
        raise not_found()
    return found


def _seconds(value: object, default: int) -> int:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or value < 1:  # type: ignore[arg-type, operator]
        return default
    return min(int(value), _MAX_EXPIRES_AFTER_S)  # type: ignore[call-overload, no-any-return]
