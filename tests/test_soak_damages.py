"""The short form of `python -m soak damages`: a few damages of each kind; and what makes the long one fail (7.5)."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import pytest

import soak.damages
from soak import Summary
from soak.__main__ import summary
from soak.damages import DEEDS, Told, trial

CAPTURES = 4


def seeds() -> list[int]:
    """Two of each kind of damage, always the same."""
    of = {deed: list(islice((n for n in count() if random.Random(n).choice(DEEDS) is deed), 2)) for deed in set(DEEDS)}
    return sorted(n for found in of.values() for n in found)


@pytest.mark.few(0)
def test_nothing_damaged_is_shown_as_true(tmp_path: Path) -> None:
    """A sentence and a status, or the very words of the sound database; `verify` finds what makes a difference."""
    outcome = trial(tmp_path, seeds(), CAPTURES, thorough=False)
    assert outcome.wrong == []
    assert len(outcome.tried) == len(set(DEEDS)) and outcome.noticed >= outcome.tried.total() // 2


@pytest.mark.few(0)
def test_the_trial_notices_what_is_shown_as_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A judge that never says no proves nothing: a program that shows other figures, and finds nothing wrong with them."""
    honest = soak.damages.run

    def lying(folder: Path, *words: str) -> Told:
        told = honest(folder.with_name("whole"), *words)
        return replace(told, out=told.out.replace("2023", "2032")) if folder.name == "copy" else told

    monkeypatch.setattr(soak.damages, "run", lying)
    outcome = trial(tmp_path, [0], CAPTURES, thorough=False)
    assert outcome.shown and any("verify finds nothing" in one for one in outcome.wrong)


def test_the_summary_adds_up_what_the_trials_counted() -> None:
    told = {"a": Summary(kills=200, repeated=70), "b": Summary(damages=300, shown=1), "c": Summary(lost=2, torn=1)}
    said = "runs: 3, kills: 200, lost: 2, torn: 1, repeated with the same key: 70, damages: 300, shown as true: 1"
    assert summary(told) == said
