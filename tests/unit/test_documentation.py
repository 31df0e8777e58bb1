"""The code in the READMEs and the guides runs as it is pasted, and their links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.contract_server import API_KEY, ASSISTANT, ContractServer

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("README*.md"), *sorted((ROOT / "docs").glob("*.md"))]
CODE = [
    pytest.param(
        match[1],
        id=f"{page.name}:{page_text.count(chr(10), 0, match.start()) + 1}",
        marks=pytest.mark.skipif(
            "st.App(" in match[1] and not hasattr(st, "App"),
            reason="st.App is for Streamlit 1.57 or later",
        ),
    )
    for page in PAGES
    for page_text in [page.read_text("utf-8")]
    for match in re.finditer(r"^```python\n(.*?)^```", page_text, re.M | re.S)
]


@pytest.fixture(scope="module")
def xpertai() -> Iterator[ContractServer]:
    with ContractServer() as server:
        yield server


@pytest.mark.parametrize("code", CODE)
def test_pasted_code_runs_and_is_set_up(
    code: str, xpertai: ContractServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XPERTAI_API_KEY", API_KEY)
    monkeypatch.setenv("XPERTAI_API_URL", xpertai.url)
    monkeypatch.setenv("XPERT_ID", ASSISTANT)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-no-key-of-anybody")
    monkeypatch.setenv("CHATKIT_DATABASE", ":memory:")
    script = tmp_path / "app.py"
    script.write_text(code, "utf-8")

    app = AppTest.from_file(str(script), default_timeout=30).run()

    assert [error.message for error in app.exception] == []
    assert not [text.value for text in app.markdown if text.value.startswith("**The chat ")]


def test_every_page_with_code_is_read() -> None:
    assert {"README.md", "README.zh-CN.md", "agents.md", "gateway.md", "options.md"} <= {
        str(one.id).partition(":")[0] for one in CODE
    }


def anchors(page: Path) -> set[str]:
    """Return what GitHub makes of the headings of a page."""
    prose = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.M | re.S)
    headings = re.findall(r"^#+ (.*)$", prose, re.M)
    return {re.sub(r"[^\w -]", "", one).strip().lower().replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text("utf-8"))
    for link in links:
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link
