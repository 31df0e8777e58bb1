from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Optional
from uuid import UUID

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import BaseModel, Field, TypeAdapter
from pydantic_core import to_jsonable_python
from typing_extensions import TypedDict

from streamlit_chatkit import ConfigurationError, client_tool, client_tool_schema
from streamlit_chatkit._tools import Toolbox, ToolResults


class Region(Enum):
    EMEA = "emea"
    APAC = "apac"


class Period(BaseModel):
    start: date
    end: date | None = None


@dataclass
class Point:
    x: float
    label: str = ""


class Row(TypedDict):
    name: str
    values: list[int]


def test_the_form_is_a_function_as_model_apis_take_it() -> None:
    @client_tool(name="set-region")
    def set_region(region: Literal["EMEA", "APAC"], *, years: list[int] | None = None) -> str:
        """Show one region on the dashboard.

        Only regions that the user may see.

        Parameters
        ----------
        region : {"EMEA", "APAC"}
            The region
            to show.
        years : list of int, optional
            Years to show; default: all.

        Returns
        -------
        str
            Nothing of interest.
        """
        return "done"

    assert client_tool_schema(set_region) == {
        "name": "set-region",
        "description": "Show one region on the dashboard.\n\nOnly regions that the user may see.",
        "parameters": {
            "type": "object",
            "properties": {
                "region": {
                    "type": "string",
                    "enum": ["EMEA", "APAC"],
                    "description": "The region to show.",
                },
                "years": {
                    "anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "null"}],
                    "default": None,
                    "description": "Years to show; default: all.",
                },
            },
            "required": ["region"],
            "additionalProperties": False,
        },
    }


def test_references_stay_inside_of_the_parameters() -> None:
    def report(periods: list[Period], region: Region = Region.APAC) -> None: ...

    parameters = client_tool_schema(report)["parameters"]
    assert set(parameters["$defs"]) == {"Period", "Region"}
    assert parameters["properties"]["periods"]["items"] == {"$ref": "#/$defs/Period"}
    assert parameters["properties"]["region"] == {"$ref": "#/$defs/Region", "default": "apac"}


def test_a_tool_without_parameters_takes_an_empty_object() -> None:
    def reset() -> None: ...

    assert client_tool_schema(reset) == {
        "name": "reset",
        "parameters": {"type": "object", "properties": {}, "additionalProperties": False},
    }


def test_an_open_signature_takes_anything_else_too() -> None:
    def change(first: int, **more: object) -> None: ...

    assert client_tool_schema(change)["parameters"]["additionalProperties"] in (True, {})


def test_the_type_of_further_arguments_is_kept_to_and_told() -> None:
    def limit(region: str, **limits: int) -> dict[str, int]:
        return limits

    def call(params: object) -> tuple[str, object]:
        result = Toolbox([limit]).call("limit", params, None, ToolResults())
        return result.status, result.content

    assert call({"region": "EMEA", "low": 1, "high": "2"}) == ("success", {"low": 1, "high": 2})
    status, told = call({"region": "EMEA", "low": "little"})
    assert status == "error"
    assert "low" in str(told)
    parameters = client_tool_schema(limit)["parameters"]
    assert parameters["additionalProperties"] == {"type": "integer"}
    assert set(parameters["properties"]) == {"region"}


def test_defaults_are_shown_when_json_has_them() -> None:
    def tool(
        since: date = date(2026, 1, 2),
        limit: float = float("inf"),
        frame: Any = pd.DataFrame(),  # noqa: B008
        _hidden: bool = True,
    ) -> None: ...

    properties = client_tool_schema(tool)["parameters"]["properties"]
    assert properties["since"] == {"type": "string", "format": "date", "default": "2026-01-02"}
    assert "default" not in properties["limit"]
    assert "default" not in properties["frame"]
    assert properties["_hidden"] == {"type": "boolean", "default": True}
    assert "required" not in client_tool_schema(tool)["parameters"]


def test_what_the_app_says_itself_wins_over_the_docstring() -> None:
    @client_tool(description="For the agent.")
    def tool(a: Annotated[int, Field(description="Its own.")]) -> None:
        """For readers.

        Args:
            a: Of the docstring.
        """

    schema = client_tool_schema(tool)
    assert schema["description"] == "For the agent."
    assert schema["parameters"]["properties"]["a"]["description"] == "Its own."


def test_a_partial_is_described_by_its_function() -> None:
    def add(left: int, right: int) -> int:
        """Add two numbers.

        :param int left: One.
        :param right: The other.
        """
        return left + right

    schema = client_tool_schema(client_tool(name="add_one")(functools.partial(add, 1)))
    assert schema["description"] == "Add two numbers."
    assert schema["parameters"]["properties"]["right"]["description"] == "The other."


def test_a_type_that_json_has_no_form_for_is_refused() -> None:
    def plot(frame: pd.DataFrame | None) -> None: ...

    with pytest.raises(ConfigurationError, match=r"'plot'.*no form"):
        client_tool_schema(plot)
    with pytest.raises(ConfigurationError, match="functions"):
        client_tool_schema(3)  # type: ignore[arg-type]


