from __future__ import annotations

import functools
import gc
import threading
import weakref
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import pandas as pd
import pytest
from pydantic import BaseModel, Field

from streamlit_chatkit import ConfigurationError, ToolError
from streamlit_chatkit._tools import Toolbox, ToolResult, ToolResults, results_of


class Period(BaseModel):
    start: int
    end: int


def call(function: Any, params: object = None, call_id: str | None = None) -> ToolResult:
    return Toolbox([function]).call(function.__name__, params, call_id, ToolResults())


def test_arguments_are_validated_and_converted_by_the_signature() -> None:
    def report(
        region: Literal["EMEA", "APAC"], period: Period, limit: Annotated[int, Field(ge=1)] = 3
    ) -> list[object]:
        assert isinstance(period, Period)
        return [region, period.end - period.start, limit]

    params = {"region": "EMEA", "period": {"start": 1, "end": 5}}
    assert call(report, params).content == ["EMEA", 4, 3]
    assert call(report, {**params, "limit": "7"}).content == ["EMEA", 4, 7]


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({}, "region"),
        ({"region": "LATAM"}, "'EMEA' or 'APAC'"),
        ({"region": "EMEA", "regoin": 1}, "regoin"),
        (["EMEA"], "object"),
    ],
)
def test_a_bad_call_is_answered_with_the_reason_and_runs_nothing(params: object, told: str) -> None:
    ran = []

    def set_region(region: Literal["EMEA", "APAC"]) -> None:
        ran.append(region)

    result = call(set_region, params, "c1")
    assert (result.status, result.name, result.tool_call_id) == ("error", "set_region", "c1")
    assert told in str(result.content)
    assert ran == []


def test_an_unknown_name_is_answered_with_the_names() -> None:
    def get_filters() -> None: ...

    result = Toolbox([get_filters]).call("get_filter", {}, None, ToolResults())
    assert result.status == "error"
    assert "get_filters" in str(result.content)


def test_the_text_of_a_tool_error_is_sent() -> None:
    def tool() -> None:
        raise ToolError("No data for 2031.")

    assert call(tool) == ToolResult("tool", "No data for 2031.", None, "error")


def test_any_other_exception_is_logged_and_its_text_is_not_sent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def tool() -> None:
        raise RuntimeError("password=hunter2")

    result = call(tool)
    assert (result.status, result.content) == ("error", "The tool failed with RuntimeError.")
    assert "hunter2" in caplog.text
    assert "Traceback" in caplog.text


def test_an_exception_of_pydantic_inside_the_tool_is_no_bad_call() -> None:
    def tool() -> None:
        Period.model_validate({})

    assert call(tool).content == "The tool failed with ValidationError."


def test_a_result_that_cannot_be_sent_is_answered_with_the_reason() -> None:
    def tool() -> bytes:
        return b"x"

    result = call(tool)
    assert result.status == "error"
    assert "Bytes" in str(result.content)


def test_the_same_call_id_runs_once_and_gets_the_same_answer() -> None:
    ran: list[int] = []

    def tool() -> int:
        ran.append(1)
        return len(ran)

    results = ToolResults()
    first = Toolbox([tool]).call("tool", {}, "c1", results)
    assert Toolbox([tool]).call("tool", {}, "c1", results) == first
    assert Toolbox([tool]).call("tool", {}, "c2", results).content == 2
    assert ran == [1, 1]


def test_another_session_of_the_user_gets_the_answer_of_a_call_that_was_made() -> None:
    ran: list[int] = []

    def tool() -> int:
        ran.append(1)
        return len(ran)

    def call(results: ToolResults, call_id: str, thread_id: str | None) -> tuple[object, bool]:
        result = Toolbox([tool]).call("tool", {}, call_id, results, thread_id=thread_id)
        return result.content, result.ran

    before, after, other = results_of("ann"), results_of("ann"), results_of("bob")
    assert call(before, "c1", "t1") == (1, True)
    assert call(after, "c1", "t1") == (1, False)
    assert call(after, "c1", "t1") == (1, False)
    # Nothing is taken from another user, nor for a call of another or an unknown thread.
    assert call(other, "c1", "t1") == (2, True)
    assert call(results_of("ann"), "c1", "t2") == (3, True)
    assert call(results_of("ann"), "c1", None) == (4, True)


def test_what_no_session_is_left_of_is_forgotten() -> None:
    def tool() -> str:
        return "done"

    def ran_for(results: ToolResults) -> bool:
        return Toolbox([tool]).call("tool", {}, "c1", results, thread_id="t1").ran

    first = results_of("carol")
    assert ran_for(first)
    assert not ran_for(results_of("carol"))
    del first
    gc.collect()
    assert ran_for(results_of("carol"))


