"""The words of a chart's document beside its tree (DESIGN 3.12, 5.13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from monitor.compare.documents.contents import compare_contents, if_alike
from monitor.compare.places import edit_place
from monitor.model import Block, DocumentContent, OrgChart, Person, Place
from tests.compare.test_orgchart import TOWN, Branch, chart, moved_achats, with_text, without

BESIDE = (
    "CCAS",
    "Archives",
    "Les services suivis d’un astérisque sont mutualisés avec Ource Métropole.",
    "Direction des finances : 14 agents",
    "Direction des achats : 9 agents",
    "Légende",
    "service commun",
    "Effectif total : 412 agents",
)
Blocks = Sequence[str]


def document(branch: Branch = TOWN, beside: Blocks = BESIDE, *, date: str = "Juin 2025", printed: Blocks = ()) -> DocumentContent:
    """A chart as its PDF says it: its title, its units with who is named there, then the words beside them."""
    tree = chart(branch, date=date)
    texts = [f"Organigramme {date}", *(printed or _printed(tree)), *beside]
    blocks = tuple(Block("paragraph", text) for text in texts)
    return DocumentContent(
        sha256=str(hash(tuple(texts))),
        size=1,
        media_type="application/pdf",
        text=blocks,
        geometry=str(texts),
        pages=1,
        orgchart=tree,
    )


def _printed(tree: OrgChart) -> list[str]:
    """Each unit's title and people in a block each, a vacant post as « Poste vacant »."""
    people = [[person.name or "Poste vacant" for person in unit.people] for unit in tree.units]
    return [text for unit, names in zip(tree.units, people, strict=True) for text in (unit.title, *names)]


def beside(*swaps: tuple[str, str]) -> tuple[str, ...]:
    """BESIDE with some words written otherwise; what is left empty is gone."""
    texts = list(BESIDE)
    for old, new in swaps:
        texts = [text.replace(old, new) for text in texts]
    assert texts != list(BESIDE)
    return tuple(text for text in texts if text)


Said = list[tuple[str, str | None, str | None, str | None]]


def said(old: DocumentContent, new: DocumentContent) -> Said:
    """(op, field or unit, before, after)."""
    verdict = compare_contents("orgchart", old, new)
    assert (verdict.of == "different") == bool(verdict.edits)
    return [(e.op, e.facts.get("field") or e.facts.get("unit"), e.before, e.after) for e in verdict.edits]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("La Ville met ses agents à disposition de la Communauté.", "La Communauté met ses agents à disposition de la Ville."),
        ("La Ville", "La Communauté"),
        ("Le Maire Paul Martin signe pour la Ville.", "Le Maire Marc Petit signe pour la Ville."),
    ],
)
def test_a_sentence_below_a_count_names_no_head_of_it(old: str, new: str) -> None:
    """3.11: « Effectif total : 412 agents », and below it who lends whom: nobody replaces anybody there."""
    told = said(document(beside=(*BESIDE, old)), document(beside=(*BESIDE, new)))
    assert [op for op, *_ in told] and not any(op.startswith("person") for op, *_ in told)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(
            beside(("sont mutualisés", "ne sont plus mutualisés")), [("replace", BESIDE[2], "ne sont plus mutualisés")], id="note"
        ),
        pytest.param(BESIDE[2:], [("delete", "CCAS", None), ("delete", "Archives", None)], id="boxes-that-the-reader-left-aside"),
        pytest.param((*BESIDE, "Cabinet"), [("insert", None, "Cabinet")], id="box-that-came"),
        pytest.param(beside(("412", "398")), [("replace", BESIDE[-1], "398")], id="count"),
        pytest.param(beside(("412", "421")), [("replace", BESIDE[-1], "421")], id="count-of-the-same-digits"),
        pytest.param(beside(("service commun", "")), [("delete", "service commun", None)], id="legend"),
        pytest.param(beside(("CCAS", "Pôle emploi")), [("delete", "CCAS", None), ("insert", None, "Pôle emploi")], id="other-box"),
        pytest.param(
            beside(("14", "?"), ("9", "14"), ("?", "9")),
            [("replace", BESIDE[3], "finances : 9 agents"), ("replace", BESIDE[4], "achats : 14 agents")],
            id="counts-that-changed-places",
        ),
        pytest.param(beside(("Métropole.", "Métropole !")), [("replace", BESIDE[2], "Métropole !")], id="mark"),
    ],
)
def test_words_that_no_unit_explains_are_compared(after: Blocks, expected: list[tuple[str, str | None, str | None]]) -> None:
    """3.12: equal trees alone prove nothing."""
    found = said(document(), document(beside=after))
    assert len(found) == len(expected)
    for (op, field, before, said_after), (wanted, wanted_before, part) in zip(found, expected, strict=True):
        assert (op, field, before) == (wanted, "text", wanted_before)
        assert said_after == part or (part and part in (said_after or ""))


