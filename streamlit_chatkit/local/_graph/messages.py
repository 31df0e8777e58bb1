"""What the messages of language models say: text, reasoning, and calls without a result."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from langchain_core.messages import (
    AIMessage,
    AnyMessage,
    BaseMessage,
    HumanMessage,
    ToolMessage,
)

if TYPE_CHECKING:
    from streamlit_chatkit.local._run.file import RunFile
    from streamlit_chatkit.local._run.input import Message, RunInput

Kind: TypeAlias = Literal["text", "reasoning"]

_REASONING = {"reasoning", "thinking", "reasoning_content"}
# Where providers put the words of a block; a summary may be a list of blocks again.
_WORDS = ("text", "reasoning", "thinking", "reasoning_content", "summary", "content")
# Providers that answer in the form of OpenAI's chat completions put it beside the content.
_REASONING_KEYS = ("reasoning_content", "reasoning")

# Bytes of a text file that a model gets with the message.
_MAX_TEXT = 100_000


def spoken(message: AIMessage) -> Iterator[tuple[Kind, str]]:
    """Tell the words of a message, or of a piece of one, in their order."""
    blocks = [message.content] if isinstance(message.content, str) else message.content
    parts = [_part(block) for block in blocks]
    if not any(kind == "reasoning" for kind, _ in parts):
        beside = (words(message.additional_kwargs.get(key)) for key in _REASONING_KEYS)
        parts.insert(0, ("reasoning", next(filter(None, beside), "")))
    return ((kind, text) for kind, text in parts if text)


def _part(block: object) -> tuple[Kind, str]:
    if isinstance(block, str):
        return "text", block
    kind = block.get("type") if isinstance(block, Mapping) else None
    if kind in _REASONING:
        return "reasoning", words(block)
    return "text", words(block) if kind == "text" else ""


def words(value: object) -> str:
    """Find the words in a block of content, or in a list of blocks."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next(filter(None, (words(value.get(key)) for key in _WORDS)), "")
    return "".join(map(words, value)) if isinstance(value, Sequence) else ""


def find_messages(update: object) -> Iterator[BaseMessage]:
    """Find the messages in what a node or a tool returned, whatever the key."""
    if isinstance(update, BaseMessage):
        yield update
    elif isinstance(update, Mapping):
        for value in update.values():
            yield from find_messages(value)
    elif isinstance(update, list | tuple):
        for value in update:
            yield from find_messages(value)


def unanswered(messages: Sequence[BaseMessage]) -> list[ToolMessage]:
    """Answer the calls at the end of a conversation that have no result.

    Models refuse such a conversation. It is what remains of a run that was stopped, or that failed.
    """
    last = next((n for n in reversed(range(len(messages))) if _calls(messages[n])), None)
    if last is None:
        return []
    answered = {one.tool_call_id for one in messages[last:] if isinstance(one, ToolMessage)}
    return [
        ToolMessage("This was stopped before it had a result.", tool_call_id=id_, status="error")
        for id_ in _calls(messages[last])
        if id_ not in answered
    ]


def _calls(message: BaseMessage) -> list[str]:
    calls = message.tool_calls if isinstance(message, AIMessage) else []
    return [call["id"] for call in calls if call["id"]]


def history(messages: Iterable[Message]) -> list[AnyMessage]:
    """Write messages of a thread as a language model gets them."""
    return [
        HumanMessage(one.text) if one.role == "user" else AIMessage(one.text)
        for one in messages
        if one.text
    ]


async def human(given: RunInput) -> HumanMessage:
    """Write the message to answer, after what the user refers to in it, with its files."""
    quotes = [_quote(one) for one in given.references]
    text = "\n\n".join([*filter(None, quotes), given.text])
    if not given.files:
        return HumanMessage(text)
    blocks = [await _file(file) for file in given.files]
    return HumanMessage([{"type": "text", "text": text}, *blocks])


async def _file(file: RunFile) -> dict[str, Any]:
    if file.mime_type.startswith("image/"):
        encoded = b64encode(await file.read()).decode()
        return {"type": "image", "base64": encoded, "mime_type": file.mime_type}
    what = f"File {file.name} ({file.mime_type}, {file.size} bytes)"
    readable = file.mime_type.startswith("text/") or file.mime_type == "application/json"
    if readable and file.size <= _MAX_TEXT:
        content = (await file.read()).decode("utf-8", "replace")
        return {"type": "text", "text": f"{what}:\n{content}"}
    return {"type": "text", "text": f"{what}, whose content is not shown here."}


def _quote(reference: Mapping[str, Any]) -> str:
    text, path = reference.get("text"), reference.get("path")
    if not isinstance(text, str) or not text.strip():
        return ""
    quoted = "\n".join(f"> {line}" for line in text.strip().splitlines())
    return f"From {path}:\n{quoted}" if path else quoted
