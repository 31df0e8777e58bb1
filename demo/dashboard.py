"""The parts of the page beside the chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from demo import charts, wording
from demo.controls import Report
from demo.periods import Period
from demo.selection import PERIODS, Filters, data_span, period_of
from demo.texts import TEXTS
from demo.vocabulary import (
    AOV,
    COUNTRY,
    LINE,
    MARGIN_RATE,
    ORDERS,
    PRODUCT,
    REGION,
    REVENUE,
    VALUES,
    Dimension,
    Language,
    Metric,
)
from demo.wording import spaced

_MARK = "background-color: rgba(255, 196, 0, 0.28)"
Ask = Callable[[str], None]

STYLE = """
<style>
.block-container { padding: 3.9rem 2.2rem 1.5rem; max-width: 1600px; }
.st-key-title h3 { padding: 0; }
[data-testid="stMetricValue"] { font-size: 1.8rem; font-variant-numeric: tabular-nums; }
[data-testid="stMetricValue"] > div { line-height: 1.35; }
[data-testid="stMetricDelta"] { line-height: 1.2rem; }
.st-key-over-time [data-testid="stVegaLiteChart"] { margin-top: -0.75rem; }
[class*="st-key-explain_"] button { opacity: 0.75; min-height: 0; }
[class*="st-key-explain_"] button:is(:hover, :focus-visible) { opacity: 1; }
.st-key-chat-column { padding: 0; gap: 0; overflow: hidden; }
.st-key-chat-column iframe { display: block; height: min(694px, 100svh - 5.4rem); }
@media (min-width: 901px) {
  .st-key-chat-column iframe { height: max(450px, 100vh - 6rem); }
  [data-testid="stColumn"]:has(> div .st-key-chat-column) {
    position: sticky; top: 3.9rem; align-self: flex-start;
  }
}
@media (max-width: 900px) {
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] .st-key-chat-column) {
    flex-wrap: wrap;
    > [data-testid="stColumn"] { flex: 1 1 100%; min-width: 100%; }
  }
}
@media (max-width: 640px) {
  .block-container { padding: 3.6rem 1rem 1.5rem; }
  .st-key-key-figures [data-testid="stColumn"] {
    min-width: calc(50% - 0.5rem); flex: 1 1 calc(50% - 0.5rem);
  }
}
</style>
"""


def language() -> Language:
    """Return the language of the page: the one chosen, else the browser's."""
    browser: Language = "zh" if (st.context.locale or "").lower().startswith("zh") else "en"
    chosen = st.session_state.setdefault("language", browser)
    return "zh" if chosen == "zh" else "en"


def sidebar(lang: Language) -> None:
    """Draw the language switch."""
    with st.sidebar:
        st.segmented_control(
            TEXTS[lang]["language"],
            ["en", "zh"],
            key="language",
            format_func={"en": "English", "zh": "中文"}.__getitem__,
        )
        st.segmented_control(
            TEXTS[lang]["layout"],
            ["beside", "floating"],
            key="chat_layout",
            default="beside",
            format_func=lambda name: TEXTS[lang][f"layout_{name}"],
        )
        st.caption(TEXTS[lang]["about"])


def header(data: Period, lang: Language) -> Filters:
    """Draw the title and the filters, and return what is chosen."""
    texts = TEXTS[lang]
    st.session_state.setdefault("period", "last_6")
    before = period_of(st.session_state["period"], data).previous()
    with st.container(key="title"):
        st.markdown(f"### {texts['title']}")
        subtitle = texts["subtitle"].format(day=Period(data.end, data.end).label(lang))
        if before.clip(data) == before:
            subtitle += " · " + texts["versus"].format(period=before.label(lang))
        st.caption(spaced(subtitle) if lang == "zh" else subtitle)
    region, line, period = st.columns(3)
    regions = region.multiselect(
        texts["region"],
        _names(REGION, lang),
        key="region",
        placeholder=texts["all_regions"],
        format_func=_names(REGION, lang).__getitem__,
    )
    lines = line.multiselect(
        texts["product_line"],
        _names(LINE, lang),
        key="product_line",
        placeholder=texts["all_lines"],
        format_func=_names(LINE, lang).__getitem__,
    )
    period.selectbox(texts["period"], PERIODS, key="period", format_func=texts.__getitem__)
    return Filters(regions, lines, period_of(st.session_state["period"], data))


def key_figures(orders: pd.DataFrame, filters: Filters, lang: Language) -> None:
    """Draw the four cards, with the change from the period before where the data hold it."""
    now, before = filters.select(orders), filters.period.previous()
    then = filters.select(orders, before) if before.clip(data_span(orders)) == before else None
    texts = TEXTS[lang]
    with st.container(key="key-figures"):
        columns = st.columns(4)
    for column, metric in zip(columns, (REVENUE, ORDERS, AOV, MARGIN_RATE), strict=True):
        value = figure(now, metric)
        step = None
        if then is not None and len(then) and len(now):
            old = figure(then, metric)
            delta = value - old if metric.unit == "percent" else value / old - 1
            step = wording.change(delta, metric, lang).replace(wording.MINUS, "-")
        column.metric(
            wording.heading(metric, lang) if lang == "zh" else texts[metric.key],
            wording.short(value, metric, lang).removesuffix("美元").strip(),
            step,
            border=True,
        )


