from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlit_chatkit.local import ClientToolError, Decision
from streamlit_chatkit.local._protocol.http import ApiError
from streamlit_chatkit.local._protocol.requests import ResumeDecision
from streamlit_chatkit.local._run.interrupts import (
    ActionRequest,
    ClientToolCall,
    Pending,
    match_answers,
    next_batch,
    operation,
)


def call(call_id: str, name: str = "tool") -> Pending:
    return Pending(ClientToolCall(name, {}), call_id, asyncio.Future(loop=LOOP))


def action(name: str, *allowed: Any) -> Pending:
    request = ActionRequest(name, {"a": 1}, None, allowed or ("approve", "reject"), None)
    return Pending(request, name, asyncio.Future(loop=LOOP))


@pytest.fixture(scope="module", autouse=True)
def loop() -> Any:
    global LOOP
    LOOP = asyncio.new_event_loop()
    yield
    LOOP.close()


LOOP: asyncio.AbstractEventLoop


def resume(**given: Any) -> ResumeDecision:
    return ResumeDecision.model_validate({"type": "confirm", **given})


def results(*messages: dict[str, Any]) -> ResumeDecision:
    return resume(payload={"toolMessages": list(messages)})


def decisions(*decided: dict[str, Any]) -> ResumeDecision:
    return resume(payload={"decisions": list(decided)})


def test_results_belong_to_the_calls_of_their_ids() -> None:
    asked = [call("1"), call("2")]
    both = results({"tool_call_id": "2", "content": "b"}, {"tool_call_id": "1", "content": "a"})
    assert match_answers(asked, both) == {"1": "a", "2": "b"}
    answers = match_answers(asked, results({"tool_call_id": "2", "content": "b"}))
    assert answers["2"] == "b"
    assert isinstance(answers["1"], ClientToolError)


def test_a_single_result_needs_no_id() -> None:
    assert match_answers([call("1")], results({"content": 1})) == {"1": 1}


@pytest.mark.parametrize(
    ("ids", "given_decision", "problem"),
    [
        (["1", "2"], results({}), r"toolMessages.0.tool_call_id: Required"),
        (["1"], results({"tool_call_id": "x"}), "toolMessages.0.tool_call_id: Unknown tool call"),
        (["1"], decisions({"type": "approve"}), "toolMessages: Required"),
        (["1"], resume(), "toolMessages: Required"),
    ],
)
def test_results_that_fit_no_call_are_refused(
    ids: list[str], given_decision: ResumeDecision, problem: str
) -> None:
    with pytest.raises(ApiError, match=problem):
        match_answers([call(one) for one in ids], given_decision)


def test_decisions_go_by_position() -> None:
    asked = [action("a"), action("b", "edit"), action("c", "respond")]
    edited = {"type": "edit", "editedAction": {"name": "b", "args": {"a": 2}}}
    given_decisions = decisions(
        {"type": "reject", "message": "no"}, edited, {"type": "respond", "message": "later"}
    )
    assert match_answers(asked, given_decisions) == {
        "a": Decision("reject", "a", {"a": 1}, "no"),
        "b": Decision("edit", "b", {"a": 2}),
        "c": Decision("respond", "c", {"a": 1}, "later"),
    }


def test_a_yes_or_no_counts_for_all_actions() -> None:
    asked = [action("a"), action("b")]
    assert all(one.approved for one in match_answers(asked, resume()).values())
    refused = match_answers(asked, resume(type="reject"))
    assert [one.type for one in refused.values()] == ["reject", "reject"]


@pytest.mark.parametrize(
    ("asked", "given_decision", "problem"),
    [
        (["approve"], decisions({"type": "reject"}), r"decisions.0.type: Allowed are approve"),
        (["approve"], decisions({"type": "approve"}, {"type": "approve"}), "Expected 1"),
        (["reject"], resume(), "decisions: Required"),
        (["edit"], decisions({"type": "edit"}), r"0.editedAction: Required"),
        (["respond"], decisions({"type": "respond"}), r"0.message: Required"),
        (
            ["edit"],
            decisions({"type": "edit", "editedAction": {"name": "other", "args": {}}}),
            r"editedAction.name: Expected a",
        ),
        (["approve"], results({"content": 1}), "Expected 1"),
    ],
)
def test_decisions_that_do_not_fit_are_refused(
    asked: list[Any], given_decision: ResumeDecision, problem: str
) -> None:
    with pytest.raises(ApiError, match=problem):
        match_answers([action("a", *asked)], given_decision)


WAITING = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["call", ("approve",), ("edit",)])),
    min_size=1,
)


@given(WAITING)
def test_every_request_gets_its_turn_in_interrupts_that_chats_can_show(
    wanted: list[tuple[str, Any]],
) -> None:
    waiting = [call(name, name) if kind == "call" else action(name, *kind) for name, kind in wanted]
    while waiting:
        batch = next_batch(waiting)
        assert batch
        value = operation(batch)["tasks"][0]["interrupts"][0]["value"]
        assert len(value.get("clientToolCalls") or value["actionRequests"]) == len(batch)
        names = [config["actionName"] for config in value.get("reviewConfigs", [])]
        assert len(set(names)) == len(names)
        waiting = [one for one in waiting if not any(one is taken for taken in batch)]
