"""A test finds the browser as new, whatever the test before it has left there."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

from tests.e2e.bare_element import PAGES
from tests.e2e.profile import as_new
from tests.e2e.static_server import serve

LEAVE = """async () => {
  document.cookie = 'user=ann; max-age=3600';
  localStorage.user = sessionStorage.user = 'ann';
  await caches.open('ann');
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open('ann');
    opening.onsuccess = () => resolve(opening.result.close());
    opening.onerror = reject;
  });
}"""
FIND = """async () => ({
  cookies: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map((database) => database.name),
  notifications: (await navigator.permissions.query({ name: 'notifications' })).state,
  dark: matchMedia('(prefers-color-scheme: dark)').matches,
  still: matchMedia('(prefers-reduced-motion: reduce)').matches,
  width: innerWidth,
  language: navigator.language,
})"""
NEW = {
    "cookies": "",
    "local": [],
    "session": [],
    "caches": [],
    "databases": [],
    "notifications": "prompt",
    "dark": False,
    "still": False,
    "width": 1440,
    "language": "en-US",
}
USED = {
    "cookies": "user=ann",
    "local": ["user"],
    "session": ["user"],
    "caches": ["ann"],
    "databases": ["ann"],
    "notifications": "granted",
    "dark": True,
    "still": True,
    "width": 320,
    "language": "en-US",
}


def open_page(context: BrowserContext, origin: str) -> Page:
    page = context.new_page()
    page.goto(origin)
    return page


def test_a_test_finds_nothing_of_the_one_before(profile: BrowserContext) -> None:
    with serve(PAGES) as origin:
        with as_new(profile) as context:
            page = open_page(context, origin)
            assert page.evaluate(FIND) == NEW
            context.grant_permissions(["notifications"])
            page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            page.set_viewport_size({"width": 320, "height": 700})
            page.evaluate(LEAVE)
            assert page.evaluate(FIND) == USED

        with as_new(profile) as context:
            assert page.is_closed()
            assert context.cookies() == []
            assert open_page(context, origin).evaluate(FIND) == NEW
