"""What is said of a sheet that another hand drew, or that was only laid out otherwise (DESIGN 3.27, 5.5)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.compare.charts.boxes import is_rearranged
from monitor.compare.charts.edits import compare_charts
from monitor.compare.charts.sheet import Sheet
from monitor.compare.documents.contents import LAYOUT, compare_contents
from monitor.compare.documents.of_one_name import compare_documents
from monitor.compare.verdicts import RESAVED, UNSURE_LAYOUT
from monitor.i18n.locale import locale_of
from monitor.model import Block, Change, Document, DocumentContent, DocumentLink, Edit, OrgChart, Person, Unit
from monitor.report.alert import first_sentence
from monitor.report.words import summary
from tests import sweeps
from tests.compare.test_orgchart import TOWN, Branch, chart

DGAS = {"DGA Ressources": ("Achats", "Finances", "Numérique"), "DGA Ville": ("Culture", "Sports", "Éducation"),
        "DGA Espace": ("Voirie", "Eau", "Habitat")}  # fmt: skip
HEADS = {name: f"Mme {name} Roux" for names in DGAS.values() for name in names}


def town(**moved: str) -> Branch:
    """The directions below their DGA, each with its head and two services; *moved*: where else some hang, "": nowhere."""
    found: dict[str, Branch] = {f"{dga} | M. Jean {dga}": {} for dga in DGAS}
    for dga, names in DGAS.items():
        for name in names:
            home = moved.get(name, dga)
            if home:
                at: dict[str, Branch] = found[f"{home} | M. Jean {home}"]  # type: ignore[assignment]
                at[f"Direction {name} | {HEADS[name]}"] = {f"Service {name} {n}": {} for n in "ab"}
    return {"Direction générale | Mme Anne Dupré": found}


def drawn(branch: Branch, seed: int = 1, sure: float = 0.99) -> OrgChart:
    """The chart as another hand would draw it: each box elsewhere, of another size."""
    luck = random.Random(seed)
    made = chart(branch)
    boxes = [
        (x := luck.randint(0, 500), y := luck.randint(0, 800), x + luck.randint(60, 160), y + luck.randint(8, 40))
        for _ in made.units
    ]
    units = (replace(u, bbox=box, confidence_parent=sure) for u, box in zip(made.units, boxes, strict=True))
    return replace(made, units=tuple(units))


def printed(found: OrgChart, *more: str) -> Sheet:
    """The sheet with all that is printed on it, and *more* words."""
    lines = (text for u in found.units for text in (u.title, *(said for p in u.people for said in (p.name, p.role or ""))))
    return Sheet(found, [Block("paragraph", line) for line in (*lines, *more)])


def told(old: OrgChart, new: OrgChart) -> list[tuple[str, str | None, bool]]:
    edits = compare_charts(old, new, (printed(old), printed(new, "Légende")), beside=lambda _: (NOTE,))
    return [(e.op, e.facts.get("unit"), bool(e.facts.get("uncertain"))) for e in edits]


NOTE = Edit(op="insert", after="Légende", facts={"field": "text"})


def test_a_direction_that_moved_is_told_beside_the_new_drawing() -> None:
    """5.5: both links sure, the titles of unit and parents the same on both sides."""
    found = told(chart(town()), drawn(town(Culture="DGA Espace")))
    assert found == [("redrawn", None, False), ("unit_moved", "Direction Culture", False)]


def test_a_move_is_to_be_checked_where_a_link_is_not_sure() -> None:
    """3.27: a link between .85 and .98 is worth a look, a lesser one is nothing: of thirty links one at .97 was read otherwise."""
    doubtful = [("unit_moved", "Direction Culture", True)]
    for sure, expected in ((0.97, doubtful), (0.87, doubtful), (0.7, [])):
        assert told(chart(town()), drawn(town(Culture="DGA Espace"), sure=sure))[1:] == expected


@pytest.mark.parametrize("one_hand", [True, False])
@pytest.mark.parametrize("sure", [0.91, 0.89])
def test_a_move_on_a_sheet_that_one_hand_laid_out_twice_is_certain_from_less_on(one_hand: bool, sure: float) -> None:
    """3.27: its boxes have their sizes, and most stand on the same side of the one above; then 0.9 is enough."""
    old, branch = chart(town()), town(Culture="DGA Espace")
    new = drawn(branch, sure=sure)
    if one_hand:
        boxes = ((3 * x0, 3 * y0, 3 * x0 + x1 - x0, 3 * y0 + y1 - y0) for x0, y0, x1, y1 in (u.bbox for u in chart(branch).units))
        new = replace(new, units=tuple(replace(u, bbox=box) for u, box in zip(new.units, boxes, strict=True)))
    moves = [uncertain for op, unit, uncertain in told(old, new) if (op, unit) == ("unit_moved", "Direction Culture")]
    assert moves == [not (one_hand and sure >= 0.9)]


def test_where_one_link_was_read_otherwise_no_move_is_certain() -> None:
    """3.27: a direction read one level up says that links of this sheet are not to be trusted."""
    new = drawn(town(Culture="DGA Espace"))
    top = next(u.id for u in new.units if u.title == "Direction générale")
    up = tuple(replace(u, parent=top) if u.title == "Direction Eau" else u for u in new.units)
    assert told(chart(town()), replace(new, units=up)) == [
        ("redrawn", None, False),
        ("unit_moved", "Direction Culture", True),
    ]


def test_two_parents_that_exchange_all_of_theirs_were_read_otherwise() -> None:
    """3.27: heads of two columns taken for one another."""
    swapped = town(**dict.fromkeys(DGAS["DGA Ville"], "DGA Espace"), **dict.fromkeys(DGAS["DGA Espace"], "DGA Ville"))
    assert told(chart(town()), drawn(swapped)) == [("redrawn", None, False)]


def test_two_heads_of_one_hand_that_exchange_all_of_theirs_are_told_to_be_checked() -> None:
    """3.27: read on either side with a probability of .95, these were « the same words, boxes arranged otherwise »."""
    first: Branch = {f"Service {of}": {} for of in ("paie", "achats", "budget")}
    second: Branch = {f"Service {of}": {} for of in ("voirie", "eau")}
    sides = [
        chart({"Direction générale | Mme Anne Dupré": {"Pôle ressources": one, "Pôle technique": other, "Pôle culture": {}}})
        for one, other in ((first, second), (second, first))
    ]
    old, new = (replace(side, units=tuple(replace(unit, confidence_parent=0.95) for unit in side.units)) for side in sides)
    found = compare_charts(old, new, same_letters=True)
    assert [(e.op, bool(e.facts.get("uncertain"))) for e in found] == [("unit_moved", True)] * 5
    third = chart({"Direction générale | Mme Anne Dupré": {"Pôle ressources": second, "Pôle technique": {}, "Pôle culture": first}})
    other = replace(third, units=tuple(replace(unit, confidence_parent=0.95) for unit in third.units))
    assert all(e.op != "unit_moved" for e in compare_charts(old, other, same_letters=True)), "not where links went all over"


def test_a_direction_that_was_merged_into_another_is_told_with_its_head_and_its_services() -> None:
    """5.5: each word of its title stands elsewhere on the sheet, its title nowhere; it and its head are gone."""
    old = chart(town())
    branch = town(Culture="")
    for dga, below in branch["Direction générale | Mme Anne Dupré"].items():
        if dga.startswith("DGA Ville"):
            below[f"Direction Sports | {HEADS['Sports']}"] |= {f"Service Culture {n}": {} for n in "ab"}
    new = drawn(branch)
    found = compare_charts(old, new, (printed(old), printed(new, "Légende")), beside=lambda _: (NOTE,))
    assert [(e.op, e.facts.get("unit"), e.after) for e in found[1:] if "uncertain" not in e.facts] == [
        ("unit_removed", "Direction Culture", None),
        ("unit_moved", "Service Culture a", "Direction Sports"),
        ("unit_moved", "Service Culture b", "Direction Sports"),
    ]
    gone = next(e for e in found if e.op == "unit_removed")
    assert gone.facts["people"] == (HEADS["Culture"],)
    assert "lost" not in found[0].facts, "what an edit tells is not named again"


def test_a_new_drawing_of_the_same_is_said_to_be_one_with_the_words_beside_it() -> None:
    """5.5: no unit, place, head or role differs; what else is printed is told."""
    old, new = chart(town()), drawn(town())
    redrawn, note = compare_charts(old, new, (printed(old), printed(new, "Légende")), beside=lambda _: (NOTE,))
    assert (redrawn.op, redrawn.facts["same"], redrawn.facts["kept"], note) == ("redrawn", True, len(old.units), NOTE)
    other = replace(new, units=tuple(replace(u, people=()) if u.title == "Direction Eau" else u for u in new.units))
    (redrawn,) = compare_charts(old, other, (printed(old), printed(new, "Légende")), beside=lambda _: (NOTE,))
    assert "same" not in redrawn.facts, "somebody is not read there: nothing is claimed of the heads"


def test_names_that_were_all_taken_off_are_told_each_beside_the_new_drawing() -> None:
    """3.1: whoever is printed no more is told; where some are still named another layout may just name fewer."""
    old = chart(town())
    bare = [replace(unit, people=()) for unit in drawn(town()).units]
    new = replace(drawn(town()), units=tuple(bare))
    some = replace(new, units=(replace(bare[0], people=old.units[0].people), *bare[1:]))
    whole = 1 + len(HEADS)  # « M. Jean DGA Ville » has the words of a title that is printed
    for other, gone in ((new, whole), (some, 0)):
        found = compare_charts(old, other, (printed(old), printed(other, "Légende")))
        assert [edit.op for edit in found] == ["redrawn", *["person_removed"] * gone]
        assert not any("uncertain" in edit.facts for edit in found)
    still = compare_charts(old, new, (printed(old), printed(new, *(p.name for unit in old.units for p in unit.people))))
    assert not still, "every name stands there yet, read as nobody's"


def test_what_is_uncertain_is_named_where_it_has_no_sentence() -> None:
    """5.5: few are told, to be checked; of many the one statement has the titles."""
    doubtful = replace(chart(town()), units=tuple(replace(u, confidence_title=0.6) for u in chart(town()).units))
    for gone, named in ((("Eau",), 0), (("Eau", "Sports", "Achats"), 9)):
        new = drawn(town(**dict.fromkeys(gone, "")))
        redrawn, *rest = compare_charts(doubtful, new, (printed(doubtful), printed(new, "Légende")), beside=lambda _: (NOTE,))
        assert len(redrawn.facts.get("lost", ())) == named
        assert [e.facts["uncertain"] for e in rest] == [True] * (0 if named else 3)


def content(found: OrgChart, name: str) -> DocumentContent:
    lines = (text for u in found.units for text in (u.title, *(p.name for p in u.people)))
    text = tuple(Block("paragraph", line) for line in lines)
    return DocumentContent(
        sha256=name * 64, size=1, media_type="application/pdf", text=text, geometry=name, pages=1, orgchart=found
    )


def placed(found: OrgChart, move: dict[str, float], shift: float = 0.0, by: float = 1.0) -> OrgChart:
    def box(unit: Unit) -> tuple[float, float, float, float]:
        x0, top, x1, bottom = (by * side + shift for side in unit.bbox)
        aside = move.get(unit.title, 0.0)
        return x0 + aside, top, x1 + aside, bottom

    return replace(found, units=tuple(replace(u, bbox=box(u)) for u in found.units))


@pytest.mark.parametrize(
    ("move", "shift", "by", "rule"),
    [
        pytest.param({"DGA Ressources": 200.0, "DGA Vie locale": -200.0}, 0, 1, LAYOUT, id="two-columns-changed-places"),
        pytest.param({}, 30, 1, RESAVED, id="shifted-as-a-whole"),
        pytest.param({}, 0, 1.41, RESAVED, id="printed-on-a-larger-sheet"),
    ],
)
def test_boxes_in_other_places_are_said_to_be(move: dict[str, float], shift: float, by: float, rule: str) -> None:
    """3.11: « aucun changement visible » would be false of a drawing that visibly changed."""
    old = chart(TOWN)
    verdict = compare_contents("orgchart", content(old, "a"), content(placed(old, move, shift, by), "b"))
    assert (verdict.of, verdict.rule) == ("resaved", rule)
    assert not is_rearranged(old, old)


@settings(max_examples=sweeps.times(20, 300), deadline=None)
@given(seed=st.integers(0, 10_000), name=st.sampled_from(sorted(HEADS)), home=st.sampled_from(sorted(DGAS)))
def test_one_certain_move_is_told_whatever_the_drawing(seed: int, name: str, home: str) -> None:
    """5.5: one sentence for one move, none for none, and the other way round."""
    old, new = chart(town()), drawn(town(**{name: home}), seed)
    stays = name in DGAS[home]
    for found in (told(old, new), told(drawn(town(), seed), drawn(town(**{name: home}), seed + 1)), told(new, old)):
        assert found[0][0] == "redrawn"
        assert [(op, unit, doubt) for op, unit, doubt in found[1:] if op != "insert"] == (
            [] if stays else [("unit_moved", f"Direction {name}", False)]
        )


def with_more(old: str, new: str, more: Branch | None = None) -> Branch:
    """The town with the title or the head *old* written as *new*, and *more* units below it."""

    def grown(branch: Branch) -> Branch:
        return {
            name.replace(old, new): {**grown(below), **((more or {}) if name.startswith(old) else {})}
            for name, below in branch.items()
        }

    return grown(town())


def unmarked(old: OrgChart, new: OrgChart) -> list[tuple[str, str | None]]:
    edits = compare_charts(old, new, (printed(old), printed(new, "Légende")), beside=lambda _: (NOTE,))
    assert edits[0].op == "redrawn"
    return [(e.op, e.facts.get("unit") or e.after) for e in edits[1:] if "uncertain" not in e.facts and e.op != "insert"]


DEPUTY, BOUVIER = "Direction générale adjointe", "Mme Camille Bouvier"
TEAMS: Branch = {"Équipe fourrière": {}, "Équipe portage": {}}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            with_more("Direction générale", "Direction générale", {f"{DEPUTY} | {BOUVIER}": {"Tourisme": {}}}),
            with_more(
                "Direction générale",
                "Direction générale",
                {DEPUTY: {}, f"{DEPUTY} Tourisme Stations de la vallée : DGA : | {BOUVIER}": {}},
            ),
            id="a-title-that-holds-one-of-the-other-sheet",
        ),
        pytest.param(with_more("Service Eau a", "Service Eau a", TEAMS), town(), id="a-level-that-one-sheet-leaves-out"),
        pytest.param(
            with_more("DGA Espace | M. Jean DGA Espace", "DGA Espace", {"Recrutement en cours": {}}),
            with_more("M. Jean DGA Espace", "VACANT"),
            id="a-vacant-post-that-was-read-as-a-unit",
        ),
        pytest.param(town(), with_more("Direction Culture", "irection ulture"), id="letters-lost-at-the-edge-of-the-sheet"),
        pytest.param(
            with_more("Direction Culture | Mme Culture Roux", "Direction Culture DELAUNAY Anne-Sophie"),
            with_more("Mme Culture Roux", "Mme Rose Haddad"),
            id="a-name-in-the-title",
        ),
        pytest.param(
            with_more("Direction Culture | Mme Culture Roux", "Responsable de la culture – Responsable : DA | SILVA Inès"),
            with_more("Direction Culture | Mme Culture Roux", "Responsable de la culture | Inès DA SILVA"),
            id="a-particle-of-a-name-in-the-title",
        ),
        pytest.param(
            with_more("Direction Voirie", "Direction Voirie", {"Service du droit des sols PERRIN-LACAZE Delphine": {}}),
            town(),
            id="a-name-without-civility-in-the-title",
        ),
        pytest.param(
            with_more("Direction Voirie", "Direction Voirie", {"Service fourrière | Mme Inès Caron": {}}),
            with_more("Direction Voirie", "Direction Voirie poste 76 58 - Service fourrière"),
            id="two-titles-read-as-one",
        ),
        pytest.param(
            town(), with_more("DGA Ville", "DGA Ville", {"Cheffe de service | Mme Inès Caron": {}}), id="a-function-for-a-title"
        ),
        pytest.param(
            with_more(
                "Direction générale", "Direction générale", {"Délégation Cadre de vie": {}, "Délégation Ressources | Luc Roy": {}}
            ),
            with_more("Direction générale", "Direction générale", {"Délégation Ressources Cadre de vie | Luc Roy": {}}),
            id="a-title-with-the-words-of-its-neighbour-s",
        ),
        pytest.param(
            with_more("DGA Ville", "DGA Ville", {"Direction logement Temps périscolaire | M. Luc Roy": {}}),
            with_more("DGA Ville", "DGA Ville", {"Direction logement | M. Luc Roy": {"Temps périscolaire et qualité": {}}}),
            id="a-new-title-of-which-part-was-read-as-joined",
        ),
        pytest.param(
            with_more(
                "DGA Ville | M. Jean DGA Ville", "DGA Ville | M. Jean DGA Ville", {"Direction Jeunesse | Mme Zoé Buhour": {}}
            ),
            with_more(
                "DGA Ville | M. Jean DGA Ville",
                "DGA Ville | M. Jean DGA Ville, Mme Zoé Buhour",
                {"Direction Jeunesse | VACANT": {}},
            ),
            id="a-head-that-was-read-one-box-further",
        ),
    ],
)
def test_what_the_other_drawing_may_have_otherwise_is_to_be_checked(old: Branch, new: Branch) -> None:
    """3.27: it came, went or was renamed for certain only where nothing on the other sheet could be the same."""
    assert unmarked(chart(old), drawn(new)) == []
    assert unmarked(drawn(new), chart(old)) == []


def test_what_the_other_sheet_has_of_which_letters_were_lost_did_not_go() -> None:
    """3.27: a title that is hardly read is words beside the chart; so is who stands in it."""
    cabinet: Branch = {"Cabinet et protocole | M. Luc Cordier": {}}
    old = chart(with_more("Direction générale", "Direction générale", cabinet))
    new = drawn(with_more("Direction générale", "Direction générale", {"abinet et protocole M. Luc CORDIER": {}}))
    hardly = tuple(replace(u, confidence_title=0.04) if u.title.startswith("abinet") else u for u in new.units)
    assert unmarked(old, replace(new, units=hardly)) == []
    assert not [edit for edit in compare_charts(old, replace(new, units=hardly)) if edit.op.startswith("person")]


def test_nobody_moved_from_under_the_heading_of_the_page() -> None:
    """3.27: a heading that was read as the unit at the top on one side is nobody's head."""
    under: Branch = {"Monsieur le Maire | M. Luc Noir": {"Cabinet": {}, **town()}}
    beside: Branch = {"Cabinet": {}, "Monsieur le Maire | M. Luc Noir": {**town()}}
    old, new = chart({"Les services de la ville": beside}), chart(under)
    moves = [edit for edit in compare_charts(old, new) if edit.op == "unit_moved" and edit.facts["unit"] == "Cabinet"]
    assert [edit.facts.get("uncertain") for edit in moves] == [True]


