from __future__ import annotations

import pytest

from streamlit_chatkit._gateway.own_origin import OwnOrigin
from streamlit_chatkit._serving.origins import Origins


@pytest.fixture
def own_origin() -> OwnOrigin:
    origins = Origins()
    origins.allow("https://app.example")
    origins.allow("http://intranet:8501")
    return OwnOrigin(origins)


def headers(**named: str) -> list[tuple[bytes, bytes]]:
    return [(name.replace("_", "-").encode(), value.encode()) for name, value in named.items()]


@pytest.mark.parametrize(
    "named",
    [
        {"host": "app.example", "origin": "https://app.example", "sec_fetch_site": "same-origin"},
        {"host": "APP.example"},
        {"host": "intranet:8501", "origin": "http://intranet:8501"},
        {"host": "localhost:8501", "origin": "https://app.example"},
        {"host": "127.0.0.1", "origin": "https://app.example"},
        {"host": "10.0.0.5:8501"},
        {"host": "[fd00::5]:8501"},
        {"host": "[::1]:8501"},
    ],
)
def test_the_apps_own_pages_may_call(own_origin: OwnOrigin, named: dict[str, str]) -> None:
    assert own_origin.refusal(headers(**named)) is None


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ({"host": "app.example", "origin": "https://evil.example"}, "origin"),
        ({"host": "app.example", "origin": "http://app.example"}, "origin"),
        ({"host": "app.example", "origin": "null"}, "origin"),
        ({"host": "app.example", "sec_fetch_site": "cross-site"}, "origin"),
        ({"host": "app.example", "sec_fetch_site": "same-site"}, "origin"),
        ({"host": "evil.example", "origin": "https://evil.example"}, "origin"),
        ({"host": "evil.example"}, "host"),
        ({"host": "evil.example", "origin": "https://app.example"}, "host"),
        ({"host": "intranet:9999"}, "host"),
        ({"host": ""}, "host"),
        ({"host": "[bad"}, "host"),
        ({}, "host"),
    ],
)
def test_other_sites_may_not(own_origin: OwnOrigin, named: dict[str, str], reason: str) -> None:
    assert reason in (own_origin.refusal(headers(**named)) or "")


def test_a_host_that_a_proxy_writes_can_be_allowed(own_origin: OwnOrigin) -> None:
    assert "allowed_hosts" in (own_origin.refusal(headers(host="streamlit:8501")) or "")
    own_origin.allow_hosts(frozenset({"streamlit:8501"}))
    assert own_origin.refusal(headers(host="streamlit:8501")) is None
    assert own_origin.refusal(headers(host="other:8501")) is not None