LENT = "La présente convention règle la mise à disposition des agents de la Ville au profit de la Communauté, et son coût."
BORROWED = "La présente convention règle la mise à disposition des agents de la Communauté au profit de la Ville, et son coût."


def test_a_sentence_whose_words_changed_places_is_told_beside_what_the_tree_tells() -> None:
    """3.12: of a convention with a chart annexed; the same words in another order lend the other way."""
    found = said(document(beside=(*BESIDE, LENT)), document(moved_achats(), beside=(*BESIDE, BORROWED)))
    assert found[0][0] == "unit_moved" and found[-1] == ("replace", "text", LENT, BORROWED)


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda tree: _printed(tree)[::-1], id="another-order"),
        pytest.param(
            lambda tree: [f"{unit.title} {' '.join(p.name for p in unit.people)}" for unit in tree.units], id="joined-lines"
        ),
        pytest.param(lambda tree: [w for text in _printed(tree) for w in text.split()], id="a-word-a-line"),
        pytest.param(lambda tree: [text.replace("générale", "géné-rale") for text in _printed(tree)], id="hyphen-at-a-line-s-end"),
        pytest.param(lambda tree: [text.replace("Direction de", "Directionde") for text in _printed(tree)], id="lost-spaces"),
        pytest.param(lambda tree: [text.replace("fi", "ﬁ") for text in _printed(tree)], id="ligatures"),
    ],
)
def test_how_a_document_is_set_is_no_change(made: Callable[[OrgChart], Blocks]) -> None:
    """3.11, 3.12: a re-export by another tool."""
    assert said(document(), document(printed=made(chart(TOWN)))) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Direction des finances", "Direction des Finances", id="capital"),
        pytest.param("Direction finances, achats", "Direction finances / achats", id="mark"),
        pytest.param("Direction des eaux vives", "Direction des eaux-vives", id="hyphen-of-a-title"),
        pytest.param("M. Bruno MARTIN DUVAL", "M. Bruno MARTIN-DUVAL", id="hyphen-of-a-name"),
        pytest.param("M. Jean Pierre MARTIN", "M. Jean-Pierre MARTIN", id="hyphen-of-a-first-name"),
        pytest.param("M. Bruno MARTIN", "M. Bruno MARTIN-MARTIN", id="a-word-twice"),
        pytest.param("M. Bruno Martin", "M. Bruno MARTIN", id="capitals"),
        pytest.param("Mme Hélène Aubert", "Mme HELENE Aubert", id="capitals-without-accents"),
    ],
)
@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside-a-new-head"])
def test_capitals_marks_and_hyphens_of_one_title_or_name_are_told(before: str, after: str, beside: bool) -> None:
    """3.10, 3.12: never folded, though they match units and people (13.5)."""
    stays = "M. Bruno Martin" if "M." in before else "Mme Claire Aubert" if "Mme" in before else "Direction des achats"
    head = ("Mme Claire Aubert", "Mme Zoé Lambert") if beside and "Mme" not in before else ("", "")
    old, new = with_text(TOWN, (stays, before)), with_text(TOWN, (stays, after), head)
    lines = [edit for edit in said(document(old), document(new)) if edit[1] == "text"]
    assert lines == [("replace", "text", before, after)]


@pytest.mark.parametrize("loud", [str.upper, str.title], ids=["capitals", "first-letters"])
def test_a_sheet_set_in_other_capitals_throughout_is_no_line_each(loud: Callable[[str], str]) -> None:
    """3.27: how all titles are set now; one statement, and none of the same content."""
    anew = with_text(TOWN, *((unit.title, loud(unit.title)) for unit in chart(TOWN).units))
    verdict = compare_contents("orgchart", document(), document(anew))
    assert (verdict.edits, verdict.rule) == ((), "3.11 layout")


