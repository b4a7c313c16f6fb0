"""What only the picture can decide, and where edits stand on the pages (13.5 and 13.7, DESIGN 5.5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.compare.charts.edits import compare_charts
from monitor.compare.documents.contents import compare_contents, if_alike
from monitor.compare.places import edit_place, region_places, regions_json
from monitor.model import Change, DocumentContent, DocumentKind, Edit, OrgChart, Place
from tests.compare.make import content
from tests.compare.test_orgchart import TOWN, chart, moved_achats, with_text, without

OLD = replace(content("Un service\nDeux services", sha="a", geometry="g"), pages=1)


def charted(tree: OrgChart, sha: str) -> DocumentContent:
    return replace(content("\n".join(sorted(unit.title for unit in tree.units)), sha=sha), pages=1, orgchart=tree)


@pytest.mark.parametrize(
    ("kind", "new"),
    [
        pytest.param("text", replace(OLD, sha256="b", text=OLD.text), id="nothing-differs"),
        pytest.param("text", replace(content("Un service\nTrois services", sha="b"), pages=1), id="letters"),
        pytest.param("text", replace(content("Deux services\nUn service", sha="b"), pages=2), id="another-page"),
        pytest.param("file", content(None, sha="b"), id="no-pdf"),
        pytest.param("file", replace(OLD, sha256="a", geometry="h"), id="same-bytes"),
    ],
)
def test_the_picture_has_no_say(kind: DocumentKind, new: DocumentContent) -> None:
    assert if_alike(kind, OLD, new) is None


@pytest.mark.parametrize(
    ("kind", "new"),
    [
        pytest.param("text", replace(content("Deux services\nUn service", sha="b", geometry="h"), pages=1), id="order"),
        pytest.param("text", replace(content("Unservice\nDeux services", sha="b", geometry="h"), pages=1), id="spacing"),
        pytest.param("file", replace(OLD, sha256="b", geometry="h"), id="geometry"),
    ],
)
def test_of_one_picture_order_and_spacing_are_as_they_were(kind: DocumentKind, new: DocumentContent) -> None:
    assert compare_contents(kind, OLD, new).of == "different"
    held = if_alike(kind, OLD, new)
    assert held is not None and held.sha256 == "b"
    assert compare_contents(kind, OLD, held).of == "resaved"


def test_of_one_picture_the_hierarchy_is_as_it_was() -> None:
    old, new = charted(chart(TOWN), "a"), charted(chart(moved_achats()), "b")
    held = if_alike("orgchart", old, new)
    assert held is not None and held.orgchart is not None
    assert compare_charts(chart(TOWN), held.orgchart) == ()
    assert {unit.id: unit.bbox for unit in held.orgchart.units} == {unit.id: unit.bbox for unit in chart(moved_achats()).units}


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(with_text(moved_achats(), ("Bruno Martin", "Aline Durand")), id="person"),
        pytest.param(with_text(moved_achats(), ("Direction du numérique", "Direction des données")), id="title"),
        pytest.param(with_text(without("Direction des sports"), ("DGA Projets", "DGA Espaces")), id="removed"),
    ],
)
def test_a_tree_with_more_than_moves_is_not_vetoed(after: dict[str, object]) -> None:
    """13.5: it must not overrule letters."""
    assert if_alike("orgchart", charted(chart(TOWN), "a"), charted(chart(after), "b")) is None


@pytest.mark.parametrize(
    ("before", "after", "looked_at"),
    [
        pytest.param("Atelier (4 personnes)", "Atelier (4 )", True, id="a word that a print lost"),
        pytest.param("Effectif du service", "Eectif du service", True, id="a ligature"),
        pytest.param("Bureau des offres", "Bureau des oɈres", True, id="a letter of no language"),
        pytest.param("Bureau 12", "Bureau 1", False, id="a figure"),
        pytest.param("Bureau de la rue", "Bureau la rue", False, id="a word of two letters"),
        pytest.param("Service paie", "Service voirie", False, id="another word"),
        pytest.param("Ute Geschäft", "Ute Gesch‰ft", True, id="a letter in another encoding"),
        pytest.param("Ute Geschäft", "Ute GeschÃ¤ft", True, id="a letter read byte by byte"),
        pytest.param("Ute Müller", "Ute Möller", False, id="another letter beyond ASCII (3.10)"),
        pytest.param("Анна Петрова", "Инна Петрова", False, id="another letter of another script (3.10)"),
    ],
)
def test_what_a_print_lost_is_looked_at(before: str, after: str, looked_at: bool) -> None:
    """13.5, 3.21: where the page looks the same, words that a file no longer tells are still there, in both directions."""
    rest = "\n".join(f"Une ligne de texte numéro {n}" for n in range(20))
    old, new = (replace(content(f"{text}\n{rest}", sha=text, geometry=text), pages=1) for text in (before, after))
    for one, other in ((old, new), (new, old)):
        held = if_alike("text", one, other)
        assert (held is not None) == looked_at
        assert held is None or compare_contents("text", one, held).of == "resaved"


# --------------------------------------------------------------------------------------------------------------- where it stands


def test_each_edit_says_where_it_stands_before_and_after() -> None:
    after = with_text(moved_achats(), ("Karim Haddad", "Aline Durand"), ("Direction des sports", "Direction du sport"))
    old, new = chart(TOWN), chart(after)
    there = {unit.title: Place(unit.page, unit.bbox) for unit in old.units}
    here = {unit.title: Place(unit.page, unit.bbox) for unit in new.units}
    found = {e.op: (edit_place(e, "before"), edit_place(e, "after")) for e in compare_charts(old, new)}
    assert found == {
        "unit_renamed": (there["Direction des sports"], here["Direction du sport"]),
        "unit_moved": (there["Direction des achats"], here["Direction des achats"]),
        "person_replaced": (there["Direction du numérique"], here["Direction du numérique"]),
    }
    (gone,) = compare_charts(old, chart(without("Direction des sports")))
    assert (edit_place(gone, "before"), edit_place(gone, "after")) == (there["Direction des sports"], None)
    (come,) = compare_charts(chart(without("Direction des sports")), old)
    assert (edit_place(come, "before"), edit_place(come, "after")) == (None, there["Direction des sports"])


def test_edits_of_an_older_database_say_one_place() -> None:
    facts = {"unit": "Direction", "page": 2, "bbox": [1, 2, 3, 4]}
    place = Place(2, (1.0, 2.0, 3.0, 4.0))
    both = [[edit_place(Edit(op=op, facts=facts), side) for side in ("before", "after")] for op in ("unit_moved", "unit_removed")]
    assert both == [[None, place], [place, None]]
    assert edit_place(Edit(op="unit_moved", facts={"unit": "Direction"}), "after") is None


def test_regions_round_trip() -> None:
    places = (Place(1, (0.0, 1.0, 2.0, 3.0)), Place(2, (4.0, 5.0, 6.0, 7.0)))
    change = Change(
        item="o", item_kind="document", change="replaced", significance="substantive", facts={"regions": regions_json(places)}
    )
    assert region_places(change) == places


@given(st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=5)))
def test_what_is_no_place_is_none(odd: object) -> None:
    for facts in ({"at": odd}, {"at": {"after": odd}}, {"at": {"after": {"page": 1, "bbox": odd}}}, {"page": odd, "bbox": odd}):
        place = edit_place(Edit(op="unit_moved", facts=facts), "after")
        assert place is None or len(place.bbox) == 4
