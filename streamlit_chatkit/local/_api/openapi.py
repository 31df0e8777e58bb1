"""The OpenAPI document, made from the routes."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from pydantic.json_schema import models_json_schema

from streamlit_chatkit._version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit_chatkit.local._protocol.json import Json

    from .endpoint import ApiRoute, Operation

_REFERENCE = "#/components/schemas/{model}"
_UUIDS = {"conversation_id", "message_id", "feedback_id"}
_ERROR: Json = {
    "type": "object",
    "required": ["statusCode", "message"],
    "properties": {
        "statusCode": {"type": "integer"},
        "message": {"type": "string"},
        "error": {"type": "string"},
    },
}
_PAGING = ("limit", "offset")


def openapi_json(routes: Sequence[ApiRoute]) -> Json:
    """Describe the API of `routes` after OpenAPI 3.1."""
    operations = [route.operation for route in routes]
    models = {one.body for one in operations if one.body}
    ordered = sorted(models, key=lambda model: model.__name__)
    names, schemas = models_json_schema(
        [(model, "validation") for model in ordered], ref_template=_REFERENCE
    )
    references = {model: names[model, "validation"] for model in ordered}
    paths: Json = {}
    for one in operations:
        body = references[one.body] if one.body else None
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, body)
    return {
        "openapi": "3.1.0",
        "info": {"title": "XpertAI API of LocalBackend", "version": __version__},
        "security": [{"clientSecret": []}],
        "paths": paths,
        "components": {
            "schemas": {**schemas.get("$defs", {}), "Error": _ERROR},
            "securitySchemes": {"clientSecret": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(one: Operation, body: Json | None) -> Json:
    described: Json = {
        "operationId": _operation_id(one),
        "summary": one.summary.rstrip("."),
        "parameters": _parameters(one),
        "responses": _responses(one),
    }
    if body is not None:
        described["requestBody"] = {"content": {"application/json": {"schema": body}}}
    if one.form:
        fields: Json = {name: {"type": "string"} for name in one.form}
        fields[one.form[0]] = {"type": "string", "format": "binary"}
        form = {"type": "object", "required": [one.form[0]], "properties": fields}
        content = {"multipart/form-data": {"schema": form}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _operation_id(one: Operation) -> str:
    return re.sub(r"\W+", "_", f"{one.method.lower()}{one.path}").strip("_")


def _parameters(one: Operation) -> list[Json]:
    parameters: list[Json] = []
    for name in re.findall(r"{(\w+)}", one.path):
        schema = {"type": "string", **({"format": "uuid"} if name in _UUIDS else {})}
        parameters.append({"name": name, "in": "path", "required": True, "schema": schema})
    if one.paged:
        number = {"type": "integer", "minimum": 0, "maximum": 10**9 - 1}
        parameters += [{"name": name, "in": "query", "schema": number} for name in _PAGING]
    text = {"type": "string"}
    parameters += [{"name": name, "in": "query", "schema": text} for name in one.query]
    if one.media_type == "text/event-stream":
        header = {"name": "Last-Event-ID", "in": "header", "schema": {"type": "string"}}
        parameters.append(header)
    return parameters


def _responses(one: Operation) -> Json:
    statuses = {400, 401, 403, 404, 406, *([413, 415] if one.form else [])}
    error = {"application/json": {"schema": {"$ref": _REFERENCE.format(model="Error")}}}
    responses: Json = {
        str(status): {"description": HTTPStatus(status).phrase, "content": error}
        for status in sorted(statuses)
    }
    if one.status < HTTPStatus.BAD_REQUEST:
        success: Json = {"description": HTTPStatus(one.status).phrase}
        if one.media_type:
            success["content"] = {one.media_type: {}}
        responses[str(one.status)] = success
    return dict(sorted(responses.items()))
