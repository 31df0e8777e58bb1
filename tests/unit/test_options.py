from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest

import streamlit_chatkit
from streamlit_chatkit import (
    ConfigurationError,
    Entities,
    Header,
    HeaderAction,
    OptionsError,
    StartScreen,
    StartScreenPrompt,
    Theme,
    _errors,
    options,
)
from streamlit_chatkit._encoding import encode
from streamlit_chatkit._options import (
    read_attachments,
    read_entities,
    read_options,
    read_references,
    read_runtime_capabilities,
)

FIXTURES = Path(__file__).parents[1] / "fixtures" / "options"
CASES = json.loads((FIXTURES / "cases.json").read_text("utf-8"))
REFUSED = json.loads((FIXTURES / "refused.json").read_text("utf-8"))


def handler(*_: object) -> None:
    """Stand for a function of the app."""


def with_functions(value: Any) -> Any:
    if value == "<function>":
        return handler
    if isinstance(value, list):
        return [with_functions(item) for item in value]
    if isinstance(value, dict):
        return {key: with_functions(item) for key, item in value.items()}
    return value


def wire_of(given: Mapping[str, object]) -> dict[str, object]:
    read = read_options(given)
    return {**read.wire, **({"theme": read.theme} if "theme" in given else {})}


def problems(given: Mapping[str, object]) -> tuple[str, ...]:
    with pytest.raises(OptionsError) as caught:
        read_options(given)
    return caught.value.problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_options_reach_chatkit_under_its_names(case: dict[str, Any]) -> None:
    given = with_functions(case["python"])
    read = read_options(given)
    assert wire_of(given) == case["wire"]
    assert list(read.callbacks) == case.get("callbacks", [])
    assert set(read.callbacks.values()) <= {handler}
    assert read.entities == case.get("entities")
    assert json.loads(json.dumps(read.wire, allow_nan=False)) == read.wire


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_chatkit_takes_is_taken_as_it_is(case: dict[str, Any]) -> None:
    assert wire_of(case["wire"] | {"header": None}) == {
        name: value for name, value in case["wire"].items() if name != "header"
    }


def test_a_model_says_the_same_as_a_dict() -> None:
    models = {
        "header": Header(left_action=HeaderAction(icon="home", on_click=handler)),
        "start_screen": StartScreen(prompts=[StartScreenPrompt(label="Top", prompt="Top?")]),
        "theme": Theme(radius="round"),
    }
    dicts = {
        "header": {"left_action": {"icon": "home", "on_click": handler}},
        "start_screen": {"prompts": [{"label": "Top", "prompt": "Top?"}]},
        "theme": {"radius": "round"},
    }
    assert read_options(models) == read_options(dicts)


def test_any_mapping_is_a_dict() -> None:
    given = MappingProxyType({"title": MappingProxyType({"text": "Sales"})})
    assert read_options({"header": given}).wire == {"header": {"title": {"text": "Sales"}}}


def test_free_fields_are_encoded_as_what_a_tool_returns() -> None:
    frame = pd.DataFrame({"region": ["EMEA"], "revenue": [np.int64(7)]})
    context = {"rows": frame, "share": float("nan"), "id": 2**60, "count": np.int64(3)}
    assert read_options({"request": {"context": context}}).wire == {
        "request": {
            "context": {
                "rows": encode(frame),
                "share": None,
                "id": "1152921504606846976",
                "count": 3,
            }
        }
    }


def test_numbers_of_numpy_are_numbers() -> None:
    theme = {
        "typography": {"base_size": np.int64(16)},
        "color": {"grayscale": {"hue": np.float64(9), "tint": 1}},
    }
    wire = read_options({"theme": theme}).theme
    assert json.loads(json.dumps(wire)) == {
        "typography": {"baseSize": 16},
        "color": {"grayscale": {"hue": 9, "tint": 1}},
    }


def test_what_was_given_can_be_changed_afterwards() -> None:
    rows, models = [1], [{"id": "a", "label": "A"}]
    given = {"request": {"state": {"rows": rows}}, "composer": {"models": models}}
    before = read_options(given)
    rows.append(2)
    models.clear()
    assert before.wire["request"] == {"state": {"rows": [1]}}
    assert before.wire["composer"] == {"models": [{"id": "a", "label": "A"}]}
    assert read_options(given).wire["composer"] == {"models": []}


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["problem"][:50])
def test_an_option_that_cannot_be_used_is_named(case: dict[str, Any]) -> None:
    assert problems(with_functions(case["python"])) == (case["problem"],)


def test_what_json_does_not_have_is_refused() -> None:
    grayscale = {"hue": float("inf"), "tint": 1}
    assert problems({"theme": {"color": {"grayscale": grayscale}}}) == (
        "theme.color.grayscale.hue must be a finite number, not inf.",
    )
    assert problems({"request": {"context": {"file": b"x"}}}) == (
        "request.context.file is no JSON: Bytes cannot be sent to an agent. Return text or a table "
        "instead.",
    )


def test_several_problems_are_told_together() -> None:
    given = {"header": {"titel": "x", "left_action": {"icon": "hone"}}, "pet": 3}
    with pytest.raises(ConfigurationError) as caught:
        read_options(given)
    assert str(caught.value).splitlines() == [
        "4 options cannot be used:",
        "- pet must be True, False, PetOptions(…) or a dict, not int.",
        "- header.left_action.icon must be one of 42 names, not 'hone'. Did you mean 'home'?",
        "- header.left_action.on_click is missing.",
        "- header.titel is unknown. Did you mean 'title'?",
    ]


