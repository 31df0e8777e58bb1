from __future__ import annotations

from pathlib import Path

import pytest

from streamlit_chatkit._settings import ENVIRONMENT


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the environment nor a secrets file of this machine reaches a test."""
    monkeypatch.chdir(tmp_path)
    for variable in ENVIRONMENT.values():
        monkeypatch.delenv(variable, raising=False)
