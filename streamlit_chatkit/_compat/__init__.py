"""Everything that depends on private or version-dependent parts of Streamlit.

A private part that has gone never breaks the chat: the function then does the next best thing,
which its docstring names.
"""

from __future__ import annotations

from streamlit_chatkit._compat._browser import (
    app_origin,
    browser_locale,
    current_page,
    logged_in_user,
    query_parameters,
    session_state,
    xsrf_cookie,
)
from streamlit_chatkit._compat._delivery import (
    let_deltas_go,
)
from streamlit_chatkit._compat._place import (
    elements_drawn,
    is_in_form,
    is_in_sidebar,
)
from streamlit_chatkit._compat._runs import (
    current_fragment,
    current_run,
    fragment,
    fragments_of_run,
    is_fragment_run,
    request_fragment_run,
    rerun_app,
    share_session,
)
from streamlit_chatkit._compat._settings import (
    base_path,
    read_secrets,
    theme_options,
)

__all__ = [
    "app_origin",
    "base_path",
    "browser_locale",
    "current_fragment",
    "current_page",
    "current_run",
    "elements_drawn",
    "fragment",
    "fragments_of_run",
    "is_fragment_run",
    "is_in_form",
    "is_in_sidebar",
    "let_deltas_go",
    "logged_in_user",
    "query_parameters",
    "read_secrets",
    "request_fragment_run",
    "rerun_app",
    "session_state",
    "share_session",
    "theme_options",
    "xsrf_cookie",
]
