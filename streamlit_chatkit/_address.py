"""Keep the open thread in the address of the app: ``persist="url"``."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeAlias

from streamlit_chatkit import _compat
from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._state import ChatState

Persistence: TypeAlias = Literal["session", "url"] | None
"""Where the open thread is kept over a reload of the page."""

_LONGEST_ID = 256

_UNDER_WAY = 1.0
"""Seconds in which a run can still come with the address that the browser had before."""


def check_persist(persist: object) -> Persistence:
    """Return where the open thread is kept."""
    if persist is None or persist == "session" or persist == "url":
        return persist
    raise ConfigurationError(f"persist must be 'session', 'url' or None, not {persist!r}.")


class Turn(Enum):
    """What the address means for the chat."""

    NOTHING = "nothing"
    BEGIN = "begin"
    FOLLOW = "follow"


def decide(told: str | None, seen: str | None, *, fresh: bool, known: bool) -> Turn:
    """Decide whether the address names the thread to show.

    Parameters
    ----------
    told : str or None
        Thread in the address; ``None`` for none.
    seen : str or None
        What the chat itself found or wrote there before.
    fresh : bool
        Whether the chat was not on this page in the last run. Streamlit empties the address when
        the user goes to another page of the app, so an empty one then says nothing.
    known : bool
        Whether the chat knows its thread.
    """
    if told == seen or (told is None and fresh):
        return Turn.NOTHING
    return Turn.FOLLOW if known else Turn.BEGIN


@dataclass(frozen=True)
class Address:
    """The query parameter of one chat."""

    state: ChatState

    @property
    def name(self) -> str:
        """Name of the parameter."""
        return f"{self.state.key}-thread"

    def read(self, *, fresh: bool) -> None:
        """Take the thread from the address, if the user or a link has put it there.

        Parameters
        ----------
        fresh : bool
            Whether the chat was not drawn in the last run.
        """
        state, told = self.state, self._told()
        page = _compat.current_page()
        fresh, state.address_page = fresh or page != state.address_page, page
        if told == state.address_before and time.monotonic() - state.address_at < _UNDER_WAY:
            return
        turn = decide(told, state.address_thread, fresh=fresh, known=state.thread_known)
        state.address_thread = told
        if turn is Turn.NOTHING or told == state.thread_id:
            return
        if turn is Turn.FOLLOW:
            state.queue_command("setThreadId", {"threadId": told})
        state.open_thread(told)

    def write(self) -> None:
        """Put the open thread into the address; no thread leaves no parameter."""
        state, parameters, told = self.state, _compat.query_parameters(), self._told()
        thread_id = state.thread_id
        if told != thread_id:
            state.address_before, state.address_at = told, time.monotonic()
            if thread_id is None:
                del parameters[self.name]
            else:
                parameters[self.name] = thread_id
        state.address_thread = thread_id

    def _told(self) -> str | None:
        told = _compat.query_parameters().get(self.name)
        usable = isinstance(told, str) and told.isprintable() and 0 < len(told) <= _LONGEST_ID
        return told if usable else None
