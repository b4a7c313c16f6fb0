"""The short form of `python -m soak deliveries`: killed a few times, nothing is lost (10.1, 16.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from soak.deliveries import trial


@pytest.mark.few(0)
def test_what_is_killed_on_its_way_arrives_under_the_same_key(tmp_path: Path) -> None:
    """10.1, 16.3: a crash at either side of a commit is tried in tests/cli/test_alerts.py."""
    outcome = trial(3, seed=5, folder=tmp_path)
    assert outcome.wrong == []
    assert outcome.kills == 3
    assert outcome.sent >= 3 * (outcome.changes + 1)  # three channels: the changes, and a first message each
