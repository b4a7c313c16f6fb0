"""Whose words a line of a chart's document is, and who is named under a label that is no unit (DESIGN 3.12, 3.24)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from monitor.compare.documents.contents import compare_contents, if_alike
from monitor.model import Block, Change, DocumentContent, OrgChart, Person
from monitor.report.lines import change_lines, plain
from tests.compare.make import content
from tests.compare.test_document_words import BESIDE, document
from tests.compare.test_orgchart import TOWN, Branch, chart, with_text


def _lines(old: DocumentContent, new: DocumentContent) -> list[str]:
    """What a reader is told, without the typography."""
    verdict = compare_contents("orgchart", old, new)
    if verdict.of != "different":
        return []
    change = Change(item="o", item_kind="document", change="replaced", significance="substantive", edits=verdict.edits)
    return [plain(line).replace("\u202f", " ").replace("\u00a0", " ") for line in change_lines(change, "fr") if line.mark != "#"]


def _set_on(set_: Callable[[OrgChart], Sequence[str]], *swaps: tuple[str, str]) -> DocumentContent:
    branch = with_text(TOWN, *swaps)
    return document(branch, printed=set_(chart(branch)))


def _a_line_each(tree: OrgChart) -> list[str]:
    return [text for unit in tree.units for text in (unit.title, *(p.name or "Poste vacant" for p in unit.people))]


def _in_one_line(tree: OrgChart) -> list[str]:
    """As a card's text runs on: who heads it, then its services."""
    whole = " ".join(f"{unit.title} – {', '.join(p.name or 'Poste vacant' for p in unit.people)}" for unit in tree.units)
    return [whole]


@pytest.mark.parametrize(
    ("set_", "swap", "expected"),
    [
        (_a_line_each, ("M. Paul Roche", "Mme Paul Roche"), "Au Service des marchés, M. Paul Roche"),
        (_a_line_each, ("Claire Aubert", "Claire Aubert-Lenoir"), "À la Direction des finances, Mme Claire Aubert"),
        (_in_one_line, ("M. Paul Roche", "Mme Paul Roche"), "Au Service des marchés, M. Paul Roche"),
        (_in_one_line, ("Claire Aubert", "Claire Aubert-Lenoir"), "À la Direction des finances, Mme Claire Aubert"),
        (_in_one_line, ("Léa Fontaine", "Léà Fontaine"), "À la Direction de la culture, Mme Léa Fontaine"),
    ],
)
def test_another_name_of_one_person_is_told_of_its_unit(
    set_: Callable[[OrgChart], Sequence[str]], swap: tuple[str, str], expected: str
) -> None:
    """3.24, 5.5: in a sentence about that person, whatever boxes the text runs on into; nobody came or went."""
    name = swap[1] if swap[1].startswith("Mme") else f"Mme {swap[1]}"
    assert _lines(_set_on(set_), _set_on(set_, swap)) == [f"{expected} figure désormais sous le nom « {name} »."]
    edits = compare_contents("orgchart", _set_on(set_), _set_on(set_, swap)).edits
    assert [(edit.op, edit.facts["field"], edit.facts["person"]) for edit in edits] == [("replace", "text", name)]


def test_nobody_goes_by_another_name_who_stands_elsewhere_now() -> None:
    """3.24: « Antoine Marc » came where « Marc Antoine » was, who took the vacant post: they may be two."""
    old = _set_on(_a_line_each, ("M. Paul Roche", "VACANT"), ("Mme Claire Aubert", "Marc Antoine"))
    new = _set_on(_a_line_each, ("M. Paul Roche", "Marc Antoine"), ("Mme Claire Aubert", "Antoine Marc"))
    told = _lines(old, new)
    assert any("Marc Antoine prend le poste" in line for line in told) and any("Direction des finances" in line for line in told)
    assert not any("sous le nom" in line for line in told)


def test_what_stands_between_no_unit_s_words_is_told_of_none() -> None:
    """3.24, 3.26: the words behind the last box are not that box's own."""

    def with_note(count: int) -> Callable[[OrgChart], Sequence[str]]:
        return lambda tree: [f"{_in_one_line(tree)[0]} Effectif total : {count} agents"]

    old, new = _set_on(with_note(412)), _set_on(with_note(398))
    assert _lines(old, new) == ["Effectif total : [412 → 398] agents"]


