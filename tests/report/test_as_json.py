"""The contract with other programs, key by key (DESIGN §5)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from monitor.model import Cosmetic, Edit, Failure
from monitor.report.as_json import VisitRun, compare_json, diff_json, edit_json, history_json, result_json, show_json
from monitor.report.diffs import Comparison
from tests.report import examples as ex


def test_a_changed_page_reads_as_in_the_design() -> None:
    """5, the example: same keys in the same order."""
    moved = ex.unit("unit_moved", "Direction des achats", before="DGA Ressources", after="DGA Projets")
    line = result_json(ex.result("changed", ex.section(ex.REWORDED), ex.document(moved), snapshot=2), "fr")
    assert json.dumps(line, ensure_ascii=False) == (
        '{"watch": "valmont-organigramme", "checked_at": "2026-11-24T07:00:03.120Z", "outcome": "changed", "snapshot": 2, '
        '"failure": null, "changes": ['
        '{"item": "mutualisation", "item_kind": "section", "change": "edited", "significance": "substantive", '
        '"summary": "1 phrase modifiée", "edits": ['
        '{"op": "replace", "before": "Elle améliore l’efficacité de l’action publique.", '
        '"after": "Elle améliore l’efficience de l’action publique.", '
        '"words": [["=", "Elle améliore l’"], ["-", "efficacité"], ["+", "efficience"], ["=", " de l’action publique."]]}]}, '
        '{"item": "organigramme", "item_kind": "document", "label": "Organigramme - Juin 2026", "change": "replaced", '
        '"significance": "substantive", "summary": "1 direction déplacée", "edits": ['
        '{"op": "unit_moved", "unit": "Direction des achats", "before": "DGA Ressources", "after": "DGA Projets"}]}]}'
    )


def test_a_failure_is_the_first_of_all() -> None:
    """5.2: `failure` and `failures`; `item` only where it is one item's."""
    line = result_json(ex.result("unchanged", failures=(ex.NO_DOCUMENT, ex.SERVICE_DOWN)), "fr")
    document = {
        "kind": "document_unavailable",
        "detail": "HTTP 404",
        "since": "2026-11-24T07:00:03.120Z",
        "consecutive": 1,
        "item": "organigramme",
    }
    page = {"kind": "http_error", "detail": "HTTP 503", "since": "2026-11-21T07:00:03.120Z", "consecutive": 3}
    assert (line["failure"], line["failures"], line["changes"]) == (document, [document, page], [])


def test_optional_keys_appear_only_with_something_to_say() -> None:
    """5.2: cosmetic, flapping; recovered is an addition of ours."""
    bare = result_json(ex.result("first", snapshot=None), "fr")
    assert bare == {
        "watch": ex.WATCH,
        "checked_at": "2026-11-24T07:00:03.120Z",
        "outcome": "first",
        "snapshot": None,
        "failure": None,
        "changes": [],
    }
    full = result_json(
        ex.result(
            "unchanged",
            cosmetic=(Cosmetic(item="mutualisation", rule="3.10"),),
            flapping=ex.ALTERNATING,
            recovered=(ex.SERVICE_DOWN,),
        ),
        "fr",
    )
    assert full["cosmetic"] == [{"item": "mutualisation", "rule": "3.10"}]
    assert full["flapping"] == {"since": "2026-11-20T07:00:03.120Z", "between": [12, 13, 11]}
    assert full["recovered"][0]["kind"] == "http_error"


def test_changes_are_told_only_by_changed() -> None:
    """5.1: `changes` is [] unless `changed`."""
    assert result_json(ex.result("failed", ex.section(ex.REWORDED)), "fr")["changes"] == []


def test_a_change_says_what_is_odd_and_where_it_returns_to() -> None:
    """5.2"""
    change = result_json(ex.result("changed", ex.section(returns_to=3, suspect="in Italian")), "en")["changes"][0]
    assert (change["suspect"], change["returns_to"], change["edits"]) == ("in Italian", 3, [])


