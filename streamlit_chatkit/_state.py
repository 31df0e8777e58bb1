"""What one chat keeps in the session state of its browser session."""

from __future__ import annotations

import math
import threading
import uuid

from streamlit_chatkit import _bridge, _compat
from streamlit_chatkit._bridge import Bridge
from streamlit_chatkit._errors import ChatKitError
from streamlit_chatkit._identity import anonymous_id
from streamlit_chatkit._secrets import SecretCache
from streamlit_chatkit._tools import ToolResults, results_of

_PREFIX = "_streamlit_chatkit"
_MOST_TOLD = 64
_creation = threading.Lock()


class ChatState:
    """State of one chat.

    Script threads of one session overlap, so there are two locks: `lock` for a moment around each
    change of the fields, `handling` around the handlers of a batch, which may take long and may
    queue commands.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.lock = threading.RLock()
        self.handling = threading.RLock()
        self.bridge = Bridge(session=uuid.uuid4().hex)
        self.secrets = SecretCache()
        self.tool_results = ToolResults()
        self.thread_id: str | None = None
        self.thread_known = False
        self.address_thread: str | None = None
        self.address_before: str | None = None
        self.address_at = -math.inf
        self.address_page: str | None = None
        self.owner: tuple[str, str, str] | None = None
        self.owners = 0
        self.last_error: ChatKitError | None = None
        self.reported_failure = 0
        self.app_rerun_wanted = False
        self.failure: Exception | None = None
        self.status_wanted = False
        self.ready = False
        self.responding = False
        self.fragment_id: str | None = None
        self._app_origin: str | None = None
        self._told: set[str] = set()
        self.called_in: object | None = None
        self.drawn_in: object | None = None
        self.drawn_at = 0.0

    def __repr__(self) -> str:
        return f"ChatState(key={self.key!r})"

    # Streamlit can be told to pickle session state: secrets and locks stay behind, and the chat
    # begins a new session, as after a restart of the server.
    def __reduce__(self) -> tuple[type[ChatState], tuple[str]]:
        return ChatState, (self.key,)

    def belong_to(self, home: str, assistant_id: str, user: str) -> None:
        """Note whose threads the chat shows; nothing of the one before is shown any longer."""
        owner = (home, assistant_id, user)
        if self.owner == owner:
            return
        if self.owner is not None:
            with self.lock:
                self.thread_id, self.thread_known = None, False
                self.ready = self.responding = False
                self.last_error = None
                # With a new nonce, what the browser sends or keeps for the one before is void.
                self.bridge = Bridge(session=uuid.uuid4().hex)
        self.tool_results = results_of((self.key, *owner))
        self.owner = owner
        self.owners += 1

    @property
    def app_origin(self) -> str | None:
        """Origin of the page, if known; a browser session is one page."""
        self._app_origin = self._app_origin or _compat.app_origin()
        return self._app_origin

    def open_thread(self, thread_id: str | None) -> None:
        """Note which thread the chat shows; ``None`` for a new one."""
        self.thread_id, self.thread_known = thread_id, True

    def note_status(self, ready: bool, responding: bool) -> None:
        """Keep what the component said of itself."""
        self.ready, self.responding = ready, responding

    def watch_status(self) -> None:
        """Ask the component to say from now on whether it is ready and responding."""
        if not self.status_wanted:
            self.status_wanted = True
            self.request_delivery()

    def keep_failure(self, error: Exception) -> None:
        """Keep what a handler of the app raised, until the app can show it; the first one counts.

        Raised at once it would end the run before the other messages, and their acknowledgement.
        """
        with self.lock:
            self.failure = self.failure or error

    def take_failure(self) -> Exception | None:
        """Return what a handler raised, once."""
        with self.lock:
            failure, self.failure = self.failure, None
        return failure

    def is_new(self, warning: str) -> bool:
        """Tell whether this is the first time in the session; never of more than `_MOST_TOLD`."""
        with self.lock:
            if warning in self._told or len(self._told) >= _MOST_TOLD:
                return False
            self._told.add(warning)
        return True

    def take_rerun(self) -> bool:
        """Tell, once, whether a handler of the app has run since the last time."""
        with self.lock:
            wanted, self.app_rerun_wanted = self.app_rerun_wanted, False
        return wanted

    def queue_command(self, name: str, data: dict[str, object]) -> None:
        """Queue a command and see to it that a run delivers it."""
        with self.lock:
            self.bridge = _bridge.command(self.bridge, name, data)
        self.request_delivery()

    def request_delivery(self) -> None:
        """Ask for a run of the chat's fragment, unless this run is still going to draw it."""
        run = _compat.current_run()
        if run is None or self.fragment_id is None:
            return
        drawn = self.drawn_in is run
        fragments = _compat.fragments_of_run()
        if drawn or (fragments and self.fragment_id not in fragments):
            _compat.request_fragment_run(self.fragment_id)
            if drawn:
                _compat.let_deltas_go(self.fragment_id, self.drawn_at)


def get_state(key: str) -> ChatState:
    """Return the state of the chat `key` in this browser session."""
    session = _compat.session_state()
    name = f"{_PREFIX}:{key}"
    with _creation:
        found = session.get(name)
        if not isinstance(found, ChatState):
            found = session[name] = ChatState(key)
    return found


def anonymous_user() -> str:
    """Return the id of a user who is not logged in: the same for all sessions of one browser.

    Where the browser has no XSRF cookie, it lives as long as the browser session.
    """
    session = _compat.session_state()
    name = f"{_PREFIX}_user"
    with _creation:
        found = session.get(name)
        if not isinstance(found, str):
            of_browser = anonymous_id(_compat.xsrf_cookie())
            found = session[name] = of_browser or f"anonymous-{uuid.uuid4().hex}"
    return found
