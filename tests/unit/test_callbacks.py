from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from streamlit_chatkit import OptionsError
from streamlit_chatkit._callbacks import MAX_ENTITIES, PLACES
from streamlit_chatkit.options import Entities, Entity, Header, HeaderAction, Widgets

from .app_harness import Api, App

EMEA = {"id": "emea", "title": "EMEA"}
PREVIEW = {"type": "Basic", "children": []}


@pytest.fixture
def api() -> Api:
    return Api()


def options_app(**kwargs: object) -> None:
    import streamlit as st

    from streamlit_chatkit import st_chatkit

    st.session_state.runs = st.session_state.get("runs", 0) + 1
    st_chatkit(**kwargs)  # type: ignore[arg-type]


def callback(path: str, *args: object) -> tuple[str, dict[str, Any]]:
    return ("callback", {"path": path, "args": list(args)})


def test_a_function_at_any_place_is_announced_and_called_as_chatkit_calls_it(api: Api) -> None:
    calls: list[tuple[object, ...]] = []

    def note(name: str, answer: object = None) -> Any:
        def function(*args: object) -> object:
            calls.append((name, *args))
            return answer

        return function

    app = App(
        options_app,
        backend=api.backend(),
        header=Header(
            left_action=HeaderAction(icon="menu", on_click=note("left")),
            right_action=HeaderAction(icon="home", on_click=note("right")),
        ),
        entities=Entities(
            on_tag_search=note("search", [EMEA]),
            on_click=note("click"),
            on_request_preview=note("preview", PREVIEW),
        ),
        widgets=Widgets(on_action=lambda action: calls.append(("action", action.type))),
    ).run()
    assert set(app.arguments()["callbacks"]) == set(PLACES)
    assert app.arguments()["options"]["header"] == {
        "leftAction": {"icon": "menu"},
        "rightAction": {"icon": "home"},
    }
    replies = app.send(
        callback("header.leftAction.onClick"),
        callback("header.rightAction.onClick"),
        callback("entities.onTagSearch", "em"),
        callback("entities.onClick", EMEA),
        callback("entities.onRequestPreview", EMEA),
        callback("widgets.onAction", {"type": "save"}, {"id": "w"}),
    )
    assert [reply["value"] for reply in replies] == [
        None,
        None,
        [EMEA],
        None,
        {"preview": PREVIEW},
        None,
    ]
    assert calls == [
        ("left",),
        ("right",),
        ("search", "em"),
        ("click", Entity(id="emea", title="EMEA")),
        ("preview", Entity(id="emea", title="EMEA")),
        ("action", "save"),
    ]


@pytest.mark.parametrize(
    ("path", "args", "reruns"),
    [
        ("header.leftAction.onClick", [], True),
        ("entities.onClick", [EMEA], True),
        ("entities.onTagSearch", ["em"], False),
        ("entities.onRequestPreview", [EMEA], False),
    ],
)
def test_what_the_user_does_reruns_the_app_and_what_the_chat_looks_up_does_not(
    api: Api, path: str, args: list[object], reruns: bool
) -> None:
    def nothing(*_: object) -> None: ...

    app = App(
        options_app,
        backend=api.backend(),
        header={"left_action": {"icon": "menu", "on_click": nothing}},
        entities={
            "on_click": nothing,
            "on_tag_search": nothing,
            "on_request_preview": nothing,
        },
    ).run()
    app.send(callback(path, *args))
    # The harness itself runs the app once for each batch.
    assert app.test.session_state.runs == 2 + reruns


@pytest.mark.parametrize(
    ("found", "reply"),
    [
        (None, []),
        ([], []),
        ((EMEA,), [EMEA]),
        ([Entity(id="emea", title="EMEA")], [EMEA]),
        (iter([EMEA]), [EMEA]),
        (
            [{**EMEA, "group": "Regions", "data": {"kind": "region"}}],
            [{**EMEA, "group": "Regions", "data": {"kind": "region"}}],
        ),
    ],
)
def test_a_search_may_return_entities_in_any_form(found: object, reply: object) -> None:
    assert PLACES["entities.onTagSearch"].answer(found) == reply


def test_a_search_that_finds_too_many_is_cut() -> None:
    found = ({"id": str(number), "title": "x"} for number in count())
    sent = PLACES["entities.onTagSearch"].answer(found)
    assert isinstance(sent, list)
    assert len(sent) == MAX_ENTITIES


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("emea", "list"),
        (EMEA, "list"),
        ([{"id": "emea"}], "title"),
        ([{"id": "emea", "titel": "EMEA", "title": "EMEA"}], "titel"),
        ([7], "int"),
    ],
)
def test_a_search_that_returns_something_else_is_explained(
    api: Api, found: object, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = App(options_app, backend=api.backend(), entities={"on_tag_search": lambda _: found}).run()
    (reply,) = app.send(callback("entities.onTagSearch", "em"))
    assert told in reply["error"]["message"]
    assert told in caplog.text
    assert not app.test.exception


@pytest.mark.parametrize(
    ("shown", "reply"),
    [
        (None, {"preview": None}),
        (PREVIEW, {"preview": PREVIEW}),
        ({"preview": PREVIEW}, {"preview": PREVIEW}),
        ({"preview": None}, {"preview": None}),
    ],
)
def test_a_preview_is_a_widget_or_nothing(shown: object, reply: object) -> None:
    assert PLACES["entities.onRequestPreview"].answer(shown) == reply


def test_a_lookup_that_raises_answers_without_its_text_and_leaves_the_app_alone(api: Api) -> None:
    def find(query: str) -> list[Entity]:
        raise LookupError("a detail that stays in Python")

    app = App(options_app, backend=api.backend(), entities={"on_tag_search": find}).run()
    (reply,) = app.send(callback("entities.onTagSearch", "em"))
    assert reply["error"] == {"name": "LookupError", "message": "The app failed with LookupError."}
    assert not app.test.exception


def test_a_click_that_raises_is_shown_by_the_app(api: Api) -> None:
    def click() -> None:
        raise ValueError("A mistake in the button")

    header = {"left_action": {"icon": "menu", "on_click": click}}
    app = App(options_app, backend=api.backend(), header=header).run()
    (reply,) = app.send(callback("header.leftAction.onClick"))
    assert reply["error"]["name"] == "ValueError"
    assert [error.value for error in app.test.exception] == ["A mistake in the button"]


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (callback("entities.onTagSearch", "em"), "UnknownCallback"),
        (callback("os.system", "ls"), "UnknownCallback"),
        (("callback", {}), "UnknownCallback"),
        (callback("entities.onClick"), "CallbackError"),
        (callback("entities.onClick", {"title": "EMEA"}), "CallbackError"),
        (("callback", {"path": "entities.onClick", "args": EMEA}), "CallbackError"),
        (callback("widgets.onAction", 7), "CallbackError"),
    ],
)
def test_a_callback_that_cannot_be_called_is_answered(
    api: Api, message: tuple[str, dict[str, Any]], name: str
) -> None:
    calls: list[object] = []
    app = App(
        options_app,
        backend=api.backend(),
        entities={"on_click": calls.append},
        on_widget_action=calls.append,
    ).run()
    (reply,) = app.send(message)
    assert reply["error"]["name"] == name
    assert calls == []


def test_two_functions_for_widget_actions_are_one_too_many(api: Api) -> None:
    app = App(
        options_app, backend=api.backend(), on_widget_action=print, widgets={"on_action": print}
    ).run()
    (error,) = app.test.exception
    assert "on_widget_action and widgets.on_action" in error.value
    assert OptionsError.__name__ in str(error.proto)
