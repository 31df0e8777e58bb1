"""The gateway between a page and a hosted API, over real sockets."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import logging
import socket
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from streamlit_chatkit._gateway.own_origin import OwnOrigin
from streamlit_chatkit._gateway.proxy import API_PATH, Gateway
from streamlit_chatkit._gateway.secrets import LiveSecrets, Upstream
from streamlit_chatkit._serving.guard import Guard
from streamlit_chatkit._serving.loopback import LoopbackServer
from streamlit_chatkit._serving.origins import Origins

from .harness import eventually
from .hosted_api import HostedApi, hosted_api

APP = "http://localhost:8501"
SECRET = "cs-x-" + "1" * 64
MEGABYTE = b"x" * 1024 * 1024


@pytest.fixture
def api() -> Iterator[HostedApi]:
    with hosted_api() as api:
        yield api


@dataclass
class Served:
    """A gateway that is served, and a page's client for it."""

    url: str
    secrets: LiveSecrets

    def client(self, secret: str = SECRET, **headers: str) -> httpx.Client:
        credentials = {"Authorization": f"Bearer {secret}", "x-api-key": secret, "Origin": APP}
        return httpx.Client(base_url=self.url, headers=credentials | headers, timeout=30)


@contextmanager
def serve(api: HostedApi, *, mounted: bool = False, max_body: int = 50_000_000) -> Iterator[Served]:
    secrets, origins = LiveSecrets(), Origins()
    secrets.add(SECRET, 600, Upstream(api.url))
    origins.allow(APP)
    own_origin = OwnOrigin(origins) if mounted else None
    gateway = Gateway(secrets, own_origin=own_origin, max_body=max_body)
    mount = Starlette(routes=[Mount("/sub/xpertai", app=gateway)])
    app: ASGIApp = mount if mounted else Guard(gateway, origins)
    server = LoopbackServer(app, name="gateway-under-test", close=gateway.close)
    yield Served(server.url + ("/sub/xpertai" if mounted else "") + API_PATH, secrets)
    server.stop()
    eventually(lambda: not server.is_alive)


@pytest.fixture(params=["loopback", "mounted"])
def gateway(request: pytest.FixtureRequest, api: HostedApi) -> Iterator[Served]:
    with serve(api, mounted=request.param == "mounted") as served:
        yield served


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def headers_of(seen: dict[str, Any]) -> dict[str, str]:
    return dict(seen["headers"])


def test_a_call_and_its_answer_pass(gateway: Served, api: HostedApi) -> None:
    body = {"metadata": {"title": "订单"}}
    with gateway.client() as page:
        answer = page.post("/threads", json=body)
    assert answer.status_code == 201
    assert answer.json() == {"thread_id": "t1"}
    assert answer.headers["x-request-id"] == "req-7"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    (seen,) = api.seen
    assert seen["target"] == "/api/ai/threads"
    assert httpx.Response(200, content=seen["body"]).json() == body


def test_the_api_is_told_no_more_than_the_contract_has(gateway: Served, api: HostedApi) -> None:
    extra = {
        "Cookie": "_streamlit_user=somebody",
        "Referer": f"{APP}/secret-page",
        "X-Forwarded-For": "10.0.0.1",
        "Forwarded": "for=10.0.0.1",
        "X-Principal-User-Id": "42",
        "Tenant-Id": "other",
        "Proxy-Authorization": "Basic x",
        "Upgrade": "h2c",
        "TE": "trailers",
    }
    with gateway.client(**extra) as page:
        page.post("/threads", json={}, headers={"organization-id": "org-1"})
    sent = headers_of(api.seen[0])
    assert sent["authorization"] == f"Bearer {SECRET}"
    assert sent["x-api-key"] == SECRET
    assert sent["organization-id"] == "org-1"
    assert sent["host"] == httpx.URL(api.url).netloc.decode()
    assert not {name.lower() for name in extra} & set(sent)
    assert "origin" not in sent


def test_no_cookie_goes_either_way(gateway: Served, api: HostedApi) -> None:
    with gateway.client() as page:
        assert "set-cookie" not in page.post("/threads", json={}).headers
        page.post("/threads", json={})
    assert len(api.seen) == 2
    assert all("cookie" not in headers_of(seen) for seen in api.seen)


