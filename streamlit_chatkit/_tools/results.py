"""What tools answered, so that a call which comes again runs no tool again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Literal
from weakref import WeakValueDictionary

from streamlit_chatkit._encoding import JSON

_MAX_RESULTS = 64
_MAX_CALLS = 8192


@dataclass(frozen=True)
class ToolResult:
    """What goes back to the agent.

    Attributes
    ----------
    name : str
        Name of the tool.
    content : JSON
        What it returned, or why it could not.
    tool_call_id : str or None
        Id of the call.
    status : {"success", "error"}
        Whether `content` is a result or a reason.
    ran : bool
        Whether this very call ran the function; ``False`` for a call that was refused, and for one
        whose result was known.
    """

    name: str
    content: JSON
    tool_call_id: str | None
    status: Literal["success", "error"] = "success"
    ran: bool = field(default=False, compare=False)

    def to_json(self) -> dict[str, JSON]:
        """Return the reply for the browser."""
        return {
            "content": self.content,
            "name": self.name,
            "tool_call_id": self.tool_call_id,
            "status": self.status,
        }


def interrupted(name: str, tool_call_id: str | None) -> ToolResult:
    """Return the result of a tool that never came to its end."""
    return ToolResult(name, "The tool was interrupted.", tool_call_id, "error")


def _dropped(name: str, tool_call_id: str) -> ToolResult:
    reason = "This call was answered long ago. Make a new one."
    return ToolResult(name, reason, tool_call_id, "error")


class ToolResults:
    """Results of one chat by tool call id.

    Results can be large, so only the newest are kept. That an older call was made is known for much
    longer.

    Parameters
    ----------
    of_user : ToolResults, optional
        Those of all sessions of the user, by thread and tool call id: a page that is loaded again
        is another session, and asks again for the call that it was waiting for.
    """

    def __init__(self, of_user: ToolResults | None = None) -> None:
        self._of_user = of_user
        self._lock = threading.Lock()
        self._results: OrderedDict[Hashable, Future[ToolResult]] = OrderedDict()
        self._dropped: OrderedDict[Hashable, None] = OrderedDict()

    def once(
        self,
        name: str,
        tool_call_id: str | None,
        run: Callable[[], ToolResult],
        thread_id: str | None = None,
    ) -> ToolResult:
        """Return the result of a call, which `run` gives unless the call was seen before.

        A call that comes again while the first one runs waits for its result. A `run` that raises
        leaves `interrupted` behind, also when Streamlit stops the script inside the tool: what it
        has done is done.

        Parameters
        ----------
        name : str
            Name of the tool.
        tool_call_id : str or None
            Id of the call; ``None`` runs always.
        run : callable
            Runs the tool.
        thread_id : str, optional
            Thread of the call. Without it, other sessions of the user are not asked: an id may be
            that of a call in another thread.
        """
        if tool_call_id is None:
            return run()
        of_user = self._of_user
        if of_user is None or thread_id is None:
            return self._take(tool_call_id, name, tool_call_id, run)
        key = (thread_id, tool_call_id)
        return self._take(
            tool_call_id, name, tool_call_id, lambda: of_user._take(key, name, tool_call_id, run)
        )

    def _take(
        self, key: Hashable, name: str, tool_call_id: str, run: Callable[[], ToolResult]
    ) -> ToolResult:
        with self._lock:
            known = self._results.get(key)
            if key in self._dropped:
                return _dropped(name, tool_call_id)
            if known is None:
                mine = self._results[key] = Future()
                self._drop_oldest()
        if known is not None:
            return replace(known.result(), ran=False)
        result = interrupted(name, tool_call_id)
        try:
            result = run()
        finally:
            mine.set_result(result)
        return result

    def _drop_oldest(self) -> None:
        if len(self._results) > _MAX_RESULTS:
            self._dropped[self._results.popitem(last=False)[0]] = None
        if len(self._dropped) > _MAX_CALLS:
            self._dropped.popitem(last=False)


# Streamlit keeps the session of a page that was left for two minutes.
_of_users: WeakValueDictionary[Hashable, ToolResults] = WeakValueDictionary()
_of_users_lock = threading.Lock()


def results_of(owner: Hashable) -> ToolResults:
    """Return results for a new session of `owner`, which know those of its other sessions.

    What no session is left of is forgotten.
    """
    with _of_users_lock:
        of_user = _of_users.get(owner)
        if of_user is None:
            of_user = _of_users[owner] = ToolResults()
    return ToolResults(of_user)
