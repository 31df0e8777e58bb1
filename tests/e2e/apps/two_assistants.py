"""Two assistants of one hosted XpertAI, side by side."""

import os

import streamlit as st

from streamlit_chatkit import XpertAI, st_chatkit

backend = XpertAI(gateway=False)
first, second = st.columns(2)
with first:
    st_chatkit(os.environ["FIRST"], key="first", backend=backend, height=420)
with second:
    st_chatkit(os.environ["SECOND"], key="second", backend=backend, height=420)
