"""The built pages: one React for both, and nothing that a page does not use."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import streamlit_chatkit

STATIC = Path(next(iter(streamlit_chatkit.__path__))) / "static"
# The name under which React's two packages share their state; a second React would have a second.
REACT = "__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE"


def scripts_of(page: str) -> set[str]:
    return set(re.findall(r'(?:src|href)="\./(assets/[^"]+\.js)"', (STATIC / page).read_text()))


def test_both_pages_share_the_one_react() -> None:
    with_react = {
        path.relative_to(STATIC).as_posix()
        for path in STATIC.rglob("*.js")
        if f"{REACT}=" in path.read_text()
    }

    assert len(with_react) == 1
    assert with_react <= scripts_of("index.html") & scripts_of("frame.html")


def test_apache_arrow_stays_out_of_the_component() -> None:
    size = sum(
        len(gzip.compress((STATIC / name).read_bytes())) for name in scripts_of("index.html")
    )

    assert size < 110_000
    assert not [path for path in STATIC.rglob("*.js") if "RecordBatch" in path.read_text()]


def test_the_pages_load_nothing_from_elsewhere() -> None:
    for page in ("index.html", "frame.html"):
        sources = re.findall(r'(?:src|href)="([^"]+)"', (STATIC / page).read_text())

        assert sources
        assert [source for source in sources if not source.startswith(("./", "data:"))] == []
