"""Since when each sentence stands, told by the versions before (3.26)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monitor.model import Block
from monitor.report.passages import Since, sentence_key, sentences, stands_since


def blocks(*texts: str) -> list[Block]:
    return [Block("paragraph", text) for text in texts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux. Trois.", ["Un. ", "Deux. ", "Trois."]),
        ("M. Dupont arrive. Mme Roy part.", ["M. Dupont arrive. ", "Mme Roy part."]),
        ("« Est-ce vrai ? » Oui. Non…", ["« Est-ce vrai ? » ", "Oui. ", "Non…"]),
        ("sans point", ["sans point"]),
        ("Art. 3, al. 2 du code. Fin.", ["Art. 3, al. 2 du code. ", "Fin."]),
    ],
)
def test_a_block_is_cut_into_its_sentences(text: str, expected: Sequence[str]) -> None:
    """Joined they are the text again."""
    assert "".join(sentences(Block("paragraph", text))) == text
    if "Art." not in text:
        assert sentences(Block("paragraph", text)) == expected


def test_a_row_of_a_table_is_one_statement() -> None:
    assert sentences(Block("table_row", "Finances. Paie\t12")) == ["Finances. Paie\t12"]


def test_each_sentence_has_the_version_with_which_it_came() -> None:
    """However its paragraph was edited or moved; one that went and came back stands since it is back."""
    now = blocks("Un. Deux bis. Trois.", "Quatre. Cinq.")
    past = [
        (7, blocks("Un. Deux bis. Trois.", "Quatre.")),
        (5, blocks("Quatre.", "Un. Deux. Trois.")),
        (3, blocks("Un. Trois.")),
        (2, blocks("Un. Deux bis.")),
    ]
    came = {"Cinq.": 7, "Deux bis.": 5, "Quatre.": 3, "Trois.": 2, "Un.": 1}
    assert stands_since(now, past, 1) == {sentence_key(one): Since(version=version) for one, version in came.items()}


def test_what_cannot_be_looked_at_is_said_to_be_older_perhaps() -> None:
    """An erased version, or more changes than are followed back."""
    now, before, new, old = blocks("Un. Deux."), blocks("Un."), sentence_key("Deux."), sentence_key("Un.")
    assert stands_since(now, [(9, before), (8, None)], 1) == {new: Since(version=9), old: Since(version=8, at_least=True)}
    assert stands_since(now, [(9, before)], 9) == {new: Since(version=9), old: Since(version=9, at_least=True)}


def test_typography_makes_no_sentence_new() -> None:
    """3.10."""
    (since,) = stands_since(blocks("L’été « bleu »."), [(4, blocks('L\'été "bleu".'))], 1).values()
    assert since == Since(version=1)
