"""DESIGN 3.25: how somebody is reached is no post; his post is the line below."""

from __future__ import annotations

import pytest

from tests.compare.test_holders import said

PEOPLE = [
    ("Mme Odile Vasseur", "Directrice des finances", "o.vasseur@sarre.example", "a"),
    ("Mme Nadia Ferrand", "Responsable des sports", "n.ferrand@sarre.example", "b"),
    ("M. Hugo Pelletier", "Coordinateur petite enfance", "h.pelletier@sarre.example", "c"),
]
WAYS = [
    "{2}", "Mél. {2}", "n.{3} [at] sarre.example", "{2} – 03 84 21 10 11", "{2}</p><p>03 84 21 10 11", "03 84 21 10 11 (poste {3})",
    "www.sarre.example/{3}", "sarre.example/{3}", "https://sarre.example/{3}",
]  # fmt: skip


def renamed(card: str, *, titled: bool) -> list[str]:
    """What is told where the second of the cards gets another name."""
    people = PEOPLE if titled else [(name.partition(" ")[2], *rest) for name, *rest in PEOPLE]
    old = "".join(f"<div>{card.format(*one)}</div>" for one in people)
    return said(old, old.replace(people[1][0], "Mme Zélie Marchand" if titled else "Zélie Marchand"))


@pytest.mark.parametrize("titled", [False, True])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("card", ["<h4>{{0}}</h4><p>{}</p><p>{{1}}</p>", "<p>{{0}}</p><p>{}</p><p>{{1}}</p>"])
def test_a_post_is_the_line_below_the_address(card: str, way: str, titled: bool) -> None:
    (line,) = renamed(card.format(way), titled=titled)
    assert "Responsable des sports" in line and "sarre.example" not in line and "03 84" not in line


@pytest.mark.parametrize("titled", [False, True])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "card", ["<h4>{{0}}</h4><p>{}</p>", "<p>{{0}}</p><p>{}</p>", "<p>{}</p><p>{{0}}</p>", "<h4>{}</h4><p>{{0}}</p>"]
)
def test_an_address_passes_to_nobody(card: str, way: str, titled: bool) -> None:
    assert not any("passe de" in line for line in renamed(card.format(way), titled=titled))


@pytest.mark.parametrize("way", WAYS)
def test_or_the_line_above_it(way: str) -> None:
    (line,) = renamed(f"<p>{{1}}</p><p>{way}</p><p>{{0}}</p>", titled=True)
    assert line.startswith("« Responsable des sports » passe de")


@pytest.mark.parametrize("titled", [False, True])
def test_nor_does_one_with_the_post_behind_it(titled: bool) -> None:
    for card in ("<b>{0}</b><br>{2}<br>{1}", "<dl><dt>{0}</dt><dd>{2}</dd><dd>{1}</dd></dl>"):
        assert not any(
            "sarre.example" in line.partition("passe de")[0] for line in renamed(card, titled=titled) if "passe de" in line
        )


def test_a_post_with_an_address_behind_it_is_one() -> None:
    assert "passe de" in "".join(renamed("<h4>{0}</h4><p>{1}, {2}</p>", titled=True))
