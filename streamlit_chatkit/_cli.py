"""The command ``python -m streamlit_chatkit``."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, cast

from streamlit_chatkit._errors import ChatKitError
from streamlit_chatkit._modules import module_of_file
from streamlit_chatkit._tools import Toolbox, client_tool_schema
from streamlit_chatkit.options._problems import nearest

_EXAMPLE = "python -m streamlit_chatkit schema my_tools:set_region"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : sequence of str, optional
        What follows the command's name. Default: what the process was started with.

    Returns
    -------
    int
        Exit code: 0. Wrong arguments end the process with 2 and a message on stderr.
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        functions = [_load(target) for target in given.functions]
        Toolbox(functions)  # refuses two tools of one name
        schemas = [client_tool_schema(function) for function in functions]
    except ChatKitError as error:
        parser.error(str(error))
    shown: object = {"clientTools": list(map(_config, schemas))} if given.config else schemas
    # JSON is UTF-8, also where the terminal is not.
    text = json.dumps(shown, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.flush()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m streamlit_chatkit",
        description="Tools for apps that use streamlit-chatkit.",
        epilog=f"Example: {_EXAMPLE}",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    schema = commands.add_parser(
        "schema",
        help="print what the agent has to know of your client tools, as JSON",
        description="Print name, description and JSON Schema of client tools, to paste into the "
        "agent's Client Tool middleware.",
        epilog=f"Example: {_EXAMPLE}",
    )
    schema.add_argument(
        "functions",
        nargs="+",
        metavar="MODULE:FUNCTION",
        help="a function and the module that it is in, such as my_tools:set_region",
    )
    schema.add_argument(
        "--config",
        action="store_true",
        help="print the configuration of XpertAI's Client Tool middleware as a whole",
    )
    return parser


def _config(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a tool as XpertAI's middleware keeps it, with its schema as text."""
    parameters = json.dumps(schema["parameters"], ensure_ascii=False)
    return {**{key: schema[key] for key in schema if key != "parameters"}, "schema": parameters}


def _load(target: str) -> Callable[..., Any]:
    module_name, colon, path = target.partition(":")
    if not (module_name and colon and path):
        raise ChatKitError(f"{target!r} names no function. Write MODULE:FUNCTION, as in {_EXAMPLE}")
    if (file_module := module_of_file(module_name)) is not None:
        raise ChatKitError(f"{module_name!r} is a file. Name the module: {file_module}:{path}")
    module = _import(module_name)
    found: Any = module
    for name in path.split("."):
        if not hasattr(found, name):
            hint = nearest(name, [one for one in dir(found) if not one.startswith("_")])
            raise ChatKitError(
                f"The module {module_name!r} has no {path!r}.{hint} Check the spelling, and that "
                "the function is defined at the top level."
            )
        found = getattr(found, name)
    return cast("Callable[..., Any]", found)


def _import(name: str) -> Any:  # noqa: ANN401 - a module can hold anything
    # A module may be the app itself, which prints, and which Streamlit warns about at each call.
    logging.disable(logging.WARNING)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise ChatKitError(f"{name!r} cannot be imported: {error}.") from error
        raise ChatKitError(
            f"There is no module {name!r}. Run the command in the folder that it is in."
        ) from error
    except (Exception, SystemExit) as error:
        raise ChatKitError(
            f"{name!r} cannot be imported: {type(error).__name__}: {error}. A Streamlit script may "
            "need its session: put the tools into a module of their own, which the script imports."
        ) from error
    finally:
        logging.disable(logging.NOTSET)
