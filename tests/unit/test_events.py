from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from streamlit_chatkit import ChatKitError, ConfigurationError, WidgetAction
from streamlit_chatkit._events import EVENTS, Event, read_handlers
from streamlit_chatkit._widget_action import read_widget_action

from .app_harness import Api, App

ACTIONS = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "widget-actions.json").read_text(encoding="utf-8")
)


DISPATCH = "streamlit_chatkit._dispatch"


@pytest.fixture
def api() -> Api:
    return Api()


def listening_app(**kwargs: object) -> None:
    import streamlit as st

    from streamlit_chatkit import st_chatkit

    st.session_state.runs = st.session_state.get("runs", 0) + 1
    st_chatkit(**kwargs)  # type: ignore[arg-type]
    st.text("after the chat")


def event(name: str, data: object = None) -> tuple[str, dict[str, Any]]:
    return ("event", {"name": name, "data": data})


def listen(*parameters: str) -> tuple[list[tuple[object, ...]], dict[str, Any]]:
    """A list of what the handlers of these parameters are called with, and the handlers."""
    heard: list[tuple[object, ...]] = []

    def handler(parameter: str) -> Any:
        return lambda *arguments: heard.append((parameter, *arguments))

    return heard, {parameter: handler(parameter) for parameter in parameters}


def test_handlers_functions_of_options_and_the_context_may_be_async(api: Api) -> None:
    heard: list[object] = []

    async def note(*arguments: object) -> None:
        await asyncio.sleep(0)
        heard.append(arguments)

    async def search(query: str) -> list[dict[str, str]]:
        return [{"id": query, "title": query.upper()}]

    async def context() -> dict[str, object]:
        return {"region": "EMEA"}

    app = App(
        listening_app,
        backend=api.backend(),
        context=context,
        on_effect={"highlight": note},
        header={"left_action": {"icon": "menu", "on_click": note}},
        entities={"on_tag_search": search},
    ).run()
    assert app.arguments()["options"]["request"]["context"] == {"region": "EMEA"}
    replies = app.send(
        event("effect", {"name": "highlight", "data": {"row": 3}}),
        ("callback", {"path": "header.leftAction.onClick", "args": []}),
        ("callback", {"path": "entities.onTagSearch", "args": ["emea"]}),
    )
    assert heard == [({"row": 3},), ()]
    assert [reply["value"] for reply in replies] == [None, [{"id": "emea", "title": "EMEA"}]]


def test_every_event_reaches_its_handler_with_its_arguments_in_order(api: Api) -> None:
    heard, handlers = listen(*(e.parameter for e in EVENTS.values()))
    app = App(listening_app, backend=api.backend(), **handlers).run()
    assert app.arguments()["subscribe"] == list(EVENTS)
    app.send(
        event("ready"),
        event("thread.load.start", {"threadId": "t-1"}),
        event("thread.load.end", {"threadId": "t-1"}),
        event("thread.change", {"threadId": "t-1"}),
        event("response.start", {}),
        event("effect", {"name": "highlight", "data": {"row": 3}}),
        event("effect", {"name": "refresh"}),
        event("log", {"name": "lg.tool.start", "data": {"toolName": "query"}}),
        event("log", {"name": "component", "type": "Widget"}),
        event("log", {"name": "thread.summary", "data": None}),
        event("response.end"),
        event("thread.change", {"threadId": None}),
    )
    assert heard == [
        ("on_ready",),
        ("on_thread_load_start", "t-1"),
        ("on_thread_load_end", "t-1"),
        ("on_thread_change", "t-1"),
        ("on_response_start",),
        ("on_effect", "highlight", {"row": 3}),
        ("on_effect", "refresh", {}),
        ("on_log", "lg.tool.start", {"toolName": "query"}),
        ("on_log", "component", {"type": "Widget"}),
        ("on_log", "thread.summary", {}),
        ("on_response_end",),
        ("on_thread_change", None),
    ]


