from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from streamlit_chatkit._card import argument_lines, environment_lines, secrets_lines
from streamlit_chatkit._card_words import words_of
from streamlit_chatkit._settings import resolve_settings

from .app_harness import API_KEY, App


def app_without_settings(**kwargs: object) -> None:
    import streamlit as st

    from streamlit_chatkit import st_chatkit

    chat = st_chatkit(**kwargs)  # type: ignore[arg-type]
    chat.focus_composer()
    st.session_state.last_error = chat.last_error
    st.write("after the chat")


def codes(test: AppTest) -> list[str]:
    return [code.value for code in test.code]


def text(test: AppTest) -> str:
    return "\n".join(str(element.value) for element in [*test.markdown, *test.text, *test.caption])


def test_missing_settings_show_a_card_with_three_ways_and_raise_nothing() -> None:
    app = App(app_without_settings).run()
    assert not app.test.exception
    assert app.components() == []
    assert "the API key (`api_key`), the assistant id (`assistant_id`)" in text(app.test)
    assert codes(app.test) == [
        "from streamlit_chatkit import XpertAI, st_chatkit\n\n"
        'st_chatkit("your-assistant-id", backend=XpertAI(api_key="sk-x-…"))',
        '[xpertai]\napi_key = "sk-x-…"\nassistant_id = "your-assistant-id"',
        'export XPERTAI_API_KEY="sk-x-…"\nexport XPERT_ID="your-assistant-id"',
    ]
    assert app.test.markdown[-1].value == "after the chat"
    assert app.test.session_state.last_error.missing == ("api_key", "assistant_id")


def test_only_what_is_missing_is_asked_for() -> None:
    app = App(app_without_settings, assistant_id="a1").run()
    assert "assistant" not in text(app.test)
    assert codes(app.test)[2] == 'export XPERTAI_API_KEY="sk-x-…"'
    # Pasted over the app's own line, it loses nothing.
    assert codes(app.test)[0].endswith('st_chatkit("a1", backend=XpertAI(api_key="sk-x-…"))')


def test_the_card_speaks_chinese() -> None:
    app = App(app_without_settings, locale="zh-CN").run()
    assert "API 密钥" in text(app.test)
    assert ".streamlit/secrets.toml" in text(app.test)


@pytest.mark.parametrize(
    ("locale", "key"),
    [
        ("zh-CN", "API 密钥"),
        ("zh", "API 密钥"),
        ("zh-TW", "API 金鑰"),
        ("zh_Hant", "API 金鑰"),
        ("ja", "API キー"),
        ("ko-KR", "API 키"),
        ("de-AT", "der API-Schlüssel"),
        ("fr", "la clé d’API"),
        ("es-419", "la clave de API"),
        ("pt-BR", "a chave de API"),
        ("it", "the API key"),
        (None, "the API key"),
    ],
)
def test_the_card_speaks_the_languages_of_the_chat(locale: str | None, key: str) -> None:
    assert words_of(locale).settings["api_key"] == key


def test_a_value_that_cannot_be_used_is_explained_on_the_card(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XPERTAI_API_URL", "api.xpertai.cn")
    monkeypatch.setenv("XPERTAI_API_KEY", API_KEY)
    app = App(app_without_settings, assistant_id="a1").run()
    assert not app.test.exception
    assert "XPERTAI_API_URL" in text(app.test)
    assert API_KEY not in text(app.test)


def test_the_chat_replaces_the_card_once_the_settings_are_there() -> None:
    def app() -> None:
        import httpx

        from streamlit_chatkit import XpertAI, st_chatkit

        transport = httpx.MockTransport(
            lambda _: httpx.Response(201, json={"client_secret": "cs-x-1"})
        )
        st_chatkit(backend=XpertAI(transport=transport))

    tab = App(app).run()
    assert codes(tab.test)
    tab.test.secrets["xpertai"] = {"api_key": API_KEY, "assistant_id": "a1"}
    tab.run()
    assert codes(tab.test) == []
    assert tab.arguments()["secret"]["secret"] == "cs-x-1"


def test_the_lines_on_the_card_are_lines_that_work() -> None:
    missing = ("api_key", "assistant_id")
    key = "sk-x-…"
    compile(argument_lines(missing, None), "app.py", "exec")
    variables = dict(
        line.removeprefix("export ").replace('"', "").split("=", 1)
        for line in environment_lines(missing).splitlines()
    )
    variables["XPERTAI_API_KEY"] = variables["XPERTAI_API_KEY"].replace(key, API_KEY)
    settings = resolve_settings({}, {}, variables)
    assert (settings.api_key, settings.assistant_id) == (API_KEY, "your-assistant-id")
    assert secrets_lines(missing).splitlines()[0] == "[xpertai]"
