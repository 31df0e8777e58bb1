"""What all tests share."""

from __future__ import annotations

import os

# Conversations of tests are no business of the next run.
os.environ.setdefault("CHATKIT_DATABASE", ":memory:")