@pytest.mark.parametrize("set_", [_a_line_each, _in_one_line])
def test_a_post_that_fell_vacant_is_told_once(set_: Callable[[OrgChart], Sequence[str]]) -> None:
    """13.6: the words « Poste vacant » in its box are the same event, whoever went and wherever they went."""
    swaps = [("M. Paul Roche", "VACANT"), ("Mme Claire Aubert", "M. Paul Roche")]
    (line,) = _lines(_set_on(set_), _set_on(set_, *swaps))
    assert "Paul Roche, jusque-là au Service des marchés (poste désormais vacant)" in line


@pytest.mark.parametrize(
    ("more", "lines"),
    [("", 2), (", bureau 12, à la mairie annexe", 3)],
    ids=["the same event", "words that nothing else tells"],
)
def test_a_post_that_fell_vacant_in_the_line_below_its_holder_s_new_one_is_told_once(more: str, lines: int) -> None:
    """13.6: two lines in one paragraph, new from the name in the first on, were told as a third event."""

    def rows(tree: OrgChart) -> list[str]:
        first, second, *others = (
            f"{unit.title} : {', '.join(p.name or f'Poste vacant{more}' for p in unit.people)}" for unit in tree.units
        )
        return [f"{first} {second}", *others] if "vacant" in second else [first, second, *others]

    swaps = (("Mme Hélène Morel", "M. Denis Royer"), ("DGA Ressources | M. Denis Royer", "DGA Ressources | VACANT"))
    told = _lines(_set_on(rows), _set_on(rows, *swaps))
    assert told[0].startswith("M. Denis Royer, jusque-là à la DGA Ressources (poste désormais vacant), figure désormais")
    assert len(told) == lines - 1 and ("mairie annexe" in told[-1]) == bool(more)


CABINET = ("Cabinet du maire", "Mme Solène Kermarec, Directrice de cabinet", "Protocole", "M. Ismaël Bonnard, Responsable")


def test_heads_that_exchange_boxes_of_which_no_unit_was_read_are_told() -> None:
    """3.12, 3.27: the same words, and not the same content."""
    swapped = (CABINET[0], CABINET[3], CABINET[2], CABINET[1])
    old, new = document(beside=CABINET), document(beside=swapped)
    said = _lines(old, new)
    assert [line.startswith("À vérifier (intitulé peu sûr) : ") for line in said] == [True, True]
    assert "figure désormais au Cabinet du maire, où il remplace Mme Solène Kermarec" in said[0]
    assert if_alike("orgchart", old, new), "the same words in the same picture are as they were (record 10)"


@pytest.mark.parametrize(
    "order",
    [
        pytest.param((0, 2, 1, 3), id="labels-first"),
        pytest.param((1, 0, 3, 2), id="names-first"),
        pytest.param((2, 3, 0, 1), id="boxes"),
    ],
)
def test_lines_read_in_another_order_are_no_exchange(order: Sequence[int]) -> None:
    """3.11: each label has another line below it; a box that moved with its name is layout."""
    old, new = document(beside=CABINET), document(beside=[CABINET[n] for n in order])
    assert _lines(old, new) == [] == _lines(new, old)


def test_units_in_another_order_under_a_post_are_nobody() -> None:
    """3.27: two capitals make no name of « DGA Solidarités », and no head of who stands in the line below « Directrice »."""
    tree: Branch = {"Direction générale | Mme Hélène Morel": {"DGA Solidarités": {}, "DGA Cadre de vie": {}}}
    lines = (
        "Direction générale",
        "Mme Hélène Morel",
        "Directrice générale 03 80 00 00 00",
        "DGA Solidarités",
        "Accueil",
        "DGA Cadre",
    )
    swapped = (*lines[:3], lines[5], lines[4], lines[3])
    assert _lines(document(tree, printed=[*lines, "de vie"]), document(tree, printed=[*swapped, "de vie"])) == []


def test_who_follows_whom_under_such_a_label_is_one_line() -> None:
    """3.25: one post, whatever the gender of its title; never a line gone and another come."""
    beside = ("Direction générale des services", "M. Hervé Lanternier, Directeur général des services", *BESIDE)
    after = (beside[0], "Mme Paule Étiennot, Directrice générale des services", *BESIDE)
    tree = with_text(TOWN, ("Direction générale des services | Mme Hélène Morel", "Ville de Valmont"))
    assert _lines(document(tree, beside), document(tree, after)) == [
        "« Directrice générale des services » passe de M. Hervé Lanternier à Mme Paule Étiennot"
    ]