def test_with_the_same_letters_another_hand_is_news_only_by_a_certain_move() -> None:
    """3.27: a level more, between brothers, is how the lines were read; two links that are sure, and no letter less, are a move."""
    old = chart(town())
    under = drawn(town())
    voirie = next(u.id for u in under.units if u.title == "Direction Voirie")
    level = replace(under, units=tuple(replace(u, parent=voirie) if u.title == "Direction Eau" else u for u in under.units))
    for before, after in ((old, level), (level, old)):
        assert compare_charts(before, after, (printed(before), printed(after)), same_letters=True) == ()
    moved = compare_charts(old, drawn(town(Eau="DGA Ville")), same_letters=True)
    assert [edit.op for edit in moved] == ["redrawn", "unit_moved"]


def test_a_level_read_otherwise_alone_in_another_drawing_is_to_be_checked() -> None:
    """3.27: every other link was read as it was; where several differ, how the lines were read is the likelier reason."""
    new = drawn(town())
    top = next(u.id for u in new.units if u.title == "Direction générale")

    def under_the_top(*names: str) -> OrgChart:
        return replace(new, units=tuple(replace(u, parent=top) if u.title in names else u for u in new.units))

    assert told(chart(town()), under_the_top("Direction Eau"))[1:] == [("unit_moved", "Direction Eau", True)]
    assert told(chart(town()), under_the_top("Direction Eau", "Direction Sports"))[1:] == []


