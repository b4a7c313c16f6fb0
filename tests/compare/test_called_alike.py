"""Lines that are called alike, « Lundi : fermé », stay what they are called, whatever they say (DESIGN 3.24, 5.3)."""

from __future__ import annotations

from itertools import starmap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.compare.text import pieces as pieces_module
from monitor.compare.text.pieces import called, called_once
from tests.compare.test_posts import said
from tests.compare.test_titles import edits

WEEK = [("Lundi", "9 h – 12 h"), ("Mardi", "fermé"), ("Mercredi", "9 h – 17 h")]
FORMS = ["{} : {}", "{} – {}", "{} ({})"]
REASONS = "les villes et leurs groupements mettent en commun des moyens pour mieux servir les habitants du territoire."


@pytest.mark.parametrize(
    ("line", "name", "says"),
    [
        ("Paie : 40 %", "Paie", "40 %"),
        ("Paie – à l’étude", "Paie", "à l’étude"),
        ("Paie et carrières (en cours).", "Paie et carrières", "(en cours)."),
        ("Article 2 : durée", "", ""),
        ("9 h – 12 h", "", ""),
        ("Bressey-Échigey", "", ""),
        ("Le service (créé en 2022) gère la paie", "", ""),
        ("Paie :", "", ""),
        ("La paie", "", ""),
    ],
)
def test_what_a_line_is_called_stands_before_what_it_says(line: str, name: str, says: str) -> None:
    assert called(line) == (name, says.replace("’", "'"))
    assert called_once([line, line]) == {}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("in_lines", [True, False])
def test_two_that_exchange_what_they_say_are_told_each_by_its_name(form: str, in_lines: bool) -> None:
    """« Lundi : fermé » did not become « Mardi : fermé »: both days stay."""
    swapped = [("Lundi", "fermé"), ("Mardi", "9 h – 12 h"), WEEK[2]]
    old, new = ([*starmap(form.format, side)] for side in (WEEK, swapped))
    told = said(["\n".join(old)], ["\n".join(new)], kind="paragraph") if in_lines else said(old, new)
    assert len(told) == 2
    assert told[0].startswith("Lundi")
    assert told[1].startswith("Mardi")
    assert not any("Mardi" in told[0] or "déplacé" in line for line in told)


@pytest.mark.parametrize("form", FORMS)
def test_what_takes_over_the_state_of_another_is_new(form: str) -> None:
    """A programme goes on: « Urbanisme » is given up, and « Archives » under study, as it was."""
    old = [form.format("Paie", "en place"), form.format("Urbanisme", "à l’étude")]
    new = [form.format("Paie", "en place"), form.format("Urbanisme", "abandonné"), form.format("Archives", "à l’étude")]
    told = said(old, new)
    assert told[0].startswith("Urbanisme")
    assert "[à l’étude → abandonné]" in told[0]
    assert told[1:] == [form.format("Archives", "à l’étude")]


def test_who_goes_from_one_line_of_a_paragraph_to_the_next_is_told_of_both() -> None:
    old = ["Titulaires : Luc Petit, Rita Sol\nSuppléants : Jo Blin, Ana Silva"]
    new = ["Titulaires : Luc Petit, Jo Blin\nSuppléants : Rita Sol, Ana Silva"]
    assert said(old, new, kind="paragraph") == [
        "Titulaires : Luc Petit, [−Rita Sol] [+Jo Blin]",
        "Suppléants : [−Jo Blin] [+Rita Sol], Ana Silva",
    ]


