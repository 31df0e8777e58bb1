"""A chat whose widget actions are shown by the app."""

import streamlit as st

from streamlit_chatkit import WidgetAction, st_chatkit


def remember(action: WidgetAction) -> None:
    st.session_state.action = f"{action.type} {action.payload}"


st_chatkit(height=560, on_widget_action=remember)
st.text(st.session_state.get("action", "Nothing yet"))
