"""The demo, as a newcomer meets it: offline, no account, one question."""

from __future__ import annotations

import csv
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.harness import ROOT, App, Chat, Watch

SCRIPT = ROOT / "demo_app.py"
KEY = "sales_chat"
QUESTION = "What was the revenue by region in 2026?"


def revenue_by_region(year: str) -> dict[str, float]:
    totals: dict[str, float] = {}
    with (ROOT / "demo" / "orders.csv").open(newline="", encoding="utf-8") as file:
        for order in csv.DictReader(file):
            if order["date"].startswith(year):
                region = order["region"]
                totals[region] = totals.get(region, 0) + float(order["revenue"])
    return totals


def test_a_question_about_the_data_gets_the_right_figures(chat: Chat) -> None:
    answer = chat.ask(QUESTION)

    for region, revenue in revenue_by_region("2026").items():
        assert region in answer
        assert f"{revenue:,.0f}" in answer


def test_the_answer_is_streamed(chat: Chat) -> None:
    chat.send(QUESTION)
    expect(chat.answers).to_have_count(1)
    lengths = set()
    while chat.answers.last.get_attribute("aria-busy") == "true":
        lengths.add(len(chat.answers.last.inner_text()))

    assert len(lengths) > 5, "the answer grew while it was read"


def test_the_agent_reads_the_dashboard_filters_through_a_client_tool(
    chat: Chat, page: Page
) -> None:
    page.get_by_role("combobox", name="Region").click()
    page.get_by_role("option", name="LATAM").click()
    page.keyboard.press("Escape")

    answer = chat.ask("What was the revenue by region in 2026?")

    assert "LATAM" in answer
    assert f"{revenue_by_region('2026')['LATAM']:,.0f}" in answer
    assert "EMEA" not in answer


def test_a_question_that_is_not_understood_is_answered_honestly(chat: Chat) -> None:
    answer = chat.ask("Why is the sky blue?")

    assert "rule-based" in answer


def test_nothing_leaves_the_machine_and_nothing_complains(chat: Chat, watch: Watch) -> None:
    chat.ask(QUESTION)

    assert watch.foreign_requests() == []
    assert watch.own_complaints() == []


def test_the_demo_speaks_chinese(app: App, browser: Browser) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(app.url)
    chat = Chat(page, key=KEY, locale="zh")
    chat.wait_until_ready()

    answer = chat.ask("2026年各地区的销售额是多少？")

    for revenue in revenue_by_region("2026").values():
        assert f"{revenue:,.0f}" in answer
    context.close()


def test_two_people_at_once_see_their_own_conversation(app: App, browser: Browser) -> None:
    contexts = [browser.new_context(locale="en-US") for _ in range(2)]
    chats = []
    for context in contexts:
        page = context.new_page()
        page.goto(app.url)
        chats.append(Chat(page, key=KEY))
    for chat in chats:
        chat.wait_until_ready()

    chats[0].ask(QUESTION)

    expect(chats[1].answers).to_have_count(0)
    assert "Revenue" in chats[1].ask("Top 3 products by revenue?").replace("revenue", "Revenue")
    expect(chats[0].answers).to_have_count(1)
    for context in contexts:
        context.close()


def test_the_server_of_the_demo_logs_no_error(chat: Chat, app: App) -> None:
    chat.ask(QUESTION)

    assert "Traceback" not in app.output()


def test_the_demo_talks_to_xpertai_when_it_is_set_up(
    start: Callable[..., App], page: Page, xpertai: ContractServer
) -> None:
    app = start(
        SCRIPT,
        XPERTAI_API_KEY=API_KEY,
        XPERTAI_API_URL=xpertai.url,
        XPERT_ID=ASSISTANT,
    )
    page.goto(app.url)
    chat = Chat(page, key=KEY)
    chat.wait_until_ready()

    expect(page.get_by_text("Live: your XpertAI assistant.")).to_be_visible()
    assert "Order 1042 has shipped" in chat.ask("Where is order 1042?")
    assert len(xpertai.mints) == 1