LEVELS: Branch = {
    "Direction générale | M. Bruno Martin": {
        "Pôle Solidarités | Mme Eva Roux": {"Direction des achats": {"Magasin": {}}, "Direction des sports": {}, "CCAS": {}},
        "Pôle Ressources | Mme Zoé Lambert": {"Direction des finances": {}, "SIVOM": {}, "Cabinet": {}},
    }
}


@pytest.mark.parametrize("back", [False, True], ids=["louder", "quieter"])
@pytest.mark.parametrize(
    ("prefixes", "told"),
    [
        pytest.param(("Pôle",), 0, id="a-level"),
        pytest.param(("Direction générale", "Pôle"), 0, id="with-the-head-of-all"),
        pytest.param(("Direction générale",), 1, id="the-head-alone"),
        pytest.param(("Magasin",), 1, id="all-of-a-level-of-one"),
        pytest.param(("Pôle Sol",), 1, id="one-of-two"),
        pytest.param(("Direction des",), 0, id="most-that-are-no-acronyms"),
        pytest.param(("Direction des a", "Direction des f"), 2, id="two-of-four"),
        pytest.param(("Mme",), 0, id="names-of-a-level"),
    ],
)
def test_the_capitals_in_which_most_titles_of_a_level_are_set_are_no_line_each(
    prefixes: tuple[str, ...], told: int, *, back: bool
) -> None:
    """3.12: how that level is set now, whatever the others are; of fewer each is told."""
    texts = [text for unit in chart(LEVELS).units for text in (unit.title, *(person.name for person in unit.people))]
    loud = with_text(LEVELS, *((text, text.upper()) for text in texts if text.startswith(prefixes)))
    old, new = (document(branch) for branch in ((loud, LEVELS) if back else (LEVELS, loud)))
    lines = said(old, new)
    assert [line[:2] for line in lines] == [("replace", "text")] * told


def test_another_mark_in_the_titles_of_a_level_is_told() -> None:
    """3.10, 3.12: it may say something, as capitals do not."""
    marked = with_text(LEVELS, ("Pôle Solidarités", "PÔLE (SOLIDARITÉS)"), ("Pôle Ressources", "PÔLE (RESSOURCES)"))
    assert len(said(document(LEVELS), document(marked))) == 2


@pytest.mark.parametrize("other", ["Mairie annexe, 2e étage", "Mairie Annexe 2e étage", "Mairie annexe - 2e étage"])
def test_a_line_of_no_unit_in_other_capitals_or_marks_is_told(other: str) -> None:
    """3.10, 3.12: all words of the document are compared."""
    old, new = (document(printed=[*_printed(chart(TOWN)), note]) for note in ("Mairie annexe 2e étage", other))
    assert said(old, new) == [("replace", "text", "Mairie annexe 2e étage", other)]


@pytest.mark.parametrize("mark", ["–", "/", "&"])
def test_two_units_that_are_one_with_a_mark_between_are_told_beside_a_new_head(mark: str) -> None:
    """3.10, 3.12, 3.23, 5.5: no word came or went, but one of two boxes."""
    old: Branch = {
        "Mairie": {"Direction A": {"Voirie": {}, "Propreté": {}, "Parcs": {}}, "Sports | Mme Eva Roux": {}, "Culture": {}}
    }
    new: Branch = {
        "Mairie": {"Direction A": {f"Voirie {mark} Propreté": {}, "Parcs": {}}, "Sports | Mme Zoé Lambert": {}, "Culture": {}}
    }
    units = [edit for edit in said(document(old), document(new)) if edit[1] != "Sports"]
    assert units == [("unit_renamed", None, "Voirie", f"Voirie {mark} Propreté"), ("unit_removed", "Propreté", None, None)]


