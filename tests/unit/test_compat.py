from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from packaging.version import Version
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1 import AppTest

from streamlit_chatkit import _compat
from streamlit_chatkit._compat import _private
from streamlit_chatkit._component import STATIC, load_component
from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._state import ChatState

needs_theme_sections = pytest.mark.skipif(
    Version(st.__version__) < Version("1.57"), reason="[theme.dark] is for Streamlit 1.57 or later"
)


@pytest.fixture
def secrets_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / ".streamlit" / "secrets.toml"
    path.parent.mkdir()
    before = st.get_option("secrets.files")
    st.config.set_option("secrets.files", [str(path)])
    monkeypatch.setattr(st, "secrets", Secrets())
    yield path
    st.config.set_option("secrets.files", before)


def test_no_secrets_file_means_no_secrets(secrets_file: Path) -> None:
    assert _compat.read_secrets() == {}


def test_the_section_of_the_secrets_file_is_read(secrets_file: Path) -> None:
    secrets_file.write_text('[xpertai]\napi_key = "sk-x-1"\n[other]\napi_key = "no"\n')
    assert _compat.read_secrets() == {"api_key": "sk-x-1"}


def test_a_file_without_the_section_means_no_secrets(secrets_file: Path) -> None:
    secrets_file.write_text('[other]\na = "b"\n')
    assert _compat.read_secrets() == {}


@pytest.mark.parametrize(
    ("content", "told"),
    [("[xpertai]\napi_key = sk-x-1\n", "valid TOML"), ('xpertai = "sk-x-1"\n', r"\[xpertai\]")],
)
def test_a_secrets_file_that_cannot_be_used_is_explained(
    secrets_file: Path, content: str, told: str
) -> None:
    secrets_file.write_text(content)
    with pytest.raises(ConfigurationError, match=told) as caught:
        _compat.read_secrets()
    assert "sk-x-1" not in str(caught.value)


def context(**values: object) -> SimpleNamespace:
    return SimpleNamespace(**values)


@pytest.mark.parametrize(
    ("headers", "url", "origin"),
    [
        ({"Origin": "https://app.example"}, "http://internal:8501/", "https://app.example"),
        ({}, "http://localhost:8501/page?x=1", "http://localhost:8501"),
        ({"Origin": "null"}, "https://app.example:8443/", "https://app.example:8443"),
        ({"Origin": "null"}, None, None),
    ],
)
def test_the_origin_is_the_one_that_the_browser_says(
    monkeypatch: pytest.MonkeyPatch,
    headers: Mapping[str, str],
    url: str | None,
    origin: str | None,
) -> None:
    monkeypatch.setattr(st, "context", context(headers=headers, url=url))
    assert _compat.app_origin() == origin


def test_a_context_that_says_nothing_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "context", context())
    assert _compat.app_origin() is None
    assert _compat.browser_locale() is None


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ({}, None),
        ({"is_logged_in": False, "email": "a@example.com"}, None),
        ({"is_logged_in": True, "sub": "s1", "email": "a@example.com"}, "s1"),
        ({"email": "a@example.com"}, "a@example.com"),
        ({"email": None}, None),
        (None, None),
    ],
)
def test_the_logged_in_user_is_the_subject_or_the_address(
    monkeypatch: pytest.MonkeyPatch, user: object, expected: str | None
) -> None:
    monkeypatch.setattr(st, "user", user)
    assert _compat.logged_in_user() == expected


@pytest.fixture
def set_option() -> Iterator[Callable[[str, object], None]]:
    changed = set()

    def set_until_the_end(name: str, value: object) -> None:
        changed.add(name)
        st.config.set_option(name, value)

    yield set_until_the_end
    for name in changed:
        st.config.set_option(name, None)


