"""A browser and an app for a measurement."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import browser
from tests.e2e.harness import run_app

APPS = Path(__file__).parent / "apps"


@contextmanager
def open_app(name: str, **environment: str) -> Iterator[tuple[Page, str, Path]]:
    """Run an app; yield an empty page, the app's address, and the file that it reports to."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(folder) / "report.json"
        environment["BENCHMARK_REPORT"] = str(report)
        with run_app(APPS / f"{name}.py", Path(folder) / "app.log", **environment) as app:
            chromium = playwright.chromium.launch(
                executable_path=browser.ensure(), args=["--no-sandbox"]
            )
            page = chromium.new_page()
            yield page, app.url, report
            chromium.close()
