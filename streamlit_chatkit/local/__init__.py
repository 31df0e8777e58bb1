"""An XpertAI-compatible server in the same process, for agents written in Python.

It knows neither Streamlit nor the chat component.
"""

from streamlit_chatkit._local_extra import missing_extra

try:
    from streamlit_chatkit.local._run.file import RunFile
    from streamlit_chatkit.local._run.input import Message, RunInput
    from streamlit_chatkit.local._run.interrupts import ClientToolError, Decision
    from streamlit_chatkit.local._run.questions import Answer, Question
    from streamlit_chatkit.local._run.run import Agent, Run
    from streamlit_chatkit.local._run.step import Step
    from streamlit_chatkit.local._run.sync_run import SyncAgent, SyncRun

    from ._backend import LocalBackend
    from ._connection import LocalConnection
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
