"""Run the messages of the browser, each one once and in order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic.alias_generators import to_snake

from streamlit_chatkit import _bridge
from streamlit_chatkit._awaiting import wait_for
from streamlit_chatkit._backend import Connection
from streamlit_chatkit._bridge import Batch, Bridge, Message
from streamlit_chatkit._callbacks import PLACES, call
from streamlit_chatkit._drawing import warn_of_drawing
from streamlit_chatkit._encoding import EncodingError
from streamlit_chatkit._errors import ChatKitError, ConfigurationError, SessionError
from streamlit_chatkit._events import EVENTS, STATUS, Handlers
from streamlit_chatkit._secrets import Failure, Issued, Outcome
from streamlit_chatkit._state import ChatState
from streamlit_chatkit._tools import Toolbox, interrupted

_LOG = logging.getLogger(__name__)

SETUP_ERRORS = (ConfigurationError, SessionError)
"""Errors that are over as soon as there is a secret."""


@dataclass(frozen=True)
class Dispatcher:
    """Handles messages for one chat as it is set up in this run of the script."""

    state: ChatState
    connection: Connection
    user: str
    toolbox: Toolbox
    handlers: Handlers
    callbacks: Mapping[str, Callable[..., object]]

    def feed(self, value: object) -> None:
        """Handle the messages of a component value that were not handled before."""
        batch = _bridge.parse_batch(value)
        # A run with nothing new does not wait for the tool that another thread is running.
        if batch is None or not self._receive(batch):
            return
        with self.state.handling:
            for message in self._receive(batch):
                self._handle_once(batch, message)

    def secret(self) -> Issued | None:
        """Return the secret to draw the chat with; report a new failure to the app."""
        outcome = self.state.secrets.get(self.connection, self.user)
        self._note(outcome)
        if not isinstance(outcome, Issued):
            return None
        self.connection.attach(outcome.secret.secret)
        return outcome

    def _receive(self, batch: Batch) -> tuple[Message, ...]:
        state = self.state
        with state.lock:
            state.bridge, messages = _bridge.receive(state.bridge, batch)
        return messages

    def _handle_once(self, batch: Batch, message: Message) -> None:
        if not self._change(batch, lambda bridge: _bridge.begin(bridge, batch.mount, message.id)):
            return
        try:
            self._handle(batch, message)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - it must not end the chat
            # Its message may hold a secret.
            _LOG.error("Handling a message of the chat raised %s", type(error).__name__)
            self._refuse(batch, message, "InternalError", _failure_text(error))
        finally:
            self._change(batch, lambda bridge: _bridge.finish(bridge, batch.mount, message.id))

    def _handle(self, batch: Batch, message: Message) -> None:
        if message.type == "client_secret":
            self._answer_secret(batch, message)
        elif message.type == "client_tool":
            self._answer_tool(batch, message)
        elif message.type == "callback":
            self._answer_callback(batch, message)
        elif message.type == "event":
            self._hear(message.data)
        else:
            reason = f"The app does not know messages of the type {message.type[:64]!r}."
            self._refuse(batch, message, "UnknownMessage", reason)

    def _answer_secret(self, batch: Batch, message: Message) -> None:
        refused = message.data.get("refused")
        outcome = self.state.secrets.get(
            self.connection,
            self.user,
            asked=True,
            refused=refused if isinstance(refused, int) else None,
        )
        if isinstance(outcome, Issued):
            self.connection.attach(outcome.secret.secret)
            self._reply(batch, message, secret_json(outcome))
        elif isinstance(outcome, Failure):
            self._refuse(batch, message, type(outcome.error).__name__, str(outcome.error))
        else:
            self._reply(batch, message, {"pending": True})
        self._note(outcome)

    def _answer_tool(self, batch: Batch, message: Message) -> None:
        if message.data.get("cancelled") is True:
            return
        name = str(message.data.get("name"))
        call_id, thread_id = _text(message.data, "toolCallId"), _text(message.data, "threadId")
        params = message.data.get("params")
        result = interrupted(name, call_id)
        try:
            with warn_of_drawing(f"The client tool {name!r}"):
                result = self.toolbox.call(
                    name,
                    params,
                    call_id,
                    self.state.tool_results,
                    approved=message.data.get("approved") is True,
                    thread_id=thread_id,
                )
            if result.ran and self.toolbox.reruns(name):
                self.state.app_rerun_wanted = True
        finally:
            # Also when Streamlit stops the script inside the tool: the agent waits for an answer.
            self._reply(batch, message, result.to_json())

    def _answer_callback(self, batch: Batch, message: Message) -> None:
        path, arguments = str(message.data.get("path")), message.data.get("args")
        place, function = PLACES.get(path), self.callbacks.get(path)
        if place is None or function is None:
            self._refuse(batch, message, "UnknownCallback", f"The app has no {path[:64]}.")
            return
        if place.reruns:
            self.state.app_rerun_wanted = True
        try:
            with warn_of_drawing(to_snake(path)):
                reply = call(function, place, arguments if isinstance(arguments, list) else [])
        except Exception as error:  # noqa: BLE001 - it must not end the chat
            _LOG.exception("%s failed", path)
            known = isinstance(error, (ChatKitError, EncodingError))
            reason = str(error) if known else _failure_text(error)
            self._refuse(batch, message, type(error).__name__, reason)
            if place.reruns:
                self.state.keep_failure(error)
        else:
            self._reply(batch, message, reply)

    def _hear(self, data: Mapping[str, object]) -> None:
        name, detail = data.get("name"), data.get("data")
        fields = detail if isinstance(detail, Mapping) else {}
        if name == STATUS:
            self.state.note_status(fields.get("ready") is True, fields.get("responding") is True)
        event = EVENTS.get(name) if isinstance(name, str) else None
        arguments = None if event is None else event.read(fields)
        if arguments is None:
            return
        if name == "error" and isinstance(arguments[0], ChatKitError):
            self.state.last_error = arguments[0]
        if name == "thread.change":
            thread_id = arguments[0]
            self.state.open_thread(thread_id if isinstance(thread_id, str) else None)
        self._tell(str(name), arguments)

    def _note(self, outcome: Outcome) -> None:
        """Keep the state of the session, and tell the app of a failure that is new."""
        state = self.state
        with state.lock:
            if isinstance(outcome, Issued) and isinstance(state.last_error, SETUP_ERRORS):
                state.last_error = None
            if not isinstance(outcome, Failure) or outcome.number <= state.reported_failure:
                return
            state.reported_failure = outcome.number
            state.last_error = outcome.error
        self._tell("error", (outcome.error,))

    def _tell(self, name: str, arguments: tuple[object, ...]) -> None:
        """Call the app's handler of an event, if there is one."""
        handler = self.handlers.find(name, arguments)
        if handler is None:
            missed = self.handlers.explain_missed(name, arguments)
            if missed is not None and self.state.is_new(missed):
                _LOG.warning("%s", missed)
            return
        self.state.app_rerun_wanted = True
        try:
            with warn_of_drawing(EVENTS[name].parameter):
                wait_for(handler())
        except Exception as error:  # noqa: BLE001 - the app shows it, after the others
            self.state.keep_failure(error)

    def _reply(self, batch: Batch, message: Message, value: object) -> None:
        self._change(batch, lambda bridge: _bridge.reply(bridge, batch.mount, message.id, value))

    def _refuse(self, batch: Batch, message: Message, name: str, reason: str) -> None:
        self._change(
            batch,
            lambda bridge: _bridge.reply_error(bridge, batch.mount, message.id, name, reason),
        )

    def _change(self, batch: Batch, change: Callable[[Bridge], Bridge]) -> bool:
        """Change the bridge, unless the chat has gone to another user since the batch came."""
        state = self.state
        with state.lock:
            current = state.bridge.session == batch.session
            if current:
                state.bridge = change(state.bridge)
            return current


def secret_json(issued: Issued) -> dict[str, object]:
    """Return a secret as the browser gets it."""
    return {
        "version": issued.version,
        "secret": issued.secret.secret,
        "organizationId": issued.secret.organization_id,
    }


def _text(data: Mapping[str, object], name: str) -> str | None:
    found = data.get(name)
    return found if isinstance(found, str) and found else None


def _failure_text(error: BaseException) -> str:
    return f"The app failed with {type(error).__name__}."
