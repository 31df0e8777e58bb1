from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from streamlit_chatkit._cli import main

TOOLS = """
from datetime import date

def set_region(region: str, since: date = date(2026, 1, 1)) -> str:
    "显示一个地区。"
    return "done"

class Shop:
    @staticmethod
    def sell(item: str) -> None: ...
"""
APP = """
import streamlit as st

def get_number() -> int:
    return int(st.session_state.number)

print("printed by the app")
st.title("An app")
st.number_input("Number", key="number")
"""


@pytest.fixture(autouse=True)
def _modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, source in {
        "shop_tools": TOOLS,
        "shop_app": APP,
        "shop_broken": "1 / 0",
        "shop_exits": "raise SystemExit('bye')",
        "shop_needs": "import shop_no_such_module",
    }.items():
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "streamlit_chatkit", *arguments]
    root = Path(__file__).resolve().parents[2]
    environment = {"PYTHONPATH": str(root), "PYTHONIOENCODING": "ascii", "HOME": str(cwd)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)


def test_only_json_in_utf_8_is_printed(tmp_path: Path) -> None:
    done = run("schema", "shop_tools:set_region", "shop_app:get_number", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout.decode("utf-8"))
    assert first["description"] == "显示一个地区。"
    assert "显示" in done.stdout.decode("utf-8")
    assert first["parameters"]["properties"]["since"]["default"] == "2026-01-01"
    assert second == {
        "name": "get_number",
        "parameters": {"type": "object", "properties": {}, "additionalProperties": False},
    }
    assert done.stderr.decode().splitlines() == ["printed by the app"]


def test_a_method_is_found_and_the_configuration_holds_schemas_as_text(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main(["schema", "--config", "shop_tools:Shop.sell", "shop_tools:set_region"]) == 0
    tools = json.loads(capfdbinary.readouterr().out)["clientTools"]
    assert [set(tool) for tool in tools] == [{"name", "schema"}, {"name", "description", "schema"}]
    assert json.loads(tools[0]["schema"])["required"] == ["item"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "COMMAND"),
        (["nonsense"], "nonsense"),
        (["schema"], "MODULE:FUNCTION"),
        (["schema", "shop_tools"], "MODULE:FUNCTION"),
        (["schema", "shop_tools:"], "MODULE:FUNCTION"),
        (["schema", "shop_missing:f"], "no module 'shop_missing'"),
        (["schema", "shop_tools.sub:f"], "cannot be imported|no module"),
        (["schema", "shop_needs:f"], "No module named 'shop_no_such_module'"),
        (["schema", "shop_tools:set_regoin"], "no 'set_regoin'. Did you mean 'set_region'?"),
        (["schema", "shop_tools:Shop.sel"], "no 'Shop.sel'. Did you mean 'sell'?"),
        (["schema", "shop_tools:Shop"], "functions"),
        (["schema", "shop_tools:set_region", "shop_tools:set_region"], "Two tools"),
        (["schema", "shop_broken:f"], "ZeroDivisionError"),
        (["schema", "shop_exits:f"], "SystemExit"),
        (["schema", "./shop_tools.py:set_region"], "shop_tools:set_region"),
    ],
)
def test_a_mistake_is_explained_and_the_exit_code_is_2(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert any(word in err for word in told.split("|")), err
    assert "Traceback" not in err


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    assert "schema" in capsys.readouterr().out