def test_a_line_that_is_read_elsewhere_for_a_word_more_was_reworded() -> None:
    """3.24: « 1 ligne ajoutée » would be false: the line stood there without that word."""
    old = document(beside=("Effectif total : 412 agents", *BESIDE[:3]))
    new = document(beside=(*BESIDE[:3], "Effectif total budgétaire : 412 agents"))
    assert _lines(old, new) == ["Effectif total [+budgétaire] : 412 agents"]


def test_a_role_of_who_came_is_told_with_the_name() -> None:
    """13.6: one event, one sentence, though the role stands on a line that was read as nobody's."""
    joined = with_text(TOWN, ("Mme Léa Fontaine", "Mme Léa Fontaine, Mme Zoé Lambert"))
    lines = _a_line_each(chart(joined))
    lines.insert(lines.index("Mme Zoé Lambert") + 1, "Directrice adjointe")
    (line,) = _lines(document(TOWN), document(joined, printed=lines))
    assert line == "Mme Zoé Lambert (directrice adjointe) figure désormais à la Direction de la culture."


def test_a_telephone_on_its_own_line_is_told_of_the_box_it_stands_in() -> None:
    """3.24: « + Tél. 03 80 … » alone says nothing; a count at the sheet's foot is of no box."""
    lines = _a_line_each(chart(TOWN))
    at = lines.index("M. Paul Vasseur") + 1
    after = [*lines[:at], "Tél. 03 80 00 00 01", *lines[at:], "Effectif total : 412 agents"]
    assert _lines(document(beside=()), document(beside=(), printed=after)) == [
        "Direction de l’habitat : Tél. 03 80 00 00 01",
        "Effectif total : 412 agents",
    ]


def test_a_name_that_was_read_into_a_role_is_no_role() -> None:
    """3.27: « figure désormais comme « Directrice Service budget – M. Roche » » would be false."""

    def content(role: str) -> DocumentContent:
        found = document(beside=(), printed=["Directrice Service budget – M. Paul ROCHE, Responsable"])
        assert found.orgchart
        units = tuple(
            replace(u, people=tuple(replace(p, role=role) if "Aubert" in p.name else p for p in u.people))
            for u in found.orgchart.units
        )
        return replace(found, orgchart=replace(found.orgchart, units=units), sha256=role, geometry=role)

    assert _lines(content("Directrice"), content("Directrice Service budget – M. Paul ROCHE, Responsable")) == []


PHONES = {
    "Direction des finances": "04 90 11 11 11",
    "Direction de la culture": "04 90 22 22 22",
    "Service des marchés": "8 agents",
}


def _with_lines(lines: dict[str, str], *, first: str = "") -> DocumentContent:
    """The chart of the town as text: title, people and the line of each unit; the unit *first* before all others."""
    tree = chart(TOWN)
    units = sorted(tree.units, key=lambda unit: unit.title != first)
    return document(
        printed=[
            text
            for unit in units
            for text in (unit.title, *(p.name or "Poste vacant" for p in unit.people), lines.get(unit.title, ""))
            if text
        ]
    )


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            {"Direction des finances": "04 90 22 22 22", "Direction de la culture": "04 90 11 11 11"},
            [
                "Direction des finances : [04 90 11 11 11 → 04 90 22 22 22]",
                "Direction de la culture : [04 90 22 22 22 → 04 90 11 11 11]",
            ],
        ),
        (
            {"Service des marchés": "", "Direction générale des services": "8 agents"},
            ["Direction générale des services : 8 agents", "Service des marchés : 8 agents"],
        ),
        ({"Direction des finances": "04 90 33 33 33"}, ["Direction des finances : [04 90 11 11 11 → 04 90 33 33 33]"]),
    ],
    ids=["two telephones that changed places", "a count that went to another unit", "one that is another telephone"],
)
def test_a_line_at_another_unit_is_told_of_both(after: dict[str, str], expected: list[str]) -> None:
    """3.11, 3.12, 3.23: the same words as a whole do not say the same."""
    assert _lines(_with_lines(PHONES), _with_lines({**PHONES, **after})) == expected


def test_lines_that_stay_at_their_unit_are_no_change_in_whatever_order_the_units_are_read() -> None:
    """3.23, 13.5: the text of a sheet drawn anew begins with another box."""
    assert _lines(_with_lines(PHONES), _with_lines(PHONES, first="Direction de la culture")) == []


