"""Questions, as people ask them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.analysis import NoData, bounds, plan, run
from demo.answers import answer
from demo.lexer import ROLES
from demo.query import NotUnderstood, Query
from demo.questions import language_of, parse
from demo.replies import no_data, not_understood
from demo.vocabulary import DIMENSIONS, METRICS, VALUES

TODAY = date(2026, 10, 31)


def ask(*texts: str) -> Query | NotUnderstood:
    """Parse the last text as it would be after the others."""
    previous: Query | None = None
    result: Query | NotUnderstood = NotUnderstood("en", "nothing")
    for text in texts:
        result = parse(text, today=TODAY, previous=previous)
        previous = result if isinstance(result, Query) else previous
    return result


def told(result: Query | NotUnderstood) -> str:
    """Write a query in one line."""
    if isinstance(result, NotUnderstood):
        return f"? {result.reason} {' '.join(result.words)}".strip()
    parts: list[str] = [] if result.kind == "figures" else [result.kind]
    parts += [m.key for m in result.metrics]
    parts += [f"by {result.by.key}"] if result.by else []
    for f in result.filters:
        parts.append(f"{'not ' if f.exclude else ''}{'|'.join(f.values)}")
    parts += [result.period.label("en")] if result.period else []
    if result.compare:
        named = result.compare if isinstance(result.compare, str) else result.compare.label("en")
        parts.append(f"vs {named}")
    if result.share:
        parts.append(
            "share" + (f" of {'|'.join(result.share_of.values)}" if result.share_of else "")
        )
    if result.ranked or result.by_change:
        order = "desc" if result.descending else "asc"
        parts.append(f"{order}{result.limit or ''}{' change' if result.by_change else ''}")
    return ", ".join(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Revenue in Q3 2026", "revenue, Q3 2026"),
        ("How many orders did we get last month?", "orders, September 2026"),
        ("revenue by region", "revenue, by region"),
        ("Show me gross margin per product line YTD", "margin, by product_line, 2026"),
        ("what's the average order value by channel", "average_order_value, by channel"),
        ("margin % by customer segment", "margin_rate, by segment"),
        ("units by month in 2026", "units, by month, 2026"),
        ("quarterly revenue", "revenue, by quarter"),
        ("revenue and margin by country", "revenue, margin, by country"),
        ("EMEA revenue last quarter", "revenue, EMEA, Q3 2026"),
        ("tents revenue in the UK", "revenue, Tents, United Kingdom"),
        ("revenue in the US", "revenue, United States"),
        ("show us revenue", "revenue"),
        ("How many tents were sold in March?", "units, Tents, March 2026"),
        ("How much did we sell in Japan?", "revenue, Japan"),
        ("how many products did we sell last month", "units, September 2026"),
        ("revenue excluding EMEA by country", "revenue, by country, not EMEA"),
        ("top 5 products last month", "revenue, by product, September 2026, desc5"),
        ("Top products", "revenue, by product, desc5"),
        ("bottom three countries by margin rate", "margin_rate, by country, asc3"),
        ("Which product sold best this year?", "revenue, by product, 2026, desc"),
        ("the three regions with the highest margin", "margin, by region, desc3"),
        ("best month for revenue", "revenue, by month, desc"),
        ("Which region grew fastest?", "revenue, by region, vs previous, desc change"),
        ("Which countries declined the most?", "revenue, by country, vs previous, asc change"),
        ("year over year growth by line", "revenue, by product_line, vs year_before, desc change"),
        ("Compare EMEA and APAC", "revenue, by region, EMEA|APAC"),
        ("Compare Q3 2026 with Q2 2026", "revenue, Q3 2026, vs Q2 2026"),
        ("Did we sell more in Q3 than in Q2?", "revenue, Q3 2026, vs Q2 2026"),
        (
            "revenue this quarter vs last quarter by region",
            "revenue, by region, Q4 2026, vs Q3 2026",
        ),
        ("share of revenue by channel", "revenue, by channel, share"),
        ("What share of revenue comes from online in EMEA?", "revenue, EMEA, share of Online"),
        ("share of Germany in EMEA", "revenue, EMEA, share of Germany"),
        ("EMEA revenue share by country", "revenue, by country, EMEA, share"),
        ("share of online by region", "revenue, by region, share of Online"),
        ("share of online over time this year", "revenue, by month, 2026, share of Online"),
        ("How did revenue develop in 2026?", "revenue, by month, 2026"),
        ("How did revenue by region change?", "revenue, by region, vs previous, desc change"),
        ("How are we doing?", "overview, revenue"),
        ("Why did EMEA drop in Q2?", "drivers, revenue, EMEA, Q2 2026, vs previous, asc change"),
    ],
)
def test_an_english_question_is_read(text: str, expected: str) -> None:
    assert told(ask(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026 年第三季度欧洲的毛利率是多少？", "margin_rate, EMEA, Q3 2026"),
        ("上个月各地区销售额", "revenue, by region, September 2026"),
        ("今年每月销售额趋势", "revenue, by month, 2026"),
        ("销量最好的三个产品", "units, by product, desc3"),
        ("前5个产品", "revenue, by product, desc5"),
        ("毛利最低的国家", "margin, by country, asc"),
        ("卖得最好的产品是什么", "revenue, by product, desc"),
        ("哪个地区增长最快？", "revenue, by region, vs previous, desc change"),
        ("哪些国家下降最多？", "revenue, by country, vs previous, asc change"),
        ("欧洲和亚太的销售额对比", "revenue, by region, EMEA|APAC"),
        ("去年三季度和今年三季度的销售额对比", "revenue, Q3 2026, vs Q3 2025"),
        ("8月比7月增长多少", "revenue, August 2026, vs July 2026, desc change"),
        ("线上占比", "revenue, share of Online"),
        ("最近6个月各渠道占比", "revenue, by channel, May – Oct 2026, share"),
        ("今年线上占比的趋势如何？", "revenue, by month, 2026, share of Online"),
        ("客单价同比", "average_order_value, vs year_before"),
        ("除了欧洲以外各国家的销售额", "revenue, by country, not EMEA"),
        ("上个月卖了多少件登山靴", "units, Hiking Boot, September 2026"),
        ("为什么德国二季度下降？", "drivers, revenue, Germany, Q2 2026, vs previous, asc change"),
        ("业务怎么样？", "overview, revenue"),
        ("2026年3月到6月各产品线的利润", "margin, by product_line, Mar – Jun 2026"),
    ],
)
def test_a_chinese_question_is_read(text: str, expected: str) -> None:
    result = ask(text)
    assert told(result) == expected
    assert result.language == "zh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Revenue in Spain", "? unknown Spain"),
        ("revenue by salesperson", "? unknown salesperson"),
        ("How many customers do we have?", "? unknown customers"),
        ("refurbished tents", "? unknown refurbished"),
        ("revenue by week", "? unknown week"),
        ("who are our best customers", "? unknown customers"),
        ("revenue since launch", "? unknown launch"),
        ("西班牙的销售额", "? unknown 西班牙"),
        ("退款", "? unknown 退款"),
        ("各地区的退货率", "? unknown 退货率"),
        ("What is the meaning of life?", "? unknown meaning life"),
        ("orders over 10000", "? number 10000"),
        ("revenue by region and month", "? dimensions region month"),
        ("EMEA and Germany", "? mixed EMEA Germany"),
        ("share of margin rate by region", "? share margin rate"),
        ("What was the biggest order?", "? rank"),
        ("revenue Q1, Q2 and Q3", "? periods Q1 Q2 Q3"),
        ("how many countries are there", "? count"),
        ("revenue without", "? exclude"),
        ("growth of revenue and orders", "? metrics revenue orders"),
        ("monthly revenue year over year", "? year_over_time"),
        ("please", "? nothing"),
        ("revenue by sales rep", "? unknown sales rep"),
        ("Which sales rep sold the most?", "? unknown sales rep"),
        ("revenue by order type", "? unknown type"),
        ("What is the capital of France?", "? unknown capital"),
        ("How old is the company in Germany?", "? unknown old"),
        ("write a poem about revenue", "? unknown poem"),
        ("churn in Q3", "? unknown churn"),
        ("market share in Germany", "? unknown market share"),
        ("我们在德国的市场份额", "? unknown 市场份额"),
        ("revenue by store", "? unknown store"),
        ("more detail", "? unknown detail"),
        ("How many children live in APAC?", "? unknown children live"),
        ("Which products are losing money?", "? unknown losing money"),
        ("What if revenue in Germany doubled?", "? hypothetical What if"),
        ("Should we stop selling tents?", "? hypothetical Should we"),
        ("预测下个季度销售额", "? hypothetical 预测"),
        ("Which regions didn't grow in Q3?", "? negation didn't"),
        ("德国没有帐篷的销售额", "? negation 没有"),
        ("countries with more revenue than Germany", "? threshold than Germany"),
        ("哪些国家比德国高", "? threshold 比 德国"),
        ("revenue by product line for EMEA vs APAC", "? dimensions product line region"),
        ("How many different products do we sell?", "? count"),
        ("国外的销售额", "? unknown 国外"),
        ("top 3.5 products", "? number 3.5"),
        ("Why did the margin rate fall?", "? drivers margin rate"),
    ],
)
def test_what_cannot_be_answered_is_said_rather_than_guessed(text: str, expected: str) -> None:
    result = ask(text)
    assert told(result) == expected
    assert isinstance(result, NotUnderstood)
    assert not_understood(result)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("revenue without Germany in EMEA", "revenue, not Germany, EMEA"),
        ("revenue excluding Germany for tents", "revenue, not Germany, Tents"),
        ("revenue excluding Germany and France", "revenue, not Germany|France"),
        ("不含德国的欧洲销售额", "revenue, not Germany, EMEA"),
        ("除德国外欧洲的销售额", "revenue, not Germany, EMEA"),
        ("德国以外的销售额", "revenue, not Germany"),
        ("德国和法国以外的销售额", "revenue, not Germany|France"),
        ("非欧洲销售额", "revenue, not EMEA"),
        ("revenue outside Germany", "revenue, not Germany"),
    ],
)
def test_what_is_left_out_ends_where_the_words_say(text: str, expected: str) -> None:
    assert told(ask(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最赚钱的产品", "margin, by product, desc"),
        ("最不赚钱的产品", "margin, by product, asc"),
        ("上个月德国卖了多少帐篷？", "units, Germany, Tents, September 2026"),
        ("帐篷卖了多少钱", "revenue, Tents"),
        ("哪个月销售额最高？", "revenue, by month, desc"),
        ("Which country is our biggest market?", "revenue, by country, desc"),
        ("德国比法国好吗？", "revenue, by country, Germany|France"),
        ("What happened in Germany in May?",
         "drivers, revenue, Germany, May 2026, vs previous"),
        ("Is the share of online growing?", "revenue, by month, share of Online"),
        ("🎉 revenue by region 🎉", "revenue, by region"),
        ("When did revenue peak?", "revenue, by month, desc"),
    ],
)  # fmt: skip
def test_everyday_ways_of_asking_are_understood(text: str, expected: str) -> None:
    assert told(ask(text)) == expected


def test_a_word_without_weight_is_left_out_and_named() -> None:
    query = ask("revenue by region asap")
    assert isinstance(query, Query)
    assert query.ignored == ("asap",)


def test_a_slip_of_the_pen_is_corrected_and_named() -> None:
    query = ask("reveneu by reigon")
    assert told(query) == "revenue, by region"
    assert isinstance(query, Query)
    assert query.corrected == (("reveneu", "revenue"), ("reigon", "region"))


def test_a_word_that_means_nothing_does_not_repeat_the_question_before() -> None:
    assert told(ask("revenue in EMEA", "refunds")) == "? unknown refunds"


def test_what_was_understood_is_kept_beside_what_was_not() -> None:
    result = ask("margin in Atlantis in Q3 2026")
    assert isinstance(result, NotUnderstood)
    assert result.partly is not None
    assert told(result.partly) == "margin, Q3 2026"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("revenue by region in Q3 2026", "and by country?"), "revenue, by country, Q3 2026"),
        (("revenue by region in Q3 2026", "and in Q2?"), "revenue, by region, Q2 2026"),
        (("revenue in EMEA", "what about APAC?"), "revenue, APAC"),
        (("revenue in EMEA", "and tents?"), "revenue, EMEA, Tents"),
        (("revenue in Germany in Q3", "and EMEA?"), "revenue, EMEA, Q3 2026"),
        (("revenue in EMEA", "and by region?"), "revenue, by region"),
        (("revenue by country", "and margin?"), "margin, by country"),
        (("top 5 products", "and in 2025?"), "revenue, by product, 2025, desc5"),
        (("revenue growth in Q3 by region", "and by channel?"),
         "revenue, by channel, Q3 2026, vs previous"),
        (("share of online", "and partners?"), "revenue, share of Partners"),
        (("revenue in EMEA in Q2", "why?"), "drivers, revenue, EMEA, Q2 2026, vs previous"),
        (("上个月各地区销售额", "那按国家呢？"), "revenue, by country, September 2026"),
        (("2026 年第三季度欧洲的毛利率", "那亚太呢？"), "margin_rate, APAC, Q3 2026"),
        (("revenue in EMEA", "orders in Japan"), "orders, Japan"),
        (("revenue in EMEA", "Top 5 products last month"),
         "revenue, by product, September 2026, desc5"),
        (("revenue by country", "top 3"), "revenue, by country, desc3"),
        (("revenue in Germany in Q3", "yoy?"), "revenue, Germany, Q3 2026, vs year_before"),
        (("revenue in EMEA", "all regions"), "revenue"),
        (("margin in Germany", "compared to France"), "margin, by country, Germany|France"),
    ],
)  # fmt: skip
def test_a_follow_up_completes_itself_from_the_question_before(
    texts: tuple[str, ...], expected: str
) -> None:
    assert told(ask(*texts)) == expected


@pytest.mark.parametrize(
    ("text", "language"), [("hello", "en"), ("EMEA 的收入", "zh"), ("123", "zh"), ("", "zh")]
)
def test_the_language_is_that_of_the_text(text: str, language: str) -> None:
    assert language_of(text, "zh") == language


_WORDS = sorted(
    {w for words in ROLES.values() for w in words}
    | {w for m in METRICS for w in m.words}
    | {w for d in DIMENSIONS for w in d.words}
    | {v.name for v in VALUES}
    | {v.zh for v in VALUES}
    | {
        "Q3 2026",
        "last month",
        "2025",
        "top 5",
        "最高",
        "上个月",
        "今年",
        "7",
        "Spain",
        "from March",
    }
)


@settings(max_examples=250)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=7))
def test_any_mix_of_known_words_is_answered_or_refused(words: list[str]) -> None:
    result = ask(" ".join(words))
    if isinstance(result, NotUnderstood):
        assert not_understood(result)
        return
    fixed = plan(result, bounds())
    text = no_data(fixed) if isinstance(fixed, NoData) else answer(fixed, run(fixed))
    assert text
    assert "nan" not in text.split()


@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(ask(text), (Query, NotUnderstood))


def test_a_long_message_is_refused_in_few_words() -> None:
    assert told(ask("revenue in Germany " * 5000)) == "? long"
    assert told(ask("9" * 5000)) == "? long"
    many = ask("lorem ipsum dolor " * 30)
    assert isinstance(many, NotUnderstood)
    assert "“lorem”, “ipsum” and “dolor” in these" in not_understood(many)
    assert len(not_understood(many)) < 1200
