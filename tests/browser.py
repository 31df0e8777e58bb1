"""Finds a Chromium for the browser tests, or installs one: ``python -m tests.browser``.

In this order: ``CHATKIT_CHROMIUM``, a browser on PATH, Playwright's own, then an installation
with Playwright or the system's package manager, whichever works.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HELP = """\
The browser tests need Chromium or Chrome, and none could be found or installed. Do one of:
  - install it with your package manager, e.g.  sudo apt-get install chromium
  - {python} -m playwright install --with-deps chromium
  - set CHATKIT_CHROMIUM=/path/to/chromium
and run the command again."""


def works(executable: str | Path) -> bool:
    """Whether the executable starts here (a download can lack system libraries)."""
    try:
        done = subprocess.run([executable, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def candidates() -> Iterator[str]:
    if configured := os.environ.get("CHATKIT_CHROMIUM"):
        yield configured
    for name in NAMES:
        if found := shutil.which(name):
            yield found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        yield own


def find() -> str | None:
    """Return the path of a browser that starts, or None."""
    return next((path for path in candidates() if works(path)), None)


def installers() -> Iterator[list[str]]:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with_deps = ["--with-deps"] if root and shutil.which("apt-get") else []
    if root and shutil.which("apt-get"):
        yield ["sh", "-c", "apt-get update -qq && apt-get install -y -qq chromium"]
    yield [sys.executable, "-m", "playwright", "install", *with_deps, "chromium"]
    for manager, command in {
        "dnf": ["dnf", "install", "-y", "chromium"],
        "apk": ["apk", "add", "chromium"],
        "pacman": ["pacman", "-S", "--noconfirm", "chromium"],
    }.items():
        if root and shutil.which(manager):
            yield command


def ensure() -> str:
    """Return the path of a browser, installing one if there is none.

    Raises
    ------
    SystemExit
        If none can be had; the message says what to do.
    """
    if found := find():
        return found
    for command in installers():
        print("Installing Chromium:", " ".join(command), flush=True)  # noqa: T201
        try:
            subprocess.run(command, check=False, timeout=900)
        except (OSError, subprocess.TimeoutExpired) as error:
            print(error, file=sys.stderr)  # noqa: T201
        if found := find():
            return found
    raise SystemExit(HELP.format(python=sys.executable))


if __name__ == "__main__":
    print("Browser for the tests:", ensure())  # noqa: T201
