"""What is asked for besides figures: a chart, other filters, a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["question", "chart", "filter", "reset", "export"]

_POLITE = r"(?:(?:please|could you|can you)\s+)*"
_FILTER = (
    rf"{_POLITE}(?:show|set|switch|filter|narrow|limit)(?: the)? dashboard"
    r"(?: down)? (?:to|by|for|on) (?P<what>.+)",
    rf"{_POLITE}(?:filter|narrow) (?:down )?(?:to|by|for|on) (?P<what>.+)",
    rf"{_POLITE}show only (?P<what>.+?)(?: on the dashboard)?",
    rf"{_POLITE}show (?P<what>.+?) on the dashboard",
    r"(?:请)?(?:把)?(?:看板)?(?:上)?只看(?P<what>.+)",
    r"(?:请)?(?:把)?看板(?:切换|筛选|设置?|改)(?:到|为|成)(?P<what>.+)",
    r"(?:请)?筛选(?:出)?(?P<what>.+)",
    r"(?:请)?在看板(?:上|中|里)?(?:显示|展示)(?P<what>.+)",
)
_RESET = (
    rf"{_POLITE}(?:clear|reset|remove)(?: all)?(?: the| my)?(?: dashboard(?:[’']s)?)? filters?"
    r"|(?:reset|clear) the dashboard",
    r"(?:请)?(?:清除|清空|重置|取消)(?:看板)?(?:的)?(?:所有|全部)?(?:的)?筛选(?:条件)?|(?:请)?重置看板",
)
_EXPORT = (
    rf"{_POLITE}(?:export|download)(?: (?:a|the|this|these|my))?(?: sales)? "
    r"(?:report|csv|orders|data|dashboard)(?: (?:as|to) (?:a )?csv)?(?: please)?",
    r"(?:请)?(?:帮我)?(?:导出|下载)(?:一份|一个|这份)?(?:销售)?(?:报告|报表|数据|订单|csv)",
)
_CHART = (
    rf"{_POLITE}(?:(?:show|draw|make)(?: me)? (?:a |the )?)?"
    r"(?:bar )?(?:chart|graph|plot|draw)(?: of)? (?P<what>.+)",
    r"(?P<what>.+?),? (?:as|in) a (?:bar )?(?:chart|graph|plot)",
    r"(?:请)?(?:画出?|绘制|用图表?(?:显示|展示))(?P<what>.+?)(?:的?(?:图表?|柱状图|条形图))?",
    r"(?P<by>(?:请)?按.+?)(?:画出?|绘制)(?P<of>.+?)的?(?:图表?|柱状图|条形图)?",
    r"(?P<what>.+?)的?(?:图表|柱状图|条形图)",
)
_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("reset", _RESET),
    ("export", _EXPORT),
    ("filter", _FILTER),
    ("chart", _CHART),
)
_PATTERNS = [(kind, re.compile(p, re.IGNORECASE)) for kind, given in _KINDS for p in given]


@dataclass(frozen=True)
class Request:
    """What a message asks for.

    Attributes
    ----------
    kind : {"question", "chart", "filter", "reset", "export"}
        Figures in words, figures as a chart, other filters on the dashboard, none of them,
        or a file with the orders shown.
    text : str
        The question, or what to filter by; empty where nothing else is said.
    """

    kind: Kind
    text: str


def read_request(text: str) -> Request:
    """Read what a message asks for; the marks of mentions (``@EMEA``) are left out.

    Examples
    --------
    >>> read_request("Show only @EMEA on the dashboard")
    Request(kind='filter', text='EMEA')
    >>> read_request("Chart revenue by region")
    Request(kind='chart', text='revenue by region')
    """
    plain = re.sub(r"(?<!\w)@", "", text).strip()
    wish = plain.rstrip(" .!?。！？")
    for kind, pattern in _PATTERNS:
        if match := pattern.fullmatch(wish):
            return Request(kind, "".join(filter(None, match.groups())).strip())
    return Request("question", plain)