def test_an_error_of_the_api_arrives_as_it_is(gateway: Served) -> None:
    with gateway.client() as page:
        answer = page.get("/threads/unknown")
    assert answer.status_code == 404
    assert answer.json() == {"statusCode": 404, "message": "The requested record was not found"}


def test_a_secret_that_the_api_no_longer_takes_can_be_renewed(
    gateway: Served, api: HostedApi
) -> None:
    api.revoked.add(SECRET)
    renewed = "cs-x-" + "2" * 64
    with gateway.client() as page:
        refused = page.post("/threads", json={})
        assert refused.status_code == 401
        assert refused.json()["error"] == "Token expired"
        gateway.secrets.add(renewed, 600, Upstream(api.url))
        headers = {"Authorization": f"Bearer {renewed}", "x-api-key": renewed}
        assert page.post("/threads", json={}, headers=headers).status_code == 201


def test_events_arrive_one_by_one_as_they_are_sent(gateway: Served, api: HostedApi) -> None:
    with (
        gateway.client() as page,
        page.stream("POST", "/threads/t1/runs/stream", json={"input": {}}) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = (line for line in answer.iter_lines() if line.startswith("data:"))
        for number in range(1, 21):
            # The next event is sent only after this one has been read.
            api.next_event.release()
            assert next(lines) == f"data: event {number}"


def test_a_stream_is_resumed_from_its_cursor(gateway: Served, api: HostedApi) -> None:
    api.next_event.release()
    url, headers = "/threads/t1/runs/r1/stream?cancel_on_disconnect=0", {"Last-Event-ID": "17-3"}
    with gateway.client() as page, page.stream("GET", url, headers=headers) as answer:
        assert next(answer.iter_lines()) == "id: 1"
    assert api.seen[0]["target"] == "/api/ai/threads/t1/runs/r1/stream?cancel_on_disconnect=0"
    assert headers_of(api.seen[0])["last-event-id"] == "17-3"
    assert "transfer-encoding" not in headers_of(api.seen[0])


def test_a_page_that_leaves_takes_the_stream_with_it(gateway: Served, api: HostedApi) -> None:
    api.next_event.release()
    with gateway.client() as page:
        with page.stream("POST", "/threads/t1/runs/stream", json={}) as answer:
            lines = answer.iter_lines()
            assert next(lines) == "id: 1"
            assert not api.cancelled.is_set()
        assert api.cancelled.wait(30)
        assert page.post("/threads", json={}).status_code == 201


def test_a_page_that_leaves_before_the_answer_takes_the_request_with_it(
    gateway: Served, api: HostedApi
) -> None:
    asked = threading.Event()
    cancelled = threading.Event()

    async def silent(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        asked.set()
        while (await receive())["type"] != "http.disconnect":
            pass
        cancelled.set()

    server = LoopbackServer(silent, name="silent-api")
    gateway.secrets.add(SECRET, 600, Upstream(server.url))
    url = httpx.URL(gateway.url)
    with socket.create_connection((url.host, url.port or 80), timeout=30) as page:
        lines = [f"GET {url.path}/threads/t1 HTTP/1.1", f"Host: 127.0.0.1:{url.port}"]
        lines += [f"Authorization: Bearer {SECRET}", "", ""]
        page.sendall("\r\n".join(lines).encode())
        assert asked.wait(30)
        assert not cancelled.is_set()
    assert cancelled.wait(30)
    server.stop()


def test_an_answer_that_breaks_off_is_not_made_whole(
    gateway: Served, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)  # both servers tell about the broken connection
    with (
        gateway.client() as page,
        page.stream("GET", "/threads/t1/runs/broken/stream") as answer,
    ):
        lines = answer.iter_lines()
        assert [next(lines), next(lines)] == ["data: first", ""]
        with pytest.raises(httpx.RemoteProtocolError):
            next(lines)


def test_an_upload_streams_through(gateway: Served, api: HostedApi) -> None:
    data = MEGABYTE * 8
    with gateway.client() as page:
        answer = page.post("/contexts/file", files={"file": ("a.csv", data, "text/csv")})
        form = page.build_request(
            "POST", "/contexts/file", files={"file": ("a.csv", data, "text/csv")}
        )
    assert answer.status_code == 201
    assert len(api.received) > 8
    assert max(api.received) < len(data)
    sent = headers_of(api.seen[0])
    assert sent["content-length"] == form.headers["content-length"]
    assert sent["content-type"].startswith("multipart/form-data; boundary=")


def test_a_body_of_unknown_length_streams_through(gateway: Served) -> None:
    with gateway.client() as page:
        answer = page.post("/contexts/file", content=iter([b"first ", b"second"]))
    assert answer.json() == {"sha256": hashlib.sha256(b"first second").hexdigest()}


def test_a_body_that_is_too_large_is_refused(api: HostedApi) -> None:
    with serve(api, max_body=1_000_000) as gateway, gateway.client() as page:
        announced = page.post("/contexts/file", content=MEGABYTE * 2)
        assert announced.status_code == 413
        assert announced.json()["message"] == "request entity too large"
        assert api.received == []
        page.headers["Connection"] = "close"
        unannounced = page.post("/contexts/file", content=iter([MEGABYTE] * 2))
        assert unannounced.status_code == 413
        assert api.cancelled.wait(30)
        assert all("contexts" not in seen["target"] for seen in api.seen)


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "", "x-api-key": ""},
        {"Authorization": "Bearer sk-x-a-key-of-the-workspace", "x-api-key": ""},
        {"Authorization": f"Bearer cs-x-{'9' * 64}", "x-api-key": f"cs-x-{'9' * 64}"},
        {"x-api-key": "sk-x-a-key-of-the-workspace"},
        {"x-client-secret": f"cs-x-{'9' * 64}"},
    ],
)
def test_a_secret_that_was_not_minted_here_is_refused(
    gateway: Served, api: HostedApi, headers: dict[str, str]
) -> None:
    with gateway.client(**headers) as page:
        answer = page.post("/threads", json={})
    assert answer.status_code == 401
    assert answer.json() == {
        "statusCode": 401,
        "message": "Unauthorized",
        "error": "Invalid token",
    }
    assert api.seen == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:8502"},
        {"Host": "evil.example"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
    ],
)
def test_a_foreign_page_is_refused(
    gateway: Served, api: HostedApi, headers: dict[str, str]
) -> None:
    with gateway.client(**headers) as page:
        answer = page.post("/threads", json={})
    assert answer.status_code == 403
    assert "not allowed" in answer.json()["message"]
    assert "access-control-allow-origin" not in answer.headers
    assert api.seen == []


