"""Units that became one, and one that became several (5.5): told as that, never where two titles were read as one (3.27)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.compare.charts.edits import compare_charts
from monitor.compare.documents.contents import chart_edits
from monitor.model import Block, DocumentContent, Edit
from tests.compare.test_orgchart import Branch, chart


def town(*services: str) -> Branch:
    return {"Mairie": {"Direction A | Mme Eva Roux": {title: {} for title in services}, "Direction B": {"Service sports": {}}}}


def told(edits: tuple[Edit, ...]) -> list[tuple[str, object, object]]:
    """Each edit's op with what it is about, and what it says of a merger."""
    names = ("merged", "merged_into", "split", "split_from")
    return [(e.op, e.after or e.facts.get("unit"), next((e.facts[n] for n in names if n in e.facts), None)) for e in edits]


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ("Service voirie", "Service parcs", "Service voirie et parcs"),
        ("Service voirie", "Service parcs", "Service voirie et Service parcs"),
        ("Service voirie", "Service parcs", "Service voirie / parcs"),
        ("Service voirie", "Service parcs", "Service voirie – Service parcs"),
        ("Service voirie", "Service parcs", "Service parcs & voirie"),
        ("Direction de la voirie", "Direction des parcs", "Direction de la voirie et des parcs"),
        ("Eau et assainissement", "Voirie", "Eau, assainissement et voirie"),
        ("Play Team", "Swimming Team", "Play and Swimming Team"),
    ],
)
@pytest.mark.parametrize("back", [False, True], ids=["merged", "split"])
def test_units_that_are_one_now_and_one_that_is_several(one: str, other: str, whole: str, back: bool) -> None:
    before, after = chart(town(one, "Service fêtes", other)), chart(town(whole, "Service fêtes"))
    found = compare_charts(after, before) if back else compare_charts(before, after)
    first, second = (other, one) if whole == "Service parcs & voirie" else (one, other)
    renamed, rest = ((first, "split", "unit_added") if back else (whole, "merged", "unit_removed")), [first, second]
    assert sorted(told(found)) == sorted([("unit_renamed", renamed[0], rest), (renamed[2], second, whole)])
    assert all("uncertain" not in edit.facts for edit in found)


def test_three_units_that_are_one() -> None:
    before, after = town("Voirie", "Parcs", "Propreté", "Fêtes"), town("Voirie, parcs et propreté", "Fêtes")
    ops = [op for op, *_ in told(compare_charts(chart(before), chart(after)))]
    assert sorted(ops) == ["unit_removed", "unit_removed", "unit_renamed"]


def test_the_unit_whose_head_stays_goes_on() -> None:
    """5.14: the spell of that unit goes on, under the new name."""
    before, after = town("Voirie | M. Paul Lebrun", "Parcs | Mme Zoé Lambert"), town("Voirie et parcs | Mme Zoé Lambert")
    found = compare_charts(chart(before), chart(after))
    assert [(e.op, e.before, e.after) for e in found if e.op != "unit_removed"] == [("unit_renamed", "Parcs", "Voirie et parcs")]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("Service voirie", "et parcs"), "Service voirie et parcs"),
        (("Service voirie", "Service parcs"), "Service voirie Service parcs"),
        (("Service voirie", "Service parcs"), "Service voirie, parcs et fontaines"),
    ],
    ids=["a-line-read-as-a-unit", "nothing-between", "something-more"],
)
def test_what_is_no_merger(parts: tuple[str, str], whole: str) -> None:
    """3.27: what joins them has to be printed in the one alone, and no other word with it."""
    found = compare_charts(chart(town(*parts)), chart(town(whole)))
    assert all(said is None for *_, said in told(found))


def test_a_merger_of_titles_hardly_read_is_to_be_checked() -> None:
    old, new = chart(town("Voirie", "Parcs")), chart(town("Voirie et parcs"))
    doubted = replace(old, units=tuple(replace(u, confidence_title=0.8) if u.title == "Parcs" else u for u in old.units))
    assert all(edit.facts.get("uncertain") for edit in compare_charts(doubted, new))


def _document(branch: Branch, *, redrawn: bool = False) -> DocumentContent:
    """A chart with its words; *redrawn*: by another hand, everything elsewhere."""
    read = chart(branch)
    if redrawn:
        read = replace(read, units=tuple(replace(u, bbox=(300 - u.bbox[1], u.bbox[0] + 40, 400, 90)) for u in read.units))
    text = tuple(Block("list_item", " ".join([u.title, *(p.name for p in u.people)])) for u in read.units)
    return DocumentContent(sha256="a", size=1, media_type="application/pdf", text=text, orgchart=read)