def test_a_name_that_another_one_freed_is_told_where_it_came() -> None:
    """3.12, 3.23: the words of the sheet are the same; those of this head are not."""
    old = with_text(TOWN, ("M. Bruno Martin", "M. Bruno MARTIN"), ("Mme Claire Aubert", "Mme Claire SABATIER"))
    new = with_text(TOWN, ("M. Bruno Martin", "M. Bruno MARTIN-SABATIER"), ("Mme Claire Aubert", "Mme Zoé Lambert"))
    assert ("replace", "text", "M. Bruno MARTIN", "M. Bruno MARTIN-SABATIER") in said(document(old), document(new))


@pytest.mark.parametrize("other", ["M. B. Martin", "Dr Bruno Martin"])
def test_a_name_written_out_shortened_or_with_another_degree_is_told(other: str) -> None:
    """3.12: cosmetic only where the letters are the same; it is the same person all the same (13.5)."""
    anew = with_text(TOWN, ("M. Bruno Martin", other))
    assert said(document(), document(anew)) == [("replace", "text", "M. Bruno Martin", other)]
    assert said(document(anew), document()) == [("replace", "text", other, "M. Bruno Martin")]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(document(with_text(TOWN, ("M. Bruno Martin", "Mme Zoé Lambert"))), ["person_replaced"], id="person"),
        pytest.param(document(with_text(TOWN, ("M. Bruno Martin", "VACANT"))), ["person_replaced"], id="vacant"),
        pytest.param(document(with_text(TOWN, ("Direction des sports", "Direction du sport"))), ["unit_renamed"], id="renamed"),
        pytest.param(document(without("Direction des sports")), ["unit_removed"], id="removed"),
        pytest.param(document(moved_achats()), ["unit_moved"], id="moved"),
        pytest.param(document(date="Mars 2026"), ["title_changed"], id="date"),
        pytest.param(
            document(date="Mars 2026", beside=(*BESIDE[:-1], "Effectif total : 9 agents")), ["title_changed", "text"], id="both"
        ),
        pytest.param(document(without("Direction des sports"), BESIDE[1:]), ["unit_removed", "text"], id="two-boxes"),
    ],
)
def test_what_the_chart_tells_is_not_told_again(after: DocumentContent, expected: list[str]) -> None:
    """5.5, 5.13: a title or date by one edit, a person by one; the words beside them all the same."""
    edits = compare_contents("orgchart", document(), after).edits
    assert [e.facts.get("field") or e.op for e in edits] == expected


def test_the_day_on_which_a_sheet_of_a_new_date_was_printed_is_no_more_news() -> None:
    """5.5, 5.13: « juin 2025 » on top, « imprimé le 15 juin 2025 » at the foot; a count, or what is done that day, is."""
    for old, new, told in (
        ("Imprimé le 15 juin 2025", "Imprimé le 3 mars 2026", False),
        ("Intranet, organigramme au 15 juin 2025", "Intranet, organigramme au 3 mars 2026", False),
        ("Imprimé le 15 juin 2025 : 15 agents", "Imprimé le 3 mars 2026 : 3 agents", True),
        ("Forum organisé le 15 juin 2025", "Forum organisé le 3 mars 2026", True),
        ("Carte imprimée à retirer le 15 juin 2025", "Carte imprimée à retirer le 3 mars 2026", True),
        ("Réunion publique le 15 juin 2025", "Réunion publique le 3 mars 2026", True),
        ("Imprimé le 15 juin 2025", "Imprimé le 3 avril 2026", True),
    ):
        edits = compare_contents("orgchart", document(TOWN, [old]), document(TOWN, [new], date="Mars 2026")).edits
        assert [e.facts.get("field") or e.op for e in edits] == ["title_changed", *(["text"] * told)], old


def test_a_row_that_says_under_what_a_new_unit_hangs_is_told_with_it() -> None:
    """5.5, 5.13: « + Direction des sports » read as that one came; a line that says more, or names another unit, stays."""
    sports = "Direction des sports"
    for came in ("DGA Vie locale", f"{sports} et de demain", sports):
        old, new = document(without(sports), [*BESIDE]), document(TOWN, [*BESIDE, came])
        told = [e.after for e in compare_contents("orgchart", old, new).edits if e.facts.get("field") == "text"]
        assert told == ([] if came in ("DGA Vie locale", sports) else [came]), came
    old, new = document(), document(with_text(TOWN, ("M. Bruno Martin", "Mme Zoé Lambert")), [*BESIDE, sports])
    assert [e.after for e in compare_contents("orgchart", old, new).edits] == ["Mme Zoé Lambert", sports]