def test_only_what_is_needed_is_subscribed(api: Api) -> None:
    _, handlers = listen("on_response_end")
    app = App(listening_app, backend=api.backend(), **handlers).run()
    assert app.arguments()["subscribe"] == ["error", "thread.change", "response.end"]
    assert App(listening_app, backend=api.backend()).run().arguments()["subscribe"] == [
        "error",
        "thread.change",
    ]


def test_a_batch_reruns_the_app_once_for_all_handlers_and_not_at_all_without_one(api: Api) -> None:
    heard, handlers = listen("on_response_start", "on_response_end")
    app = App(listening_app, backend=api.backend(), **handlers).run()
    quiet = App(listening_app, backend=api.backend()).run()
    batch = (event("response.start"), event("response.end"), event("log", {"name": "x"}))
    app.send(*batch)
    quiet.send(*batch)
    assert len(heard) == 2
    # The harness itself runs the app once for each batch.
    assert app.test.session_state.runs == quiet.test.session_state.runs + 1 == 3


def test_an_effect_without_a_function_of_its_name_reruns_nothing(api: Api) -> None:
    seen: list[object] = []
    app = App(listening_app, backend=api.backend(), on_effect={"highlight": seen.append}).run()
    app.send(event("effect", {"name": "other", "data": {}}))
    assert (seen, app.test.session_state.runs) == ([], 2)
    app.send(
        event("effect", {"name": "highlight", "data": {"row": 3}}),
        event("effect", {"name": "highlight"}),
    )
    assert (seen, app.test.session_state.runs) == ([{"row": 3}, {}], 4)


