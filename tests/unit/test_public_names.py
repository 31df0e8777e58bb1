from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import streamlit_chatkit
from streamlit_chatkit import ChatKit, ConfigurationError
from streamlit_chatkit._local_extra import missing_extra
from streamlit_chatkit._state import ChatState


def test_all_is_sorted_and_complete() -> None:
    names = streamlit_chatkit.__all__
    assert names == sorted(names)
    assert set(names) <= set(dir(streamlit_chatkit))
    for name in set(names) - {"LocalBackend"}:
        assert getattr(streamlit_chatkit, name).__doc__
    with pytest.raises(AttributeError):
        _ = streamlit_chatkit.nonsense


@pytest.mark.parametrize("name", streamlit_chatkit.__all__)
def test_public_names_have_a_docstring_with_an_example(name: str) -> None:
    found = getattr(streamlit_chatkit, name)
    if not isinstance(found, str):  # the version
        assert "Examples\n--------\n>>> " in (inspect.getdoc(found) or "")


@pytest.mark.parametrize("name", [one for one in streamlit_chatkit.__all__ if "Error" in one])
def test_a_traceback_shows_an_error_by_the_name_that_can_be_imported(name: str) -> None:
    error = getattr(streamlit_chatkit, name)
    assert f"{error.__module__}.{error.__qualname__}" == f"streamlit_chatkit.{name}"


def test_the_handle_has_an_example_for_each_of_its_parts() -> None:
    parts = {name: part for name, part in vars(ChatKit).items() if not name.startswith("_")}
    assert len(parts) == 13
    for name, part in parts.items():
        assert "Examples\n--------\n>>> " in (inspect.getdoc(part) or ""), name


def test_the_package_imports_without_the_extra() -> None:
    code = (
        "import sys, streamlit_chatkit\n"
        "assert not [m for m in sys.modules if m.startswith('streamlit_chatkit.local')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_local_backend_is_reachable_from_the_top() -> None:
    from streamlit_chatkit import LocalBackend
    from streamlit_chatkit.local import LocalBackend as Original

    assert LocalBackend is Original


@pytest.mark.parametrize("package", ["sqlalchemy", "uvicorn"])
@pytest.mark.parametrize(
    "line",
    [
        "from streamlit_chatkit import LocalBackend",
        "from streamlit_chatkit.local import Run",
        "import runpy; runpy.run_module('streamlit_chatkit.local', run_name='__main__')",
    ],
)
def test_a_missing_extra_is_named_wherever_it_is_missed(line: str, package: str) -> None:
    # Python then finds no such module.
    code = f"import sys; sys.modules[{package!r}] = None\n{line}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    *above, last = done.stderr.splitlines()
    assert last.startswith(f"ImportError: LocalBackend needs {package}")
    assert last.endswith(": run `pip install 'streamlit-chatkit[local]'`.")
    assert not [text for text in above if "ModuleNotFoundError" in text]


def test_another_missing_module_is_not_blamed_on_the_extra() -> None:
    error = ModuleNotFoundError("No module named 'nonsense'", name="nonsense")
    assert missing_extra(error) is error


def test_commands_have_the_names_of_chatkit() -> None:
    state = ChatState("one")
    chat = ChatKit(state)
    chat.send_user_message("Hi", new_thread=True)
    chat.set_composer_value("")
    chat.set_thread_id("t1")
    assert chat.thread_id == "t1"
    chat.set_thread_id(None)
    chat.focus_composer()
    chat.fetch_updates()
    chat.show_history()
    chat.hide_history()
    assert [(item["name"], item["data"]) for item in state.bridge.outgoing] == [
        ("sendUserMessage", {"text": "Hi", "newThread": True}),
        ("setComposerValue", {"text": ""}),
        ("setThreadId", {"threadId": "t1"}),
        ("setThreadId", {"threadId": None}),
        ("focusComposer", {}),
        ("fetchUpdates", {}),
        ("showHistory", {}),
        ("hideHistory", {}),
    ]
    assert repr(chat) == "ChatKit(key='one', thread_id=None)"


def test_a_command_with_the_wrong_argument_is_refused_where_it_is_given() -> None:
    state = ChatState("one")
    chat = ChatKit(state)
    for call, bad in (
        (chat.send_user_message, " "),
        (chat.send_user_message, 1),
        (chat.set_composer_value, None),
        (chat.set_thread_id, ""),
    ):
        with pytest.raises(ConfigurationError):
            call(bad)  # type: ignore[arg-type]
    assert state.bridge.outgoing == ()
