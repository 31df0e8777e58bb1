"""An agent of the app itself."""

from streamlit_chatkit import LocalBackend, st_chatkit
from streamlit_chatkit.local import Run


async def parrot(run: Run) -> None:
    "Repeats."
    await run.text(f"You said {run.input.text}")


st_chatkit(backend=LocalBackend(parrot), locale="en")
