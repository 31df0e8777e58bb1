"""A chat model that says what a test wrote for it, as a language model streams it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage, ToolCall
from langchain_core.messages.ai import UsageMetadata
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import Field


class Turn:
    """What the model answers to one request: words in pieces, then calls of tools."""

    def __init__(
        self, *pieces: str | dict[str, Any] | AIMessageChunk, calls: Sequence[ToolCall] = ()
    ) -> None:
        self.pieces = pieces
        self.calls = calls

    def chunks(self) -> Iterator[AIMessageChunk]:
        for piece in self.pieces:
            if isinstance(piece, AIMessageChunk):
                yield piece
            else:
                yield AIMessageChunk(content=piece if isinstance(piece, str) else [piece])
        for index, call in enumerate(self.calls):
            args = json.dumps(call["args"])
            begin = tool_call_chunk(name=call["name"], args="", id=call["id"], index=index)
            yield AIMessageChunk(content="", tool_call_chunks=[begin])
            for half in (args[:3], args[3:]):
                more = tool_call_chunk(name=None, args=half, id=None, index=index)
                yield AIMessageChunk(content="", tool_call_chunks=[more])
        usage = UsageMetadata(
            input_tokens=7,
            output_tokens=3,
            total_tokens=10,
            input_token_details={},  # optional, but not to mypy, which reads the class as of 3.10
            output_token_details={},
        )
        yield AIMessageChunk(content="", usage_metadata=usage)


def call(name: str, id_: str = "c1", **args: Any) -> ToolCall:
    return ToolCall(name=name, args=args, id=id_, type="tool_call")


class ScriptedModel(BaseChatModel):
    """Answers with `turns` in their order, and keeps what it was asked."""

    turns: list[Turn]
    requests: list[list[BaseMessage]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(
        self, tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool], **_: Any
    ) -> Runnable[Any, Any]:
        return self

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> Iterator[ChatGenerationChunk]:
        self.requests.append(messages)
        for chunk in self.turns[len(self.requests) - 1].chunks():
            generation = ChatGenerationChunk(message=chunk)
            if run_manager:
                run_manager.on_llm_new_token(str(chunk.content), chunk=generation)
            yield generation

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        self.requests.append(messages)
        for chunk in self.turns[len(self.requests) - 1].chunks():
            # Others get their turn, as while a real model thinks about the next word.
            await asyncio.sleep(0)
            generation = ChatGenerationChunk(message=chunk)
            if run_manager:
                await run_manager.on_llm_new_token(str(chunk.content), chunk=generation)
            yield generation

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **more: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **more))
