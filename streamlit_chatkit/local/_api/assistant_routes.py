"""The caller's assistant: what it is, and what it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from streamlit_chatkit.local._protocol.http import JSONAnswer, not_found
from streamlit_chatkit.local._protocol.wire import assistant_json, models_json
from streamlit_chatkit.local._store.query import parse_query

from .endpoint import body_route, route

if TYPE_CHECKING:
    from starlette.responses import Response

    from streamlit_chatkit.local._engine.service import Service
    from streamlit_chatkit.local._protocol.json import Json
    from streamlit_chatkit.local._store.records import Assistant

    from .endpoint import ApiRoute, Call


class AssistantSearch(BaseModel):
    """A search for assistants."""

    metadata: dict[str, Any] | None = None
    limit: int | str | None = None
    offset: int | str | None = None


def assistant_routes(service: Service) -> list[ApiRoute]:
    """Make the routes below ``/assistants``."""
    one = "/assistants/{assistant_id}"
    return [
        body_route(service, "POST", "/assistants/search", search_assistants, AssistantSearch),
        body_route(service, "POST", "/assistants/count", count_assistants, AssistantSearch),
        route(service, "GET", one, get_assistant),
        route(service, "GET", f"{one}/models", list_models),
        route(service, "GET", f"{one}/runtime-capabilities", list_capabilities),
    ]


async def get_assistant(call: Call) -> Response:
    """Describe the caller's assistant."""
    return JSONAnswer(assistant_json(_own(call)))


async def list_models(call: Call) -> Response:
    """List the models among which the user may choose."""
    return JSONAnswer(models_json(_own(call)))


async def list_capabilities(call: Call) -> Response:
    """List skills, plugins, sub-agents and commands: a Python agent declares none."""
    _own(call)
    return JSONAnswer({"skills": [], "plugins": [], "subAgents": [], "commands": []})


async def search_assistants(call: Call, search: AssistantSearch) -> Response:
    """List the caller's assistant, if it is what is searched."""
    page = parse_query({"limit": search.limit, "offset": search.offset})
    found = _found(call, search)
    return JSONAnswer(found[page.offset : page.offset + page.limit])


async def count_assistants(call: Call, search: AssistantSearch) -> Response:
    """Count the caller's assistants."""
    return JSONAnswer(len(_found(call, search)))


def _found(call: Call, search: AssistantSearch) -> list[Json]:
    own = assistant_json(call.caller.assistant)
    wanted = (search.metadata or {}).items()
    return [own] if all(own["metadata"].get(key) == value for key, value in wanted) else []


def _own(call: Call) -> Assistant:
    if call.path("assistant_id") != call.caller.assistant.id:
        raise not_found()
    return call.caller.assistant
