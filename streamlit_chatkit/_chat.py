"""The call that puts a chat into an app."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from streamlit_chatkit._address import Persistence
from streamlit_chatkit._backend import Backend
from streamlit_chatkit._context import Context
from streamlit_chatkit._errors import ChatKitError
from streamlit_chatkit._events import read_handlers
from streamlit_chatkit._handle import ChatKit
from streamlit_chatkit._keywords import refuse_unknown
from streamlit_chatkit._layout import Height, Layout
from streamlit_chatkit._options import read_options
from streamlit_chatkit._setup import draw_chat
from streamlit_chatkit._widget_action import WidgetAction
from streamlit_chatkit.options import (
    Composer,
    Disclaimer,
    Entities,
    Header,
    History,
    PetOptions,
    Request,
    StartScreen,
    Theme,
    ThreadItemActions,
    Widgets,
)

_Dict: TypeAlias = Mapping[str, Any]


@refuse_unknown
def st_chatkit(
    assistant_id: str | None = None,
    *,
    key: str = "chatkit",
    backend: Backend | None = None,
    user: str | None = None,
    tools: Iterable[Callable[..., object]] = (),
    context: Context | None = None,
    layout: Layout = "inline",
    height: Height = 640,
    theme: str | Theme | _Dict = "auto",
    persist: Persistence = "session",
    locale: str | None = None,
    initial_thread: str | None = None,
    header: Header | _Dict | None = None,
    history: History | _Dict | None = None,
    start_screen: StartScreen | _Dict | None = None,
    composer: Composer | _Dict | None = None,
    thread_item_actions: ThreadItemActions | _Dict | None = None,
    disclaimer: Disclaimer | _Dict | None = None,
    entities: Entities | _Dict | None = None,
    widgets: Widgets | _Dict | None = None,
    request: Request | _Dict | None = None,
    reasoning: Literal["full", "collapsed", "hidden"] | None = None,
    media_hosts: Sequence[str] | None = None,
    frame_url: str | None = None,
    pet: bool | PetOptions | _Dict | None = None,
    display_mode: Literal["chat", "pet"] | None = None,
    on_ready: Callable[[], object] | None = None,
    on_error: Callable[[ChatKitError], object] | None = None,
    on_effect: (
        Callable[[str, dict[str, Any]], object]
        | Mapping[str, Callable[[dict[str, Any]], object]]
        | None
    ) = None,
    on_widget_action: Callable[[WidgetAction], object] | None = None,
    on_thread_change: Callable[[str | None], object] | None = None,
    on_thread_load_start: Callable[[str], object] | None = None,
    on_thread_load_end: Callable[[str], object] | None = None,
    on_response_start: Callable[[], object] | None = None,
    on_response_end: Callable[[], object] | None = None,
    on_log: Callable[[str, dict[str, Any]], object] | None = None,
) -> ChatKit:
    """Put an XpertAI ChatKit agent chat into the app.

    Chatting reruns nothing but the chat itself. The API key stays in Python; the browser gets
    short-lived client secrets. Call it once per `key` in each run, at a fixed place, so that the
    chat survives reruns.

    Event handlers (``on_…``) run as callbacks, in order and each once: let them write to
    ``st.session_state`` and draw nothing, which would stand at the top of the page until the app
    runs again (the log names who did); they may be async. Afterwards the app reruns, once for all
    that came together; what no handler is given for reruns nothing.

    Parameters
    ----------
    assistant_id : str, optional
        XpertAI digital expert id. Default: that of the backend, then the setting
        ``assistant_id`` in ``st.secrets["xpertai"]``, then the variable ``XPERT_ID``.
    key : str, default "chatkit"
        Identity of this chat in the app. Two chats need two keys.
    backend : XpertAI or LocalBackend, optional
        Where the agent lives. Default: ``XpertAI.from_settings()``.
    user : str, optional
        Id of the end user, at most 256 characters; threads belong to it. Default: the logged-in
        user of the app (``sub``, else ``email`` of ``st.user``), else an anonymous id, the same for
        as long as the browser keeps the XSRF cookie of Streamlit (else one browser session).
    tools : iterable of callables, optional
        Functions that the agent may call, by their names. Their arguments are validated against
        their signatures; what they return is sent back as JSON. Raise `ToolError` in one to tell
        the agent why a call failed. They run as callbacks, before the script: they may read and
        write ``st.session_state`` but draw nothing.
    context : mapping or callable, optional
        What the agent is told with each message, as JSON: filters, selected rows, a small
        DataFrame. Or a function that returns it. Taken anew at each run of the script, so that the
        agent gets what the user sees. It goes through the browser: no secrets.
    layout : {"inline", "floating"}, default "inline"
        ``"inline"`` draws the chat where it is called. ``"floating"`` puts a bubble at the bottom
        right, over the page, which opens the chat in a panel: call it in the main part of the page,
        and in the entrypoint of an app with several pages.
    height : int or "stretch", default 640
        Height of the chat in pixels. ``"stretch"`` takes what the container has to spare, at least
        320 pixels: the page, the sidebar, a container with a height, a column beside a higher one.
        In the floating layout, the most that the panel may take.
    theme : {"auto", "light", "dark"}, Theme or mapping, default "auto"
        ``"auto"`` follows the app's theme; what a `Theme` sets wins over it.
    persist : {"session", "url"} or None, default "session"
        Where the open thread is kept when the page is reloaded: for this tab of the browser; in
        the address, as the query parameter ``<key>-thread``, for links to a thread; or nowhere.
    locale : str, optional
        Language tag such as ``"zh-CN"``, of a language that ChatKit has. Default: that of the
        browser.
    initial_thread : str, optional
        Thread to open when the chat is shown for the first time and no other is kept.
    header : Header or mapping, optional
        The bar above the conversation: its title, and buttons of the app.
    history : History or mapping, optional
        The list of threads.
    start_screen : StartScreen or mapping, optional
        What an empty chat shows.
    composer : Composer or mapping, optional
        Where the user writes: placeholder, attachments, tools, models, slash commands.
    thread_item_actions : ThreadItemActions or mapping, optional
        The buttons below an answer.
    disclaimer : Disclaimer or mapping, optional
        A line below the composer.
    entities : Entities or mapping, optional
        What the user can name with ``@``.
    widgets : Widgets or mapping, optional
        ``on_action``: the same as `on_widget_action`.
    request : Request or mapping, optional
        State, context and config that are added to each message.
    reasoning : {"full", "collapsed", "hidden"}, optional
        How the bundled chat page shows the agent's thoughts: open while it thinks, closed until
        the user opens them, or not at all. Default: ``"full"``.
    media_hosts : sequence of str, optional
        Hosts from which the bundled chat page loads the images, films and sounds of answers and
        widgets, such as ``"cdn.example.com"`` or ``"*.example.com"`` for all subdomains, beside
        the API's own. Those of other hosts wait for a click: an address can carry data away.
    frame_url : str, optional
        Chat page to show instead of the bundled one.
    pet : bool, PetOptions or mapping, optional
        An animated companion over the page.
    display_mode : {"chat", "pet"}, optional
        ``"pet"`` shows only the pet until the user clicks it.
    on_ready : callable, optional
        ``on_ready()``: the chat page has loaded in the browser.
    on_error : callable, optional
        ``on_error(error)``: called once with each new error of the chat, a `ChatKitError`.
    on_effect : callable or dict of callables, optional
        ``on_effect(name, data)``: the agent asks the app for an effect. Or a dict of functions by
        the effect's name, each called with ``data``: ``{"highlight": highlight_row}``; another
        effect is named in the log and does nothing.
    on_widget_action : callable, optional
        ``on_widget_action(action)``: the user used a widget in an answer, or a slash command whose
        action is the app's; a `WidgetAction`.
    on_thread_change : callable, optional
        ``on_thread_change(thread_id)``: another thread is open, ``None`` for a new one.
    on_thread_load_start, on_thread_load_end : callable, optional
        Called with the id of a thread that is being loaded, or has been.
    on_response_start, on_response_end : callable, optional
        Called without arguments when the agent begins to answer, and when it has.
    on_log : callable, optional
        ``on_log(name, data)``: ChatKit's diagnostic events. There are many, and each reruns the
        app.

    Returns
    -------
    ChatKit
        Handle of the chat: what it knows, and commands for it.

    Raises
    ------
    OptionsError
        If an option of ChatKit is unknown or cannot be used.
    ConfigurationError
        If an argument cannot be used, two chats have the same `key`, or the call is inside
        ``st.form``. A setting that is missing raises nothing: a card in the chat's place says which
        one, and how to give it.

    Examples
    --------
    >>> import streamlit as st
    >>> from streamlit_chatkit import st_chatkit
    >>> def get_region() -> str:
    ...     "Return the region that the dashboard shows."
    ...     return st.session_state.region
    >>> chat = st_chatkit("your-assistant-id", tools=[get_region])  # doctest: +SKIP
    >>> st.button(
    ...     "Explain", on_click=chat.send_user_message, args=("Explain this chart",)
    ... )  # doctest: +SKIP

    Handlers keep what the script draws in its next run:

    >>> def note(**what: object) -> None:
    ...     st.session_state.update(what)
    >>> st_chatkit(
    ...     "your-assistant-id",
    ...     on_ready=lambda: note(ready=True),
    ...     on_error=lambda error: note(failure=str(error)),
    ...     on_effect={"highlight": lambda data: note(row=data["row"])},
    ...     on_widget_action=lambda action: note(order=action.payload.get("order")),
    ...     on_thread_change=lambda thread_id: note(thread=thread_id),
    ...     on_thread_load_start=lambda thread_id: note(loading=thread_id),
    ...     on_thread_load_end=lambda thread_id: note(loading=None),
    ...     on_response_start=lambda: note(busy=True),
    ...     on_response_end=lambda: note(busy=False),
    ...     on_log=lambda name, data: print(name, data),
    ... )  # doctest: +SKIP
    """
    handlers = {
        "on_ready": on_ready,
        "on_error": on_error,
        "on_effect": on_effect,
        "on_thread_change": on_thread_change,
        "on_thread_load_start": on_thread_load_start,
        "on_thread_load_end": on_thread_load_end,
        "on_response_start": on_response_start,
        "on_response_end": on_response_end,
        "on_log": on_log,
    }
    options = {
        "theme": theme,
        "locale": locale,
        "initial_thread": initial_thread,
        "header": header,
        "history": history,
        "start_screen": start_screen,
        "composer": composer,
        "thread_item_actions": thread_item_actions,
        "disclaimer": disclaimer,
        "entities": entities,
        "widgets": widgets,
        "request": request,
        "reasoning": reasoning,
        "media_hosts": media_hosts,
        "pet": pet,
        "display_mode": display_mode,
    }
    return draw_chat(
        assistant_id,
        key=key,
        backend=backend,
        user=user,
        tools=tools,
        context=context,
        layout=layout,
        height=height,
        persist=persist,
        frame_url=frame_url,
        options=read_options(options),
        handlers=read_handlers(handlers),
        on_widget_action=on_widget_action,
    )