def test_of_a_drawing_with_other_links_nothing_says_that_units_are_the_same() -> None:
    """3.23, 3.27: another hand, the same letters, a link that is hardly sure: no change, and no claim of the hierarchy either."""
    under = drawn(town())
    voirie = next(u.id for u in under.units if u.title == "Direction Voirie")
    level = replace(under, units=tuple(replace(u, parent=voirie) if u.title == "Direction Eau" else u for u in under.units))
    less = replace(under, units=tuple(u for u in under.units if u.title != "Service Eau a"))
    for other, rule in ((under, LAYOUT), (level, UNSURE_LAYOUT)):
        verdict = compare_contents("orgchart", content(chart(town()), "a"), content(other, "b"))
        assert (verdict.of, verdict.edits, verdict.rule) == ("resaved", (), rule)
    unread = replace(content(less, "b"), text=content(under, "b").text)  # its words are there, but no unit was made of them
    assert compare_contents("orgchart", content(chart(town()), "a"), unread).rule == UNSURE_LAYOUT
    change = Change(item="o", item_kind="document", change="replaced", significance="cosmetic", rule=UNSURE_LAYOUT)
    assert summary(change, "fr") == "les mêmes mots (boîtes disposées autrement, hiérarchie à vérifier)"
    assert summary(change, "en") == "the same words (boxes laid out differently, hierarchy to be checked)"
    sides = (content(chart(town()), "a"), content(level, "b"))
    link = DocumentLink(
        item="o", label="Organigramme", format="PDF", url=f"https://valmont.example/{'medias/' * 20}a.pdf", size_text=None
    )
    links = (link, replace(link, url=f"https://valmont.example/{'documents/' * 20}b.pdf"))
    old, new = (Document(link=link, content=side) for link, side in zip(links, sides, strict=True))
    (moved,) = compare_documents("o", "orgchart", [old], [new])
    assert (moved.change, moved.significance) == ("readdressed", "minor")
    assert summary(moved, "fr") == "adresse modifiée, mêmes mots, hiérarchie à vérifier"
    assert first_sentence([moved], "mairie", locale_of("fr"))[0].endswith("hiérarchie à vérifier.")


