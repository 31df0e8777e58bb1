"""Client tools as LangChain tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from langchain_core.tools import BaseTool, ToolException
from langgraph.types import interrupt

from streamlit_chatkit._tools import client_tool_schema
from streamlit_chatkit.local._protocol.json import json_text

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json


class ClientTool(BaseTool):
    """Interrupts the graph until the app has answered the call."""

    def _run(self, **args: Any) -> str:  # noqa: ANN401
        call = {"name": self.name, "args": args, "type": "tool_call"}
        answer = interrupt({"clientToolCalls": [call]})
        (message,) = answer["toolMessages"]
        if message.get("status") == "error":
            raise ToolException(json_text(message["content"]))
        return json_text(message["content"])


def client_tool(given: Callable[..., Any] | Mapping[str, Any]) -> ClientTool:
    """Make a LangChain tool of a function of the app, or of its schema."""
    schema: Json = dict(given) if isinstance(given, Mapping) else client_tool_schema(given)
    return ClientTool(
        name=schema["name"],
        description=schema.get("description") or schema["name"],
        args_schema=schema["parameters"],
        handle_tool_error=True,
    )
