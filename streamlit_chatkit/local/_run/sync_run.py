"""Agents that are plain functions: each runs in a thread, with a `Run` that needs no await."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import AbstractAsyncContextManager, suppress
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeAlias

from .file import RunFile
from .input import RunInput
from .output import refuse_returned
from .run import Run

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from types import TracebackType

    from .run import Agent


class SyncRun:
    """A `Run` for agents that are plain functions: the same attributes and methods, without await.

    It is made from `Run`, so that it has whatever `Run` has: ``run.text("…")``,
    ``with run.tool("query") as step:``, ``run.input.files[0].dataframe()``.

    After the user has stopped the run, each method raises `concurrent.futures.CancelledError`; a
    function that works for long without calling one looks at `cancelled` now and then.

    Examples
    --------
    >>> def analyst(run: SyncRun) -> None:
    ...     with run.tool("query") as step:
    ...         step.output = db.sql(sql).df()
    ...     run.text("Revenue grew **12 %**.")
    """

    def __init__(self, run: Run) -> None:
        self._bridge = _Bridge(asyncio.get_running_loop())
        self._run = run

    @property
    def cancelled(self) -> bool:
        """Whether the user has stopped the run."""
        return self._bridge.cancelled.is_set()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name.startswith("_"):
            raise AttributeError(name)
        return self._bridge.without_await(getattr(self._run, name))

    def __repr__(self) -> str:
        return f"Sync{self._run!r}"


SyncAgent: TypeAlias = Callable[[SyncRun], object]
"""An agent that is a plain function: ``def agent(run: SyncRun) -> None``."""


class _Proxy:
    """Something of a run, without await."""

    def __init__(self, bridge: _Bridge, target: object) -> None:
        self._bridge = bridge
        self._target = target

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name.startswith("_"):
            raise AttributeError(name)
        return self._bridge.without_await(getattr(self._target, name))

    def __repr__(self) -> str:
        return repr(self._target)


class _Context:
    """An asynchronous context manager, entered and left from another thread."""

    def __init__(self, bridge: _Bridge, manager: AbstractAsyncContextManager[Any]) -> None:
        self._bridge = bridge
        self._manager = manager

    def __enter__(self) -> Any:  # noqa: ANN401
        return self._bridge.wait_for(self._manager.__aenter__())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if self._bridge.cancelled.is_set():
            return False
        leaving = self._manager.__aexit__(kind, error, traceback)
        try:
            return bool(self._bridge.wait_for(leaving))
        except BaseException as raised:
            if raised is error:
                return False
            raise


class _Bridge:
    """Lets a thread wait for the event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.cancelled = threading.Event()
        self._loop = loop

    def wait_for(self, coroutine: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
        if self.cancelled.is_set():
            coroutine.close()
            raise CancelledError
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    def without_await(self, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, (RunInput, RunFile)):
            return _Proxy(self, value)
        if isinstance(value, list | tuple):
            return type(value)(self.without_await(one) for one in value)
        if isinstance(value, AbstractAsyncContextManager):
            return _Context(self, value)
        return self._called(value) if inspect.ismethod(value) else value

    def _called(self, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            result = method(*args, **kwargs)
            if inspect.iscoroutine(result):
                result = self.wait_for(result)
            return self.without_await(result)

        return call


def in_thread(agent: SyncAgent) -> Agent:
    """Make an agent of a plain function.

    Each run has a thread of its own, because a pool would be used up by runs that wait for users.
    """

    @wraps(agent)
    async def answer(run: Run) -> None:
        sync = SyncRun(run)
        loop = asyncio.get_running_loop()
        done: asyncio.Future[BaseException | None] = loop.create_future()

        def work() -> None:
            error: BaseException | None = None
            try:
                returned = agent(sync)
                _refuse_awaitable(returned)
                refuse_returned(run, returned)
            except BaseException as raised:  # noqa: BLE001
                error = raised
            with suppress(RuntimeError):  # the server's loop was closed meanwhile
                loop.call_soon_threadsafe(_finish, done, error)

        context = contextvars.copy_context()
        name = f"chatkit-agent-{run.id[:8]}"
        threading.Thread(target=context.run, args=(work,), name=name, daemon=True).start()
        try:
            error = await done
        except asyncio.CancelledError:
            sync._bridge.cancelled.set()
            raise
        if isinstance(error, CancelledError):
            raise asyncio.CancelledError
        if error is not None:
            raise error

    return answer


def _finish(done: asyncio.Future[BaseException | None], error: BaseException | None) -> None:
    if not done.done():
        done.set_result(error)


def _refuse_awaitable(result: object) -> None:
    if inspect.iscoroutine(result):
        result.close()
        msg = "The agent returned a coroutine: make it an `async def` function."
        raise TypeError(msg)
