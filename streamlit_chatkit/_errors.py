"""The errors of this package.

::

    ChatKitError
    ├── ConfigurationError   a setting is missing or cannot be used
    │   └── OptionsError     an option or argument is unknown, or an option cannot be used
    ├── SessionError         the API did not give a client secret
    └── ToolError            a client tool could not run

Every message says what to do next; none holds an API key or a client secret.
"""

from __future__ import annotations


class ChatKitError(Exception):
    """Base of every error that this package raises on purpose.

    Examples
    --------
    >>> def note(error: ChatKitError) -> None:
    ...     print(f"The chat failed: {error}")
    >>> st_chatkit("your-assistant-id", on_error=note)  # doctest: +SKIP
    """


class ConfigurationError(ChatKitError):
    """A setting is missing or has a value that cannot be used.

    Parameters
    ----------
    message : str
        What is wrong and how to mend it.
    missing : tuple of str, optional
        Names of the settings that are missing, for example ``("api_key",)``.

    Examples
    --------
    >>> try:
    ...     XpertAI(api_url="ftp://api.example.com")
    ... except ConfigurationError as error:  # doctest: +SKIP
    ...     print(error)
    """

    def __init__(self, message: str, *, missing: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.missing = missing


class OptionsError(ConfigurationError):
    """A ChatKit option or an argument is unknown, or an option has a value that cannot be used.

    Parameters
    ----------
    problems : tuple of str
        A sentence for each option: its path, what is wrong and what to write.

    Examples
    --------
    >>> from streamlit_chatkit import Header
    >>> try:
    ...     Header(titel={"text": "Sales"})
    ... except OptionsError as error:
    ...     print(error)
    Header.titel is unknown. Did you mean 'title'?
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        heading = f"{len(problems)} options cannot be used:"
        lines = problems if len(problems) == 1 else (heading, *(f"- {line}" for line in problems))
        super().__init__("\n".join(lines))
        self.problems = problems


class SessionError(ChatKitError):
    """The API did not give a client secret.

    Parameters
    ----------
    message : str
        What happened and what to do.
    status : int or None, optional
        HTTP status of the last answer; ``None`` when no answer came.
    request_id : str or None, optional
        The API's id of that request, for its support.

    Examples
    --------
    >>> def note(error: ChatKitError) -> None:
    ...     if isinstance(error, SessionError):
    ...         print(error.status, error.request_id)
    >>> st_chatkit("your-assistant-id", on_error=note)  # doctest: +SKIP
    """

    def __init__(
        self, message: str, *, status: int | None = None, request_id: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.request_id = request_id


class ToolError(ChatKitError):
    """A client tool could not run.

    Raise it in a tool to tell the agent why the call failed; its text is sent as it is.

    Examples
    --------
    >>> def send_invoice(number: int) -> str:
    ...     if number not in st.session_state.invoices:
    ...         raise ToolError(f"There is no invoice {number}.")
    ...     return "sent"
    """


# Tracebacks then show the name that can be imported.
for _error in (ChatKitError, ConfigurationError, OptionsError, SessionError, ToolError):
    _error.__module__ = "streamlit_chatkit"
