"""What `monitor schedule` says, exactly (12.1)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.report.layout import Terminal
from monitor.report.status import Planned, schedule_json, schedule_text
from monitor.schedule import NextVisit
from tests.report.test_terminal import typed

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


def visit(hours: float, why: str = "schedule") -> NextVisit:
    return NextVisit(at=NOW + timedelta(hours=hours), why=why)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("planned", "french", "english"),
    [
        pytest.param(
            Planned(watch="valmont", visits=(visit(14), visit(38))),
            "valmont — dans 14 heures, mercredi 25 novembre 2026 à 7 h 00\n    puis jeudi 26 novembre 2026 à 7 h 00",
            "valmont — in 14 hours, Wednesday 25 November 2026, 07:00\n    then Thursday 26 November 2026, 07:00",
            id="the next two",
        ),
        pytest.param(
            Planned(watch="valmont", visits=(visit(4, "slowed"),), failing=4),
            "valmont — dans 4 heures, mardi 24 novembre 2026 à 21 h 00\n"
            "    visites espacées après 4 échecs de suite ; une bonne visite rétablit l’horaire",
            "valmont — in 4 hours, Tuesday 24 November 2026, 21:00\n"
            "    visited less often after 4 failures in a row; a good visit restores the schedule",
            id="slowed",
        ),
        pytest.param(
            Planned(watch="valmont", visits=(visit(1, "held"),)),
            "valmont — dans 1 heure, mardi 24 novembre 2026 à 18 h 00\n    son serveur a demandé d’attendre jusque-là",
            "valmont — in 1 hour, Tuesday 24 November 2026, 18:00\n    its server asked to wait until then",
            id="held",
        ),
        pytest.param(
            Planned(watch="valmont", visits=(visit(-10),)),
            "valmont — maintenant ; visite prévue mardi 24 novembre 2026 à 7 h 00",
            "valmont — now; the visit was due Tuesday 24 November 2026, 07:00",
            id="late",
        ),
        pytest.param(
            Planned(watch="valmont", visits=(visit(0, "new"),)),
            "valmont — maintenant ; jamais visitée",
            "valmont — now; never visited",
            id="new",
        ),
        pytest.param(
            Planned(watch="valmont", visits=(visit(0, "clock"),)),
            "valmont — maintenant ; la dernière visite est datée de plus tard : l’horloge a été reculée",
            "valmont — now; the last visit is dated later than now: the clock was set back",
            id="clock",
        ),
        pytest.param(
            Planned(watch="valmont", visits=(), enabled=False),
            "valmont — seulement si on la nomme ; enabled = false",
            "valmont — only when named; enabled = false",
            id="off",
        ),
        pytest.param(
            Planned(watch="valmont", visits=(), paused_until=True),
            "valmont — en pause jusqu’à nouvel ordre ; pour la reprendre : monitor resume valmont",
            "valmont — paused until further notice; to take it up again: monitor resume valmont",
            id="paused",
        ),
        pytest.param(
            Planned(watch="valmont", title="Mairie de Valmont", visits=(visit(14, "paused"),), paused_until=date(2026, 11, 25)),
            "Mairie de Valmont (valmont) — dans 14 heures, mercredi 25 novembre 2026 à 7 h 00\n"
            "    en pause jusque-là ; pour la reprendre avant : monitor resume valmont",
            "Mairie de Valmont (valmont) — in 14 hours, Wednesday 25 November 2026, 07:00\n"
            "    paused until then; to take it up sooner: monitor resume valmont",
            id="paused until a day",
        ),
    ],
)
def test_the_visits_to_come_are_said(planned: Planned, french: str, english: str) -> None:
    assert typed(schedule_text(planned, NOW, Terminal(width=120))) == french
    assert typed(schedule_text(planned, NOW, Terminal(width=120, language="en"))) == english


def test_the_json_has_a_line_a_visit() -> None:
    """4.1: data for programs; one line, too, for what is never visited."""
    said = {"watch": "valmont", "title": None, "paused_until": None}
    assert schedule_json(Planned(watch="valmont", visits=(visit(14),), failing=2)) == [
        {**said, "enabled": True, "failing": 2, "at": "2026-11-25T06:00:00.000Z", "why": "schedule"}
    ]
    assert schedule_json(Planned(watch="valmont", visits=(), enabled=False)) == [
        {**said, "enabled": False, "failing": 0, "at": None, "why": None}
    ]
    (paused,) = schedule_json(Planned(watch="valmont", title="Valmont", visits=(), paused_until=date(2026, 12, 31)))
    assert (paused["paused_until"], paused["title"]) == ("2026-12-31", "Valmont")
