"""Builds the frontend into ``streamlit_chatkit/static``.

Hatchling calls :class:`FrontendBuildHook` for a wheel, an sdist and an editable install;
``python hatch_build.py`` does the same without packaging anything. Nothing is rebuilt while
the sources have not changed.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "streamlit_chatkit" / "static"
STAMP = STATIC / ".sources"
MINIMUM_NODE = (20, 19)
NODE_HELP = (
    f"Building streamlit-chatkit from source needs Node.js >= {MINIMUM_NODE[0]}.{MINIMUM_NODE[1]}"
    " with npm on PATH.\nInstall it from https://nodejs.org or with your package manager"
    " and run this command again.\nInstalling the published wheel needs no Node.js."
)


class FrontendBuildError(RuntimeError):
    """The frontend cannot be built; the message says what to do."""


def sources_digest(frontend: Path) -> str:
    """Return a digest of everything that the build reads.

    Parameters
    ----------
    frontend : Path
        The folder with ``package.json``.

    Returns
    -------
    str
        Hexadecimal SHA-256 over the names and contents of the sources.
    """
    inputs = [path for path in frontend.iterdir() if path.is_file() and path.name[0] != "."]
    inputs += [path for path in (frontend / "src").rglob("*") if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted(inputs):
        if ".test." in path.name:
            continue
        digest.update(path.relative_to(frontend).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def require_node() -> str:
    """Return the path of npm, or explain what is missing."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise FrontendBuildError(f"{'npm' if node else 'Node.js'} was not found.\n{NODE_HELP}")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    found = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if found < MINIMUM_NODE:
        raise FrontendBuildError(f"Node.js {version.strip()} is too old.\n{NODE_HELP}")
    return npm


def packages_are_installed(frontend: Path) -> bool:
    """Tell whether ``npm ci`` has run since the lock file changed."""
    installed = frontend / "node_modules" / ".package-lock.json"  # written by npm at the end
    lock = frontend / "package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime


def build_frontend() -> bool:
    """Build the frontend unless the built files are up to date.

    Returns
    -------
    bool
        Whether anything was built.

    Raises
    ------
    FrontendBuildError
        If Node.js is missing or too old, or a command fails.
    """
    if not (FRONTEND / "package.json").is_file():
        if (STATIC / "index.html").is_file():
            return False
        raise FrontendBuildError(
            f"Neither the frontend's sources ({FRONTEND}) nor its built files ({STATIC}) are here."
            "\nBuild from a full checkout or from the published sdist."
        )
    digest = sources_digest(FRONTEND)
    if STAMP.is_file() and STAMP.read_text() == digest and (STATIC / "index.html").is_file():
        return False
    npm = require_node()
    commands = [[npm, "run", "build"]]
    if not packages_are_installed(FRONTEND):
        commands.insert(0, [npm, "ci", "--no-audit", "--no-fund"])
    for command in commands:
        if subprocess.run(command, cwd=FRONTEND, check=False).returncode != 0:
            raise FrontendBuildError(
                f"`{' '.join(['npm', *command[1:]])}` failed in {FRONTEND};"
                " its output above says why."
            )
    STAMP.write_text(digest)
    return True


class FrontendBuildHook(BuildHookInterface[Any]):
    """Makes sure that a distribution contains the built frontend."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build before hatchling collects files."""
        build_frontend()


if __name__ == "__main__":
    try:
        print("Frontend built." if build_frontend() else "Frontend is up to date.")
    except FrontendBuildError as error:
        sys.exit(f"\n{error}")
