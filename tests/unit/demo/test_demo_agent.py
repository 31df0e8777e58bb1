"""The agent, with a real run whose events are recorded."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from demo import agent
from streamlit_chatkit.local import ClientToolError, Message, Run, RunInput

NO_FILTERS: dict[str, Any] = {"region": [], "product_line": []}


class Recorder:
    """A channel that keeps what is sent, and answers client tools."""

    def __init__(self, answer: Callable[[], Any]) -> None:
        self.sent: list[dict[str, Any]] = []
        self.called: list[str] = []
        self._answer = answer

    async def send(self, envelope: Any) -> None:
        self.sent.append(envelope["data"])

    def send_soon(self, envelope: Any) -> None:
        self.sent.append(envelope["data"])

    async def ask(self, request: Any) -> Any:
        self.called.append(request.name)
        return self._answer()

    async def set_title(self, title: str) -> None:
        self.sent.append({"type": "title", "text": title})

    async def report_usage(self, usage: Any) -> None:
        self.sent.append({"type": "usage", **usage})

    async def take_follow_ups(self) -> list[Any]:
        return []

    def text(self, kind: str = "text") -> str:
        return "".join(part["text"] for part in self.sent if part["type"] == kind)

    @property
    def steps(self) -> list[dict[str, Any]]:
        return [part["data"] for part in self.sent if part["type"] == "component"]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "PACE", 0)


def converse(
    *texts: str, locale: str | None = "en", answer: Callable[[], Any] = lambda: NO_FILTERS
) -> Recorder:
    """Run the agent on the last text, after the others."""
    channel = Recorder(answer)
    messages: list[Message] = []
    for text in texts[:-1]:
        messages += [Message("user", text), Message("assistant", "…")]
    messages.append(Message("user", texts[-1]))
    run = Run("r", "t", RunInput(texts[-1]), messages, {}, {}, "user", locale, channel)
    asyncio.run(agent.analyst(run))
    return channel


def test_it_shows_how_it_read_the_question_its_query_and_the_figures() -> None:
    channel = converse("Top 3 products in Q3 2026")
    assert channel.called == ["get_filters"]
    assert channel.text("reasoning") == (
        "I read the question as: revenue, by product, top 3, Q3 2026."
    )
    started, ended = channel.steps
    assert started["title"] == {"en_US": "Query the orders", "zh_Hans": "查询订单数据"}
    assert started["input"]["sql"].startswith("SELECT product")
    assert started["input"]["parameters"] == ["2026-07-01", "2026-09-30"]
    assert ended["status"] == "success"
    assert "Coffee Press" in ended["output"]
    assert channel.text().startswith("**Coffee Press** leads in revenue in Q3 2026")


def test_the_answer_comes_in_small_pieces_and_table_rows_stay_whole() -> None:
    pieces = [p["text"] for p in converse("revenue by region").sent if p["type"] == "text"]
    assert len(pieces) > 15
    assert "| --- | ---: | ---: |\n" in pieces


def test_it_applies_the_dashboards_filters_and_says_so() -> None:
    chosen = {"region": ["EMEA"], "period": {"start": "2026-07-01", "end": "2026-09-30"}}
    channel = converse("revenue by country", answer=lambda: chosen)
    assert channel.steps[0]["input"]["parameters"] == ["2026-07-01", "2026-09-30", "EMEA"]
    assert channel.text().endswith("Dashboard filters applied: EMEA · Q3 2026.")


def test_it_answers_without_a_dashboard() -> None:
    def fail() -> Any:
        raise ClientToolError("no such tool")

    channel = converse("revenue in Q3 2026", answer=fail)
    assert channel.text().startswith("Revenue in Q3 2026 was **$")


def test_a_follow_up_uses_the_question_before() -> None:
    channel = converse("Revenue in EMEA in Q3 2026", "thanks", "and by country?")
    assert "EMEA, Q3 2026" in channel.text("reasoning")
    assert "| Germany |" in channel.text()


def test_a_chinese_question_gets_a_chinese_answer() -> None:
    channel = converse("那按国家呢？", locale="zh-Hans")
    assert "我这样理解问题" in channel.text("reasoning")
    channel = converse("2026 年第三季度欧洲的毛利率是多少？", "那亚太呢？")
    assert channel.text().startswith("2026 年第三季度，亚太的毛利率为 **")


@pytest.mark.parametrize(
    ("text", "locale", "said"),
    [
        ("Hello!", "zh-Hans", "there is no language model behind me"),
        ("你好", "en", "背后没有语言模型"),
        ("?", "zh-Hans", "背后没有语言模型"),
        ("What can you do?", "en", "that is “today” for me"),
        ("你能做什么？", "en", "这就是我的“今天”"),
        ("are you an AI", "en", "I follow rules"),
    ],
)
def test_it_says_what_it_is_and_what_it_can_answer(text: str, locale: str, said: str) -> None:
    channel = converse(text, locale=locale)
    assert said in channel.text()
    assert channel.steps == []
    assert channel.called == []


def test_what_it_does_not_understand_it_says_and_queries_nothing() -> None:
    channel = converse("Revenue in Spain")
    assert "I do not know “Spain”" in channel.text()
    assert "What I did understand: revenue." in channel.text()
    assert "not a language model" in channel.text()
    assert channel.steps == []


def test_a_period_without_data_is_answered_without_a_query() -> None:
    channel = converse("revenue in 2019")
    assert "The data hold nothing for 2019" in channel.text()
    assert channel.steps == []


def test_the_output_of_its_query_is_plain_json() -> None:
    output = converse("revenue by month in 2026").steps[-1]["output"]
    assert json.loads(output)