def _with_counts(*counts: int) -> Callable[[OrgChart], Sequence[str]]:
    """A count under who heads each of the first units, and a telephone before it under the second."""
    found = dict(enumerate(counts))

    def lines(tree: OrgChart) -> list[str]:
        said = list[str]()
        for n, unit in enumerate(tree.units):
            said += [unit.title, *(person.name or "" for person in unit.people)]
            said += ["Tél. 03 44 10 20 15" if n == 1 else "Tél. 03 44 10 20 99"] if n in (1, 2) else []
            said += [f"{found[n]} agents"] if n in found else []
        return said

    return lines


def _bare(set_: Callable[[OrgChart], Sequence[str]]) -> DocumentContent:
    return document(TOWN, (), printed=set_(chart(TOWN)))


def test_a_count_is_told_of_the_unit_that_it_stands_behind() -> None:
    """3.24, 3.27: « [12 → 13] agents » of nobody is no news; the telephone between them is none of it."""
    old, new = _bare(_with_counts(40, 12, 7)), _bare(_with_counts(40, 13, 7))
    (line,) = _lines(old, new)
    assert line == f"{chart(TOWN).units[1].title} : [12 → 13] agents"


def test_a_total_behind_the_last_unit_is_not_told_of_it() -> None:
    """3.26: it counts all of them."""

    def with_total(total: int) -> Callable[[OrgChart], Sequence[str]]:
        return lambda tree: [*_with_counts(40, 12, 7)(tree), f"Total : {total} agents"]

    assert _lines(_bare(with_total(59)), _bare(with_total(61))) == ["Total : [59 → 61] agents"]


def test_a_telephone_that_is_another_one_is_one_line() -> None:
    """3.24: not one that went and one that came, though hardly a figure is the same."""

    def reached(number: str) -> Callable[[OrgChart], Sequence[str]]:
        return lambda tree: [number if line.endswith("20 15") else line for line in _with_counts(40, 12, 7)(tree)]

    (line,) = _lines(_bare(reached("03 44 10 20 15")), _bare(reached("03 58 62 71 38")))
    assert line == f"{chart(TOWN).units[1].title} : [03 44 10 20 15 → 03 58 62 71 38]"


def test_a_name_with_another_degree_is_one_line() -> None:
    """3.24, 13.5: the same person, whatever the degree: not a line that went and one that came."""

    def called(name: str) -> Callable[[OrgChart], Sequence[str]]:
        return lambda tree: [name if line == "M. Bruno Martin" else line for line in _a_line_each(tree)]

    old, new = (
        document(with_text(TOWN, ("M. Bruno Martin", name)), (), printed=called(name)(chart(TOWN)))
        for name in ("Ing. Bruno Martin", "Arch. Bruno Martin")
    )
    (line,) = _lines(old, new)
    assert line == "Direction des achats : [Ing → Arch]. Bruno Martin"


def test_a_function_below_a_name_that_was_not_read_is_not_the_one_s_above() -> None:
    """3.26: of a box that has another name now, read as nobody's, its function is told with it and never of who was there."""
    old = document(TOWN, (), printed=_a_line_each(chart(TOWN)))
    tree = chart(TOWN)
    achats = next(u for u in tree.units if u.title == "Direction des achats")
    posted = replace(achats, people=tuple(replace(person, role="Directeur adjoint") for person in achats.people))
    lines = [piece for line in _a_line_each(tree) for piece in ([line, "01 39 81 79 68", "B. Orrin", "Directeur adjoint"]
             if line == "M. Bruno Martin" else [line])]  # fmt: skip
    new = replace(
        document(TOWN, (), printed=lines),
        orgchart=replace(tree, units=tuple(posted if unit is achats else unit for unit in tree.units)),
    )
    assert not any("Bruno Martin figure" in line for line in _lines(old, new))
    assert "B. Orrin" in " ".join(_lines(old, new))
    assert "Directeur adjoint" in " ".join(_lines(old, new))


def test_a_line_behind_a_post_that_was_filled_stays_where_it_was() -> None:
    """3.23: "Poste vacant" is nobody's name, so that « Téléphone » seemed to stand at the unit with the name before it."""

    def column(who: str) -> DocumentContent:
        branch: Branch = {"Mairie": {"Eau | Mme Léa Prat": {}, "Voirie | Mme Zoé Salles": {}, f"Data | {who}": {}}}
        tree = chart(branch)
        names = [p.name or "Poste vacant" for unit in tree.units for p in unit.people]
        return document(branch, (), printed=[*(unit.title for unit in tree.units), "Nom", *names, "Téléphone"])

    (line,) = _lines(column("VACANT"), column("M. Luc Boutin"))
    assert line == "À l’unité « Data », M. Luc Boutin prend le poste, jusque-là vacant."


