"""Client tools: plain Python functions that the agent may call."""

from streamlit_chatkit._tools.declaration import client_tool
from streamlit_chatkit._tools.results import ToolResult, ToolResults, interrupted, results_of
from streamlit_chatkit._tools.schema import client_tool_schema
from streamlit_chatkit._tools.toolbox import Toolbox

__all__ = [
    "ToolResult",
    "ToolResults",
    "Toolbox",
    "client_tool",
    "client_tool_schema",
    "interrupted",
    "results_of",
]