def test_what_stands_once_on_every_sheet_is_no_news_where_there_is_one_more() -> None:
    """3.12: the title and the date of another sheet are not two lines more, nor is the footer of a third one as of the two before.

    What one sheet said and a second one says, too, is told: nobody knows from one sheet what stands on each. So is what stands
    twice on one sheet, be there as many of it as there are sheets.
    """
    title, foot, note = "Organigramme Mars 2026", "Ville de Valmont, ressources humaines", "Recrutement en cours"

    def bound(*sheets: tuple[str, ...]) -> DocumentContent:
        """Sheets of one unit each, with the title of all above it and its lines beneath."""
        poles = ("Voirie | Mme Ève Colin", "Culture | M. Tom Blin", "Sports | Mme Léa Vidal")[: len(sheets)]
        units = [replace(unit, page=n) for n, unit in enumerate(chart({pole: {} for pole in poles}).units, start=1)]
        said = [(title, unit.title, unit.people[0].name or "", *beneath) for unit, beneath in zip(units, sheets, strict=True)]
        lines = [line for sheet in said for line in sheet]
        of_all = replace(chart(TOWN), units=tuple(units), title=title, date="Mars 2026", pages=len(sheets))
        text = tuple(Block("paragraph", line) for line in lines)
        return replace(document(), text=text, orgchart=of_all, pages=len(sheets), sha256=str(lines))

    for old, new, told in (
        ([(foot,)], [(foot,), ()], []),
        ([(foot,)], [(foot,), (foot,)], [foot]),
        ([(f"{foot}, Mars 2026",)], [(f"{foot}, Mars 2026",)] * 2, []),
        ([(foot,), (foot,)], [(foot,)] * 3, []),
        ([(foot,), (foot,)], [(foot,), (foot,), ()], []),
        ([(foot, note), (foot,)], [(foot, note), (foot, note), (foot,)], [note]),
        ([(note,), (note,)], [(note,)] * 3, []),
        ([(note,), (note,)], [(note, note), (note,), ()], [note]),
        ([(note, note), ()], [(note, note, note), (), ()], [note]),
        ([(note, note, note), (), ()], [(note, note), ()], [note]),
    ):
        edits = compare_contents("orgchart", bound(*old), bound(*new)).edits or ()
        assert [e.after or e.before for e in edits if e.facts.get("field") == "text"] == told, (old, new)


@pytest.mark.parametrize(
    ("pages", "page", "told"),
    [
        (2, ("Direction des achats", "M. Bruno Martin"), []),
        (2, ("Cellule des marchés", "Direction des achats"), ["Cellule des marchés"]),
        (2, ("Direction des achats", "Mme Zoé Lambert"), ["Mme Zoé Lambert"]),
        (2, ("Référent égalité", "M. Bruno Martin"), ["Référent égalité", "M. Bruno Martin"]),
        (1, ("Direction des achats", "M. Bruno Martin"), ["Direction des achats", "M. Bruno Martin"]),
    ],
)
def test_a_page_more_that_details_a_direction_tells_what_it_adds(pages: int, page: tuple[str, ...], told: list[str]) -> None:
    """3.12: its title and its head, printed there once more, are no news; another post of the head is."""

    def bound(content: DocumentContent, pages: int) -> DocumentContent:
        assert content.orgchart
        return replace(content, orgchart=replace(content.orgchart, pages=pages), pages=pages)

    old, new = bound(document(), 1), bound(document(TOWN, [*BESIDE, *page]), pages)
    for edits, of in (
        (compare_contents("orgchart", old, new).edits, "insert"),
        (compare_contents("orgchart", new, old).edits, "delete"),
    ):
        assert [(e.op, e.after or e.before) for e in edits or ()] == [(of, line) for line in told]