def test_a_model_says_what_is_wrong_where_it_is_made() -> None:
    with pytest.raises(OptionsError) as caught:
        Header(title={"txt": "Sales"})  # type: ignore[arg-type]
    assert caught.value.problems == ("Header.title.txt is unknown. Did you mean 'text'?",)


def test_no_value_that_could_be_a_secret_is_shown() -> None:
    secret = ["sk-x-secret"]
    for given in (
        {"request": {"context": {"env": {"KEY": secret}}, "state": secret}},
        {"header": secret, "initial_thread": secret, "locale": secret},
        {"composer": {"attachments": {"enabled": secret}, "models": {"a": secret}}},
    ):
        assert "sk-x" not in "".join(problems(given))


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("zh-CN", "zh-CN"),
        ("zh_cn", "zh-CN"),
        ("zh-Hans-CN", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-Hant-HK", "zh-HK"),
        ("zh-Hant-SG", "zh-Hant"),
        ("zh-MO", "zh-HK"),
        ("zh-SG", "zh-Hans"),
        ("en", "en"),
        ("en-US", "en"),
        ("de-AT", "de"),
        ("de-DE-1996", "de-DE"),
        ("es-MX", "es-419"),
        ("es-ES", "es-ES"),
        ("pt-AO", "pt-PT"),
        ("sr-Latn-RS", "sr-RS"),
        ("no", "nb"),
        ("fil-PH", "tl"),
    ],
)
def test_a_language_tag_becomes_one_that_chatkit_knows(tag: str, locale: str) -> None:
    assert read_options({"locale": tag}).wire == {"locale": locale}


def test_what_a_message_carries_has_the_names_of_chatkit() -> None:
    assert read_attachments(
        [
            options.FileAttachment(id="1", name="a.csv", mime_type="text/csv"),
            {"type": "image", "id": "2", "name": "b", "mimeType": "image/png", "previewUrl": "u"},
        ]
    ) == [
        {"type": "file", "id": "1", "name": "a.csv", "mime_type": "text/csv"},
        {"type": "image", "id": "2", "name": "b", "mime_type": "image/png", "preview_url": "u"},
    ]
    assert read_references(
        [
            options.QuoteReference(text="Up", message_id="m"),
            {"type": "code", "text": "x", "path": "p", "start_line": 1, "endLine": 2},
            {"type": "image", "text": "", "mime_type": "image/png"},
        ]
    ) == [
        {"type": "quote", "text": "Up", "messageId": "m"},
        {"type": "code", "text": "x", "path": "p", "startLine": 1, "endLine": 2},
        {"type": "image", "text": "", "mimeType": "image/png"},
    ]
    chosen = {"skills": {"ids": ["a"], "workspace_id": "w"}, "plugins": {"node_keys": []}}
    assert read_runtime_capabilities({**chosen, "recommended": chosen}) == {
        "mode": "allowlist",
        "skills": {"ids": ["a"], "workspaceId": "w"},
        "plugins": {"nodeKeys": []},
        "recommended": {
            "skills": {"ids": ["a"], "workspaceId": "w"},
            "plugins": {"nodeKeys": []},
        },
    }


@pytest.mark.parametrize(
    ("read", "given", "message"),
    [
        (read_attachments, [{"type": "file", "id": "1"}], r"attachments\[0\].name is missing"),
        (read_attachments, None, "attachments must be a list, not None"),
        (read_references, [{"type": "qote"}], "Did you mean 'quote'"),
        (read_references, ["x"], r"references\[0\] must be QuoteReference"),
        (read_runtime_capabilities, {"skills": []}, "runtime_capabilities.skills must be Skills"),
        (read_entities, "EMEA", "on_tag_search must be a list, not str"),
        (read_entities, [{"id": "a"}], r"on_tag_search\[0\].title is missing"),
    ],
)
def test_what_a_message_cannot_carry_is_named(read: Any, given: object, message: str) -> None:
    with pytest.raises(OptionsError, match=message):
        read(given)


def test_no_theme_is_the_theme_of_the_app() -> None:
    assert read_options({}).theme == read_options({"theme": None}).theme == "auto"


def test_a_search_may_return_models_or_dicts() -> None:
    found = [options.Entity(id="a", title="A"), {"id": "b", "title": "B", "interactive": True}]
    assert read_entities(found) == [
        {"title": "A", "id": "a"},
        {"title": "B", "id": "b", "interactive": True},
    ]


def test_options_cannot_be_changed_in_place() -> None:
    entities = Entities(items=[options.Entity(id="a", title="A")])
    with pytest.raises(ValueError, match="frozen"):
        entities.items = None


def test_all_options_are_exported() -> None:
    assert options.__all__ == sorted(options.__all__)
    models = {name for name in vars(options) if not name.startswith("_")} - {"annotations"}
    assert models == set(options.__all__)


@pytest.mark.parametrize(
    "name",
    ["streamlit_chatkit._errors"]
    + [
        module.name
        for module in pkgutil.iter_modules(options.__path__, "streamlit_chatkit.options.")
    ]
    + ["streamlit_chatkit.options"],
)
def test_the_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_what_most_apps_need_is_at_the_top() -> None:
    assert streamlit_chatkit.Header is options.Header
    assert issubclass(_errors.OptionsError, ConfigurationError)
