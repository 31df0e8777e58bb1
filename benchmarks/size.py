"""What the browser downloads before the chat can be used."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import streamlit_chatkit
from benchmarks.table import Row

STATIC = Path(next(iter(streamlit_chatkit.__path__))) / "static"


def scripts_of(page: str) -> set[Path]:
    """Return the scripts that a page loads at once, with what they import statically."""
    text = (STATIC / page).read_text()
    pending = [STATIC / name for name in re.findall(r'(?:src|href)="\./(assets/[^"]+\.js)"', text)]
    found: set[Path] = set()
    while pending:
        script = pending.pop()
        if script in found:
            continue
        found.add(script)
        imports = re.findall(r'(?:from|import)\s*"\./([^"]+\.js)"', script.read_text())
        pending += [script.parent / name for name in imports]
    return found


def kilobytes(scripts: set[Path]) -> float:
    return sum(len(gzip.compress(script.read_bytes())) for script in scripts) / 1000


def measure() -> list[Row]:
    component, frame = scripts_of("index.html"), scripts_of("frame.html")
    react = component & frame
    return [
        Row("JavaScript, gzip: shared by both pages (React)", kilobytes(react), "kB"),
        Row("JavaScript, gzip: component page, rest", kilobytes(component - react), "kB"),
        Row("JavaScript, gzip: chat page, rest", kilobytes(frame - react), "kB"),
        Row("JavaScript, gzip: chat page, all of its first load", kilobytes(frame), "kB", goal=190),
    ]
