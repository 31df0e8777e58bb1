from __future__ import annotations

import functools
from pathlib import Path
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


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"expires_after": 0}, "expires_after .* whole number of seconds, at least 1, not 0"),
        ({"expires_after": "600"}, "expires_after .* whole number of seconds, .* not '600'"),
        ({"max_upload_size": "20MB"}, "max_upload_size .* whole number of bytes, .* not '20MB'"),
        ({"api_key": "secret"}, "must begin with 'sk-'"),
        ({"api_key": 5}, "api_key .* must be text, not int"),
        ({"api_key": ""}, "api_key .* must be text, not an empty one"),
        ({"on_delete": "forget"}, "on_delete must be a function .* not 'forget'"),
        ({"on_delete": sales_analyst}, r"on_delete is called with \(user, thread_id\)"),
        ({"title": 5}, "title .* must be text"),
        ({"name": b"a"}, "name .* must be text"),
        ({"assistant_id": 5}, "assistant_id .* must be text"),
        ({"database": Path("chat.db")}, "database .* must be text, not P"),
        ({"models": "gpt-5"}, r"models .* list, such as \['gpt-5-mini'\], not 'gpt-5'"),
        ({"models": [5]}, "A model of LocalBackend is an id, .* not 5"),
        ({"models": [{"name": "gpt-5"}]}, "has id, label and description"),
        ({"allowed_types": ".csv"}, r"allowed_types .* list, such as \['.csv'\], not '.csv'"),
        ({"allowed_types": [1]}, "allowed_types .* must be text, not int"),
    ],
)
def test_options_that_cannot_work_are_refused(options: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        LocalBackend(sales_analyst, **options)


@pytest.mark.parametrize("frame_url", ["chat.html", "javascript:alert(1)", 5])
def test_a_chat_page_that_no_browser_could_open_is_refused(frame_url: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"frame_url \(given as an argument\)"):
        LocalBackend(sales_analyst).connect(frame_url=frame_url)


@pytest.mark.parametrize("origins", ["https://app.example", ["app.example"]])
def test_an_origin_that_names_no_page_is_refused(origins: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"https://app\.example"):
        LocalBackend(sales_analyst, database=":memory:").asgi_app(origins=origins)


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
