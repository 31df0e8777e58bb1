"""An app that waits, in the middle of a run, until Streamlit has sent what it drew."""

import streamlit as st

from streamlit_chatkit._compat import _delivery, _private

session = _private.find("runtime", "get_instance")()._session_mgr.list_active_sessions()[0].session
st.text("Drawn first")
told = _delivery.wait_until_sent()
left = len(session._browser_queue)
st.text(f"Told: {told}. Left: {left}.")
st.button("Again")
