from __future__ import annotations

import json
import math
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from streamlit_chatkit.local._protocol.json import json_bytes

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(VALUES)
def test_what_is_encoded_is_read_again(value: object) -> None:
    assert json.loads(json_bytes(value).decode()) == value


def test_numbers_that_json_does_not_have_become_null() -> None:
    assert json_bytes([math.nan, math.inf, 1.5]) == b"[null,null,1.5]"


def test_numbers_and_half_characters_may_come_together() -> None:
    assert json.loads(json_bytes({"a": math.inf, "b": "\ud800", "c": UUID(int=0)})) == {
        "a": None,
        "b": "\ud800",
        "c": str(UUID(int=0)),
    }


def test_half_characters_are_escaped() -> None:
    assert json_bytes({"text": "\ud83d"}) == b'{"text":"\\ud83d"}'
