"""A chat that reads and sets a dashboard: ``streamlit run examples/dashboard_tools.py``.

The agent runs outside of Streamlit's script; it reaches the app through client tools.
"""

from typing import Literal, get_args

import pandas as pd
import streamlit as st

from streamlit_chatkit import LocalBackend, client_tool, st_chatkit
from streamlit_chatkit.local import Run

Region = Literal["EMEA", "APAC"]
ORDERS = pd.DataFrame(
    {
        "region": ["EMEA", "EMEA", "APAC", "APAC"],
        "month": ["Jan", "Feb", "Jan", "Feb"],
        "revenue": [7, 9, 4, 6],
    }
)


def get_region() -> Region:
    """Tell which region the dashboard shows."""
    region: Region = st.session_state.region
    return region


@client_tool(rerun=True)
def set_region(region: Region) -> str:
    """Show one region on the dashboard."""
    st.session_state.region = region
    return f"The dashboard shows {region}."


async def assistant(run: Run) -> None:
    """Answer about the region on the screen, or show another one."""
    wanted = next((one for one in get_args(Region) if one in run.input.text.upper()), None)
    if wanted:
        await run.call_client_tool("set_region", {"region": wanted})
    region = wanted or await run.call_client_tool("get_region")
    async with run.tool(
        "sum_revenue", title="Add up the revenue", input={"region": region}
    ) as step:
        step.output = rows = ORDERS[ORDERS.region == region]
    await run.text(f"Revenue of {region}: **{rows.revenue.sum()}**")


st.selectbox("Region", get_args(Region), key="region")
st.metric("Revenue", ORDERS[ORDERS.region == st.session_state.region].revenue.sum())
st_chatkit(
    backend=LocalBackend(assistant),
    tools=[get_region, set_region],
    start_screen={
        "greeting": "Ask about the orders",
        "prompts": [
            {"label": "The revenue on the screen", "prompt": "What is the revenue?"},
            {"label": "Show APAC", "prompt": "Show me APAC"},
        ],
    },
    height=420,
)
