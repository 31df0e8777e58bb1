"""Where the chat stands in the app, and how tall it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from streamlit_chatkit import ConfigurationError
from streamlit_chatkit._layout import (
    BUBBLE,
    FULL_SCREEN,
    PANEL_WIDTH,
    check_height,
    check_layout,
    container_key,
    css_class,
    style_sheet,
)

SHARED = Path(__file__).parents[1] / "fixtures" / "layout" / "floating.json"


@pytest.mark.parametrize("layout", ["inline", "floating"])
def test_a_layout_is_taken(layout: str) -> None:
    assert check_layout(layout) == layout


def test_a_misspelt_layout_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(ConfigurationError, match=r"'float'.*Did you mean 'floating'\?"):
        check_layout("float")


@pytest.mark.parametrize("layout", [None, 1, True, ["inline"]])
def test_what_is_no_layout_is_refused(layout: object) -> None:
    with pytest.raises(ConfigurationError, match="layout must be 'inline' or 'floating'"):
        check_layout(layout)


@pytest.mark.parametrize("height", [1, 640, "stretch"])
def test_a_height_is_taken(height: object) -> None:
    assert check_height(height) == height


@pytest.mark.parametrize("height", [0, -1, 1.5, True, None, "tall", "640"])
def test_what_is_no_height_is_refused(height: object) -> None:
    with pytest.raises(ConfigurationError, match=r'height=640.*"stretch"'):
        check_height(height)


def test_keys_of_other_scripts_get_classes_of_their_own() -> None:
    classes = {css_class(container_key(key)) for key in ("销售", "支持", "a b", "a-b", "a.b")}

    assert len(classes) == 5


def test_a_key_cannot_leave_its_selector() -> None:
    css = style_sheet('x{}</style><script>/*"', "floating", 640)

    assert css is not None
    assert "<" not in css
    assert set(re.findall(r"\.st-key-\S*?(?=[\s:)])", css)) == {
        "." + css_class(container_key('x{}</style><script>/*"'))
    }


def test_only_a_chat_that_needs_a_style_sheet_gets_one() -> None:
    assert style_sheet("chatkit", "inline", 640) is None
    assert style_sheet("chatkit", "inline", "stretch") is not None
    assert style_sheet("chatkit", "floating", 640) is not None


def test_style_sheet_and_component_agree_on_the_floating_layout() -> None:
    shared = json.loads(SHARED.read_text())

    assert shared["bubble"] == BUBBLE
    assert shared["panelWidth"] == PANEL_WIDTH
    assert shared["fullScreen"] == FULL_SCREEN
