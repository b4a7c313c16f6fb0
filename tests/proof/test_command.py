"""`monitor export --format bundle`: what it writes, and what it says where there is no proof (5.21, 5.16, 4.3)."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.command import monitor
from tests.pipeline.house import House
from tests.proof.conftest import DAYS

BUNDLE = ("export", "--format", "bundle")


def day(house: House, ago: float) -> str:
    return (house.now() - timedelta(days=ago)).isoformat(timespec="seconds")


def change(house: House) -> str:
    with house.store() as store:
        return str(next(one.id for one in store.changes("valmont") if one.change.item_kind == "section"))


def test_a_change_becomes_a_folder_that_verifies(town: House, tmp_path: Path) -> None:
    done = monitor(*BUNDLE, "--change", change(town), "-o", tmp_path / "preuve", cwd=town.folder)
    assert (done.status, done.out) == (0, "")
    assert "preuve faite et vérifiée" in done.err
    checked = subprocess.run([sys.executable, "verify.py"], cwd=tmp_path / "preuve", capture_output=True, timeout=60, check=False)
    assert checked.returncode == 0
    again = monitor(*BUNDLE, "--change", change(town), "-o", tmp_path / "preuve", cwd=town.folder)
    assert again.status == 2 and again.says("existe déjà ; rien n’a été écrit")


def test_no_change_becomes_a_zip(town: House, tmp_path: Path) -> None:
    period = ("--unchanged", "--from", day(town, 10), "--to", day(town, 2), "--item", "mutualisation")
    done = monitor(*BUNDLE, "valmont", *period, "-o", tmp_path / "preuve.zip", cwd=town.folder)
    assert (done.status, done.out) == (0, "")
    assert (tmp_path / "preuve.zip").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (DAYS + 0.5, 2, "pas de preuve : la version 2 montre un changement"),
        (DAYS + 30, 2, "pas de preuve : la période commence avant la première version"),
    ],
)
def test_where_there_is_no_proof_nothing_is_written(town: House, tmp_path: Path, first: float, last: float, said: str) -> None:
    period = ("--unchanged", "--from", day(town, first), "--to", day(town, last))
    done = monitor(*BUNDLE, "valmont", *period, "-o", tmp_path / "preuve", cwd=town.folder)
    assert done.status == 1 and done.says(said)
    assert list(tmp_path.iterdir()) == []


def test_the_day_of_the_first_visit_begins_with_it(town: House, tmp_path: Path) -> None:
    """5.21: a date is a day; « before the first version » would be said of the day on which it came."""
    first = (town.now() - timedelta(days=DAYS + 1)).astimezone(ZoneInfo("Europe/Paris"))
    period = ("--unchanged", "--from", first.date().isoformat(), "--to", day(town, DAYS + 0.6))
    done = monitor(*BUNDLE, "valmont", *period, "-o", tmp_path / "preuve", cwd=town.folder)
    assert done.status == 0, done.err


def test_a_hole_longer_than_twice_the_schedule_is_refused(town: House, tmp_path: Path) -> None:
    """The visits are a day apart; a page that should be visited hourly has holes all the time."""
    text = (town.folder / "config.toml").read_text("utf-8")
    hourly = tmp_path / "hourly.toml"
    text = text.replace('"monitor.db"', f'"{town.config.database}"').replace('schedule = "0 7 * * *"', 'schedule = "0 * * * *"')
    hourly.write_text(text, "utf-8")
    period = ("--unchanged", "--from", day(town, 10), "--to", day(town, 2))
    done = monitor(*BUNDLE, "valmont", *period, "-o", tmp_path / "preuve", "--config", hourly, cwd=town.folder)
    assert done.status == 1 and done.says("se passent sans bonne visite")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "soit --change"),
        (("--change", "1", "--unchanged"), "soit --change"),
        (("--change", "1", "--item", "x"), "vont avec --unchanged"),
        (("--unchanged", "--from", "2020-02-01", "--to", "2020-01-01"), "la période est vide"),
        (("autre", "--unchanged"), "autre"),
        (("--unchanged", "--from", "hier"), "n’est pas une date"),
    ],
)
def test_wrong_usage_is_said(town: House, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = monitor(*BUNDLE, *arguments, "-o", tmp_path / "preuve", cwd=town.folder)
    assert done.status == 2 and done.says(said)
    assert list(tmp_path.iterdir()) == []


def test_a_change_that_is_not_there_is_not_found(town: House, tmp_path: Path) -> None:
    done = monitor(*BUNDLE, "--change", "4711", "-o", tmp_path / "preuve", cwd=town.folder)
    assert done.status == 1 and done.says("4711")
