"""Which document of a name follows another one that stays beside it (DESIGN 3.9)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.compare.documents.editions import are_editions, dated, edition_before, is_followed
from monitor.compare.documents.of_one_name import compare_documents, pair_documents
from monitor.model import Document, OrgChart, Unit
from tests.compare.make import content, document

TITLES = ("Direction générale", "Finances", "Achats", "Paie")


def chart(label: str, *titles: str, url: str | None = None, date: str | None = None) -> Document:
    units = tuple(
        Unit(
            id=f"u{n}",
            title=title,
            parent="u0" if n else None,
            people=(),
            page=1,
            bbox=(0, 20 * n, 100, 20 * n + 10),
            confidence_parent=1,
        )
        for n, title in enumerate(titles or TITLES)
    )
    tree = OrgChart(title=None, date=date, pages=1, structured=True, reason=None, units=units)
    read = replace(content("\n".join(titles or TITLES), sha=label), orgchart=tree)
    return document(label, url or f"https://valmont.example/{label}.pdf", read)


@pytest.mark.parametrize(
    ("label", "words", "day"),
    [
        ("Organigramme 2026", ("organigramme",), (2026, 0, 0)),
        ("Organigramme des services – septembre 2025 (PDF)", ("organigramme", "des", "services", "pdf"), (2025, 9, 0)),
        ("Organigramme au 1er mars 2026", ("organigramme",), (2026, 3, 1)),
        ("Projet d’organigramme au 1er janvier", ("organigramme",), (0, 0, 0)),
        ("Nouvel organigramme, version du 12/05/2026", ("organigramme",), (2026, 5, 12)),
        ("Organigramme_2026-09-01", ("organigramme",), (2026, 9, 1)),
        ("Organisation chart (March 2026)", ("organisation", "chart"), (2026, 3, 0)),
        ("Organigramme 2024-2025", ("organigramme",), (2025, 0, 0)),
        ("Organigramme du pôle 2", ("organigramme", "pole", "2"), (0, 0, 0)),
        ("Organigramme", ("organigramme",), (0, 0, 0)),
    ],
)
def test_a_label_is_its_words_and_its_latest_date(label: str, words: tuple[str, ...], day: tuple[int, int, int]) -> None:
    assert dated(label) == (words, day)


def test_the_newest_that_is_older_is_the_edition_before() -> None:
    kept = [chart("Organigramme 2023"), chart("Organigramme 2025"), chart("Organigramme 2024")]
    assert edition_before(chart("Organigramme 2026"), kept) is kept[1]
    assert edition_before(chart("Organigramme janv. 2026"), [chart("Organigramme – sept. 2025")]) is not None


@pytest.mark.parametrize(
    "came",
    [
        pytest.param(chart("Organigramme 2022"), id="put into the archive"),
        pytest.param(chart("Organigramme 2025", url="https://valmont.example/again.pdf"), id="of the same year"),
        pytest.param(chart("Organigramme de la Métropole 2026"), id="of another body"),
        pytest.param(chart("Organigramme du pôle 2 2026"), id="of a part"),
        pytest.param(chart("Organigramme 2026", "Crèches", "Écoles", "Sports", "Eau"), id="of other units"),
        pytest.param(chart("Organigramme"), id="of no date"),
        pytest.param(chart("Organigramme RH 2026"), id="of a service"),
        pytest.param(chart("Organigramme du pôle A 2026"), id="of a pole"),
        pytest.param(chart("Organigramme 2026", "Finances"), id="of a part of the units"),
        pytest.param(document("Organigramme 2026", read=content("", sha="scan")), id="a scan"),
    ],
)
def test_another_chart_follows_none(came: Document) -> None:
    """3.9: what is told of two sheets that are no editions of one would be false."""
    kept = [chart("Organigramme 2025"), chart("Organigramme 2023")]
    assert edition_before(came, kept) is None
    (told,) = compare_documents("organigramme", "orgchart", kept, [came, *kept])
    assert (told.change, told.edits, dict(told.facts)) == ("added", (), {})


def test_what_the_new_edition_says_otherwise_is_told_with_it() -> None:
    """3.9, 5.4: it is `added`, with the edits of its content, and says against which document."""
    kept, came = [chart("Organigramme 2025")], chart("Organigramme 2026", "Direction générale", "Finances", "Achats")
    (told,) = compare_documents("organigramme", "orgchart", kept, [came, *kept])
    assert told.change == "added"
    assert told.facts == {"edition_of": "Organigramme 2025"}
    assert [(edit.op, edit.facts["unit"]) for edit in told.edits] == [("unit_removed", "Paie")]
    (as_file,) = compare_documents("organigramme", "file", kept, [came, *kept])
    assert not as_file.edits  # two years' agreements or accounts are two documents


def test_the_file_of_last_year_beside_the_current_one_is_no_edition_of_it() -> None:
    """Towns keep the current chart at « Organigramme », and put the old file beside it: what went would be said to have come."""
    kept, came = [chart("Organigramme")], chart("Organigramme 2025", "Direction générale", "Finances", "Achats")
    (told,) = compare_documents("organigramme", "orgchart", kept, [*kept, came])
    assert (told.change, told.edits) == ("added", ())


def test_a_page_that_keeps_the_newest_two_tells_what_is_new_in_the_newest() -> None:
    """3.9: 2024 goes and 2026 comes, which is one `replaced`; what it says otherwise is so against 2025."""
    gone, stays = chart("Organigramme 2024", "Direction générale", "Finances", "Achats"), chart("Organigramme 2025")
    came = chart("Organigramme 2026", *TITLES, "Archives")
    (told,) = compare_documents("organigramme", "orgchart", [stays, gone], [came, stays])
    assert (told.change, told.facts["edition_of"]) == ("replaced", "Organigramme 2025")
    assert [(edit.op, edit.facts["unit"]) for edit in told.edits if "unit" in edit.facts] == [("unit_added", "Archives")]


def test_a_chart_drawn_anew_is_only_there() -> None:
    """5.5: where most units hang elsewhere nobody could read what is said against the edition before."""
    words = "achats paie eau sports voirie archives musées parcs écoles accueil climat urbanisme tourisme logement police forêts"
    names = [f"Service {word}" for word in words.split()]
    missions = [f"Mission {word}" for word in "jumelages réseaux chauffage marchés cimetières seniors nuit lecture".split()]  # noqa: SIM905
    kept, came = chart("Organigramme 2025", *names), chart("Organigramme 2026", *names[7::-1], *missions)
    assert kept.content and came.content
    assert any(edit.op == "redrawn" for edit in compare_contents("orgchart", kept.content, came.content).edits)
    assert edition_before(came, [kept]) is kept
    (told,) = compare_documents("organigramme", "orgchart", [kept], [came, kept])
    assert (told.change, told.edits, dict(told.facts)) == ("added", (), {})


def test_an_edition_is_followed_by_a_later_one_alone() -> None:
    assert is_followed("Organigramme 2024", ["Organigramme 2024", "Organigramme 2026"])
    assert not is_followed("Organigramme 2026", ["Organigramme 2024", "Organigramme"])
    assert not are_editions("Organigramme", "Organigramme 2026")  # nobody says which of the two is the newer
    assert not are_editions("Organigramme pôle A – juin 2026", "Organigramme pôle B – mars 2025")
    assert not are_editions("Organigramme de la Ville 2025", "Organigramme de la Métropole 2026")


ARCHIVED, PROPOSED = "Ancien organigramme", "Projet d’organigramme au 1er janvier"


@pytest.mark.parametrize(
    ("came", "kept", "follows"),
    [
        pytest.param(chart(PROPOSED), chart("Organigramme"), True, id="what is proposed"),
        pytest.param(chart("Projet d’organigramme"), chart("Organigramme 2026"), True, id="beside one with a date"),
        pytest.param(chart("Organigramme"), chart(ARCHIVED), True, id="one beside the old one"),
        pytest.param(chart(ARCHIVED), chart("Organigramme"), False, id="put into the archive"),
        pytest.param(chart("Projet d’organigramme de la Métropole"), chart("Organigramme"), False, id="proposed for another body"),
        pytest.param(chart("Organigramme 2026", date="2026"), chart("Organigramme", date="Mars 2025"), True, id="printed dates"),
        pytest.param(chart("Organigramme 2025", date="2025"), chart("Organigramme", date="Mars 2026"), False, id="printed as old"),
        pytest.param(chart("Organigramme 2026", date="Mai 2026"), chart("Organigramme"), False, id="one date printed"),
        pytest.param(chart("Organigramme", date="2026"), chart("Organigramme", url="/b", date="2025"), False, id="called alike"),
    ],
)
def test_a_label_or_the_sheets_say_which_is_the_later(came: Document, kept: Document, follows: bool) -> None:
    """3.9: a new chart is put before the staff as a project, and the old one stays for a while under another name."""
    assert edition_before(came, [kept]) is (kept if follows else None)


def test_an_old_chart_that_gets_another_label_is_still_what_the_new_one_follows() -> None:
    """3.9: « Organigramme » becomes « Ancien organigramme », and the new one stands above it from the same day on."""
    before, kept = chart("Organigramme", url="https://valmont.example/a.pdf"), chart(ARCHIVED, url="https://valmont.example/a.pdf")
    kept = replace(kept, content=before.content)
    came = chart("Nouvel organigramme", *TITLES, "Archives")
    told = {change.label: change for change in compare_documents("organigramme", "orgchart", [before], [came, kept])}
    assert told[came.link.label].facts["edition_of"] == ARCHIVED
    assert [edit.facts["unit"] for edit in told[came.link.label].edits] == ["Archives"]
    assert told[ARCHIVED].change == "relabelled"


def test_what_was_proposed_takes_the_place_of_the_chart_that_goes() -> None:
    """3.9: told as one sheet in place of another: whoever reads only this alert is told what is in force now."""
    old, proposed = chart("Organigramme"), chart(PROPOSED, *TITLES, "Archives", url="https://valmont.example/b.pdf")
    now = replace(proposed, link=replace(proposed.link, label="Organigramme au 1er janvier"))
    assert pair_documents([old, proposed], [now]) == [(old, now), (proposed, None)]
    told = {change.label: change for change in compare_documents("organigramme", "orgchart", [old, proposed], [now])}
    assert told[now.link.label].change == "replaced"
    assert [edit.facts["unit"] for edit in told[now.link.label].edits if "unit" in edit.facts] == ["Archives"]
    assert told[PROPOSED].change == "removed"


@pytest.mark.parametrize("label", ["Projet d’organigramme", "Organigramme du pôle 2", "Plan de la mairie"])
def test_a_project_of_another_name_takes_no_place(label: str) -> None:
    old, proposed = chart("Organigramme"), chart("Projet d’organigramme – v1", url="https://valmont.example/b.pdf")
    now = replace(proposed, link=replace(proposed.link, label=label))
    assert pair_documents([old, proposed], [now]) == [(proposed, now), (old, None)]


def test_charts_of_other_units_renumbered_stay_who_they_are() -> None:
    old, proposed = chart("Organigramme", "Crèches", "Écoles"), chart("Projet d’organigramme", url="https://valmont.example/b.pdf")
    now = replace(proposed, link=replace(proposed.link, label="Organigramme"))
    assert pair_documents([old, proposed], [now]) == [(proposed, now), (old, None)]


def test_what_is_proposed_is_not_in_force() -> None:
    """5.14: nobody holds a post by a project; where it stands alone it is all that the town publishes."""
    assert is_followed("Projet d’organigramme", ["Organigramme"])
    assert is_followed(ARCHIVED, ["Nouvel organigramme"])
    assert not is_followed("Organigramme", ["Projet d’organigramme"])
    assert not is_followed("Projet d’organigramme", ["Organigramme de la Métropole"])
    assert not is_followed("Projet d’organigramme", [])
