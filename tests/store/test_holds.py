"""Holds and robots.txt: known to every thread at once, kept with the next commit (DESIGN 3.18)."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from monitor.store import RobotsFile, Store
from tests.store.town import HOUR, T0, seen, watch

A, B = "https://www.valmont.example/a", "https://www.valmont.example/b"


def opened(path: Path) -> Store:
    return Store.open(path, now=lambda: T0)


@pytest.mark.parametrize(
    ("scope", "url", "held"),
    [
        pytest.param("host", B, True, id="a host, another address"),
        pytest.param("host", "https://WWW.valmont.example:443/c", True, id="a host in capitals, with its port"),
        pytest.param("host", "https://user:pass@www.valmont.example/", True, id="a host with a user"),
        pytest.param("host", "https://www.valmont.example:8443/", False, id="another port"),
        pytest.param("address", A + "#top", True, id="an address with a fragment"),
        pytest.param("address", B, False, id="another address"),
    ],
)
def test_who_is_held(tmp_path: Path, scope: str, url: str, held: bool) -> None:
    """3.18: a 429 holds for the host, a 503 for its address."""
    with opened(tmp_path / "m.db") as store:
        store.holds.hold(scope, A, T0 + HOUR)  # type: ignore[arg-type]
        assert (store.holds.until(url) == T0 + HOUR) is held


def test_holds_outlive_the_process_and_end(tmp_path: Path) -> None:
    """A longer hold stays; one that is over is forgotten at the next writing."""
    with opened(tmp_path / "m.db") as store:
        store.holds.hold("host", A, T0 + 2 * HOUR)
        store.holds.hold("host", A, T0 + HOUR)
        store.holds.hold("address", B, T0 - HOUR)
    with opened(tmp_path / "m.db") as store:
        assert (store.holds.until(A), store.holds.until(B)) == (T0 + 2 * HOUR, T0 + 2 * HOUR)
        store.holds.hold("host", "https://other.example/", T0 + HOUR)
    with opened(tmp_path / "m.db") as store:
        assert store._db.value("SELECT count(*) FROM holds WHERE scope = 'address'") == 0


def test_no_user_and_password_in_the_database(tmp_path: Path) -> None:
    """DESIGN §6."""
    with opened(tmp_path / "m.db") as store:
        store.holds.hold("address", "https://anne:s3cret@www.valmont.example/", T0 + HOUR)
    assert b"s3cret" not in (tmp_path / "m.db").read_bytes()


def test_robots_are_read_and_put_by_any_thread(tmp_path: Path) -> None:
    """Fetch threads never touch the store's own connection."""
    origin, answer = "https://www.valmont.example", RobotsFile(fetched_at=T0, status=200, text="User-agent: *\nDisallow: /admin\n")
    with opened(tmp_path / "m.db") as store:
        store.robots.put(origin, answer.fetched_at, answer.status, answer.text)
        store.write(seen(1, T0, "Un"), watch())
    with opened(tmp_path / "m.db") as store:
        got: list[RobotsFile | None] = []
        threads = [Thread(target=lambda o=o: got.append(store.robots.get(o))) for o in (origin, origin, "https://nowhere.example")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(got, key=lambda r: r is None) == [answer, answer, None]


def test_what_a_failed_group_did_not_write_is_written_by_the_next(tmp_path: Path) -> None:
    """A rollback forgets nothing that a server asked for."""
    with opened(tmp_path / "m.db") as store:
        store.holds.hold("host", A, T0 + HOUR)
        with pytest.raises(ZeroDivisionError), store.group():
            raise ZeroDivisionError
    with opened(tmp_path / "m.db") as store:
        assert store.holds.until(A) == T0 + HOUR


def test_an_address_that_answered_well_is_held_no_more(tmp_path: Path) -> None:
    """3.18, 4.4: what it asked for itself is over, in the next run too; what its host asked for is not."""
    with opened(tmp_path / "m.db") as store:
        store.holds.hold("address", A, T0 + HOUR)
        store.holds.hold("host", "https://other.example/", T0 + HOUR)
        for url in (A, B, "https://other.example/"):
            store.holds.lift(url, T0)
    with opened(tmp_path / "m.db") as store:
        assert [store.holds.until(url) for url in (A, B, "https://other.example/")] == [T0, None, T0 + HOUR]