def test_the_page_of_a_restarted_app_is_asked_to_sign_in_again(api: HostedApi) -> None:
    with (
        serve(api, mounted=True) as gateway,
        gateway.client("cs-x-of-the-time-before", Origin="https://app.example") as page,
    ):
        answer = page.post("/threads", json={}, headers={"Host": "app.example"})
        assert answer.status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/v1/chatkit/sessions", 404),
        ("GET", "/admin", 404),
        ("GET", "/threads/..%2f..%2fadmin", 404),
        ("GET", "/threads/%2e%2e/%2e%2e/admin", 404),
        ("GET", "/threads//runs", 404),
        ("PUT", "/threads/t1", 405),
        ("HEAD", "/threads/t1", 405),
        ("PATCH", "/threads/t1", 405),
        ("GET", "/threads/t1?api_key=1", 400),
        ("GET", "/threads/t1/runs?limit=1&limit=2", 400),
    ],
)
def test_nothing_but_the_contract_is_forwarded(
    gateway: Served, api: HostedApi, method: str, path: str, status: int
) -> None:
    with gateway.client() as page:
        assert page.request(method, path).status_code == status
    assert api.seen == []


def test_paths_outside_of_the_api_are_not_forwarded(api: HostedApi) -> None:
    with serve(api) as gateway, gateway.client() as page:
        root = gateway.url.removesuffix(API_PATH)
        for path in (
            "/",
            "/api",
            "/api/ai",
            "/api/aix/threads",
            "/threads",
            "/api/ai/../ai/threads",
        ):
            request = page.build_request("POST", root, json={})
            request.extensions["target"] = path.encode()
            assert page.send(request).status_code == 404
    assert api.seen == []


