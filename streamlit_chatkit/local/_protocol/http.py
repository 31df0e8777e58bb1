"""Errors and request reading as the XpertAI API does them."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn

from starlette.responses import JSONResponse

from streamlit_chatkit._serving.errors import error_body

from .json import json_bytes

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails
    from starlette.requests import Request

    from .json import Json

MAX_BODY_BYTES = 50 * 1024 * 1024


class JSONAnswer(JSONResponse):
    """An answer, whatever text is in it."""

    def render(self, content: object) -> bytes:
        """Encode `content`."""
        return json_bytes(content)


class ApiError(Exception):
    """An answer with an error status.

    Parameters
    ----------
    status : HTTPStatus
        Status of the answer.
    message : str
        What the caller did wrong.
    error : str or None, optional
        Second line of the body; default: the status's phrase.
    """

    def __init__(self, status: HTTPStatus, message: str, error: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body: Json = error_body(status, message, error)

    def response(self) -> JSONAnswer:
        """Build the answer."""
        return JSONAnswer(self.body, int(self.status))


def bad_request(message: str) -> ApiError:
    """Refuse invalid input."""
    return ApiError(HTTPStatus.BAD_REQUEST, message)


def not_found() -> ApiError:
    """Tell that a record does not exist for this caller."""
    return ApiError(HTTPStatus.NOT_FOUND, "The requested record was not found")


def forbidden(message: str) -> ApiError:
    """Refuse what the caller may not do."""
    return ApiError(HTTPStatus.FORBIDDEN, message)


def unauthorized(reason: str) -> ApiError:
    """Refuse a missing, unknown or expired credential."""
    return ApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized", reason)


def invalid_uuid() -> ApiError:
    """Refuse a conversation or message id that is none."""
    return ApiError(HTTPStatus.NOT_ACCEPTABLE, "Validation failed (valid uuid is expected)")


def internal_error() -> JSONAnswer:
    """Answer for a failure of the server itself."""
    return JSONAnswer({"statusCode": 500, "message": "Internal server error"}, 500)


def problems(error: ValidationError) -> str:
    """Name each invalid value by its path."""
    return "; ".join(_problem(one) for one in error.errors())


def _problem(error: ErrorDetails) -> str:
    path = ".".join(str(part) for part in error["loc"])
    return f"{path}: {'Required' if error['type'] == 'missing' else error['msg']}"


async def read_json(request: Request) -> Json:
    """Read a JSON object; an empty body counts as an empty object.

    Raises
    ------
    ApiError
        If the body is too long or not a JSON object.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            message = "request entity too large"
            raise ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message, "Payload Too Large")
    if not body.strip():
        return {}
    try:
        value: Any = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise bad_request("Request body: not valid JSON") from None
    if not isinstance(value, dict):
        raise bad_request("Request body: expected an object")
    return value


def _refuse_constant(name: str) -> NoReturn:
    msg = f"{name} is not JSON"
    raise ValueError(msg)


def bearer(request: Request) -> str | None:
    """Return the credential that counts: client secrets come before API keys."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    candidates = (
        request.headers.get("x-client-secret"),
        value.strip() if scheme.lower() == "bearer" else None,
        request.headers.get("x-api-key"),
    )
    return next((candidate for candidate in candidates if candidate), None)
