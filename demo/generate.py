"""Make ``orders.csv``: ``python -m demo.generate``.

The same bytes on every machine: only ``random.Random.random`` is drawn, whose sequence Python
guarantees, and money is counted in whole cents.

Stories to find in the data: Germany loses two thirds of its orders in May to July 2026 and
recovers; the Coffee Press takes off in February 2026, most of all in Asia; online grows while
partners shrink; Latin America's margin falls from July 2026; November sells more at a deep
discount; tents and down jackets follow the seasons; the public sector orders in June and December.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

SEED = 20261031
FIRST_DAY = date(2025, 5, 1)
LAST_DAY = date(2026, 10, 31)
ORDERS_PER_DAY = 7.3
PATH = Path(__file__).with_name("orders.csv")

COLUMNS = (
    "order_id", "date", "region", "country", "product_line", "product", "channel", "segment",
    "quantity", "unit_price", "discount", "revenue", "cost",
)  # fmt: skip


@dataclass(frozen=True)
class Product:
    """What is sold, its list price and cost in cents, and how often it is ordered per month."""

    line: str
    name: str
    price: int
    cost: int
    weight: float
    season: str


SEASONS: Mapping[str, tuple[float, ...]] = {  # January to December
    "summer": (0.5, 0.55, 0.8, 1.2, 1.5, 1.6, 1.5, 1.2, 0.9, 0.7, 0.7, 0.6),
    "winter": (1.3, 1.0, 0.7, 0.5, 0.4, 0.4, 0.5, 0.8, 1.3, 1.7, 1.9, 1.7),
    "steady": (0.8, 0.85, 0.95, 1.05, 1.1, 1.05, 1.0, 0.95, 1.05, 1.05, 1.2, 1.0),
}

PRODUCTS = (
    Product("Tents", "Ridge Tent", 32900, 19400, 1.0, "summer"),
    Product("Tents", "Summit Tent", 54900, 31800, 0.6, "summer"),
    Product("Tents", "Basecamp Tent", 78900, 50100, 0.35, "summer"),
    Product("Backpacks", "Day Pack", 8900, 4300, 1.4, "steady"),
    Product("Backpacks", "Trek Pack", 18900, 9900, 1.1, "steady"),
    Product("Backpacks", "Expedition Pack", 27900, 15400, 0.6, "summer"),
    Product("Footwear", "Trail Runner", 13900, 7200, 1.3, "steady"),
    Product("Footwear", "Hiking Boot", 21900, 11800, 1.2, "steady"),
    Product("Footwear", "Approach Shoe", 15900, 8600, 0.7, "summer"),
    Product("Apparel", "Shell Jacket", 24900, 12100, 1.1, "steady"),
    Product("Apparel", "Down Jacket", 29900, 15200, 1.0, "winter"),
    Product("Apparel", "Merino Shirt", 8900, 4100, 1.2, "winter"),
    Product("Cooking", "Gas Stove", 9900, 5300, 0.9, "summer"),
    Product("Cooking", "Cook Set", 12900, 7100, 0.7, "summer"),
    Product("Cooking", "Coffee Press", 6900, 2600, 0.35, "steady"),
)

COUNTRIES: Mapping[str, tuple[str, float]] = {
    "Germany": ("EMEA", 1.5),
    "United Kingdom": ("EMEA", 1.0),
    "France": ("EMEA", 0.9),
    "Sweden": ("EMEA", 0.6),
    "United States": ("North America", 2.9),
    "Canada": ("North America", 0.9),
    "China": ("APAC", 1.2),
    "Japan": ("APAC", 0.9),
    "Australia": ("APAC", 0.6),
    "Brazil": ("LATAM", 0.6),
    "Mexico": ("LATAM", 0.5),
    "Chile": ("LATAM", 0.3),
}

MONTHLY_GROWTH: Mapping[str, float] = {
    "EMEA": 0.006,
    "North America": 0.009,
    "APAC": 0.03,
    "LATAM": 0.004,
}

SEGMENTS: Mapping[str, tuple[float, int, int]] = {  # weight, smallest and largest usual quantity
    "Retail chains": (0.32, 8, 60),
    "Independents": (0.38, 2, 20),
    "Corporate": (0.2, 4, 36),
    "Public sector": (0.1, 10, 70),
}


def orders() -> Iterator[tuple[str, ...]]:
    """Yield every row of the data set, oldest first, formatted as in the file."""
    rng = random.Random(SEED)  # noqa: S311
    number = 10_000
    day = FIRST_DAY
    while day <= LAST_DAY:
        products = {product: _product_weight(product, day) for product in PRODUCTS}
        countries = {name: _country_weight(name, day) for name in COUNTRIES}
        expected = ORDERS_PER_DAY * _day_factor(day) * sum(countries.values()) / 12.5
        count = int(expected * (0.6 + 0.8 * rng.random()) + rng.random())
        for _ in range(count):
            number += 1 + int(rng.random() * 3)
            yield _order(rng, f"SO-{number}", day, products, countries)
        day += timedelta(days=1)


def _order(
    rng: random.Random,
    order_id: str,
    day: date,
    products: Mapping[Product, float],
    countries: Mapping[str, float],
) -> tuple[str, ...]:
    country = _pick(rng, countries)
    region = COUNTRIES[country][0]
    product = _pick(rng, _product_taste(products, region, day))
    segment = _pick(rng, {name: _segment_weight(name, day) for name in SEGMENTS})
    channel = _pick(rng, _channel_weights(segment, region, day))
    _, low, high = SEGMENTS[segment]
    draw = rng.random()
    quantity = max(1, int((low + (high - low) * draw * draw) * _bulk(product)))
    discount = _discount(rng, quantity, channel, day)
    price = product.price
    revenue = quantity * price * (100 - discount) // 100
    cost = quantity * product.cost * _cost_percent(region, day) // 100
    return (
        order_id, day.isoformat(), region, country, product.line, product.name, channel, segment,
        str(quantity), _money(price), f"0.{discount:02d}", _money(revenue), _money(cost),
    )  # fmt: skip


def _months(day: date) -> int:
    return (day.year - FIRST_DAY.year) * 12 + day.month - FIRST_DAY.month


def _day_factor(day: date) -> float:
    weekday = (1.15, 1.2, 1.15, 1.1, 1.0, 0.45, 0.4)[day.weekday()]
    return weekday * (1.4 if day.month == 11 else 1.0)


def _country_weight(name: str, day: date) -> float:
    region, weight = COUNTRIES[name]
    weight *= 1 + MONTHLY_GROWTH[region] * _months(day)
    if name == "Germany" and date(2026, 5, 1) <= day <= date(2026, 7, 31):
        weight *= 0.3
    if name == "Japan":
        weight *= 1 + 0.03 * _months(day)
    return weight


def _product_weight(product: Product, day: date) -> float:
    weight = product.weight * SEASONS[product.season][day.month - 1]
    if product.name == "Coffee Press" and day >= date(2026, 2, 1):
        weight *= 1.6 + 0.75 * _months(day - timedelta(days=270))
    return weight


def _product_taste(
    products: Mapping[Product, float], region: str, day: date
) -> Mapping[Product, float]:
    if region != "APAC" or day < date(2026, 2, 1):
        return products
    return {p: w * (1.6 if p.name == "Coffee Press" else 1.0) for p, w in products.items()}


def _segment_weight(name: str, day: date) -> float:
    weight = SEGMENTS[name][0]
    return weight * 2.2 if name == "Public sector" and day.month in (6, 12) else weight


def _channel_weights(segment: str, region: str, day: date) -> Mapping[str, float]:
    months = _months(day)
    online = (0.26 + 0.014 * months) * (1.8 if segment == "Independents" else 0.8)
    partners = (0.5 - 0.011 * months) * (1.3 if region in ("APAC", "LATAM") else 1.0)
    direct = 0.3 * (1.6 if segment in ("Public sector", "Corporate") else 0.8)
    return {"Online": online, "Partners": partners, "Direct": direct}


def _bulk(product: Product) -> float:
    if product.price >= 30_000:
        return 0.4
    return 1.4 if product.price < 10_000 else 0.8


def _discount(rng: random.Random, quantity: int, channel: str, day: date) -> int:
    percent = 5 * int(rng.random() * 2.2)
    percent += 5 if quantity >= 30 else 0
    percent += 5 if channel == "Partners" else 0
    return percent + (10 if day.month == 11 else 0)


def _cost_percent(region: str, day: date) -> int:
    return 118 if region == "LATAM" and day >= date(2026, 7, 1) else 100


def _pick(rng: random.Random, weights: Mapping[T, float]) -> T:
    mark = rng.random() * sum(weights.values())
    *others, last = weights
    for item in others:
        mark -= weights[item]
        if mark < 0:
            return item
    return last


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def csv_text() -> str:
    """Return the whole file as text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(orders())
    return buffer.getvalue()


if __name__ == "__main__":
    PATH.write_bytes(csv_text().encode())
