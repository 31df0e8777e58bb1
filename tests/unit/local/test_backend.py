from __future__ import annotations

import functools
from typing import Any

import pytest

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit.local import LocalBackend, Run


async def sales_analyst(run: Run) -> None:
    """Answer questions about sales.

    At length.
    """


class Agent:
    async def __call__(self, run: Run) -> None: ...


async def generator(run: Run) -> Any:
    yield 1


@pytest.mark.parametrize("agent", [generator, "agent", None, Agent])
def test_an_agent_must_be_a_function_that_does_not_yield(agent: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"async def agent\(run\)"):
        LocalBackend(agent)


async def forgetful() -> None: ...


@pytest.mark.parametrize("agent", [forgetful, functools.partial(forgetful)])
def test_an_agent_must_take_the_run(agent: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"agent is called with \(run\)"):
        LocalBackend(agent)


@pytest.mark.parametrize("agent", [sales_analyst, Agent(), functools.partial(sales_analyst)])
def test_every_kind_of_async_callable_is_an_agent(agent: Any) -> None:
    assert LocalBackend(agent).connect().assistant.title


@pytest.mark.parametrize("options", [{"expires_after": 0}, {"api_key": "secret"}])
def test_options_that_cannot_work_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        LocalBackend(sales_analyst, **options)


def test_the_assistant_is_described_by_its_function() -> None:
    assistant = LocalBackend(sales_analyst).connect().assistant
    assert assistant.name == "sales_analyst"
    assert assistant.title == "Sales analyst"
    assert assistant.description == "Answer questions about sales."


def test_the_assistant_id_is_given_or_made_from_the_name() -> None:
    made = LocalBackend(sales_analyst).connect()
    assert made.assistant_id == LocalBackend(Agent(), name="sales_analyst").connect().assistant_id
    assert made.assistant_id != LocalBackend(sales_analyst, name="other").connect().assistant_id
    backend = LocalBackend(sales_analyst, assistant_id="own")
    assert backend.connect().assistant_id == "own"
    assert backend.connect("asked").assistant_id == "asked"


def test_nothing_shows_a_secret_or_key() -> None:
    backend = LocalBackend(sales_analyst, api_key="sk-x-hidden", expires_after=60)
    connection = backend.connect()
    secret = connection.mint("visitor-42")
    assert secret.expires_in == 60.0
    assert secret.secret not in repr(secret)
    assert "sk-x-hidden" not in repr(backend) + repr(connection) + repr(connection.cache_key)
