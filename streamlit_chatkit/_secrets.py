"""The client secrets of one chat: who needs one, who waits, who mints."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from enum import Enum, auto

from streamlit_chatkit._backend import ClientSecret, Connection
from streamlit_chatkit._errors import ChatKitError, SessionError

_LOG = logging.getLogger(__name__)

COOL_DOWN = 30.0
"""Seconds for which reruns do not repeat a failed mint."""

FIRST_PATIENCE = 2.0
"""Seconds that the first mint of a chat may hold its script."""

LATER_PATIENCE = 0.25
"""Seconds that any later mint may, and only where the browser asked for it."""

LONGEST_MINT = 120.0
"""Seconds after which a mint counts as failed, so that the user can try again."""

_MAX_SLOTS = 8


@dataclass(frozen=True)
class Issued:
    """A secret with its version and the clock reading at which it expires."""

    version: int
    secret: ClientSecret
    minted_at: float
    expires_at: float


@dataclass(frozen=True)
class Failure:
    """A failed mint; `told` once the browser knows, so that its next request is a retry."""

    number: int
    error: ChatKitError
    at: float
    told: bool = False


@dataclass(frozen=True)
class Pending:
    """Minting takes longer than anyone should wait."""


Outcome = Issued | Failure | Pending


class Action(Enum):
    """What to do for somebody who needs a secret."""

    SERVE = auto()
    SERVE_AND_RENEW = auto()
    MINT = auto()
    FAIL = auto()


def decide(
    issued: Issued | None,
    failure: Failure | None,
    *,
    now: float,
    asked: bool = False,
) -> Action:
    """Choose what to do, without doing it.

    Parameters
    ----------
    issued, failure
        Newest secret and newest failure, if any.
    now : float
        Reading of the clock.
    asked : bool, default False
        Whether the browser asks, rather than a rerun.
    """
    cooling = failure is not None and now - failure.at < COOL_DOWN
    if issued is not None and now < issued.expires_at:
        margin = min(60.0, 0.2 * (issued.expires_at - issued.minted_at))
        late = now >= issued.expires_at - margin
        return Action.SERVE_AND_RENEW if late and not cooling else Action.SERVE
    if failure is not None and cooling and not (asked and failure.told):
        return Action.FAIL
    return Action.MINT


@dataclass
class _Slot:
    issued: Issued | None = None
    failure: Failure | None = None
    flight: threading.Event | None = None
    took_off: float = 0.0
    deadline: float = 0.0
    used: bool = False


def start_daemon_thread(work: Callable[[], None]) -> None:
    """Run `work` on a thread that does not keep the process alive."""
    threading.Thread(target=work, name="chatkit-mint", daemon=True).start()


class SecretCache:
    """One secret per connection and user; concurrent needs share one request.

    Parameters
    ----------
    clock : callable, optional
        Seconds that only ever increase.
    start : callable, optional
        Runs a function somewhere else.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        start: Callable[[Callable[[], None]], None] = start_daemon_thread,
    ) -> None:
        self._clock = clock
        self._start = start
        self._lock = threading.Lock()
        self._slots: dict[Hashable, _Slot] = {}
        self._active: _Slot | None = None
        self._versions = 0
        self._failures = 0
        self._slow = False

    def get(
        self,
        connection: Connection,
        user: str,
        *,
        asked: bool = False,
        refused: int | None = None,
    ) -> Outcome:
        """Return a secret, or why there is none yet.

        Waits for a mint at most `FIRST_PATIENCE` seconds in all if it is the first one of this
        connection and user and no run has waited in vain before, else `LATER_PATIENCE` if the
        browser asked, else not at all.

        Parameters
        ----------
        connection : Connection
            Mints the secret, on a thread of its own.
        user : str
            End user of the secret.
        asked : bool, default False
            Whether the browser asks. A failure that it has been told is then retried.
        refused : int or None, optional
            Version of the secret that the API refused.
        """
        with self._lock:
            slot = self._activate((connection.cache_key, user))
            if slot.issued is not None and slot.issued.version == refused:
                slot.issued = None
            now = self._clock()
            if slot.flight is not None and now >= slot.took_off + LONGEST_MINT:
                self._fail(slot, _no_end(), now)
            action = decide(slot.issued, slot.failure, now=now, asked=asked)
            if action is Action.FAIL and slot.flight is None and slot.failure is not None:
                slot.failure = replace(slot.failure, told=slot.failure.told or asked)
                return slot.failure
            if slot.flight is None and action in {Action.MINT, Action.SERVE_AND_RENEW}:
                self._mint(slot, connection, user, asked=asked, now=now)
            if action in {Action.SERVE, Action.SERVE_AND_RENEW} and slot.issued is not None:
                return slot.issued
            flight, patience = slot.flight, slot.deadline - now
        if flight is not None and not flight.wait(max(0.0, patience)):
            self._slow = self._slow or not asked
            return Pending()
        return self._landed(slot, asked=asked)

    def _activate(self, key: Hashable) -> _Slot:
        slot = self._slots.pop(key, None) or _Slot()
        self._slots[key] = slot
        while len(self._slots) > _MAX_SLOTS:
            del self._slots[next(iter(self._slots))]
        if self._active is not slot:
            # The browser takes the highest version for the newest secret, also after a switch to
            # another assistant and back.
            if slot.issued is not None:
                slot.issued = replace(slot.issued, version=self._next_version())
            self._active = slot
        return slot

    def _next_version(self) -> int:
        self._versions += 1
        return self._versions

    def _mint(
        self, slot: _Slot, connection: Connection, user: str, *, asked: bool, now: float
    ) -> None:
        flight = threading.Event()
        first = not slot.used and not self._slow
        patience = FIRST_PATIENCE if first else LATER_PATIENCE if asked else 0.0
        slot.flight, slot.took_off, slot.deadline = flight, now, now + patience

        def work() -> None:
            minted = _attempt(connection, user)
            with self._lock:
                now = self._clock()
                # After `LONGEST_MINT` nobody waits for it any more, or for another one already.
                if slot.flight is not flight:
                    return
                if isinstance(minted, ClientSecret):
                    expires_at = now + minted.expires_in
                    slot.issued = Issued(self._next_version(), minted, now, expires_at)
                    slot.failure = slot.flight = None
                else:
                    self._fail(slot, minted, now)
            flight.set()

        try:
            self._start(work)
        except BaseException:
            slot.flight = None
            raise
        slot.used = True

    def _fail(self, slot: _Slot, error: ChatKitError, now: float) -> None:
        self._failures += 1
        slot.failure, slot.flight = Failure(self._failures, error, now), None

    def _landed(self, slot: _Slot, *, asked: bool) -> Outcome:
        with self._lock:
            if slot.failure is not None:
                slot.failure = replace(slot.failure, told=slot.failure.told or asked)
                return slot.failure
            return slot.issued or Pending()


def _no_end() -> SessionError:
    return SessionError(
        f"No client secret came within {LONGEST_MINT:.0f} s. Check that this machine reaches the "
        "API, and try again."
    )


def _attempt(connection: Connection, user: str) -> ClientSecret | ChatKitError:
    try:
        return connection.mint(user)
    except ChatKitError as error:
        _LOG.warning("No client secret: %s", error)
        return error
    except Exception as error:  # noqa: BLE001 - a backend of someone else must not end the chat
        # The message of a foreign error, or a line of source, may hold a credential.
        frames = traceback.extract_tb(error.__traceback__)
        places = " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        _LOG.error("Minting a client secret raised %s at %s", type(error).__name__, places)
        return SessionError(
            f"Minting a client secret failed with {type(error).__name__}. "
            "The log of the app says where."
        )