MARKED, NAMED = ("Service des marchés", "Service des marchés *"), ("Paul Roche", "Paul Roche *")


def _starred(*swaps: tuple[str, str], more: Sequence[str] = ()) -> DocumentContent:
    lines = "\n".join([*_a_line_each(chart(TOWN)), *more])
    for old, new in swaps:
        assert old in lines
        lines = lines.replace(old, new)
    return document(TOWN, printed=lines.split("\n"))


def test_a_star_that_a_note_explains_is_told_where_it_comes_goes_or_stands_elsewhere() -> None:
    """3.11, promise 1: « * service mutualisé » at the foot; a service that became one was « the same file, saved anew »."""
    bare, one, two = (_starred(*swaps) for swaps in ((), (MARKED,), (MARKED, NAMED)))
    other = _starred(("Service de la dette", "Service de la dette*"))
    assert _lines(bare, one) == ["Service des marchés [+*]"]
    assert _lines(one, bare) == ["Service des marchés [−*]"]
    assert len(_lines(one, other)) == 2 and len(_lines(bare, two)) == 2
    assert len(_lines(one, _starred(("Service des marchés", "Service des marchés **")))) == 1


def test_a_star_in_a_line_of_its_own_says_nothing_of_the_others() -> None:
    """3.12, promise 1: « * », « service mutualisé » as two texts at the foot silenced every star of the sheet."""
    foot = ("*", "service mutualisé", "Mise à jour : mars 2026")
    later = (*foot[:2], "Mise à jour : juin 2026")
    told = _lines(_starred(more=foot), _starred(MARKED, more=later))
    assert "Service des marchés [+*]" in told and len(told) == 2
    assert _lines(_starred(more=("*",)), _starred(MARKED)) == []  # the same star, written by another program
    assert _lines(_starred(MARKED), _starred(MARKED)) == []
    assert len(_lines(_starred(more=foot), _starred(more=("*", *foot)))) == 1  # whose it is can't be told


def test_a_star_before_a_title_is_told_as_one_behind_it_is() -> None:
    """3.12, promise 1: « *Service des marchés » was « the same file, saved anew »; with a reworded title and a new head too."""
    before, reworded = ("Service des marchés", "*Service des marchés"), ("Service des marchés", "Service des marchés publics *")
    assert _lines(_starred(), _starred(before)) == ["[+*]Service des marchés"]
    assert "Service des marchés publics [+*]" in _lines(_starred(), _starred(reworded))
    assert "Hugo Blanc [+*]" in _lines(_starred(), _starred(("M. Paul Roche", "Hugo Blanc *")))


def _bulleted(*titles: str, foot: str = "service mutualisé") -> DocumentContent:
    """The town's chart with bullets, or stars, before *titles* and what stands at its foot."""
    lines = _starred(more=[foot])
    text = tuple(replace(b, kind="list_item") if b.text in (*titles, foot) else b for b in lines.text or ())
    return replace(lines, text=text, sha256=" ".join(titles))


def test_a_star_with_a_space_before_a_title_is_read_as_a_bullet_and_told() -> None:
    """3.12: « * Service des marchés », where « * service mutualisé » stands at the foot."""
    assert _lines(_bulleted("Service des marchés"), _bulleted("Service de la dette")) == [
        "[+•] Service de la dette",
        "[−•] Service des marchés",
    ]
    assert _lines(_bulleted("Service des marchés"), _bulleted("Service des marchés")) == []


def test_stars_before_two_services_side_by_side_are_told_and_bullets_that_all_go_are_not() -> None:
    """3.12: two starred titles are no list; where no line has a bullet any more, the sheet is set without them (3.11)."""
    two, three = (
        ("Direction des finances", "Service des marchés"),
        ("Service des marchés", "Service de la dette", "Mme Claire Aubert"),
    )
    assert sorted(_lines(_bulleted(), _bulleted(*two))) == ["[+•] Direction des finances", "[+•] Service des marchés"]
    assert _lines(_bulleted(*three), _bulleted()) == [] == _lines(_bulleted(), _bulleted(*three))


