"""Python has all that the vendor's types have, and nothing else.

`tests/fixtures/options/vendor-types.json` is written from the installed declarations of
`@xpert-ai/chatkit-types` by a vitest test, which fails when they differ.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from streamlit_chatkit import options
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


def test_every_option_of_chatkit_has_a_model() -> None:
    assert {wire_name(field) for field in HostOptions.model_fields} == OPTIONS.keys() - ELSEWHERE


@pytest.mark.parametrize("field", HostOptions.model_fields)
def test_a_model_has_the_names_literals_and_optional_fields_of_chatkit(field: str) -> None:
    name = wire_name(field)
    python = describe(HostOptions.model_fields[field].annotation)
    assert normal(python) == normal(OWN_VIEW.get(name, OPTIONS[name]))


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


def test_every_option_and_icon_is_in_the_docs() -> None:
    for field in HostOptions.model_fields:
        assert f"| `{field}` | `{wire_name(field)}` |" in DOCS
    for names in (options.HeaderIcon, options.IconName, options.Locale):
        for name in describe(names)["literals"]:
            assert f"`{name}`" in DOCS
