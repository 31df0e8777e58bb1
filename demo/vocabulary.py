"""The words of the data: metrics, dimensions and values, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh"]
Unit = Literal["money", "count", "percent"]


@dataclass(frozen=True)
class Metric:
    """A figure that can be computed for any set of orders.

    Attributes
    ----------
    key : str
        Column name in results.
    expression : str
        SQL aggregate with ``{where}`` for an optional ``FILTER`` clause on each aggregate.
    unit : {"money", "count", "percent"}
        How it is written. Money is in US dollars; percent values are fractions of 1.
    additive : bool
        Whether parts add up to the whole, so that a share of it means something.
    en, zh : str
        Its name.
    words : tuple of str
        What people call it, lower case.
    """

    key: str
    expression: str
    unit: Unit
    additive: bool
    en: str
    zh: str
    words: tuple[str, ...]

    def label(self, language: Language) -> str:
        """Return its name in `language`."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True)
class Dimension:
    """A way to split the orders.

    Attributes
    ----------
    key : str
        Column name in results.
    expression : str
        SQL expression of the group.
    en, en_plural, zh : str
        Its name.
    words : tuple of str
        What people call it, lower case.
    is_time : bool
        Whether its groups follow each other in time.
    """

    key: str
    expression: str
    en: str
    en_plural: str
    zh: str
    words: tuple[str, ...]
    is_time: bool = False

    def label(self, language: Language) -> str:
        """Return its name in `language`."""
        return self.en if language == "en" else self.zh


REVENUE = Metric(
    "revenue", "SUM(revenue){where}", "money", True, "revenue", "销售额",
    ("revenue", "revenues", "sales", "turnover", "sales revenue", "net sales", "sales figures",
     "income", "收入", "营收", "营业额", "销售额", "销售收入", "销售", "业绩"),
)  # fmt: skip
ORDERS = Metric(
    "orders", "COUNT(*){where}", "count", True, "orders", "订单数",
    ("orders", "order", "sales orders", "order count", "number of orders", "order volume",
     "orders placed",
     "订单", "订单数", "订单量", "订单数量", "下单数"),
)  # fmt: skip
UNITS = Metric(
    "units", "SUM(quantity){where}", "count", True, "units sold", "销量",
    ("units", "units sold", "quantity", "quantities", "volume", "sales volume", "items",
     "items sold", "pieces", "unit sales", "number of units", "销量", "销售量", "件数", "数量",
     "销售数量", "出货量"),
)  # fmt: skip
MARGIN = Metric(
    "margin", "SUM(revenue - cost){where}", "money", True, "gross margin", "毛利",
    ("margin", "margins", "gross margin", "gross profit", "profit", "profits", "earnings",
     "毛利", "毛利额", "利润", "毛利润", "赚钱", "赚", "赚了", "赚到", "盈利"),
)  # fmt: skip
MARGIN_RATE = Metric(
    "margin_rate",
    "SUM(revenue - cost){where} / SUM(revenue){where}",
    "percent", False, "margin rate", "毛利率",
    ("margin rate", "margin rates", "gross margin rate", "margin %", "gross margin %",
     "margin percent", "margin percentage", "percent margin", "profit margin", "profit margins",
     "profitability", "profitable", "毛利率", "利润率", "盈利能力"),
)  # fmt: skip
AOV = Metric(
    "average_order_value",
    "SUM(revenue){where} / COUNT(*){where}",
    "money", False, "average order value", "平均订单金额",
    ("average order value", "average order values", "aov", "average order", "order value",
     "average order size", "order size", "basket size", "average basket", "revenue per order",
     "average revenue per order", "avg order value", "客单价", "平均订单金额", "平均订单额",
     "平均客单价", "单均金额", "平均每单金额"),
)  # fmt: skip
DISCOUNT = Metric(
    "discount",
    "1 - SUM(revenue){where} / SUM(quantity * unit_price){where}",
    "percent", False, "discount rate", "折扣率",
    ("discount", "discounts", "discount rate", "average discount", "折扣", "折扣率", "平均折扣",
     "优惠"),
)  # fmt: skip
COST = Metric(
    "cost", "SUM(cost){where}", "money", True, "cost of goods", "成本",
    ("cost", "costs", "cogs", "cost of goods", "cost of goods sold", "成本", "销售成本"),
)  # fmt: skip

