"""Damage to what no snapshot's hash covers: a watch's state, its newest visits, alerts, manners (DESIGN 7.5)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from monitor.alerts.sending import send_due
from monitor.alerts.summary import print_damaged
from monitor.cli.check import command
from monitor.errors import Damaged
from monitor.store import Store
from monitor.store.verify import Problem
from monitor.wiring import working
from tests.pipeline.house import House, html
from tests.site import Page, Site

OF_VALMONT = "watch_id = (SELECT id FROM watches WHERE name = 'valmont')"


def damage(house: House, *sql: str) -> None:
    with closing(sqlite3.connect(house.config.database)) as db, db:
        for one in sql:
            assert db.execute(one).rowcount, one


def problems(house: House) -> list[Problem]:
    with house.store() as store:
        return store.verify()


@pytest.fixture
def two(house: House, site: Site) -> House:
    house.configure(site.url(), site.url("/autre"))
    site.pages["/autre"] = html()
    for _ in range(3):
        house.checks()
        house.later(hours=1)
    return house


def test_a_watch_whose_state_or_name_is_gone_does_not_begin_anew(two: House) -> None:
    """`first` would hide every change since: its rows are its past, and where its name is lost, that is said."""
    damage(two, f"DELETE FROM state WHERE {OF_VALMONT}")
    with two.store() as store, pytest.raises(Damaged):
        store.watches()
    assert [line["outcome"] for line in two.checks()] == ["failed", "unchanged"]
    assert problems(two) == []
    assert [line["outcome"] for line in two.checks()] == ["unchanged", "unchanged"]
    damage(two, "DELETE FROM watches WHERE name = 'valmont'")
    line = two.checks("valmont")[0]
    assert (line["outcome"], line["failure"]["kind"]) == ("failed", "database_damaged")


def test_a_damaged_name_is_neither_found_nor_told(two: House, site: Site) -> None:
    """An alert goes by the name that it was written with; a search says what is damaged."""
    two.configure(*[w.url for w in two.config.watches], after='\n[[alert]]\nto = "atom:feed.xml"\n')
    site.pages["/"] = html(None, ("efficacité", "qualité"))
    two.checks()
    damage(two, "UPDATE watches SET name = 'valmolt' WHERE name = 'valmont'")
    with two.store() as store:
        assert [row.watch for row in store.outbox.recent(9)] == ["valmont"]
        with pytest.raises(Damaged):
            store.search("mutualisation")


def test_visits_that_are_gone_are_not_left_out_of_the_coverage(two: House) -> None:
    damage(two, f"DELETE FROM checks WHERE {OF_VALMONT} AND outcome = 'first'")
    with two.store() as store, pytest.raises(Damaged):
        store.coverage("valmont", datetime(2026, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


@pytest.mark.few("another version as the last", "no JSON", "visits that were not made")
@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE state SET snapshot_id = snapshot_id % 2 + 1", id="another version as the last"),
        pytest.param("UPDATE state SET newest_at = '2999' || substr(newest_at, 5)", id="a visit in the future"),
        pytest.param("UPDATE state SET newest_at = ''", id="no time"),
        pytest.param("UPDATE state SET known = '{'", id="no JSON"),
        pytest.param("UPDATE state SET visits = visits + 64", id="visits that were not made"),
    ],
)
def test_a_damaged_state_is_said_made_anew_and_hides_no_change(two: House, site: Site, sql: str) -> None:
    """The watch fails alone and once, under a kind of its own; the change is found by its next visit, and all is well again."""
    damage(two, f"{sql} WHERE {OF_VALMONT}")
    for path in ("/", "/autre"):
        site.pages[path] = html(None, ("efficacité", "qualité"))
    with Store.open(two.config.database) as store:
        assert store.pasts([two.config.watches[0]])["valmont"].newest_at is None  # due now, whatever the row says
    first, other = two.checks()
    assert (first["outcome"], first["failure"]["kind"], other["outcome"]) == ("failed", "database_damaged", "changed")
    assert first["failure"]["detail"] == "valmont: the recorded state of the watch is damaged"
    assert problems(two) == []
    two.later(hours=1)
    assert [line["outcome"] for line in two.checks()] == ["changed", "unchanged"]
    assert problems(two) == []


def test_a_damaged_visit_is_left_as_it_is_and_the_next_begin_a_row_of_their_own(two: House) -> None:
    """Nothing is added to a count that is no longer what was counted; `verify` names the row."""
    damage(
        two, f"UPDATE checks SET count = 300, first_at = '2025' || substr(first_at, 5) WHERE {OF_VALMONT} AND outcome = 'unchanged'"
    )
    assert [line["outcome"] for line in two.checks()] == ["unchanged", "unchanged"]
    found = problems(two)
    assert {(p.watch, p.kind) for p in found} == {("valmont", "row"), ("valmont", "count")}
    assert any("count 300" in p.detail for p in found)


def test_a_damaged_failure_under_way_is_said_and_counted_anew(two: House, site: Site) -> None:
    """What nobody can read any more is closed; what fails begins again, and is told at its third time."""
    site.pages["/"] = Page(b"", status=503)
    two.checks()
    damage(two, f"UPDATE episodes SET consecutive = 9 WHERE {OF_VALMONT}")
    kinds = []
    for _ in range(3):
        two.later(hours=1)
        failure = two.checks()[0]["failure"]
        kinds.append((failure["kind"], failure["consecutive"]))
    assert kinds == [("database_damaged", 1), ("http_error", 2), ("http_error", 3)]
    assert [p.kind for p in problems(two)] == ["row"]


def test_a_version_that_is_damaged_is_told_like_any_failure(two: House, site: Site) -> None:
    """3.18: at the third time, for nothing mends it but a backup."""
    two.configure(*[w.url for w in two.config.watches], after='\n[[alert]]\nto = "atom:feed.xml"\n')
    damage(two, "UPDATE blocks SET text = text || ' !' WHERE id = (SELECT min(id) FROM blocks WHERE kind = 'paragraph')")
    site.pages["/"] = html(None, ("efficacité", "qualité"))
    counts = []
    for _ in range(3):
        two.later(hours=1)
        failure = two.checks("valmont")[0]["failure"]
        counts.append((failure["kind"], failure["consecutive"]))
    assert counts == [("database_damaged", n) for n in (1, 2, 3)]
    assert two.outbox() == [("failure", ())]


def test_a_damaged_alert_is_given_up_said_and_holds_up_none_of_the_others(
    two: House, site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that nobody saw are told to nobody."""
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    two.configure(*[w.url for w in two.config.watches], after='\n[[alert]]\nto = "atom:feed.xml"\n')
    for path in ("/", "/autre"):
        site.pages[path] = html(None, ("efficacité", "qualité"))
    two.checks()
    damage(two, "UPDATE outbox SET payload = replace(payload, 'qualité', 'vacuité') WHERE id = 1")
    with working(two.config, clock=two.now) as (_, store):
        send_due(store, two.config, clock=two.now, damaged=print_damaged)
    said = capsys.readouterr().err
    assert "l’alerte 1 est abîmée" in said and "Traceback" not in said
    feed = (two.folder / "feed.xml").read_text(encoding="utf-8")
    assert "qualité" in feed and "vacuité" not in feed
    with two.store() as store:
        assert store.outbox.pending() == () and store.outbox.damaged(9) == (1,)
        assert [row.state for row in store.outbox.recent(9)] == ["delivered"]


