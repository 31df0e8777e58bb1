"""Error bodies as the XpertAI API writes them."""

from __future__ import annotations

from http import HTTPStatus


def error_body(status: HTTPStatus, message: str, error: str | None = None) -> dict[str, object]:
    """Return the JSON body of an answer with an error status.

    Parameters
    ----------
    status : HTTPStatus
        Status of the answer.
    message : str
        What is wrong.
    error : str or None, optional
        Second line of the body; default: the status's phrase.
    """
    return {"statusCode": int(status), "message": message, "error": error or status.phrase}
