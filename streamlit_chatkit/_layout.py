"""Where the chat stands in the app, and how tall it is."""

from __future__ import annotations

import hashlib
import re
from difflib import get_close_matches
from typing import Literal

from streamlit_chatkit._errors import ConfigurationError

Layout = Literal["inline", "floating"]
Height = int | Literal["stretch"]

LAYOUTS: tuple[Layout, ...] = ("inline", "floating")

BUBBLE = 72
"""Height in pixels of a frame that holds the bubble alone; any other height is the open panel."""

PANEL_WIDTH = 400
"""Width in pixels of the panel until the component knows better."""

FULL_SCREEN = "(max-width: 640px), (max-height: 480px)"
"""Screens that the open panel fills."""

STRETCH_MINIMUM = 320
"""Least height in pixels of a chat that takes the height of its container."""


def check_layout(layout: object) -> Layout:
    """Return where the chat stands.

    Raises
    ------
    ConfigurationError
        If `layout` is not one of `LAYOUTS`.
    """
    if layout == "inline" or layout == "floating":
        return layout
    near = get_close_matches(str(layout).lower(), LAYOUTS, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise ConfigurationError(f"layout must be 'inline' or 'floating', not {layout!r}.{hint}")


def check_height(height: object) -> Height:
    """Return a height in pixels, or ``"stretch"``.

    Raises
    ------
    ConfigurationError
        If `height` is neither.
    """
    if height == "stretch":
        return "stretch"
    if isinstance(height, bool) or not isinstance(height, int) or height <= 0:
        raise ConfigurationError(
            "height must be a positive whole number of pixels, such as height=640, or "
            f'height="stretch", not {height!r}.'
        )
    return height


def container_key(key: str) -> str:
    """Return the key of the container of the chat `key`.

    Streamlit writes each character that is not an ASCII letter, digit, ``_`` or ``-`` as ``-`` in
    the container's CSS class, so that keys such as ``"销售"`` and ``"支持"`` would share one. A
    digest keeps them apart.

    Examples
    --------
    >>> container_key("sales_chat")
    'chatkit-sales_chat'
    >>> container_key("销售")
    'chatkit-销售-f04b0614'
    """
    if re.fullmatch(r"[A-Za-z0-9_-]+", key):
        return f"chatkit-{key}"
    return f"chatkit-{key}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def css_class(key: str) -> str:
    """Return the CSS class that Streamlit gives to a container with the key `key`.

    Examples
    --------
    >>> css_class("chatkit-my chat")
    'st-key-chatkit-my-chat'
    """
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())


def style_sheet(key: str, layout: Layout, height: Height) -> str | None:
    """Return the CSS for the container of the chat `key`; ``None`` if it needs none.

    Examples
    --------
    >>> style_sheet("chatkit", "inline", 640) is None
    True
    """
    if layout != "floating" and height != "stretch":
        return None
    chat = "." + css_class(container_key(key))
    return _floating(chat) if layout == "floating" else _stretch(chat)


_WRAPPER = '[data-testid="stLayoutWrapper"]'


def _floating(chat: str) -> str:
    """Return the CSS that puts `chat` over the page, as large as the frame in it.

    The component tells open from closed by the height of its frame, and the panel's width and
    corners, and how far the floating chats before it reach, by custom properties on the container,
    where it may reach the page. A bubble stands above ``st.chat_input``, which would lie below it.
    """
    width = f"min(var(--chatkit-width, {PANEL_WIDTH}px), 100vw - 2rem)"
    offset = "var(--chatkit-offset, 0px) + env(safe-area-inset-right, 0px)"
    open_ = f'{chat}:has(iframe):not(:has(iframe[height="{BUBBLE}"], iframe[height="0"]))'
    return f"""
{_WRAPPER}:has(> {chat}) {{ display: contents; }}
{chat} {{
  position: fixed;
  inset-block-end: calc(0.5rem + env(safe-area-inset-bottom, 0px));
  inset-inline-end: min(0.5rem + {offset}, 100vw - {BUBBLE}px - 0.5rem);
  z-index: 999980;
  width: {BUBBLE}px;
  height: auto;
  gap: 0;
}}
{chat} iframe {{ display: block; }}
[data-testid="stApp"]:has([data-testid="stBottom"]) {chat} {{
  inset-block-end: calc(7.5rem + env(safe-area-inset-bottom, 0px));
}}
[data-testid="stApp"] {open_} {{
  inset-block-end: calc(1rem + env(safe-area-inset-bottom, 0px));
  inset-inline-end: min(1rem + {offset}, 100vw - {width} - 1rem);
  width: {width};
}}
{open_} iframe {{
  max-height: calc(100vh - 2rem);
  max-height: calc(100dvh - 2rem);
  border-radius: var(--chatkit-radius, 16px);
  box-shadow: 0 0 0 1px rgb(128 128 128 / 0.2), 0 12px 40px rgb(0 0 0 / 0.2);
}}
@media {FULL_SCREEN} {{
  [data-testid="stApp"] {open_} {{ inset: 0; z-index: 999995; width: auto; }}
  {open_} iframe {{
    height: 100vh;
    height: 100dvh;
    max-height: none;
    border-radius: 0;
    box-shadow: none;
  }}
}}
@media print {{ {chat} {{ display: none; }} }}
"""


def _stretch(chat: str) -> str:
    """Return the CSS that gives `chat` the height that its container has to spare.

    The wrapper grows in the column that holds it, and the frame is laid over the wrapper, because
    a percentage would need a height at each of the elements between them. The page and the
    sidebar have a height but do not hand it down to what they hold; a dialog has none.
    """
    column = '[data-testid="stVerticalBlock"]'
    inside = f"{column} > {_WRAPPER} > {chat}"
    page = f'[data-testid="stMainBlockContainer"]:has(> {inside})'
    sidebar = '[data-testid="stSidebarContent"]'
    user_content = f'[data-testid="stSidebarUserContent"]:has(> div > {inside})'
    wrapper = f"{_WRAPPER}:has(> {chat})"
    return f"""
{wrapper} {{ position: relative; flex: 1 1 auto; min-height: {STRETCH_MINIMUM}px; }}
{chat} [data-testid="stElementContainer"] {{ position: static; }}
{chat} iframe {{ position: absolute; inset: 0; width: 100%; height: 100%; }}
{page}, {sidebar}:has({inside}),
{user_content}, {user_content} > div {{ display: flex; flex-direction: column; }}
{page}, {page} > {column}, {user_content}, {user_content} > div,
{user_content} > div > {column} {{ flex: 1 0 auto; }}
{page}, {user_content} {{ padding-block-end: 2rem; }}
[data-testid="stDialog"] {wrapper} {{ min-height: min(40rem, 100vh - 16rem); }}
"""
