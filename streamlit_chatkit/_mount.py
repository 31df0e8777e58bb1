"""Draw the chat: a fragment in a keyed container, so that chatting reruns nothing else."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import streamlit as st

from streamlit_chatkit import _bridge, _compat
from streamlit_chatkit._address import Address, Persistence
from streamlit_chatkit._component import load_component
from streamlit_chatkit._dispatch import Dispatcher, secret_json
from streamlit_chatkit._events import STATUS
from streamlit_chatkit._identity import chat_identity
from streamlit_chatkit._layout import Height, Layout, container_key, style_sheet
from streamlit_chatkit._state import ChatState


def container(key: str) -> AbstractContextManager[object]:
    """Return the container of the chat `key`; its key keeps the component across reruns."""
    return st.container(key=container_key(key))


@dataclass(frozen=True)
class Mount:
    """The chat as it is set up in one full run; fragment runs draw it again."""

    dispatcher: Dispatcher
    options: Mapping[str, object]
    entities: Sequence[Mapping[str, object]] | None
    theme: str | Mapping[str, object]
    layout: Layout
    height: Height
    persist: Persistence

    @property
    def state(self) -> ChatState:
        """State of the chat."""
        return self.dispatcher.state

    @property
    def component_key(self) -> str:
        """Key of the component in the session state.

        Another one for another user or assistant: the frame uses its secret for as long as the API
        takes it, and what is on screen is not for the next user. So the component is made anew.
        """
        owners = self.state.owners
        return f"chatkit-{self.state.key}-component" + (f"-{owners}" if owners > 1 else "")

    def draw(self) -> None:
        """Draw the chat where the script is."""
        if self.persist == "url":
            drawn_before = self.component_key in _compat.session_state()
            Address(self.state).read(fresh=not drawn_before)
        css = style_sheet(self.state.key, self.layout, self.height)
        with container(self.state.key):
            if css is not None:
                st.html(f"<style>{css}</style>")
            _draw_component(self)
        failure = self.state.take_failure()
        if failure is not None:
            raise failure

    def draw_component(self) -> None:
        """Draw the component, which alone is drawn again when the browser says something."""
        state = self.state
        component = load_component()
        state.fragment_id = _compat.current_fragment()
        heard = state.take_rerun()
        arguments = self._arguments()
        # One argument: Streamlit asks of each whether it is a data frame, which takes longer than
        # writing it down. Of a tuple it does not ask.
        value = component(
            chat=(arguments,), key=self.component_key, default=None, on_change=self._on_change
        )
        state.drawn_in, state.drawn_at = _compat.current_run(), time.monotonic()
        # For a value that came without a callback, as after a re-mount.
        told = state.take_rerun()
        self.dispatcher.feed(value)
        if self.persist == "url":
            Address(state).write()
        # A full run draws what handlers did before it, but not what they do in the midst of it.
        if state.take_rerun() or ((heard or told) and _compat.is_fragment_run()):
            _compat.rerun_app()
        if _bridge.has_news(self._bridge_arguments(), arguments):
            state.request_delivery()
        awaited = bool(arguments["outgoing"])
        _compat.let_deltas_go(state.fragment_id, state.drawn_at, awaited=awaited)

    def _on_change(self) -> None:
        self.dispatcher.feed(_compat.session_state().get(self.component_key))

    def _arguments(self) -> dict[str, object]:
        issued = self.dispatcher.secret()
        return {
            **self._bridge_arguments(),
            "subscribe": self._subscribed(),
            "callbacks": list(self.dispatcher.callbacks),
            "tools": self.dispatcher.toolbox.declarations,
            "secret": None if issued is None else secret_json(issued),
            "entities": self.entities,
            "identity": self._identity(),
            "persist": self.persist,
            "options": self._options(),
            "theme": {"mode": self.theme, "streamlit": _compat.theme_options()},
            "layout": self.layout,
            "height": self.height,
        }

    def _options(self) -> dict[str, object]:
        # The component looks at it when it is mounted, so that a new mount, as after a change of
        # the page, goes on where the last one was.
        state = self.state
        thread = {"initialThread": state.thread_id} if state.thread_known else {}
        return {**self.options, **thread}

    def _identity(self) -> str:
        connection = self.dispatcher.connection
        return chat_identity(
            self.state.key, connection.home, connection.assistant_id, self.dispatcher.user
        )

    def _subscribed(self) -> list[str]:
        return self.dispatcher.handlers.subscribed + [STATUS] * self.state.status_wanted

    def _bridge_arguments(self) -> dict[str, object]:
        with self.state.lock:
            return _bridge.arguments(self.state.bridge)


_draw_component = _compat.fragment(Mount.draw_component)