def test_bullets_of_lists_or_without_a_note_are_none_of_its_marks() -> None:
    """3.12: a list typed anew, without its bullets, is the same list."""
    listed = _a_line_each(chart(TOWN))[2:6]
    assert _lines(_bulleted(*listed), _bulleted()) == []
    assert _lines(_bulleted(*listed), _bulleted(*listed[::2])) == []  # a list of which two entries went
    assert _lines(_bulleted("Service des marchés", foot=""), _bulleted(foot="")) == []


def test_a_star_in_a_line_of_its_own_that_stands_behind_another_line_moved() -> None:
    """3.12, promise 1: it stood beside one service, now beside another: « the same file, saved anew »."""
    lines = _a_line_each(chart(TOWN))
    first, last = ([*lines[:n], "*", *lines[n:]] for n in (4, 8))
    assert _lines(*(document(TOWN, printed=[*printed, "service mutualisé"]) for printed in (first, last))) == ["déplacé : *"]
    assert _lines(document(TOWN, printed=first), document(TOWN, printed=first)) == []
    turned = [*lines[4:], *lines[:4]]
    assert "déplacé : *" not in _lines(document(TOWN, printed=first), document(TOWN, printed=[*turned[:3], "*", *turned[3:]]))


@pytest.mark.parametrize("said", ["Mutualisé", "Service de la Métropole", "Rattaché au DGS"])
def test_a_line_below_the_head_in_a_box_is_told_of_its_unit(said: str) -> None:
    """3.24: above the name it was « Service des marchés : Mutualisé », below it « Mutualisé », of nobody."""
    name, other = "M. Paul Roche", "Mme Claire Aubert"
    told = _lines(_starred(), _starred((name, f"{name}\n{said}")))
    assert told == [f"Service des marchés : {said}"]
    assert _lines(_starred(more=("Mise à jour",)), _starred(more=("Mise à jour", said))) == [said]  # at the foot
    assert other in "\n".join(_a_line_each(chart(TOWN)))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("8 agents", "9 agents"),
        ("Poste 4511", "Poste 4512"),
        ("rh@valmont.example", "paie@valmont.example"),
        ("Ville", "Métropole"),
    ],
)
def test_a_line_below_a_head_that_says_otherwise_is_told_of_its_unit(was: str, now: str) -> None:
    """3.24, promise 1: with twelve boxes « 8 → 9 agents » was of nobody knew which; so of the last one, « Ville → Métropole »."""

    def sides(name: str) -> list[DocumentContent]:
        printed = _a_line_each(chart(TOWN))
        at = printed.index(name) + 1
        return [document(TOWN, printed=[*printed[:at], said, *printed[at:]]) for said in (was, now)]

    for name, unit in (("M. Paul Roche", "Service des marchés"), (_a_line_each(chart(TOWN))[-1], chart(TOWN).units[-1].title)):
        told = _lines(*sides(name))
        assert told and all(line.startswith(f"{unit} : ") for line in told)
    foot = [document(TOWN, printed=[*_a_line_each(chart(TOWN)), said]) for said in ("Version 3", "Version 4")]
    assert not any(line.startswith(chart(TOWN).units[-1].title) for line in _lines(*foot))


def test_lines_that_two_boxes_exchange_are_told_of_both() -> None:
    """3.12, 3.24: « [Ville → Métropole] », « [Métropole → Ville] », of no unit."""
    printed = _a_line_each(chart(TOWN))

    def side(first: str, second: str) -> DocumentContent:
        below = {"M. Paul Roche": [first], "Mme Claire Aubert": [second]}
        return document(TOWN, printed=[said for line in printed for said in (line, *below.get(line, ()))])

    told = sorted(line.partition(" :")[0] for line in _lines(side("Ville", "Métropole"), side("Métropole", "Ville")))
    assert told == ["Direction des finances", "Service des marchés"]


def _tabled(titles: Sequence[str], heads: Sequence[str], facts: Sequence[str]) -> DocumentContent:
    """A flat chart of a table's rows, which is read column by column."""
    one = chart(TOWN).units[0]
    rows = [
        replace(one, id=f"u{n}", title=title, people=(Person(name=name, confidence=1.0),), bbox=(0, 20 * n, 9, 20 * n + 9))
        for n, (title, name) in enumerate(zip(titles, heads, strict=True))
    ]
    texts = ["Service", *titles, "Collectivité", *facts, "Responsable", *heads]
    flat = replace(chart(TOWN), units=tuple(rows), structured=False)
    return replace(document(TOWN, printed=texts), orgchart=flat, sha256=repr(texts))


