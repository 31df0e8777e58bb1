"""Every field of ChatKit's theme can be seen in the chat, by the browser's own account."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.harness import ROOT
from tests.gallery import Gallery, change_look

VENDOR = json.loads((ROOT / "tests/fixtures/options/vendor-types.json").read_text("utf-8"))
SCHEMES = VENDOR["ChatKitOptions"]["fields"]["theme?"]["anyOf"]
THEME = next(choice for choice in SCHEMES if "fields" in choice)


def leaves(described: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each field that holds no further ones, with what the vendor's types say of it."""
    if isinstance(described, dict) and "fields" in described:
        for name, below in described["fields"].items():
            yield from leaves(below, f"{path}.{name}".strip(".").replace("?", ""))
    elif isinstance(described, dict) and "list" in described:
        yield from leaves(described["list"], path)
    else:
        yield path, described


FIELDS = dict(leaves(THEME))


@dataclass
class Effect:
    """Where a field is seen: each of its values looks different there."""

    selector: str
    properties: tuple[str, ...]
    state: str = "done"
    values: tuple[Any, ...] = ()
    """Values to compare, where the types do not list them all."""
    shown: tuple[str, ...] = ()
    """What the browser reports for each of `values`, where that is known."""
    beside: dict[str, Any] = field(default_factory=dict)
    """Fields that the field needs to be seen at all."""


EFFECTS = {
    "colorScheme": Effect("html", ("color-scheme", "background-color")),
    "radius": Effect("form", ("border-start-start-radius",)),
    "density": Effect("article[aria-label=You] p, article[aria-label=You] div", ("padding-top",)),
    "typography.baseSize": Effect("body", ("font-size",)),
    "typography.fontFamily": Effect("body", ("font-family",), values=("Georgia", "Courier")),
    "typography.fontFamilyMono": Effect(
        "code", ("font-family",), state="formats", values=("Georgia", "Courier")
    ),
    "color.accent.primary": Effect(
        "form [aria-label=Send]",
        ("background-color",),
        state="composer-full",
        values=("#1f6feb", "#0a7d33"),
        shown=("rgb(31, 111, 235)", "rgb(10, 125, 51)"),
        beside={"color.accent.level": 1},
    ),
    "color.accent.level": Effect(
        "article[aria-label=You] p, article[aria-label=You] div",
        ("background-color",),
        beside={"color.accent.primary": "#1f6feb"},
    ),
    "color.grayscale.hue": Effect(
        "body", ("background-color",), values=(30, 200, 300), beside={"color.grayscale.tint": 5}
    ),
    "color.grayscale.tint": Effect(
        "body", ("background-color", "color"), beside={"color.grayscale.hue": 30}
    ),
    "color.grayscale.shade": Effect(
        "body",
        ("background-color", "color"),
        beside={"color.grayscale.hue": 30, "color.grayscale.tint": 5},
    ),
    "color.surface.background": Effect(
        "body",
        ("background-color",),
        values=("#fdf6e3", "#101820"),
        shown=("rgb(253, 246, 227)", "rgb(16, 24, 32)"),
    ),
    "color.surface.foreground": Effect(
        "body",
        ("color",),
        values=("#102030", "#301020"),
        shown=("rgb(16, 32, 48)", "rgb(48, 16, 32)"),
        beside={"color.surface.background": "#ffffff"},
    ),
}

# The face that the browser loads for the chat's text, and one value of each of its fields.
FONT = {
    "family": "Ours",
    "src": "/ours.woff2",
    "display": "block",
    "style": "italic",
    "unicodeRange": "U+0-FF",
    "weight": "600",
}


def theme(given: dict[str, Any]) -> str:
    """Return the theme with these fields, by their paths, as the gallery's address has it."""
    whole: dict[str, Any] = {}
    for path, value in given.items():
        *parents, name = path.split(".")
        at = whole
        for parent in parents:
            at = at.setdefault(parent, {})
        at[name] = value
    return json.dumps(whole)


def test_every_field_has_an_effect_here() -> None:
    faces = {f"typography.fontSources.{name}" for name in FONT}
    assert set(EFFECTS) | faces == set(FIELDS)


@pytest.mark.parametrize("name", EFFECTS)
def test_each_value_of_a_field_looks_different(gallery: Gallery, page: Page, name: str) -> None:
    effect = EFFECTS[name]
    values = effect.values or tuple(FIELDS[name]["literals"])
    page.emulate_media(reduced_motion="reduce")
    seen: list[str] = []
    for value in values:
        look = theme({**effect.beside, name: value})
        if seen:
            change_look(page, look)
        else:
            gallery.show(page, effect.state, look)
        seen.append(
            page.locator(effect.selector).first.evaluate(
                """(element, names) => names.map(
                  (name) => getComputedStyle(element).getPropertyValue(name)).join(' / ')""",
                list(effect.properties),
            )
        )

    assert len(values) > 1
    assert len(set(seen)) == len(values), dict(zip(values, seen, strict=True))
    if effect.shown:
        assert tuple(seen) == effect.shown


def test_a_font_source_becomes_a_face_with_every_field(gallery: Gallery, page: Page) -> None:
    page.goto(gallery.url)
    page.evaluate("(hash) => { location.hash = hash; }", "#")
    given = {"typography.fontFamily": "Ours", "typography.fontSources": [FONT]}

    with page.expect_request("**/ours.woff2"):
        gallery.show(page, "done", theme(given))
        # What is slanted and bold asks for just this face.
        page.evaluate("document.body.style.font = 'italic 600 16px Ours'")

    (face,) = page.evaluate(
        """[...document.fonts].filter(({ family }) => family.includes('Ours')).map(
          ({ family, display, style, unicodeRange, weight }) =>
            ({ family, display, style, unicodeRange, weight }))"""
    )
    wanted = {name: value for name, value in FONT.items() if name != "src"}
    assert face | {"family": face["family"].strip('"')} == wanted
