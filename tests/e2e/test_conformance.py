"""The conformance checklist of the frame protocol, line by line, with the vendor's element."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import pytest
from playwright.sync_api import FilePayload, expect

from tests.contract_server import golden
from tests.e2e.bare_element import SECRET, BareElement
from tests.e2e.harness import Watch

THREAD = golden("conversations-search-response.json")["items"][0]["threadId"]
ANSWER = "Order 1042 has shipped"
APPROVAL = "Waiting for your approval"


def asked(run: dict[str, Any]) -> str:
    return str(run["input"]["input"]["input"])


def interrupted(stream: str) -> dict[str, Any]:
    """The conversation as it is stored after a stream that ended with an interrupt."""
    end = re.findall(r'^data: (.*"on_conversation_end".*)$', golden(stream), re.M)[-1]
    stored: dict[str, Any] = golden("conversations-search-response.json")["items"][0]
    ended: dict[str, Any] = json.loads(end)["data"]
    return stored | ended | {"id": stored["id"]}


def test_the_hash_is_decoded_and_a_missing_or_invalid_one_is_explained(
    host: BareElement, watch: Watch
) -> None:
    host.mount(startScreen={"greeting": "你好 👋 Grüße", "prompts": []})
    expect(host.chat.get_by_text("你好 👋 Grüße")).to_be_visible()

    array = base64.urlsafe_b64encode(b"[]").decode().rstrip("=")
    for address in ("", "#", "#%%%", "#not-base64!", f"#{array}"):
        host.page.goto("about:blank")
        host.page.goto(f"{host.origin}/frame/frame.html{address}")
        expect(host.page.get_by_text("This chat is not set up yet")).to_be_visible()
        expect(host.page.get_by_role("textbox", name="Message")).to_be_disabled()
    assert watch.own_complaints() == []


def test_it_listens_before_load_and_to_its_host_only(host: BareElement) -> None:
    host.mount()
    # The element holds the command back until the frame's `load`, and sends it once.
    host.page.evaluate("() => { element.sendUserMessage({ text: 'Early' }) }")
    expect(host.answers).to_contain_text(ANSWER)

    message = {"type": "command", "command": "onSendUserMessage", "data": {"text": "Foreign"}}
    host.post(message | {"nonce": "unmarked"})
    host.frame.evaluate(
        "data => window.postMessage(data, '*')", message | {"nonce": "self", "__xpaiChatKit": True}
    )
    arrive = """([data, origin]) => {
      dispatchEvent(new MessageEvent('message', { data, origin, source: window.parent }));
    }"""
    marked = message | {"__xpaiChatKit": True}
    host.frame.evaluate(arrive, [marked | {"nonce": "origin"}, "https://evil.example"])
    own = marked | {"nonce": "own", "data": {"text": "Own"}}
    host.frame.evaluate(arrive, [own, host.origin])

    assert host.wait_for_response("own")["response"] == {"ok": True}
    expect(host.answers).to_have_count(2)
    expect(host.answers.last).to_contain_text(ANSWER)
    assert [asked(run) for run in host.api.runs] == ["Early", "Own"]
    assert [host.responses(nonce) for nonce in ("unmarked", "self", "origin")] == [[], [], []]


def test_each_command_is_answered_once_and_set_options_replaces(host: BareElement) -> None:
    host.mount(composer={"placeholder": "Before"}, startScreen={"greeting": "Before too"})
    expect(host.chat.get_by_text("Before too")).to_be_visible()

    changed = host.options(composer={"placeholder": "After"})
    changed["api"]["getClientSecret"] = "[ChatKitMethod]"
    commands: dict[str, Any] = {
        "onSetOptions": changed,
        "onSetComposerValue": {"text": "Draft"},
        "onFocusComposer": None,
        "onShowHistory": None,
        "onHideHistory": None,
        "onFetchUpdates": None,
        "onSendCustomAction": {"action": {"type": "refresh"}},
        "onSetPetEnabled": {"enabled": False},
        "onSetThreadId": {"threadId": None},
        "onSendUserMessage": {"text": "Hello"},
        "onUnheardOf": {},
    }
    for command, data in commands.items():
        host.command(command, command, data)
    for command in commands:
        host.wait_for_response(command)
    # The same nonce again is the same command.
    host.command("onSendUserMessage", "onSendUserMessage", {"text": "Hello"})
    host.command("last", "onFocusComposer")
    host.wait_for_response("last")

    assert {name: len(host.responses(name)) for name in commands} == dict.fromkeys(commands, 1)
    assert "error" in host.responses("onUnheardOf")[0]
    expect(host.composer).to_have_attribute("placeholder", "After")
    expect(host.chat.get_by_text("Before too")).to_have_count(0)
    expect(host.answers).to_contain_text(ANSWER)
    assert [asked(run) for run in host.api.runs] == ["Hello"]


@pytest.mark.parametrize("shape", ["string", "object"])
def test_the_secret_is_asked_for_and_refreshed_once(host: BareElement, shape: str) -> None:
    def answer() -> object:
        secret = host.mint()
        return secret if shape == "string" else {"secret": secret, "organizationId": "org-1"}

    first = answer()
    host.answer(SECRET, first)
    host.mount()
    expect(host.composer).to_be_enabled()
    assert host.calls(SECRET) == [[None]]

    current = first if isinstance(first, str) else first["secret"]  # type: ignore[index]
    host.answer(SECRET, answer())
    host.api.valid.discard(current)
    # Several requests at a time are refused; one refresh serves them all.
    with host.page.expect_response(
        lambda response: response.url.endswith("/conversations/search") and response.ok
    ):
        host.command("a", "onShowHistory")
        host.command("b", "onSendUserMessage", {"text": "Hello"})
    expect(host.answers).to_contain_text(ANSWER)
    assert host.calls(SECRET) == [[None], [current]]
    organizations = {headers.get("organization-id") for headers in host.api.run_headers}
    assert organizations == ({None} if shape == "string" else {"org-1"})

    # A new secret that is refused too is not tried for ever.
    host.api.revoke_all()
    refused = len(host.api.refused)
    host.command("c", "onHideHistory")
    host.command("d", "onSendUserMessage", {"text": "Again"})
    host.wait_for_event("error")
    assert len(host.calls(SECRET)) == 3
    assert len(host.api.refused) - refused == 2


def test_it_emits_the_events_of_threads_answers_effects_errors_and_logs(host: BareElement) -> None:
    host.api.streams = ["client-effect.sse", "on-error.sse"]
    host.mount(history={"enabled": True})
    host.send("Highlight the row")
    host.wait_for_event("response.end")

    (thread,) = host.details("thread.change")
    assert isinstance(thread["threadId"], str)
    assert len(host.details("response.start")) == len(host.details("response.end")) == 1
    assert host.details("effect") == [golden("client-effect-host-event.json")["data"][1]]
    logs = [detail["name"] for detail in host.details("log")]
    assert {"lg.conversation.start", "lg.conversation.end"} <= set(logs)

    host.send("Break")
    host.wait_for_event("error")
    assert host.details("error") == [{"error": "Graph could not be built"}]

    host.api.conversations = [golden("conversations-search-response.json")["items"][0]]
    host.api.messages = golden("messages-search-response.json")["items"]
    host.command("load", "onSetThreadId", {"threadId": THREAD})
    expect(host.answers.last).to_contain_text("It has shipped")
    assert host.details("thread.load.start") == [{"threadId": THREAD}]
    assert host.details("thread.load.end") == [{"threadId": THREAD}]
    # The host knows what it asked for itself; the user's new chat is news.
    assert len(host.details("thread.change")) == 1
    host.chat.get_by_role("button", name="New chat").click()
    host.wait_for_event("thread.change", 2)
    assert host.details("thread.change")[1] == {"threadId": None}


@pytest.mark.parametrize("handler", ["success", "throw", "absence"])
def test_client_tools_are_answered_and_the_run_resumes(host: BareElement, handler: str) -> None:
    host.api.streams = ["client-tool-interrupt.sse", "client-tool-resume.sse"]
    answers = {
        "success": {"content": "3 markers", "status": "success"},
        "throw": {"throws": "No map here"},
    }
    host.answer("onClientTool", answers.get(handler))
    host.mount([SECRET] if handler == "absence" else [SECRET, "onClientTool"])
    host.send("Show the map of Berlin")
    expect(host.answers).to_contain_text("The map shows 3 markers.")

    call, resume = host.api.runs
    (message,) = resume["input"]["command"]["resume"]["toolMessages"]
    assert asked(call) == "Show the map of Berlin"
    assert (message["tool_call_id"], message["name"]) == ("call_map_1", "show_map")
    assert message["status"] == ("success" if handler == "success" else "error")
    assert {"success": "3 markers", "throw": "No map here"}.get(handler, "") in message["content"]
    assert host.api.run_headers[1]["last-event-id"] == "1786953601080-0"
    if handler == "absence":
        assert len(host.details("error")) == 1
    else:
        (given,) = host.calls("onClientTool")
        assert given[0]["name"] == "show_map"
        assert given[0]["params"] == {"city": "Berlin", "zoom": 11}
        assert given[0]["tool_call_id"] == "call_map_1"


@pytest.mark.parametrize(
    ("stream", "panel"),
    [("hitl-interrupt.sse", APPROVAL), ("request-user-input.sse", "Open orders")],
)
def test_approvals_and_questions_are_asked_and_restored_after_a_reload(
    host: BareElement, stream: str, panel: str
) -> None:
    host.api.streams = [stream]
    host.mount()
    host.send("Cancel order 1042")
    shown = host.chat.get_by_role("region", name=panel).or_(
        host.chat.get_by_role("radio", name=panel)
    )
    expect(shown).to_be_visible()

    host.api.conversations = [interrupted(stream)]
    host.api.messages = golden("messages-search-response.json")["items"]
    again = BareElement(host.page, host.origin, host.api)
    again.mount(initialThread=THREAD)
    expect(shown).to_be_visible()
    if panel == APPROVAL:
        again.chat.get_by_role("button", name="Approve", exact=True).click()
        again.chat.get_by_role("button", name="Reject", exact=True).click()
        again.chat.get_by_role("button", name="Reject", exact=True).last.click()
    else:
        shown.check()
        shown.press("Enter")
    expect(again.answers.last).to_contain_text(ANSWER)

    resumed = host.api.runs[1]["input"]
    if panel == APPROVAL:
        decisions = resumed["decision"]["payload"]["decisions"]
        assert [decision["type"] for decision in decisions] == ["approve", "reject"]
    else:
        (message,) = resumed["command"]["resume"]["toolMessages"]
        assert message["content"]["answers"][0]["value"] == "Open orders"


def test_options_are_drawn_and_change_live(host: BareElement) -> None:
    host.mount(
        [SECRET, "header.leftAction.onClick", "header.rightAction.onClick"],
        theme="light",
        header={"leftAction": {"icon": "menu"}, "rightAction": {"icon": "settings-cog"}},
        history={"enabled": True},
        startScreen={"prompts": [{"label": "Orders", "prompt": "Where is order 1042?"}]},
        composer={
            "attachments": {"enabled": True, "maxCount": 1, "accept": {"text/csv": [".csv"]}}
        },
    )
    host.chat.get_by_role("button", name="Menu").click()
    host.chat.get_by_role("button", name="Settings").click()
    host.wait_for_calls("header.leftAction.onClick")
    host.wait_for_calls("header.rightAction.onClick")
    expect(host.chat.get_by_role("button", name="History")).to_be_visible()

    files = host.chat.locator("input[type=file]")
    wrong = FilePayload(name="a.exe", mimeType="application/x-msdownload", buffer=b"MZ")
    files.set_input_files(wrong)
    expect(host.chat.get_by_text(re.compile("a.exe"))).to_be_visible()
    files.set_input_files(FilePayload(name="a.csv", mimeType="text/csv", buffer=b"a,b"))
    # It is called so when the file has been uploaded.
    expect(host.chat.get_by_role("button", name="Remove a.csv")).to_be_visible()
    files.set_input_files(FilePayload(name="b.csv", mimeType="text/csv", buffer=b"a,b"))
    expect(host.chat.get_by_role("alert")).to_have_text("A message takes one file.")
    assert [upload["name"] for upload in host.api.uploads] == ["a.csv"]

    host.chat.get_by_role("button", name="Orders").click()
    expect(host.answers).to_contain_text(ANSWER)
    assert [asked(run) for run in host.api.runs] == ["Where is order 1042?"]

    host.page.evaluate(
        "options => setOptions(options)",
        host.options(theme="dark", locale="zh-CN", history={"enabled": False}),
    )
    expect(host.chat.locator("html")).to_have_attribute("lang", re.compile("^zh"))
    expect(host.chat.locator("html")).to_have_attribute("data-color-scheme", "dark")
    expect(host.chat.get_by_role("button", name="历史")).to_have_count(0)


def test_request_options_are_merged_into_each_run(host: BareElement) -> None:
    host.api.streams = ["client-tool-interrupt.sse", "client-tool-resume.sse"]
    host.answer("onClientTool", {"content": "ok"})
    host.mount(
        [SECRET, "onClientTool"],
        request={
            "state": {"region": "EMEA", "human": {"note": "kept"}},
            "context": {"env": {"a": 1}, "filters": ["x"]},
            "config": {"tags": ["t"]},
        },
    )
    expect(host.composer).to_be_enabled()
    host.command("send", "onSendUserMessage", {"text": "Hello", "state": {"extra": 2}})
    expect(host.answers).to_contain_text("The map shows 3 markers.")

    run, resume = host.api.runs
    assert run["input"]["state"] == {
        "region": "EMEA",
        "extra": 2,
        "human": {"note": "kept"} | run["input"]["input"],
    }
    assert asked(run) == "Hello"
    for body in (run, resume):
        assert body["context"] == {"env": {"a": 1}, "filters": ["x"]}
        assert body["config"] == {"tags": ["t"]}


def test_no_placeholder_of_a_function_is_shown_or_sent(host: BareElement, watch: Watch) -> None:
    host.api.streams = ["client-tool-interrupt.sse", "client-tool-resume.sse"]
    host.answer("onClientTool", {"content": "ok"})
    host.mount(
        [
            SECRET,
            "onClientTool",
            "widgets.onAction",
            "entities.onTagSearch",
            "entities.onClick",
            "entities.onRequestPreview",
            "header.leftAction.onClick",
            "header.title.text",
            "startScreen.greeting",
            "composer.placeholder",
            "disclaimer.text",
            "request.state.secret",
            "request.context.now",
            "request.config.callback",
            "initialThread",
            "onUnheardOf",
        ],
        header={"leftAction": {"icon": "home"}},
    )
    host.send("Hello")
    expect(host.answers).to_contain_text("The map shows 3 markers.")
    html = host.frame.evaluate("() => document.documentElement.outerHTML")

    assert "ChatKitMethod" not in html
    sent = [f"{request.url.partition('#')[0]} {request.post_data}" for request in watch.requests]
    assert [each for each in sent if "ChatKitMethod" in each] == []
