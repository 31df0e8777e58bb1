"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Conversations of tests are no business of the next run.
os.environ.setdefault("CHATKIT_DATABASE", ":memory:")

# How long an example takes is a matter of the machine.
settings.register_profile("chatkit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("chatkit")