METRICS = (REVENUE, ORDERS, UNITS, MARGIN, MARGIN_RATE, AOV, DISCOUNT, COST)

REGION = Dimension(
    "region", "region", "region", "regions", "地区",
    ("region", "regions", "regional", "area", "areas", "geography", "territory", "territories",
     "market", "markets", "地区", "区域", "大区", "市场", "地域"),
)  # fmt: skip
COUNTRY = Dimension(
    "country", "country", "country", "countries", "国家",
    ("country", "countries", "nation", "nations", "国家", "国别", "国"),
)  # fmt: skip
LINE = Dimension(
    "product_line", "product_line", "product line", "product lines", "产品线",
    ("product line", "product lines", "line", "lines", "category", "categories",
     "product category", "product categories", "product group", "product groups", "产品线",
     "品类", "类别", "产品类别", "产品大类"),
)  # fmt: skip
PRODUCT = Dimension(
    "product", "product", "product", "products", "产品",
    ("product", "products", "article", "articles", "sku", "skus", "产品", "商品", "单品"),
)  # fmt: skip
CHANNEL = Dimension(
    "channel", "channel", "channel", "channels", "渠道",
    ("channel", "channels", "sales channel", "sales channels", "渠道", "销售渠道"),
)  # fmt: skip
SEGMENT = Dimension(
    "segment", "segment", "customer segment", "customer segments", "客户类型",
    ("segment", "segments", "customer segment", "customer segments", "customer group",
     "customer groups", "customer type", "customer types", "客户类型", "客户群", "客群",
     "客户细分", "客户分类", "客户群体", "细分市场"),
)  # fmt: skip
MONTH = Dimension(
    "month", "CAST(DATE_TRUNC('month', date) AS DATE)", "month", "months", "月份",
    ("month", "months", "monthly", "per month", "month by month", "by month", "each month",
     "every month", "月份", "月", "每月", "每个月", "各月", "按月", "月度", "逐月", "分月",
     "按月份", "各月份"),
    is_time=True,
)  # fmt: skip
QUARTER = Dimension(
    "quarter", "CAST(DATE_TRUNC('quarter', date) AS DATE)", "quarter", "quarters", "季度",
    ("quarter", "quarters", "quarterly", "per quarter", "quarter by quarter", "by quarter",
     "each quarter", "every quarter", "季度", "每季度", "每个季度", "各季度", "按季度", "逐季",
     "分季度", "按季"),
    is_time=True,
)  # fmt: skip

DIMENSIONS = (REGION, COUNTRY, LINE, PRODUCT, CHANNEL, SEGMENT, MONTH, QUARTER)
PARENTS: Mapping[str, Dimension] = {"country": REGION, "product": LINE}


@dataclass(frozen=True)
class Value:
    """One value of a dimension, spelled as in the data, with its other names."""

    dimension: Dimension
    name: str
    zh: str
    words: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """Return its name in `language`."""
        return self.name if language == "en" else self.zh


