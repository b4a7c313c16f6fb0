"""`monitor status` in words: one screen, what is in trouble first, both languages (issue 6 item 6)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.model import Change, Edit, Holder, Language, OutboxFigures
from monitor.observe.standing import standings
from monitor.report import en_status, fr_status
from monitor.report.status import ROWS, Status, status_json, status_text
from monitor.report.terminal import Terminal
from monitor.report.typography import cells
from tests.observe.town import DAY, NOW, SEVEN, config, failing, figures, seen, watch

CHANGE = Change(
    item="organigramme",
    item_kind="document",
    change="replaced",
    significance="substantive",
    edits=(Edit(op="unit_added", facts={"unit": "DSI"}), Edit(op="unit_moved", before="A", after="B", facts={"unit": "C"})),
)
LONG = "deliberations-du-conseil-metropolitain-de-l-ource"


def status(**changes: Any) -> Status:
    here = config(
        watch("budget", enabled=False), watch("mairie"), watch("valmont"), watch("ource"), watch("marches"), watch("neuve")
    )
    known = figures(
        seen("mairie"),
        seen("valmont", snapshot=13, changed_at=SEVEN - 20 * DAY),
        seen(
            "ource", snapshot=4, good_at=SEVEN - 6 * DAY, failures=(failing(SEVEN - 5 * DAY, 6), failing(SEVEN, 1, "organigramme"))
        ),
        seen("marches", SEVEN - 4 * DAY),
        outbox=OutboxFigures(pending=2, delivered=40, failed=1, oldest_pending_at=NOW - timedelta(hours=3)),
    )
    said: dict[str, Any] = {
        "figures": known,
        "standings": standings(here, known, held=lambda url: None),
        "holder": Holder(pid=4242, since=NOW - 2 * DAY, command="monitor run --config config.toml"),
        "database": "snapshots/monitor.db",
        "changes": {"valmont": (CHANGE,)},
    }
    return Status(**(said | changes))


def text(what: Status, language: Language = "fr", width: int = 80, *, everything: bool = False) -> str:
    return re.sub("[\u00a0\u202f]", " ", status_text(what, Terminal(width=width, language=language), everything=everything))


def test_the_whole_screen_in_french() -> None:
    assert (
        text(status())
        == """\
5 pages surveillées, 2 en difficulté
  Service  en marche depuis 2 jours (22 nov.), processus 4242
  Base     snapshots/monitor.db, 12 Mo
  Alertes  2 en attente, la plus ancienne depuis 3 heures (17 h 00), 1 refusée
           → monitor alerts

  page     lue                        prochaine visite
✗ ource    il y a 6 jours (18 nov.)   dans 11 heures (7 h 00)
    HTTP 503, 6 échecs depuis 5 jours (19 nov.)
    organigramme : document indisponible à la dernière visite
    version 4, aucun changement
! marches  il y a 4 jours (20 nov.)   maintenant
    en retard de 3 jours : aucune visite à l’heure prévue
    version 1, aucun changement
✓ valmont  il y a 13 heures (7 h 00)  dans 11 heures (7 h 00)
    version 13, il y a 20 jours (4 nov.) — organigramme : 1 service créé,
    1 déplacé
✓ mairie   il y a 13 heures (7 h 00)  dans 11 heures (7 h 00)
    version 1, aucun changement
· neuve    jamais                     maintenant
    aucune version encore
· budget   jamais                     en pause
    aucune version encore"""
    )


def test_the_same_in_english() -> None:
    said = text(status(), "en")
    assert said.startswith("5 pages watched, 2 in trouble\n  Service   running for 2 days (22 Nov), process 4242\n")
    assert "✗ ource    6 days ago (18 Nov)   in 11 hours (07:00)\n    HTTP 503, 6 failures for 5 days (19 Nov)\n" in said
    assert "version 13, 20 days ago (4 Nov) — organigramme: 1 unit created, 1 moved" in said.replace("\n    ", " ")


def test_no_line_is_wider_than_the_terminal() -> None:
    """A long name has its line; where there is little room the columns stand beneath each other."""
    here = config(watch("valmont"), watch(LONG))
    known = figures(seen("valmont"), seen(LONG))
    named = replace(status(), figures=known, standings=standings(here, known, held=lambda url: None))
    for width in (40, 60, 80, 120):
        for language in ("fr", "en"):
            lines = text(named, language, width).splitlines()
            assert [line for line in lines if cells(line) > width] == [], width
            assert LONG in text(named, language, 80)


def test_two_hundred_watches_fit_on_a_screen_and_all_can_be_asked_for() -> None:
    names = [f"page-{n:03}" for n in range(200)]
    known = figures(*(seen(n, failures=(failing(SEVEN - DAY, 2),) if n == "page-150" else ()) for n in names))
    many = status(figures=known, standings=standings(config(*map(watch, names)), known, held=lambda url: None), changes={})
    said = text(many)
    assert said.splitlines()[6].startswith("✗ page-150")
    assert said.endswith(f"Et {200 - ROWS} autres pages sans difficulté : monitor status --all")
    assert len(said.splitlines()) <= 32
    assert text(many, everything=True).count("✓ page-") == 199


@pytest.mark.parametrize(
    ("holder", "said"),
    [
        (None, "pas en marche ; monitor run le lance"),
        (Holder(pid=7, since=NOW, command="monitor check"), "pas en marche ; « monitor check » travaille (processus 7)"),
        (Holder(pid=None, since=None, command=""), "en marche"),
    ],
    ids=["nobody", "a check", "unsigned"],
)
def test_the_service_is_told_from_a_command_that_works(holder: Holder | None, said: str) -> None:
    assert f"  Service  {said}\n" in text(status(holder=holder))


def test_json_gives_programs_the_same() -> None:
    said = status_json(status())
    assert said["service"] == {"pid": 4242, "since": "2026-11-22T19:00:00.000Z"}
    assert said["alerts"] == {"pending": 2, "failed": 1, "delivered": 40, "oldest_pending_at": "2026-11-24T16:00:00.000Z"}
    assert [w["watch"] for w in said["watches"]] == ["budget", "mairie", "valmont", "ource", "marches", "neuve"]
    assert said["watches"][2] == {
        "watch": "valmont",
        "enabled": True,
        "snapshot": 13,
        "last_visit_at": "2026-11-24T06:00:00.000Z",
        "last_success_at": "2026-11-24T06:00:00.000Z",
        "next_at": "2026-11-25T06:00:00.000Z",
        "overdue_s": None,
        "last_change": {"at": "2026-11-04T06:00:00.000Z", "snapshot": 13},
        "failures": [],
        "visits": {"first": 1, "unchanged": 27, "failed": 0},
    }
    assert [f["kind"] for f in said["watches"][3]["failures"]] == ["http_error", "document_unavailable"]
    assert said["watches"][4]["overdue_s"] == timedelta(days=3, hours=13).total_seconds()


def test_both_languages_have_the_same_phrases() -> None:
    def holes(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", text))

    assert fr_status.PHRASES.keys() == en_status.PHRASES.keys()
    assert fr_status.COUNTS.keys() == en_status.COUNTS.keys()
    assert {k: holes(v) for k, v in fr_status.PHRASES.items()} == {k: holes(v) for k, v in en_status.PHRASES.items()}
    assert len(fr_status.MONTHS) == len(en_status.MONTHS) == 12