def figure(orders: pd.DataFrame, metric: Metric) -> float:
    """Compute a metric of the cards."""
    revenue = float(orders["revenue"].sum())
    if metric == ORDERS:
        return float(len(orders))
    if metric == AOV:
        return revenue / len(orders) if len(orders) else float("nan")
    if metric == MARGIN_RATE:
        return 1 - float(orders["cost"].sum()) / revenue if revenue else float("nan")
    return revenue


def panels(orders: pd.DataFrame, lang: Language, ask: Ask) -> None:
    """Draw the charts and the table, each with a button that asks the assistant about it."""
    if orders.empty:
        st.info(TEXTS[lang]["empty"])
        return
    with st.container(border=True, key="over-time"):
        _title("by_region", "explain_regions", lang, ask)
        st.vega_lite_chart(_over_time(orders, lang), width="stretch")
    left, right = st.columns(2)
    with left.container(border=True):
        _title("by_line", "explain_lines", lang, ask)
        st.vega_lite_chart(_bars(orders, LINE.key, lang), width="stretch")
    with right.container(border=True):
        _title("top_products", "explain_products", lang, ask)
        st.vega_lite_chart(_bars(orders, PRODUCT.key, lang), width="stretch")
    with st.container(border=True):
        _title("countries", "explain_countries", lang, ask)
        _countries(orders, st.session_state.get("highlighted"), lang)


def report(lang: Language) -> None:
    """Offer the report that the assistant has written."""
    written: Report | None = st.session_state.get("report")
    if written:
        st.download_button(
            TEXTS[lang]["report"].format(file=written.file),
            written.content,
            file_name=written.file,
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def _title(name: str, question: str, lang: Language, ask: Ask) -> None:
    texts = TEXTS[lang]
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.markdown(f"**{texts[name]}**", width="content")
        st.button(
            texts["explain"],
            key=question,
            icon=":material/forum:",
            type="tertiary",
            help=texts["explain_help"],
            on_click=ask,
            args=(texts[question],),
        )


# Writing a chart takes Altair some 30 ms, which would be most of a rerun.
@st.cache_data(show_spinner=False, max_entries=100)
def _over_time(orders: pd.DataFrame, lang: Language) -> dict[str, Any]:
    return charts.over_time(orders, _names(REGION, lang), lang).to_dict(validate=False)


@st.cache_data(show_spinner=False, max_entries=200)
def _bars(orders: pd.DataFrame, dimension: str, lang: Language) -> dict[str, Any]:
    sums = orders.groupby(dimension)["revenue"].sum().nlargest(5)
    names = {v.name: v.label(lang) for v in VALUES if v.dimension.key == dimension}
    return charts.bars(sums, names, lang).to_dict(validate=False)


def _countries(orders: pd.DataFrame, highlighted: str | None, lang: Language) -> None:
    texts = TEXTS[lang]
    grouped = orders.groupby("country")
    table = pd.DataFrame({"revenue": grouped["revenue"].sum(), "orders": grouped.size()})
    table["average_order_value"] = table["revenue"] / table["orders"]
    table["margin_rate"] = 100 * (1 - grouped["cost"].sum() / table["revenue"])
    table["share"] = 100 * table["revenue"] / table["revenue"].sum()
    table = table.sort_values("revenue", ascending=False)
    names = _names(COUNTRY, lang)
    marked = names[highlighted] if highlighted in table.index and highlighted else None
    table.index = pd.Index([names[name] for name in table.index])
    if marked:
        st.badge(texts["highlighted"].format(country=marked), icon=":material/ink_highlighter:")
    number = st.column_config.NumberColumn
    st.dataframe(
        table.style.apply(
            lambda row: [_MARK if row.name == marked else ""] * len(row), axis="columns"
        ),
        width="stretch",
        height=38 + 35 * min(len(table), 12),
        column_config={
            "_index": st.column_config.TextColumn(texts["country"]),
            "revenue": number(texts["revenue"], format="$%,.0f"),
            "orders": number(texts["orders"], format="%,d"),
            "average_order_value": number(texts["average_order_value"], format="$%,.0f"),
            "margin_rate": number(texts["margin_rate"], format="%.1f%%"),
            "share": st.column_config.ProgressColumn(
                texts["share"], format="%.0f%%", min_value=0, max_value=float(table["share"].max())
            ),
        },
    )


def _names(dimension: Dimension, lang: Language) -> dict[str, str]:
    return {v.name: v.label(lang) for v in VALUES if v.dimension == dimension}
