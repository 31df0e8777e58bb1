"""An agent that asks before it acts: ``streamlit run examples/approval.py``."""

import streamlit as st

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Question, Run


async def clerk(run: Run) -> None:
    """Send a report, if the user lets it."""
    (period,) = await run.ask_user(Question("Which period?", ["This month", "This year"]))
    decision = await run.request_approval(
        "send_report",
        {"period": period.value, "to": "board@example.com"},
        description=f"Send the report of “{period.value}” to the board.",
        allowed=["approve", "edit", "reject"],
    )
    if not decision.approved:
        await run.text(f"I have not sent it. {decision.message or ''}")
        return
    async with run.tool("send_report", input=decision.args) as step:
        step.output = "Sent."
    await run.text(f"The report is on its way to {decision.args['to']}.")


st.title("Reports")
st_chatkit(
    backend=LocalBackend(clerk),
    start_screen={"prompts": [{"label": "Send the report", "prompt": "Send the report"}]},
)