LISTS = {
    "Finances | Mme Eva Roux": ("Budget", "Dette", "Paie", "Achats"),
    "Culture | M. Yann Prat": ("Musée", "Archives", "Théâtre"),
}


@pytest.mark.parametrize("back", [False, True], ids=["joined", "parted"])
@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize("mark", [", ", " ; "])
def test_services_that_share_a_paragraph_now_are_neither_renamed_nor_gone(mark: str, back: bool, lower: bool) -> None:
    """A box a service became « Budget, Dette, Paie, Achats » under each head: nobody's title changed, and nothing went (3.27)."""
    apart: Branch = {"Mairie": {head: {title: {} for title in titles} for head, titles in LISTS.items()}}
    run_on = {head: mark.join((titles[0], *(t.lower() if lower else t for t in titles[1:]))) for head, titles in LISTS.items()}
    new: Branch = {"Mairie": {head: {text: {}} for head, text in run_on.items()}}
    sides = [_document(apart), _document(new, redrawn=True)]
    assert [edit.op for edit in chart_edits(*(sides[::-1] if back else sides)) or ()] in ([], ["redrawn"])


def test_what_is_new_in_such_a_paragraph_has_the_id_of_the_unit_that_it_is_the_title_of() -> None:
    """What a part of it says is told of the box that it stands in (5.5), and to be checked (3.27)."""
    apart: Branch = {"Mairie": {"Finances": {title: {} for title in ("Budget", "Dette", "Paie")}, "Culture": {"Musée": {}}}}
    new: Branch = {"Mairie": {"Finances": {"Budget, Dette, Paie, Subventions": {}}, "Culture": {"Musée": {}}}}
    (edit,) = chart_edits(_document(apart), _document(new)) or ()
    box = next(unit.id for unit in chart(new).units if unit.title.startswith("Budget"))
    assert (edit.op, edit.facts["unit"], edit.facts["ids"]) == ("unit_added", "Subventions", [None, box])
    assert edit.facts["uncertain"]


def test_two_services_with_a_semicolon_between_are_still_two() -> None:
    """« Radio ; Bureautique » in one box, « Casernes ; Énergie » in another: four units seemed renamed or gone (3.27)."""
    lists = {"Réseaux | Mme Eva Roux": ("Radio", "Bureautique"), "Bâtiments | M. Yann Prat": ("Casernes", "Énergie")}
    apart: Branch = {"Mairie": {head: {title: {} for title in titles} for head, titles in lists.items()}}
    joined: Branch = {"Mairie": {head: {" ; ".join(titles): {}} for head, titles in lists.items()}}
    for sides in ((apart, joined), (joined, apart)):
        assert [edit.op for edit in chart_edits(_document(sides[0]), _document(sides[1], redrawn=True)) or ()] in ([], ["redrawn"])


@pytest.mark.parametrize("mark", [" – ", " / ", " - "])
def test_four_that_became_one_with_dashes_merged(mark: str) -> None:
    """Dashes and strokes are how merged services are written; four gone into one title were told as nothing (5.5)."""
    titles = ("Enfance", "Jeunesse", "Sports", "Culture")
    edits = chart_edits(_document(town(*titles)), _document(town(mark.join(titles)))) or ()
    assert [edit.after for edit in edits if "merged" in edit.facts] == [mark.join(titles)]


def test_one_title_of_three_may_be_one_service() -> None:
    """Where no other title is like it, three that became one are told so (5.5)."""
    before, after = town("Voirie", "Parcs", "Fontaines"), town("Voirie, Parcs, Fontaines")
    edits = chart_edits(_document(before), _document(after)) or ()
    assert [edit.after for edit in edits if "merged" in edit.facts] == ["Voirie, Parcs, Fontaines"]


@pytest.mark.parametrize("line", ["Théâtre : budget, dette", "Paie : Achats"])
def test_a_line_that_goes_beside_such_paragraphs_is_told(line: str) -> None:
    """3.12: its words are those of titles, but it says something else than the paragraph of one head does."""
    apart: Branch = {"Mairie": {head: {title: {} for title in titles} for head, titles in LISTS.items()}}
    new: Branch = {"Mairie": {head: {", ".join(titles): {}} for head, titles in LISTS.items()}}
    before = _document(apart)
    edits = chart_edits(replace(before, text=(*(before.text or ()), Block("paragraph", line))), _document(new)) or ()
    assert [edit.before for edit in edits] == [line]
