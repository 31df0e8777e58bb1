from __future__ import annotations

import json
import math
from collections import deque
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, RootModel

from streamlit_chatkit._encoding import ROW_CAP, EncodingError, encode


class Region(Enum):
    EMEA = "emea"


class Level(IntEnum):
    HIGH = 2


class Id(IntEnum):
    LARGE = 2**53 + 1


class Colour(str, Enum):
    RED = "red"


class Filters(BaseModel):
    regions: list[Region] = Field(alias="regionList")
    since: date


@dataclass
class Point:
    x: float
    label: Region


NANOSECONDS = "2026-08-17T00:00:00.000000000"
RECORDS = np.array(
    [(np.datetime64("2026-08-17", "ns"), 1.5)],
    dtype=[("day", "datetime64[ns]"), ("revenue", "f8")],
)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values)
def test_json_stays_what_it_is(value: Any) -> None:
    assert encode(value) == value


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        (math.nan, None),
        (math.inf, None),
        (date(2026, 8, 17), "2026-08-17"),
        (datetime(2026, 8, 17, 8, tzinfo=timezone.utc), "2026-08-17T08:00:00Z"),
        (timedelta(hours=1), "PT1H"),
        (Decimal("1.10"), "1.10"),
        (Decimal("NaN"), None),
        (Decimal("-Infinity"), None),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Path("a/b"), "a/b"),
        (Region.EMEA, "emea"),
        ({1: "a", date(2026, 1, 2): "b"}, {"1": "a", "2026-01-02": "b"}),
        ({"b"}, ["b"]),
        ((1, None), [1, None]),
        (Point(1.5, Region.EMEA), {"x": 1.5, "label": "emea"}),
        (
            Filters(regionList=[Region.EMEA], since=date(2026, 1, 1)),
            {"regionList": ["emea"], "since": "2026-01-01"},
        ),
        (np.int64(3), 3),
        (np.int64(2**53), "9007199254740992"),
        (2**53 - 1, 2**53 - 1),
        (-(2**53), "-9007199254740992"),
        (np.float32(0.5), 0.5),
        (np.float64("nan"), None),
        (np.bool_(True), True),
        (np.array([[1, 2]]), [[1, 2]]),
        (np.array(5), 5),
        (np.datetime64("2026-08-17"), "2026-08-17"),
        (np.array(["2026-08-17"], dtype="datetime64[D]"), ["2026-08-17"]),
        (np.datetime64("NaT"), None),
        (np.array(["2026-08-17", "NaT"], dtype="datetime64[ns]"), [NANOSECONDS, None]),
        (np.array([["2026-08-17", "NaT"]], dtype="datetime64[D]"), [["2026-08-17", None]]),
        (np.array("2026-08-17", dtype="datetime64[ns]"), NANOSECONDS),
        (np.array([1, "NaT"], dtype="timedelta64[h]"), ["1 hours", None]),
        (RECORDS, [{"day": NANOSECONDS, "revenue": 1.5}]),
        (RECORDS[0], {"day": NANOSECONDS, "revenue": 1.5}),
        (pd.Timestamp("2026-08-17"), "2026-08-17T00:00:00"),
        (pd.NaT, None),
        (pd.NA, None),
        (pd.Index(["a"]), ["a"]),
        (pd.array([1, None], dtype="Int64"), [1, None]),
        (pd.Categorical(["a", None]), ["a", None]),
        (np.longdouble(1.5), 1.5),
        (Level.HIGH, 2),
        (Id.LARGE, "9007199254740993"),
        (Colour.RED, "red"),
        ({Colour.RED: 1, Level.HIGH: 2}, {"red": 1, "2": 2}),
        (range(2), [0, 1]),
        ({"a": np.int64(1)}.values(), [1]),
        (deque([np.int64(1)]), [1]),
        (RootModel[list[date]]([date(2026, 8, 17)]), ["2026-08-17"]),
        (time(8, 30), "08:30:00"),
        ("report\udcff.csv", "report\ufffd.csv"),
        ("\ud83d\ude00", "\U0001f600"),
        ({"\ud800": 1}, {"\ufffd": 1}),
    ],
)
def test_common_values_become_plain_json(value: object, encoded: object) -> None:
    assert encode(value) == encoded
    assert encode({"nested": [value]}) == {"nested": [encoded]}


