"""What the app shows in the chat's place when a setting is missing or cannot be used."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._settings import DEFAULT_API_URL, ENVIRONMENT, SECRETS_SECTION

_EXAMPLES = {
    "api_key": "sk-x-…",
    "api_url": DEFAULT_API_URL,
    "assistant_id": "your-assistant-id",
    "frame_url": "https://chat.example.com/",
    "organization_id": "your-organization-id",
}


@dataclass(frozen=True)
class _Words:
    missing: str
    unusable: str
    settings: dict[str, str]
    ways: str
    argument: str
    secrets: str
    environment: str
    rerun: str


_ENGLISH = _Words(
    missing="The chat is not set up yet. Missing: {names}.",
    unusable="The chat cannot start with these settings.",
    settings={"api_key": "the API key", "assistant_id": "the assistant id"},
    ways="Give it in one of these ways:",
    argument="In the app, as an argument",
    secrets="In `.streamlit/secrets.toml`",
    environment="In the environment of the app",
    rerun="Then rerun the app; restart it after a change of the environment.",
)
_CHINESE = _Words(
    missing="聊天尚未配置完成，缺少：{names}。",
    unusable="当前设置无法启动聊天。",
    settings={"api_key": "API 密钥", "assistant_id": "助手 ID"},
    ways="可用以下任一方式提供：",
    argument="在应用代码中作为参数",
    secrets="写入 `.streamlit/secrets.toml`",
    environment="设置应用的环境变量",
    rerun="然后重新运行应用；修改环境变量后请重启应用。",
)


def draw_card(error: ConfigurationError, locale: str | None) -> None:
    """Draw the card.

    Parameters
    ----------
    error : ConfigurationError
        Names the missing settings, or explains the value that cannot be used.
    locale : str or None
        Language tag such as ``zh-CN``; English for any other language.
    """
    words = _CHINESE if (locale or "").lower().startswith("zh") else _ENGLISH
    with st.container(border=True):
        if not error.missing:
            st.markdown(f"**{words.unusable}**")
            st.text(str(error))
            return
        names = ", ".join(f"{words.settings.get(name, name)} (`{name}`)" for name in error.missing)
        st.markdown(f"**{words.missing.format(names=names)}**")
        st.markdown(words.ways)
        st.markdown(words.argument)
        st.code(argument_lines(error.missing), language="python")
        st.markdown(words.secrets)
        st.code(secrets_lines(error.missing), language="toml")
        st.markdown(words.environment)
        st.code(environment_lines(error.missing), language="shell")
        st.caption(words.rerun)


def argument_lines(missing: tuple[str, ...]) -> str:
    """Return the lines of Python that give the missing settings."""
    arguments = [f'"{_EXAMPLES["assistant_id"]}"'] if "assistant_id" in missing else []
    backend = [f'{name}="{_EXAMPLES[name]}"' for name in missing if name != "assistant_id"]
    if backend:
        arguments.append(f"backend=XpertAI({', '.join(backend)})")
    imports = "XpertAI, st_chatkit" if backend else "st_chatkit"
    return f"from streamlit_chatkit import {imports}\n\nst_chatkit({', '.join(arguments)})"


def secrets_lines(missing: tuple[str, ...]) -> str:
    """Return the lines for ``.streamlit/secrets.toml``."""
    lines = [f'{name} = "{_EXAMPLES[name]}"' for name in missing]
    return "\n".join([f"[{SECRETS_SECTION}]", *lines])


def environment_lines(missing: tuple[str, ...]) -> str:
    """Return the lines for a shell."""
    return "\n".join(f'export {ENVIRONMENT[name]}="{_EXAMPLES[name]}"' for name in missing)
