"""`monitor status` in words: one screen, what is in trouble first, both languages (12.6)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from monitor.i18n.typography import cells
from monitor.model import Change, Edit, Ended, Gone, Holder, Language, OutboxFigures, Recipe, SectionRecipe
from monitor.observe.standing import standings
from monitor.report.layout import Terminal
from monitor.report.status import ROWS, Status, state, status_json, status_text
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

  page     lue                        visite prévue
✗ ource    il y a 6 jours (18 nov.)   dans 11 heures (7 h 00)
    erreur du site (HTTP 503), 6 échecs depuis 5 jours (19 nov.)
    organigramme : document indisponible à la dernière visite
    version 4, aucun changement constaté
! marches  il y a 4 jours (20 nov.)   maintenant
    en retard de 3 jours : aucune visite à l’heure prévue
    version 1, aucun changement constaté
✓ valmont  il y a 13 heures (7 h 00)  dans 11 heures (7 h 00)
    version 13, constatée il y a 20 jours (4 nov.) — organigramme : 1 service
    apparu, 1 déplacé
✓ mairie   il y a 13 heures (7 h 00)  dans 11 heures (7 h 00)
    version 1, aucun changement constaté
· neuve    jamais                     maintenant
    aucune version encore
· budget   jamais                     en pause
    aucune version encore"""
    )


def test_the_same_in_english() -> None:
    said = text(status(), "en")
    assert said.startswith("5 pages watched, 2 in trouble\n  Service   running for 2 days (22 Nov), process 4242\n")
    late = "in 11 hours (07:00)\n    site error (HTTP 503), 6 failures for 5 days (19 Nov)\n"
    assert f"✗ ource    6 days ago (18 Nov)   {late}" in said
    assert "version 13, seen 20 days ago (4 Nov) — organigramme: 1 unit appeared, 1 moved" in said.replace("\n    ", " ")


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
        (None, "pas en marche, et 1 page en retard, de 3 jours au plus ; pour le"),
        (Holder(pid=7, since=NOW, command="monitor check"), "pas en marche ; « monitor check » travaille (processus 7)"),
        (Holder(pid=None, since=None, command=""), "un programme tient la base, sans s’être nommé"),
    ],
    ids=["nobody", "a check", "unsigned"],
)
def test_the_service_is_told_from_a_command_that_works(holder: Holder | None, said: str) -> None:
    assert f"  Service  {said}\n" in text(status(holder=holder))


@pytest.mark.parametrize(
    ("until", "language", "said"),
    [
        (NOW - DAY / 24, "fr", "arrêté depuis 1 heure ("),
        (NOW - DAY / 24, "en", "not running for 1 hour ("),
        (None, "fr", "plus en marche : il a été tué, ou cette machine éteinte ; relancez monitor run"),
        (None, "en", "not running any more: it was killed, or this machine was switched off; start monitor run again"),
    ],
)
def test_a_service_that_ended_is_missed(until: datetime | None, language: Language, said: str) -> None:
    """3.26: « tout va bien » only where something will visit."""
    known = figures(replace(WELL, gap=DAY))
    stand = standings(config(watch("valmont")), known, held=lambda url: None)
    one = status(figures=known, standings=stand, holder=None, changes={}, ended=Ended(SEVEN - 9 * DAY, until))
    assert said in text(one, language, 160)
    assert status_json(one)["service_ended"]["since"].startswith("20")


RUNNING = Holder(pid=4242, since=NOW - 2 * DAY, command="monitor run")
WELL = seen("valmont")


@pytest.mark.parametrize(
    ("known", "changes", "expected"),
    [
        pytest.param([WELL], {}, "unattended", id="visited by hand, nobody will again"),
        pytest.param([WELL], {"holder": RUNNING}, "all_well", id="a service"),
        pytest.param([replace(WELL, gap=DAY)], {"ended": Ended(SEVEN - 9 * DAY, NOW)}, "unattended", id="a service that ended"),
        pytest.param(
            [replace(WELL, gap=DAY)], {"ended": Ended(SEVEN - 9 * DAY, None)}, "unattended", id="a service that was killed"
        ),
        pytest.param(
            [replace(WELL, gap=DAY)], {"ended": Ended(NOW - 9 * DAY, NOW - 3 * DAY)}, "all_well", id="a service, then cron"
        ),
        pytest.param([replace(WELL, gap=DAY)], {}, "all_well", id="cron came when it was due"),
        pytest.param([replace(WELL, gap=DAY / 24)], {}, "unattended", id="twice by hand"),
        pytest.param([replace(WELL, newest_at=SEVEN - 3 * DAY, gap=DAY)], {}, "in_trouble", id="cron came, and comes no more"),
        pytest.param([], {}, "unvisited", id="never visited"),
        pytest.param([], {"holder": RUNNING}, "unvisited", id="never visited, though the service runs"),
        pytest.param(
            [replace(WELL, gone=(Gone(item="budget", item_kind="section", seen_at=SEVEN - DAY),))],
            {"holder": RUNNING},
            "in_trouble",
            id="an item is gone: nothing is watched there (3.29)",
        ),
        pytest.param([WELL], {"holder": RUNNING, "outbox": OutboxFigures(failed=1)}, "unheard", id="alerts refused"),
    ],
)
def test_all_is_well_only_where_something_visits_in_time(known: list[Any], changes: dict[str, Any], expected: str) -> None:
    """3.26: reassurance is a claim like any other."""
    outbox = changes.pop("outbox", OutboxFigures())
    found = figures(*known, outbox=outbox)
    recipe = Recipe(sections=(SectionRecipe(item="budget", heading="Budget"),))
    here = config(replace(watch("valmont"), recipe=recipe))
    one = status(figures=found, standings=standings(here, found, held=lambda url: None), changes={}, **{"holder": None, **changes})
    assert state(one) == status_json(one)["state"] == expected
    said: dict[Language, str] = {"fr": "tout va bien", "en": "all is well"}
    for language, words in said.items():
        assert (words in text(one, language)) == (expected == "all_well")
    if expected == "in_trouble" and known[0].gone:
        assert "« budget » n’est plus sur la page (constaté il y a 1 jour (23 nov.))" in text(one, width=160)


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "dernière visite à l’heure prévue"), ("en", "the last visit came when it was due")]
)
def test_who_made_a_visit_that_came_when_it_was_due_is_not_said(language: Language, words: str) -> None:
    """3.26: it may have been a service that has ended since."""
    known = figures(replace(WELL, gap=DAY))
    stand = standings(config(watch("valmont")), known, held=lambda url: None)
    one = status(figures=known, standings=stand, holder=None, changes={})
    said = next(line for line in text(one, language, 160).splitlines() if "ervice" in line)
    assert said.endswith(words) and "cron" not in said and "sans lui" not in said


