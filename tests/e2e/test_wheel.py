"""The published wheel: complete, and usable on a machine without Node."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.contract_server import API_KEY, ASSISTANT, ContractServer
from tests.e2e.harness import APPS, ROOT, App, Chat, Watch


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the sdist, as publishing does, with no Node on PATH."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
        env=os.environ | {"PATH": str(Path(sys.executable).parent)},
    )
    return folder


def test_wheel_and_sdist_contain_both_pages(dist: Path) -> None:
    wheel = zipfile.ZipFile(next(dist.glob("*.whl"))).namelist()
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        sdist = archive.getnames()

    for page in ("index.html", "frame.html"):
        assert f"streamlit_chatkit/static/{page}" in wheel
        assert any(name.endswith(f"streamlit_chatkit/static/{page}") for name in sdist)
    assert "streamlit_chatkit/py.typed" in wheel
    assert not [name for name in wheel + sdist if "node_modules" in name]
    assert not [name for name in wheel if name.startswith(("tests/", "demo/", "frontend/"))]


def test_an_app_runs_on_the_wheel(
    dist: Path,
    tmp_path: Path,
    start: Callable[..., App],
    page: Page,
    watch: Watch,
    xpertai: ContractServer,
) -> None:
    site = tmp_path / "site"
    wheel = next(dist.glob("*.whl"))
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True)
    script = tmp_path / "app.py"
    script.write_text(
        (APPS / "hosted.py").read_text()
        + "\nimport streamlit_chatkit\nst.text(f'From: {streamlit_chatkit.__file__}')\n"
    )
    app = start(
        script,
        PYTHONPATH=str(site),
        XPERTAI_API_KEY=API_KEY,
        XPERTAI_API_URL=xpertai.url,
        XPERT_ID=ASSISTANT,
    )

    page.goto(app.url)
    chat = Chat(page)
    chat.wait_until_ready()

    assert "Order 1042 has shipped" in chat.ask("Where is order 1042?")
    expect(page.get_by_text(f"From: {site}")).to_be_visible()
    assert watch.own_complaints() == []
