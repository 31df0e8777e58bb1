"""The agent, with a real run whose events are recorded."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from demo import agent
from streamlit_chatkit.local import ClientToolError, Decision, Message, Run, RunFile, RunInput

NO_FILTERS: dict[str, Any] = {"region": [], "product_line": []}


class Recorder:
    """A channel that keeps what is sent, and answers client tools."""

    def __init__(self, answer: Callable[[], Any], answers: Mapping[str, Any]) -> None:
        self.sent: list[dict[str, Any]] = []
        self.effects: list[dict[str, Any]] = []
        self.called: list[str] = []
        self.asked: list[Any] = []
        self._answer = answer
        self._answers = answers

    async def send(self, envelope: Any) -> None:
        if envelope["type"] == "event":
            self.effects.append(envelope["data"])
        else:
            self.sent.append(envelope["data"])

    def send_soon(self, envelope: Any) -> None:
        self.sent.append(envelope["data"])

    async def ask(self, request: Any) -> Any:
        self.called.append(request.name)
        self.asked.append(request)
        if request.name in self._answers:
            return self._answers[request.name]
        return self._answer()

    async def set_title(self, title: str) -> None:
        self.sent.append({"type": "title", "text": title})

    async def report_usage(self, usage: Any) -> None:
        self.sent.append({"type": "usage", **usage})

    async def take_follow_ups(self) -> list[Any]:
        return []

    async def load_messages(self, newest: int | None) -> list[Message]:
        raise NotImplementedError

    async def count_messages(self) -> int:
        raise NotImplementedError

    def text(self, kind: str = "text") -> str:
        return "".join(part["text"] for part in self.sent if part["type"] == kind)

    @property
    def steps(self) -> list[dict[str, Any]]:
        return [part["data"] for part in self.sent if part["type"] == "component"]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "PACE", 0)


def converse(
    *texts: str,
    locale: str | None = "en",
    answer: Callable[[], Any] = lambda: NO_FILTERS,
    answers: Mapping[str, Any] | None = None,
    files: Sequence[RunFile] = (),
) -> Recorder:
    """Run the agent on the last text, after the others."""
    channel = Recorder(answer, answers or {})
    messages: list[Message] = []
    for text in texts[:-1]:
        messages += [Message("user", text), Message("assistant", "…")]
    messages.append(Message("user", texts[-1]))
    run = Run("r", "t", RunInput(texts[-1], files=files), messages, {}, {}, "user", locale, channel)
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
        ("你是大语言模型吗？", "en", "按规则解析问题"),
        ("你是一个机器人么", "en", "按规则解析问题"),
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


ALL = {
    "region": ["EMEA"],
    "product_line": [],
    "period": {"start": "2026-08-01", "end": "2026-10-31"},
}


def test_it_sets_the_filters_that_it_is_asked_for() -> None:
    channel = converse("Show only EMEA, last 3 months", answers={"set_filters": ALL})
    assert channel.asked[0].args == {"region": ["EMEA"], "period": "last_3"}
    assert channel.text() == ("The dashboard now shows EMEA · all product lines · Aug – Oct 2026.")
    channel = converse("只看欧洲", answers={"set_filters": ALL})
    assert channel.asked[0].args == {"region": ["EMEA"]}
    assert "看板现在显示：欧洲" in channel.text()


def test_it_clears_the_filters() -> None:
    channel = converse("Reset the filters", answers={"set_filters": NO_FILTERS})
    assert channel.asked[0].args == {"region": [], "product_line": [], "period": "all"}


def test_a_filter_that_the_dashboard_does_not_have_is_named_and_nothing_is_set() -> None:
    channel = converse("Show only Germany")
    assert "but not by “Germany”" in channel.text()
    assert channel.called == []


@pytest.mark.parametrize("text", ["Export a report", "导出报告"])
def test_a_report_is_written_when_the_user_approves_under_the_name_that_the_user_gives(
    text: str,
) -> None:
    decision = Decision("edit", "export_report", {"file": "mine.csv"})
    written = {"file": "mine.csv", "rows": 1234}

    class Deciding(Recorder):
        async def ask(self, request: Any) -> Any:
            self.asked.append(request)
            kind = type(request).__name__
            return {"ActionRequest": decision}.get(kind) or self._answers[request.name]

    channel = Deciding(lambda: None, {"get_filters": ALL, "export_report": written})
    run = Run("r", "t", RunInput(text), [Message("user", text)], {}, {}, "u", "en", channel)
    asyncio.run(agent.analyst(run))

    filters, approval, export = channel.asked
    assert filters.name == "get_filters"
    assert approval.name in ("Export a report", "导出报告")
    assert approval.args == {"file": "orders-2026-08-01-2026-10-31.csv"}
    assert approval.allowed == ("approve", "edit", "reject")
    assert export.args == {"file": "mine.csv"}
    assert "**mine.csv**" in channel.text()
    assert "1,234" in channel.text()


def test_a_report_is_not_written_when_the_user_refuses() -> None:
    refused = Decision("reject", "export_report")
    channel = converse("Export a report", answers={"get_filters": ALL, "Export a report": refused})
    assert channel.called == ["get_filters", "Export a report"]
    assert [type(one).__name__ for one in channel.asked] == ["ClientToolCall", "ActionRequest"]
    assert channel.text() == "All right, nothing was exported."


def test_a_chart_is_a_widget_with_a_bar_for_each_group() -> None:
    channel = converse("Chart revenue by region in 2026")
    (card,) = [step["widgets"][0]["config"] for step in channel.steps if "widgets" in step]
    title, *bars, foot = card["children"]
    (button,) = foot["children"]
    assert title["value"] == "Revenue"
    assert len(bars) == 4
    widths = [bar["children"][1]["children"][0]["width"] for bar in bars]
    assert widths[0] == "100%"
    action = button["onClickAction"]
    assert action["type"] == "show_on_dashboard"
    assert action["payload"]["dimension"] == "region"
    assert "| --- |" not in channel.text()


@pytest.mark.parametrize("text", ["画出各地区销售额", "按地区画出销售额图表"])
def test_a_chart_in_chinese_shows_the_value_of_the_data_on_the_dashboard(text: str) -> None:
    channel = converse(text)
    assert "没有理解" not in channel.text()
    (card,) = [step["widgets"][0]["config"] for step in channel.steps if "widgets" in step]
    (button,) = card["children"][-1]["children"]
    assert button["label"].startswith("在看板上看")
    assert button["onClickAction"]["payload"]["value"] in ("EMEA", "North America", "APAC", "LATAM")


def test_the_country_that_leads_an_answer_is_pointed_at() -> None:
    (effect,) = converse("Which countries declined the most?").effects
    assert effect["name"] == "highlight"
    assert effect["args"] == {"country": "Germany"}
    assert converse("revenue by region").effects == []


def test_it_asks_back_what_to_rank() -> None:
    chosen = {"answers": [{"id": "question_1", "value": "Regions", "type": "option"}]}
    channel = converse("Top 3", answers={"request_user_input": chosen})
    assert channel.text("reasoning") == "I read the question as: revenue, by region, top 3."
    other = {"answers": [{"id": "question_1", "value": "months", "type": "other"}]}
    assert "by month" in converse("Top 3", answers={"request_user_input": other}).text("reasoning")


def test_an_answer_that_is_nothing_to_rank_is_said_so() -> None:
    chosen = {"answers": [{"id": "question_1", "value": "unicorns", "type": "other"}]}
    channel = converse("Top 3", answers={"request_user_input": chosen})
    assert "What should I rank?" in channel.text()
    assert channel.steps == []


def test_the_conversation_is_named_after_its_first_question() -> None:
    assert converse("revenue by region in 2026").text("title") == "Revenue, by region, 2026"
    assert converse("revenue by region in 2026", "by country?").text("title") == ""


def test_a_mention_is_read_as_what_it_names() -> None:
    channel = converse("Revenue of @EMEA and @APAC in 2026")
    assert "EMEA" in channel.text("reasoning")
    assert channel.steps[0]["input"]["parameters"][2:] == ["EMEA", "APAC"]


def test_it_sums_up_a_table_that_is_attached(tmp_path: Path) -> None:
    path = tmp_path / "stored"
    path.write_text("shop,amount\nNorth,10\nSouth,30.5\nNorth,5\n")
    channel = converse("", files=[RunFile("shops.csv", "text/csv", 40, path)])
    assert channel.text().startswith(
        "**shops.csv** holds **3 rows** and 2 columns. "
        "By shop, **South** leads in amount with **30.50**."
    )
    assert "| North | 15 |" in channel.text()
    assert channel.steps[0]["input"]["sql"].startswith('SELECT "shop" AS name, SUM("amount")')
    assert channel.called == []


def test_a_file_that_is_no_table_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "stored"
    path.write_bytes(b"\x89PNG")
    channel = converse("看看", files=[RunFile("logo.png", "image/png", 4, path)])
    assert "无法将 logo.png 作为表格读取" in channel.text()
