from __future__ import annotations

from urllib.parse import parse_qsl, quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlit_chatkit._gateway.operations import OPERATIONS, ForwardingError, check_target

THREAD = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
RUN = "e2a1c0f4-93d7-4a6b-8f25-6b0d3c7e1a42"
KNOWN = sorted((operation.method, operation.parts) for operation in OPERATIONS)


@pytest.mark.parametrize(
    ("method", "path", "query"),
    [
        ("GET", f"/assistants/{RUN}", ""),
        ("GET", f"/assistants/{RUN}/models", ""),
        ("POST", "/threads", ""),
        ("POST", f"/threads/{THREAD}/runs/stream", ""),
        ("GET", f"/threads/{THREAD}/runs", "limit=100"),
        ("GET", f"/threads/{THREAD}/runs/{RUN}/stream", "cancel_on_disconnect=0"),
        ("POST", f"/threads/{THREAD}/runs/{RUN}/cancel", "wait=0&action=interrupt"),
        ("POST", "/conversations/search", ""),
        ("PATCH", f"/conversations/{THREAD}", ""),
        ("DELETE", f"/conversations/{THREAD}", ""),
        ("POST", f"/conversations/{THREAD}/messages/search", ""),
        ("POST", f"/conversations/{THREAD}/messages/{RUN}/feedbacks", ""),
        ("DELETE", f"/conversations/{THREAD}/messages/{RUN}/feedbacks/{THREAD}", ""),
        ("POST", "/contexts/file", ""),
        ("DELETE", f"/contexts/file/{RUN}", ""),
        ("GET", f"/files/{RUN}/status", ""),
        ("GET", f"/files/{RUN}/content", ""),
    ],
)
def test_what_the_chat_page_calls_passes_unchanged(method: str, path: str, query: str) -> None:
    assert check_target(method, path, query) == (f"{path}?{query}" if query else path)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 404),
        ("/", 404),
        ("threads", 404),
        ("//threads", 404),
        ("/threads/", 404),
        ("/v1/chatkit/sessions", 404),
        ("/threads/..", 404),
        ("/threads/%2e%2e", 404),
        ("/threads/%252e%252e", 404),
        ("/threads/a%2fb", 404),
        ("/threads/a%252fb", 404),
        ("/threads/a%5cb", 404),
        ("/threads/../v1/chatkit/sessions", 404),
        ("/threads/x%00", 404),
        ("/threads/x%0d%0aHost:%20evil", 404),
        ("/threads/x;a=b", 404),
        ("/threads/x%3fa=b", 404),
        ("/threads/x%23", 404),
        ("/threads/%", 404),
        ("/threads/ü", 404),
        ("/THREADS/x", 404),
        ("/threads/-x", 404),
        ("/threads/" + "x" * 300, 404),
        ("/threads", 405),
        ("/conversations", 405),
        ("/contexts/file", 405),
    ],
)
def test_any_other_path_is_refused(path: str, status: int) -> None:
    with pytest.raises(ForwardingError) as caught:
        check_target("GET", path, "")
    assert caught.value.status == status
    assert "does not forward" in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "limit=1&limit=2",
        "api_key=sk-x-1",
        "x-principal-user-id=42",
        "limit",
        "limit=%ff",
        "limit=1;offset=2&x=1",
        "Limit=1",
        "limit%5B%5D=1",
        "limit=" + "1" * 5000,
        "%6cimit=1&limit=2",
    ],
)
def test_a_query_that_the_operation_does_not_take_is_refused(query: str) -> None:
    with pytest.raises(ForwardingError) as caught:
        check_target("GET", f"/threads/{THREAD}/runs", query)
    assert caught.value.status == 400


def test_a_value_in_the_query_stays_one_value() -> None:
    target = check_target("GET", f"/threads/{THREAD}/runs", "limit=1%26api_key%3Dx%23&offset=%0a")
    _, _, query = target.partition("?")
    assert parse_qsl(query) == [("limit", "1&api_key=x#"), ("offset", "\n")]
    assert "#" not in target
    assert "\n" not in target


@given(st.sampled_from(KNOWN), st.data())
def test_ids_pass_however_they_are_written(
    known: tuple[str, tuple[str, ...]], data: st.DataObject
) -> None:
    method, template = known
    ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._~:@-]{0,40}", fullmatch=True)
    parts = [data.draw(ids) if part == "{}" else part for part in template]
    written = "/".join(
        "".join(f"%{ord(letter):02x}" for letter in part) if data.draw(st.booleans()) else part
        for part in parts
    )
    target = check_target(method, f"/{written}", "")
    assert [unquote(part) for part in target[1:].split("/")] == parts


HOSTILE = st.text(alphabet="ab.%/\\?#;25eEfFcC0 \r\n\x00ü", max_size=12)


@given(
    st.sampled_from(["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "get"]),
    st.lists(st.one_of(HOSTILE, st.sampled_from([p for _, t in KNOWN for p in t])), max_size=7),
    HOSTILE,
)
def test_whatever_passes_is_one_of_the_operations(
    method: str, parts: list[str], query: str
) -> None:
    try:
        target = check_target(method, "/" + "/".join(parts), query)
    except ForwardingError:
        return
    path, _, _ = target.partition("?")
    assert target.isascii()
    assert target.isprintable()
    assert not set(target) & set("#\\ ;")
    sent = tuple(path[1:].split("/"))
    # However often the API decodes them, they stay the same parts.
    assert all(quote(unquote(part), safe=":@") in {part, unquote(part)} for part in sent)
    assert all("%" not in unquote(part) and unquote(part) not in {"", ".", ".."} for part in sent)
    assert any(
        method == known
        and len(template) == len(sent)
        and all(wanted in {"{}", part} for wanted, part in zip(template, sent, strict=True))
        for known, template in KNOWN
    )
