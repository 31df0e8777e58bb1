"""What a chat costs the browser while an answer is streamed into it."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Error, Frame, Page

WINDOW_S = 8.0
KEY_EVERY_S = 0.2

# Sets `window.usable` to the milliseconds until the newest message is painted and one can write.
USABLE = """(() => {
  const messages = '[data-row], [data-message], [data-testid=stChatMessage]';
  const painted = new MessageChannel();
  painted.port1.onmessage = () => { window.usable = performance.now(); };
  const look = () => {
    const newest = [...document.querySelectorAll(messages)].at(-1);
    const ready = newest?.textContent.includes('NEWEST');
    if (ready && document.querySelector('textarea:enabled')) {
      requestAnimationFrame(() => painted.port2.postMessage(null));
    } else {
      setTimeout(look, 20);
    }
  };
  look();
})()"""

# Counts frames, and takes the time from each key to the frame that shows it.
WATCH = """() => {
  const painted = new MessageChannel();
  window.delays = [];
  window.frames = 0;
  painted.port1.onmessage = ({ data }) => window.delays.push(performance.now() - data);
  addEventListener('keydown', ({ timeStamp }) => {
    requestAnimationFrame(() => painted.port2.postMessage(timeStamp));
  }, { capture: true });
  const count = () => {
    window.frames += 1;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}"""


@dataclass(frozen=True)
class Streaming:
    """Figures of a chat while an answer is streamed into it.

    Attributes
    ----------
    fps : float
        Frames per second.
    busy : float
        Share of the time that the main thread works, in percent.
    latency : float
        Milliseconds from a key to the frame that shows it: 19 of 20 are faster.
    """

    fps: float
    busy: float
    latency: float


class Probe:
    """Measures one document: a page, or a frame with what shares its process."""

    def __init__(self, page: Page, frame: Frame) -> None:
        self.page, self.frame = page, frame
        self._session = _session(page, frame)
        self._session.send("Performance.enable")

    def usable(self) -> float:
        """Wait until one can read and write; return the milliseconds since navigation."""
        self.frame.wait_for_function("() => window.usable", timeout=90_000)
        return float(self.frame.evaluate("() => window.usable"))

    def streaming(self) -> Streaming:
        """Type into the focused field for a while."""
        self.frame.evaluate(WATCH)
        started, worked = time.perf_counter(), self._metric("TaskDuration")
        while time.perf_counter() - started < WINDOW_S:
            self.page.keyboard.press("x")
            self.page.wait_for_timeout(KEY_EVERY_S * 1e3)
        frames, delays = self.frame.evaluate("() => [window.frames, window.delays]")
        seconds = time.perf_counter() - started
        busy = (self._metric("TaskDuration") - worked) / seconds * 100
        return Streaming(frames / seconds, busy, statistics.quantiles(delays, n=20)[-1])

    def heap(self) -> float:
        """Return the megabytes that are left after collecting garbage."""
        for _ in range(2):
            self._session.send("HeapProfiler.collectGarbage")
        return self._metric("JSHeapUsedSize") / 1e6

    def nodes(self) -> int:
        """Return the number of elements of the document."""
        return int(self.frame.evaluate("() => document.querySelectorAll('*').length"))

    def _metric(self, name: str) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in metrics if one["name"] == name)


def _session(page: Page, frame: Frame) -> CDPSession:
    try:
        return page.context.new_cdp_session(frame)
    except Error:  # a frame in the process of its page has no session of its own
        return page.context.new_cdp_session(page)
