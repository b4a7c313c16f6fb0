"""The short form of `python -m soak week`: a service that is killed beside pages that change (10.1, 16.3)."""

from __future__ import annotations

from pathlib import Path

from soak.week import trial


def test_every_change_is_told_once_on_every_channel_whatever_happens_to_the_service(tmp_path: Path) -> None:
    outcome = trial(seed=4, folder=tmp_path, watches=4, seconds=14, calm_s=4, changes=3)
    assert outcome.wrong == []
    assert outcome.changes >= 3 and outcome.asked >= 1
