"""Somebody who reads a thread of a chat, and sees when something jumps."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.e2e.harness import Chat

# Calls `look` with the rows each time before the page is painted, until another one watches.
_EACH_FRAME = """
  const viewport = log.parentElement.parentElement;
  const me = (window.watcher = {});
  // The newest observer comes last: after it nothing changes until the page is painted.
  const beforePaint = () => new ResizeObserver(see).observe(viewport);
  const see = (_, observer) => {
    observer.disconnect();
    if (window.watcher !== me) return;
    look([...log.querySelectorAll('[data-row]')]);
    requestAnimationFrame(beforePaint);
  };
  requestAnimationFrame(beforePaint);
"""

# How far each row in sight moves from frame to frame.
# Scrolling moves all rows by the same, a jump does not.
_WATCH_ROWS = f"""(log) => {{
  window.seen = [];
  let before = new Map();
  const look = (rows) => {{
    const {{ top, bottom }} = viewport.getBoundingClientRect();
    const now = new Map(rows.map((row) => [row, row.getBoundingClientRect()]));
    for (const [row, place] of now) {{
      const inSight = place.bottom > top && place.top < bottom;
      if (inSight && before.has(row)) window.seen.push(place.top - before.get(row).top);
    }}
    before = now;
  }};{_EACH_FRAME}}}"""

# How far the end is below what is seen.
_WATCH_END = f"""(log) => {{
  window.seen = [];
  const look = () => {{
    window.seen.push(viewport.scrollHeight - viewport.scrollTop - viewport.clientHeight);
  }};{_EACH_FRAME}}}"""

_STOP = "() => { window.watcher = null; return window.seen; }"

# Resolves in a later frame, when the next turn of the wheel moves the rows by all of its pixels.
_FREE_TO_TURN = """(viewport, pixels) => new Promise((done) => {
  const look = () => {
    const more = viewport.querySelector('[role=log] > [role=status]');
    if (pixels < 0 && more && viewport.scrollTop < -pixels) requestAnimationFrame(look);
    else requestAnimationFrame(done);
  };
  requestAnimationFrame(look);
})"""

_TO_BEGINNING = """(viewport) => new Promise((done) => {
  const up = () => {
    viewport.scrollTop = 0;
    const more = viewport.querySelector('[role=log] > [role=status]');
    requestAnimationFrame(more ? up : () => done((viewport.scrollTop = 0)));
  };
  up();
})"""

_THROUGH = """(viewport) => new Promise((done) => {
  let step = -0.9 * viewport.clientHeight;
  const on = () => {
    viewport.scrollTop += step;
    if (viewport.scrollTop <= 0) step *= -1;
    const atEnd = viewport.scrollTop + viewport.clientHeight >= viewport.scrollHeight - 1;
    if (step > 0 && atEnd) done();
    else requestAnimationFrame(on);
  };
  on();
})"""


class Reader:
    """The reader of a chat."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    @property
    def viewport(self) -> Locator:
        """What scrolls."""
        return self.chat.log.locator("xpath=../..")

    @property
    def rows(self) -> int:
        """The number of messages that are drawn."""
        return self.chat.log.locator("[data-row]").count()

    @property
    def from_end(self) -> float:
        """How many pixels the end is below what is seen."""
        return float(
            self.viewport.evaluate("(it) => it.scrollHeight - it.scrollTop - it.clientHeight")
        )

    def wheel(self, pixels: int, times: int) -> None:
        """Turn the wheel of the mouse, not faster than older messages come."""
        self.viewport.hover()
        for _ in range(times):
            self.viewport.evaluate(_FREE_TO_TURN, pixels)
            self.chat.page.mouse.wheel(0, pixels)

    def scroll_to_beginning(self) -> None:
        """Scroll up as long as there are older messages to come."""
        self.viewport.evaluate(_TO_BEGINNING)

    def scroll_to_end(self) -> None:
        """Scroll to the newest message."""
        self.viewport.evaluate("(it) => { it.scrollTop = it.scrollHeight; }")

    def scroll_through(self) -> None:
        """Scroll from the end to the beginning and back, seeing every message."""
        self.viewport.evaluate(_THROUGH)

    def moves_while(self, work: Callable[[], object]) -> list[float]:
        """Return how far rows in sight moved from frame to frame."""
        self.chat.log.evaluate(_WATCH_ROWS)
        work()
        moves: list[float] = self.chat.log.evaluate(_STOP)
        assert len(moves) > 20, "Too few frames to judge by"
        return moves

    def jumps_while(self, work: Callable[[], object], *, wheel: int | None = None) -> float:
        """Return the largest move, in pixels, that no turn of the wheel by so many explains."""
        moves = self.moves_while(work)
        if wheel is not None:
            moves = [min(move % wheel, wheel - move % wheel) for move in moves]
        return max(map(abs, moves))

    def distances_while(self, work: Callable[[], object]) -> list[float]:
        """Return how far the end was below what was seen, frame by frame."""
        self.chat.log.evaluate(_WATCH_END)
        work()
        distances: list[float] = self.chat.log.evaluate(_STOP)
        return distances
