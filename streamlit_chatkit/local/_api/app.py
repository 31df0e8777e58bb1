"""The server's ASGI application."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlalchemy import text
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route, Router

from streamlit_chatkit._serving.guard import Guard
from streamlit_chatkit.local._protocol.http import JSONAnswer, not_found

from .assistant_routes import assistant_routes
from .conversation_routes import conversation_routes
from .file_routes import file_routes
from .message_routes import message_routes
from .openapi import openapi_json
from .run_routes import run_routes
from .session_routes import session_route
from .thread_routes import thread_routes

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from streamlit_chatkit.local._engine.service import Service

logger = logging.getLogger(__name__)

API_PATH = "/api/ai"
_SESSIONS = "/v1/chatkit/sessions"
_OPENAPI = "/openapi.json"


def create_app(service: Service, *, any_host: bool = False) -> ASGIApp:
    """Make the application that serves the XpertAI API for `service`.

    Parameters
    ----------
    service : Service
        What is served.
    any_host : bool, default False
        Whether requests may name other hosts than this machine.
    """
    routes = [
        session_route(service, _SESSIONS),
        *assistant_routes(service),
        *run_routes(service),
        *thread_routes(service),
        *conversation_routes(service),
        *message_routes(service),
        *file_routes(service),
    ]
    document = JSONAnswer({**openapi_json(routes), "servers": [{"url": API_PATH}]})

    async def describe(request: Request) -> Response:  # noqa: ARG001
        return document

    described = Route(_OPENAPI, describe)
    api = Router([*routes, described], redirect_slashes=False)
    app = Starlette(
        routes=[
            described,
            _health(service),
            session_route(service, _SESSIONS),
            Mount(API_PATH, api),
        ],
        exception_handlers={HTTPException: _unknown_endpoint},
    )
    app.router.redirect_slashes = False
    return Guard(app, service.origins, any_host=any_host)


def _health(service: Service) -> Route:
    async def tell(request: Request) -> Response:  # noqa: ARG001
        try:
            await service.store.database.read(
                lambda connection: connection.execute(text("select 1"))
            )
        except Exception:
            logger.exception("The database does not answer")
            return JSONAnswer({"status": "error"}, 503)
        return JSONAnswer({"status": "ok"})

    return Route("/health", tell)


async def _unknown_endpoint(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return not_found().response()
