"""The build hook, and what must never be committed."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(hatch_build.__file__).parent


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a frontend whose `npm` only writes down how it was called."""
    frontend, static, tools = (tmp_path / name for name in ("frontend", "static", "tools"))
    (frontend / "src").mkdir(parents=True)
    (frontend / "package.json").write_text("{}")
    (frontend / "package-lock.json").write_text("{}")
    (frontend / "src" / "main.ts").write_text("export {};")
    tools.mkdir()
    static.mkdir()
    for name, script in {
        "node": "echo v20.19.0",
        "npm": f"""
            echo "$1" >> {tmp_path}/calls
            mkdir -p node_modules && touch node_modules/.package-lock.json
            touch {static}/index.html
        """,
    }.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setattr(hatch_build, "FRONTEND", frontend)
    monkeypatch.setattr(hatch_build, "STATIC", static)
    monkeypatch.setattr(hatch_build, "STAMP", static / ".sources")
    return tmp_path


def calls(checkout: Path) -> list[str]:
    log = checkout / "calls"
    return log.read_text().split() if log.exists() else []


def test_the_frontend_is_installed_and_built_once(checkout: Path) -> None:
    assert hatch_build.build_frontend() is True
    assert hatch_build.build_frontend() is False
    assert calls(checkout) == ["ci", "run"]


def test_a_changed_source_is_built_again(checkout: Path) -> None:
    hatch_build.build_frontend()
    (checkout / "frontend" / "src" / "main.ts").write_text("export const changed = true;")

    assert hatch_build.build_frontend() is True
    assert calls(checkout) == ["ci", "run", "run"]


def test_changed_packages_are_installed_again(checkout: Path) -> None:
    hatch_build.build_frontend()
    lock = checkout / "frontend" / "package-lock.json"
    lock.write_text('{"changed": true}')
    later = lock.stat().st_mtime + 5
    os.utime(lock, (later, later))

    hatch_build.build_frontend()

    assert calls(checkout) == ["ci", "run", "ci", "run"]


def test_a_changed_test_is_not_a_changed_source(checkout: Path) -> None:
    hatch_build.build_frontend()
    (checkout / "frontend" / "src" / "main.test.ts").write_text("")

    assert hatch_build.build_frontend() is False


def test_missing_node_is_explained(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(checkout / "static"))

    with pytest.raises(hatch_build.FrontendBuildError, match=r"Node\.js was not found") as caught:
        hatch_build.build_frontend()

    assert "https://nodejs.org" in str(caught.value)


def test_an_old_node_is_refused_with_both_versions(checkout: Path) -> None:
    (checkout / "tools" / "node").write_text("#!/bin/sh\necho v18.20.4\n")

    with pytest.raises(hatch_build.FrontendBuildError, match=r"v18\.20\.4 is too old") as caught:
        hatch_build.build_frontend()

    assert ">= 20.19" in str(caught.value)


def test_a_failing_build_fails_loudly_and_leaves_no_stamp(checkout: Path) -> None:
    (checkout / "tools" / "npm").write_text("#!/bin/sh\nexit 1\n")

    with pytest.raises(hatch_build.FrontendBuildError, match="`npm ci"):
        hatch_build.build_frontend()

    assert not hatch_build.STAMP.exists()


def test_an_sdist_without_sources_uses_its_built_files(checkout: Path) -> None:
    shutil.rmtree(checkout / "frontend")
    (checkout / "static" / "index.html").touch()

    assert hatch_build.build_frontend() is False


def committed_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_committed_file_names_a_package_registry() -> None:
    # Written in pieces, so that this file does not name one either.
    hosts = ["registry.npm" + "js.org", "py" + "pi.org", "files.python" + "hosted.org"]
    hosts += ["npm" + "mirror.com", "deb.debian" + ".org"]

    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in committed_files()
        if path.is_file()
        for host in hosts
        if host.encode() in path.read_bytes()
    ]

    assert found == []


def test_no_built_file_is_committed() -> None:
    built = [path for path in committed_files() if "static" in path.relative_to(ROOT).parts]

    assert built == []
