"""Since when each sentence stands, told by the versions before (3.26)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monitor.model import Block, Edit
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


def replaced(n: int, before: str, after: str) -> Edit:
    return Edit(op="replace", before=before, after=after, facts={"at": [[n, n + 1], [n, n + 1]]})


def test_who_takes_over_the_post_of_another_stands_there_since_then() -> None:
    """5.11: both names stood on the page from the first, each at the other's post."""
    before, now = blocks("Roy", "Culture", "Petit", "Voirie"), blocks("Petit", "Culture", "Roy", "Voirie")
    edits = {4: [replaced(0, "Roy", "Petit"), replaced(2, "Petit", "Roy")]}
    since = stands_since(now, [(4, before), (2, blocks("Roy", "Culture", "Petit"))], 1, edits)
    assert {one: since[sentence_key(one)].version for one in ("Roy", "Petit", "Culture", "Voirie")} == {
        "Roy": 4,
        "Petit": 4,
        "Culture": 1,
        "Voirie": 2,
    }


@pytest.mark.parametrize(
    ("before", "now", "edit", "version"),
    [
        pytest.param(
            ("Roy", "x", "y"),
            ("z", "x", "Roy"),
            Edit(op="move", before="Roy", after="Roy", facts={"at": [[0, 1], [2, 3]]}),
            1,
            id="moved",
        ),
        pytest.param(("Roy", "y"), ("Roy", "Roy"), replaced(1, "y", "Roy"), 1, id="twice"),
        pytest.param(("Roy. Un.", "y"), ("Roy. Deux.", "y"), replaced(0, "Roy. Un.", "Roy. Deux."), 1, id="kept-in-its-place"),
        pytest.param(("Roy", "y"), ("y", "Roy"), Edit(op="replace", before="y", after="Roy"), 1, id="place-not-recorded"),
        pytest.param(("Roy",), ("Roy",), Edit(op="replace", after="Roy", facts={"at": {"before": {}, "after": {}}}), 1, id="chart"),
    ],
)
def test_what_only_moved_or_stands_twice_is_as_old_as_it_was(
    before: Sequence[str], now: Sequence[str], edit: Edit, version: int
) -> None:
    """The opposite cases of 5.11: the text itself is not newer."""
    since = stands_since(blocks(*now), [(4, blocks(*before))], 1, {4: [edit]})
    assert since[sentence_key("Roy." if "." in now[0] else "Roy")].version == version


def test_a_text_that_changed_twice_is_followed_through_both_changes() -> None:
    """5.11: what a change put is looked for in the text after that change, not in today's."""
    texts = blocks("a", "b", "c"), blocks("b", "a", "c"), blocks("b", "a", "c", "d")
    edits = {2: [replaced(0, "a", "b"), replaced(1, "b", "a")], 3: [Edit(op="insert", after="d", facts={"at": [None, [3, 4]]})]}
    since = stands_since(texts[2], [(3, texts[1]), (2, texts[0])], 1, edits)
    assert [since[sentence_key(one)].version for one in "abcd"] == [2, 2, 1, 3]
