"""A component that says a number and gets it back."""

from pathlib import Path

import streamlit as st
import streamlit.components.v1 as components

component = components.declare_component("bare", path=str(Path(__file__).parents[1] / "component"))

component(echo=st.session_state.get("bare"), rounds=40, key="bare", default=None)