def test_half_of_a_first_name_that_a_line_broke_off_is_nobody_else_for_certain() -> None:
    """3.27: « Anne- » and « Sophie » stood on two lines of the new drawing."""
    old = with_more("Mme Culture Roux", "Mme Anne-Sophie Roux")
    assert unmarked(chart(old), drawn(with_more("Mme Culture Roux", "Mme Anne Roux"))) == []


def test_a_unit_under_what_stood_beside_it_is_to_be_checked() -> None:
    """3.27: of two boxes in one column the upper was perhaps read as the head of the other."""
    old, new = chart(town()), drawn(town(Sports="DGA Espace"))
    unsure = (replace(u, confidence_parent=0.4) if u.title == "Direction Sports" else u for u in old.units)
    sports = next(u.id for u in new.units if u.title == "Direction Sports")
    units = (replace(u, parent=sports) if u.title == "Direction Culture" else u for u in new.units)
    assert unmarked(replace(old, units=tuple(unsure)), replace(new, units=tuple(units))) == []


def test_a_new_unit_of_which_a_word_is_printed_beside_the_old_chart_is_to_be_checked() -> None:
    """3.27: it was perhaps renamed, and not read there."""
    new = drawn(with_more("Direction Eau", "Direction Eau", {"Recrutement et moyens": {}}))
    for beside, doubt in (("Recrutement", [True]), ("", [None])):
        sheets = (printed(chart(town()), beside), printed(new, "Légende"))
        edits = compare_charts(chart(town()), new, sheets, beside=lambda _: (NOTE,))
        assert [e.facts.get("uncertain") for e in edits if e.op == "unit_added"] == doubt


@pytest.mark.parametrize(("parent", "sure"), [("Service Habitat b", 0.5), ("Direction Eau", 1.0), ("Direction générale", 1.0)])
def test_a_legend_s_samples_are_to_be_checked(parent: str, sure: float) -> None:
    """3.27: « Direction générale adjointe » is no unit's title, nor is what stands in a row with it, however it hangs."""
    samples: Branch = {"Direction générale adjointe": {}, "Mission rattachée": {}}
    new = drawn(with_more(parent, parent, samples))
    row = {"Direction générale adjointe": (30.0, 900.0, 130.0, 920.0), "Mission rattachée": (150.0, 900.0, 230.0, 920.0)}
    units = (replace(u, bbox=row[u.title], confidence_parent=sure) if u.title in row else u for u in new.units)
    assert unmarked(chart(town()), replace(new, units=tuple(units))) == []


def test_a_unit_that_is_somebody_s_role_on_the_other_sheet_is_to_be_checked() -> None:
    """3.27: its title is printed there as often, beside the name of the same person."""
    assistant: Branch = {"Assistante de direction | Mme Nadia Vincent": {}}
    old, new = chart(with_more("Direction générale", "Direction générale", assistant)), drawn(town())
    aide = Person(name="Mme Nadia Vincent", role="Assistante de direction")
    units = (replace(u, people=(*u.people, aide)) if u.title == "Direction générale" else u for u in new.units)
    new = replace(new, units=tuple(units))
    edits = compare_charts(old, new, (printed(old, "Direction"), printed(new)), beside=lambda _: (NOTE,))
    assert [(e.op, e.facts.get("unit"), e.facts.get("uncertain")) for e in edits if e.op.startswith("unit_")] == [
        ("unit_removed", "Assistante de direction", True)
    ]


def test_a_role_that_went_from_one_to_another_is_to_be_checked() -> None:
    """3.27: printed as often on both sheets, it was read by another name."""

    def interim(name: str) -> OrgChart:
        made = drawn(town(), seed=len(name))
        units = (
            replace(u, people=tuple(replace(p, role="par intérim" if u.title == name else None) for p in u.people))
            for u in made.units
        )
        return replace(made, units=tuple(units))

    old, new = interim("Direction Eau"), interim("Direction Voirie")
    edits = compare_charts(old, new, (printed(old), printed(new, "Légende")), beside=lambda _: (NOTE,))
    roles = [e for e in edits if e.op == "role_changed"]
    assert len(roles) == 2
    assert all(e.facts.get("uncertain") for e in roles)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(town(Eau=""), ("unit_removed", "Direction Eau"), id="gone-with-its-services"),
        pytest.param(
            with_more("DGA Ville", "DGA Ville", {"Direction tranquillité | M. Luc Faure": {}}),
            ("unit_added", "Direction tranquillité"),
            id="come",
        ),
        pytest.param(
            with_more("Direction Eau", "Direction Eau et énergie"), ("unit_renamed", "Direction Eau et énergie"), id="renamed"
        ),
    ],
)
def test_what_nothing_on_the_other_sheet_could_be_is_told_unmarked(new: Branch, expected: tuple[str, str]) -> None:
    """3.27: precision is not silence."""
    assert expected in unmarked(chart(town()), drawn(new))


