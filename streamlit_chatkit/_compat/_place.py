"""Where in the app the script draws."""

from __future__ import annotations

from typing import Any

from streamlit_chatkit._compat import _private


def is_in_form() -> bool:
    """Tell whether the script is inside ``st.form``; ``False`` if unknown."""
    is_in_form_of_streamlit = _private.find("elements.lib.form_utils", "is_in_form")
    try:
        return bool(is_in_form_of_streamlit(_main_delta_generator()))
    except _private.GONE:
        return False


def is_in_sidebar() -> bool:
    """Tell whether the script draws into the sidebar; ``False`` if unknown."""
    containers = _private.find("proto.RootContainer_pb2", "RootContainer")
    try:
        return bool(_main_delta_generator()._active_dg._root_container == containers.SIDEBAR)
    except _private.GONE:
        return False


def elements_drawn() -> int:
    """Count what this run has drawn so far in the page, the sidebar and the container at work.

    What stands over the page, such as a toast, does not count. 0 if unknown.
    """
    containers = _private.find("proto.RootContainer_pb2", "RootContainer")
    try:
        cursors = _private.run_context().cursors
        roots = {containers.MAIN: cursors.get(containers.MAIN)}
        roots[containers.SIDEBAR] = cursors.get(containers.SIDEBAR)
        active = _main_delta_generator()._active_dg
        if active._parent is not None and active._root_container in roots:
            roots[-1] = active._cursor
        return sum(cursor.index for cursor in roots.values() if cursor is not None)
    except _private.GONE:
        return 0


def _main_delta_generator() -> Any:  # noqa: ANN401 - a private class of Streamlit
    return _private.find("delta_generator_singletons", "get_dg_singleton_instance")().main_dg