def test_an_address_of_one_service_is_not_that_of_the_line_above() -> None:
    """3.24: each line says of itself where it is; a number alone is that of who stands above it."""
    old = ["Paie – Annexe Jean-Moulin\nAchats – Annexe Jean-Moulin\nEau – rue Haute"]
    new = ["Paie – Annexe Jean-Moulin\nAchats – Hôtel de ville, 2e étage\nEau – rue Haute"]
    assert said(old, new, kind="paragraph") == ["Achats – [Annexe Jean-Moulin → Hôtel de ville, 2e étage]"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            ["Article 1 : objet", "Article 2 : durée"],
            ["Article 1 : objet", "Article 2 : moyens", "Article 3 : durée"],
            None,
            id="numbers go on",
        ),
        pytest.param(
            [f"Préambule : {REASONS}", "Motifs : vu les statuts.", "Durée : trois ans."],
            [f"Motifs : {REASONS}", "Durée : trois ans."],
            [
                "[Préambule → Motifs] : les villes et leurs groupements mettent en commun des moyens pour …",
                "Motifs : vu les statuts.",
            ],
            id="a text goes on under another name",
        ),
        pytest.param(
            ["Pôle nord", "Statut : commun", "Pôle sud", "Statut : ville"],
            ["Pôle nord", "Statut : ville", "Pôle sud", "Statut : ville"],
            ["Pôle nord : Statut : [commun → ville]"],
            id="of two called so the one that changed",
        ),
    ],
)
def test_other_lines_are_paired_by_what_they_say(old: list[str], new: list[str], told: list[str] | None) -> None:
    found = said(old, new)
    if told is None:
        assert not any("durée" in line and "moyens" in line for line in found)
    else:
        assert [line.replace("\u00a0", " ") for line in found] in (told, [line.partition(" : ")[2] or line for line in told])


def test_one_that_comes_elsewhere_with_the_words_of_another_has_not_moved() -> None:
    """5.3: « Archives » stood nowhere before, though « Paie », which went, said the same."""
    line = "{} : 40 % à la charge de la Ville, 60 % à celle de la Métropole."
    old = [line.format("Paie"), "Achats : commun depuis 2018.", "Eau : commun depuis 2020."]
    new = [*old[1:], line.format("Archives")]
    told = said(old, new)
    assert not any("déplacé" in one or "→" in one for one in told)
    assert len(told) == 2


@pytest.mark.parametrize(
    ("word", "moved"),
    [("Responsable", False), ("Directrice adjointe", False), ("Responsable de la paie", True), ("Finances", True)],
)
def test_who_stands_under_another_title_is_nobody_who_stood_elsewhere(word: str, moved: bool) -> None:
    """3.25: one service has no head now, the other one has: she never was at « Paie ». What says a post of its own went there."""
    old = f"<h3>Paie</h3><p>{word} : Luc Petit</p><p>Accueil le matin</p><h3>Achats</h3><p>Sur rendez-vous</p>"
    new = f"<h3>Paie</h3><p>Accueil le matin</p><h3>Achats</h3><p>{word} : Eva Roux</p><p>Sur rendez-vous</p>"
    told = edits(old, new)
    assert any(edit.op == "move" for edit in told) is moved
    if not moved:
        assert [(edit.op, edit.facts.get("under")) for edit in told] == [("delete", "Paie"), ("insert", "Achats")]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("<dl>{}</dl>|<dt>{}</dt><dd>{}</dd>", id="dl"),
        pytest.param("<table>{}</table>|<tr><td>{}</td><td>{}</td></tr>", id="table"),
        pytest.param("<ul>{}</ul>|<li>{} : {}</li>", id="list"),
    ],
)
@pytest.mark.parametrize("stays", [True, False])
def test_a_service_that_goes_to_another_pole_and_gets_another_head_did_both(form: str, stays: bool) -> None:
    """3.24, 3.25: that the post passes to somebody else says nothing of the pole; in one pole its place says nothing."""
    whole, line = form.split("|")

    def poles(*services: list[tuple[str, str]]) -> str:
        titles = zip(("Pôle ressources", "Pôle population"), services, strict=True)
        return "".join(f"<h3>{title}</h3>" + whole.format("".join(line.format(*one) for one in own)) for title, own in titles)

    finance, paie, schools = ("Finances", "Marie Roy"), ("Paie", "Luc Petit"), ("Écoles", "Jo Blin")
    came = ("Direction du logement", "Mme Ida Seznec")
    old = poles([finance, ("Direction du logement", "M. Paul Urbaniak"), paie], [schools])
    told = edits(old, poles([finance, paie, came] if stays else [finance, paie], [schools] if stays else [schools, came]))
    moved = [edit for edit in told if edit.op == "move"]
    assert [edit.facts.get("post") for edit in told if "post" in edit.facts] == ["Direction du logement"]
    assert len(moved) == (not stays)
    if moved:
        assert moved[0].facts["headings"] == ["Pôle ressources", "Pôle population"]
        assert "Urbaniak" not in f"{moved[0].before}"


