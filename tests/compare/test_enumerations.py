"""DESIGN 5.3: what comes to an enumeration is told as that, not as another's successor."""

from __future__ import annotations

import pytest

from monitor.compare.words import compared, word_diff
from tests.compare.test_titles import edits


def marked(old: str, new: str) -> str:
    before, after, words = word_diff(compared(old), compared(new))
    assert (before, after) == (old, new)
    return "".join(said if sign == "=" else f"[{sign}{said}]" for sign, said in words)


@pytest.mark.parametrize(
    ("one", "more", "came"),
    [
        ("les eaux et les déchets", "les eaux, les déchets et les sports", " et les sports"),
        ("Ourches et Norges", "Ourches, Norges et Bressey", " et Bressey"),
        ("Wege und Parks", "Wege, Parks und Bäche", " und Bäche"),
        ("Bus, tram et vélo.", "Bus, tram, vélo et marche.", " et marche"),
    ],
)
def test_the_last_of_an_enumeration_that_came_or_went_is_told_alone(one: str, more: str, came: str) -> None:
    """« Ourches[, Norges] et [Norges → Bressey] » reads as if Norges had given way."""
    joint = came.split()[0]
    assert f"[- {joint}][+,]" in marked(one, more)
    assert f"[+{came}]" in marked(one, more)
    assert f"[-,][+ {joint}]" in marked(more, one)
    assert f"[-{came}]" in marked(more, one)


def test_the_last_one_is_told_alone_where_more_than_one_word_joins_it() -> None:
    """« les eaux[, → et les] parcs[ et les rues] », whichever of the two came first."""
    short, long = "les eaux et les parcs", "les eaux, parcs et les rues"
    assert marked(long, short) == "les eaux[-,][+ et les] parcs[- et les rues]"
    assert marked(short, long) == "les eaux[- et les][+,] parcs[+ et les rues]"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("eau, gaz et bois", "eau et bois", "eau[-, gaz] et bois", id="amid"),
        pytest.param("le port et le pont", "le port et le quai", "le port et le [-pont][+quai]", id="another"),
        pytest.param("12 et 14", "12, 13 et 14", "12[+, 13] et 14", id="a figure amid"),
        pytest.param("A, B et le conseil municipal C", "A, B, C et le conseil municipal D", "", id="what stays says more"),
    ],
)
def test_what_is_no_end_of_an_enumeration_is_told_as_before(old: str, new: str, said: str) -> None:
    """Amid, in the place of another, and where more words stay as they were."""
    if said:
        assert marked(old, new) == said
    else:
        assert "et le conseil municipal" in marked(old, new)


@pytest.mark.parametrize("entry", ["<li>{} – {}</li>", "<p>{} – {}</p>", "<tr><td>{}</td><td>{}</td></tr>", "<li>N° {} : {}</li>"])
def test_an_act_with_another_number_is_another_act(entry: str) -> None:
    """5.3: « [2026 → 2027]-001 – … des [finances → achats] », each January: the old list went, and one of the new year came."""
    before = ("2026-001", "Service commun des finances"), ("2026-002", "Convention"), ("2026-003", "Tableau des effectifs")
    after = ("2027-001", "Service commun des achats"), ("2027-002", "Tableau des effectifs")
    box = "<table>{}</table>" if entry.startswith("<tr") else "<div>{}</div>" if entry.startswith("<p") else "<ul>{}</ul>"
    old, new = (box.format("".join(entry.format(*act) for act in acts)) for acts in (before, after))
    assert sorted(edit.op for edit in edits(old, new)) == ["delete"] * 3 + ["insert"] * 2
    reworded = box.format("".join(entry.format(*act) for act in (*before[:2], ("2026-003", "Tableau des effectifs modifié"))))
    assert [edit.op for edit in edits(old, reworded)] == ["replace"]


@pytest.mark.parametrize("sign", [" – ", " : ", " "])
def test_acts_in_one_paragraph_that_get_one_more_are_told_by_that(sign: str) -> None:
    """5.3: the whole old list was told as gone, the whole new one as come; or of whom another act names."""
    acts = ["2026/062 Effectifs", "2026/061 Nomination de Rose Blin", "2026/060 Achats", "2026/059 Budget"]
    old, more = (f"<p>{'<br>'.join(act.replace(' ', sign, 1) for act in some)}</p>" for some in (acts, ["2026/063 Paie", *acts]))
    for before, after, side in ((old, more, "after"), (more, old, "before")):
        (edit,) = edits(before, after)
        assert [(part.get("row"), part.get(side)) for part in edit.facts["parts"]] == [(None, f"2026/063{sign}Paie")]
