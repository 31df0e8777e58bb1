"""The databases against which the tests of the store run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from streamlit_chatkit.local._database import MEMORY

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("memory", "file")


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return MEMORY if request.param == "memory" else f"sqlite:///{tmp_path / 'chat.db'}"
