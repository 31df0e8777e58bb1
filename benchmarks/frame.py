"""The chat page with a long thread, beside other chats with the same one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from benchmarks.browser import APPS
from benchmarks.frame_anchors import anchor_pages
from benchmarks.frame_probe import USABLE, Probe, Streaming
from benchmarks.table import Row
from tests import browser as browsers
from tests.e2e.harness import APPS as TEST_APPS
from tests.e2e.harness import ROOT, Chat, run_app
from tests.e2e.reader import Reader
from tests.long_thread import PACE_S, text

MESSAGES, TOKENS = 1000, 2000
NEWEST = text(MESSAGES - 1).split("\n", 1)[0].lstrip("# ")


@dataclass(frozen=True)
class Figures:
    """What was measured of a chat."""

    usable: float
    streaming: Streaming


@dataclass(frozen=True)
class Reading:
    """What happens to the frame while a long thread is read.

    Attributes
    ----------
    on_prepend, on_stream : float
        Pixels that what is read jumps by when older messages come, and while an answer is written.
    heap : float
        Megabytes that reading the whole thread once more leaves behind.
    nodes : float
        Elements at the end of a thread that was read as a whole, divided by those before.
    """

    on_prepend: float
    on_stream: float
    heap: float
    nodes: float


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(USABLE.replace("NEWEST", NEWEST))
    page.set_default_timeout(90_000)
    yield page
    page.close()


def _frame(browser: Browser, folder: Path) -> tuple[Figures, Reading]:
    environment = {"FOLDER": str(folder), "MESSAGES": str(MESSAGES), "PYTHONPATH": str(ROOT)}
    app = run_app(TEST_APPS / "long_threads.py", folder / "frame.log", **environment)
    with app as running, _page(browser) as page:
        page.goto(f"{running.url}?user=warm-up")
        Chat(page).wait_until_ready()
        page.goto(f"{running.url}?user=reader")
        chat = Chat(page)
        chat.wait_until_ready()
        probe = Probe(page, _content(chat))
        usable = probe.usable()
        reader = Reader(chat)
        nodes = probe.nodes()
        on_prepend = reader.jumps_while(lambda: reader.wheel(-400, 40), wheel=400)
        reader.scroll_to_beginning()
        reader.scroll_to_end()
        once = probe.heap()
        reader.scroll_through()
        again, all_nodes = probe.heap(), probe.nodes()
        streaming = _stream(probe, chat.send, f"tokens {TOKENS}")
        chat.button("stop").click()
        chat.send(f"tokens {TOKENS}")
        reader.wheel(-300, 8)
        on_stream = reader.jumps_while(lambda: page.wait_for_timeout(3000))
        reading = Reading(on_prepend, on_stream, again - once, all_nodes / nodes)
        return Figures(usable, streaming), reading


def _anchor(browser: Browser, url: str) -> Figures:
    with _page(browser) as page:
        page.goto(url)
        probe = Probe(page, page.main_frame)
        usable = probe.usable()
        field = page.get_by_role("textbox").first

        def send(question: str) -> None:
            field.fill(question)
            field.press("Enter")

        return Figures(usable, _stream(probe, send, "Go on"))


def _write_stream(browser: Browser, folder: Path) -> Figures:
    environment = {"MESSAGES": str(MESSAGES), "TOKENS": str(TOKENS), "PYTHONPATH": str(ROOT)}
    with run_app(APPS / "write_stream.py", folder / "streamlit.log", **environment) as app:
        return _anchor(browser, app.url)


def _stream(probe: Probe, send: Callable[[str], None], question: str) -> Streaming:
    send(question)
    probe.frame.get_by_role("heading", name="Part 0", exact=True).wait_for()
    return probe.streaming()


def _content(chat: Chat) -> Frame:
    frame = chat.composer.element_handle().owner_frame()
    assert frame is not None
    return frame


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browsers.ensure(), args=["--no-sandbox"]
        )
        frame, reading = _frame(browser, Path(folder))
        with anchor_pages(MESSAGES, TOKENS) as url:
            anchors = {
                "assistant-ui": _anchor(browser, f"{url}/?kind=assistant-ui"),
                "streamdown": _anchor(browser, f"{url}/?kind=streamdown"),
            }
        anchors["st.write_stream"] = _write_stream(browser, Path(folder))
        browser.close()
    return [*_comparison(frame, anchors), *_reading_rows(reading)]


def _comparison(frame: Figures, anchors: dict[str, Figures]) -> Iterator[Row]:
    opened, streamed = f"{MESSAGES:,} messages", f"{1 / PACE_S:.0f} tokens/s"
    figures: list[tuple[str, str, Callable[[Figures], float], dict[str, float]]] = [
        (f"{opened} usable", "ms", lambda one: one.usable, {"goal": 700}),
        (f"{streamed} into them", "fps", lambda one: one.streaming.fps, {"least": 55}),
        (f"{streamed}: main thread busy", "%", lambda one: one.streaming.busy, {"goal": 60}),
        (f"{streamed}: key to frame, p95", "ms", lambda one: one.streaming.latency, {"goal": 50}),
    ]
    for name, unit, value, goals in figures:
        own = value(frame)
        yield Row(f"{name}: frame", own, unit, **goals)
        for anchor, measured in anchors.items():
            other = value(measured)
            yield Row(f"{name}: {anchor}", other, unit, ratio=other / own)


def _reading_rows(reading: Reading) -> list[Row]:
    return [
        # Scroll positions are whole pixels, the heights of texts are not.
        Row("jump when older messages come: frame", reading.on_prepend, "px", goal=1),
        Row("jump while an answer is written: frame", reading.on_stream, "px", goal=1),
        Row(f"heap left by reading {MESSAGES:,} messages again", reading.heap, "MB", goal=2),
        Row(f"elements at {MESSAGES:,} messages, beside 50", reading.nodes, "x", goal=1.25),
    ]
