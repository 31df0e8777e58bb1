"""A LangGraph agent with a language model: ``streamlit run examples/langgraph_agent.py``.

``pip install 'streamlit-chatkit[examples]'``, and set

- ``CHAT_MODEL``: provider and name as LangChain's ``init_chat_model`` takes them, such as
  ``openai:gpt-5-mini``, ``anthropic:claude-sonnet-4-5`` or ``ollama:qwen3``; each provider has a
  package of its own, such as ``langchain-anthropic``;
- the provider's key, such as ``OPENAI_API_KEY``;
- ``CHAT_BASE_URL``, for a server of one's own that speaks the API of the provider.
"""

import os
from typing import Any, Literal, get_args

import pandas as pd
import streamlit as st
from langchain.agents import create_agent
from langchain.chat_models import init_chat_model
from langchain_core.tools import tool

from streamlit_chatkit import LocalBackend, client_tool, st_chatkit
from streamlit_chatkit.local.langgraph import client_tools

Region = Literal["EMEA", "APAC"]
ORDERS = pd.DataFrame(
    {
        "region": ["EMEA", "EMEA", "APAC", "APAC"],
        "month": ["Jan", "Feb", "Jan", "Feb"],
        "revenue": [7, 9, 4, 6],
    }
)


@tool
def revenue_by_month(region: Region) -> str:
    """Look up the revenue of a region, month by month. It runs in the agent."""
    rows = ORDERS[ORDERS.region == region]
    return str(rows.to_json(orient="records"))


@client_tool(rerun=True)
def show_region(region: Region) -> str:
    """Show one region on the dashboard. It runs in the app."""
    st.session_state.region = region
    return f"The dashboard shows {region}."


@st.cache_resource
def graph() -> Any:  # noqa: ANN401
    """Make the agent, once for all users."""
    model = init_chat_model(
        os.environ["CHAT_MODEL"], base_url=os.environ.get("CHAT_BASE_URL") or None
    )
    return create_agent(
        model,
        tools=[revenue_by_month, *client_tools(show_region)],
        system_prompt="You help with a sales dashboard. Use the tools; answer briefly.",
        name="sales_assistant",
    )


st.selectbox("Region", get_args(Region), key="region")
st.metric("Revenue", ORDERS[ORDERS.region == st.session_state.region].revenue.sum())
if "CHAT_MODEL" in os.environ:
    st_chatkit(backend=LocalBackend(graph()), tools=[show_region], height=420)
else:
    st.info("Set `CHAT_MODEL`, such as `openai:gpt-5-mini`, and the provider's key.")