def test_what_servers_asked_holds_nobody_up_once_it_is_damaged(two: House, site: Site) -> None:
    """A hold of a thousand years would be a page never visited again; a robots.txt with other words is fetched anew."""
    at = datetime.now(UTC)
    with Store.open(two.config.database) as store:
        for path in ("/", "/autre"):
            store.holds.hold("address", site.url(path), at + timedelta(minutes=5))
        store.robots.put(site.url("").rstrip("/"), at, 200, "User-agent: *\nAllow: /")
    damage(
        two,
        "UPDATE holds SET until = '2999' || substr(until, 5) WHERE target NOT LIKE '%autre'",
        "UPDATE holds SET until = 'soon', digest = NULL WHERE target LIKE '%autre'",
        "UPDATE robots SET body = replace(body, 'Allow', 'Disallow') WHERE body LIKE '%Allow%'",
    )
    with two.store() as store:
        assert [store.holds.until(site.url(path)) for path in ("/", "/autre")] == [None, None]
        assert store.robots.get(site.url("").rstrip("/")) is None


def test_channels_are_told_at_once_that_the_past_of_a_watch_is_damaged(
    two: House, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not at the third time: it is no trouble of the page's, and by then the state is made anew."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr("monitor.alerts.sending.notify_service", lambda config, kind, worded, at: told.append((kind, worded("fr"))))
    damage(two, f"UPDATE state SET visits = visits + 64 WHERE {OF_VALMONT}")
    assert command.main(["--config", str(two.folder / "config.toml")], standalone_mode=False) == 1
    assert told == [("damaged", "valmont\u00a0: l’état enregistré de la page est abîmé")]