def test_what_stands_under_a_title_that_has_another_number_is_told_with_it() -> None:
    """3.24: an article is put in, and another one's text changes: of which article is told by its number now."""
    titles, texts = ("Objet", "Durée", "Prix"), ("Paie.", "La convention dure quatre ans.", "Le coût est de 31 euros.")
    old = "".join(
        f"<h3>Article {n} – {title}</h3><p>{text}</p>" for n, (title, text) in enumerate(zip(titles, texts, strict=True), 1)
    )
    put_in = [("Objet", "Paie."), ("Moyens", "Deux agents."), ("Durée", "La convention dure six ans."), ("Prix", texts[2])]
    new = "".join(f"<h3>Article {n} – {title}</h3><p>{text}</p>" for n, (title, text) in enumerate(put_in, 1))
    (changed,) = (edit for edit in edits(old, new) if "six" in (edit.after or ""))
    assert changed.facts["under"] == "Article 3 – Durée"


@pytest.mark.parametrize("form", ["<dl><dt>{}</dt><dd>{}</dd><dd>{}</dd></dl>", "<p><b>{} :</b> {}, {}</p>"])
def test_a_term_with_the_values_of_another_that_went_did_not_move(form: str) -> None:
    """5.3: « Paie » goes, « Archives » comes last with her head and its share: « déplacé : Archives » stood nowhere before."""
    said = [("Finances", "Jean Duval", "Ville 55 % Métropole 45 %"), ("Paie", "Lise Roux", "Ville 40 % Métropole 60 %")]
    said += [("Achats", "Marie Roy", "Ville 35 % Métropole 65 %"), ("Sports", "Karim Benali", "Ville 30 % Métropole 70 %")]
    old, other = "".join(starmap(form.format, said)), ("Archives", *said[1][1:])
    assert {edit.op for edit in edits(old, "".join(starmap(form.format, [said[0], *said[2:], other])))} == {"delete", "insert"}
    reworded = ("Paie", "Lise Roux", "Ville 45 % Métropole 60 %")  # which keeps its name moved
    assert [e.op for e in edits(old, "".join(starmap(form.format, [said[0], *said[2:], reworded])))] == ["move", "replace"]
    assert [e.op for e in edits(old, "".join(starmap(form.format, [said[0], other, *said[2:]])))] == ["replace"]  # in its place


def test_an_entry_that_comes_under_a_title_from_under_none_is_told() -> None:
    """A change must not be lost to what asks whose it is: from no title to « Élus » is a move from none."""
    old = "<ul><li>Rita Sol</li><li>Conseiller municipal</li></ul><h3>Élus</h3><ul><li>Luc Petit</li><li>Eva Roux</li></ul>"
    new = "<ul><li>Rita Sol</li></ul><h3>Élus</h3><ul><li>Luc Petit</li><li>Conseiller municipal</li><li>Eva Roux</li></ul>"
    assert [edit.op for edit in edits(old, new)] == ["move"]


