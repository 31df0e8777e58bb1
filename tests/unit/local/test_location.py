from __future__ import annotations

import io
from pathlib import Path

import pytest

from streamlit_chatkit.local._location import open_service


def test_workers_on_several_machines_share_a_folder_for_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATKIT_FILES", str(tmp_path / "shared"))
    services = [open_service(f"sqlite:///{tmp_path / name}") for name in ("a.db", "b.db")]
    storage_id = services[0].files.save(io.BytesIO(b"content"))
    assert services[1].files.path(storage_id).read_bytes() == b"content"
    for service in services:
        service.store.database.close()


def test_files_are_beside_their_database(tmp_path: Path) -> None:
    service = open_service(f"sqlite:///{tmp_path / 'chat.db'}")
    storage_id = service.files.save(io.BytesIO(b"content"))
    assert (tmp_path / "chat-files" / storage_id).is_file()
    service.store.database.close()
