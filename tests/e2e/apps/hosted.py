"""A chat with XpertAI, beside a button and a count of the app's runs."""

import streamlit as st

from streamlit_chatkit import st_chatkit

st.session_state.runs = st.session_state.get("runs", 0) + 1
st.button("Rerun")
st.text(f"Runs: {st.session_state.runs}")
chat = st_chatkit(height=560)
st.text(f"Thread: {chat.thread_id}")