def test_a_head_whose_post_is_filled_otherwise_did_move() -> None:
    """3.27: who was read one box further stands in one sheet beside who was there; where each box has its own, the head moved."""
    deputy: Branch = {"Direction Jeunesse | Mme Zoé Buhour": {}}
    vacant: Branch = {"Direction Jeunesse | VACANT": {}}
    old = with_more("DGA Ville | M. Jean DGA Ville", "DGA Ville | M. Jean DGA Ville", deputy)
    new = with_more("DGA Ville | M. Jean DGA Ville", "DGA Ville | Mme Zoé Buhour", vacant)
    assert unmarked(chart(old), drawn(new)) == [("person_replaced", "Direction Jeunesse")]  # who left it, and for where


def test_two_heads_who_exchange_posts_on_a_new_drawing_are_told_to_be_checked() -> None:
    """3.12, 3.27: no letter differs, and the content does; one name read into the next box alone says nothing."""
    swapped = {**HEADS, "Culture": HEADS["Voirie"], "Voirie": HEADS["Culture"]}
    old, new = chart(town()), drawn(town())
    units = [
        replace(u, people=tuple(replace(p, name=swapped.get(u.title.removeprefix("Direction "), p.name)) for p in u.people))
        for u in new.units
    ]
    new = replace(new, units=tuple(units))
    edits = compare_charts(old, new, (printed(old), printed(new)), same_letters=True)
    assert [(e.op, e.facts.get("unit"), e.facts.get("uncertain")) for e in edits] == [
        ("redrawn", None, None),
        ("person_replaced", "Direction Culture", True),
        ("person_replaced", "Direction Voirie", True),
    ]


@pytest.mark.parametrize(("sure", "rule"), [(0.7, LAYOUT), (0.99, UNSURE_LAYOUT)])
def test_no_hierarchy_is_claimed_where_a_unit_surely_hung_that_stands_at_the_top_now(sure: float, rule: str) -> None:
    """3.27, 3.26: « boîtes disposées autrement, mêmes services » would deny what was perhaps read rightly."""
    old, new = chart(town()), drawn(town())
    loose = [replace(u, parent=None, confidence_parent=0.3) if u.title == "Direction Culture" else u for u in new.units]
    old = replace(old, units=tuple(replace(u, confidence_parent=sure) for u in old.units))
    contents = [
        DocumentContent(
            sha256=str(n),
            size=1,
            media_type="application/pdf",
            text=(Block("paragraph", "Les mots"),),
            pages=1,
            geometry=str(n),
            orgchart=one,
        )
        for n, one in enumerate((old, replace(new, units=tuple(loose))))
    ]
    assert compare_contents("orgchart", *contents).rule == rule


@pytest.mark.parametrize(
    ("home", "sure", "ops"),
    [
        ("DGA Espace", 0.9, ["redrawn", "unit_moved"]),
        ("DGA Espace", 0.8, []),
        ("", 1.0, ["redrawn", "unit_moved"]),
        ("", 0.98, []),
    ],
)
def test_the_only_link_that_is_another_one_is_told_though_no_letter_differs(home: str, sure: float, ops: list[str]) -> None:
    """3.27: a direction under another DGA, or under the head of all, on a sheet that another hand drew; to be checked."""
    new = drawn(town(Culture=home or "DGA Ville"), sure=sure)
    top = next(u.id for u in new.units if u.title == "Direction générale")
    up = tuple(replace(u, parent=top) if u.title == "Direction Culture" and not home else u for u in new.units)
    new = replace(new, units=up)
    old = replace(chart(town()), units=tuple(replace(u, confidence_parent=sure) for u in chart(town()).units))
    found = compare_charts(old, new, (printed(old), printed(new)), same_letters=True)
    assert [edit.op for edit in found] == ops
    assert all("uncertain" in edit.facts for edit in found[1:])


def test_a_title_read_as_two_units_is_none_that_went() -> None:
    """5.5: of a sheet drawn anew « 1 unité peut-être disparue » counted the second line of a title that stands there in one."""
    old, new = chart(town()), drawn(town())
    cut = next(u for u in old.units if u.title == "Direction Culture")
    half = replace(cut, id="half", title="Direction", people=())
    twice = replace(old, units=tuple(p for u in old.units for p in ((half, replace(u, title="Culture")) if u is cut else (u,))))
    redrawn, *_ = compare_charts(twice, new)
    assert redrawn.op == "redrawn"
    assert (redrawn.facts["added"], redrawn.facts["removed"]) == (0, 0)


@pytest.mark.parametrize("place", ["above", "below", "beside"])
def test_a_box_read_as_two_units_of_one_title_is_none_that_went(place: str) -> None:
    """5.5: who stands on both sheets under the same title is never told as gone from itself; two portraits of one box are one."""
    old, new = chart(town()), drawn(town())
    dga = next(u for u in old.units if u.title == "DGA Ville")
    twin = replace(dga, id="twin", people=(), parent={"above": dga.parent, "below": dga.id, "beside": dga.parent}[place])
    hung = replace(dga, parent="twin") if place == "above" else dga
    twice = replace(old, units=tuple(piece for u in old.units for piece in ((hung, twin) if u is dga else (u,))))
    # A heading and its card are one unit, in no doubt: the note that the new sheet has is told, as of any two.
    beside = [NOTE] if place == "above" else []
    for before, after in ((twice, new), (new, twice)):
        redrawn, *others = compare_charts(before, after, (printed(before), printed(after, "Légende")), beside=lambda _: (NOTE,))
        assert (redrawn.op, others) == ("redrawn", beside)


