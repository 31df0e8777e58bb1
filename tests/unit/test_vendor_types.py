"""Python has all that the vendor's types have, and nothing else.

`tests/fixtures/options/vendor-types.json` is written from the installed declarations of
`@xpert-ai/chatkit-types` by a vitest test, which fails when they differ.
"""

from __future__ import annotations

import inspect
import re
from typing import Any, get_type_hints

import pytest
from pydantic.alias_generators import to_snake

from streamlit_chatkit import ChatKit, options, st_chatkit
from streamlit_chatkit._callbacks import PLACES
from streamlit_chatkit._tools import ToolResult
from streamlit_chatkit.options._capabilities import RuntimeCapabilities
from streamlit_chatkit.options._host import HostOptions
from streamlit_chatkit.options._model import Option
from tests.unit.vendor_types import FIXTURES, VENDOR, any_of, describe, models, normal

ELSEWHERE = {
    "api": "assistant_id, backend",
    "frameUrl": "frame_url",
    "onClientTool": "tools",
}
"""Options of ChatKit that are not set as such, with the parameters that carry them."""

BUNDLED_PAGE = {
    "mediaHosts": {"list": "string"},
    "reasoning": {"literals": ["full", "collapsed", "hidden"]},
}
"""Options of our own, which the bundled chat page knows and any other ignores."""

OPTIONS: dict[str, Any] = {
    name.removesuffix("?"): described
    for name, described in VENDOR["ChatKitOptions"]["fields"].items()
}

OWN_VIEW = {
    # Python adds "auto", which follows the app's theme and never reaches ChatKit as such.
    "theme": any_of([OPTIONS["theme"], {"literals": ["auto"]}]),
    # None in Python is what was not given.
    "initialThread": "string",
}


def wire_name(field: str) -> str:
    return HostOptions.model_fields[field].serialization_alias or field


def test_every_option_of_chatkit_and_of_the_bundled_page_has_a_model() -> None:
    assert {wire_name(field) for field in HostOptions.model_fields} == (
        OPTIONS.keys() - ELSEWHERE
    ) | BUNDLED_PAGE.keys()


@pytest.mark.parametrize("field", HostOptions.model_fields)
def test_a_model_has_the_names_literals_and_optional_fields_of_chatkit(field: str) -> None:
    name = wire_name(field)
    python = describe(HostOptions.model_fields[field].annotation)
    assert normal(python) == normal((OPTIONS | OWN_VIEW | BUNDLED_PAGE)[name])


@pytest.mark.parametrize(
    ("model", "vendor"),
    [
        (options.Entity, "Entity"),
        (options.Attachment, "Attachment"),
        (options.Reference, "ChatKitReference"),
        (RuntimeCapabilities, "RuntimeCapabilitiesSelection"),
    ],
)
def test_what_messages_and_searches_carry_is_that_of_chatkit(model: Any, vendor: str) -> None:
    assert normal(describe(model)) == normal(VENDOR[vendor])


def test_the_only_option_of_our_own_is_the_static_list_of_entities() -> None:
    own = [
        f"{model.__name__}.{name}"
        for model in models(HostOptions).values()
        for name, info in model.model_fields.items()
        if info.exclude
    ]
    assert own == ["Entities.items"]


@pytest.mark.parametrize(
    ("python", "vendor"),
    [
        ({"fields": {"a?": "string"}}, {"fields": {"a": "string"}}),
        ({"fields": {"a": "string"}}, {"fields": {"a": "number"}}),
        ({"fields": {"a": "string"}}, {"fields": {"a": "string", "b?": "string"}}),
        ({"literals": [1, 2]}, {"literals": [1, 2, 3]}),
        ({"anyOf": ["string", "number"]}, {"anyOf": ["string", "boolean"]}),
        (
            {"anyOf": [{"fields": {"type": {"literals": ["a"]}, "x": "string"}}, "string"]},
            {"anyOf": [{"fields": {"type": {"literals": ["b"]}, "x": "string"}}, "string"]},
        ),
    ],
)
def test_a_difference_is_seen(python: Any, vendor: Any) -> None:
    assert normal(python) != normal(vendor)


DOCS = (FIXTURES.parents[2] / "docs" / "options.md").read_text("utf-8")
DOCUMENTED = (
    models(HostOptions)
    | models(RuntimeCapabilities)
    | {
        model.__name__: model
        for model in (
            options.FileAttachment,
            options.ImageAttachment,
            options.QuoteReference,
            options.CodeReference,
            options.ImageReference,
            options.RuntimeCapabilities,
        )
    }
)

# Older releases of pydantic give the fields of a model their aliases when it is built.
for deferred in (HostOptions, *DOCUMENTED.values()):
    deferred.model_rebuild()


@pytest.mark.parametrize("model", DOCUMENTED.values(), ids=DOCUMENTED)
def test_every_field_has_a_row_in_the_docs(model: type[Option]) -> None:
    section = re.search(rf"^### `{model.__name__}`\n(.*?)(?=^##|\Z)", DOCS, re.M | re.S)
    assert section, f"docs/options.md has no section for {model.__name__}"
    rows: dict[str, list[str]] = {}
    for line in section[1].splitlines():
        if line.startswith("| `"):
            python, *rest = (cell.strip() for cell in line[2:-1].split(" | "))
            rows[python] = rest
    assert list(rows) == [f"`{name}`" for name in model.model_fields]
    for name, info in model.model_fields.items():
        wire, kind, default, meaning = rows[f"`{name}`"]
        assert wire == ("–" if info.exclude else f"`{info.serialization_alias}`")
        assert (default == "required") == (info.is_required() or info.default is not None)
        assert kind
        assert meaning
        described = normal(describe(info.annotation))
        literals = described.get("literals", []) if isinstance(described, dict) else []
        if literals and len(literals) <= 9 and isinstance(literals[0], str):
            assert all(f"`{literal}`" in kind for literal in literals), name


