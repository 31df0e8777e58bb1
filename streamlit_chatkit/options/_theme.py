"""The theme of a chat."""

from __future__ import annotations

from typing import Annotated, Literal

from streamlit_chatkit.options._model import Option
from streamlit_chatkit.options._types import NOT_BOOL, Name, Number, Text, TextOrWhole


class FontSource(Option):
    """A font that the chat loads.

    Parameters
    ----------
    family : str
        Name of the font, for `Typography`.
    src : str
        Where it is, as in CSS: a URL.
    weight : str or int, optional
        Weight, or range of weights, of the file: ``400``, ``"bold"``, ``"100 900"``.
    style : {"normal", "italic", "oblique"}, optional
        Style of the file.
    display : {"auto", "block", "swap", "fallback", "optional"}, optional
        What is shown until it is loaded, as ``font-display`` in CSS.
    unicode_range : str, optional
        Characters that it is used for, as ``unicode-range`` in CSS.

    Examples
    --------
    >>> FontSource(family="Inter", src="https://example.com/inter.woff2", weight="100 900").family
    'Inter'
    """

    family: Name
    src: Name
    weight: TextOrWhole | None = None
    style: Literal["normal", "italic", "oblique"] | None = None
    display: Literal["auto", "block", "swap", "fallback", "optional"] | None = None
    unicode_range: Text | None = None


class Typography(Option):
    """Fonts of the chat.

    Parameters
    ----------
    base_size : {14, 15, 16, 17, 18}, optional
        Size of text in pixels.
    font_sources : list of FontSource, optional
        Fonts to load.
    font_family : str, optional
        Font of text, as in CSS.
    font_family_mono : str, optional
        Font of code, as in CSS.

    Examples
    --------
    >>> Typography(base_size=15, font_family="Inter, sans-serif").base_size
    15
    """

    base_size: Annotated[Literal[14, 15, 16, 17, 18], NOT_BOOL] | None = None
    font_sources: list[FontSource] | None = None
    font_family: Text | None = None
    font_family_mono: Text | None = None


class Grayscale(Option):
    """Tone of the greys.

    Parameters
    ----------
    hue : float
        Hue in degrees.
    tint : {0, 1, …, 9}
        How much of the hue is in them.
    shade : {-4, -3, …, 4}, optional
        Darker or lighter.

    Examples
    --------
    >>> Grayscale(hue=220, tint=6).tint
    6
    """

    hue: Number
    tint: Annotated[Literal[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], NOT_BOOL]
    shade: Annotated[Literal[-4, -3, -2, -1, 0, 1, 2, 3, 4], NOT_BOOL] | None = None


class Accent(Option):
    """The colour of actions and of focus.

    Parameters
    ----------
    primary : str
        A colour as in CSS.
    level : {0, 1, 2, 3}
        How much of it is used.

    Examples
    --------
    >>> Accent(primary="#0b6bcb", level=1).primary
    '#0b6bcb'
    """

    primary: Name
    level: Annotated[Literal[0, 1, 2, 3], NOT_BOOL]


class Surface(Option):
    """The colours of the page.

    Parameters
    ----------
    background : str
        A colour as in CSS.
    foreground : str
        A colour as in CSS.

    Examples
    --------
    >>> Surface(background="#ffffff", foreground="#1a1a1a").background
    '#ffffff'
    """

    background: Name
    foreground: Name


class ThemeColor(Option):
    """Colours of the chat.

    Parameters
    ----------
    grayscale : Grayscale, optional
        Tone of the greys.
    accent : Accent, optional
        The colour of actions and of focus.
    surface : Surface, optional
        The colours of the page.

    Examples
    --------
    >>> ThemeColor(accent={"primary": "teal", "level": 2}).accent.level
    2
    """

    grayscale: Grayscale | None = None
    accent: Accent | None = None
    surface: Surface | None = None


class Theme(Option):
    """How the chat looks. What is absent follows the app's theme.

    Parameters
    ----------
    color_scheme : {"light", "dark"}, optional
        Light or dark.
    typography : Typography, optional
        Fonts.
    radius : {"pill", "round", "soft", "sharp"}, optional
        How round corners are.
    density : {"compact", "normal", "spacious"}, optional
        How much space there is; ChatKit's default is ``"normal"``.
    color : ThemeColor, optional
        Colours.

    Examples
    --------
    >>> Theme(radius="round", color={"accent": {"primary": "#0b6bcb", "level": 1}}).radius
    'round'
    """

    color_scheme: Literal["light", "dark"] | None = None
    typography: Typography | None = None
    radius: Literal["pill", "round", "soft", "sharp"] | None = None
    density: Literal["compact", "normal", "spacious"] | None = None
    color: ThemeColor | None = None
