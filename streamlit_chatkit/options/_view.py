"""What is drawn around the conversation."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from streamlit_chatkit.options._model import Option
from streamlit_chatkit.options._types import Flag, Handler, Name, Text, unique

# fmt: off
HeaderIcon: TypeAlias = Literal[
    "back-large", "back-small", "chat-temporary", "close", "collapse-large", "collapse-left",
    "collapse-right", "collapse-small", "compose", "dark-mode", "dots-horizontal",
    "dots-horizontal-circle", "dots-vertical", "dots-vertical-circle", "double-chevron-left",
    "double-chevron-right", "expand-large", "expand-small", "grid", "hamburger", "home", "home-alt",
    "light-mode", "menu", "menu-inverted", "open-left", "open-right", "settings-cog",
    "sidebar-collapse-left", "sidebar-collapse-right", "sidebar-floating-left",
    "sidebar-floating-open-left", "sidebar-floating-open-right", "sidebar-floating-right",
    "sidebar-left", "sidebar-open-left", "sidebar-open-left-alt", "sidebar-open-right",
    "sidebar-open-right-alt", "sidebar-right", "star", "star-filled",
]
"""Icons of the buttons in the header."""

IconName: TypeAlias = Literal[
    "agent", "analytics", "atom", "batch", "bolt", "book-closed", "book-open", "bug", "calendar",
    "chart", "circle-question", "compass", "cube", "globe", "images", "keys", "lab", "lifesaver",
    "lightbulb", "map-pin", "name", "notebook", "notebook-pencil", "page-blank", "profile",
    "profile-card", "search", "sparkle", "sparkle-double", "square-code", "square-image",
    "square-text", "suitcase", "write", "write-alt", "write-alt2",
]
"""Icons of starter prompts and of tools."""
# fmt: on


class HeaderTitle(Option):
    """The title in the header.

    Parameters
    ----------
    enabled : bool, optional
        Whether there is one; ChatKit's default is true.
    text : str, optional
        What it says. Default: the title of the open thread.

    Examples
    --------
    >>> HeaderTitle(text="Sales").text
    'Sales'
    """

    enabled: Flag | None = None
    text: Text | None = None


class HeaderAction(Option):
    """A button in the header.

    Parameters
    ----------
    icon : HeaderIcon
        Its icon, such as ``"home"``.
    on_click : callable
        Called without arguments, as a callback, before the script; the app reruns.

    Examples
    --------
    >>> HeaderAction(icon="settings-cog", on_click=lambda: None).icon
    'settings-cog'
    """

    icon: HeaderIcon
    on_click: Handler


class Header(Option):
    """The bar above the conversation.

    Parameters
    ----------
    enabled : bool, optional
        Whether there is one; ChatKit's default is true.
    title : HeaderTitle, optional
        The title.
    left_action : HeaderAction, optional
        A button on the left.
    right_action : HeaderAction, optional
        A button on the right.

    Examples
    --------
    >>> Header(
    ...     title={"text": "Sales"},
    ...     right_action=HeaderAction(icon="settings-cog", on_click=lambda: None),
    ... ).title.text
    'Sales'
    """

    enabled: Flag | None = None
    title: HeaderTitle | None = None
    left_action: HeaderAction | None = None
    right_action: HeaderAction | None = None


class History(Option):
    """The list of threads.

    Parameters
    ----------
    enabled : bool, optional
        Whether the user sees other threads; ChatKit's default is true.
    show_delete : bool, optional
        Whether the user can delete threads; ChatKit's default is true.
    show_rename : bool, optional
        Whether the user can rename threads; ChatKit's default is true.

    Examples
    --------
    >>> History(show_delete=False).show_delete
    False
    """

    enabled: Flag | None = None
    show_delete: Flag | None = None
    show_rename: Flag | None = None


class StartScreenPrompt(Option):
    """A prompt that an empty chat offers.

    Parameters
    ----------
    label : str
        What the user sees.
    prompt : str
        What is sent.
    icon : IconName, optional
        Its icon, such as ``"chart"``.

    Examples
    --------
    >>> StartScreenPrompt(label="Top product", prompt="What sells best?", icon="chart").label
    'Top product'
    """

    label: Name
    prompt: Name
    icon: IconName | None = None


class StartScreen(Option):
    """What an empty chat shows.

    Parameters
    ----------
    greeting : str, optional
        The line at the top. Default: "What can I help with today?" in the user's language.
    prompts : list of StartScreenPrompt, optional
        Prompts to begin with.

    Examples
    --------
    >>> StartScreen(prompts=[{"label": "Top", "prompt": "What sells best?"}]).prompts[0].label
    'Top'
    """

    greeting: Text | None = None
    prompts: list[StartScreenPrompt] | None = None


class ThreadItemActions(Option):
    """Buttons at the answers.

    Parameters
    ----------
    feedback : bool, optional
        Thumbs up and down; ChatKit's default is false.
    retry : bool, optional
        Answer again. Default: shown by the bundled chat page.
    share : bool, optional
        Accepted, as ChatKit's types have it, but without effect: ChatKit's element takes it out.

    Examples
    --------
    >>> ThreadItemActions(feedback=True).feedback
    True
    """

    feedback: Flag | None = None
    retry: Flag | None = None
    share: Flag | None = None


class Disclaimer(Option):
    """The line below the composer.

    Parameters
    ----------
    text : str
        What it says; Markdown links are links.
    high_contrast : bool, optional
        Whether it stands out; ChatKit's default is false.

    Examples
    --------
    >>> Disclaimer(text="Check the figures. [Imprint](https://example.com)").high_contrast
    """

    text: Name
    high_contrast: Flag | None = None


class Entity(Option):
    """Something that the user can name with ``@``: a person, a document, a record.

    Parameters
    ----------
    id : str
        Its id in your data.
    title : str
        What the user sees and searches.
    icon : str, optional
        Its icon, such as ``"profile"``.
    interactive : bool, optional
        Whether it can be clicked and previewed.
    group : str, optional
        Heading that it is listed under.
    data : dict of str to str, optional
        What goes to the agent and to the handlers with it.

    Examples
    --------
    >>> Entity(id="emea", title="EMEA", group="Regions", data={"currency": "EUR"}).title
    'EMEA'
    """

    title: Name
    id: Name
    icon: Text | None = None
    interactive: Flag | None = None
    group: Text | None = None
    data: dict[str, Text] | None = None


EntityList: TypeAlias = Annotated[list[Entity], unique("id")]
