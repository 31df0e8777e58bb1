"""Checks pages with axe, the accessibility engine that browsers' own tools are built on."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Frame, Page

from tests.gallery import FRONTEND

CONTRAST = ("color-contrast",)

_RUN = """async (rules) => {
  const only = rules.length > 0 ? { runOnly: { type: 'rule', values: rules } } : {};
  const extra = { 'target-size': { enabled: true } };
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    // A frame is checked by itself: the engine must be in it for that.
    iframes: false,
    ...only,
    rules: rules.length > 0 ? {} : extra,
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) =>
      [id, html.slice(0, 200), [...any, ...all, ...none][0]?.message ?? ''].join(' | ')));
}"""


@cache
def _engine() -> str:
    return (FRONTEND / "node_modules" / "axe-core" / "axe.min.js").read_text()


def violations(page: Page | Frame, *rules: str) -> list[str]:
    """Return what breaks axe's rules, all of them or only those that are named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_engine())
    found: Any = page.evaluate(_RUN, list(rules))
    return [str(violation) for violation in found]
