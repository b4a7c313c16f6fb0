"""Old versions are looked over by themselves, a few a day, and damage is told to who mends (7.5, 10.4)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.store import Store, looking_over
from tests.cli.town import serve
from tests.command import monitor
from tests.configs import ITEMS, write_config
from tests.deliver.receivers import Hook
from tests.site import Site
from tests.store.town import HOUR, T0, seen, watch

VERSIONS = 7


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Some versions, of which two are looked over a day."""
    monkeypatch.setattr(looking_over, "LEAST", 2)
    with Store.open(tmp_path / "monitor.db", now=lambda: T0) as store:
        assert store.look_over(T0 - timedelta(days=1)) == ()
        for n in range(1, VERSIONS + 1):
            store.write(seen(n, T0 + n * HOUR, f"Texte {n}"), watch())
        yield store


def altered(store: Store, sql: str) -> None:
    with closing(sqlite3.connect(store.path)) as raw, raw:
        raw.execute(sql)


def days(store: Store, count: int, *, first: int = 0) -> list[str]:
    return [str(one) for n in range(first, first + count) for one in store.look_over(T0 + timedelta(days=n))]


def test_all_are_looked_over_in_turn_and_then_again(old: Store) -> None:
    assert days(old, VERSIONS) == []
    altered(old, "UPDATE items SET heading = 'x' WHERE snapshot_id = 3")
    found = days(old, VERSIONS, first=VERSIONS)
    assert len(found) >= 1 and all("valmont, version 3: damaged" in one for one in found)


def test_once_a_day_is_enough(old: Store) -> None:
    altered(old, "UPDATE items SET heading = 'x' WHERE snapshot_id = 1")
    assert len(old.look_over(T0)) == 1
    assert old.look_over(T0 + timedelta(hours=23)) == ()


def test_what_was_written_on_the_first_day_is_looked_over_on_the_next(tmp_path: Path) -> None:
    """§9: the first round of a new database reads nothing back."""
    with Store.open(tmp_path / "monitor.db", now=lambda: T0) as store:
        store.write(seen(1, T0, "Texte 1"), watch())
        altered(store, "UPDATE items SET heading = 'x' WHERE snapshot_id = 1")
        assert store.look_over(T0) == store.look_over(T0 + timedelta(hours=23)) == ()
        assert len(store.look_over(T0 + timedelta(days=1))) == 1


def test_bytes_that_a_disk_altered_are_found(old: Store) -> None:
    altered(old, "UPDATE blobs SET data = zeroblob(length(data)) WHERE id = (SELECT max(id) FROM blobs)")
    assert any("stored otherwise than they were written" in one for one in days(old, 2 * VERSIONS))


def test_who_mends_is_told(tmp_path: Path) -> None:
    """By a visit that found nothing, of a version that nobody asked for."""
    with Site() as site, closing(Hook()) as hook:
        serve(site)
        write_config(tmp_path, site.url(), items=ITEMS, after=f'\n[[alert]]\nto = "{hook.url}"\n')
        assert monitor("check", cwd=tmp_path).status == 0
        site.pages["/"].body = site.pages["/"].body.replace("efficacité".encode(), b"vitesse")
        site.pages["/"].headers.clear()
        monitor("check", cwd=tmp_path)
        with closing(sqlite3.connect(tmp_path / "monitor.db")) as raw, raw:
            raw.execute("UPDATE items SET heading = 'x' WHERE snapshot_id = 1")
            raw.execute("UPDATE looked_over SET at = '2020-01-01T00:00:00.000Z', snapshot = 0")
        monitor("check", cwd=tmp_path)
        told = [post.body for post in hook.posted if b'"service"' in post.body]
    assert any("abîmé" in body.decode() and "version 1" in body.decode() for body in told), told
