"""All options that an app can set, with the paths that error messages name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator

from streamlit_chatkit.options._capabilities import RuntimeCapabilities
from streamlit_chatkit.options._composer import Composer
from streamlit_chatkit.options._handlers import Entities, Request, Widgets
from streamlit_chatkit.options._locale import Locale, read_locale
from streamlit_chatkit.options._messages import Attachment, Reference
from streamlit_chatkit.options._model import Option
from streamlit_chatkit.options._pet import PetOptions
from streamlit_chatkit.options._problems import kind, nearest, problem
from streamlit_chatkit.options._theme import Theme
from streamlit_chatkit.options._types import Name
from streamlit_chatkit.options._view import (
    Disclaimer,
    EntityList,
    Header,
    History,
    StartScreen,
    ThreadItemActions,
)

ThemeMode: TypeAlias = Literal["auto", "light", "dark"]

_MODES = ("auto", "light", "dark")


def _theme(value: object) -> str | Theme:
    if isinstance(value, (Theme, Mapping)):
        return Theme.model_validate(value)
    if isinstance(value, str) and value in _MODES:
        return value
    if isinstance(value, str):
        raise problem(
            f"must be 'auto', 'light', 'dark' or Theme(…), not {value!r}.{nearest(value, _MODES)}"
        )
    raise problem(f"must be 'auto', 'light', 'dark', Theme(…) or a dict, not {kind(value)}.")


def _pet(value: object) -> bool | PetOptions:
    if isinstance(value, bool):
        return value
    if isinstance(value, (PetOptions, Mapping)):
        return PetOptions.model_validate(value)
    raise problem(f"must be True, False, PetOptions(…) or a dict, not {kind(value)}.")


_HOST = re.compile(r"(\*\.)?[a-z\d_-]+(\.[a-z\d_-]+)*(:\d{1,5})?|\[[a-f\d:]+\](:\d{1,5})?")


def _media_host(host: str) -> str:
    lower = host.lower()
    if not _HOST.fullmatch(lower):
        raise problem(f"must be a host such as 'cdn.example.com' or '*.example.com', not {host!r}.")
    return lower


class HostOptions(Option):
    """The options by their parameter of `st_chatkit`."""

    display_mode: Literal["chat", "pet"] | None = None
    request: Request | None = None
    locale: Annotated[Locale, BeforeValidator(read_locale)] | None = None
    theme: Annotated[ThemeMode | Theme, PlainValidator(_theme)] | None = None
    pet: Annotated[bool | PetOptions, PlainValidator(_pet)] | None = None
    initial_thread: Name | None = None
    header: Header | None = None
    history: History | None = None
    start_screen: StartScreen | None = None
    thread_item_actions: ThreadItemActions | None = None
    composer: Composer | None = None
    disclaimer: Disclaimer | None = None
    entities: Entities | None = None
    widgets: Widgets | None = None
    media_hosts: list[Annotated[str, AfterValidator(_media_host)]] | None = None
    reasoning: Literal["full", "collapsed", "hidden"] | None = None


class MessageParts(Option):
    """What the methods of `ChatKit` take, by their parameters."""

    attachments: list[Attachment] = Field(default_factory=list)
    references: list[Reference] = Field(default_factory=list)
    runtime_capabilities: RuntimeCapabilities | None = None


class SearchResult(Option):
    """What a search for entities returns."""

    on_tag_search: EntityList