@needs_theme_sections
def test_only_theme_settings_that_were_made_are_told(
    set_option: Callable[[str, object], None],
) -> None:
    assert _compat.theme_options() == {}
    set_option("theme.baseRadius", "0.5rem")
    set_option("theme.sidebar.baseRadius", "none")
    set_option("theme.dark.codeFont", "serif")
    assert _compat.theme_options() == {"baseRadius": "0.5rem", "dark": {"codeFont": "serif"}}


@needs_theme_sections
def test_theme_settings_of_the_sidebar_win_in_it(
    set_option: Callable[[str, object], None],
) -> None:
    set_option("theme.baseRadius", "0.5rem")
    set_option("theme.codeFont", "serif")
    set_option("theme.sidebar.baseRadius", "none")
    set_option("theme.dark.sidebar.codeFont", "monospace")
    assert not _compat.is_in_sidebar()
    with st.sidebar, st.container():
        assert _compat.is_in_sidebar()
        assert _compat.theme_options() == {
            "baseRadius": "none",
            "codeFont": "serif",
            "dark": {"codeFont": "monospace"},
        }


def test_outside_of_a_run_there_is_nothing_to_do() -> None:
    assert _compat.current_run() is None
    assert not _compat.is_fragment_run()
    assert not _compat.request_fragment_run("f")
    _compat.let_deltas_go("f", 0.0)


def test_private_parts_that_have_gone_break_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_private, "find", lambda *_: None)
    assert not _compat.is_in_form()
    assert not _compat.is_in_sidebar()
    assert _compat.current_fragment() is None
    assert _compat.current_run() is None
    assert not _compat.request_fragment_run("f")
    _compat.share_session(threading.Thread())
    _compat.let_deltas_go("f", 0.0)
    assert _compat.theme_options() == {}


def test_the_private_parts_of_streamlit_are_where_they_are_expected() -> None:
    def app() -> None:
        import time

        import streamlit as st

        from streamlit_chatkit import _compat

        seen = st.session_state.setdefault("seen", [])

        def body() -> None:
            fragment_id = _compat.current_fragment()
            assert fragment_id
            assert _compat.current_run() is not None
            start = time.monotonic()
            _compat.let_deltas_go(fragment_id, start)
            idle = time.monotonic() - start
            if not _compat.is_fragment_run():
                assert _compat.current_run() is run
                assert _compat.request_fragment_run(fragment_id)
            start = time.monotonic()
            _compat.let_deltas_go("another", start)
            other = time.monotonic() - start
            start = time.monotonic()
            _compat.let_deltas_go(fragment_id, start)
            held = time.monotonic() - start
            start = time.monotonic()
            _compat.let_deltas_go(None, start, awaited=True)
            awaited = time.monotonic() - start
            seen.append((fragment_id, _compat.fragments_of_run(), idle, other, held, awaited))

        run = _compat.current_run()
        _compat.fragment(body)()
        st.write("the script goes on")

    test = AppTest.from_function(app, default_timeout=20).run()
    assert not test.exception
    assert test.markdown[-1].value == "the script goes on"
    full, fragment = test.session_state.seen
    assert full[1] == ()
    assert fragment[1] == (full[0],)
    assert min(full[4:]) >= 0.04
    assert max(full[2], full[3], *fragment[2:5]) < 0.04
    assert fragment[5] >= 0.01


def test_each_run_has_its_own_token() -> None:
    def app() -> None:
        import streamlit as st

        from streamlit_chatkit import _compat

        st.session_state.setdefault("runs", []).append(_compat.current_run())

    test = AppTest.from_function(app, default_timeout=20).run().run()
    first, second = test.session_state.runs
    assert first is not second


def test_a_missing_frontend_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="make frontend"):
        load_component(tmp_path)
    assert callable(load_component(STATIC))


def test_a_pickled_state_leaves_secrets_behind_and_begins_a_new_session() -> None:
    state = ChatState("one")
    state.queue_command("focusComposer", {})
    copy = pickle.loads(pickle.dumps(state))  # noqa: S301
    assert copy.key == "one"
    assert copy.bridge.session != state.bridge.session
    assert copy.bridge.outgoing == ()