_ELECTED = [
    ("Mme Rose Clot", "Maire", ""),
    ("M. Luc Petit", "1er adjoint", "délégué à l’eau"),
    ("Mme Jo Blin", "2e adjointe", "déléguée à la paie"),
]
_ONE_MORE = ("Mme Ida Taxil", "Conseillère", "déléguée aux aînés")
_IN_CARDS = "<div class=card><p class=h5>{}</p><p>{}</p><p>{}</p></div>"


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_cards_that_become_lines_with_commas_tell_of_who_is_new_alone(at: int, back: bool) -> None:
    """5.3: each neighbour was told with a comma more, and the last one as if her rank had gone and come."""
    more = [*_ELECTED[:at], _ONE_MORE, *_ELECTED[at:]]
    cards, lines = (
        ["".join(starmap(form, people)).replace("<p></p>", "").replace(", </p>", "</p>") for people in (_ELECTED, more)]
        for form in (_IN_CARDS.format, "<h3>{}</h3><p>{}, {}</p>".format)
    )
    told = edits(lines[0], cards[1]) if back else edits(cards[0], lines[1])
    assert {edit.op for edit in told} == {"insert"}
    said = " ".join(f"{edit.after}" for edit in told)
    assert all(part in said for part in _ONE_MORE) and "adjoint" not in said


@pytest.mark.parametrize(
    ("before", "after", "signs"),
    [
        pytest.param("<p>Finances, marchés</p>", "<p>Finances</p><p>marchés</p>", ",", id="one line that is two services now"),
        pytest.param(
            "<p>Voirie, eau</p><p>Écoles</p><p>Sports, culture</p>",
            "<p>Voirie</p><p>eau</p><p>Écoles</p><p>Sports</p><p>culture</p>",
            ",",
            id="two services that split",
        ),
        pytest.param(
            "<div>Voirie</div><div>eau</div><div>Écoles</div><div>Sports</div><div>culture</div>",
            "<div>Voirie, eau</div><div>Écoles</div><div>Sports, culture</div>",
            ",",
            id="two that merge",
        ),
        pytest.param(
            "<ul><li>Finances, marchés</li><li>Paie, carrières</li></ul>",
            "<ul><li>Finances</li><li>marchés</li><li>Paie</li><li>carrières</li></ul>",
            ",",
            id="entries of a list",
        ),
        pytest.param(
            "<h3>Luc Petit</h3><p>1er adjoint, à l’eau</p><h3>Jo Blin</h3><p>2e adjointe, à la paie</p>",
            "<h3>Luc Petit</h3><p>1er adjoint</p><p>à l’eau</p><h3>Jo Blin</h3><p>3e adjointe</p><p>à la paie</p>",
            "3e",
            id="a rank that is another",
        ),
    ],
)
def test_a_line_that_is_several_is_told_where_that_may_be_the_change(before: str, after: str, signs: str) -> None:
    """5.3: a comma where a line ends is how cards are set, of two or more that are no entries, and only if the words stand."""
    assert signs in "".join(said for edit in edits(before, after) for sign, said in edit.words if sign != "=")


@given(
    st.lists(st.sampled_from(["Paie", "eau", "9", " ", "\u00a0", "\u202f", ":", "–", "-", "(", ")", ".", "é"]), max_size=12).map(
        "".join
    )
)
def test_a_line_that_has_none_of_the_signs_is_not_looked_at(line: str) -> None:
    """§9: what the short way says is what the expression finds."""
    found = pieces_module._CALLED.match(line.strip())
    assert bool(called(line)[0]) == (found is not None)


def test_how_many_agents_a_service_has_is_said_of_the_service() -> None:
    """3.24: « agent » is a rank, « 12 agents » counts them: not of its head, who stands between."""
    page = "<h3>Voirie</h3><p>Responsable : Luc Petit</p><p>Le lundi</p><p>{} agents</p><h3>Eau</h3><p>Responsable : Eva Roux</p>"
    (edit,) = edits(page.format(12), page.format(14))
    assert edit.facts.get("under") == "Voirie"
