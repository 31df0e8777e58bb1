"""Runs the tests with the oldest releases that pyproject.toml allows: ``python -m tests.floors``.

It makes a virtual environment of its own. What only tests need is not old: pip chooses releases
of it that go with the floors.
"""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".venv-floors"
EXTRAS = ("local", "postgres", "langgraph")
TOOLS = ("anyio", "hypothesis", "jsonschema", "langchain", "openpyxl", "pytest", "pytest-timeout")
# What needs more than the floors of the package: the demo and the development tools have their own.
LEFT_OUT = (
    "tests/unit/demo",
    "tests/unit/test_build.py",  # hatchling
    "tests/contract/test_openapi.py",  # schemathesis
)


def floors() -> list[str]:
    """Return the oldest allowed release of everything that the package itself imports."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    declared = [*project["dependencies"], *(one for extra in EXTRAS for one in optional[extra])]
    own = [one for one in declared if not one.startswith(project["name"])]
    return [re.sub(r">=([\w.]+).*", r"==\1", one) for one in own]


def main() -> int:
    """Install the floors unless they are installed, and run the tests that are given, or all."""
    wanted = floors()
    python = FOLDER / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    stamp = FOLDER / ".floors"
    if not stamp.exists() or stamp.read_text() != "\n".join(wanted):
        venv.create(FOLDER, clear=True, with_pip=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *wanted, *TOOLS], check=True)
        stamp.write_text("\n".join(wanted))
    print("With", ", ".join(wanted), flush=True)  # noqa: T201
    left_out = [f"--ignore={path}" for path in LEFT_OUT]
    given = sys.argv[1:] or ["tests/unit", "tests/contract"]
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *left_out, *given]
    return subprocess.run(command, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
