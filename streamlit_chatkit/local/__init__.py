"""An XpertAI-compatible server in the same process, for agents written in Python.

It knows neither Streamlit nor the chat component.
"""

from ._backend import LocalBackend, LocalConnection
from ._run import Agent, ClientToolError, Message, Run, RunInput
from ._step import Step

__all__ = [
    "Agent",
    "ClientToolError",
    "LocalBackend",
    "LocalConnection",
    "Message",
    "Run",
    "RunInput",
    "Step",
]
