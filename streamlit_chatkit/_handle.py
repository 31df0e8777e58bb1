"""The handle that `st_chatkit` returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from streamlit_chatkit._commands import (
    UNSET,
    CompositionMode,
    FollowUpMode,
    Unset,
    composer_value,
    custom_action,
    user_message,
)
from streamlit_chatkit._errors import ChatKitError
from streamlit_chatkit._keywords import refuse_unknown
from streamlit_chatkit._options import check_text
from streamlit_chatkit._state import ChatState


class ChatKit:
    """One chat of the app; `st_chatkit` returns it.

    Commands reach the chat exactly once and in order. Called from a callback, such as the
    ``on_click`` of a button, a command goes out with the run that follows. Called after the chat
    was drawn in this run, the chat alone is drawn again right after the run, and the command goes
    out with that. Called on a page without the chat (keep the handle in ``st.session_state``), it
    waits until the chat is drawn again. A command that waits is dropped when the chat goes
    to another user or assistant.

    Examples
    --------
    >>> chat = st_chatkit("your-assistant-id")  # doctest: +SKIP
    >>> st.button(
    ...     "Explain", on_click=chat.send_user_message, args=("Explain this chart",)
    ... )  # doctest: +SKIP
    """

    def __init__(self, state: ChatState) -> None:
        self._state = state

    def __repr__(self) -> str:
        return f"ChatKit(key={self.key!r}, thread_id={self.thread_id!r})"

    @property
    def key(self) -> str:
        """Identity of the chat in the app.

        Examples
        --------
        >>> st_chatkit("your-assistant-id", key="sales").key  # doctest: +SKIP
        'sales'
        """
        return self._state.key

    @property
    def thread_id(self) -> str | None:
        """Id of the open thread; ``None`` before the first message of a new one.

        Examples
        --------
        >>> st.link_button("Share", f"?chatkit-thread={chat.thread_id}")  # doctest: +SKIP
        """
        return self._state.thread_id

    @property
    def last_error(self) -> ChatKitError | None:
        """The last error of the chat; ``None`` once a missing secret has been got.

        Examples
        --------
        >>> if chat.last_error:  # doctest: +SKIP
        ...     st.caption("The assistant is away. The figures above are up to date.")
        """
        return self._state.last_error

    @property
    def is_ready(self) -> bool:
        """Whether the chat has loaded in the browser, as far as this run of the app knows.

        Reading it makes the chat report its state from then on, so the first reading says
        ``False``. That reruns nothing; to draw the app anew at a change, give ``on_ready``.

        Examples
        --------
        >>> if not chat.is_ready:  # doctest: +SKIP
        ...     st.caption("The assistant is being loaded.")
        """
        self._state.watch_status()
        return self._state.ready

    @property
    def is_responding(self) -> bool:
        """Whether an answer is running, as far as this run of the app knows.

        Reading it makes the chat report its state from then on, so the first reading says
        ``False``. That reruns nothing; to draw the app anew at a change, give
        ``on_response_start`` and ``on_response_end``.

        Examples
        --------
        >>> st.button("Apply", disabled=chat.is_responding)  # doctest: +SKIP
        """
        self._state.watch_status()
        return self._state.responding

    @refuse_unknown
    def send_user_message(
        self,
        text: str = "",
        *,
        new_thread: bool = False,
        attachments: Iterable[object] | None = None,
        references: Iterable[object] | None = None,
        reference_composition: CompositionMode | None = None,
        model: str | None = None,
        state: Mapping[str, object] | None = None,
        plan_mode: bool | None = None,
        runtime_capabilities: Mapping[str, object] | None = None,
        tool_choice: object = None,
        reply: str | None = None,
        content: Iterable[object] | None = None,
        trigger: Mapping[str, object] | None = None,
        follow_up_mode: FollowUpMode | None = None,
    ) -> None:
        """Send a message as if the user had typed it.

        Parameters
        ----------
        text : str, default ""
            The message. It may be empty if there are attachments, references or content, or a text
            in ``state["human"]["input"]``.
        new_thread : bool, default False
            Whether to begin a new thread with it.
        attachments : iterable of Attachment or mapping, optional
            Files that the API has already.
        references : iterable of Reference or mapping, optional
            Quotes, lines of code and images that the message is about.
        reference_composition : {"compose", "preserve"}, optional
            Whether references are written into the message or kept beside it.
        model : str, optional
            Id of one of the composer's models.
        state : mapping, optional
            Graph state of this message, merged over ``request.state``.
        plan_mode : bool, optional
            Whether the agent shall plan first.
        runtime_capabilities : mapping, optional
            The skills, plugins and sub-agents that this message may use, as ChatKit's types name
            them: ``{"mode": "allowlist", "skills": {"ids": […]}, "plugins": {"nodeKeys": […]}}``.
        tool_choice : object, optional
            Which tool the agent shall use, in the API's form.
        reply : str, optional
            Text that the message replies to; it is quoted with it.
        content : iterable of mapping, optional
            Parts of the message instead of `text`, as model APIs have them:
            ``{"type": "text", "text": …}`` and ``{"type": "image_url", "image_url": …}``.
        trigger : mapping, optional
            Name and parameters of a workflow trigger, for the agent.
        follow_up_mode : {"default", "queue", "steer"}, optional
            What happens while an answer runs: the message waits its turn, or goes to the agent at
            once.

        Raises
        ------
        ConfigurationError
            If an argument cannot be used, or there is nothing to send.

        Notes
        -----
        The vendor's chat page ignores `attachments`, `content`, `reply`, `tool_choice` and
        `trigger`. Of the bundled one, the agent gets a `reply` as a quote among the references, the
        images of `content` too, and the other two as they are.

        Examples
        --------
        >>> chat.send_user_message("Explain this chart", new_thread=True)  # doctest: +SKIP
        """
        data = user_message(
            text,
            content=content,
            attachments=attachments,
            references=references,
            state=state,
            new_thread=new_thread,
            reference_composition=reference_composition,
            model=model,
            plan_mode=plan_mode,
            runtime_capabilities=runtime_capabilities,
            tool_choice=tool_choice,
            reply=reply,
            trigger=trigger,
            follow_up_mode=follow_up_mode,
        )
        self._state.queue_command("sendUserMessage", data)

    @refuse_unknown
    def set_composer_value(
        self,
        text: str | None = None,
        *,
        attachments: Iterable[object] | None = None,
        references: Iterable[object] | None = None,
        append_references: bool = False,
        reply: str | None = None,
        selected_tool_id: str | Unset | None = UNSET,
        selected_model_id: str | Unset | None = UNSET,
    ) -> None:
        """Fill the composer without sending. What is not given stays as it is.

        Parameters
        ----------
        text : str, optional
            Replaces the text that is there; empty to clear it.
        attachments : iterable of Attachment or mapping, optional
            Files that the API has already.
        references : iterable of Reference or mapping, optional
            Quotes, lines of code and images; they replace those that are there.
        append_references : bool, default False
            Whether `references` are added to those that are there instead.
        reply : str, optional
            Text that the message replies to; it is quoted in the composer.
        selected_tool_id, selected_model_id : str or None, optional
            Id of one of the composer's tools or models; ``None`` to choose none.

        Raises
        ------
        ConfigurationError
            If an argument cannot be used, or nothing was given.

        Examples
        --------
        >>> chat.set_composer_value("Compare with ", selected_tool_id=None)  # doctest: +SKIP
        """
        data = composer_value(
            text,
            attachments=attachments,
            references=references,
            append_references=append_references,
            reply=reply,
            selected_tool_id=selected_tool_id,
            selected_model_id=selected_model_id,
        )
        self._state.queue_command("setComposerValue", data)

    def set_thread_id(self, thread_id: str | None) -> None:
        """Open a thread.

        Parameters
        ----------
        thread_id : str or None
            Id of the thread; ``None`` for a new one.

        Raises
        ------
        ConfigurationError
            If `thread_id` is neither.

        Examples
        --------
        >>> st.button(
        ...     "New conversation", on_click=chat.set_thread_id, args=(None,)
        ... )  # doctest: +SKIP
        """
        self._state.queue_command("setThreadId", {"threadId": check_text("thread_id", thread_id)})
        # ChatKit reports no change for a thread that it was told to open.
        self._state.open_thread(thread_id)

    def focus_composer(self) -> None:
        """Put the cursor into the composer.

        Examples
        --------
        >>> st.button("Ask a question", on_click=chat.focus_composer)  # doctest: +SKIP
        """
        self._state.queue_command("focusComposer", {})

    def fetch_updates(self) -> None:
        """Load the open thread again from the API.

        Examples
        --------
        >>> st.button("Refresh", on_click=chat.fetch_updates)  # doctest: +SKIP
        """
        self._state.queue_command("fetchUpdates", {})

    @refuse_unknown
    def send_custom_action(
        self,
        type: str,  # noqa: A002 - ChatKit's name
        payload: Mapping[str, object] | None = None,
        item_id: str | None = None,
    ) -> None:
        """Send an action of the app to the agent's side, as a widget would.

        It is there for chat pages of your own (``frame_url``). XpertAI's API has no place for such
        an action yet: the bundled chat page reports it to ``on_error``, the vendor's ignores it.
        Send a message with ``state`` instead.

        Parameters
        ----------
        type : str
            Name of the action.
        payload : mapping, optional
            What comes with it.
        item_id : str, optional
            Id of the widget that it belongs to, such as `WidgetAction.item_id`.

        Raises
        ------
        ConfigurationError
            If an argument cannot be used.

        Examples
        --------
        >>> chat.send_custom_action("refresh", {"order": 1042})  # doctest: +SKIP
        """
        self._state.queue_command("sendCustomAction", custom_action(type, payload, item_id))

    def show_history(self) -> None:
        """Open the list of threads.

        Examples
        --------
        >>> st.button("Conversations", on_click=chat.show_history)  # doctest: +SKIP
        """
        self._state.queue_command("showHistory", {})

    def hide_history(self) -> None:
        """Close the list of threads.

        Examples
        --------
        >>> st.button("Close", on_click=chat.hide_history)  # doctest: +SKIP
        """
        self._state.queue_command("hideHistory", {})
