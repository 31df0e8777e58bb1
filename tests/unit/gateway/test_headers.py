from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlit_chatkit._gateway.headers import (
    client_secret,
    content_length,
    request_headers,
    response_headers,
)

SECRET = b"cs-x-" + b"0" * 64
OTHER = b"cs-x-" + b"1" * 64
NAMES = st.sampled_from(
    [
        b"Cookie",
        b"Host",
        b"Origin",
        b"Referer",
        b"Connection",
        b"Keep-Alive",
        b"Proxy-Authorization",
        b"TE",
        b"Trailer",
        b"Transfer-Encoding",
        b"Upgrade",
        b"Forwarded",
        b"X-Forwarded-For",
        b"X-Forwarded-Host",
        b"X-Real-IP",
        b"Via",
        b"X-Principal-User-Id",
        b"Tenant-Id",
        b"X-Client-Secret",
        b"Authorization",
        b"X-Api-Key",
        b"User-Agent",
        b"Last-Event-ID",
        b"Content-Type",
        b"Accept",
        b"organization-id",
        b"Language",
        b"Accept-Encoding",
    ]
)
HEADERS = st.lists(st.tuples(NAMES, st.binary(max_size=8)), max_size=12)
PASSED_ON = {
    b"accept",
    b"accept-encoding",
    b"accept-language",
    b"authorization",
    b"content-type",
    b"language",
    b"last-event-id",
    b"organization-id",
    b"time-zone",
    b"user-agent",
    b"x-api-key",
}


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ([(b"authorization", b"Bearer " + SECRET)], True),
        ([(b"Authorization", b"bearer  " + SECRET + b" ")], True),
        ([(b"x-client-secret", SECRET)], True),
        ([(b"authorization", b"Bearer " + SECRET), (b"x-api-key", SECRET)], True),
        ([], False),
        ([(b"authorization", b"Basic " + SECRET)], False),
        ([(b"authorization", b"Bearer ")], False),
        ([(b"authorization", b"Bearer " + SECRET), (b"x-api-key", b"sk-x-1")], False),
        ([(b"authorization", b"Bearer " + SECRET), (b"x-client-secret", OTHER)], False),
        ([(b"authorization", b"Bearer " + SECRET), (b"authorization", b"Bearer " + OTHER)], False),
        ([(b"authorization", b"Bearer " + SECRET), (b"authorization", b"Basic x")], False),
        ([(b"x-api-key", SECRET), (b"x-api-key", b"")], False),
    ],
)
def test_places_that_do_not_agree_hold_no_secret(
    headers: list[tuple[bytes, bytes]], found: bool
) -> None:
    assert client_secret(headers) == (SECRET.decode() if found else None)


@given(HEADERS)
def test_only_headers_of_the_contract_reach_the_api(headers: list[tuple[bytes, bytes]]) -> None:
    sent = request_headers(headers, SECRET.decode())
    names = [name for name, _ in sent]
    assert set(names) <= PASSED_ON
    assert len(names) == len(set(names))
    assert dict(sent)[b"authorization"] == b"Bearer " + SECRET
    assert dict(sent)[b"x-api-key"] == SECRET
    assert dict(sent)[b"accept-encoding"] == b"identity"


def test_what_the_chat_page_sends_reaches_the_api() -> None:
    given_headers = {
        b"accept-language": b"zh-Hans",
        b"language": b"zh-Hans",
        b"content-type": b"application/json",
        b"last-event-id": b"1750000000000-7",
        b"organization-id": b"org-1",
    }
    sent = dict(request_headers(given_headers.items(), SECRET.decode()))
    assert given_headers.items() <= sent.items()


@pytest.mark.parametrize(
    ("headers", "length"),
    [
        ([], 0),
        ([(b"content-length", b"12")], 12),
        ([(b"content-length", b"0")], 0),
        ([(b"transfer-encoding", b"chunked")], None),
        ([(b"transfer-encoding", b"chunked"), (b"content-length", b"5")], None),
        ([(b"content-length", b"5"), (b"content-length", b"6")], None),
        ([(b"content-length", b"-1")], None),
        ([(b"content-length", "²".encode())], None),
    ],
)
def test_a_length_counts_only_where_it_is_certain(
    headers: list[tuple[bytes, bytes]], length: int | None
) -> None:
    assert content_length(headers) == length


def test_an_answer_carries_no_cookie_and_is_no_page_of_the_app() -> None:
    answer = [
        (b"Content-Type", b"text/html"),
        (b"Content-Length", b"5"),
        (b"Set-Cookie", b"session=1"),
        (b"Location", b"https://evil.example"),
        (b"Access-Control-Allow-Origin", b"*"),
        (b"Connection", b"keep-alive"),
        (b"Transfer-Encoding", b"chunked"),
        (b"Strict-Transport-Security", b"max-age=1"),
        (b"Clear-Site-Data", b'"*"'),
        (b"Service-Worker-Allowed", b"/"),
        (b"X-Request-Id", b"req-1"),
    ]
    sent = response_headers(answer)
    assert dict(sent) == {
        b"content-type": b"text/html",
        b"content-length": b"5",
        b"x-request-id": b"req-1",
        b"cache-control": b"no-store",
        b"x-content-type-options": b"nosniff",
        b"content-security-policy": b"default-src 'none'; sandbox",
    }
    assert (b"cache-control", b"private") in response_headers([(b"Cache-Control", b"private")])
