"""One profile of a browser for all tests, each of which finds it as new.

A browser that has loaded Streamlit's megabytes of script before keeps them compiled in its profile;
a context of its own for each test would load and compile them again and again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from tests import browser

FLAGS = [
    "--no-sandbox",  # containers and CI run as root
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Chromium would remember what is typed into a form, and nothing clears that.
PREFERENCES = {"autofill": {"profile_enabled": False, "credit_card_enabled": False}}


@contextmanager
def opened(playwright: Playwright, folder: Path) -> Iterator[BrowserContext]:
    """Run a browser whose profile is in a new folder."""
    preferences = folder / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps(PREFERENCES))
    profile = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=browser.ensure(),
        args=FLAGS,
        viewport={"width": 1440, "height": 900},
        locale="en-US",
    )
    yield profile
    profile.close()


@contextmanager
def as_new(profile: BrowserContext) -> Iterator[BrowserContext]:
    """Lend the profile to a test and forget all that it did, but for the cache.

    Routes and scripts belong on the test's page: those of the context would stay.
    """
    blank, *_ = profile.pages
    yield profile
    for page in profile.pages:
        if page is not blank:
            page.close()
    profile.clear_cookies()
    profile.clear_permissions()
    devtools = profile.new_cdp_session(blank)
    devtools.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    devtools.detach()
