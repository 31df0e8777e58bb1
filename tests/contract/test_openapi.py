"""Requests made from the OpenAPI document, sensible or not, are answered as it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance
from starlette.testclient import TestClient

from streamlit_chatkit.local._api.app import create_app
from streamlit_chatkit.local._engine.secrets import Caller
from streamlit_chatkit.local._engine.service import Service

from .harness import ASSISTANT, echo

if TYPE_CHECKING:
    from schemathesis import Case

USER = "visitor-42"
LOCAL = "http://localhost"
IDS = {
    "assistant_id": ASSISTANT.id,
    "conversation_id": "b8f2a4d6-0c3e-4f58-9b7a-2d6e4c1a9f05",
    "thread_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
}

service = Service()
app = create_app(service)
with TestClient(app, base_url=LOCAL) as client:
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
schema.app = app
HEADERS = {"Authorization": "Bearer " + service.secrets.mint(Caller(USER, ASSISTANT, echo), 600)}


@schema.parametrize()
@settings(
    max_examples=4,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_request_is_answered_as_documented(case: Case[Any]) -> None:
    with TestClient(app, base_url=LOCAL, headers=HEADERS) as client:
        made = {"id": IDS["conversation_id"], "threadId": IDS["thread_id"]}
        assert client.post("/api/ai/conversations", json=made).status_code == 201
    for ids in ({}, IDS):
        case.path_parameters.update(
            {name: value for name, value in ids.items() if name in case.path_parameters}
        )
        response = case.call(base_url=LOCAL, headers=HEADERS)
        case.validate_response(
            response,
            checks=[not_a_server_error, status_code_conformance, content_type_conformance],
        )