@pytest.mark.parametrize("words", ["Poste supprimé", "Poste gelé"])
def test_a_post_that_is_there_no_more_is_told_by_its_words(words: str) -> None:
    """3.12: beside who went; that a post is vacant is told by it."""

    def left(name: str, printed: str) -> DocumentContent:
        """The chart where nobody has the post of M. Martin."""
        made = document(with_text(TOWN, ("M. Bruno Martin", printed)))
        assert made.orgchart
        nobody = (Person(name=name, vacant=True),)
        units = (replace(u, people=nobody) if u.title == "Direction des achats" else u for u in made.orgchart.units)
        return replace(made, orgchart=replace(made.orgchart, units=tuple(units)))

    assert [op for op, *_ in said(document(), left("", "Poste vacant"))] == ["person_replaced"]
    assert said(document(), left(words, words)) == [
        ("person_removed", "Direction des achats", "M. Bruno Martin", None),
        ("insert", "text", None, words),
    ]


def test_a_telephone_number_goes_with_its_box() -> None:
    """A box that is told whole takes along the number and the count right under its title; others are compared."""
    units = _printed(chart(TOWN))
    phone = "12 agents Tél. 03 80 00 00 01"
    at = units.index("M. Hugo Perrin") + 1
    before = document(printed=[*units[:at], phone, *units[at:]])
    assert said(before, document(printed=[*units[:at], phone.replace("01", "02"), *units[at:]])) == [
        ("replace", "text", phone, phone.replace("01", "02"))
    ]
    assert [op for op, *_ in said(before, document(without("Direction des sports")))] == ["unit_removed"]


def test_the_picture_overrules_order_but_no_letter() -> None:
    """13.5: of one picture, words in another order are as they were; other words are not."""
    old, swapped = document(), document(beside=beside(("14", "?"), ("9", "14"), ("?", "9")))
    held = if_alike("orgchart", old, swapped)
    assert held is not None and compare_contents("orgchart", old, held).of == "resaved"
    assert if_alike("orgchart", old, document(beside=("Maison", *BESIDE[1:]))) is None


def test_a_text_without_a_tree_says_so_of_its_edits() -> None:
    """5.5, 5.13."""
    old, new = (replace(document(beside=texts), orgchart=None) for texts in (BESIDE, BESIDE[1:]))
    assert said(old, new) == [("delete", "text", "CCAS", None)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            ["SES B2 Ann Lee", "Digital"], ["Ann Lee", "Digital"], [("replace", "SES B2 Ann Lee", "Ann Lee")], id="beside-it"
        ),
        pytest.param(
            ["SES B2 Ann Lee", "Digital"],
            ["Digital", "Chief of all", "Ann Lee"],
            [("delete", "SES B2", None), ("insert", None, "Chief of all")],
            id="elsewhere",
        ),
        pytest.param(
            ["Ann Lee", "Chief", "Digital A/g", "Jo Roy"],
            ["Digital", "Jo Roy", "Chief", "SES B2 Ann Lee A/g"],
            [("insert", None, "SES B2")],
            id="in-the-middle",
        ),
        pytest.param(
            ["B1 Ann Lee A/g", "Chief", "Jo Roy", "Digital"],
            ["Ann Lee", "Chief", "Jo Roy", "A/g Digital"],
            [("replace", "B1 Ann Lee", "Ann Lee")],
            id="at-the-end",
        ),
    ],
)
def test_nobody_is_told_as_gone_or_come_who_stands_on_a_line_of_both_sheets(
    before: list[str], after: list[str], expected: list[tuple[str, str | None, str | None]]
) -> None:
    """3.23, 3.27: of a line that went only the words that stand nowhere now; « SES B2 Peter Alexander » was still there."""
    old, new = (
        replace(
            document({}, ()), text=tuple(Block("paragraph", line) for line in lines), orgchart=None, sha256=str(n), geometry=str(n)
        )
        for n, lines in enumerate((before, after))
    )
    edits = compare_contents("orgchart", old, new).edits
    assert [(edit.op, edit.before, edit.after) for edit in edits] == expected
    for edit in edits:
        assert "".join(text for sign, text in edit.words if sign in "=-") == (edit.before or "")
        assert "".join(text for sign, text in edit.words if sign in "=+") == (edit.after or "")


