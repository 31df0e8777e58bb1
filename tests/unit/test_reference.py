"""The reference in the READMEs has every public name, argument, default, setting and message."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import streamlit_chatkit
from streamlit_chatkit import ChatKit, LocalBackend, XpertAI, client_tool, st_chatkit
from streamlit_chatkit._settings import ENVIRONMENT
from streamlit_chatkit.local import Run

ROOT = Path(__file__).parents[2]
README = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")}
OPTIONS = (ROOT / "docs" / "options.md").read_text("utf-8")
AGENTS = (ROOT / "docs" / "agents.md").read_text("utf-8")
DICTIONARIES = {
    "README.md": ROOT / "frontend" / "src" / "frame" / "i18n" / "en.ts",
    "README.zh-CN.md": ROOT / "frontend" / "src" / "frame" / "i18n" / "zh-Hans.ts",
}
FUNCTIONS: list[tuple[Callable[..., object], str, str]] = [
    (st_chatkit, "### `st_chatkit(", "### `ChatKit`"),
    (XpertAI, "`XpertAI(…)`", "`LocalBackend(agent, …)`"),
    (LocalBackend, "`LocalBackend(agent, …)`", "`.routes()`"),
    (client_tool, "| `client_tool` |", "\n\n"),
]
each_readme = pytest.mark.parametrize("page", README)


def rows(page: str, begin: str, end: str) -> dict[str, str]:
    """Return the rows of the tables between two marks, by the names in their first cells."""
    part = README[page].partition(f"{begin}")[2].partition(end)[0]
    lines = re.findall(r"^\| `.*$", part, re.M)
    return {name: line for line in lines for name in re.findall(r"`(\w+)`", line.split(" | ")[0])}


@each_readme
@pytest.mark.parametrize("name", [*streamlit_chatkit.__all__])
def test_every_public_name_is_in_the_reference(name: str, page: str) -> None:
    if name != "__version__":
        assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", README[page] + OPTIONS)


@each_readme
@pytest.mark.parametrize("name", [name for name in dir(ChatKit) if not name.startswith("_")])
def test_every_part_of_the_handle_is_in_the_reference(name: str, page: str) -> None:
    assert re.search(rf"^\| .*`{name}[`(]", README[page], re.M)


@each_readme
@pytest.mark.parametrize(
    ("function", "begin", "end"), FUNCTIONS, ids=[one.__name__ for one, *_ in FUNCTIONS]
)
def test_every_argument_has_a_row_with_its_default(
    function: Callable[..., object], begin: str, end: str, page: str
) -> None:
    found = rows(page, begin, end)
    for name, parameter in inspect.signature(function).parameters.items():
        if name.startswith("on_") or (function is client_tool and name == "function"):
            continue
        default = parameter.default
        assert name in found
        if default is not None and default is not parameter.empty:
            shown = json.dumps(default) if isinstance(default, str) else repr(default)
            assert f"`{shown}`" in found[name], name


@pytest.mark.parametrize(
    "name",
    [one for one in sorted({*Run.__dataclass_fields__, *dir(Run)}) if not one.startswith("_")],
)
def test_everything_of_a_run_is_in_the_guide(name: str) -> None:
    assert re.search(rf"^\| .*\brun\.{name}\b", AGENTS, re.M)


@each_readme
def test_every_handler_has_a_row(page: str) -> None:
    for name in inspect.signature(st_chatkit).parameters:
        if name.startswith("on_"):
            assert re.search(rf"^\| .*`{name}\(.*?\)`.* \| ", README[page], re.M), name


@each_readme
def test_every_setting_has_a_row_with_its_variable(page: str) -> None:
    found = rows(page, *FUNCTIONS[1][1:])
    for name, variable in ENVIRONMENT.items():
        assert f"`{variable}`" in found[name]


@each_readme
def test_what_one_sees_when_something_goes_wrong_is_what_the_chat_says(page: str) -> None:
    table = README[page].partition("## Questions" if page == "README.md" else "### 常见问题")[0]
    titles = re.findall(r"^\| “([^”]*(?:assistant|助手)[^”]*)”", table, re.M)
    assert len(titles) == 3
    words = DICTIONARIES[page].read_text("utf-8")
    assert [title for title in titles if f"'{title}'" not in words] == []