def test_of_two_units_of_one_title_with_a_head_each_one_that_went_is_told() -> None:
    """3.23: « Crèche » beside « Crèche » is another one where another person heads it."""
    before: Branch = {"Enfance | M. Luc Roux": {"Crèche | Mme Anne Petit": {}, "Crèche  | M. Paul Blanc": {}, "Écoles": {}}}
    after: Branch = {"Enfance | M. Luc Roux": {"Crèche | Mme Anne Petit": {}, "Écoles": {}}}
    edits = compare_charts(chart(before), chart(after), (printed(chart(before)), printed(chart(after))))
    assert [(e.op, e.facts["unit"].strip(), e.facts["people"]) for e in edits] == [("unit_removed", "Crèche", ("M. Paul Blanc",))]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("intérim", "Directeur intérim"),
        ("par intérim, Directrice", "par intérim"),
        ("Directrice par intérim", "Responsable par intérim"),
    ],
)
def test_a_hand_that_prints_functions_gives_nobody_another_one(was: str, now: str) -> None:
    """3.27: who is interim in both is interim; the function beside it is another way to print people."""

    def with_role(made: OrgChart, role: str) -> OrgChart:
        people = {"Direction Eau": role}
        units = (replace(u, people=tuple(replace(p, role=people.get(u.title)) for p in u.people)) for u in made.units)
        return replace(made, units=tuple(units))

    old, new = with_role(chart(town()), was), with_role(drawn(town()), now)
    assert "role_changed" not in [op for op, *_ in told(old, new)]
    assert "role_changed" in [op for op, *_ in told(with_role(chart(town()), now.replace("intérim", "")), new)]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("Unité", "Nom", "N° de poste"), ()),
        (("Pôle Direction Service Responsable",), ()),
        (("Document provisoire",), ("Document provisoire",)),
        (("Nom", "Poste 41 20", "Mis à jour par nos soins"), ("Nom", "Poste 41 20", "Mis à jour par nos soins")),
    ],
)
def test_the_heads_of_a_table_are_no_news_of_a_new_drawing(lines: tuple[str, ...], kept: tuple[str, ...]) -> None:
    """5.5: cards have no columns; a note alone is told, a figure, and what is longer than a head."""
    old, new = chart(town()), drawn(town())
    notes = [Edit(op="delete", before=line, facts={"field": "text"}) for line in lines]
    edits = compare_charts(old, new, (printed(old, *lines), printed(new)), beside=lambda _: notes)
    assert [e.before for e in edits[1:]] == [*kept]


def shared_out(branch: Branch) -> OrgChart:
    """The chart in three columns, as a program shares a height out: the services lower the more there are, their heads as high."""
    made = chart(branch)
    (head,) = (u for u in made.units if u.parent is None)
    services = [u for u in made.units if u.parent not in (None, head.id)]
    step = 500 / len(services)
    places = {u.id: (570.0, 60 + n * step, 770.0, 60 + (n + 0.75) * step) for n, u in enumerate(services)}
    for unit in (u for u in made.units if u.parent == head.id):
        own = [places[u.id] for u in services if u.parent == unit.id]
        middle = (own[0][1] + own[-1][3]) / 2
        places[unit.id] = (300.0, middle - 20, 500.0, middle + 20)
    places[head.id] = (30.0, 280.0, 230.0, 320.0)
    return replace(made, units=tuple(replace(u, bbox=places[u.id], confidence_parent=0.99) for u in made.units))


def test_boxes_that_are_lower_as_their_column_has_more_are_of_no_new_drawing() -> None:
    """« The chart was redrawn » stood, unmarked, before the two that came and the one with a longer name (3.27)."""
    heads = ("Ressources", "Ville", "Espace", "Culture")
    services: dict[str, Branch] = {head: {f"Service {head} {n} | Mme {head} Roux{n}": {} for n in "ab"} for head in heads}
    old: Branch = {"Direction générale | Mme Anne Dupré": {f"Direction {head} | M. Jean {head}": services[head] for head in heads}}
    more: dict[str, Branch] = {
        **services,
        "Ville": {**services["Ville"], "Service des ponts | Mme Lou Arnaud": {}, "Régie | M. Luc Barbier": {}},
    }
    new: Branch = {"Direction générale | Mme Anne Dupré": {f"Direction {head} | M. Jean {head}": more[head] for head in heads}}
    edits = compare_charts(shared_out(old), shared_out(new))
    assert [(edit.op, edit.facts.get("unit")) for edit in edits] == [("unit_added", "Service des ponts"), ("unit_added", "Régie")]


def in_columns(branch: Branch, wide: float, sure: float = 0.99) -> OrgChart:
    """The chart as one hand draws it: directions in a row that fills the sheet, their services below them, all boxes as high."""
    made = chart(branch)
    (head,) = (u for u in made.units if u.parent is None)
    places = {head.id: (300.0, 40.0, 300.0 + wide, 70.0)}
    for n, direction in enumerate(u for u in made.units if u.parent == head.id):
        x = 20 + n * (wide + 20)
        places[direction.id] = (x, 110.0, x + wide, 140.0)
        for row, service in enumerate(u for u in made.units if u.parent == direction.id):
            places[service.id] = (x + 10, 160.0 + 45 * row, x + wide, 190.0 + 45 * row)
    return replace(made, units=tuple(replace(u, bbox=places[u.id], confidence_parent=sure) for u in made.units))


POLES = {pole: [f"Service {pole} {n}" for n in "abc"] for pole in ("Ressources", "Ville", "Espace", "Culture")}


def of_poles(*order: str, **moved: str) -> Branch:
    """*order*: the poles from left to right; *moved*: the pole that has a service now, by the service's last words."""
    homes = {name: moved.get(name.removeprefix("Service ").replace(" ", "_"), pole) for pole in order for name in POLES[pole]}
    under = {
        pole: sorted((name for name, home in homes.items() if home == pole), key=lambda name: name not in POLES[pole])
        for pole in order
    }
    return {"Direction générale": {f"Direction {pole}": {name: {} for name in under[pole]} for pole in order}}


@pytest.mark.parametrize(("sure", "marked"), [(0.99, False), (0.8, True)])
def test_a_service_that_moved_is_told_where_the_columns_stand_in_another_order(sure: float, marked: bool) -> None:
    """3.27, promise 1: the same letters on a sheet a little wider hid it as « the same words, boxes laid out otherwise »."""
    old, order = in_columns(of_poles(*POLES), 150, sure), ("Culture", "Ressources", "Ville", "Espace")
    found = compare_charts(old, in_columns(of_poles(*order, Ville_b="Espace"), 165, sure), same_letters=True)
    assert [(e.op, e.facts["unit"], "uncertain" in e.facts) for e in found] == [("unit_moved", "Service Ville b", marked)]
    assert not compare_charts(old, in_columns(of_poles(*order), 165, sure), same_letters=True)


def sideways(branch: Branch, sure: float, *, mirrored: bool = False) -> OrgChart:
    """The chart in three columns from left to right, each service on a line of its own whatever it hangs under."""
    made = chart(branch)
    depths = {u.id: ("générale" in u.title, "Direction" in u.title, True).index(True) for u in made.units}
    rows = {u.id: 20.0 + 20 * n for n, u in enumerate(sorted(made.units, key=lambda u: u.title))}
    lefts = {u.id: 200 * (2 - depths[u.id] if mirrored else depths[u.id]) for u in made.units}
    boxes = {u.id: (lefts[u.id], rows[u.id], lefts[u.id] + 150, rows[u.id] + 15) for u in made.units}
    return replace(made, units=tuple(replace(u, bbox=boxes[u.id], confidence_parent=sure) for u in made.units))


