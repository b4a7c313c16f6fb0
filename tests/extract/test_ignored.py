"""What is shown but not compared (DESIGN 3.6)."""

from __future__ import annotations

import pytest

from monitor.extract.sections import ignored_parts
from monitor.model import Block


@pytest.mark.parametrize(
    ("lines", "patterns", "expected"),
    [
        pytest.param(["51 563 visites"], (), ("51 563 visites",), id="a block of visits"),
        pytest.param(["Vues : 1\u202f234"], (), ("Vues : 1\u202f234",), id="views with a label"),
        pytest.param(["Partages (142)"], (), ("Partages (142)",), id="shares in brackets"),
        pytest.param(["Déjà 12 partages depuis lundi"], (), (), id="a counter with other words"),
        pytest.param(["12 mars 2024 · 5,3k views · 2 shares"], (), ("5,3k", "2"), id="between points"),
        pytest.param(["Partages", "64"], (), ("64",), id="the number in a line of its own"),
        pytest.param(["Vu 12 fois", "64"], (), (), id="a number beside other words"),
        pytest.param(["La page a reçu 51 563 visites cette année, un record."], (), (), id="a number in a sentence is news"),
        pytest.param(["12 agents"], (), (), id="another thing that is counted"),
        pytest.param(["Mis à jour le 2 mars", "le 3 mars"], (r"le \d+ mars",), ("le 2 mars", "le 3 mars"), id="a pattern"),
        pytest.param(["Mis à\u00a0jour le 12 février 2024 à 10:32"], (), (), id="a date may be the change"),
        pytest.param(["Le tableau mis à jour le 12 mars 2024 est en ligne."], (), (), id="a date in a sentence is news"),
        pytest.param(["un deux trois"], ("un d", "deux"), ("un deux",), id="patterns that overlap"),
        pytest.param(["un"], ("(", "x*"), (), id="a broken and an empty pattern"),
    ],
)
def test_the_parts_left_out_of_comparing(lines: list[str], patterns: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """3.6"""
    assert ignored_parts(tuple(Block("paragraph", line) for line in lines), patterns) == expected