def test_an_effect_that_the_dict_lacks_is_told_once_with_the_name_that_was_probably_meant(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    app = App(listening_app, backend=api.backend(), on_effect={"highlight": print}).run()
    app.send(event("effect", {"name": "highlihgt"}), event("effect", {"name": "highlihgt"}))
    app.send(event("effect", {"name": "highlihgt"}), event("effect", {"name": "highlight"}))
    assert [record.getMessage() for record in caplog.records if record.name == DISPATCH] == [
        "The agent asks for the effect 'highlihgt', which on_effect has no function for. "
        "Did you mean 'highlight'? It has: highlight."
    ]


def test_other_names_of_effects_than_it_can_have_do_not_fill_the_log(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    app = App(listening_app, backend=api.backend(), on_effect={}).run()
    app.send(*(event("effect", {"name": f"effect {n} {'x' * 999}"}) for n in range(100)))
    told = [record.getMessage() for record in caplog.records if record.name == DISPATCH]
    assert len(told) == 64
    assert max(map(len, told)) < 200


def test_a_function_for_all_effects_misses_none(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    heard, handlers = listen("on_effect")
    app = App(listening_app, backend=api.backend(), **handlers).run()
    app.send(event("effect", {"name": "anything"}))
    assert heard == [("on_effect", "anything", {})]
    assert [record for record in caplog.records if record.name == DISPATCH] == []


@pytest.mark.parametrize(
    "data",
    [
        {"name": "effect", "data": {"data": {}}},
        {"name": "effect", "data": "highlight"},
        {"name": "log", "data": {"name": 7}},
        {"name": "thread.load.end", "data": {}},
        {"name": "response.stop", "data": {}},
        {"name": ["response.end"]},
        {},
    ],
)
def test_an_event_that_says_nothing_is_no_event(api: Api, data: dict[str, Any]) -> None:
    heard, handlers = listen("on_effect", "on_log", "on_thread_load_end", "on_response_end")
    app = App(listening_app, backend=api.backend(), **handlers).run()
    app.send(("event", data))
    assert heard == []
    assert not app.test.exception


def test_a_handler_that_raises_loses_neither_the_others_nor_an_answer(api: Api) -> None:
    heard, handlers = listen("on_response_end", "on_thread_change")

    def on_response_start() -> None:
        raise ValueError("The first mistake")

    def on_ready() -> None:
        raise ValueError("The second mistake")

    app = App(
        listening_app,
        backend=api.backend(),
        on_response_start=on_response_start,
        on_ready=on_ready,
        **handlers,
    ).run()
    # `send` checks that all messages are acknowledged.
    (reply,) = app.send(
        event("response.start"),
        event("ready"),
        ("client_tool", {"name": "missing", "toolCallId": "c1"}),
        event("thread.change", {"threadId": "t-1"}),
        event("response.end"),
    )
    assert heard == [("on_thread_change", "t-1"), ("on_response_end",)]
    assert reply["value"]["status"] == "error"
    assert [error.value for error in app.test.exception] == ["The first mistake"]
    app.run()
    assert not app.test.exception
    assert app.test.text[0].value == "after the chat"


def test_an_error_handler_that_raises_is_shown_by_the_app(api: Api) -> None:
    def on_error(error: ChatKitError) -> None:
        raise RuntimeError("A mistake in on_error")

    api.refuse()
    app = App(listening_app, backend=api.backend(), on_error=on_error).run()
    assert [error.value for error in app.test.exception] == ["A mistake in on_error"]
    assert app.arguments()["secret"] is None


@pytest.mark.parametrize("parameter", [event.parameter for event in EVENTS.values()])
def test_a_handler_that_is_no_function_is_refused(parameter: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{parameter} must be a function"):
        read_handlers({parameter: "highlight"})


def pair(_name: object, _data: object) -> None: ...


def optional(_error: object, _data: object = None, /, *, _more: int = 1) -> None: ...


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.parameter)
def test_a_handler_that_cannot_take_its_arguments_is_refused_with_those_it_will_get(
    event: Event,
) -> None:
    def handler(*_: object, more: object) -> None: ...

    names = re.escape(", ".join(event.arguments))
    with pytest.raises(ConfigurationError, match=rf"{event.parameter} is called with \({names}\)"):
        read_handlers({event.parameter: handler})


def test_a_handler_of_one_effect_takes_its_data() -> None:
    with pytest.raises(ConfigurationError, match=r"on_effect\['mark'\] is called with \(data\)"):
        read_handlers({"on_effect": {"mark": pair}})


@pytest.mark.parametrize("handler", [print, partial(print, "log"), [].append, optional])
def test_a_handler_may_be_any_callable_that_takes_its_argument(
    handler: Callable[..., object],
) -> None:
    assert read_handlers({"on_error": handler}).subscribed == ["error", "thread.change"]


@pytest.mark.parametrize("handlers", [{"highlight": 1}, {1: print}])
def test_a_dict_of_effects_holds_functions_by_name(handlers: Mapping[object, object]) -> None:
    with pytest.raises(ConfigurationError, match="on_effect"):
        read_handlers({"on_effect": handlers})


@pytest.mark.parametrize("case", ACTIONS, ids=lambda case: case["name"])
def test_a_widget_action_has_one_shape_whichever_chat_page_sends_it(case: dict[str, Any]) -> None:
    action = read_widget_action(case["args"])
    assert (None if action is None else asdict(action)) == case["action"]


@pytest.mark.parametrize("args", [[None], [1, 2], [["save"]], [{"type": 7}]])
def test_arguments_that_are_no_action_are_none(args: list[object]) -> None:
    assert read_widget_action(args) is None


def test_a_widget_action_reaches_its_handler_and_reruns_the_app(api: Api) -> None:
    actions: list[WidgetAction] = []
    app = App(listening_app, backend=api.backend(), on_widget_action=actions.append).run()
    assert app.arguments()["callbacks"] == ["widgets.onAction"]
    (reply,) = app.send(
        ("callback", {"path": "widgets.onAction", "args": ["save_note", {"note": "x"}]})
    )
    assert reply["value"] is None
    assert actions == [WidgetAction("save_note", {"note": "x"})]
    assert app.test.session_state.runs == 3