@pytest.mark.parametrize(("sure", "told"), [(0.9, [True]), (0.99, [False]), (0.8, [])])
def test_a_fair_link_that_is_another_one_is_told_to_be_checked_where_one_hand_turned_the_sheet(
    sure: float, told: list[bool]
) -> None:
    """3.27, promise 1: it was nothing, though each other unit hangs where it hung; of a link hardly read nothing is told."""
    new = sideways(of_poles(*POLES, Ville_b="Espace"), sure, mirrored=True)
    found = compare_charts(sideways(of_poles(*POLES), sure), new, same_letters=True)
    assert ["uncertain" in edit.facts for edit in found if edit.op == "unit_moved"] == told


def test_a_direction_less_leaves_room_for_the_others_and_is_no_new_drawing() -> None:
    """3.27: three columns instead of four, wider and as high, stood unmarked as « the chart was redrawn »."""
    three = [pole for pole in POLES if pole != "Ville"]
    found = compare_charts(in_columns(of_poles(*POLES), 150), in_columns(of_poles(*three), 200))
    assert {edit.op for edit in found} == {"unit_removed"} and len(found) == 4
    other = compare_charts(in_columns(of_poles(*POLES), 150), drawn(of_poles(*three)))
    assert [edit.op for edit in other] == ["redrawn", *(edit.op for edit in found)]


WENT_THREE_WAYS = {"Ressources_a": "Ville", "Ressources_b": "Espace", "Ressources_c": "Culture"}


@pytest.mark.parametrize(
    ("order", "moved"),
    [
        (["Ville", "Espace", "Culture"], WENT_THREE_WAYS),
        ([*POLES, "Santé"], {"Ressources_b": "Ville", "Ressources_c": "Espace", "Culture_c": "Santé"}),
        (
            ["Ressources", "Ville", "Espace"],
            {**{f"Culture_{n}": "Espace" for n in "abc"}, "Ressources_c": "Ville", "Ville_c": "Ressources"},
        ),
    ],
    ids=["one direction less", "one more", "one less and two exchange"],
)
def test_services_that_go_three_ways_are_told_where_each_link_is_surest(order: list[str], moved: dict[str, str]) -> None:
    """3.27, promise 1: a direction that went took with it what its services became: columns are as wide as they have room."""
    homes = {f"Service {name.replace('_', ' ')}": pole for name, pole in moved.items()}
    under: dict[str, dict[str, Branch]] = {pole: {} for pole in order}
    for pole, names in POLES.items():
        for name in names:
            under[homes.get(name, pole)][name] = {}
    new: Branch = {"Direction générale": {f"Direction {pole}": below for pole, below in under.items()}}
    one_went = {*homes} if "Ressources" not in order else set[str]()  # they had to go somewhere
    for sure, told in ((0.99, {*homes}), (0.95, one_went)):
        found = compare_charts(in_columns(of_poles(*POLES), 150), in_columns(new, 182 - 8 * len(order), sure))
        assert {e.facts["unit"] for e in found if e.op == "unit_moved" and "uncertain" not in e.facts} == told


DIRECTLY: Branch = {"Direction générale": {name: {} for names in POLES.values() for name in names}}


@pytest.mark.parametrize("comes", [False, True], ids=["goes", "comes"])
def test_a_level_with_all_that_hung_by_it_is_no_new_drawing(comes: bool) -> None:
    """3.27: four directions went with a word that the chart was redrawn, and of their services nothing was said.

    On a sheet of another hand each is to be checked.
    """
    op = "unit_added" if comes else "unit_removed"
    expected = {(op, f"Direction {pole}") for pole in POLES} | {("unit_moved", name) for ns in POLES.values() for name in ns}
    old, new = in_columns(of_poles(*POLES), 150), in_columns(DIRECTLY, 140)
    found = compare_charts(new, old) if comes else compare_charts(old, new)
    assert {(e.op, e.facts["unit"]) for e in found} == expected and not any("uncertain" in e.facts for e in found)
    old, new = chart(of_poles(*POLES)), drawn(DIRECTLY)
    another = compare_charts(new, old) if comes else compare_charts(old, new)
    assert another[0].op == "redrawn"
    assert {(e.op, e.facts["unit"]) for e in another[1:]} == expected and all("uncertain" in e.facts for e in another[1:])


@pytest.mark.parametrize(
    ("new", "more"),
    [
        pytest.param(DIRECTLY, [f"Direction {pole}" for pole in POLES], id="titles-that-were-read-as-no-units"),
        pytest.param(
            {
                "Direction générale": {
                    "Service Ressources a": {n: {} for ns in POLES.values() for n in ns if n != "Service Ressources a"}
                }
            },
            [],
            id="services-that-hang-below-one-of-them",
        ),
    ],
)
def test_services_that_hang_elsewhere_without_a_level_that_went_are_a_new_drawing(new: Branch, more: list[str]) -> None:
    """3.27: counter-examples of the above. Of the one no direction went, of the other no service hangs where its direction did."""
    old, now = (
        in_columns(of_poles(*POLES), 150),
        replace(drawn(new), units=tuple(replace(u, bbox=(9, 9, 149, 39)) for u in drawn(new).units)),
    )
    found = compare_charts(old, now, (printed(old), printed(now, *more)))
    assert [e.op for e in found if "uncertain" not in e.facts] == ["redrawn"]
    assert not any(e.op == "unit_moved" for e in found)


def test_moves_three_ways_on_a_sheet_of_another_hand_are_to_be_checked() -> None:
    """3.27: none was told, whatever the links are worth; of less sure ones, nothing still."""
    new = of_poles(*POLES, Ville_b="Espace", Ressources_a="Ville", Culture_c="Ressources")
    for sure, moves in ((0.99, {True}), (0.95, set[bool]())):
        found = told(chart(of_poles(*POLES)), drawn(new, sure=sure))
        assert {doubted for op, _, doubted in found if op == "unit_moved"} == moves


def grown_right(branch: Branch, sure: float = 0.95) -> OrgChart:
    """A tree that grows to the right, each unit halfway down those right of it, linked as surely."""
    made = chart(branch)
    depth, row, at = dict[str | None, int]({None: -1}), 0, dict[str, tuple[float, float, float, float]]()
    for unit in made.units:
        depth[unit.id] = depth[unit.parent] + 1
        row += depth[unit.id] == 2
        at[unit.id] = (200 * depth[unit.id], 40 * row, 200 * depth[unit.id] + 150, 40 * row + 20)
    for unit in reversed(made.units):
        under = [at[other.id] for other in made.units if other.parent == unit.id]
        if under:
            middle = (under[0][1] + under[-1][1]) / 2
            at[unit.id] = (at[unit.id][0], middle, at[unit.id][2], middle + 20)
    return replace(made, units=tuple(replace(u, bbox=at[u.id], confidence_parent=sure) for u in made.units))


