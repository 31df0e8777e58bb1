"""The command ``python -m streamlit_chatkit.local``: an agent on a server of its own."""

from __future__ import annotations

import argparse
import os
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._modules import module_of_file

from ._backend import LocalBackend
from ._standalone import Settings, serve

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_VARIABLE = "CHATKIT_API_KEY"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : sequence of str, optional
        What follows the command's name. Default: what the process was started with.

    Returns
    -------
    int
        Exit code: 0. Where the server cannot start, the process ends with 2 and a message on
        stderr.
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    settings = Settings(
        target=given.agent,
        host=given.host,
        port=given.port,
        database=given.database,
        api_key=given.api_key or os.environ.get(KEY_VARIABLE) or None,
        origins=tuple(given.origin),
        reload=given.reload,
    )
    try:
        return serve(settings, load_backend)
    except ConfigurationError as error:
        # Without the usage, in which the message would be lost.
        parser.exit(2, f"error: {error}\n")


def load_backend(settings: Settings) -> LocalBackend:
    """Import the agent that the command names.

    Raises
    ------
    ConfigurationError
        If there is none.
    """
    module_name, _, name = settings.target.partition(":")
    if not module_name or not name:
        msg = f"Name the agent as module:function, such as my_app:analyst, not {settings.target!r}."
        raise ConfigurationError(msg)
    if (stem := module_of_file(module_name)) is not None:
        msg = f"{module_name!r} is a file. Name the module: {stem}:{name}."
        raise ConfigurationError(msg)
    if "" not in sys.path and os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    try:
        module = import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name not in {module_name, module_name.partition(".")[0]}:
            raise
        msg = f"There is no module {module_name!r} here. Run the command where {module_name} is."
        raise ConfigurationError(msg) from None
    try:
        found = getattr(module, name)
    except AttributeError:
        near = get_close_matches(name, vars(module), n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        msg = f"{module_name} has no {name!r}.{hint}"
        raise ConfigurationError(msg) from None
    backend = found if isinstance(found, LocalBackend) else LocalBackend(found)
    return backend.with_settings(database=settings.database, api_key=settings.api_key)


def _port(text: str) -> int:
    # The system would take the rest of the division of larger ones.
    if not (text.isdecimal() and (port := int(text)) < 1 << 16):
        msg = f"{text} is no port: they go from 1 to 65535, and 0 finds a free one"
        raise argparse.ArgumentTypeError(msg)
    return port


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m streamlit_chatkit.local",
        description="Serve an agent written in Python over the XpertAI API.",
    )
    parser.add_argument("agent", help="module:name of a function or of a LocalBackend")
    parser.add_argument("--host", default="127.0.0.1", help="address to bind (%(default)s)")
    parser.add_argument(
        "--port", type=_port, default=8777, help="port, 0 for a free one (%(default)s)"
    )
    parser.add_argument(
        "--database", help="sqlite:///file.db, postgresql://… or :memory: (.chatkit/chatkit.db)"
    )
    parser.add_argument(
        "--api-key",
        help=f"key (sk-…) that apps must send; ${KEY_VARIABLE} keeps it out of process lists",
    )
    parser.add_argument(
        "--origin",
        action="append",
        default=[],
        help="origin of pages that may call, may be repeated (those of this machine)",
    )
    parser.add_argument("--reload", action="store_true", help="restart when a Python file changes")
    return parser
