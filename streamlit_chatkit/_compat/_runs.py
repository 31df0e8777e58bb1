"""Runs of the script: which one this is, and asking for another one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import fields
from typing import Any, ParamSpec

import streamlit as st

from streamlit_chatkit._compat import _private

_Given = ParamSpec("_Given")


def fragment(function: Callable[_Given, None]) -> Callable[_Given, None]:
    """Return `function` as a fragment, which reruns without the rest of the app."""
    return st.fragment(function)


def rerun_app() -> None:
    """Rerun the whole app, from the body of a fragment."""
    st.rerun(scope="app")


def current_run() -> object | None:
    """Return a token of this script run, the same object throughout the run and in no other one.

    ``None`` outside of a run, or if Streamlit no longer tells runs apart.
    """
    # Streamlit gives each run a new dict of cursors.
    return getattr(_private.run_context(), "cursors", None)


def is_fragment_run() -> bool:
    """Tell whether this run draws only fragments."""
    return bool(fragments_of_run())


def current_fragment() -> str | None:
    """Return the id of the fragment whose body is running; ``None`` if unknown."""
    thread_state = _private.find(_private.RUN_CONTEXT, "ThreadState")
    try:
        return _private.text(thread_state.get().fragment_id)
    except _private.GONE:
        return _private.text(getattr(_private.run_context(), "current_fragment_id", None))


def fragments_of_run() -> tuple[str, ...]:
    """Return the ids of the fragments that this run draws; none in a full run."""
    return tuple(getattr(_private.run_context(), "fragment_ids_this_run", None) or ())


def request_fragment_run(fragment_id: str) -> bool:
    """Ask for a run of one fragment right after this run, without stopping it.

    ``st.rerun`` cannot do that: it stops the script at once. Returns whether the request was
    accepted; if not, the next run of the app does the work.
    """
    context = _private.run_context()
    requests = getattr(context, "script_requests", None)
    if context is None or requests is None or not _is_known(context, fragment_id):
        return False
    rerun_data = _private.find("runtime.scriptrunner_utils.script_requests", "RerunData")
    try:
        known = {field.name for field in fields(rerun_data)}
        of_this_run = {
            name: getattr(context, name)
            for name in ("query_string", "page_script_hash", "cached_message_hashes")
        }
        of_this_run["context_info"] = getattr(context, "context_info", None)
        data = {name: value for name, value in of_this_run.items() if name in known}
        return bool(requests.request_rerun(rerun_data(fragment_id_queue=[fragment_id], **data)))
    except _private.GONE:
        return False


def share_session(thread: threading.Thread) -> None:
    """Let a thread that was not started yet use the session of this one, if it has one."""
    add = _private.find("runtime.scriptrunner", "add_script_run_ctx")
    if add is not None and _private.run_context() is not None:
        add(thread)


def _is_known(context: Any, fragment_id: str) -> bool:  # noqa: ANN401 - a private class
    # The chat of a page that the user has left is no longer there to be drawn.
    contains = getattr(getattr(context, "fragment_storage", None), "contains", None)
    return not callable(contains) or bool(contains(fragment_id))