EDITS = [
    pytest.param(ex.SIZE, {"op": "replace", "field": "size_text", "before": "203,05 ko", "after": "210 ko"}, id="field"),
    pytest.param(
        ex.ADDRESS,
        {"op": "replace", "field": "url", "before": "https://www.valmont-sur-ource.example/a.pdf", "after": None},
        id="hidden-address",
    ),
    pytest.param(
        ex.unit("unit_removed", "Pôle", parent="DGA"),
        {"op": "unit_removed", "unit": "Pôle", "parent": "DGA"},
        id="unit-under-a-parent",
    ),
    pytest.param(ex.unit("unit_added", "Pôle", parent=None), {"op": "unit_added", "unit": "Pôle"}, id="unit-at-the-top"),
    pytest.param(
        ex.unit("person_replaced", "Pôle", before="Marie Roche"),
        {"op": "person_replaced", "unit": "Pôle", "before": "Marie Roche", "after": None},
        id="vacant-is-null",
    ),
    pytest.param(
        ex.unit("unit_moved", "Pôle", after="DGA"),
        {"op": "unit_moved", "unit": "Pôle", "before": None, "after": "DGA"},
        id="from-the-top",
    ),
    pytest.param(
        Edit(op="redrawn", facts={"added": 3, "removed": 0, "kept": 1}),
        {"op": "redrawn", "added": 3, "removed": 0, "kept": 1},
        id="zero-counts",
    ),
    pytest.param(
        ex.DELETED, {"op": "delete", "before": "Ce service est gratuit.", "words": [["-", "Ce service est gratuit."]]}, id="delete"
    ),
]


@pytest.mark.parametrize(("edit", "expected"), EDITS)
def test_an_edit_is_flat(edit: Edit, expected: dict[str, Any]) -> None:
    """5.3-5.5: keys that are None are left out, but for sides that mean something."""
    assert edit_json(edit) == expected


def test_regions_stand_in_the_change_without_edits() -> None:
    """5.5: no text, no structure."""
    region = {"page": 1, "bbox": [0, 0, 9, 9]}
    change = result_json(ex.result("changed", ex.document(regions=[region])), "fr")["changes"][0]
    assert (change["regions"], change["edits"]) == ([region], [])


def test_two_identical_files_have_no_significance() -> None:
    """5.7"""
    assert compare_json(None, None, "fr") == {"significance": None, "summary": None, "edits": [], "failure": None}
    failed = compare_json(None, Failure(kind="document_unreadable", detail="encrypted"), "fr")
    assert failed["failure"] == {"kind": "document_unreadable", "detail": "encrypted"}
    assert compare_json(ex.section(ex.REWORDED), None, "en")["summary"] == "1 sentence reworded"


def test_show_gives_every_item_as_it_is_on_the_page() -> None:
    """5.9"""
    shown = show_json(ex.WATCH, ex.revision(13, "Un « paragraphe ».", chart=ex.CHART))
    section, document = shown.pop("items")
    assert shown == {"watch": ex.WATCH, "snapshot": 13, "taken_at": "2026-11-24T07:00:03.120Z", "url": ex.URL}
    assert section == {
        "item": "mutualisation",
        "item_kind": "section",
        "heading": "La mutualisation",
        "blocks": [{"kind": "paragraph", "text": "Un « paragraphe »."}],
    }
    assert list(document) == ["item", "item_kind", "label", "format", "size_text", "url", "sha256", "text", "orgchart"]
    assert document["text"] == [{"kind": "paragraph", "text": "Direction générale"}]
    assert document["orgchart"]["units"][1] == {
        "id": "b",
        "title": "Pôle courrier",
        "people": [{"name": "", "role": None, "vacant": True, "confidence": 1.0}],
        "parent": "a",
        "confidence": 0.9,
        "confidence_title": 1.0,
        "confidence_parent": 0.9,
        "page": 1,
        "bbox": [0, 9, 9, 18],
    }


def test_show_gives_one_item_where_one_is_named() -> None:
    """4, `show WATCH [ITEM]`"""
    items = show_json(ex.WATCH, ex.revision(13, "Texte."), ["organigramme"])["items"]
    assert [i["item"] for i in items] == ["organigramme"]


def test_history_and_diff_use_the_same_nouns() -> None:
    """5.10"""
    line = history_json(VisitRun(result=ex.result("unchanged"), until=ex.AT, count=28), "fr")
    assert (line["outcome"], line["until"], line["checks"], line["source"]) == ("unchanged", "2026-11-24T07:00:03.120Z", 28, "live")
    old, new = ex.revision(12, "a"), ex.revision(13, "b")
    compared = diff_json(
        Comparison(watch=ex.WATCH, old=old, new=new, changes=(ex.section(ex.REWORDED),), page_sha256=("0" * 64, None)), "fr"
    )
    assert compared["before"] == {"snapshot": 12, "taken_at": "2026-11-24T07:00:03.120Z", "url": ex.URL, "sha256": "0" * 64}
    assert "sha256" not in compared["after"] and compared["changes"][0]["item"] == "mutualisation"