def test_a_redirect_is_explained_and_not_followed(gateway: Served, api: HostedApi) -> None:
    with gateway.client() as page:
        answer = page.get("/threads/moved")
    assert answer.status_code == 502
    assert "redirects" in answer.json()["message"]
    assert "location" not in answer.headers
    assert len(api.seen) == 1


def test_an_api_that_cannot_be_reached_is_named(gateway: Served) -> None:
    gateway.secrets.add(SECRET, 600, Upstream("http://127.0.0.1:9/api/ai"))
    with gateway.client() as page:
        answer = page.post("/threads", json={})
    assert answer.status_code == 502
    assert "cannot reach 127.0.0.1:9." in answer.json()["message"]
    assert SECRET not in answer.text


def test_each_secret_goes_only_to_the_api_that_gave_it(gateway: Served, api: HostedApi) -> None:
    other = "cs-x-" + "3" * 64
    with hosted_api() as other_api:
        gateway.secrets.add(other, 600, Upstream(other_api.url))
        with gateway.client() as page, gateway.client(other) as other_page:
            page.post("/threads", json={})
            other_page.post("/threads", json={})
        assert [headers_of(seen)["x-api-key"] for seen in api.seen] == [SECRET]
        assert [headers_of(seen)["x-api-key"] for seen in other_api.seen] == [other]


def answer_nothing(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, stream=httpx.ByteStream(b"{}"))


def test_a_transport_is_kept_no_longer_than_its_secret_is_good(api: HostedApi) -> None:
    clock = Clock()
    secrets, transports = LiveSecrets(clock), []

    async def pass_through_each() -> None:
        app = Starlette(routes=[Mount("/", app=Gateway(secrets))])
        own = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=own, base_url=f"http://app{API_PATH}") as page:
            for number in range(5):
                secret = f"cs-x-{number}"
                transport = httpx.MockTransport(answer_nothing)
                transports.append(weakref.ref(transport))
                secrets.add(secret, 60, Upstream(api.url, transport))
                answer = await page.get("/threads/t1", headers={"x-client-secret": secret})
                assert answer.status_code == 200
                del transport
                clock.now += 40
                gc.collect()
                assert sum(one() is not None for one in transports) <= 2

    asyncio.run(pass_through_each())


def test_the_loopback_gateway_answers_preflights_of_the_app_alone(api: HostedApi) -> None:
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,last-event-id,x-api-key",
    }
    with (
        serve(api) as gateway,
        httpx.Client(base_url=gateway.url, headers=asked, timeout=30) as page,
    ):
        allowed = page.options("/threads", headers={"Origin": APP})
        assert allowed.headers["access-control-allow-origin"] == APP
        names = allowed.headers["access-control-allow-headers"].lower()
        assert {"authorization", "last-event-id", "x-api-key"} <= set(names.split(", "))
        refused = page.options("/threads", headers={"Origin": "https://evil.example"})
        assert refused.status_code == 403
        assert "access-control-allow-origin" not in refused.headers
    assert api.seen == []


def test_the_api_itself_refuses_the_apps_pages(api: HostedApi) -> None:
    """Without the gateway, a browser would not let the page read this answer."""
    with httpx.Client(base_url=api.url, headers={"Origin": APP}, timeout=30) as page:
        assert "access-control-allow-origin" not in page.post("/threads", json={}).headers


def test_a_hundred_streams_at_once(api: HostedApi) -> None:
    with serve(api) as gateway, gateway.client() as page, ThreadPoolExecutor(100) as pool:
        started = threading.Barrier(101, timeout=60)

        def read(number: int) -> str:
            with page.stream("POST", f"/threads/t{number}/runs/stream", json={}) as answer:
                started.wait()
                return next(answer.iter_lines())

        page.timeout = httpx.Timeout(60)
        reading = [pool.submit(read, number) for number in range(100)]
        started.wait()
        api.next_event.release(100_000)
        assert {one.result(60) for one in reading} == {"id: 1"}
