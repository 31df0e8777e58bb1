"""A bubble that opens the chat over the page: ``streamlit run examples/floating.py``."""

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run


async def helper(run: Run) -> None:
    """Answer about the page that the user reads."""
    await run.text(f"You are reading **{run.context['page']}**.")


page = st.sidebar.radio("Page", ["Orders", "Customers"])
st.title(page)
st.write("The chat stands over the page, and its conversation goes on from page to page.")
st_chatkit(
    backend=LocalBackend(helper),
    context={"page": page},
    layout="floating",
    header={"title": {"text": "Help"}},
)
