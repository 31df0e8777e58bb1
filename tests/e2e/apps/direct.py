"""A chat with XpertAI whose page calls the API itself."""

from streamlit_chatkit import XpertAI, st_chatkit

st_chatkit(backend=XpertAI(gateway=False), height=640)
