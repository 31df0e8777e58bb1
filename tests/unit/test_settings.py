from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._masking import mask, redact
from streamlit_chatkit._settings import DEFAULT_API_URL, ENVIRONMENT, resolve_settings

KEY = "sk-x-0123456789abcdef"


def test_an_argument_wins_over_secrets_and_secrets_over_the_environment() -> None:
    settings = resolve_settings(
        {"assistant_id": "from-argument"},
        {"assistant_id": "from-secrets", "api_key": "sk-x-secrets"},
        {
            "XPERT_ID": "from-environment",
            "XPERTAI_API_KEY": "sk-x-environment",
            "XPERTAI_ORGANIZATION_ID": "org-environment",
        },
    )
    assert settings.assistant_id == "from-argument"
    assert settings.api_key == "sk-x-secrets"
    assert settings.organization_id == "org-environment"
    assert settings.frame_url is None
    assert settings.api_url == DEFAULT_API_URL


@pytest.mark.parametrize("blank", [None, "", "   "])
def test_a_blank_value_counts_as_not_given(blank: str | None) -> None:
    settings = resolve_settings(
        {"api_key": blank}, {"api_key": ""}, {"XPERTAI_API_KEY": f" {KEY}\n"}
    )
    assert settings.api_key == KEY


@pytest.mark.parametrize(
    ("api_url", "sessions", "ai"),
    [
        (
            "https://api.xpertai.cn",
            "https://api.xpertai.cn/v1/chatkit/sessions",
            "https://api.xpertai.cn/api/ai",
        ),
        (
            "http://localhost:3000/api/ai/",
            "http://localhost:3000/api/ai/v1/chatkit/sessions",
            "http://localhost:3000/api/ai",
        ),
        (
            "https://example.com/xpert",
            "https://example.com/xpert/v1/chatkit/sessions",
            "https://example.com/xpert/api/ai",
        ),
    ],
)
def test_both_addresses_follow_from_the_api_url(api_url: str, sessions: str, ai: str) -> None:
    settings = resolve_settings({"api_url": api_url}, {}, {})
    assert settings.sessions_url == sessions
    assert settings.ai_url == ai


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("api_url", "api.xpertai.cn", "https://"),
        ("api_url", "ftp://api.xpertai.cn", "https://"),
        ("api_url", "https://", "https://"),
        ("api_url", "https://api.xpertai.cn:port", "URL"),
        ("api_url", "https://user:word@api.xpertai.cn", "@"),
        ("api_url", "https://api.xpertai.cn/?a=b", "?"),
        ("api_url", "https://api.xpertai.cn/v1/chatkit/sessions", "base URL"),
        ("api_url", '"https://api.xpertai.cn"', "quot"),
        ("api_url", "https://api. xpertai.cn", "space"),
        ("api_url", "https://ai.example/v1/chatkit", "so that it is https://ai.example."),
        ("api_url", "https://ai.example/api/ai/v1/chatkit/sessions/", "https://ai.example/api/ai."),
        ("api_key", "sk-x-…", "characters"),
        ("api_key", "sk-x-a\nb", "space"),
        ("api_key", "cs-x-0123456789", "client secret"),
        ("api_key", "https://api.xpertai.cn", "URL"),
        ("assistant_id", KEY, "key"),
        ("assistant_id", "https://app/xpert/1", "id"),
        ("assistant_id", "'a1'", "quot"),
        ("frame_url", "javascript:alert(1)", "https://"),
        ("frame_url", "//evil.example/frame", "https://"),
    ],
)
def test_an_unusable_value_is_explained_with_its_source(name: str, value: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        resolve_settings({}, {}, {ENVIRONMENT[name]: value})
    message = str(caught.value)
    assert message.startswith(f"{name} (from the environment variable {ENVIRONMENT[name]})")
    assert told in message
    assert caught.value.missing == ()
    if name in {"api_key", "assistant_id"}:
        assert value not in message


@pytest.mark.parametrize(
    ("name", "meant"),
    [("apikey", "api_key"), ("API_KEY", "api_key"), ("assistant", "assistant_id")],
)
def test_a_typo_in_the_secrets_is_named(name: str, meant: str) -> None:
    with pytest.raises(ConfigurationError, match=f"'{name}'.*Did you mean '{meant}'") as caught:
        resolve_settings({}, {name: KEY}, {})
    assert KEY not in str(caught.value)


def test_what_else_is_in_the_secrets_is_left_alone() -> None:
    secrets = {"api_key": KEY, "api_key_2": "x", "team": "sales"}
    assert resolve_settings({}, secrets, {}).api_key == KEY


def test_a_value_that_is_no_text_is_explained() -> None:
    with pytest.raises(ConfigurationError, match=r"assistant_id .*secrets.toml.* not int"):
        resolve_settings({}, {"assistant_id": 7}, {})


@pytest.mark.parametrize("url", ["/chat/frame.html", "https://chat.example.com/?x=1#y"])
def test_a_frame_url_may_be_absolute_or_a_path(url: str) -> None:
    assert resolve_settings({"frame_url": url}, {}, {}).frame_url == url


def test_the_repr_holds_no_key() -> None:
    settings = resolve_settings({"api_key": KEY}, {}, {})
    assert KEY not in repr(settings)
    assert "sk-x-***" in repr(settings)


@given(st.text(alphabet="abcdef0123456789", min_size=4))
def test_what_looks_like_a_credential_is_redacted(tail: str) -> None:
    text = f"Bearer sk-x-{tail} is wrong,\ncs-x-{tail} too"
    redacted = redact(text)
    assert f"-{tail}" not in redacted
    assert "\n" not in redacted
    assert mask(f"cs-x-{tail}") == "cs-x-***"


def test_a_given_secret_is_redacted_whatever_it_looks_like() -> None:
    assert redact("the key hunter2hunter2 failed", "hunter2hunter2") == "the key *** failed"
    assert len(redact("x" * 1000)) == 300
