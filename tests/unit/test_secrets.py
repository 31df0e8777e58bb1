from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamlit_chatkit._backend import ClientSecret
from streamlit_chatkit._errors import ChatKitError, SessionError
from streamlit_chatkit._secrets import (
    COOL_DOWN,
    FIRST_PATIENCE,
    LATER_PATIENCE,
    LONGEST_MINT,
    Action,
    Failure,
    Issued,
    Outcome,
    Pending,
    SecretCache,
    decide,
    start_daemon_thread,
)


@dataclass
class Connection:
    """Mints what it is told to, and counts."""

    answer: Callable[[], ClientSecret] = field(default=lambda: ClientSecret("cs-x-1", 600))
    cache_key: Hashable = "connection"
    api_url: str = "https://api.example.com/api/ai"
    home: str = api_url
    assistant_id: str = "a1"
    frame_url: str | None = None
    minted: int = 0

    def mint(self, user: str) -> ClientSecret:
        self.minted += 1
        return self.answer()

    def attach(self, secret: str) -> None: ...


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Cache(SecretCache):
    """A cache whose threads can be joined."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self.threads: list[threading.Thread] = []
        super().__init__(clock or Clock(), self.start_thread)

    def start_thread(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self.threads.append(thread)
        thread.start()

    def settle(self) -> None:
        for thread in self.threads:
            thread.join(10)


def refuse() -> ClientSecret:
    raise SessionError("no", status=401)


def version(outcome: Outcome) -> int:
    assert isinstance(outcome, Issued)
    return outcome.version


def test_many_runs_mint_once() -> None:
    cache, connection = Cache(), Connection()
    assert {version(cache.get(connection, "u")) for _ in range(20)} == {1}
    assert version(cache.get(connection, "u", asked=True)) == 1
    assert connection.minted == 1


def test_concurrent_needs_share_one_request() -> None:
    release, first = threading.Event(), threading.Event()

    def answer() -> ClientSecret:
        first.set()
        assert release.wait(10)
        return ClientSecret("cs-x-1", 600)

    cache, connection = Cache(), Connection(answer)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(cache.get, connection, "u", asked=n % 2 == 0) for n in range(8)]
        assert first.wait(10)
        release.set()
        versions = {version(future.result(10)) for future in asked}
    assert versions == {1}
    assert connection.minted == 1


def test_each_user_and_connection_has_its_own_secret() -> None:
    cache, one, two = Cache(), Connection(), Connection(cache_key="another")
    assert version(cache.get(one, "u")) == 1
    assert version(cache.get(one, "v")) == 2
    assert version(cache.get(two, "u")) == 3
    assert (one.minted, two.minted) == (2, 1)


def test_the_version_grows_also_after_a_switch_back() -> None:
    cache, one, two = Cache(), Connection(), Connection(cache_key="another")
    cache.get(one, "u")
    cache.get(two, "u")
    assert version(cache.get(one, "u")) == 3
    assert version(cache.get(one, "u")) == 3
    assert (one.minted, two.minted) == (1, 1)


def test_a_refused_secret_is_replaced_once() -> None:
    cache, connection = Cache(), Connection()
    cache.get(connection, "u")
    assert version(cache.get(connection, "u", asked=True, refused=1)) == 2
    assert version(cache.get(connection, "u", asked=True, refused=1)) == 2
    assert connection.minted == 2


def test_a_refused_secret_is_not_served_again_when_there_is_no_new_one() -> None:
    cache, connection = Cache(), Connection()
    cache.get(connection, "u")
    connection.answer = refuse
    assert isinstance(cache.get(connection, "u", asked=True, refused=1), Failure)
    assert isinstance(cache.get(connection, "u"), Failure)


def test_a_slow_first_mint_holds_its_script_for_the_patience_and_no_later_one() -> None:
    release = threading.Event()

    def answer() -> ClientSecret:
        assert release.wait(10)
        return ClientSecret("cs-x-1", 600)

    clock = Clock()
    cache, connection = Cache(clock), Connection(answer)
    assert isinstance(cache.get(connection, "u"), Pending)
    clock.now += FIRST_PATIENCE
    start = time.monotonic()
    assert isinstance(cache.get(connection, "u"), Pending)
    assert isinstance(cache.get(connection, "u", asked=True), Pending)
    assert isinstance(cache.get(connection, "another"), Pending)
    assert time.monotonic() - start < FIRST_PATIENCE / 2
    release.set()
    cache.settle()
    assert version(cache.get(connection, "u"))
    assert connection.minted == 2


def test_a_mint_that_never_ends_fails_and_can_be_tried_again() -> None:
    release = threading.Event()

    def hang() -> ClientSecret:
        assert release.wait(10)
        return ClientSecret("cs-x-late", 600)

    clock = Clock()
    cache, connection = Cache(clock), Connection(hang)
    assert isinstance(cache.get(connection, "u"), Pending)
    clock.now += LONGEST_MINT - 1
    assert isinstance(cache.get(connection, "u", asked=True), Pending)
    clock.now += 1
    outcome = cache.get(connection, "u", asked=True)
    assert isinstance(outcome, Failure)
    assert "within 120 s" in str(outcome.error)

    connection.answer = lambda: ClientSecret("cs-x-1", 600)
    retried = cache.get(connection, "u", asked=True)
    release.set()
    cache.settle()
    assert cache.get(connection, "u") == retried
    assert version(retried) == 1


def test_a_secret_is_renewed_shortly_before_it_expires_without_a_gap() -> None:
    clock = Clock()
    cache, connection = Cache(clock), Connection()
    cache.get(connection, "u")
    clock.now += 539
    assert version(cache.get(connection, "u")) == 1
    assert connection.minted == 1
    clock.now += 2
    assert version(cache.get(connection, "u")) == 1
    cache.settle()
    assert version(cache.get(connection, "u")) == 2
    assert connection.minted == 2


def test_an_expired_secret_is_not_served() -> None:
    clock = Clock()
    cache, connection = Cache(clock), Connection()
    cache.get(connection, "u")
    clock.now += 601
    outcome = cache.get(connection, "u")
    cache.settle()
    assert not isinstance(outcome, Issued) or outcome.version == 2
    assert version(cache.get(connection, "u")) == 2


def test_reruns_do_not_repeat_a_failed_mint_until_it_has_cooled_down() -> None:
    clock = Clock()
    cache, connection = Cache(clock), Connection(refuse)
    numbers = []
    for _ in range(10):
        outcome = cache.get(connection, "u")
        assert isinstance(outcome, Failure)
        numbers.append(outcome.number)
    assert numbers == [1] * 10
    assert connection.minted == 1
    clock.now += COOL_DOWN
    cache.get(connection, "u")
    cache.settle()
    assert connection.minted == 2


def test_the_browser_is_told_of_a_failure_before_its_next_request_counts_as_a_retry() -> None:
    cache, connection = Cache(), Connection(refuse)
    cache.get(connection, "u")
    told = cache.get(connection, "u", asked=True)
    assert isinstance(told, Failure)
    assert connection.minted == 1
    connection.answer = lambda: ClientSecret("cs-x-2", 600)
    assert version(cache.get(connection, "u", asked=True)) == 1
    assert connection.minted == 2


def test_a_failed_renewal_leaves_the_secret_that_still_works() -> None:
    clock = Clock()
    cache, connection = Cache(clock), Connection()
    cache.get(connection, "u")
    connection.answer = refuse
    clock.now += 560
    for _ in range(5):
        assert version(cache.get(connection, "u")) == 1
        cache.settle()
    assert connection.minted == 2


def test_an_unexpected_exception_becomes_a_session_error_without_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def answer() -> ClientSecret:
        raise RuntimeError("sk-x-0123456789")

    outcome = Cache().get(Connection(answer), "u")
    assert isinstance(outcome, Failure)
    assert isinstance(outcome.error, SessionError)
    assert "RuntimeError" in str(outcome.error)
    text = f"{outcome!r} {outcome.error} {caplog.text}"
    assert "sk-x-0123456789" not in text
    assert "answer" in caplog.text


def test_a_thread_that_cannot_start_leaves_the_cache_usable() -> None:
    def fail(work: Callable[[], None]) -> None:
        raise RuntimeError("can't start new thread")

    starts = [fail, start_daemon_thread]
    cache = SecretCache(start=lambda work: starts.pop(0)(work))
    connection = Connection()
    with pytest.raises(RuntimeError):
        cache.get(connection, "u")
    assert version(cache.get(connection, "u")) == 1


def test_no_secret_is_in_a_repr_or_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    cache = Cache()
    outcome = cache.get(Connection(), "u")
    assert isinstance(outcome, Issued)
    assert "cs-x-1" not in f"{outcome!r} {cache!r} {caplog.text}"


times = st.floats(min_value=0, max_value=2000)


@given(
    issued=st.none() | st.tuples(times, st.floats(min_value=1, max_value=1000)),
    failed_at=st.none() | times,
    told=st.booleans(),
    asked=st.booleans(),
    now=times,
)
def test_the_policy_never_serves_what_expired_nor_fails_while_it_could_serve(
    issued: tuple[float, float] | None,
    failed_at: float | None,
    told: bool,
    asked: bool,
    now: float,
) -> None:
    secret = issued and Issued(1, ClientSecret("cs", issued[1]), issued[0], sum(issued))
    failure = None if failed_at is None else Failure(1, ChatKitError("no"), failed_at, told)
    action = decide(secret or None, failure, now=now, asked=asked)
    valid = secret is not None and bool(secret) and now < secret.expires_at
    assert (action in {Action.SERVE, Action.SERVE_AND_RENEW}) == valid
    if action is Action.FAIL:
        assert failure is not None
        assert now - failure.at < COOL_DOWN
        assert not (asked and told)


def test_nobody_waits_long() -> None:
    assert FIRST_PATIENCE <= 2
    assert LATER_PATIENCE <= 0.25
