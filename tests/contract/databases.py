"""The databases against which the tests of the store run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from streamlit_chatkit.local._store.database import MEMORY

from .postgres import new_database, postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["memory", "file", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        with new_database(server, f"chatkit_{uuid4().hex}") as url:
            yield url
    else:
        yield MEMORY if request.param == "memory" else f"sqlite:///{tmp_path / 'chat.db'}"
