"""An XpertAI-compatible server in the same process, for agents written in Python.

It knows neither Streamlit nor the chat component.
"""

from streamlit_chatkit._local_extra import missing_extra

try:
    from ._backend import LocalBackend
    from ._connection import LocalConnection
    from ._input import Message, RunInput
    from ._interrupts import ClientToolError, Decision
    from ._questions import Answer, Question
    from ._run import Agent, Run
    from ._run_file import RunFile
    from ._step import Step
    from ._sync_run import SyncAgent, SyncRun
except ModuleNotFoundError as error:
    raise missing_extra(error) from None

__all__ = [
    "Agent",
    "Answer",
    "ClientToolError",
    "Decision",
    "LocalBackend",
    "LocalConnection",
    "Message",
    "Question",
    "Run",
    "RunFile",
    "RunInput",
    "Step",
    "SyncAgent",
    "SyncRun",
]
