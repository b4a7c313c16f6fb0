"""What all tests share: property tests that give one answer on a given tree wherever CI runs them, and wander elsewhere."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("everywhere", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")
