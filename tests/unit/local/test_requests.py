from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlit_chatkit.local._protocol.http import ApiError
from streamlit_chatkit.local._protocol.requests import Resume, Retry, Send, parse_run_request

GOLDEN = Path(__file__).parents[2] / "fixtures" / "golden"


def golden(name: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    return body


def test_a_message_in_the_older_form() -> None:
    body = golden("send-message-request.json")
    request = parse_run_request(body)
    assert isinstance(request.command, Send)
    assert request.command.message.client_message_id == body["input"]["id"]
    assert request.command.message.input == body["input"]["input"]
    assert request.command.state["tenant"] == "acme"
    assert request.context == body["context"]
    assert request.assistant_id == body["assistant_id"]


def test_both_forms_of_a_message_mean_the_same() -> None:
    older = {"id": "m", "input": {"input": "hi"}, "state": {"a": 1}}
    message = {"clientMessageId": "m", "input": {"input": "hi"}}
    newer = {"action": "send", "message": message, "state": {"a": 1}, "conversationId": "c"}
    assert parse_run_request({"input": older}) == parse_run_request({"input": newer})


def test_both_forms_of_a_resume_mean_the_same() -> None:
    older = golden("resume-request.json")
    payload = older["input"]["command"]["resume"]
    newer = {
        "action": "resume",
        "conversationId": "c",
        "target": {"executionId": older["input"]["executionId"], "aiMessageId": "m"},
        "decision": {"type": "confirm", "payload": payload},
    }
    command = parse_run_request(older).command
    assert command == parse_run_request({"input": newer}).command
    assert isinstance(command, Resume)
    payload_read = command.decision.payload
    assert payload_read
    (message,) = payload_read.tool_messages or []
    assert message.tool_call_id == "call_map_1"
    assert message.content == {"opened": True, "markers": 3}


def test_both_forms_of_a_retry_mean_the_same() -> None:
    older = golden("retry-request-later.json")
    source = {"aiMessageId": older["input"]["id"], "executionId": older["input"]["executionId"]}
    message = {"input": older["input"]["input"]}
    newer = {"action": "retry", "conversationId": "c", "source": source, "message": message}
    command = parse_run_request(older).command
    assert isinstance(command, Retry)
    assert command == parse_run_request({"input": newer}).command


def test_an_old_frame_retries_with_a_new_message() -> None:
    assert isinstance(parse_run_request(golden("retry-request-0.3.json")).command, Send)


@pytest.mark.parametrize(
    ("given_input", "message"),
    [
        (
            {"command": {"resume": {"toolMessages": [{"status": "odd"}]}}, "executionId": "r"},
            "decision.payload.toolMessages.0.status: Input should be 'success' or 'error'",
        ),
        (
            {"command": {"resume": {"toolMessages": []}}, "executionId": "r"},
            "decision.payload.toolMessages: ",
        ),
        ({"command": {"resume": {"toolMessages": [{}]}}}, "target.executionId: Required"),
        ({"input": "text"}, "message.input: Input should be a valid dictionary"),
    ],
)
def test_problems_are_named_by_their_path(given_input: dict[str, Any], message: str) -> None:
    with pytest.raises(ApiError) as error:
        parse_run_request({"input": given_input})
    assert error.value.body["message"].startswith(message)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["action", "message", "input", "command", "resume", "executionId", "decision", "retry", "id"]
)
ACTIONS = st.sampled_from(["send", "retry", "resume", "follow_up"])


@given(st.dictionaries(KEYS, JSON | ACTIONS | st.dictionaries(KEYS, JSON)))
def test_any_input_is_parsed_or_refused(given_input: dict[str, Any]) -> None:
    with suppress(ApiError):
        request = parse_run_request({"input": given_input})
        assert request.command.action == given_input.get("action", request.command.action)