@pytest.mark.parametrize(
    "swap", [("Claire Aubert", "Claire Aubért"), ("sports", "spôrts"), ("numérique", "numerique")], ids=["gained", "title", "lost"]
)
def test_another_accent_is_an_edit(swap: tuple[str, str]) -> None:
    """3.10, 3.12: accents serve to find who is who and are never folded: Müller is another surname than Muller."""
    old, new = document(), document(with_text(TOWN, swap))
    for before, after in ((old, new), (new, old)):
        (edit,) = said(before, after)
        assert edit[:2] == ("replace", "text") and edit[2] != edit[3]
        assert if_alike("orgchart", before, after) is None, "two dots are too small for the picture to deny"


def test_a_line_in_a_unit_s_box_says_which_box() -> None:
    """13.7: an accent, or a civility, leaves hardly a trace in the picture: the box is outlined, on both pages."""
    old, new = chart(TOWN), chart(with_text(TOWN, ("Claire Aubert", "Claire Àubert")))
    verdict = compare_contents("orgchart", document(TOWN), document(with_text(TOWN, ("Claire Aubert", "Claire Àubert"))))
    (edit,) = verdict.edits
    for side, read in (("before", old), ("after", new)):
        home = next(unit for unit in read.units if any("Claire" in person.name for person in unit.people))
        assert edit_place(edit, side) == Place(home.page, home.bbox)  # type: ignore[arg-type]


def test_a_civility_that_comes_beside_a_name_is_a_line_reworded() -> None:
    """3.10, 3.12: no « aucun changement visible »; where all now have one it is how the sheet prints its people (13.5)."""
    bare = with_text(TOWN, ("M. ", ""), ("Mme ", ""))
    with_one = with_text(bare, ("Claire Aubert", "Mme Claire Aubert"))
    for before, after in ((bare, with_one), (with_one, bare)):
        assert [edit[:2] for edit in said(document(before), document(after))] == [("replace", "text")]
    assert said(document(bare), document(TOWN)) == [] == said(document(TOWN), document(bare))


@pytest.mark.parametrize("swap", [("Claire Aubert", "Claire Àubert"), ("Direction des finances", "Dirèction des finances")])
def test_another_accent_in_another_form_of_the_chart_is_an_edit(swap: tuple[str, str]) -> None:
    """3.10, 3.31: of a slide and a page the words beside the chart are another matter; what stands in it is not."""
    old, new = (
        document(),
        replace(document(with_text(TOWN, swap), BESIDE[:3]), media_type="application/vnd.oasis.opendocument.text"),
    )
    for before, after in ((old, new), (new, old)):
        (edit,) = said(before, after)
        assert edit[:2] == ("replace", "text") and edit[2] != edit[3]


def test_accents_that_a_print_lost_altogether_are_none() -> None:
    """13.5, 3.24: most letters came without their accents: the reader lost them, and the page says what it said."""
    bare = with_text(TOWN, ("é", "e"), ("è", "e"), ("É", "E"))
    plain = beside(("é", "e"), ("è", "e"))
    assert said(document(), document(bare, plain)) == [] == said(document(bare, plain), document())


MINUTES = ("Ont voté pour :", "Mme Marchadier", "M. Iribarren", "M. Le Goff", "Ont voté contre :", "M. Benhaddou", "Mme Hourdequin")
VERDICTS = ("La séance est ouverte à 18 h 30.", "Le budget primitif est adopté.", "Le vœu sur la régie est rejeté.")


def _without_tree(lines: Sequence[str], media_type: str, tree: OrgChart | None = None) -> DocumentContent:
    blocks = tuple(Block("paragraph", line) for line in lines)
    sha256 = str(hash(tuple(lines)))
    return DocumentContent(sha256=sha256, size=1, media_type=media_type, text=blocks, geometry=sha256, pages=1, orgchart=tree)


@pytest.mark.parametrize("form", ["wordprocessingml.document", "opendocument.text"])
def test_the_order_of_a_text_that_is_no_chart_is_said(form: str) -> None:
    """3.12, 3.23: a file of text says in which order it is read; a vote under the other heading is another vote."""
    moved = [*MINUTES[:3], *MINUTES[4:6], MINUTES[3], MINUTES[6]]
    old, new = (_without_tree(lines, f"application/vnd.openxmlformats-officedocument.{form}") for lines in (MINUTES, moved))
    verdict = compare_contents("orgchart", old, new)
    assert [(edit.op, edit.before) for edit in verdict.edits] == [("move", "M. Le Goff")]


