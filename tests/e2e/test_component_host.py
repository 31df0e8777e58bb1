"""The built component in a page that plays Streamlit, with a frame that only records.

What a whole app cannot show: every message between Streamlit, component and frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from tests.e2e.harness import ROOT, Watch
from tests.e2e.static_server import serve

PAGES = Path(__file__).parent / "component_host"
STATIC = ROOT / "streamlit_chatkit" / "static"

LIGHT = {
    "base": "light",
    "primaryColor": "#ff4b4b",
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f0f2f6",
    "textColor": "#31333f",
    "font": "sans-serif",
}
DARK = LIGHT | {"base": "dark", "backgroundColor": "#0e1117", "textColor": "#fafafa"}
SECRET = {"version": 1, "secret": "cs-x-1", "organizationId": None}


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with serve({"/": PAGES, "/component/": STATIC}) as origin:
        yield origin


class Host:
    """Streamlit's side: renders the component and receives its values."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.args: dict[str, Any] = {
            "session": "s1",
            "ack": None,
            "outgoing": [],
            "subscribe": [],
            "secret": None,
            "tools": [],
            "options": {"api": {"apiUrl": f"{origin}/api/ai"}, "frameUrl": "/frame.html"},
            "theme": {"mode": "auto", "streamlit": {}},
            "height": 320,
        }
        self.theme = LIGHT
        page.goto(f"{origin}/host.html")
        page.wait_for_function("ready > 0")

    def render(self, **args: Any) -> None:
        self.args |= args
        self.page.evaluate("([args, theme]) => render(args, theme)", [self.args, self.theme])

    def next_value(self, seen: int) -> dict[str, Any]:
        self.page.wait_for_function("seen => values.length > seen", arg=seen)
        value: dict[str, Any] = self.page.evaluate("seen => values[seen]", seen)
        return value

    @property
    def values(self) -> list[dict[str, Any]]:
        values: list[dict[str, Any]] = self.page.evaluate("values")
        return values

    @property
    def component(self) -> Frame:
        return self.page.frames[1]

    @property
    def frame(self) -> Frame:
        self.component.wait_for_selector("xpertai-chatkit[data-loaded=true]", state="attached")
        found = self.page.frame(name="chatkit")
        assert found is not None
        return found

    def commands(self, name: str, at_least: int = 0) -> list[Any]:
        """Data of the frame's commands of this name, once there are so many."""
        mine = "name => commands.filter(({ command }) => command === name)"
        self.frame.wait_for_function(
            f"([name, n]) => ({mine})(name).length >= n", arg=[name, at_least]
        )
        data: list[Any] = self.frame.evaluate(
            f"name => ({mine})(name).map(({{ data }}) => data)", name
        )
        return data


@pytest.fixture
def host(page: Page, origin: str) -> Host:
    return Host(page, origin)


def answer(host: Host, value: dict[str, Any], seq: int, reply: object) -> None:
    last = value["messages"][-1]["id"]
    mount = value["mount"]
    item = {"seq": seq, "type": "reply", "mount": mount, "id": last, "value": reply}
    host.render(ack={"mount": mount, "id": last}, outgoing=[item])


def test_a_secret_in_the_arguments_needs_no_message(host: Host) -> None:
    host.render(secret=SECRET)
    assert host.frame.evaluate("ask('onGetClientSecret', null)") == {"secret": "cs-x-1"}
    assert host.values == []


def test_a_refused_secret_is_replaced_through_the_bridge(host: Host) -> None:
    host.render(secret=SECRET)
    host.frame.evaluate("window.refreshed = ask('onGetClientSecret', 'cs-x-1'), null")
    value = host.next_value(0)
    assert value["messages"] == [{"id": 1, "type": "client_secret", "data": {"refused": 1}}]
    answer(host, value, 1, {"version": 2, "secret": "cs-x-2", "organizationId": "o1"})
    assert host.frame.evaluate("refreshed") == {"secret": "cs-x-2", "organizationId": "o1"}


def test_a_client_tool_is_answered_by_python(host: Host) -> None:
    host.render(tools=[{"name": "get_filters"}])
    call = {"name": "get_filters", "params": {"a": 1}, "id": "call_1"}
    host.frame.evaluate("call => { window.called = ask('onClientToolCall', call) }", call)
    value = host.next_value(0)
    data = {"name": "get_filters", "params": {"a": 1}, "toolCallId": "call_1", "threadId": None}
    assert value["messages"] == [{"id": 1, "type": "client_tool", "data": data}]
    result = {"content": "42", "name": "get_filters", "tool_call_id": "call_1", "status": "success"}
    answer(host, value, 1, result)
    assert host.frame.evaluate("called") == result


