"""A list, a table or cards within a text did not come, and its paragraphs stand: that is doubted, not told as plain news (3.15)."""

from __future__ import annotations

import pytest

from monitor.model import SectionRecipe
from monitor.model.suspects import ENTRIES, MAY_BE_PROGRAM, NO_CELLS
from tests.quality import pages
from tests.quality.judging import kind, revision, verdict, watch

OF = watch(SectionRecipe(item="texte", heading="Les tournées"), documents=())
HEADS = ("Hameau", "Conductrice", "Jour")
ROUNDS = (("Brémur", "Ana Ruy", "lundi"), ("Voulaines", "Ida Moss", "mardi"), ("Saint-Marc", "Eva Nash", "jeudi"))
LIST = "<ul>" + "".join(f"<li>{place}, {who}, {day}</li>" for place, who, day in ROUNDS) + "</ul>"

CARDS = "".join(f"<div class=card><h3>{place}</h3><p>{who}</p><p>{day}</p></div>" for place, who, day in ROUNDS)
PARTS = "<p>Le bus part à huit heures.</p><p>Il attend vingt minutes à chaque halte.</p><p>Le retour se fait par la crête.</p>"


def _table(*rows: tuple[str, ...]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return "<table><tr>" + "".join(f"<th>{head}</th>" for head in HEADS[: len(rows[0])]) + f"</tr>{cells}</table>"


def _page(rest: str) -> str:
    text = "<p>Le bibliobus passe chaque semaine dans les hameaux de la vallée, par tous les temps.</p>"
    above = f"<h1>{pages.TITLE}</h1>{pages.SECTION}<h2>Les tournées</h2>{text}<p>On y emprunte des livres et des jeux.</p>"
    return pages.semantic(pages.TITLE, f"{above}{rest}<h2>Le dépôt</h2><p>Il se trouve derrière la halle, côté rivière.</p>")


def _told(old: str, new: str) -> str:
    found = verdict(_page(new), OF, revision(_page(old), OF), before=_page(old))
    return "failed" if found.failure or found.covered else found.odd[0][1] if found.odd else kind(found)


@pytest.mark.parametrize("old", [LIST, _table(*ROUNDS), CARDS, PARTS], ids=["list", "table", "cards", "paragraphs"])
@pytest.mark.parametrize(
    ("new", "doubted"),
    [
        ("<div role=alert><p>Ça coince de ce côté.</p></div>", True),
        ("<div class=callout><p>Oups</p><p>Este bloco não respondeu a tempo.</p></div>", True),
        ("<div class=callout><strong>Info</strong><p>Deze gegevens konden niet worden opgehaald.</p></div>", True),
        ("<p>Questo blocco non ha risposto in tempo.</p>", True),
        ("<p>[[ mettre ici le tableau des tournées ]]</p>", True),
        ("<p>[insérer le tableau des tournées]</p>", True),
        ("<p>{% for tournee in tournees %}</p>", True),
        ("<p>@Model.Tournees</p>", True),
        ("<p>%TOURNEES%</p>", True),
        ("<p>Le bibliobus ne passe plus depuis le 3 mars.</p>", False),
        ("<div class=callout><p>Les livres sont désormais portés à domicile.</p></div>", False),
        ("<p>Plus aucune tournée, faute de conductrice.</p>", False),
        ("<p>Une feuille est remise à l’accueil de la mairie.</p>", False),
        ("<p>Toutes les places sont prises.</p>", False),
        ('<p><a href="/bibliobus/calendrier/">Consulter</a></p>', False),
    ],
)
def test_a_few_words_in_the_place_of_several_blocks_are_doubted_unless_they_tell(old: str, new: str, doubted: bool) -> None:
    """3.15: an error's box, an unfilled template or an editor's own reminder; what somebody wrote instead is news."""
    told = _told(old, new)
    assert (told == "failed" or told == ENTRIES or told.startswith(("program text", MAY_BE_PROGRAM))) is doubted, told


def test_one_card_that_is_left_of_several_is_somebody_s_and_what_came_for_all_of_them_is_not() -> None:
    """3.14: a name and a number to call, of another person; three lines without one are no card."""
    of = watch(SectionRecipe(item="texte", css=("#gens",)), documents=())

    def cards(*cards: str) -> str:
        made = "".join(f"<div class=card>{''.join(f'<p>{line}</p>' for line in card.split(', '))}</div>" for card in cards)
        return _page(f"<div id=gens>{made}</div>")

    people = ("Ana Ruy, Directrice", "Ida Moss, Trésorière", "Eva Nash, Travaux", "Léa Ortiz, Dossiers", "Tom Albe, Forêt")
    old = cards(*(f"{who}, 03 80 11 20 5{n}" for n, who in enumerate(people)))
    for card, failed in (
        ("Teófilo Garrido, Chefe de equipa, 03 80 77 20 54", False),
        ("Impossible de charger l’annuaire, Support : Paul Henry, 03 80 77 20 54", True),
    ):
        found = verdict(cards(card), of, revision(old, of), before=old)
        assert bool(found.failure or found.covered) is failed, card


def test_a_list_in_part_or_beside_more_is_no_list_that_gave_way() -> None:
    """3.15: an entry that stands, a list in another form, or four lines, are by somebody."""
    shorter, lines = LIST.replace("<li>Brémur, Ana Ruy, lundi</li>", ""), "<p>Lu</p><p>Ma</p><p>Me</p><p>Je</p>"
    assert {_told(LIST, new) for new in (f"{shorter}<p>Oups</p>", "<ul><li>Oups</li></ul>", lines)} == {"well"}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("None", "None"), "program text: None"),
        (("nil", "nil"), "program text: nil"),
        (("%s", "%s"), "program text: %s"),
        (("{0}", "{1}"), "program text: {0}"),
        (("$nom", "$jour"), "program text: $jour"),
        (("N/A", "N/A"), NO_CELLS),
        (("—", "—"), NO_CELLS),
        (("", ""), NO_CELLS),
        (("à pourvoir", "à fixer"), "well"),
        (("fermé", "fermé"), "well"),
    ],
)
def test_rows_that_stand_with_nothing_in_their_cells_are_doubted(cells: tuple[str, str], told: str) -> None:
    """3.15: what programs print for no value in every cell; in some, or in words of the town's, it is news."""
    empty = [(place, *cells) for place, _, _ in ROUNDS]
    assert _told(_table(*ROUNDS), _table(*empty)) == told
    if not told.startswith("program text: %") and "{" not in told:
        assert _told(_table(*ROUNDS), _table(*empty[:2], ROUNDS[2])) == "well"