SERVICES = {
    "Ressources": ("Finances", "Paie", "Achats"),
    "Technique": ("Voirie", "Eau", "Parcs"),
    "Vie": ("Écoles", "Sports", "Crèches"),
}


def in_poles(**others: tuple[str, ...]) -> Branch:
    """Three poles with three services each, or *others*; the services each with a head."""
    return {"Direction | Mme Dupré": {f"Pôle {pole}": {f"Service {one} | Mme {one}": {} for one in own}
                                      for pole, own in {**SERVICES, **others}.items() if own}}  # fmt: skip


@pytest.mark.parametrize("ways", [1, 2])
def test_services_that_go_to_a_new_pole_or_leave_one_that_went_are_told(ways: int) -> None:
    """3.27: three services that went from three poles to a new one, each by a link of .95, were no news, as on a shuffled sheet."""
    more = in_poles(
        Ressources=("Finances", "Paie"),
        Technique=("Voirie", "Eau"),
        Vie=("Écoles", "Sports"),
        Proximité=("Achats", "Parcs", "Crèches"),
    )
    less = in_poles(
        Ressources=("Finances", "Paie", "Achats", "Écoles"), Technique=("Voirie", "Eau", "Parcs", "Sports", "Crèches"), Vie=()
    )
    old, new = (grown_right(in_poles()), grown_right(more)) if ways == 1 else (grown_right(in_poles()), grown_right(less))
    moved = [edit.facts["unit"] for edit in compare_charts(old, new, (printed(old), printed(new))) if edit.op == "unit_moved"]
    assert sorted(map(str, moved)) == (
        ["Service Achats", "Service Crèches", "Service Parcs"]
        if ways == 1
        else ["Service Crèches", "Service Sports", "Service Écoles"]
    )


def test_services_that_go_all_over_a_sheet_laid_out_anew_were_read_otherwise() -> None:
    """3.27: three that went three ways between poles that stay, by links of .95."""
    round_ = in_poles(
        Ressources=("Finances", "Paie", "Crèches"), Technique=("Voirie", "Eau", "Achats"), Vie=("Écoles", "Sports", "Parcs")
    )
    old, new = grown_right(in_poles()), drawn(round_, sure=0.95)
    assert not [edit for edit in compare_charts(old, new, (printed(old), printed(new))) if edit.op == "unit_moved"]


def in_groups(*groups: Sequence[str], led: bool, white: float = 13) -> OrgChart:
    """A column of services, those of each pole as close as lines are, and *white* points between two poles.

    *led*: each hangs under its pole; else there are no poles among the units, and no tree.
    """
    made = chart({"Direction": {f"Pôle {n}": {f"Service {name}": {} for name in names} for n, names in enumerate(groups)}})
    services = [name for names in groups for name in names]
    tops, top = dict[str, float](), 90.0
    for names in groups:
        for name in names:
            tops[f"Service {name}"], top = top, top + 13
        top += white
    boxes = {title: (300.0, top, 400.0, top + 9) for title, top in tops.items()}
    units = [replace(u, bbox=boxes.get(u.title, (40.0, 40.0, 90.0, 49.0)), confidence_parent=0.95) for u in made.units]
    if not led:
        units = [replace(u, parent=None, confidence_parent=0.0) for u in units if u.title in boxes]
    assert len(services) == len({*services})
    return replace(made, units=tuple(units), structured=led, reason=None if led else "unsure")


ROWS = (("Eau", "Parcs", "Écoles"), ("Paie", "Achats", "Sports"))


@pytest.mark.parametrize(
    ("other", "white", "moved"),
    [
        ((("Eau", "Parcs"), ("Écoles", "Paie", "Achats", "Sports")), 13, ("Service Écoles", "Pôle 0", "Pôle 1")),
        (ROWS, 40, None),
        ((("Parcs", "Eau", "Écoles"), ("Sports", "Paie", "Achats")), 13, None),
        ((("Eau", "Parcs"), ("Écoles", "Paie", "Achats", "Sports")), 0, None),
        ((("Eau",), ("Parcs", "Écoles"), ("Paie", "Achats", "Sports")), 13, None),
    ],
    ids=["goes to the next pole", "further apart", "other orders in a pole", "nothing parts the poles", "a group more"],
)
def test_a_service_among_those_of_another_pole_is_told_of_a_sheet_of_whose_tree_nobody_is_sure(
    other: tuple[tuple[str, ...], ...], white: float, moved: tuple[str, str, str] | None
) -> None:
    """3.27, promise 1: one reading has a tree and the other none; it was « the same content », for certain, as the words are."""
    old, new = in_groups(*ROWS, led=True), in_groups(*other, led=False, white=white)
    words = content(old, "a").text
    sides = content(old, "a"), replace(content(new, "b"), text=words)
    for turned in (False, True):
        verdict = compare_contents("orgchart", *(sides[::-1] if turned else sides))
        told = [(e.facts["unit"], e.before, e.after, e.facts["uncertain"], e.facts["doubt"]) for e in verdict.edits]
        ways = (moved[2], moved[1]) if moved and turned else moved[1:] if moved else ()
        assert told == ([(moved[0], *ways, True, "place")] if moved else [])
        assert moved or verdict.rule == UNSURE_LAYOUT


@pytest.mark.parametrize("name", ["Mme MAÎTRE", "M. Herr", "Frau Herr", "M. Monsieur", "Mme Maître"])
def test_somebody_called_as_others_are_addressed_ends_no_comparison(name: str) -> None:
    """3.18: « Mme Maître » goes to another direction; her name, looked for without its civilities, was empty."""

    def content(*people: str) -> DocumentContent:
        titles = ("Finances", "Sports", "Voirie", "Eau")
        found = chart({"Direction générale | Mme Roy": {f"{t} | {who}": {} for t, who in zip(titles, people, strict=True)}})
        text = tuple(
            Block("paragraph", line) for unit in found.units for line in (unit.title, *(p.name for p in unit.people)) if line
        )
        return DocumentContent(sha256=str(people), size=1, media_type="application/pdf", text=text, orgchart=found)

    before = content("M. Petit", name, "Mme Blanc", "M. Noir")
    for after in (("M. Petit", "Mme Sol", name, "M. Noir"), ("M. Petit", name, name, "M. Noir")):
        assert compare_contents("orgchart", before, content(*after)).edits
        assert compare_contents("orgchart", content(*after), before).edits