def test_what_is_gone_and_no_longer_asked_for_is_not_told() -> None:
    """3.29: until the recipe changes."""
    known = figures(replace(WELL, gone=(Gone(item="budget", item_kind="section", seen_at=None),)))
    one = status(figures=known, standings=standings(config(watch("valmont")), known, held=lambda url: None), holder=RUNNING)
    assert state(one) == "all_well"


def test_a_pause_is_said_and_is_no_trouble() -> None:
    """4.5, §6: by whom it rests is told by the command; a title stands where the name did, and the name beside it."""
    resting = watch("mairie")
    until = replace(resting, paused_until=date(2026, 12, 31), title="La mairie")
    failing_for_long = seen("mairie", NOW - 9 * DAY, failures=(failing(NOW - 9 * DAY, 3),))
    for one, said in ((until, "en pause jusqu’au 31 déc."), (replace(resting, paused_until=True), "en pause")):
        (stands,) = standings(config(one), figures(failing_for_long), held=lambda url: None)
        assert (stands.watched, stands.troubled, stands.overdue) == (False, False, None)
        shown = text(status(standings=(stands,)), everything=True)
        assert said in shown and shown.startswith("1 page, en pause"), shown
    (stands,) = standings(config(until), figures(failing_for_long), held=lambda url: None)
    shown = text(status(standings=(stands,)), everything=True)
    assert "· La mairie" in shown and "mairie — version" in shown
    assert status_json(status(standings=(stands,)))["watches"][0]["paused_until"] == "2026-12-31"


def test_json_gives_programs_the_same() -> None:
    said = status_json(status())
    assert said["service"] == {"pid": 4242, "since": "2026-11-22T19:00:00.000Z"}
    assert said["alerts"] == {"pending": 2, "failed": 1, "delivered": 40, "oldest_pending_at": "2026-11-24T16:00:00.000Z"}
    assert [w["watch"] for w in said["watches"]] == ["budget", "mairie", "valmont", "ource", "marches", "neuve"]
    assert said["watches"][2] == {
        "watch": "valmont",
        "title": None,
        "enabled": True,
        "paused_until": None,
        "snapshot": 13,
        "last_visit_at": "2026-11-24T06:00:00.000Z",
        "last_success_at": "2026-11-24T06:00:00.000Z",
        "next_at": "2026-11-25T06:00:00.000Z",
        "overdue_s": None,
        "last_change": {"at": "2026-11-04T06:00:00.000Z", "snapshot": 13},
        "failures": [],
        "gone": [],
        "visits": {"first": 1, "unchanged": 27, "failed": 0},
    }
    assert [f["kind"] for f in said["watches"][3]["failures"]] == ["http_error", "document_unavailable"]
    assert said["watches"][4]["overdue_s"] == timedelta(days=3, hours=13).total_seconds()


def test_what_is_dated_later_than_now_was_not_some_time_ago() -> None:
    """3.26: a clock that ran fast wrote it; its date is all that is said."""
    ahead = replace(
        status(), standings=standings(config(watch("mairie")), figures(seen("mairie", NOW + 9 * DAY)), held=lambda url: None)
    )
    assert "il y a" not in text(ahead) and "3 déc." in text(ahead), text(ahead)


def test_where_nobody_is_told_no_alert_is_waiting_is_no_good_news() -> None:
    """§6: « aucune en attente » would read as if alerts went out."""
    quiet = replace(status().figures, outbox=OutboxFigures(pending=0, delivered=0, failed=0, oldest_pending_at=None))
    assert "aucune en attente" in text(status(figures=quiet))
    assert "personne n'est prévenu : aucun [[alert]]" in text(status(figures=quiet, has_alerts=False)).replace("’", "'")
