from __future__ import annotations

import gc
import weakref

import pytest

from streamlit_chatkit.local import Run
from streamlit_chatkit.local._engine.secrets import Caller, SecretRegistry
from streamlit_chatkit.local._protocol.http import ApiError
from streamlit_chatkit.local._store.records import Assistant, now

ASSISTANT = Assistant("a", "agent", "Agent", None, now())


class Agent:
    async def __call__(self, run: Run) -> None: ...


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_secret_speaks_for_its_user_until_it_expires() -> None:
    clock = Clock()
    registry = SecretRegistry(clock)
    one, two = (registry.mint(Caller(user, ASSISTANT, Agent()), 10) for user in ("u1", "u2"))
    assert registry.authenticate(one).user == "u1"
    assert registry.authenticate(two).user == "u2"
    clock.now = 10
    with pytest.raises(ApiError) as error:
        registry.authenticate(one)
    assert error.value.body["error"] == "Token expired"
    clock.now = 10 + 3600
    with pytest.raises(ApiError) as error:
        registry.authenticate(one)
    assert error.value.body["error"] == "Invalid token"


def test_an_expired_secret_lets_go_of_its_agent() -> None:
    clock = Clock()
    registry = SecretRegistry(clock)
    agent = Agent()
    alive = weakref.ref(agent)
    registry.mint(Caller("u", ASSISTANT, agent), 10)
    del agent
    clock.now = 10
    registry.mint(Caller("u", ASSISTANT, Agent()), 10)
    gc.collect()
    assert alive() is None


def test_callers_do_not_show_their_agent() -> None:
    assert "Agent object" not in repr(Caller("u", ASSISTANT, Agent()))
