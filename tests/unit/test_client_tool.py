from __future__ import annotations

import asyncio
import functools
import threading
from collections.abc import Callable
from types import FunctionType
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field

from streamlit_chatkit import ConfigurationError, client_tool
from streamlit_chatkit._tools import Toolbox, ToolResult, ToolResults
from streamlit_chatkit._tools import signature as signatures


def call(function: Any, name: str | None = None, **params: object) -> ToolResult:
    return Toolbox([function]).call(
        name or function.__name__, params, None, ToolResults(), approved=True
    )


def test_a_decorated_function_is_itself() -> None:
    def send(number: int) -> str:
        return f"sent {number}"

    assert client_tool(send) is send
    assert client_tool(rerun=True)(send) is send
    assert send(3) == "sent 3"


def test_settings_reach_the_browser_and_the_toolbox() -> None:
    @client_tool(rerun=True, confirm="Send invoice {number} to {to}?", timeout=30)
    def send(number: int, to: str) -> None: ...

    @client_tool
    def plain() -> None: ...

    @client_tool(name="look-up", timeout=0.5)
    def look_up() -> None: ...

    toolbox = Toolbox([send, plain, look_up])
    assert toolbox.declarations == [
        {"name": "send", "confirm": "Send invoice {number} to {to}?", "timeout": 30},
        {"name": "plain"},
        {"name": "look-up", "timeout": 0.5},
    ]
    assert toolbox.reruns("send")
    assert not toolbox.reruns("plain")
    assert not toolbox.reruns("unknown")


