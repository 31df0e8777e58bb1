"""Widgets of the chat: a bar chart in an answer, and the preview of a mention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from demo.answers import MAX_ROWS
from demo.facts import Facts, Group
from demo.vocabulary import LINE, REGION, VALUES, Language
from demo.wording import full, heading

Widget = dict[str, Any]
FILTER_ACTION = "show_on_dashboard"


def chart_card(facts: Facts) -> Widget | None:
    """Draw the figures of an answer as bars; ``None`` where there is nothing to compare.

    For regions and product lines, a button shows the largest on the dashboard.
    """
    query, language = facts.plan.query, facts.language
    groups = [g for g in facts.groups if g.value == g.value][:MAX_ROWS]
    if not groups or query.kind != "figures" or query.share_of:
        return None
    largest = max(abs(g.value) for g in groups) or 1.0
    title = heading(query.metric, language)
    children: list[Widget] = [{"type": "Title", "value": title, "size": "sm"}]
    children += [_bar(g, full(g.value, query.metric, language), largest) for g in groups]
    if query.by in (REGION, LINE):
        button = _show_button(groups[0], query.by.key, language)
        children.append({"type": "Box", "padding": {"top": 1.5}, "children": [button]})
    return {"type": "Card", "size": "full", "children": children}


def preview_card(title: str, rows: Sequence[tuple[str, str]]) -> Widget:
    """Show a few figures of what the user mentions."""
    lines: list[Widget] = [{"type": "Title", "value": title, "size": "sm"}]
    return {"type": "Basic", "children": lines + [_line(name, value) for name, value in rows]}


def read_filter_action(payload: Mapping[str, object]) -> tuple[str, str] | None:
    """Return the dimension and the value that the button of a chart asks for, if they exist."""
    asked = payload.get("dimension"), payload.get("value")
    known = {(v.dimension.key, v.name) for v in VALUES if v.dimension in (REGION, LINE)}
    return next((pair for pair in known if pair == asked), None)


def _bar(group: Group, value: str, largest: float) -> Widget:
    width = max(1, round(100 * abs(group.value) / largest))
    bar = {
        "type": "Box", "width": f"{width}%", "height": "8px", "radius": "full",
        "background": "danger" if group.value < 0 else "accent",
    }  # fmt: skip
    track = {
        "type": "Box", "width": "100%", "height": "8px", "radius": "full",
        "background": "surface-tertiary", "children": [bar],
    }  # fmt: skip
    return {"type": "Col", "gap": 1, "children": [_line(group.name, value), track]}


def _line(name: str, value: str) -> Widget:
    return {
        "type": "Row",
        "justify": "between",
        "gap": 3,
        "children": [
            {"type": "Text", "value": name, "size": "sm"},
            {"type": "Text", "value": value, "size": "sm", "weight": "semibold"},
        ],
    }


def _show_button(group: Group, dimension: str, language: Language) -> Widget:
    value = next(
        v.name for v in VALUES if v.dimension.key == dimension and v.label(language) == group.name
    )
    label = f"Show {group.name} on the dashboard" if language == "en" else f"在看板上看{group.name}"
    payload = {"dimension": dimension, "value": value}
    return {
        "type": "Button",
        "label": label,
        "onClickAction": {"type": FILTER_ACTION, "payload": payload},
    }
