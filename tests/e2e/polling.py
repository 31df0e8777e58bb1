"""Waits for what Playwright's expectations cannot see."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

TIMEOUT_S = 30
_PAUSE_MS = 50


def eventually(page: Page, read: Callable[[], object], expected: Any) -> None:
    """Wait until what is read is what is expected; fail with the last that was read."""
    deadline = time.monotonic() + TIMEOUT_S
    while read() != expected and time.monotonic() < deadline:
        page.wait_for_timeout(_PAUSE_MS)  # unlike a sleep, lets the page's events in
    assert read() == expected