def test_methods_partials_and_wrapped_functions_can_have_settings() -> None:
    class Shop:
        @client_tool(rerun=True)
        def sell(self, item: str) -> str:
            return f"sold {item}"

        @client_tool(name="close_shop")
        @staticmethod
        def close() -> str:
            return "closed"

        @classmethod
        @client_tool(timeout=5)
        def count(cls) -> str:
            return cls.__name__

    def add(left: int, right: int) -> int:
        return left + right

    @functools.wraps(Shop().sell)
    def logged(*args: Any, **kwargs: Any) -> Any:
        return Shop().sell(*args, **kwargs)

    assert call(Shop().sell, item="a").content == "sold a"
    assert Toolbox([Shop().sell]).reruns("sell")
    assert Toolbox([logged]).reruns("sell")
    assert call(Shop.close, "close_shop").content == "closed"
    assert Toolbox([Shop.count]).declarations == [{"name": "count", "timeout": 5}]
    assert call(Shop.count).content == "Shop"
    add_one = client_tool(name="add_one")(functools.partial(add, 1))
    assert call(add_one, "add_one", right=2).content == 3


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"timeout": 0}, "seconds"),
        ({"timeout": -1}, "seconds"),
        ({"timeout": True}, "seconds"),
        ({"timeout": "30"}, "seconds"),
        ({"timeout": float("nan")}, "seconds"),
        ({"timeout": float("inf")}, "seconds"),
        ({"timeout": 86_401}, "86,400"),
        ({"confirm": True}, "confirm"),
        ({"confirm": " "}, "confirm"),
        ({"description": ""}, "description"),
        ({"name": "two words"}, "two words"),
        ({"rerun": 1}, "rerun"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(settings: Any, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        client_tool(**settings)


@pytest.mark.parametrize("target", ["Send it?", dict, len, "x".upper])
def test_what_cannot_be_decorated_is_refused(target: Any) -> None:
    with pytest.raises(ConfigurationError, match="client_tool"):
        client_tool(target)


def test_a_question_about_something_that_is_no_parameter_is_refused() -> None:
    @client_tool(confirm="Send {invoice}?")
    def send(number: int) -> None: ...

    with pytest.raises(ConfigurationError, match=r"\{invoice\}.*Parameters: number"):
        Toolbox([send])


def test_a_question_may_name_any_argument_of_an_open_signature() -> None:
    @client_tool(confirm="Set {colour}?")
    def change(**settings: object) -> None: ...

    assert Toolbox([change]).declarations[0]["confirm"] == "Set {colour}?"


def test_nothing_runs_without_the_approval_that_a_tool_asks_for() -> None:
    ran = []

    @client_tool(confirm="Delete everything?")
    def delete() -> str:
        ran.append(1)
        return "deleted"

    toolbox, results = Toolbox([delete]), ToolResults()
    refused = toolbox.call("delete", {}, "c1", results)
    assert (refused.status, refused.ran, ran) == ("error", False, [])
    # The agent was told already that this call did not happen.
    assert toolbox.call("delete", {}, "c1", results, approved=True) == refused
    assert toolbox.call("delete", {}, "c2", results, approved=True).content == "deleted"


async def add_slowly(left: int, right: int = 1) -> int:
    await asyncio.sleep(0)
    return left + right


def test_an_async_function_is_awaited() -> None:
    threads = []

    async def which() -> None:
        threads.append(threading.current_thread())

    assert call(add_slowly, left=2).content == 3
    assert call(which).status == "success"
    assert threads == [threading.current_thread()]


def test_an_async_function_is_awaited_elsewhere_when_a_loop_is_running() -> None:
    async def fails() -> None:
        raise RuntimeError("no")

    async def host() -> list[ToolResult]:
        return [call(add_slowly, left=2, right=3), call(fails)]

    added, failed = asyncio.run(host())
    assert added.content == 5
    assert failed.content == "The tool failed with RuntimeError."


class Point(BaseModel):
    x: int


def rerun(annotations: dict[str, object], defaults: tuple[object, ...] = ()) -> Callable[..., Any]:
    """Return the function as the next run of a script makes it: new, with the same code."""

    def move(to: Any, fast: Any) -> object:
        return to, fast

    function = FunctionType(move.__code__, globals(), "move", defaults)
    function.__annotations__ = annotations
    return function


def model_of(function: Callable[..., object]) -> type[BaseModel]:
    return signatures.read_signature("move", function).model


def test_a_rerun_builds_no_model() -> None:
    first = model_of(rerun({"to": Point, "fast": Annotated[int, Field(ge=1)]}))
    assert model_of(rerun({"to": Point, "fast": Annotated[int, Field(ge=1)]})) is first
    assert model_of(rerun({"to": "Point", "fast": "Annotated[int, Field(ge=1)]"})) is first
    nested = model_of(rerun({"to": list[Annotated[Point, Field(title="To")]] | None}))
    again = rerun({"to": list[Annotated[Point, Field(title="To")]] | None})
    assert model_of(again) is nested


@pytest.mark.parametrize(
    ("annotations", "defaults"),
    [
        ({"to": Point, "fast": Annotated[int, Field(ge=2)]}, ()),
        ({"to": type("Point", (Point,), {}), "fast": Annotated[int, Field(ge=1)]}, ()),
        ({"to": Point, "fast": Annotated[int, Field(ge=1)]}, (1,)),
        ({"to": Point}, ()),
        ({"to": list[Point], "fast": Annotated[int, Field(ge=1)]}, ()),
    ],
)
def test_another_signature_of_the_same_code_is_another_model(
    annotations: dict[str, object], defaults: tuple[object, ...]
) -> None:
    first = model_of(rerun({"to": Point, "fast": Annotated[int, Field(ge=1)]}))
    assert model_of(rerun(annotations, defaults)) is not first


def test_a_changed_default_counts_at_once() -> None:
    for default in (1, [2], 3):
        assert call(rerun({}, (default,)), to="x").content == ["x", default]


def test_annotations_that_cannot_be_compared_do_no_harm() -> None:
    class Odd:
        def __eq__(self, other: object) -> bool:
            raise ValueError("ambiguous")

        __hash__ = None  # type: ignore[assignment]

    for _ in range(2):
        function = rerun({"to": Annotated[int, Odd()], "fast": bool})
        assert call(function, to=1, fast=True).content == [1, True]


def test_a_name_inside_of_an_annotation_is_found_where_the_function_is() -> None:
    function = rerun({"to": list["Point"], "fast": bool})
    assert call(function, to=[{"x": 1}], fast=False).content == [[{"x": 1}], False]
    with pytest.raises(ConfigurationError, match="Missing"):
        Toolbox([rerun({"to": list["Missing"], "fast": bool})])  # type: ignore[name-defined]  # noqa: F821


def test_the_memory_of_models_is_bounded() -> None:
    def move(a: int) -> None: ...

    def make(number: int) -> Callable[..., Any]:
        return FunctionType(move.__code__.replace(co_firstlineno=number + 1), {}, "move")

    functions = [make(number) for number in range(300)]
    first = model_of(functions[0])
    assert model_of(functions[0]) is first
    for function in functions:
        model_of(function)
    assert model_of(functions[0]) is not first
