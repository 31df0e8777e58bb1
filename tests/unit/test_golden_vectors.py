"""The golden vectors are there to be used: each is read by a test of the page or the server."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
FRONTEND = TESTS.parent / "frontend" / "src"
GOLDEN = TESTS / "fixtures" / "golden"


def test_every_golden_vector_is_used_by_a_test() -> None:
    sources = [*TESTS.rglob("*.py"), *FRONTEND.rglob("*.ts"), *FRONTEND.rglob("*.tsx")]
    named = {
        name
        for source in sources
        if source != Path(__file__)
        for name in re.findall(r"[\w.-]+\.(?:json|sse)", source.read_text())
    }
    vectors = {path.name for path in GOLDEN.iterdir() if path.suffix in {".json", ".sse"}} - {
        "send-message-request.notes.json"
    }

    assert len(vectors) > 50
    assert vectors - named == set()
