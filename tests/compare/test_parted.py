"""DESIGN 5.3: entries that are set in other lines by a new design are the same; what is another one beside that is told alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.compare.test_holders import said

Entry = tuple[str, str]
HEADS: list[Entry] = [
    ("Finances", "Mme Inès Petit"),
    ("Achats", "M. Luc Morel"),
    ("Paie", "M. Ali Benz"),
    ("Voirie", "Mme Rose Blanc"),
    ("Archives", "M. Jean Noir"),
]
FORMS: dict[str, Callable[[list[Entry]], str]] = {
    "dash": lambda entries: f"<ul>{''.join(f'<li>{a} – {b}</li>' for a, b in entries)}</ul>",
    "colon": lambda entries: f"<ul>{''.join(f'<li>{a} : {b}</li>' for a, b in entries)}</ul>",
    "comma": lambda entries: "".join(f"<p>{a}, {b}</p>" for a, b in entries),
    "cards": lambda entries: "".join(f"<div><h3>{a}</h3><p>{b}</p></div>" for a, b in entries),
    "lines": lambda entries: "".join(f"<div><p>{a}</p><p>{b}</p></div>" for a, b in entries),
    "bold": lambda entries: "".join(f"<p><strong>{a}</strong></p><p>{b}</p>" for a, b in entries),
}
PAIRS = [(old, new) for old in ("dash", "colon", "comma") for new in ("cards", "lines", "bold")]


@pytest.mark.parametrize(("old", "new"), [*PAIRS, *((new, old) for old, new in PAIRS)])
def test_what_goes_or_comes_with_a_new_design_is_told_alone(old: str, new: str) -> None:
    """« [Voirie – Mme Rose Blanc → Archives] », « + Informatique »: what stood on both sides was told as other entries."""
    without = [entry for entry in HEADS if entry[0] != "Voirie"]
    for before, after in ((HEADS, without), (without, HEADS)):
        (line,) = said(FORMS[old](before), FORMS[new](after))
        assert "Voirie" in line and "Mme Rose Blanc" in line and not any(name in line for name, _ in without)
    assert said(FORMS[old](HEADS), FORMS[new](HEADS)) == []


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_who_heads_one_is_told_with_it(old: str, new: str) -> None:
    others = [(name, "Mme Eva Simon" if name == "Paie" else who) for name, who in HEADS]
    (line,) = said(FORMS[old](HEADS), FORMS[new](others))
    assert all(word in line for word in ("Paie", "Benz", "Simon"))


@pytest.mark.parametrize("mark", ["*", " (commun)", " ?"])
def test_a_mark_that_each_gets_is_told(mark: str) -> None:
    """What stands between the parts of an entry is how it is set; « Paie* » is not."""
    marked = [(f"{name}{mark}", who) for name, who in HEADS]
    assert len(said(FORMS["dash"](HEADS), FORMS["cards"](marked))) >= len(HEADS)
