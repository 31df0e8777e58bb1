"""Run the messages of the browser, each one once and in order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from streamlit_chatkit import _bridge
from streamlit_chatkit._backend import Connection
from streamlit_chatkit._bridge import Batch, Message
from streamlit_chatkit._errors import ChatKitError, ConfigurationError, SessionError
from streamlit_chatkit._masking import redact
from streamlit_chatkit._secrets import Failure, Issued, Outcome
from streamlit_chatkit._state import ChatState
from streamlit_chatkit._tools import Toolbox, interrupted

_LOG = logging.getLogger(__name__)

SUBSCRIBED = ("error", "thread.change")
"""Names of the events that `Dispatcher` wants to hear."""

SETUP_ERRORS = (ConfigurationError, SessionError)
"""Errors that are over as soon as there is a secret."""


@dataclass(frozen=True)
class Dispatcher:
    """Handles messages for one chat as it is set up in this run of the script."""

    state: ChatState
    connection: Connection
    user: str
    toolbox: Toolbox
    on_error: Callable[[ChatKitError], object] | None

    def feed(self, value: object) -> None:
        """Handle the messages of a component value that were not handled before."""
        batch = _bridge.parse_batch(value)
        # A run with nothing new does not wait for the tool that another thread is running.
        if batch is None or not self._receive(batch):
            return
        errors: list[ChatKitError] = []
        with self.state.handling:
            for message in self._receive(batch):
                error = self._handle_once(batch.mount, message)
                if error is not None:
                    errors.append(error)
            for error in errors:
                self._report(error)

    def secret(self) -> Issued | None:
        """Return the secret to draw the chat with; report a new failure to the app."""
        outcome = self.state.secrets.get(self.connection, self.user)
        error = self._note(outcome)
        if error is not None:
            self._report(error)
        if not isinstance(outcome, Issued):
            return None
        self.connection.attach(outcome.secret.secret)
        return outcome

    def _receive(self, batch: Batch) -> tuple[Message, ...]:
        state = self.state
        with state.lock:
            state.bridge, messages = _bridge.receive(state.bridge, batch)
        return messages

    def _handle_once(self, mount: str, message: Message) -> ChatKitError | None:
        state = self.state
        with state.lock:
            state.bridge = _bridge.begin(state.bridge, mount, message.id)
        try:
            return self._handle(mount, message)
        except Exception as error:  # noqa: BLE001 - a backend of someone else must not end the chat
            # Its message may hold a secret.
            _LOG.error("Handling a message of the chat raised %s", type(error).__name__)
            reason = f"The app failed with {type(error).__name__}."
            self._refuse(mount, message, "InternalError", reason)
            return None
        finally:
            with state.lock:
                state.bridge = _bridge.finish(state.bridge, mount, message.id)

    def _handle(self, mount: str, message: Message) -> ChatKitError | None:
        """Answer a message; return the error that the app should hear of."""
        if message.type == "client_secret":
            return self._answer_secret(mount, message)
        if message.type == "client_tool":
            self._answer_tool(mount, message)
            return None
        if message.type == "event":
            return self._note_event(message.data)
        reason = f"The app does not know messages of the type {message.type[:64]!r}."
        self._refuse(mount, message, "UnknownMessage", reason)
        return None

    def _answer_secret(self, mount: str, message: Message) -> ChatKitError | None:
        refused = message.data.get("refused")
        outcome = self.state.secrets.get(
            self.connection,
            self.user,
            asked=True,
            refused=refused if isinstance(refused, int) else None,
        )
        if isinstance(outcome, Issued):
            self.connection.attach(outcome.secret.secret)
            self._reply(mount, message, secret_json(outcome))
        elif isinstance(outcome, Failure):
            self._refuse(mount, message, type(outcome.error).__name__, str(outcome.error))
        else:
            self._reply(mount, message, {"pending": True})
        return self._note(outcome)

    def _answer_tool(self, mount: str, message: Message) -> None:
        name, given_id = str(message.data.get("name")), message.data.get("toolCallId")
        call_id = given_id if isinstance(given_id, str) and given_id else None
        params = message.data.get("params")
        result = interrupted(name, call_id)
        try:
            result = self.toolbox.call(name, params, call_id, self.state.tool_results)
        finally:
            # Also when Streamlit stops the script inside the tool: the agent waits for an answer.
            self._reply(mount, message, result.to_json())

    def _note(self, outcome: Outcome) -> ChatKitError | None:
        """Keep the state of the session; return a failure that is new."""
        state = self.state
        with state.lock:
            if isinstance(outcome, Issued) and isinstance(state.last_error, SETUP_ERRORS):
                state.last_error = None
            if not isinstance(outcome, Failure) or outcome.number <= state.reported_failure:
                return None
            state.reported_failure = outcome.number
            state.last_error = outcome.error
        return outcome.error

    def _note_event(self, data: Mapping[str, object]) -> ChatKitError | None:
        name, detail = data.get("name"), data.get("data")
        fields = detail if isinstance(detail, Mapping) else {}
        if name == "thread.change":
            thread_id = fields.get("threadId")
            self.state.thread_id = thread_id if isinstance(thread_id, str) else None
        if name != "error":
            return None
        error = ChatKitError(_error_text(fields))
        self.state.last_error = error
        return error

    def _report(self, error: ChatKitError) -> None:
        if self.on_error is not None:
            self.state.app_rerun_wanted = True
            self.on_error(error)

    def _reply(self, mount: str, message: Message, value: object) -> None:
        state = self.state
        with state.lock:
            state.bridge = _bridge.reply(state.bridge, mount, message.id, value)

    def _refuse(self, mount: str, message: Message, name: str, reason: str) -> None:
        state = self.state
        with state.lock:
            state.bridge = _bridge.reply_error(state.bridge, mount, message.id, name, reason)


def secret_json(issued: Issued) -> dict[str, object]:
    """Return a secret as the browser gets it."""
    return {
        "version": issued.version,
        "secret": issued.secret.secret,
        "organizationId": issued.secret.organization_id,
    }


def _error_text(fields: Mapping[str, object]) -> str:
    # ChatKit's own error events carry a text or an object with a message.
    for value in (fields.get("error"), fields):
        text = value.get("message") if isinstance(value, Mapping) else value
        if isinstance(text, str) and text.strip():
            return redact(text)
    return "The chat reported an error without a message."
