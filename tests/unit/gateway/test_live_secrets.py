from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from streamlit_chatkit import XpertAI
from streamlit_chatkit._gateway.secrets import LiveSecrets, Upstream, live_secrets

API = Upstream("https://api.example.com/api/ai")
ELSEWHERE = Upstream("https://other.example.com/api/ai")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_secret_is_good_for_its_api_until_it_expires() -> None:
    clock = Clock()
    secrets = LiveSecrets(clock)
    secrets.add("cs-x-1", 60, API)
    secrets.add("cs-x-2", 600, ELSEWHERE)
    assert secrets.upstream_of("cs-x-1") == API
    assert secrets.upstream_of("cs-x-2") == ELSEWHERE
    clock.now += 60
    assert secrets.upstream_of("cs-x-1") is None
    assert secrets.upstream_of("cs-x-2") == ELSEWHERE


@pytest.mark.parametrize("secret", [None, "", "cs-x-", "cs-x-10", "CS-X-1", "sk-x-1"])
def test_a_secret_that_was_not_minted_here_is_unknown(secret: str | None) -> None:
    secrets = LiveSecrets()
    secrets.add("cs-x-1", 60, API)
    assert secrets.upstream_of(secret) is None


def test_expired_secrets_are_forgotten_and_none_is_kept_in_the_clear() -> None:
    clock = Clock()
    secrets = LiveSecrets(clock)
    for number in range(100):
        secrets.add(f"cs-x-{number}", 60, API)
    assert len(secrets) == 100
    assert "cs-x-1" not in repr(vars(secrets))
    clock.now += 60
    secrets.add("cs-x-new", 60, API)
    assert len(secrets) == 1


def test_threads_may_add_and_ask_at_once() -> None:
    secrets = LiveSecrets()

    def mint(number: int) -> bool:
        secrets.add(f"cs-x-{number}", 60, API)
        return secrets.upstream_of(f"cs-x-{number}") == API

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(mint, range(500)))
    assert len(secrets) == 500


def test_minting_makes_a_secret_known() -> None:
    answer = {"client_secret": "cs-x-minted-in-a-test", "expires_after": 60}
    backend = XpertAI(
        api_key="sk-x-1",
        api_url="https://api.example.com",
        transport=httpx.MockTransport(lambda _: httpx.Response(201, json=answer)),
    )
    connection = backend.connect("a1", frame_url=None, app_origin=None)
    assert live_secrets.upstream_of("cs-x-minted-in-a-test") is None
    connection.mint("visitor")
    assert live_secrets.upstream_of("cs-x-minted-in-a-test") == API
