"""Functions that ChatKit calls: of header buttons, entities, widgets, effects and events."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from streamlit_chatkit import (
    Entities,
    Entity,
    Header,
    HeaderAction,
    LocalBackend,
    WidgetAction,
    st_chatkit,
)
from streamlit_chatkit.local import Run

PEOPLE = [
    Entity(id="p1", title="Ada Lovelace", group="People", data={"team": "Engines"}),
    Entity(id="p2", title="Alan Turing", group="People"),
]
PLACES = ["Amsterdam", "Athens", "Berlin"]

st.session_state.runs = st.session_state.get("runs", 0) + 1
heard: list[str] = st.session_state.setdefault("heard", [])


def hear(what: str) -> None:
    heard.append(what)


def search(query: str) -> list[dict[str, str]]:
    """Find places."""
    hear(f"search {query}")
    return [{"id": name, "title": name} for name in PLACES if query.lower() in name.lower()]


def preview(entity: Entity) -> dict[str, object]:
    """Describe an entity."""
    hear(f"preview {entity.id}")
    team = (entity.data or {}).get("team", "none")
    return {"type": "Basic", "children": [{"type": "Text", "value": f"Team: {team}"}]}


def act(action: WidgetAction) -> None:
    hear(f"{action.type} {dict(action.payload)}")


def highlight(data: Mapping[str, object]) -> None:
    hear(f"highlight {data['row']}")


async def agent(run: Run) -> None:
    """Do what the message asks for."""
    wish = run.input.text
    if wish == "card":
        button = {
            "type": "Button",
            "label": "Ship it",
            "onClickAction": {"type": "ship", "payload": {"order": 1042}},
        }
        await run.widget({"type": "Card", "children": [{"type": "Text", "value": "O1"}, button]})
    elif wish == "effects":
        await run.effect("highlight", {"row": 7})
        await run.effect("highlight", {"row": 8})
        await run.effect("unheard", {})
    await run.text(f"You said: {wish}")


static = st.toggle("Static entities", value=True)
entities = (
    Entities(
        items=PEOPLE, on_click=lambda entity: hear(f"click {entity.id}"), on_request_preview=preview
    )
    if static
    else Entities(on_tag_search=search)
)
chat = st_chatkit(
    backend=LocalBackend(agent),
    locale="en",
    height=560,
    header=Header(
        left_action=HeaderAction(icon="home", on_click=lambda: hear("home")),
        right_action=HeaderAction(icon="settings-cog", on_click=lambda: hear("settings")),
    ),
    entities=entities,
    on_widget_action=act,
    on_effect={"highlight": highlight},
)
st.text(f"Runs: {st.session_state.runs}")
st.text(f"Heard: {'; '.join(heard)}")
st.text(f"Ready: {chat.is_ready}, responding: {chat.is_responding}")
