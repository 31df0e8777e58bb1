"""The app of ``hosted.py`` with the gateway's routes on its own origin."""

import streamlit as st

from streamlit_chatkit import XpertAI

app = st.App("hosted.py", routes=XpertAI().routes())