def documents(doc: str, parameter: str) -> bool:
    """Tell whether a numpydoc names the parameter with a type, alone or among others."""
    return bool(re.search(rf"^(\w+, )*{parameter}(, \w+)* : \S", doc, re.M))


@pytest.mark.parametrize("model", DOCUMENTED.values(), ids=DOCUMENTED)
def test_the_docstring_of_a_model_has_the_type_of_each_field_and_an_example(
    model: type[Option],
) -> None:
    doc = inspect.getdoc(model) or ""
    # What tells a model from others, such as type="file", is set by the model itself.
    given = [
        name
        for name, info in model.model_fields.items()
        if info.default is None or info.is_required()
    ]
    assert [name for name in given if not documents(doc, name)] == []
    assert "Examples\n--------\n>>> " in doc


def test_the_docstrings_of_the_call_and_of_the_commands_have_the_type_of_each_parameter() -> None:
    for function in (st_chatkit, *(getattr(ChatKit, snake_case(name)) for name in METHODS)):
        doc = inspect.getdoc(function) or ""
        parameters = inspect.signature(function).parameters.keys() - {"self"}
        assert [name for name in parameters if not documents(doc, name)] == [], function


def test_every_handler_and_every_command_has_an_example() -> None:
    examples = (inspect.getdoc(st_chatkit) or "").partition("Examples\n--------\n")[2]
    for name in inspect.signature(st_chatkit).parameters:
        assert not name.startswith("on_") or f"    {name}=" in examples, name
    for name in dir(ChatKit):
        doc = inspect.getdoc(getattr(ChatKit, name)) or ""
        assert name.startswith("_") or "Examples\n--------\n>>> " in doc, name


def test_every_option_and_icon_is_in_the_docs() -> None:
    for field in HostOptions.model_fields:
        assert f"| `{field}` | `{wire_name(field)}` |" in DOCS
    for names in (options.HeaderIcon, options.IconName, options.Locale):
        for name in describe(names)["literals"]:
            assert f"`{name}`" in DOCS


PARAMETERS = inspect.signature(st_chatkit).parameters


def snake_case(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def fields(described: Any) -> dict[str, Any]:
    return {name.removesuffix("?"): part for name, part in described["fields"].items()}


def test_every_option_is_a_parameter() -> None:
    assert set(HostOptions.model_fields) <= PARAMETERS.keys()
    for carriers in ELSEWHERE.values():
        assert set(carriers.split(", ")) <= PARAMETERS.keys()


def test_every_event_has_a_handler() -> None:
    handlers = {name.replace("chatkit.", "on_").replace(".", "_") for name in VENDOR["events"]}
    # Its place in ChatKit's options is widgets.onAction.
    assert {name for name in PARAMETERS if name.startswith("on_")} == handlers | {
        "on_widget_action"
    }


METHODS: dict[str, dict[str, Any]] = {
    "focusComposer": {},
    "fetchUpdates": {},
    "setThreadId": VENDOR["methods"]["setThreadId"],
    "sendCustomAction": {
        **fields(VENDOR["methods"]["sendCustomAction"]["action"]),
        "itemId": VENDOR["methods"]["sendCustomAction"]["itemId?"],
    },
    "sendUserMessage": fields(VENDOR["methods"]["sendUserMessage"]["params"]),
    "setComposerValue": fields(VENDOR["methods"]["setComposerValue"]["params"]),
}
"""Methods of ChatKit's element with their arguments, one by one."""


def test_every_method_of_chatkit_is_one_of_the_handle() -> None:
    # Each run of the app sets all options: that is what a call of st_chatkit does.
    assert METHODS.keys() == VENDOR["methods"].keys() - {"setOptions"}
    for name, arguments in METHODS.items():
        method = inspect.signature(getattr(ChatKit, snake_case(name)))
        assert method.parameters.keys() - {"self"} == set(map(snake_case, arguments)), name


def test_choices_of_methods_are_those_of_chatkit() -> None:
    seen = 0
    for name, arguments in METHODS.items():
        hints = get_type_hints(getattr(ChatKit, snake_case(name)))
        for argument, described in arguments.items():
            if isinstance(described, dict) and "literals" in described:
                assert normal(describe(hints[snake_case(argument)])) == normal(described)
                seen += 1
    assert seen == 2


def test_a_result_of_a_tool_has_the_fields_of_chatkit() -> None:
    result = ToolResult("revenue", 7, "call-1", "success").to_json()
    # A tool returns one value: there is nothing that could be an artifact.
    assert result.keys() == fields(VENDOR["ClientToolMessageInput"]).keys() - {"artifact"}


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md"])
def test_the_readme_has_a_row_for_everything(file: str) -> None:
    text = (FIXTURES.parents[2] / file).read_text("utf-8")
    rows = "\n".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    for name in PARAMETERS:
        assert re.search(rf"`{name}\b", rows), name
    for name in vars(ChatKit):
        if not name.startswith("_"):
            assert re.search(rf"`{name}\b", rows), name
    for path, place in PLACES.items():
        assert f"`{to_snake(path)}({', '.join(place.arguments)})`" in rows, path
