"""Runs the tests with the oldest releases that pyproject.toml allows: ``python -m tests.floors``.

It makes a virtual environment of its own. What only tests need is not old: pip chooses releases
of it that go with the floors.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement

PACKAGE = "streamlit-chatkit"
ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".venv-floors"
EXTRAS = ("local", "postgres", "langgraph")
TOOLS = (
    "anyio",
    "hypothesis",
    "jsonschema",
    "langchain",
    "langchain-openai",
    "pytest",
    "pytest-timeout",
    "pytest-xdist",
)
# What needs more than the floors of the package: the demo and the development tools have their own.
LEFT_OUT = (
    "tests/unit/demo",
    "tests/unit/test_build.py",  # hatchling
    "tests/contract/test_openapi.py",  # schemathesis
)

# AppTest of Streamlit 1.46 does not show the app a second change of the address.
NOT_YET = ("tests/unit/test_threads.py::test_back_and_forward_open_the_thread_of_the_address_once",)


def floors() -> list[str]:
    """Return the oldest allowed release of everything that the package itself imports."""
    declared = [Requirement(one) for one in requires(PACKAGE) or ()]
    oldest = {
        f"{one.name}{_extras(one)}=={floor.version}"
        for one in declared
        if one.name != PACKAGE and _is_imported(one)
        for floor in one.specifier
        if floor.operator == ">="
    }
    return sorted(oldest)


def _is_imported(one: Requirement) -> bool:
    return one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in EXTRAS)


def _extras(one: Requirement) -> str:
    return f"[{','.join(sorted(one.extras))}]" if one.extras else ""


def main() -> int:
    """Install the floors unless they are installed, and run the tests that are given, or all."""
    wanted = floors()
    python = str(FOLDER / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    stamp = FOLDER / ".floors"
    if not stamp.exists() or stamp.read_text() != "\n".join(wanted):
        venv.create(FOLDER, clear=True, with_pip=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *wanted, *TOOLS], check=True)
        subprocess.run([*pip, "--no-deps", "--editable", str(ROOT)], check=True)
        stamp.write_text("\n".join(wanted))
    print("With", ", ".join(wanted), flush=True)  # noqa: T201
    left_out = [f"--ignore={path}" for path in LEFT_OUT]
    left_out += [f"--deselect={test}" for test in NOT_YET]
    given = sys.argv[1:] or ["tests/unit", "tests/contract"]
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *left_out, *given]
    return subprocess.run(command, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
