"""What the agent says about itself, and about questions that it cannot answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from textwrap import shorten

from demo.analysis import NoData
from demo.periods import Period
from demo.query import NotUnderstood, Query, Reason
from demo.vocabulary import Language
from demo.wording import join, names, spaced

_GREETING = re.compile(
    r"(hi|hello|hey|good (morning|afternoon|evening)|你好|您好|嗨|哈喽|早上好|下午好|晚上好)"
    r"( there| all)?"
)
_THANKS = re.compile(
    r"(many )?(thanks|thank you|thx|great|cool|nice|ok|okay|谢谢|多谢|感谢|好的|太好了)"
    r"( so much| very much| a lot|你|您|了)?"
)
_HELP = re.compile(
    r"help|(what|which questions) can (you|i) (do|ask|answer)( you)?|how does this work|"
    r"(who|what) are you|are you (an? )?(ai|llm|bot|language model|robot|human|real)|"
    r"帮助|你(能|可以|会)(做|回答|干)(什么|些什么|哪些问题)|(我)?(能|可以)问(你)?(什么|些什么|哪些问题)|你是谁|"
    r"怎么用|你是(不是)?(一?个)?(ai|llm|机器人|大?(语言)?模型|人工智能|真人)(助手)?[吗么]?"
)

_ABOUT: Mapping[Language, str] = {
    "en": (
        "I am a demo agent: I follow rules, there is no language model behind me. The figures are "
        "computed from the orders of this dashboard."
    ),
    "zh": "我是演示助手：按规则解析问题，背后没有语言模型；数字都由本看板的订单数据实时计算。",
}
_ABILITIES: Mapping[Language, str] = {
    "en": (
        "Ask me about **revenue, orders, units, margin, margin rate, average order value, "
        "discount or cost** – by **region, country, product line, product, channel, customer "
        "segment, month or quarter**. I can rank, compare two periods, show growth, shares and "
        "trends, and what a change consists of. For example:\n\n"
        "- Top 5 products in Q3 2026\n"
        "- How did EMEA revenue develop this year?\n"
        "- Margin rate by region in Q3, year over year\n"
        "- Why did Germany drop in Q2 2026?\n"
        "- Chart revenue by region\n\n"
        "I can also set the dashboard (“show only EMEA, last 3 months”), export the orders that it "
        "shows (“export a report”), and sum up a CSV file that you attach."
    ),
    "zh": (
        "可以问我 **销售额、订单数、销量、毛利、毛利率、平均订单金额、折扣率、成本**，"
        "按 **地区、国家、产品线、产品、渠道、客户类型、月份或季度** 来看；"
        "也可以排名、对比两个期间、看增长、占比、趋势和变化的构成。例如：\n\n"
        "- 2026 年第三季度销量最好的 5 个产品\n"
        "- 今年欧洲每月的销售额\n"
        "- 三季度各地区毛利率同比\n"
        "- 为什么德国二季度下降？\n"
        "- 画出各地区销售额\n\n"
        "还可以设置看板（“只看欧洲最近三个月”）、导出看板上的订单（“导出报告”），"
        "以及分析您添加的 CSV 文件。"
    ),
}

_MORE: Mapping[Language, str] = {
    "en": "I am a rule-based demo agent, not a language model; ask “help” for what I can answer.",
    "zh": "我是按规则工作的演示助手，不是语言模型；输入“帮助”可查看我能回答的问题。",
}

_MOST_WORDS = 5

_REASONS: Mapping[Language, Mapping[Reason, str]] = {
    "en": {
        "nothing": "I did not find a question about the orders in that.",
        "unknown": "I do not know {words} in these data, so I would rather not guess.",
        "periods": "I cannot tell which period {words} means. Name one period, or two to compare.",
        "dimensions": "I can split by one thing at a time, not by {words} together.",
        "metrics": "I can do that for one figure at a time, not for {words} together.",
        "rank": "What should I rank? For example products, regions or months.",
        "number": "I do not know what to do with {words}: I cannot filter by amounts.",
        "share": "I can show the share of a value or by a dimension, for figures that add up "
        "(revenue, orders, units, margin, cost).",
        "mixed": "{words} are different kinds of things, so I cannot set them side by side.",
        "count": "I count orders and units, not how many different ones there are.",
        "exclude": "I do not know what to leave out. Name a region, country, product, channel or "
        "segment.",
        "drivers": "I can say what a change consists of for figures that add up (revenue, orders, "
        "units, margin, cost), not for the {words}. I can show the {words} by region or by month.",
        "hypothetical": "I compute figures from past orders; I cannot predict, recommend or play "
        "through a what-if.",
        "long": "That is more than I can read. Please ask in a sentence or two.",
        "negation": "I do not read a “not” such as {words}. To leave something out, write for "
        "example “without Germany”.",
        "threshold": "I do not know what to do with {words}: I cannot filter by amounts. I can "
        "rank all of them.",
        "compare": "I can show shares or compare two periods, not both at once.",
        "year_over_time": "I can show months or quarters in a row, or compare two periods, not "
        "both at once.",
    },
    "zh": {
        "nothing": "我没有从中看出关于订单的问题。",
        "unknown": "数据里没有{words}，我不想猜测。",
        "periods": "我不确定{words}指的是哪个期间。请给出一个期间，或两个要对比的期间。",
        "dimensions": "我一次只能按一个维度拆分，不能同时按{words}。",
        "metrics": "这类问题我一次只能看一个指标，不能同时看{words}。",
        "rank": "要对什么排名？例如产品、地区或月份。",
        "number": "我不知道如何处理{words}：我不能按数值筛选。",
        "share": "我可以算某个值的占比，或按某个维度看占比；"
        "只适用于可加总的指标（销售额、订单数、销量、毛利、成本）。",
        "mixed": "{words}不是同一类，无法并列比较。",
        "count": "我能统计订单数和销量，但不能统计有多少种不同的值。",
        "exclude": "我不知道要排除什么。请给出地区、国家、产品、渠道或客户类型。",
        "drivers": "只有可加总的指标（销售额、订单数、销量、毛利、成本）才能拆解变化的构成；"
        "我可以按地区或月份来看{words}。",
        "hypothetical": "我只计算已有订单的数字，不能预测、建议或推演假设。",
        "long": "内容太长，我读不了。请用一两句话提问。",
        "negation": "我不会解读{words}这样的否定。要排除某项，请说“不含德国”。",
        "threshold": "我不知道如何处理{words}：我不能按数值筛选，但可以全部排名。",
        "compare": "我可以看占比，或对比两个期间，但不能同时进行。",
        "year_over_time": "我可以按月或按季度连续展示，或对比两个期间，但不能同时进行。",
    },
}


def small_talk(text: str, language: Language, today: date) -> str | None:
    """Return the reply to a greeting, thanks or a call for help; ``None`` for anything else."""
    plain = re.sub(r"[\s!.?,，。！？、~]+", " ", text).strip().lower()
    if _HELP.fullmatch(plain):
        return f"{_ABOUT[language]}\n\n{_ABILITIES[language]}\n\n{_today(today, language)}"
    if not plain or _GREETING.fullmatch(plain):
        hello = "Hello! " if language == "en" else "你好！"
        return f"{hello}{_ABOUT[language]}\n\n{_ABILITIES[language]}"
    if _THANKS.fullmatch(plain):
        return "You are welcome." if language == "en" else "不客气。"
    return None


def _today(today: date, language: Language) -> str:
    label = Period(today, today).label(language)
    if language == "en":
        return f"The data end on {label}; that is “today” for me."
    return f"数据截至{spaced(label)}，这就是我的“今天”。"


def not_understood(question: NotUnderstood) -> str:
    """Say what is in the way of an answer, what was understood, and what can be asked."""
    language = question.language
    shown = [shorten(word, 40, placeholder="…") or f"{word[:40]}…" for word in question.words]
    quoted = [f"“{word}”" for word in dict.fromkeys(shown)]
    if question.reason == "drivers":
        quoted = shown
    if len(quoted) > _MOST_WORDS:
        quoted = [*quoted[:_MOST_WORDS], "…"]
    words = join(quoted, language) if quoted else ""
    reason = _REASONS[language][question.reason]
    blocks = [reason.format(words=words)]
    if question.suggestions:
        options = list(dict.fromkeys(question.suggestions))[:3]
        hint = "Did you mean {}?" if language == "en" else "是想说{}吗？"
        blocks[0] += " " + hint.format((" or " if language == "en" else "或").join(options))
    if question.partly and (read := reading_of(question.partly)):
        heard = "What I did understand: {}." if language == "en" else "我理解的部分：{}。"
        blocks.append(heard.format(read))
    if question.reason == "nothing" or (question.reason == "unknown" and len(blocks) == 1):
        blocks += [_ABOUT[language], _ABILITIES[language]]
    else:
        blocks.append(_MORE[language])
    return "\n\n".join(blocks)


def no_data(answer: NoData) -> str:
    """Say that the period asked for lies outside the data."""
    language = answer.query.language
    asked, data = answer.asked.label(language), answer.bounds.label(language)
    if language == "en":
        return f"The data hold nothing for {asked}: they cover {data}."
    return spaced(f"没有{asked}的数据：数据范围是{data}。")


def caveats(query: Query) -> str:
    """Say which words were left out or read as others; empty when there are none."""
    english = query.language == "en"
    notes = []
    for written, read in query.corrected:
        notes.append(
            f"I read “{written}” as “{read}”." if english else f"我把“{written}”理解为“{read}”。"
        )
    if query.ignored:
        words = join([f"“{word}”" for word in query.ignored], query.language)
        notes.append(
            f"I did not understand {words} and left it out."
            if english
            else f"我没有理解{words}，已忽略。"
        )
    return " ".join(notes) + "\n\n" if notes else ""


def understood(query: Query | None, language: Language) -> str:
    """Say how a question was read, for the reasoning of an answer."""
    read = reading_of(query) if query else ""
    if not read:
        return (
            "I look for a figure, a period and a place in the question, and find none."
            if language == "en"
            else "在问题里没有找到指标、期间或范围。"
        )
    return f"I read the question as: {read}." if language == "en" else f"我这样理解问题：{read}。"


def title(query: Query) -> str:
    """Name a conversation after its first question: "Revenue, by region, Q3 2026"."""
    read = reading_of(query)
    return read[:1].upper() + read[1:]


def reading_of(query: Query) -> str:
    """Return the parts of `query`: "revenue, by region, Q3 2026"; empty when there are none."""
    language, english = query.language, query.language == "en"
    parts = [m.label(language) for m in query.metrics]
    if query.kind == "overview":
        parts = ["all key figures" if english else "关键指标"]
    if query.kind == "drivers":
        parts.append("what a change consists of" if english else "变化的构成")
    if query.share:
        whose = names(query.share_of, language) if query.share_of else ""
        parts.append(
            f"share {f'of {whose}' if whose else ''}".strip() if english else f"{whose}占比"
        )
    if query.by:
        parts.append(f"by {query.by.en}" if english else f"按{query.by.zh}")
    if query.limit:
        which = ("top" if english else "前") if query.descending else ("last" if english else "后")
        parts.append(f"{which} {query.limit}")
    for f in query.filters:
        without = ("without " if english else "不含") if f.exclude else ""
        parts.append(without + names(f, language))
    if query.period:
        parts.append(query.period.label(language))
    if isinstance(query.compare, Period):
        label = query.compare.label(language)
        parts.append(f"compared with {label}" if english else f"对比{label}")
    elif query.compare:
        parts.append(_BASES[language][query.compare])
    return ", ".join(parts) if english else spaced("，".join(parts))


_BASES: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "previous": "compared with the period before",
        "year_before": "compared with the year before",
    },
    "zh": {"previous": "与上期对比", "year_before": "与去年同期对比"},
}
