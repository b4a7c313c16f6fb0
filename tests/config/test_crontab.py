"""Schedules by crontab(5) (DESIGN §6)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.values import ALIASES, BadValue, crontab
from monitor.model import Schedule
from monitor.schedule import next_run

NOW = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    ["0 7 * * *", "*/15 8-18 * * mon-fri", "0 0 1,15 * *", "0 7 * * 7", "0 7 * * 0", "5/10 * * jan,JUL *", "0 0 29 2 *",
     "0 0 31 2 mon",
     "0 7 * * fri-mon", "59 23 31 12 *", "0 0 1-5/2 2 *"],
)  # fmt: skip
def test_a_line_of_crontab_is_taken_and_comes(line: str) -> None:
    """§6: 0 and 7 are Sunday; names, ranges, steps, lists. What is accepted here is understood there."""
    assert next_run(Schedule(cron=crontab(line)), NOW, "Europe/Paris") is not None


@pytest.mark.parametrize(
    ("line", "code"),
    [("", "cron_fields"), ("0 7 * *", "cron_fields"), ("0 7 * * * *", "cron_fields"), ("60 7 * * *", "cron_field"),
     ("0 24 * * *", "cron_field"),
     ("0 7 0 * *", "cron_field"), ("0 7 * 13 *", "cron_month"), ("0 7 * * 8", "cron_weekday"), ("0 7 * * lun", "cron_weekday"),
     ("0 7 L * *", "cron_field"), ("0 7 * * 5L", "cron_weekday"), ("0 7 LW * *", "cron_field"), ("0 7 * * fri#2", "cron_weekday"),
     ("0 7 * * fri-mon/0", "cron_step"), ("0 0 1/40 * *", "cron_step"), ("*-9 7 * * *", "cron_field"), ("0 ² * * *", "cron_field"),
     ("0 7 ? * *", "cron_field"), ("0 7 1-* * *", "cron_field"), ("0 7 *-3 * *", "cron_field"),
     ("0 7,, * * *", "cron_field"), ("*/0 * * * *", "cron_step"), ("0 0 */31 * *", "cron_step"),
     ("0 18-8 * * *", "cron_backwards"), ("0 0 31 2 *", "cron_never"),
     ("0 0 31 4,6 *", "cron_never"), ("0 0 30 2 */1", "cron_never"), ("@reboot", "cron_alias"), ("@every 6h", "cron_alias")],
)  # fmt: skip
def test_any_other_line_is_refused_with_its_reason(line: str, code: str) -> None:
    """§6: a day that never comes is a mistake too."""
    with pytest.raises(BadValue, match=f"^{code}$"):
        crontab(line)


@pytest.mark.parametrize(
    ("line", "fields"),
    [("0 7 * * fri-mon", "0 7 * * 5,6,0,1"), ("0 7 * * SAT-1/2,3", "0 7 * * 6,1,3"), ("0 7 * * 6-0", "0 7 * * 6,0"),
     ("0 7 * * mon-fri", "0 7 * * mon-fri"), ("0 7 * * 5-7", "0 7 * * 5-7")],
)  # fmt: skip
def test_a_range_over_the_end_of_the_week_is_its_days(line: str, fields: str) -> None:
    assert crontab(line) == fields


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_is_written_out(alias: str) -> None:
    assert crontab(f" {alias.upper()} ") == ALIASES[alias]


NUMBERS = st.integers(0, 70).map(str)
PARTS = st.one_of(st.just("*"), NUMBERS, st.tuples(NUMBERS, NUMBERS).map("-".join), st.tuples(st.just("*"), NUMBERS).map("/".join))
STEPS = st.tuples(NUMBERS, NUMBERS, NUMBERS).map(lambda n: f"{n[0]}-{n[1]}/{n[2]}")


@given(st.lists(PARTS | STEPS, min_size=5, max_size=5).map(" ".join))
def test_whatever_is_accepted_comes_within_eight_years(line: str) -> None:
    """Validation and reckoning agree on every line."""
    try:
        accepted = crontab(line)
    except BadValue:
        return
    at = next_run(Schedule(cron=accepted), NOW, "Europe/Paris")
    assert at is not None
    assert NOW < at < NOW.replace(year=2034)
