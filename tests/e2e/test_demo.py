"""The demo, as a newcomer meets it: offline, no account, one question."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.harness import ROOT, App, Chat, Watch
from tests.e2e.polling import eventually

SCRIPT = ROOT / "demo_app.py"
KEY = "sales_chat"
QUESTION = "What was the revenue by region in 2026?"
WATCH_LENGTH = """({ ownerDocument }) => {
  window.lengths = new Set();
  new MutationObserver(() => {
    const answer = ownerDocument.querySelector('article[aria-busy=true]');
    if (answer) lengths.add(answer.textContent.length);
  }).observe(ownerDocument, { childList: true, subtree: true, characterData: true });
}"""

# The words of charts that reach beyond what is drawn of them.
CUT_OFF = """(charts) => charts.flatMap((chart) => {
  const { left, right } = chart.getBoundingClientRect();
  return [...chart.querySelectorAll('text')]
    .filter((text) => {
      const words = text.getBoundingClientRect();
      return words.left < left || words.right > right;
    })
    .map((text) => text.textContent);
})"""
TOO_LONG = "(all) => all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.textContent)"


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
    chat.composer.evaluate(WATCH_LENGTH)

    chat.ask(QUESTION)

    assert len(chat.log.evaluate("() => [...lengths]")) > 5, "the answer grew while it was read"


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

    expect(chat.frame.get_by_text("Live: your XpertAI assistant.")).to_be_visible()
    assert "Order 1042 has shipped" in chat.ask("Where is order 1042?")
    assert len(xpertai.mints) == 1


def test_the_agent_sets_the_filters_of_the_dashboard(chat: Chat, page: Page) -> None:
    answer = chat.ask("Show only LATAM, last 3 months")

    assert "The dashboard now shows LATAM" in answer
    expect(page.get_by_role("button", name="Remove LATAM")).to_be_visible()
    chat.frame.get_by_role("button", name="Home").click()
    expect(page.get_by_role("button", name="Remove LATAM")).to_have_count(0)


def test_a_report_is_exported_after_the_user_approved(chat: Chat, page: Page, watch: Watch) -> None:
    chat.send("Export a report")
    card = chat.frame.get_by_role("region", name="Waiting for your approval")
    expect(card.get_by_text("Write the orders of all regions")).to_be_visible()
    expect(page.get_by_role("button", name="Download orders")).to_have_count(0)

    card.get_by_role("button", name="Approve").click()

    expect(chat.answers.last).to_contain_text("is ready")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download orders-2026-05-01-2026-10-31.csv").click()
    with started.value.path().open(newline="", encoding="utf-8-sig") as file:
        days = [order["date"] for order in csv.DictReader(file)]
    assert len(days) > 100
    assert min(days) >= "2026-05-01"
    assert watch.own_complaints() == []


def test_a_refused_report_is_not_written(chat: Chat, page: Page) -> None:
    chat.send("Export a report")
    card = chat.frame.get_by_role("region", name="Waiting for your approval")

    card.get_by_role("button", name="Reject").click()
    expect(card.get_by_role("textbox")).to_be_visible()
    card.get_by_role("button", name="Reject").click()

    expect(chat.answers.last).to_contain_text("nothing was exported")
    expect(page.get_by_role("button", name="Download orders")).to_have_count(0)


def test_a_button_of_a_chart_filters_the_dashboard(chat: Chat, page: Page) -> None:
    chat.ask("Chart revenue by product line")
    button = chat.frame.get_by_role("button", name="on the dashboard")
    line = button.inner_text().removeprefix("Show ").removesuffix(" on the dashboard")

    button.click()

    expect(page.get_by_role("button", name=f"Remove {line}")).to_be_visible()


def test_a_country_in_an_answer_is_pointed_at(chat: Chat, page: Page) -> None:
    chat.ask("Which countries declined the most?")

    expect(page.get_by_text("The assistant points at Germany")).to_be_visible()


def test_an_attached_table_is_summed_up(chat: Chat) -> None:
    rows = b"shop,amount\nNorth,10\nSouth,30\nNorth,5\n"
    with chat.page.expect_file_chooser() as chooser:
        chat.frame.get_by_role("button", name="Attach files").click()
    chooser.value.set_files({"name": "shops.csv", "mimeType": "text/csv", "buffer": rows})
    attached = chat.frame.get_by_role("list", name="Attachments")
    expect(attached.get_by_role("listitem")).to_have_count(1)
    expect(attached.get_by_role("progressbar")).to_have_count(0)

    answer = chat.ask("What is in it?")

    assert "3 rows" in answer
    assert "South leads in amount" in answer


def test_the_agent_asks_back_what_to_rank(chat: Chat) -> None:
    chat.send("Top 3")
    chat.frame.get_by_role("radio", name="Regions").check()
    chat.frame.get_by_role("radio", name="Regions").press("Enter")

    expect(chat.answers.last).to_contain_text("leads in revenue")


def test_a_region_is_mentioned_and_clicked(chat: Chat, page: Page) -> None:
    chat.composer.press_sequentially("Revenue of @lat")
    chat.frame.get_by_role("option", name="LATAM").click()
    chat.composer.press("Enter")
    expect(chat.answers.last).to_contain_text("Revenue in LATAM")

    chat.log.get_by_role("article", name="You").get_by_role("button", name="@LATAM").click()

    expect(page.get_by_role("button", name="Remove LATAM")).to_be_visible()


def test_the_conversation_goes_on_in_a_floating_panel(chat: Chat, page: Page) -> None:
    chat.ask(QUESTION)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebar").get_by_text("Floating").click()
    expect(chat.component.get_by_role("button", name="Open chat")).to_be_visible()

    page.get_by_role("button", name="Explain").first.click()

    expect(chat.answers).to_have_count(2)


@pytest.mark.parametrize(
    ("language", "width"), [("en-US", 1440), ("en-US", 700), ("en-US", 390), ("zh-CN", 390)]
)
def test_charts_and_figures_are_whole_at_every_width(
    app: App, browser: Browser, language: str, width: int
) -> None:
    context = browser.new_context(locale=language, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(app.url)
    charts = page.get_by_test_id("stVegaLiteChart").locator("svg.marks")
    expect(charts).to_have_count(3)

    # The words have their final width with the page's own font.
    eventually(page, lambda: page.evaluate("document.fonts.check('12px Source Sans')"), True)

    eventually(page, lambda: charts.evaluate_all(CUT_OFF), [])
    values = page.get_by_test_id("stMetricValue").locator("div")
    expect(values).not_to_have_count(0)
    eventually(page, lambda: values.evaluate_all(TOO_LONG), [])
    context.close()
