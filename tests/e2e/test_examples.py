"""Each app of ``examples/`` does what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness import ROOT, App, Chat, Watch
from tests.openai_stub import openai_stub

EXAMPLES = ROOT / "examples"
SECRET_KEY = "sk-a-key-that-no-browser-sees"

Start = Callable[..., App]


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATKIT_DATABASE", ":memory:")


@pytest.fixture(autouse=True)
def quiet(watch: Watch) -> Iterator[None]:
    yield
    assert watch.own_complaints() == []
    assert watch.foreign_requests() == []


def open_chat(page: Page, app: App) -> Chat:
    page.goto(app.url)
    chat = Chat(page)
    # The first run of a script imports its packages, which can take a while.
    expect(chat.container).to_be_visible(timeout=90_000)
    chat.wait_until_ready()
    return chat


def test_minimal(start: Start, page: Page) -> None:
    chat = open_chat(page, start(EXAMPLES / "minimal.py"))
    assert "Polly wants a cracker" in chat.ask("Polly wants a cracker")


def test_dashboard_tools(start: Start, page: Page) -> None:
    chat = open_chat(page, start(EXAMPLES / "dashboard_tools.py"))
    assert "Revenue of EMEA: 16" in chat.ask("What is the revenue?")
    expect(page.get_by_role("combobox", name="Region")).to_have_value("EMEA")

    assert "Revenue of APAC: 10" in chat.ask("Show me APAC")
    expect(page.get_by_role("combobox", name="Region")).to_have_value("APAC")


def test_approval(start: Start, page: Page) -> None:
    chat = open_chat(page, start(EXAMPLES / "approval.py"))
    chat.send("Send the report")
    choice = chat.frame.get_by_role("radio", name="This year")
    choice.check()
    choice.press("Enter")
    chat.frame.get_by_role("button", name="Approve").click()
    expect(chat.answers.last).to_contain_text("on its way to board@example.com")


def test_floating(start: Start, page: Page) -> None:
    page.goto(start(EXAMPLES / "floating.py").url)
    chat = Chat(page)
    chat.component.get_by_role("button", name="Open chat").click(timeout=90_000)
    chat.wait_until_ready()
    assert "You are reading Orders" in chat.ask("Where am I?")


def test_langgraph_agent(start: Start, page: Page, watch: Watch) -> None:
    with openai_stub() as model:
        app = start(
            EXAMPLES / "langgraph_agent.py",
            CHAT_MODEL="openai:stub",
            CHAT_BASE_URL=model.base_url,
            OPENAI_API_KEY=SECRET_KEY,
        )
        chat = open_chat(page, app)

        answer = chat.ask('revenue_by_month {"region": "APAC"}')
        assert "Revenue by month" in answer
        assert '"revenue":6' in answer

        answer = chat.ask('show_region {"region": "APAC"}')
        assert "You said: The dashboard shows APAC." in answer
        expect(page.get_by_role("combobox", name="Region")).to_have_value("APAC")

        assert chat.ask("Thanks").endswith("You said: Thanks")
        roles = [message["role"] for message in model.requests[-1]["messages"]]
        turn = ["user", "assistant", "tool", "assistant"]
        assert roles == ["system", *turn, *turn, "user"]
        assert model.keys == {f"Bearer {SECRET_KEY}"}
        assert watch.leaks_of(SECRET_KEY) == []


def test_langgraph_agent_without_a_model_says_what_to_set(start: Start, page: Page) -> None:
    page.goto(start(EXAMPLES / "langgraph_agent.py").url)
    expect(page.get_by_text("Set CHAT_MODEL")).to_be_visible(timeout=90_000)


def code_blocks(page: str) -> list[str]:
    return re.findall(
        r"^```python\n(.*?)^```", (ROOT / "docs" / page).read_text("utf-8"), re.M | re.S
    )


def test_the_first_agent_of_the_guide(start: Start, page: Page, tmp_path: Path) -> None:
    code = code_blocks("agents.md")[0]
    assert len(code.splitlines()) <= 30
    (tmp_path / "app.py").write_text(code, "utf-8")
    chat = open_chat(page, start(tmp_path / "app.py"))
    answer = chat.ask("What is the revenue?")
    assert "Add up the revenue" in answer
    assert answer.endswith("Revenue of EMEA: 16")


def test_the_guides_agent_with_a_model(start: Start, page: Page, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(code_blocks("agents.md")[1], "utf-8")
    with openai_stub() as model:
        environment = {"OPENAI_BASE_URL": model.base_url, "OPENAI_API_KEY": SECRET_KEY}
        chat = open_chat(page, start(tmp_path / "app.py", **environment))
        answer = chat.ask('get_revenue {"region": "APAC"}\nshow_region {"region": "APAC"}')
        assert answer.endswith("You said: done")
        expect(page.get_by_role("combobox", name="Region")).to_have_value("APAC")
        results = [
            one["content"] for one in model.requests[-1]["messages"] if one["role"] == "tool"
        ]
        assert results == ["4", "done"]