def test_a_fact_of_a_tables_row_is_told_of_its_unit() -> None:
    """3.24, promise 1: « − Ville, + Métropole »: which service went to the Métropole stood nowhere."""
    rows = ("Finances", "Paie", "Voirie", "Eau", "Achats"), ("Luc Petit", "Marie Roy", "Anne Morel", "Zoé Marin", "Eva Colin")
    town, other = ["Ville", "Métropole", "Ville", "Ville", "Ville"], ["Métropole", "Métropole", "Ville", "Ville", "Ville"]
    swapped = ["Métropole", "Ville", "Ville", "Métropole", "Ville"]
    assert sorted(_lines(_tabled(*rows, town), _tabled(*rows, other))) == ["Finances : Métropole", "Finances : Ville"]
    told = _lines(_tabled(*rows, town), _tabled(*rows, swapped))
    assert told and {line.partition(" :")[0] for line in told} <= {"Finances", "Paie", "Eau"}
    short = _tabled(*rows, ["Métropole", "Ville", "Ville", "Ville"])  # a cell is empty, and nobody knows which
    assert not any(" : " in line for line in _lines(_tabled(*rows, town[1:]), short))


def test_what_two_boxes_exchange_below_their_heads_is_told() -> None:
    """3.12, 3.24: where the lines have too few words alike to be one reworded, as « Petit Sports », « Petit Voirie »."""
    sides = [
        document(TOWN, printed=[f"{line} {said.get(line, '')}".strip() for line in _a_line_each(chart(TOWN))])
        for said in (
            {"M. Paul Roche": "Sports", "Mme Claire Aubert": "Voirie"},
            {"M. Paul Roche": "Voirie", "Mme Claire Aubert": "Sports"},
        )
    ]
    told = "\n".join(_lines(*sides))
    assert "Sports" in told
    assert "Voirie" in told


def test_of_two_lines_that_say_the_same_the_one_with_the_mark_is_told() -> None:
    """3.12: « Accueil * » in one direction, then in the other."""
    twins = (_starred(more=lines) for lines in (("Accueil *", "Régie", "Accueil"), ("Accueil", "Régie", "Accueil *")))
    assert _lines(*twins) == ["Accueil [−*]", "Accueil [+*]"]


@pytest.mark.parametrize("mark", ["●", "■", "(m)", "[M]", "**"])
def test_any_mark_that_goes_to_another_service_is_told_of_both(mark: str) -> None:
    """3.12: it was « the same words, but colours or lines changed in 6 places », which names no service."""
    one, other = ((f"Service {name}", f"Service {name} {mark}") for name in ("des marchés", "de la dette"))
    assert len(_lines(_starred(one), _starred(other))) == 2
    assert len(_lines(_starred(one), _starred(one, other))) == 1


def test_an_entry_under_another_head_of_a_sheet_without_units_is_told_to_be_checked() -> None:
    """3.12, promise 1: it went to another column of a chart that could not be read, « the same file, saved anew »."""
    heads = {"Ressources": ["Luc Petit", "Finances", "Achats", "Paie"], "Technique": ["Zoé Marin", "Voirie", "Eau", "Bâtiments"]}
    lines = [text for head, entries in heads.items() for text in (head, *entries)]
    old = content("\n".join(lines), geometry="a")
    moved = [line for line in lines if line != "Paie"]
    assert _lines(old, content("\n".join([*moved, "Paie"]), geometry="b")) == ["déplacé : Paie"]
    assert _lines(old, content("\n".join([*moved, "Paie"]), geometry="a")) == []  # where it stood: written in another order
    assert _lines(old, content("\n".join([*lines[5:], *lines[:5]]), geometry="b")) == []  # laid out anew


def _joined(tree: OrgChart) -> list[str]:
    """A line for each title, and for its people: « M. Paul Roche et Mme Samia Haddad »."""
    named = [" et ".join(person.name or "Poste vacant" for person in unit.people) for unit in tree.units]
    return [text for unit, names in zip(tree.units, named, strict=True) for text in (unit.title, *filter(None, [names]))]


def test_the_word_that_joins_who_came_to_who_stays_is_no_line_of_its_own() -> None:
    """3.24: « M. Paul Roche → M. Paul Roche et Mme Samia Haddad » beside « Mme Samia Haddad » said it twice; so when she goes."""
    alone, both = _set_on(_joined), _set_on(_joined, ("M. Paul Roche", "M. Paul Roche, Mme Samia Haddad"))
    assert [edit.op for edit in compare_contents("orgchart", alone, both).edits] == ["person_added"]
    assert [edit.op for edit in compare_contents("orgchart", both, alone).edits] == ["person_removed"]


