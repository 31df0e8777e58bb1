"""A chat with XpertAI that takes files."""

from streamlit_chatkit import st_chatkit

st_chatkit(height=560, composer={"attachments": {"enabled": True}})
