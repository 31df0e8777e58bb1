from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from streamlit_chatkit import ConfigurationError, SessionError, XpertAI
from streamlit_chatkit._backend import Backend, ClientSecret
from streamlit_chatkit._mint import Retry, SessionRequest, mint_secret

GOLDEN = Path(__file__).parents[1] / "fixtures" / "golden"
KEY = "sk-x-0123456789abcdef"
SECRET = "cs-x-fedcba9876543210"
URL = "https://api.example.com/v1/chatkit/sessions"
Handler = Callable[[httpx.Request], httpx.Response]


class Api:
    """Answers from a list; the last one again and again."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.slept: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def mint(self, **extra: int | str) -> ClientSecret:
        request = SessionRequest(
            url=URL,
            assistant_id="a1",
            user="visitor-42",
            api_key=KEY,
            organization_id=str(extra["organization_id"]) if "organization_id" in extra else None,
        )
        with httpx.Client(transport=httpx.MockTransport(self)) as client:
            return mint_secret(client, request, Retry(sleep=self.slept.append, random=lambda: 1.0))


def ok(**body: object) -> httpx.Response:
    return httpx.Response(201, json={"client_secret": SECRET, **body})


def test_the_request_is_the_one_of_the_contract() -> None:
    api = Api(httpx.Response(201, content=(GOLDEN / "session-response.json").read_bytes()))
    expected = json.loads((GOLDEN / "session-request.json").read_text())
    backend = XpertAI(
        api_key=KEY,
        api_url="https://api.example.com/api/ai",
        organization_id="org-1",
        expires_after=600,
        transport=httpx.MockTransport(api),
    )
    connection = backend.connect(expected["assistant"]["id"], frame_url=None, app_origin=None)
    secret = connection.mint(expected["user"])

    (request,) = api.requests
    assert request.method == "POST"
    assert str(request.url) == "https://api.example.com/api/ai/v1/chatkit/sessions"
    assert json.loads(request.content) == expected
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert request.headers["organization-id"] == "org-1"
    golden = json.loads((GOLDEN / "session-response.json").read_text())
    assert secret == ClientSecret(golden["client_secret"], 600.0, "org-1")
    assert connection.api_url == "https://api.example.com/api/ai"


def test_expiry_and_organization_are_left_out_when_nobody_set_them() -> None:
    api = Api(ok())
    assert api.mint() == ClientSecret(SECRET, 600.0, None)
    assert json.loads(api.requests[0].content) == {"assistant": {"id": "a1"}, "user": "visitor-42"}
    assert "organization-id" not in api.requests[0].headers


def test_the_lifetime_is_read_from_either_field() -> None:
    soon = datetime.now(timezone.utc) + timedelta(seconds=120)
    assert Api(ok(expires_after=90, expires_at=soon.isoformat())).mint().expires_in == 90
    for at in (soon.isoformat(), soon.isoformat().replace("+00:00", "Z"), soon.timestamp()):
        assert Api(ok(expires_at=at)).mint().expires_in == pytest.approx(120, abs=5)
    for bad in ("soon", None, -1, True, "2001-01-01T00:00:00Z"):
        assert Api(ok(expires_after=0, expires_at=bad)).mint().expires_in == 600


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ConnectError("refused"),
        httpx.ReadError("reset"),
        httpx.ConnectTimeout("slow"),
        httpx.RemoteProtocolError("closed"),
        httpx.Response(500),
        httpx.Response(503),
        httpx.Response(429),
    ],
)
def test_a_passing_trouble_is_retried_with_growing_delays(
    trouble: httpx.Response | Exception,
) -> None:
    api = Api(trouble, trouble, ok())
    assert api.mint().secret == SECRET
    assert api.slept == [0.5, 1.0]


def test_retries_end() -> None:
    api = Api(httpx.Response(502))
    with pytest.raises(SessionError) as caught:
        api.mint()
    assert caught.value.status == 502
    assert len(api.requests) == 3


def test_retry_after_is_honoured() -> None:
    api = Api(httpx.Response(429, headers={"Retry-After": "3"}), ok())
    api.mint()
    assert api.slept == [3.0]

    in_a_moment = format_datetime(datetime.now(timezone.utc) + timedelta(seconds=5), usegmt=True)
    dated = Api(httpx.Response(503, headers={"Retry-After": in_a_moment}), ok())
    dated.mint()
    assert dated.slept == [pytest.approx(5, abs=2)]


def test_nobody_waits_longer_than_the_longest_delay() -> None:
    api = Api(httpx.Response(429, headers={"Retry-After": "120"}))
    with pytest.raises(SessionError, match="in 120 s"):
        api.mint()
    assert api.slept == []


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(405, json={"detail": "Method Not Allowed"}),
        httpx.Response(501, html="<title>Error response</title>"),
        httpx.Response(403, html="<title>Sign in</title>"),
        httpx.Response(404, html="<title>Not found</title>"),
    ],
    ids=lambda answer: str(answer.status_code),
)
def test_what_is_no_xpertai_points_to_the_api_url_and_is_asked_once(answer: httpx.Response) -> None:
    api = Api(answer)
    with pytest.raises(SessionError, match=r"is not the XpertAI API .* Check api_url") as caught:
        api.mint()
    assert caught.value.status == answer.status_code
    assert len(api.requests) == 1


def test_a_gateway_that_says_in_html_that_it_is_away_is_waited_for() -> None:
    away = httpx.Response(502, html="<title>Bad gateway</title>")
    assert Api(away, ok()).mint().secret == SECRET


@pytest.mark.parametrize("status", [400, 401, 403, 404, 406, 409, 422])
def test_a_client_error_is_never_retried(status: int) -> None:
    api = Api(httpx.Response(status))
    with pytest.raises(SessionError) as caught:
        api.mint()
    assert caught.value.status == status
    assert len(api.requests) == 1


def test_a_read_timeout_is_not_retried() -> None:
    api = Api(httpx.ReadTimeout("slow"))
    with pytest.raises(SessionError, match="did not answer in time"):
        api.mint()
    assert len(api.requests) == 1


def test_no_redirect_is_followed_with_the_key() -> None:
    api = Api(httpx.Response(307, headers={"Location": "https://evil.example/"}))
    with pytest.raises(SessionError, match="redirects"):
        api.mint()
    assert [request.url.host for request in api.requests] == ["api.example.com"]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "API key"),
        (403, "workspace"),
        (404, "assistant id"),
        (429, "Try again"),
        (500, "Try again"),
        (418, "418"),
    ],
)
def test_an_error_says_what_to_do_and_holds_no_key(
    status: int, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    api = Api(
        httpx.Response(
            status,
            headers={"x-request-id": "req-7"},
            json={"message": f"key {KEY} and {SECRET}", "error": "Unauthorized"},
        )
    )
    with pytest.raises(SessionError) as caught:
        api.mint()
    text = f"{caught.value} {caught.value!r} {caplog.text}"
    assert told in text
    assert KEY not in text
    assert SECRET not in text
    assert f"answered {status}: key sk-x-***" in text
    assert caught.value.request_id == "req-7"
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json=["client_secret"]),
        httpx.Response(200, json={"client_secret": ""}),
        httpx.Response(200, json={"client_secret": {"value": "x"}}),
        httpx.Response(200, json={"client_secret": "cs-x-1\ncs-x-2"}),
        httpx.Response(200, text="[" * 100_000),
    ],
)
def test_an_answer_without_a_secret_is_explained(answer: httpx.Response) -> None:
    with pytest.raises(SessionError, match="holds no client secret"):
        Api(answer).mint()


def test_an_answer_that_cannot_be_decoded_is_explained() -> None:
    garbage = httpx.ByteStream(b"<html>")
    api = Api(httpx.Response(201, headers={"Content-Encoding": "gzip"}, stream=garbage))
    with pytest.raises(SessionError, match="cannot be read"):
        api.mint()
    assert len(api.requests) == 1


class Endless(httpx.SyncByteStream):
    """A body without an end."""

    def __init__(self, chunk: bytes, delay: float) -> None:
        self.chunk, self.delay, self.sent = chunk, delay, 0

    def __iter__(self) -> Iterator[bytes]:
        while self.sent < 100_000_000:
            time.sleep(self.delay)
            self.sent += len(self.chunk)
            yield self.chunk


def test_an_answer_without_an_end_is_not_kept_in_memory() -> None:
    body = Endless(b"x" * 100_000, 0)
    with pytest.raises(SessionError, match="cannot be read"):
        Api(httpx.Response(201, stream=body)).mint()
    assert body.sent < 5_000_000


def test_an_answer_that_drips_counts_as_a_timeout() -> None:
    api = Api(httpx.Response(201, stream=Endless(b" ", 0.01)))
    transport = httpx.MockTransport(api)
    backend = XpertAI(api_key=KEY, assistant_id="a1", timeout=0.1, transport=transport)
    with pytest.raises(SessionError, match="did not answer in time"):
        backend.connect(None, frame_url=None, app_origin=None).mint("u")
    assert len(api.requests) == 1


def test_an_api_key_in_the_answer_is_not_passed_on() -> None:
    for leaked in (KEY, "sk-x-another"):
        with pytest.raises(SessionError) as caught:
            Api(httpx.Response(200, json={"client_secret": leaked})).mint()
        assert leaked not in str(caught.value)


def test_a_certificate_that_is_not_trusted_is_named() -> None:
    api = Api(httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"))
    with pytest.raises(SessionError, match="certificate"):
        api.mint()


def test_the_argument_of_the_chat_wins_over_the_one_of_the_backend(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XPERTAI_API_KEY", KEY)
    monkeypatch.setenv("XPERT_ID", "from-environment")
    backend: Backend = XpertAI.from_settings()
    assert backend.connect(None, frame_url=None, app_origin=None).assistant_id == "from-environment"
    given = XpertAI(assistant_id="of-backend", frame_url="/of-backend")
    assert given.connect(None, frame_url=None, app_origin=None).assistant_id == "of-backend"
    connection = given.connect("of-chat", frame_url="/of-chat", app_origin=None)
    assert (connection.assistant_id, connection.frame_url) == ("of-chat", "/of-chat")


def test_missing_settings_are_named() -> None:
    with pytest.raises(ConfigurationError) as caught:
        XpertAI().connect(None, frame_url=None, app_origin=None)
    assert caught.value.missing == ("api_key", "assistant_id")
    with pytest.raises(ConfigurationError) as caught:
        XpertAI(api_key=KEY).connect(None, frame_url=None, app_origin=None)
    assert caught.value.missing == ("assistant_id",)


def test_secrets_are_interchangeable_for_the_same_key_and_assistant_only() -> None:
    def cache_key(key: str, assistant: str) -> object:
        connection = XpertAI(api_key=key).connect(assistant, frame_url=None, app_origin=None)
        return connection.cache_key

    assert cache_key(KEY, "a1") == cache_key(KEY, "a1")
    assert cache_key(KEY, "a1") != cache_key(KEY, "a2")
    assert cache_key(KEY, "a1") != cache_key("sk-x-other", "a1")
    assert KEY not in repr(cache_key(KEY, "a1"))


def test_no_repr_holds_the_key() -> None:
    backend = XpertAI(api_key=KEY, assistant_id="a1")
    connection = backend.connect(None, frame_url=None, app_origin=None)
    secret = Api(ok()).mint()
    for text in (repr(backend), repr(connection), repr(secret)):
        assert KEY not in text
        assert SECRET not in text


@pytest.mark.parametrize("bad", [0, -1, True, "600", float("nan")])
def test_times_must_be_positive_numbers(bad: int) -> None:
    with pytest.raises(ConfigurationError, match="expires_after"):
        XpertAI(expires_after=bad)
    with pytest.raises(ConfigurationError, match="timeout"):
        XpertAI(timeout=bad)


def test_a_given_transport_survives_the_mint() -> None:
    class Transport(httpx.MockTransport):
        closed = False

        def close(self) -> None:
            self.closed = True

    transport = Transport(Api(ok()))
    backend = XpertAI(api_key=KEY, assistant_id="a1", transport=transport)
    connection = backend.connect(None, frame_url=None, app_origin=None)
    connection.mint("u")
    connection.mint("u")
    assert not transport.closed