def test_a_word_that_joins_elsewhere_is_told_beside_who_came() -> None:
    """3.12: « services et cellules » for « services cellules » at the foot has nothing to do with her."""
    came = with_text(TOWN, ("M. Paul Roche", "M. Paul Roche, Mme Samia Haddad"))
    for line in ("Légende des services et cellules", "Légende des services ou cellules"):
        new = document(came, (*BESIDE, line), printed=_joined(chart(came)))
        edits = compare_contents("orgchart", document(TOWN, (*BESIDE, "Légende des services cellules")), new).edits
        assert [edit.op for edit in edits] == ["person_added", "replace"]


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        pytest.param("Direction des achats (2 ETP)", "Direction des achats", id="behind a title"),
        pytest.param("Direction des achats – M. Bruno Martin (à 2 jours)", "Direction des achats", id="behind title and name"),
        pytest.param("Direction des achats Direction du numérique (2 ETP)", None, id="of two units"),
        pytest.param("Direction des achats (2 ETP) et autres", None, id="more behind the brackets"),
        pytest.param("Effectif (2 ETP)", None, id="of none"),
    ],
)
def test_what_stands_in_brackets_behind_a_unit_in_its_line_is_told_of_it(line: str, unit: str | None) -> None:
    """3.24: « (2 ETP) → (1,5 ETP) » was told, of no unit, where « • Paie (2 ETP) » is an entry of a list."""
    printed = [text for text in _a_line_each(chart(TOWN)) if text not in line]
    old, new = (document(TOWN, (), printed=(*printed, text)) for text in (line, line.replace("2", "1,5")))
    edits = compare_contents("orgchart", old, new).edits
    assert [(edit.op, edit.facts.get("unit")) for edit in edits] == [("replace", unit)]


def test_how_many_dots_lead_to_a_name_is_how_wide_letters_are_set() -> None:
    """3.10, 3.12: a list printed in another typeface was « 8 passages changed », each the number of its dots."""

    def side(dots: int, end: str = "ville") -> DocumentContent:
        return document(TOWN, printed=[f"{unit.title} {'.' * (dots + n)} {end}" for n, unit in enumerate(chart(TOWN).units)])

    assert _lines(side(40), side(55)) == []
    told = _lines(side(40), side(55, "métropole"))
    assert told and all("métropole" in line and ".." not in line for line in told)
    assert _lines(side(40), side(40, "ville...")) != []  # three close a sentence


def _of_boxes(*boxes: tuple[str, str], over: Sequence[str] = ("M. Éloi Bonnard", "Maire"), unread: str = "") -> DocumentContent:
    """A sheet of which no tree is sure: its mayor over the post, then each title over who has it, and a note."""
    one = chart(TOWN).units[0]
    units = [
        replace(one, id=f"u{n}", title=title, people=() if title == unread else (Person(name=name, confidence=0.99),))
        for n, (title, name) in enumerate(boxes)
    ]
    texts = [*over, *(text for box in boxes for text in box), "Version provisoire"]
    blocks = tuple(Block("paragraph", text) for text in texts)
    flat = replace(chart(TOWN), units=tuple(units), structured=False, reason="unsure")
    return replace(document(TOWN), text=blocks, geometry=repr(texts), orgchart=flat, sha256=repr(texts))


def test_a_post_whose_box_names_its_holder_passes_to_nobody_else() -> None:
    """13.2: « Haushalt passe de Frau Schröder à Herr Thiele »: he came with a service of his own, she stands where she stood."""
    boxes = [("Accueil", "Mme Brandt"), ("Paie", "Mme Schröder"), ("Budget", "Mme Ebert"), ("Voirie", "Mme Arndt")]
    came = [boxes[0], ("Climat", "M. Thiele"), *boxes[1:]]
    for old, new in ((boxes, came), (came, boxes)):
        lines = _lines(_of_boxes(*old), _of_boxes(*new))
        assert lines and all("Climat" in line or "Thiele" in line for line in lines)
        assert not any("passe" in line for line in lines)
    sheets = [_of_boxes(*boxes[:3], ("Voirie", name), over=(), unread="Voirie") for name in ("Mme Arndt", "M. Thiele")]
    assert _lines(*sheets) == ["« Voirie » passe de Mme Arndt à M. Thiele"]
