"""A database, its connections, and the threads that wait for it."""

from __future__ import annotations

import asyncio
import threading
import weakref
from concurrent.futures import Future
from functools import lru_cache
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit.local._protocol.json import json_bytes

from .migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import URL

T = TypeVar("T")

MEMORY = ":memory:"
_THREADS = 4
_BUSY_S = 10


class Database:
    """A database that async code can use.

    The drivers block, so each transaction runs in one of a few threads. (Async drivers of SQLite
    do the same with a thread for each connection, and more hops.)

    Parameters
    ----------
    url : str
        ``:memory:``, ``sqlite:///path`` or ``postgresql://…``.

    Raises
    ------
    ConfigurationError
        If there is no such kind of database, it cannot be opened, or a newer version of this
        package has written it.
    """

    def __init__(self, url: str) -> None:
        parsed = parse_url(url)
        self.engine = _engine(parsed)
        try:
            with self.engine.execution_options(chatkit_writes=True).begin() as connection:
                migrate(connection)
        except DBAPIError as error:
            self.engine.dispose()
            msg = f"The database {shown(parsed)} cannot be opened: {error.orig}"
            raise ConfigurationError(msg) from error
        except BaseException:
            self.engine.dispose()
            raise
        self._writing = self.engine.execution_options(chatkit_writes=True)
        self.in_memory = is_in_memory(parsed)
        # A database in memory has one connection.
        self._readers = _Threads(1 if self.in_memory else _THREADS)
        # SQLite has one writer at a time, and lets others wait longer than need be.
        has_one_writer = parsed.get_backend_name() == "sqlite" and not self.in_memory
        self._writers = _Threads(1) if has_one_writer else self._readers
        threads = {self._readers, self._writers}
        self.close = weakref.finalize(self, _close, threads, self.engine)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction that writes nothing."""
        return await asyncio.wrap_future(self._readers.submit(lambda: _run(self.engine, work)))

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction, which counts as a whole or not at all."""
        return await asyncio.wrap_future(self._writers.submit(lambda: _run(self._writing, work)))


@lru_cache(maxsize=32)  # each run of an app's script asks for the same one
def parse_url(url: str) -> URL:
    """Read the address of a database.

    Raises
    ------
    ConfigurationError
        If it is none, or of a kind that is not supported.
    """
    try:
        parsed = make_url("sqlite://" if url == MEMORY else url)
    except ArgumentError:
        parsed = None
    kind = parsed.get_backend_name() if parsed else None
    if parsed is None or kind not in {"sqlite", "postgresql"}:
        msg = (
            f"database must be {MEMORY!r}, 'sqlite:///path/to/file.db' or "
            f"'postgresql://user:password@host/name', not {_masked(url)!r}."
        )
        raise ConfigurationError(msg)
    if kind == "postgresql" and parsed.drivername == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def shown(url: URL) -> str:
    """Write an address for people: without its passwords, of which the query may hold one too."""
    hidden = {name: "***" for name in url.query if "password" in name.lower()}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def _masked(url: str) -> str:
    return url.partition(":")[0] + ":…" if "@" in url or "?" in url else url


def is_in_memory(url: URL) -> bool:
    """Tell whether a database lasts only as long as the process."""
    return url.get_backend_name() == "sqlite" and url.database in {None, "", MEMORY}


def _engine(url: URL) -> Engine:
    # As it is sent: what readers of a stream get is what they find after a reload.
    options: dict[str, Any] = {"json_serializer": _json_text}
    if is_in_memory(url):
        options["poolclass"] = StaticPool
    if url.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": _BUSY_S, "check_same_thread": False}
    else:
        options |= {"pool_size": _THREADS, "pool_pre_ping": True}
    try:
        engine = create_engine(url, **options)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        msg = f"{url.drivername} needs a driver: run `pip install 'streamlit-chatkit[postgres]'`."
        raise ConfigurationError(msg) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _json_text(value: object) -> str:
    return json_bytes(value).decode()


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401
    connection.isolation_level = None  # transactions are begun below
    for pragma in ("journal_mode = wal", "synchronous = normal", "foreign_keys = on"):
        connection.execute(f"pragma {pragma}")


# A transaction that reads first and writes later fails when somebody else wrote in between.
def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("chatkit_writes")
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _run(engine: Engine, work: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return work(connection)


# The pool of concurrent.futures takes nothing any more when the interpreter exits, before the
# server has stored how its last runs ended.
class _Threads:
    def __init__(self, count: int) -> None:
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads = [
            threading.Thread(
                target=_work, args=[self._queue], name=f"chatkit-database-{index}", daemon=True
            )
            for index in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, call: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()

        def run() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(call())
                except BaseException as error:  # noqa: BLE001 - it belongs to who waits
                    future.set_exception(error)

        self._queue.put(run)
        return future

    def stop(self) -> None:
        for _ in self._threads:
            self._queue.put(None)
        # A connection that is in use now would be left open.
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(_BUSY_S)


def _work(queue: SimpleQueue[Callable[[], None] | None]) -> None:
    while run := queue.get():
        run()
        del run  # its result must not live until the next call


def _close(threads: set[_Threads], engine: Engine) -> None:
    for one in threads:
        one.stop()
    engine.dispose()
