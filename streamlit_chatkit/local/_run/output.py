"""What an agent says and shows while it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from operator import index
from typing import Any
from uuid import uuid4

from streamlit_chatkit._encoding import encode
from streamlit_chatkit.local._protocol import envelopes
from streamlit_chatkit.local._store.records import now

from .part import RunPart, words
from .step import Step, show_step
from .widgets import widget_json


class RunOutput(RunPart):
    """The part of a `Run` that goes to the browser and waits for nothing."""

    _part_count = 0
    _tokens = (0, 0)
    _answered = False

    async def text(self, delta: str) -> None:
        """Append to the answer.

        Parameters
        ----------
        delta : str
            Markdown.

        Raises
        ------
        TypeError
            If it is no text.
        """
        if written := words("text", delta):
            self._answered = True
            part = self._part_id("text")
            await self._channel.send(envelopes.text(self.id, part, written, now()))

    async def reasoning(self, delta: str) -> None:
        """Append to the reasoning, which the chat shows apart from the answer.

        Parameters
        ----------
        delta : str
            Markdown.

        Raises
        ------
        TypeError
            If it is no text.
        """
        if written := words("reasoning", delta):
            part = self._part_id("reasoning")
            await self._channel.send(envelopes.reasoning(self.id, part, written, now()))

    def tool(
        self,
        name: str,
        *,
        title: str | Mapping[str, str] | None = None,
        input: object = None,  # noqa: A002
        type: str | None = None,  # noqa: A002
    ) -> AbstractAsyncContextManager[Step]:
        """Show a tool step while the block runs.

        The step fails when the block raises; the exception goes on to the agent.

        Parameters
        ----------
        name : str
            Name of the tool.
        title : str or Mapping, optional
            What to show; a mapping gives one text per language
            (``{"en_US": "Query", "zh_Hans": "查询"}``). Default: made from `name`.
        input : object, optional
            Arguments to show: anything that can be encoded as JSON.

        type : str, optional
            How the chat shows it: ``web_search``, ``knowledges``, ``list``, ``files``, ``file``,
            ``program``, ``iframe``, ``memory`` or ``tasks``, with what belongs to it in
            `Step.data`. Default: a plain tool.

        Yields
        ------
        Step
            Set its `output`, `message` and `data`.
        """
        self._part = None
        return show_step(self._channel, self.id, name, title, input, type)

    async def widget(
        self,
        widget: Mapping[str, object] | Sequence[Mapping[str, object]],
        *,
        id: str | None = None,  # noqa: A002
        name: str = "widget",
        values: Mapping[str, object] | None = None,
    ) -> str:
        """Show a widget in the answer, or another one in its place.

        Parameters
        ----------
        widget : Mapping or sequence of Mapping
            An A2UI 0.8 surface (with ``componentTree``), a list of A2UI messages, or a tree of
            ChatKit components whose root is a ``Card``, ``ListView`` or ``Basic``.
        id : str, optional
            Id that an earlier call returned: replaces that widget.
        name : str, optional
            Name that the app gets with the widget's actions.
        values : Mapping, optional
            Values of an A2UI surface's inputs.

        Returns
        -------
        str
            The widget's id.

        Raises
        ------
        ValueError
            If it is no widget.

        Examples
        --------
        >>> text = {"type": "Text", "value": "Order 1042"}
        >>> card = await run.widget({"type": "Card", "children": [text]})
        """
        self._part = None
        written = widget_json(name, widget, values)
        self._answered = True
        widget_id = id or f"widget_{uuid4().hex}"
        await self._channel.send(envelopes.widget(self.id, widget_id, [written], now()))
        return widget_id

    async def effect(self, name: str, data: Mapping[str, Any] | None = None) -> None:
        """Let the app do something, and go on without an answer.

        Parameters
        ----------
        name : str
            Name of the effect (``on_effect`` of the chat).
        data : Mapping, optional
            Anything that can be encoded as JSON.
        """
        args = {key: encode(value) for key, value in (data or {}).items()}
        self._answered = True
        await self._channel.send(envelopes.client_effect(self.id, name, args, now()))

    async def set_title(self, title: str) -> None:
        """Give the conversation a title, in place of the first words of its first message.

        Parameters
        ----------
        title : str
            The title; line breaks become spaces.

        Raises
        ------
        TypeError
            If it is no text.
        """
        if line := " ".join(words("set_title", title).split()):
            await self._channel.set_title(line)

    async def report_usage(
        self,
        *,
        input_tokens: int,
        output_tokens: int,
        context_tokens: int | None = None,
    ) -> None:
        """Tell how many tokens a call of a language model used; calls add up.

        Parameters
        ----------
        input_tokens, output_tokens : int
            Tokens of the call.
        context_tokens : int, optional
            Tokens of the conversation that the model holds. Default: `input_tokens`.
        """
        self._tokens = (
            self._tokens[0] + index(input_tokens),
            self._tokens[1] + index(output_tokens),
        )
        usage = {
            "context_tokens": index(input_tokens if context_tokens is None else context_tokens),
            "input_tokens": self._tokens[0],
            "output_tokens": self._tokens[1],
            "total_tokens": sum(self._tokens),
        }
        await self._channel.report_usage(usage)

    def _part_id(self, kind: str) -> str:
        if self._part is None or self._part[0] != kind:
            self._part_count += 1
            self._part = (kind, f"{self.id}-{kind}-{self._part_count}")
        return self._part[1]


def refuse_returned(run: RunOutput, returned: object) -> None:
    """Refuse words that an agent returns and has not said: nobody would see them.

    Raises
    ------
    TypeError
        If there are such words.
    """
    if isinstance(returned, str) and returned.strip() and not run._answered:
        msg = "The agent returned its answer, which nobody sees: say it with run.text(…)."
        raise TypeError(msg)
