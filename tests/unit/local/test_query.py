from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from streamlit_chatkit.local._protocol.http import ApiError
from streamlit_chatkit.local._store.query import parse_query

RECORDS: list[dict[str, Any]] = [
    {"id": 1, "title": "Orders", "at": "2026-01", "status": "idle"},
    {"id": 2, "title": "Refunds 100%", "at": "2026-02", "status": "busy"},
    {"id": 3, "at": "2026-02", "status": "idle"},
]


def ids(body: dict[str, Any]) -> list[int]:
    return [one["id"] for one in parse_query(body).page(RECORDS)["items"]]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, [1, 2, 3]),
        ({"status": "idle"}, [1, 3]),
        ({"status": {"$ne": "idle"}}, [2]),
        ({"id": {"$in": [1, 3]}}, [1, 3]),
        ({"id": {"$notIn": [1, 3]}}, [2]),
        ({"title": {"$like": "%und%"}}, [2]),
        ({"title": {"$like": "O_ders"}}, [1]),
        ({"title": {"$ilike": "orders"}}, [1]),
        ({"at": {"$gt": "2026-01"}}, [2, 3]),
        ({"at": {"$gte": "2026-01", "$lt": "2026-02"}}, [1]),
        ({"at": {"$lte": "2026-01"}}, [1]),
        ({"title": {"$isNull": True}}, [3]),
        ({"title": {"$isNull": False}}, [1, 2]),
        ({"title": {"$contains": "100%"}}, [2]),
        ({"title": {"$eq": "Orders"}, "status": "busy"}, []),
        ({"unknown": "x"}, []),
    ],
)
def test_conditions(where: dict[str, Any], found: list[int]) -> None:
    assert ids({"where": where}) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"order": {"at": "ASC"}}, [1, 2, 3]),
        ({"order": {"at": "DESC"}}, [3, 2, 1]),
        ({"order": {"status": "desc", "id": "ASC"}}, [1, 3, 2]),
        ({"order": {"title": "ASC"}}, [3, 1, 2]),
        ({"limit": 1, "offset": 1}, [2]),
        ({"limit": "2", "offset": "0"}, [1, 2]),
        ({"limit": 0}, []),
        ({"search": "ORD"}, [1]),
    ],
)
def test_order_and_pages(body: dict[str, Any], found: list[int]) -> None:
    assert ids(body) == found
    assert parse_query({**body, "limit": 0}).page(RECORDS)["total"] >= len(found)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"where": ["id"]}, "where: "),
        ({"where": {"id": {"$regex": "x"}}}, "where.id: Unknown operator $regex"),
        ({"order": {"id": "UP"}}, "order: "),
        ({"order": {"id": 1}}, "order: "),
        ({"limit": -1}, "limit: "),
        ({"limit": True}, "limit: "),
        ({"offset": "x"}, "offset: "),
        ({"offset": 1.5}, "offset: "),
        ({"search": 1}, "search: "),
        ({"where": {"title": {"$like": "%" * 1001}}}, "where.title.$like: "),
        ({"where": {"title": {"$ilike": "x" * 1001}}}, "where.title.$ilike: "),
    ],
)
def test_unusable_searches_are_refused(body: dict[str, Any], message: str) -> None:
    with pytest.raises(ApiError) as error:
        parse_query(body)
    assert error.value.body["statusCode"] == 400
    assert error.value.body["message"].startswith(message)


@pytest.mark.parametrize("text", ["", "a", "ab", "aab", "ab\nab", "[b", "abc%", "aXbXc"])
def test_a_pattern_means_the_same_wherever_its_signs_stand(text: str) -> None:
    for signs in product("ab%_", repeat=5):
        pattern = "".join(signs)
        like = re.escape(pattern).replace("%", ".*").replace("_", ".")
        wanted = re.fullmatch(like, text, re.DOTALL) is not None
        page = parse_query({"where": {"title": {"$like": pattern}}}).page([{"title": text}])
        assert (page["total"] == 1) is wanted, pattern


def test_a_pattern_of_many_signs_takes_no_longer_than_its_text() -> None:
    record = {"title": "a" * 10_000}
    for pattern in ("%a" * 400 + "b", "%a_" * 300 + "%b"):
        assert parse_query({"where": {"title": {"$like": pattern}}}).page([record])["total"] == 0
