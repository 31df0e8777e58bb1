"""Say in human words why the API gave no client secret, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from streamlit_chatkit._errors import SessionError
from streamlit_chatkit._masking import redact

_REQUEST_ID_HEADERS = ("x-request-id", "request-id", "x-correlation-id", "x-trace-id")


def error_of_status(
    answer: httpx.Response, *, url: str, api_key: str, retry_after: float | None
) -> SessionError:
    """Explain an answer that is not a success."""
    status = answer.status_code
    host = host_of(url)
    if 300 <= status < 400:
        text = (
            f"{host} redirects the request for a client secret, and the API key is not sent to "
            "another address. Set api_url to the address that the API really has."
        )
    elif _is_something_else(answer):
        text = (
            f"What answers at {host} is not the XpertAI API (HTTP {status}). Check api_url: it is "
            "the address of the API (of a self-hosted one often with /api/ai at the end), not of a "
            "web page."
        )
    elif status == 401:
        text = f"{host} did not accept the API key. Check it, and that it belongs to this api_url."
    elif status == 403:
        text = (
            "This API key may not open a chat with this assistant. Check that both belong to the "
            "same workspace and that the assistant is published."
        )
    elif status == 404:
        text = (
            f"{host} knows no {httpx.URL(url).path}, or not this assistant. Check api_url "
            "(a self-hosted API often ends with /api/ai) and the assistant id."
        )
    elif status == 429:
        wait = f"in {retry_after:.0f} s" if retry_after else "in a minute"
        text = f"{host} gets too many requests. Try again {wait}."
    elif status >= 500:
        text = f"{host} has a problem of its own (HTTP {status}). Try again in a moment."
    else:
        text = f"{host} refused to give a client secret (HTTP {status}). Check the settings."
    reason = redact(_reason(answer), api_key)
    if reason and not 300 <= status < 400:
        text = f"{text} {host} answered {status}: {reason}"
    return SessionError(text, status=status, request_id=request_id_of(answer))


def error_of_request(error: httpx.RequestError, *, url: str) -> SessionError:
    """Explain why no answer came, or none that can be read."""
    host = host_of(url)
    if isinstance(error, httpx.DecodingError):
        return SessionError(
            f"The answer of {host} cannot be read. Check that api_url is the address of the "
            "XpertAI API, and what stands between it and this machine."
        )
    if isinstance(error, httpx.TimeoutException):
        return SessionError(
            f"{host} did not answer in time. Check that this machine reaches it, and try again."
        )
    if "CERTIFICATE" in str(error).upper():
        return SessionError(
            f"The certificate of {host} is not trusted on this machine. Install the certificate of "
            "its issuer, or set SSL_CERT_FILE to it."
        )
    return SessionError(
        f"{host} cannot be reached. Check api_url and the network of this machine, and try again."
    )


# The API answers in JSON; a gateway before it may say in HTML that it is away (502, 503, 504).
def _is_something_else(answer: httpx.Response) -> bool:
    content_type = answer.headers.get("content-type", "").lower()
    in_html = content_type.startswith("text/html") and answer.status_code < 500
    return in_html or answer.status_code in {405, 501}


def _reason(answer: httpx.Response) -> str:
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        return ""
    if not isinstance(body, Mapping):
        return ""
    for name in ("message", "error"):
        value = body.get(name)
        if isinstance(value, Mapping):
            value = value.get("message")
        if isinstance(value, str) and value.strip():
            return value
    return ""


def request_id_of(answer: httpx.Response) -> str | None:
    """Return the API's id of a request, for its support."""
    for name in _REQUEST_ID_HEADERS:
        value = answer.headers.get(name)
        if value:
            return redact(value, limit=128)
    return None


def host_of(url: str) -> str:
    """Return host and port of `url`."""
    return httpx.URL(url).netloc.decode("ascii")