def test_a_table_becomes_columns_and_rows() -> None:
    frame = pd.DataFrame(
        {"month": [pd.Timestamp("2026-01-01"), pd.NaT], "revenue": [1.5, math.nan]}
    )
    assert encode(frame) == {
        "columns": ["month", "revenue"],
        "rows": [["2026-01-01T00:00:00", 1.5], [None, None]],
        "row_count": 2,
    }


def test_an_index_that_says_something_is_kept() -> None:
    grouped = pd.DataFrame({"region": ["A", "A", "B"], "n": [1, 2, 3]}).groupby("region")["n"].sum()
    assert encode(grouped) == {
        "columns": ["region", "n"],
        "rows": [["A", 3], ["B", 3]],
        "row_count": 2,
    }
    clash = pd.DataFrame({"index": [1]}, index=["a"])
    assert encode(clash) == {
        "columns": ["index (index)", "index"],
        "rows": [["a", 1]],
        "row_count": 1,
    }
    assert list(clash.columns) == ["index"]
    assert clash.index.names == [None]


def test_an_iterator_without_an_end_is_refused() -> None:
    with pytest.raises(EncodingError, match="more than 100,000 items"):
        encode(count())


def test_levels_of_an_index_that_share_a_name_are_told_apart() -> None:
    days = pd.MultiIndex.from_tuples([(1, 2)], names=["day", "day"])
    assert encode(pd.DataFrame({"day (index)": [3]}, index=days)) == {
        "columns": ["day", "day (index) (index)", "day (index)"],
        "rows": [[1, 2, 3]],
        "row_count": 1,
    }


def test_a_long_table_is_capped_and_says_so() -> None:
    encoded = encode(pd.DataFrame({"n": range(1000)}))
    assert isinstance(encoded, dict)
    assert encoded["row_count"] == 1000
    assert encoded["note"] == f"Only the first {ROW_CAP} of 1000 rows are shown."
    assert encoded["rows"] == [[n] for n in range(ROW_CAP)]


def test_a_table_of_another_library_is_a_table() -> None:
    table = pa.table({"n": range(1000)})
    assert encode(table) == encode(pd.DataFrame({"n": range(1000)}))
    assert encode({"column": table["n"]}) == {"column": encode(pd.Series(range(1000), name="n"))}


def test_a_long_series_is_capped_and_says_so() -> None:
    encoded = encode(pd.Series(range(1000), name="n"))
    assert isinstance(encoded, dict)
    assert (encoded["columns"], encoded["row_count"]) == (["n"], 1000)
    assert "1000 rows" in str(encoded["note"])


def test_an_iterator_is_read_to_its_end() -> None:
    assert encode(Decimal(number) for number in range(3)) == ["0", "1", "2"]


def test_an_id_of_64_bits_reaches_the_agent_unchanged() -> None:
    encoded = encode(pd.DataFrame({"order": [1042, 9_223_372_036_854_775_807]}))
    assert isinstance(encoded, dict)
    # As a number, JavaScript would make it 9223372036854775808.
    assert encoded["rows"] == [[1042], ["9223372036854775807"]]


def test_a_long_array_is_capped_and_says_so() -> None:
    for value in (np.arange(1000), pd.Index(range(1000))):
        encoded = encode(value)
        assert isinstance(encoded, dict)
        assert encoded["item_count"] == 1000
        assert encoded["items"] == list(range(ROW_CAP))


class Opaque: ...


class Blob(BaseModel):
    content: bytes


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (b"x", "Bytes"),
        ({"a": bytearray(b"x")}, "Bytes"),
        (pd.DataFrame({"a": [b"x"]}), "Bytes"),
        (np.array([b"x"]), "Bytes"),
        (Blob(content=b"x"), "Bytes"),
        (Opaque(), "Opaque"),
        (Opaque, "type"),
        ("x" * 1_000_001, "characters"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_reason(value: object, told: str) -> None:
    with pytest.raises(EncodingError, match=told):
        encode(value)


def test_a_value_that_contains_itself_is_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(EncodingError, match="contains itself"):
        encode(loop)


def test_nothing_unusual_reaches_json() -> None:
    text = json.dumps(encode({"a": [np.float64("inf"), float("-inf")]}), allow_nan=False)
    assert text == '{"a": [null, null]}'