def test_words_exchanged_between_lines_are_said_where_no_tree_was_read() -> None:
    """3.12: what was taken for units in a text that is no chart is no box which may be read in another order."""
    swapped = (VERDICTS[0], "Le budget primitif est rejeté.", "Le vœu sur la régie est adopté.")
    sides = [
        _without_tree(lines, "application/pdf", replace(chart({line: {} for line in lines}), structured=False))
        for lines in (VERDICTS, swapped)
    ]
    verdict = compare_contents("orgchart", sides[0], sides[1])
    assert [(edit.op, edit.after) for edit in verdict.edits] == [("replace", swapped[1]), ("replace", swapped[2])]


@pytest.mark.parametrize(
    ("marks", "came", "told"),
    [
        pytest.param(("HM", "DR", "CA", "PR", "BM"), ("HM", "DR", "CA", "PR", "ÉV"), [], id="initials"),
        pytest.param(("HM", "DR", "CA", "PR", "BM"), ("HM", "DR", "CA", "PR", "ZZ"), ["ZZ"], id="of nobody"),
        pytest.param(("BM",), ("ÉV",), ["BM", "ÉV"], id="alone"),
        pytest.param(("MH", "RD", "AC", "RP", "MB"), ("MH", "RD", "AC", "RP", "VÉ"), [], id="surname first"),
        pytest.param(("HM", "DR", "CA", "PR", "BM"), ("HM", "DR", "CA", "PR", "BM", "KH"), ["KH"], id="of somebody else"),
    ],
)
def test_the_initials_in_the_disc_of_who_came_and_who_went_are_no_lines(marks: Blocks, came: Blocks, told: list[str]) -> None:
    """3.12: « BM » and « ÉV » beside « M. Bruno Martin », whom « Mme Élise Vidal » follows, told it twice."""
    ((head, below),) = TOWN.items()
    resources = {**below["DGA Ressources | M. Denis Royer"], "Direction des achats | Mme Élise Vidal": {}}
    del resources["Direction des achats | M. Bruno Martin"]
    after = {head: {**below, "DGA Ressources | M. Denis Royer": resources}}
    edits = compare_contents("orgchart", document(TOWN, marks), document(after, came)).edits
    texts = [text for edit in edits if edit.facts.get("field") == "text" for text in (edit.before, edit.after) if text]
    assert [edit.op for edit in edits if edit.facts.get("field") != "text"] == ["person_replaced"]
    assert texts == told


def test_a_unit_renamed_on_the_page_for_all_and_on_its_own_is_renamed_once() -> None:
    """3.27, 5.13: the old title's words are still printed, in the new one; not where the page for all keeps the old title."""
    old, new = "Direction des sports", "Direction des sports et de la jeunesse"
    renamed = with_text(TOWN, (old, new))
    before = document(TOWN, [*BESIDE, old])
    edits = compare_contents("orgchart", before, document(renamed, [*BESIDE, new])).edits
    assert [(e.op, e.before, e.after) for e in edits] == [("unit_renamed", old, new)]
    back = compare_contents("orgchart", document(renamed, [*BESIDE, new]), before).edits
    assert [(e.op, e.before, e.after) for e in back] == [("unit_renamed", new, old)]
    kept = compare_contents("orgchart", before, document(renamed, [*BESIDE, old])).edits
    assert [e.op for e in kept] == ["replace"]


@pytest.mark.parametrize(("line", "told"), [("Service", 0), ("Responsable", 0), ("Sur rendez-vous", 2)])
def test_a_line_that_says_no_more_than_what_a_column_holds_did_not_move(line: str, told: int) -> None:
    """3.12: the heading of a column, which another typeface put behind another line: « − DGA Territoire : Service »."""
    words = _printed(chart(TOWN))
    first, second = (words.index(title) + 2 for title in ("Direction des achats", "Direction des sports"))
    old, new = (document(printed=[*words[:at], line, *words[at:]]) for at in (first, second))
    assert len([edit for edit in compare_contents("orgchart", old, new).edits if edit.facts.get("field") == "text"]) == told