def test_only_subscribed_events_reach_python(host: Host) -> None:
    host.render(subscribe=["thread.change"])
    host.frame.evaluate("tell('response.start'), tell('thread.change', { threadId: 't1' })")
    value = host.next_value(0)
    event = {"name": "thread.change", "data": {"threadId": "t1"}}
    assert value["messages"] == [{"id": 1, "type": "event", "data": event}]


def test_a_theme_switch_reaches_the_frame_without_reloading_it(host: Host) -> None:
    host.render()
    host.frame.evaluate("window.mark = 'same document'")
    assert host.frame.evaluate("options.theme.colorScheme") == "light"
    host.render()
    host.theme = DARK
    host.render()
    (options,) = host.commands("onSetOptions", at_least=1)
    assert options["theme"]["colorScheme"] == "dark"
    assert options["theme"]["color"]["surface"] == {
        "background": "#0e1117",
        "foreground": "#fafafa",
    }
    assert host.frame.evaluate("mark") == "same document"
    assert host.component.locator("head style").count() == 1


def test_the_page_is_transparent_and_as_tall_as_asked(host: Host, page: Page) -> None:
    host.theme = DARK
    host.render()
    host.frame.wait_for_function("innerWidth === 600 && innerHeight === 320")
    host.render(height=200)
    host.frame.wait_for_function("innerHeight === 200")
    assert page.evaluate("heights") == [320, 200]
    background = "getComputedStyle(document.body).backgroundColor"
    assert host.component.evaluate(background) == "rgba(0, 0, 0, 0)"
    assert host.component.evaluate("document.documentElement.scrollHeight") == 200


def test_a_command_runs_once_however_often_it_arrives(host: Host) -> None:
    item = {"seq": 1, "type": "command", "name": "sendUserMessage", "data": {"text": "Hi"}}
    host.render(outgoing=[item])
    assert host.commands("onSendUserMessage", at_least=1) == [{"text": "Hi"}]
    later = {"seq": 2, "type": "command", "name": "setThreadId", "data": {"threadId": None}}
    host.render(outgoing=[item, later])
    assert host.commands("onSetThreadId", at_least=1) == [{"threadId": None}]
    assert host.commands("onSendUserMessage") == [{"text": "Hi"}]


def test_a_reloaded_component_does_not_run_a_command_again(host: Host, page: Page) -> None:
    item = {"seq": 1, "type": "command", "name": "sendUserMessage", "data": {"text": "Hi"}}
    host.render(outgoing=[item])
    host.commands("onSendUserMessage", at_least=1)
    page.evaluate("ready = 0, document.querySelector('iframe').contentWindow.location.reload()")
    page.wait_for_function("ready > 0")
    later = {"seq": 2, "type": "command", "name": "focusComposer", "data": {}}
    host.render(outgoing=[item, later])
    host.commands("onFocusComposer", at_least=1)
    assert host.commands("onSendUserMessage") == []


def test_other_windows_cannot_render_the_component(host: Host, page: Page, watch: Watch) -> None:
    host.render()
    forged = {
        "type": "streamlit:render",
        "args": {"chat": [host.args | {"height": 10}]},
        "theme": DARK,
    }
    host.frame.evaluate("forged => parent.postMessage(forged, '*')", forged)
    host.frame.evaluate("f => parent.postMessage({ ...f, __xpaiChatKit: true }, '*')", forged)
    host.frame.evaluate("parent.postMessage(null, '*')")
    # Messages between two windows arrive in order: after this answer the forged ones were seen.
    host.render(secret=SECRET)
    host.frame.evaluate("ask('onGetClientSecret', null)")
    assert page.evaluate("heights") == [320]
    assert host.commands("onSetOptions") == []
    assert watch.complaints == []


def test_a_frame_that_cannot_start_says_so(host: Host) -> None:
    options = host.args["options"] | {"frameUrl": "http://", "locale": "zh-CN"}
    host.render(options=options)
    alert = host.component.get_by_role("alert")
    alert.wait_for()
    assert "聊天无法启动" in alert.inner_text()