def test_entries_that_all_say_one_sentence_where_each_had_its_own_are_doubted() -> None:
    """3.15: an extension that was taken off says so in each of them; whatever the words, and in part it is somebody's."""
    entries = [(place, f"{place} ouvre le {day}.") for place, day in (("Bois", "lundi"), ("Bus", "mardi"), ("Eau", "jeudi"))]
    old = "".join(f"<dt>{place}</dt><dd>{said}</dd>" for place, said in entries)
    for said, of, told in (
        ("L’outil qui les donne dort encore.", 3, ENTRIES),
        ("L’outil qui les donne dort encore.", 2, "well"),
        ("Complet.", 3, "well"),
        ("Service commun Ville et Métropole", 3, "well"),
        ("de 9 h à 12 h", 3, "well"),
        ("Fermé jusqu’à nouvel ordre", 3, "well"),
        ("Poste actuellement vacant, en recrutement", 3, "well"),
    ):
        new = "".join(f"<dt>{place}</dt><dd>{said if n < of else was}</dd>" for n, (place, was) in enumerate(entries))
        assert _told(f"<dl>{old}</dl>", f"<dl>{new}</dl>") == told, (said, of)


def test_terms_that_end_with_a_bare_colon_say_nothing_any_more() -> None:
    """3.15: « Brémur : » in a list, where « Brémur : Ana Ruy » stood; a value that another took the place of is news."""
    filled, bare, others = (
        "<ul>" + "".join(f"<li>{place} : {said}</li>" for (place, who, _), said in zip(ROUNDS, values, strict=True)) + "</ul>"
        for values in ([who for _, who, _ in ROUNDS], ["", "", ""], ["Lise Caro", "Ivo Roux", "Jana Roth"])
    )
    assert [_told(filled, now).strip() for now in (bare, others)] == [NO_CELLS, "well"]
    names = "<ul>" + "".join(f"<li>{place}</li>" for place, _, _ in ROUNDS) + "</ul>"
    assert NO_CELLS not in _told(_table(*ROUNDS), names)  # a table that its owner made a list of has no cells


def test_a_table_that_went_whole_fails_only_where_a_program_speaks() -> None:
    """3.14, 3.15: that there are no data, or what a reader is to press under its heads; alone that is doubted at least."""
    table = _table(*ROUNDS)
    under_heads = "<table><tr><th>Hameau</th><th>Conductrice</th><th>Jour</th></tr><tr><td colspan=3>{}</td></tr></table>"
    told = {now: _told(table, now.format("Cliquez ici pour continuer.")) for now in ("<p>{}</p>", under_heads)}
    assert (told[under_heads], told["<p>{}</p>"] == "well") == ("failed", False)
    assert _told(table, "<p>No data available in table</p>") == "failed"


def test_the_heads_of_a_table_drawn_in_boxes_are_heads_alone() -> None:
    """3.14: rows of a table of other elements, in boxes of their own at a text's end, passed for what any text has below it."""
    row = "<div role=row>{}</div>"
    heads = row.format("".join(f"<span role=columnheader>{head}</span>" for head in HEADS))
    rows = "".join(row.format("".join(f"<span role=cell>{cell}</span>" for cell in cells)) for cells in ROUNDS)
    whole, bare = (f"<div role=table>{inside}</div>" for inside in (heads + rows, heads))
    assert _told(whole, bare) == "failed"
    assert _told(whole, "<p>Le bibliobus attend sa nouvelle conductrice.</p>") in ("odd", "well"), (
        "who takes rows off takes their heads"
    )
