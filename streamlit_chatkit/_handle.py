"""The handle that `st_chatkit` returns."""

from __future__ import annotations

from streamlit_chatkit._errors import ChatKitError, ConfigurationError
from streamlit_chatkit._options import check_text, require_text
from streamlit_chatkit._state import ChatState


class ChatKit:
    """One chat of the app; `st_chatkit` returns it.

    Commands reach the chat exactly once. Called from a callback, such as the ``on_click`` of a
    button, a command goes out with the run that follows. Called after the chat was drawn in this
    run, the chat alone is drawn again right after the run, and the command goes out with that.

    Examples
    --------
    >>> chat = st_chatkit("your-assistant-id")  # doctest: +SKIP
    >>> st.button(
    ...     "Explain", on_click=chat.send_user_message, args=("Explain this chart",)
    ... )  # doctest: +SKIP
    """

    def __init__(self, state: ChatState) -> None:
        self._state = state

    def __repr__(self) -> str:
        return f"ChatKit(key={self.key!r}, thread_id={self.thread_id!r})"

    @property
    def key(self) -> str:
        """Identity of the chat in the app."""
        return self._state.key

    @property
    def thread_id(self) -> str | None:
        """Id of the open thread; ``None`` before the first message of a new one."""
        return self._state.thread_id

    @property
    def last_error(self) -> ChatKitError | None:
        """The last error of the chat; ``None`` once a missing secret has been got."""
        return self._state.last_error

    @property
    def is_ready(self) -> bool:
        """Whether the chat has loaded in the browser, as far as this run of the app knows.

        Reading it makes the chat report its state from then on, so the first reading says
        ``False``. That reruns nothing; to draw the app anew at a change, give ``on_ready``.
        """
        self._state.watch_status()
        return self._state.ready

    @property
    def is_responding(self) -> bool:
        """Whether an answer is running, as far as this run of the app knows.

        Reading it makes the chat report its state from then on, so the first reading says
        ``False``. That reruns nothing; to draw the app anew at a change, give
        ``on_response_start`` and ``on_response_end``.
        """
        self._state.watch_status()
        return self._state.responding

    def send_user_message(self, text: str, *, new_thread: bool = False) -> None:
        """Send a message as if the user had typed it.

        Parameters
        ----------
        text : str
            The message; not empty.
        new_thread : bool, default False
            Whether to begin a new thread with it.

        Raises
        ------
        ConfigurationError
            If `text` is not text or is empty.
        """
        data = {"text": require_text("text", text), "newThread": bool(new_thread)}
        self._state.queue_command("sendUserMessage", data)

    def set_composer_value(self, text: str) -> None:
        """Put text into the composer without sending it.

        Parameters
        ----------
        text : str
            Replaces what is there; empty to clear it.

        Raises
        ------
        ConfigurationError
            If `text` is not text.
        """
        if not isinstance(text, str):
            raise ConfigurationError(f"text must be text, not {type(text).__name__}.")
        self._state.queue_command("setComposerValue", {"text": text})

    def set_thread_id(self, thread_id: str | None) -> None:
        """Open a thread.

        Parameters
        ----------
        thread_id : str or None
            Id of the thread; ``None`` for a new one.

        Raises
        ------
        ConfigurationError
            If `thread_id` is neither.
        """
        self._state.queue_command("setThreadId", {"threadId": check_text("thread_id", thread_id)})
        # ChatKit reports no change for a thread that it was told to open.
        self._state.thread_id = thread_id

    def focus_composer(self) -> None:
        """Put the cursor into the composer."""
        self._state.queue_command("focusComposer", {})

    def fetch_updates(self) -> None:
        """Load the open thread again from the API."""
        self._state.queue_command("fetchUpdates", {})

    def show_history(self) -> None:
        """Open the list of threads."""
        self._state.queue_command("showHistory", {})

    def hide_history(self) -> None:
        """Close the list of threads."""
        self._state.queue_command("hideHistory", {})
