"""Who held which post when, in words (DESIGN 5.14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from monitor.model import Called, Spell
from monitor.report.careers import careers_text
from monitor.report.layout import Terminal
from tests.report.test_terminal import typed


def spell(person: str | None, first: int, last: int, unit: str = "Voirie", *path: str) -> Spell:
    """From the first of a month of 2026 to that of another; the chart is read last in September."""
    since, until = (datetime(2026, month, 1, 8, tzinfo=UTC) for month in (first, last))
    return Spell(
        watch="v", item="o", unit=unit, path=path, person=person, first_seen=since, last_seen=until, absent_before=since,
        absent_after=None, first_snapshot=first, last_snapshot=last, current=last == 9, certain=True, unit_key="k1",
    )  # fmt: skip


def test_a_unit_that_moved_stands_once_with_its_posts_in_the_order_of_time() -> None:
    """5.14: where it hung last, under its newest title; a vacant post where it was; the title it had then."""
    rows = [
        spell("Zoé Roux", 7, 9, "Voirie et eau", "DGS", "Pôle B"),
        spell(None, 4, 6, "Voirie", "DGS", "Pôle A"),
        spell("Eva Petit", 1, 3, "Voirie", "DGS", "Pôle A"),
        spell("Luc Caron", 1, 9, "Voirie et eau", "DGS", "Pôle B"),
    ]
    assert typed(careers_text(rows, Terminal(width=120))).splitlines() == [
        "Voirie et eau — DGS › Pôle B",
        "  Eva Petit du 1er janvier 2026 au 1er mars 2026 (unité alors nommée « Voirie »)",
        "  Luc Caron depuis le 1er janvier 2026",
        "  poste affiché vacant du 1er avril 2026 au 1er juin 2026 (unité alors nommée « Voirie »)",
        "  Zoé Roux depuis le 1er juillet 2026",
    ]


def test_who_was_seen_at_one_visit_had_no_post_of_one_day() -> None:
    """3.26, 5.14: « Eva Petit sur l’organigramme le 1er avril 2026 », whoever it is; what is to be checked says why."""
    rows = [replace(spell("Eva Petit", 4, 4), certain=False)]
    assert typed(careers_text(rows, Terminal(width=120))).splitlines()[1:] == [
        "  Eva Petit sur l’organigramme le 1er avril 2026 (à vérifier : une lecture au moins n’est pas sûre)"
    ]


def test_under_a_clock_that_was_set_back_who_holds_a_post_stands_last() -> None:
    """5.14: in the order of the versions."""
    came = spell("Eva Petit", 3, 9)
    rows = [
        replace(came, first_seen=datetime(2026, 1, 1, 8, tzinfo=UTC), last_seen=datetime(2026, 1, 2, 8, tzinfo=UTC)),
        replace(spell("Luc Caron", 2, 2), last_seen=datetime(2026, 8, 1, 8, tzinfo=UTC)),
    ]
    said = typed(careers_text(rows, Terminal(width=120))).splitlines()[1:]
    assert [" ".join(line.split()[:2]) for line in said] == ["Luc Caron", "Eva Petit"]


def test_a_title_that_breaks_off_is_no_other_title() -> None:
    """5.14: what a sheet, or its reading, cuts off was no former name; what a unit took in besides is one."""
    seen = datetime(2026, 2, 1, 8, tzinfo=UTC)
    for former, unit, told in (
        ("Touris", "Tourisme et sport", False),
        ("Tourisme et", "Tourisme et sport", False),
        ("Tourisme et sport", "Tourisme et", False),
        ("Tourisme", "Tourisme et sport", True),
        ("Patrimoine", "Tourisme", True),
    ):
        rows = [replace(spell("Eva Petit", 1, 9, unit), former=((former, seen),))]
        said = typed(careers_text(rows, Terminal(width=120)))
        assert (f"(unité nommée « {former} » jusqu’au 1er février 2026)" in said, "unité" in said) == (told, told), said
        left = typed(careers_text([spell("Eva Petit", 1, 2, former), spell("Luc Caron", 3, 9, unit)], Terminal(width=120)))
        assert (f"(unité alors nommée « {former} »)" in left) == told, left


def test_several_charts_stand_under_the_titles_that_readers_know() -> None:
    """§6: of the page and of the document; without them under the names of the configuration."""
    rows = [spell("Eva Petit", 1, 9), replace(spell("Luc Caron", 1, 9), item="p")]
    called = {"v": Called(page="Mairie de Valbrune", items={"o": "Organigramme de la ville"})}
    heads = [
        [
            line
            for line in typed(careers_text(rows, Terminal(width=120), known)).splitlines()
            if line[-1:] in "oep" and " — " in line
        ]
        for known in (called, {})
    ]
    assert heads == [["Mairie de Valbrune — Organigramme de la ville", "Mairie de Valbrune — p"], ["v — o", "v — p"]]