VALUES = (
    Value(REGION, "EMEA", "欧洲", ("europe", "european", "欧洲区", "欧洲地区", "欧洲中东非洲")),
    Value(REGION, "North America", "北美", ("north american", "northern america", "北美洲",
          "北美地区", "北美区")),
    Value(REGION, "APAC", "亚太", ("asia pacific", "asia-pacific", "asia", "asian", "亚太区",
          "亚太地区", "亚洲")),
    Value(REGION, "LATAM", "拉美", ("latin america", "latin american", "south america", "拉丁美洲",
          "拉美地区", "拉美区", "南美")),
    Value(COUNTRY, "Germany", "德国", ("german",)),
    Value(COUNTRY, "United Kingdom", "英国", ("uk", "u.k.", "great britain", "britain", "british",
          "england")),
    Value(COUNTRY, "France", "法国", ("french",)),
    Value(COUNTRY, "Sweden", "瑞典", ("swedish",)),
    Value(COUNTRY, "United States", "美国", ("usa", "u.s.", "u.s.a.", "united states of america",
          "the states")),
    Value(COUNTRY, "Canada", "加拿大", ("canadian",)),
    Value(COUNTRY, "China", "中国", ("chinese", "prc", "中国区")),
    Value(COUNTRY, "Japan", "日本", ("japanese",)),
    Value(COUNTRY, "Australia", "澳大利亚", ("australian", "澳洲")),
    Value(COUNTRY, "Brazil", "巴西", ("brazilian",)),
    Value(COUNTRY, "Mexico", "墨西哥", ("mexican",)),
    Value(COUNTRY, "Chile", "智利", ("chilean",)),
    Value(LINE, "Tents", "帐篷", ("tent",)),
    Value(LINE, "Backpacks", "背包", ("backpack", "packs")),
    Value(LINE, "Footwear", "鞋履", ("shoes", "shoe", "鞋类", "鞋", "鞋子")),
    Value(LINE, "Apparel", "服装", ("clothing", "clothes", "garments", "衣服", "服饰")),
    Value(LINE, "Cooking", "炊具", ("cookware", "cooking gear", "cooking equipment", "厨具")),
    Value(PRODUCT, "Ridge Tent", "山脊帐篷", ("ridge tents",)),
    Value(PRODUCT, "Summit Tent", "巅峰帐篷", ("summit tents",)),
    Value(PRODUCT, "Basecamp Tent", "大本营帐篷", ("basecamp tents",)),
    Value(PRODUCT, "Day Pack", "日用背包", ("day packs", "daypack", "daypacks")),
    Value(PRODUCT, "Trek Pack", "徒步背包", ("trek packs",)),
    Value(PRODUCT, "Expedition Pack", "远征背包", ("expedition packs",)),
    Value(PRODUCT, "Trail Runner", "越野跑鞋", ("trail runners", "跑鞋")),
    Value(PRODUCT, "Hiking Boot", "登山靴", ("hiking boots", "boot", "boots", "登山鞋", "靴子")),
    Value(PRODUCT, "Approach Shoe", "接近鞋", ("approach shoes",)),
    Value(PRODUCT, "Shell Jacket", "冲锋衣", ("shell jackets", "shells")),
    Value(PRODUCT, "Down Jacket", "羽绒服", ("down jackets",)),
    Value(PRODUCT, "Merino Shirt", "美利奴衫", ("merino shirts", "shirts", "shirt", "merino",
          "美利奴上衣")),
    Value(PRODUCT, "Gas Stove", "气炉", ("gas stoves", "stove", "stoves", "炉头")),
    Value(PRODUCT, "Cook Set", "套锅", ("cook sets", "cookset", "cooksets")),
    Value(PRODUCT, "Coffee Press", "咖啡压壶", ("coffee presses", "coffee", "咖啡壶", "法压壶",
          "咖啡")),
    Value(CHANNEL, "Online", "线上", ("web", "webshop", "web shop", "online shop", "online store",
          "e-commerce", "ecommerce", "网店", "电商", "在线", "网上", "线上渠道")),
    Value(CHANNEL, "Partners", "经销商", ("partner", "resellers", "reseller", "distributors",
          "distributor", "dealers", "代理商", "合作伙伴", "分销商", "分销")),
    Value(CHANNEL, "Direct", "直销", ("direct sales", "field sales", "直营")),
    Value(SEGMENT, "Retail chains", "连锁零售", ("retail chain", "retail", "retailers", "chains",
          "chain stores", "连锁", "零售商", "连锁店", "零售")),
    Value(SEGMENT, "Independents", "独立门店", ("independent", "independent shops",
          "independent stores", "独立店", "独立商店")),
    Value(SEGMENT, "Corporate", "企业客户", ("corporates", "corporate customers",
          "business customers", "企业")),
    Value(SEGMENT, "Public sector", "公共部门", ("government", "public", "政府", "公共机构",
          "政府客户")),
)  # fmt: skip

BY_NAME: Mapping[tuple[str, str], Value] = {(v.dimension.key, v.name): v for v in VALUES}


def value_label(dimension: Dimension, name: str, language: Language) -> str:
    """Return the name of a value of `dimension` in `language`; unknown values stay as they are."""
    value = BY_NAME.get((dimension.key, name))
    return value.label(language) if value else name
