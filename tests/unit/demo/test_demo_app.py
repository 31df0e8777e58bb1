"""The page, run by Streamlit's own test harness."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from demo import chat_options, dashboard, selection
from demo.analysis import ORDERS_CSV
from demo.dashboard_request import read_filters
from demo.periods import Period, month_span
from demo.query import NotUnderstood
from demo.questions import parse
from demo.requests import read_request
from demo.texts import TEXTS
from demo.vocabulary import REVENUE, Language
from tests.unit.app_harness import components

APP = Path(__file__).parents[3] / "demo_app.py"


@pytest.fixture(autouse=True)
def _no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XPERTAI_API_KEY", "XPERT_ID"):
        monkeypatch.delenv(name, raising=False)


def page(**state: object) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=30)
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app


def cards(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def note_below_the_chat() -> str:
    (chat,) = components(page())
    note: str = chat["options"]["disclaimer"]["text"]
    return note


def orders() -> pd.DataFrame:
    frame: pd.DataFrame = pd.read_csv(ORDERS_CSV, parse_dates=["date"])
    return frame


def test_the_cards_show_the_last_six_months() -> None:
    rows = orders()[orders()["date"] >= "2026-05-01"]
    shown = cards(page())
    assert shown["Revenue"] == f"${rows['revenue'].sum() / 1e6:.2f}M"
    assert shown["Orders"] == f"{len(rows):,}"
    assert shown["Average order"] == f"${rows['revenue'].sum() / len(rows):,.0f}"
    assert shown["Margin rate"] == f"{1 - rows['cost'].sum() / rows['revenue'].sum():.1%}"


def test_the_filters_select_orders() -> None:
    app = page()
    app.multiselect(key="region").select("EMEA").run()
    app.selectbox(key="period").select("last_quarter").run()
    rows = orders()
    rows = rows[(rows["region"] == "EMEA") & rows["date"].between("2026-07-01", "2026-09-30")]
    assert cards(app)["Orders"] == str(len(rows))


def test_a_change_is_shown_only_where_the_data_hold_the_period_before() -> None:
    assert all(metric.delta for metric in page().metric)
    assert not any(metric.delta for metric in page(period="last_12").metric)


def test_no_matching_orders_leave_a_note_instead_of_charts() -> None:
    app = page(region=["LATAM"], product_line=["Tents"])
    assert not app.info
    empty = Period(pd.Timestamp("2020-01-01").date(), pd.Timestamp("2020-01-02").date())
    nothing = selection.Filters([], [], empty).select(orders())
    assert nothing.empty
    assert dashboard.figure(nothing, REVENUE) == 0


def test_the_page_speaks_chinese() -> None:
    app = page(language="zh")
    assert app.multiselect(key="region").label == "地区"
    assert "毛利率" in cards(app)
    assert any("销售看板" in element.value for element in app.markdown)
    assert not any("Sales" in element.value for element in app.markdown)


def test_both_languages_have_the_same_texts() -> None:
    assert TEXTS["en"].keys() == TEXTS["zh"].keys()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_prompt_and_explain_button_asks_what_the_agent_understands(language: str) -> None:
    texts = TEXTS["zh" if language == "zh" else "en"]
    keys = [k for k in texts if k.endswith("_text") or k.startswith("explain_")]
    asked = [texts[k] for k in keys if k != "explain_help"]
    assert len(asked) == 8
    for text in asked:
        query = parse(text, today=selection.data_span(orders()).end)
        assert not isinstance(query, NotUnderstood), text
        assert query.ignored == ()


def test_without_an_account_the_local_agent_is_live_and_named() -> None:
    assert note_below_the_chat() == TEXTS["en"]["local"]


def test_with_an_account_the_page_talks_to_xpertai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XPERTAI_API_KEY", "sk-x-test")
    monkeypatch.setenv("XPERT_ID", "3f2b8c1e-5a47-4d0c-9a61-7d2f1b0e6a10")
    monkeypatch.setenv("XPERTAI_API_URL", "http://127.0.0.1:9")
    assert note_below_the_chat() == TEXTS["en"]["xpertai"]


@pytest.mark.parametrize(
    ("name", "start", "months"),
    [("last_3", "2026-08-01", 3), ("last_12", "2025-11-01", 12), ("this_quarter", "2026-10-01", 1),
     ("last_quarter", "2026-07-01", 3), ("ytd", "2026-01-01", 10), ("all", "2025-05-01", 18)],
)  # fmt: skip
def test_a_period_choice_means_these_months(name: str, start: str, months: int) -> None:
    data = selection.data_span(orders())
    assert selection.period_of(name, data) == month_span(pd.Timestamp(start).date(), months)


def test_the_client_tool_answers_plain_json() -> None:
    filters = selection.current_filters()
    assert json.loads(json.dumps(filters)) == filters
    assert filters["period"] == {
        "label": "May – Oct 2026",
        "start": "2026-05-01",
        "end": "2026-10-31",
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_slash_command_and_wish_asks_for_what_it_says(language: str) -> None:
    lang: Language = "zh" if language == "zh" else "en"
    texts = TEXTS[lang]
    commands = chat_options.composer(lang)["slash_commands"]
    wishes = {c["name"]: c["action"]["template"] for c in commands}
    for name in ("top", "chart", "only"):
        wishes[name] = wishes[name].replace("{{args}}", texts[f"{name}_hint"])
    kinds = {name: read_request(wish).kind for name, wish in wishes.items()}
    assert kinds == {"top": "question", "chart": "chart", "only": "filter", "export": "export"}
    today = selection.data_span(orders()).end
    for name in ("top", "chart"):
        assert not isinstance(parse(read_request(wishes[name]).text, today=today), NotUnderstood)
    assert read_filters(read_request(wishes["only"]).text, today, lang)
    assert read_request(texts["prompt_5_wish"]).kind == "filter"
    assert read_request(texts["prompt_6_wish"]).kind == "export"


def test_the_report_holds_the_orders_shown_and_is_offered_for_download() -> None:
    def script() -> None:
        import streamlit as st

        from demo import controls

        st.session_state.update(region=["LATAM"], product_line=[], period="last_quarter")
        st.session_state["said"] = controls.export_report("../My report.csv")

    app = AppTest.from_function(script, default_timeout=30).run()
    assert not app.exception
    rows = orders()
    rows = rows[(rows["region"] == "LATAM") & rows["date"].between("2026-07-01", "2026-09-30")]
    assert app.session_state["said"] == {"file": "My-report.csv", "rows": len(rows)}
    report = app.session_state["report"]
    written = pd.read_csv(io.BytesIO(report.content))
    assert written["order_id"].tolist() == rows["order_id"].tolist()

    shown = page(report=report)
    (button,) = shown.get("download_button")
    assert button.proto.label == "Download My-report.csv"


def test_filters_of_the_agent_are_checked_against_the_data() -> None:
    def script() -> None:
        import streamlit as st

        from demo import controls
        from streamlit_chatkit import ToolError

        st.session_state["shown"] = controls.set_filters(product_line=["Tents"], period="ytd")
        try:
            controls.set_filters(region=["Atlantis"])
        except ToolError as error:
            st.session_state["refusal"] = str(error)

    app = AppTest.from_function(script, default_timeout=30).run()
    assert not app.exception
    assert app.session_state["shown"]["product_line"] == ["Tents"]
    assert app.session_state["shown"]["period"]["start"] == "2026-01-01"
    assert "Atlantis" in app.session_state["refusal"]
    assert "region" not in app.session_state


def test_a_highlighted_country_is_named_while_it_is_shown() -> None:
    said = "The assistant points at Germany"
    assert any(said in element.value for element in page(highlighted="Germany").markdown)
    hidden = page(highlighted="Germany", region=["LATAM"])
    assert not any(said in element.value for element in hidden.markdown)
