"""Which document of a name follows another one that stays beside it (DESIGN 3.9)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.compare.contents import compare_contents
from monitor.compare.documents import compare_documents
from monitor.compare.editions import are_editions, dated, edition_before, is_followed
from monitor.model import Document, OrgChart, Unit
from tests.compare.make import content, document

TITLES = ("Direction générale", "Finances", "Achats", "Paie")


def chart(label: str, *titles: str, url: str | None = None) -> Document:
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
    tree = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=units)
    read = replace(content("\n".join(titles or TITLES), sha=label), orgchart=tree)
    return document(label, url or f"https://valmont.example/{label}.pdf", read)


@pytest.mark.parametrize(
    ("label", "words", "day"),
    [
        ("Organigramme 2026", ("organigramme",), (2026, 0, 0)),
        ("Organigramme des services – septembre 2025 (PDF)", ("organigramme", "des", "services", "pdf"), (2025, 9, 0)),
        ("Organigramme au 1er mars 2026", ("organigramme",), (2026, 3, 1)),
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
