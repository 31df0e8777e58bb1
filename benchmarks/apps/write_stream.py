"""A chat of Streamlit's own elements, into which an answer is streamed."""

import os
import time
from collections.abc import Iterator

import streamlit as st

from tests.long_thread import PACE_S, text, tokens


def paced() -> Iterator[str]:
    """Yield the tokens of an answer."""
    start = time.monotonic()
    for number, token in enumerate(tokens(int(os.environ["TOKENS"]))):
        yield token
        time.sleep(max(0.0, start + number * PACE_S - time.monotonic()))


for number in range(int(os.environ["MESSAGES"])):
    with st.chat_message("assistant" if number % 2 else "user"):
        st.markdown(text(number))
if st.chat_input("Message"):
    with st.chat_message("assistant"):
        st.write_stream(paced())