def test_a_failed_call_is_not_repeated_either() -> None:
    ran: list[int] = []

    def tool() -> None:
        ran.append(1)
        raise ToolError("no")

    results = ToolResults()
    for _ in range(3):
        Toolbox([tool]).call("tool", {}, "c1", results)
    assert ran == [1]


def test_a_tool_that_the_script_was_stopped_in_is_not_run_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Stop(BaseException): ...

    ran: list[int] = []

    def tool() -> None:
        ran.append(1)
        raise Stop

    results = ToolResults()
    with pytest.raises(Stop):
        Toolbox([tool]).call("tool", {}, "c1", results)
    assert Toolbox([tool]).call("tool", {}, "c1", results).status == "error"
    assert ran == [1]
    (record,) = caplog.records
    assert "'tool' was broken off" in record.getMessage()
    assert "client_tool(rerun=True)" in record.getMessage()


def test_a_call_that_comes_again_while_the_first_one_runs_waits_for_its_result() -> None:
    started, release = threading.Event(), threading.Event()
    ran: list[int] = []

    def slow() -> str:
        ran.append(1)
        started.set()
        assert release.wait(10)
        return "done"

    toolbox, results = Toolbox([slow]), ToolResults()

    def ask() -> ToolResult:
        return toolbox.call("slow", {}, "c1", results)

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(ask)
        assert started.wait(10)
        others = [pool.submit(ask) for _ in range(3)]
        release.set()
        answers = [asked.result(10) for asked in (first, *others)]
    assert [(answer.content, answer.ran) for answer in answers] == [
        ("done", True),
        *[("done", False)] * 3,
    ]
    assert ran == [1]


def test_a_long_session_keeps_few_results_and_runs_no_call_again() -> None:
    ran: list[str] = []
    answered: weakref.WeakSet[ToolResult] = weakref.WeakSet()
    results = ToolResults()

    def call(call_id: str) -> ToolResult:
        def run() -> ToolResult:
            ran.append(call_id)
            return ToolResult("note", call_id, call_id, ran=True)

        result = results.once("note", call_id, run)
        answered.add(result)
        return result

    ids = [f"c{number}" for number in range(2000)]
    for call_id in ids:
        call(call_id)
    gc.collect()
    assert len(answered) < 100
    assert call("c1999").content == "c1999"
    assert call("c0").status == "error"
    assert ran == ids


def test_any_kind_of_parameter_and_callable_works() -> None:
    def names(copy: int, /, _json: str, *, model_x: float = 0.5, **more: object) -> list[object]:
        return [copy, _json, model_x, more]

    assert call(names, {"copy": 1, "_json": "a", "b": 2}).content == [1, "a", 0.5, {"b": 2}]

    def optional(first: int = 1, /, second: int = 2) -> list[int]:
        return [first, second]

    assert call(optional, {"second": 5}).content == [1, 5]

    @dataclass
    class Shop:
        name: str

        def sell(self, item: str) -> str:
            return f"{self.name}: {item}"

    assert call(Shop("A").sell, {"item": "x"}).content == "A: x"

    @functools.wraps(optional)
    def wrapped(*args: int, **kwargs: int) -> object:
        return optional(*args, **kwargs)

    assert call(wrapped, {}).content == [1, 2]


def no_name() -> Any:
    return functools.partial(print)


async def stream() -> AsyncIterator[int]:
    yield 1


def starred(*args: int) -> None: ...


def take_table(rows: pd.DataFrame) -> None: ...


class Unbound:
    def sell(self, item: str) -> None: ...


def unresolvable(a: Missing) -> None: ...  # type: ignore[name-defined]  # noqa: F821


@pytest.mark.parametrize(
    ("tools", "told"),
    [
        (print, "list"),
        ("print", "list"),
        ([1], "functions"),
        ([dict], "functions"),
        ([no_name()], "no name"),
        ([lambda: None], "no name"),
        ([stream], "yields"),
        ([starred], "starred"),
        ([unresolvable], "unresolvable"),
        ({"starred": starred}, "list"),
        ([starred], r"args: list\[str\]"),
        ([take_table], "'take_table' cannot be used: rows is a DataFrame, which an agent cannot"),
        ([Unbound.sell], "it takes self. Give the method of an object"),
        ([test_a_failed_call_is_not_repeated_either] * 2, "Two tools"),
    ],
)
def test_what_cannot_be_a_tool_is_refused_when_the_chat_is_set_up(tools: Any, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        Toolbox(tools)
