"""A conversation in which every text tries something: nothing runs, loads or leaves."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Dialog, expect

from tests.contract_server import golden
from tests.e2e.bare_element import SECRET, BareElement
from tests.e2e.harness import ROOT, Watch

HOSTILE = ROOT / "tests" / "fixtures" / "hostile"
PAYLOADS: list[str] = json.loads((HOSTILE / "payloads.json").read_text())
SINKS: dict[str, Any] = json.loads((HOSTILE / "sinks.json").read_text())
DANGERS = f"({(HOSTILE / 'dangers.js').read_text().strip().rstrip(';')})"
CONVERSATION = golden("conversations-search-response.json")["items"][0]
# The unit tests draw each text in each place; here each place gets some, and each text several.
SHARE = 6

UNFOLD = """() => {
  for (const button of document.querySelectorAll('[role=log] [aria-expanded=false]'))
    if (!button.hasAttribute('aria-haspopup')) button.click();
}"""
DRAWN = """() =>
  [...document.querySelectorAll('[data-message-id]')].map(({ dataset }) => dataset.messageId)"""
SCROLL_UP = """() => {
  let viewport = document.querySelector('[role=log]');
  while (getComputedStyle(viewport).overflowY !== 'auto') viewport = viewport.parentElement;
  const top = viewport.scrollTop;
  viewport.scrollTop -= viewport.clientHeight / 2;
  return top > 0;
}"""
OVERFLOWING = """() => {
  const log = document.querySelector('[role=log]');
  const { left, right } = log.getBoundingClientRect();
  const clipped = (element) =>
    element !== log &&
    (getComputedStyle(element).overflowX !== 'visible' || clipped(element.parentElement));
  return [...log.querySelectorAll('*')]
    .filter((element) => {
      const box = element.getBoundingClientRect();
      const outside = box.right > right + 16 || box.left < left - 16;
      return box.width > 1 && outside && !clipped(element.parentElement);
    })
    .map((element) => element.outerHTML.slice(0, 300));
}"""
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def filled(template: Any, payload: str) -> Any:
    if isinstance(template, str):
        return template.replace("{payload}", payload)
    if isinstance(template, list):
        return [filled(item, payload) for item in template]
    if isinstance(template, dict):
        return {filled(key, payload): filled(value, payload) for key, value in template.items()}
    return template


def messages() -> list[dict[str, Any]]:
    """Stored messages, one for each place, the newest first."""
    made: list[dict[str, Any]] = []
    for at, sink in enumerate(SINKS["parts"]):
        share = [PAYLOADS[(at * SHARE + turn) % len(PAYLOADS)] for turn in range(SHARE)]
        parts = [filled(sink["value"], payload) for payload in share]
        content = [part | {"id": f"{at}-{number}"} for number, part in enumerate(parts)]
        made.append({"id": f"m-{at}", "role": "ai", "status": "success", "content": content})
    for at, sink in enumerate(SINKS["messages"]):
        for number, payload in enumerate(PAYLOADS[at::17]):
            made.append({"id": f"u-{at}-{number}"} | filled(sink["value"], payload))
    return made


def place(message_id: str) -> str:
    return "-".join(message_id.split("-")[:2])


def test_hostile_text_runs_nothing_and_tells_nobody(host: BareElement, watch: Watch) -> None:
    dialogs: list[Dialog] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog)
        dialog.dismiss()

    host.page.on("dialog", dismiss)
    host.page.on("popup", watch.attach)
    host.api.messages = messages()
    host.api.assistant = {
        "metadata": {"title": PAYLOADS[0], "avatar": {"url": "https://evil.example/avatar.png"}}
    }
    host.api.conversations = [
        CONVERSATION | {"id": f"c-{at}", "title": payload, "threadId": f"t-{at}"}
        for at, payload in enumerate(PAYLOADS)
    ]
    options = filled(SINKS["options"], PAYLOADS[1])
    host.mount([SECRET, "header.leftAction.onClick"], initialThread="t-0", **options)
    expect(host.chat.get_by_role("article").last).to_be_visible()

    seen: set[str] = set()
    more = True
    while more:
        host.frame.evaluate(UNFOLD)
        host.frame.evaluate(FRAMES)
        found = host.frame.evaluate(f"() => {DANGERS}(document.getElementById('root'), [])")
        assert found == []
        assert host.frame.evaluate(OVERFLOWING) == []
        seen |= set(host.frame.evaluate(DRAWN))
        more = host.frame.evaluate(SCROLL_UP)
        host.frame.evaluate(FRAMES)
    # Of each place, whichever of its rows came into sight.
    assert {place(drawn) for drawn in seen} == {place(made["id"]) for made in host.api.messages}

    host.chat.get_by_role("button", name="History").click()
    expect(host.chat.get_by_role("button", name="constructor").first).to_be_visible()
    assert host.frame.evaluate(f"() => {DANGERS}(document.getElementById('root'), [])") == []

    assert host.page.evaluate("() => window.hostileRan") is None
    assert dialogs == []
    host.chat.get_by_role("button", name="Close the history").click()
    host.chat.get_by_role("button", name="New chat").click()
    expect(host.chat.get_by_role("heading", level=2, name=PAYLOADS[1])).to_be_visible()
    assert watch.foreign_requests() == []
    assert [text for text in watch.own_complaints() if "uncaught" in text] == []


def test_a_picture_of_another_host_loads_when_the_reader_asks(
    host: BareElement, watch: Watch
) -> None:
    picture = "https://evil.example/beacon.png"
    content = [{"type": "text", "id": "t", "text": f"![Chart]({picture})"}]
    host.api.messages = [{"id": "m", "role": "ai", "status": "success", "content": content}]
    host.api.conversations = [CONVERSATION]
    host.mount(initialThread=CONVERSATION["threadId"])
    expect(host.answers).to_be_visible()

    placeholder = host.chat.get_by_role("button", name=re.compile("evil.example"))
    expect(placeholder).to_be_visible()
    assert watch.foreign_requests() == []
    with host.page.expect_request(picture):
        placeholder.click()
    expect(host.chat.get_by_role("img", name="Chart")).to_have_attribute("src", picture)
    assert watch.foreign_requests() == [picture]
