"""What the chat does to the page: client tools, effects, buttons. All run as callbacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from demo import cards, selection
from demo.texts import TEXTS
from demo.vocabulary import COUNTRY, PRODUCT, REGION, REVENUE, VALUES, Language
from demo.wording import short
from streamlit_chatkit import Entity, ToolError, WidgetAction, client_tool

PeriodName = Literal["last_3", "last_6", "last_12", "this_quarter", "last_quarter", "ytd", "all"]


@dataclass(frozen=True)
class Report:
    """A file that the page offers for download."""

    file: str
    rows: int
    content: bytes


@client_tool
def get_filters() -> dict[str, Any]:
    """Return the filters that the user has set on the dashboard: region, product line, period."""
    return selection.current_filters()


@client_tool(rerun=True)
def set_filters(
    region: list[str] | None = None,
    product_line: list[str] | None = None,
    period: PeriodName | None = None,
) -> dict[str, Any]:
    """Set filters of the dashboard, and return all of them.

    Parameters
    ----------
    region : list of str, optional
        Regions to show, such as "EMEA"; an empty list shows all.
    product_line : list of str, optional
        Product lines to show, such as "Tents"; an empty list shows all.
    period : str, optional
        The days to show.
    """
    for key, names in (("region", region), ("product_line", product_line)):
        known = [v.name for v in VALUES if v.dimension.key == key]
        if unknown := [name for name in names or [] if name not in known]:
            raise ToolError(f"Unknown {key}: {unknown[0]}. Known are {', '.join(known)}.")
    for key, value in (("region", region), ("product_line", product_line), ("period", period)):
        if value is not None:
            st.session_state[key] = value
    return selection.current_filters()


@client_tool(rerun=True)
def export_report(file: str) -> dict[str, Any]:
    """Write the orders that the dashboard shows to a CSV file, for the user to download.

    Parameters
    ----------
    file : str
        Name of the file.
    """
    name = re.sub(r"[^\w.-]+", "-", file).strip(".-").removesuffix(".csv") or "orders"
    orders = selection.current_orders()
    content = orders.to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8-sig")
    st.session_state["report"] = Report(f"{name}.csv", len(orders), content)
    return {"file": f"{name}.csv", "rows": len(orders)}


TOOLS = (get_filters, set_filters, export_report)


def reset() -> None:
    """Show everything again."""
    st.session_state.update(region=[], product_line=[], period="last_6")
    st.session_state.pop("highlighted", None)
    st.session_state.pop("report", None)


def highlight(data: Mapping[str, Any]) -> None:
    """Mark a country in the table."""
    known = {v.name for v in VALUES if v.dimension == COUNTRY}
    if data.get("country") in known:
        st.session_state["highlighted"] = data["country"]


def act(action: WidgetAction) -> None:
    """Do what the button of a chart asks for."""
    if action.type == cards.FILTER_ACTION:
        chosen = cards.read_filter_action(action.payload)
        if chosen:
            st.session_state[chosen[0]] = [chosen[1]]


def entities(lang: Language) -> list[Entity]:
    """Return what can be mentioned: regions and products."""
    return [
        Entity(
            id=f"{value.dimension.key}:{value.name}",
            title=value.label(lang),
            group=group,
            icon=icon,
            interactive=True,
        )
        for dimension, group, icon in (
            (REGION, TEXTS[lang]["regions_group"], "globe"),
            (PRODUCT, TEXTS[lang]["products_group"], "cube"),
        )
        for value in VALUES
        if value.dimension == dimension
    ]


def show_entity(entity: Entity) -> None:
    """Filter the dashboard by a mention: by the region, or the product's line."""
    key, _, name = entity.id.partition(":")
    if key == REGION.key:
        st.session_state["region"] = [name]
    elif key == PRODUCT.key:
        orders = selection.load_orders()
        lines = orders.loc[orders["product"] == name, "product_line"].unique()
        st.session_state["product_line"] = [str(line) for line in lines]


def preview_entity(entity: Entity) -> dict[str, Any]:
    """Return a card with the figures of a mention, within the filters of the dashboard."""
    key, _, name = entity.id.partition(":")
    lang: Language = "zh" if st.session_state.get("language") == "zh" else "en"
    orders = selection.current_orders()
    own = orders[orders[key] == name]
    revenue = short(float(own["revenue"].sum()), REVENUE, lang)
    rows = [
        (TEXTS[lang]["revenue"], revenue),
        (TEXTS[lang]["orders"], f"{len(own):,}"),
    ]
    return cards.preview_card(entity.title, rows)
