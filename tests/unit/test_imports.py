from __future__ import annotations

import ast
from pathlib import Path

import pytest

import streamlit_chatkit

PACKAGE = Path(streamlit_chatkit.__file__).parent
COMPAT = PACKAGE / "_compat" / "_private.py"
PUBLIC = {"streamlit", "streamlit.components.v1"}


def modules_imported_by(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            modules.add(node.module)
    return {module for module in modules if module.split(".")[0] == "streamlit"}


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_only_compat_imports_what_streamlit_does_not_promise(path: Path) -> None:
    if path == COMPAT:
        assert modules_imported_by(path) - PUBLIC
    else:
        assert modules_imported_by(path) <= PUBLIC