def everything(
    text: str,
    count: Annotated[int, Field(ge=1, le=10)],
    region: Literal["EMEA", 3] | Region,
    ratio: float = 0.5,
    flag: bool = False,
    maybe: Optional[int] = None,  # noqa: UP045
    rows: list[Row] = [],  # noqa: B006
    by_name: dict[str, Point] = {},  # noqa: B006
    day: date = date(2026, 1, 1),
    moment: datetime | None = None,
    amount: Decimal = Decimal(0),
    order: UUID | None = None,
    period: Period | None = None,
    pair: tuple[int, str] = (1, "a"),
) -> None: ...


points = st.builds(Point, st.floats(allow_nan=False, allow_infinity=False), st.text())
arguments = st.fixed_dictionaries(
    {
        "text": st.text(),
        "count": st.integers(1, 10),
        "region": st.sampled_from(["EMEA", 3, *Region]),
    },
    optional={
        "ratio": st.floats(allow_nan=False, allow_infinity=False),
        "flag": st.booleans(),
        "maybe": st.none() | st.integers(),
        "rows": st.lists(st.builds(Row, name=st.text(), values=st.lists(st.integers()))),
        "by_name": st.dictionaries(st.text(), points),
        "day": st.dates(),
        "moment": st.datetimes(),
        "amount": st.decimals(-10000, 10000, places=2),
        "order": st.uuids(),
        "period": st.builds(Period, start=st.dates(), end=st.none() | st.dates()),
        "pair": st.tuples(st.integers(), st.text()),
    },
)
TOOLBOX = Toolbox([everything])
SCHEMA = client_tool_schema(everything)["parameters"]
FORMATS = FormatChecker(["date", "uuid"])
FORMATS.checks("date-time", raises=ValueError)(
    lambda value: not isinstance(value, str) or TypeAdapter(datetime).validate_python(value)
)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FORMATS)


def is_accepted(params: object) -> bool:
    return TOOLBOX.call("everything", params, None, ToolResults()).status == "success"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA, allow_nan=False)) == SCHEMA


@given(arguments)
def test_what_the_tool_takes_is_valid_by_its_schema(given_arguments: dict[str, Any]) -> None:
    params = json.loads(json.dumps(to_jsonable_python(given_arguments)))
    assert is_accepted(params)
    VALIDATOR.validate(params)


PROBES: list[object] = [
    *(None, "no", "EMEA", "emea", -1, 1, 3, 11, 1.5, True),
    *([], ["a"], [1], [1, 2], [1, "a"], [1, "a", 2], [{}], [{"name": "n", "values": [1]}]),
    *({}, {"x": "no"}, {"a": {"x": 1}}, {"a": {"x": "no"}}, {"start": 1}, {"start": "2026-01-01"}),
    *("2026-01-01", "2026-13-01", "2026-01-01T08:00:00Z", "12.50", str(UUID(int=1))),
]


@pytest.mark.parametrize("name", [*SCHEMA["properties"], "unknown"])
def test_what_is_valid_by_the_schema_is_taken(name: str) -> None:
    verdicts = set()
    for value in PROBES:
        params = {"text": "t", "count": 1, "region": 3, name: value}
        verdicts.add(VALIDATOR.is_valid(params))
        if VALIDATOR.is_valid(params):
            assert is_accepted(params), value
    assert verdicts == ({False} if name == "unknown" else {False, True})


@given(arguments, st.sampled_from(["text", "count", "region"]))
def test_what_is_missing_is_missing_for_both(given_arguments: dict[str, Any], name: str) -> None:
    params = json.loads(json.dumps(to_jsonable_python(given_arguments)))
    del params[name]
    assert not VALIDATOR.is_valid(params)
    assert not is_accepted(params)


def numpy_style(a: int, b: int, c: int, rest: int) -> None:
    """Do it.

    Not a section
    at all.

    Parameters
    ----------
    a, b : int
        First: with a colon.

        A second paragraph.
    c
        Third.
    *rest : int

    Notes
    -----
    a : int
        Not this.
    """


def google_style(a: int, b: int, c: int) -> None:
    """Do it.

    Args:
        a (int, optional): First: with a colon
            and a second line.
        b: Second.
        c:
            Third.

    Returns:
        b: Not this.
    """


def field_style(a: int, b: int, c: int) -> None:
    """Do it.

    :param a: First: with a colon
        and a second line.
    :param int b: Second.
    :type c: Not this.
    :param c: Third.
    :returns: Not this.
    """


@pytest.mark.parametrize(
    ("function", "summary", "described"),
    [
        (
            numpy_style,
            "Do it.\n\nNot a section at all.",
            {
                "a": "First: with a colon.\n\nA second paragraph.",
                "b": "First: with a colon.\n\nA second paragraph.",
                "c": "Third.",
            },
        ),
        (
            google_style,
            "Do it.",
            {"a": "First: with a colon and a second line.", "b": "Second.", "c": "Third."},
        ),
        (
            field_style,
            "Do it.",
            {"a": "First: with a colon and a second line.", "b": "Second.", "c": "Third."},
        ),
    ],
)
def test_docstrings_describe_parameters(
    function: Callable[..., None], summary: str, described: dict[str, str]
) -> None:
    schema = client_tool_schema(function)
    properties = schema["parameters"]["properties"]
    assert schema["description"] == summary
    assert {
        name: found["description"] for name, found in properties.items() if "description" in found
    } == described


@given(st.text(alphabet=" \n\tabArgs:-Parmet()*,.", max_size=200))
def test_any_docstring_can_be_read(text: str) -> None:
    def tool(a: int) -> None: ...

    tool.__doc__ = text
    assert client_tool_schema(tool)["name"] == "tool"
