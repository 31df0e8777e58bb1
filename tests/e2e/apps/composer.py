"""A chat whose composer takes files, a tool, a model, commands and mentions."""

import streamlit as st

from streamlit_chatkit import Entity, st_chatkit

st.session_state.runs = st.session_state.get("runs", 0) + 1


def show(entity: Entity) -> None:
    """Write down what was clicked."""
    st.session_state.clicked = entity.title


st_chatkit(
    height=600,
    composer={
        "attachments": {"enabled": True, "max_size": 1000, "accept": {"text/csv": [".csv"]}},
        "tools": [{"id": "search", "label": "Search the web", "icon": "globe"}],
        "models": [
            {"id": "fast", "label": "Fast", "default": True},
            {"id": "large", "label": "Large"},
        ],
        "slash_commands": [
            {
                "name": "compare",
                "args_hint": "[this] [that]",
                "action": {"type": "submit_prompt", "template": "Compare {{args}}"},
            }
        ],
    },
    entities={
        "items": [
            {"id": "emea", "title": "EMEA", "group": "Regions"},
            {"id": "apac", "title": "APAC", "group": "Regions"},
        ],
        "on_click": show,
    },
)
st.text(f"Runs: {st.session_state.runs}")
st.text(f"Clicked: {st.session_state.get('clicked', 'nothing')}")
