"""How each watch stands: next visit, overdue, in trouble (12.6)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from monitor.model import WatchFigures
from monitor.observe.standing import Standing, standings
from tests.observe.town import DAY, NOW, SEVEN, config, failing, figures, seen, watch


def stand(
    known: WatchFigures | None, *, since: datetime | None = None, held: datetime | None = None, enabled: bool = True
) -> Standing:
    found = figures(*([known] if known else []))
    (one,) = standings(config(watch("valmont", enabled=enabled)), found, held=lambda url: held, since=since)
    return one


@pytest.mark.parametrize(
    ("known", "since", "overdue"),
    [
        pytest.param(seen("valmont"), None, None, id="visited this morning"),
        pytest.param(
            seen("valmont", SEVEN - 2 * DAY), None, timedelta(hours=37), id="yesterday's and today's visits did not happen"
        ),
        pytest.param(seen("valmont", SEVEN - 2 * DAY), NOW - DAY / 24, timedelta(hours=1), id="since the service runs"),
        pytest.param(seen("valmont", SEVEN - 2 * DAY), NOW - timedelta(minutes=25), None, id="the service has its grace"),
        pytest.param(None, None, None, id="never visited, nobody could have"),
        pytest.param(None, NOW - DAY, DAY, id="never visited by a service that runs for a day"),
        pytest.param(seen("valmont", NOW + 9 * DAY), None, None, id="visited by a clock that ran fast: due now, not late"),
    ],
)
def test_a_watch_is_overdue_by_more_than_its_grace(
    known: WatchFigures | None, since: datetime | None, overdue: timedelta | None
) -> None:
    assert stand(known, since=since).overdue == overdue


def test_a_server_that_asked_for_a_pause_makes_nobody_late() -> None:
    """3.18, 4.4."""
    one = stand(seen("valmont", SEVEN - 2 * DAY), held=NOW + DAY)
    assert (one.next_at, one.overdue) == (NOW + DAY, None)


def test_a_watch_that_rests_is_in_no_trouble() -> None:
    one = stand(seen("valmont", SEVEN - 9 * DAY, failures=(failing(SEVEN - 9 * DAY, 3),)), enabled=False)
    assert (one.next_at, one.overdue, one.troubled) == (None, None, False)


def test_an_open_episode_is_trouble_and_lateness_too() -> None:
    assert stand(seen("valmont", failures=(failing(SEVEN, 1, "organigramme"),))).troubled
    assert stand(seen("valmont", SEVEN - 2 * DAY)).troubled
    assert not stand(seen("valmont")).troubled
