"""Databases and configurations of the first edition go on (DESIGN 7.7), whatever later programs read anew."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.pipeline.batch import check
from monitor.records import chosen, read_config
from monitor.report.as_json import result_json
from monitor.store import Store
from monitor.store.search_index import is_whole
from monitor.store.texts import short_digest
from monitor.wiring import working
from tests import sweeps
from tests.command import monitor
from tests.pipeline.house import READER
from tests.site import Page, Site
from tests.upgrade import first_edition as town

FIXTURES = Path(__file__).parent / "fixtures"
PRINTED: dict[str, Any] = json.loads(gzip.decompress((FIXTURES / "first_edition.json.gz").read_bytes()))


@dataclass
class Installation:
    """The first edition's folder, and the town as it was on its last day."""

    folder: Path
    site: Site
    shown: Mapping[str, Page] = field(default_factory=lambda: {**[*town.days()][-1], "/archives/": town.notices(*town.NOTICES)})
    at: datetime = town.LAST_DAY

    def visit(self, *names: str, days: float = 1) -> dict[str, dict[str, Any]]:
        """Check's lines a day later, by watch."""
        self.at += timedelta(days=days)
        town.serve(self.site, self.shown)
        config = read_config(self.folder / "config.toml")
        with working(config, wait=timedelta(0), clock=lambda: self.at) as (doors, _):
            results = check(chosen(config, names), replace(doors, pdf=READER), named=bool(names))
            return {r.watch: result_json(r, "fr") for r in results}

    def store(self) -> Store:
        return Store.open(self.folder / "monitor.db", readonly=True)

    def outbox(self) -> list[tuple[str, tuple[str, ...]]]:
        """What was added to the outbox since the upgrade."""
        with self.store() as store:
            return [(row.kind, row.items) for row in reversed(store.outbox.recent(1000)[: -PRINTED["outbox"]])]


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    (tmp_path / "monitor.db").write_bytes(gzip.decompress((FIXTURES / "first_edition.db.gz").read_bytes()))
    with Site() as site:
        (tmp_path / "config.toml").write_text(town.CONFIG.replace("{proxy}", site.url("").rstrip("/")), "utf-8")
        yield Installation(tmp_path, site)


def holds(new: Any, old: Any) -> bool:
    """Whether *new* says all that *old* said: keys may come, sentences may be worded better (DESIGN §5).

    Of a stored text that came or went the side that is not there was printed as an empty text; of the visit itself it never was.
    """
    if isinstance(old, dict):
        if old.get("op") in ("insert", "delete"):
            old = {key: value for key, value in old.items() if (key, value) not in (("before", ""), ("after", ""))}
        return isinstance(new, dict) and all(key == "summary" or (key in new and holds(new[key], old[key])) for key in old)
    if isinstance(old, list):
        return isinstance(new, list) and len(new) == len(old) and all(map(holds, new, old))
    return bool(new == old)


def test_the_first_visit_to_the_same_pages_is_silent(installation: Installation) -> None:
    """3.19, 7.7: our own new reading is no change of the page, nor are two more visits."""
    for _ in range(3):
        lines = installation.visit()
        assert {name: (line["outcome"], line["changes"]) for name, line in lines.items()} == {
            name: ("failed" if name == "en-panne" else "unchanged", []) for name in town.NAMES
        }
    assert lines["alterne"]["flapping"]["since"] == "2026-01-06T07:00:00.000Z"
    assert (lines["piece-absente"]["failure"]["kind"], lines["retiree"]["failure"]) == ("document_unavailable", None)
    assert installation.outbox() == []
    with installation.store() as store:
        assert store.verify() == []


NEXT: dict[str, tuple[dict[str, Page], dict[str, tuple[str, str, str]]]] = {
    "valmont": ({"/organigramme/": town.organisation(after=False, noise=True)}, {}),
    "alterne": (
        {"/accueil/": town.opening(2)},
        {"horaires": ("edited", "mardi jeudi 14 18 vacances", "lundi samedi 10 12 travaux")},
    ),
    "retiree": (
        {"/conseil/": town.council(commissions=True, members=31)},
        {"elus": ("edited", "29", "31"), "commissions": ("restored", "", "")},
    ),
    "en-panne": ({"/budget/": town.budget("12,9")}, {"budget": ("edited", "12,4", "12,9")}),
    "piece-absente": ({"/rapports/": town.reports("2025")}, {"rapports": ("edited", "2024", "2025")}),
    "formes": (
        {"/services/": town.forms(desk="des passeports", price="4,50 €")},
        {"accueil": ("edited", "de l’état civil", "des passeports"), "tarifs": ("edited", "4,20", "4,50")},
    ),
    "bornes": ({"/deliberations/": town.rulings("2026-05")}, {"deliberations": ("edited", "04", "05")}),
    "archives": ({"/archives/": town.notices(town.NOTICES[0])}, {"avis": ("edited", "", "")}),
}


@pytest.mark.parametrize("visited_before", [True, False], ids=["after-a-silent-visit", "at-once"])
def test_the_next_real_change_is_exactly_its_edits(installation: Installation, visited_before: bool) -> None:
    """7.7: whether the change comes after the upgrade or together with it."""
    if visited_before:
        installation.visit()
    for pages, _ in NEXT.values():
        installation.shown = {**installation.shown, **pages}
    lines = installation.visit()
    for name, (_, expected) in NEXT.items():
        if expected:
            found = {c["item"]: (c["change"], *rewritten(c)) for c in lines[name]["changes"]}
            assert {item: f if expected[item][1] else (f[0], "", "") for item, f in found.items()} == expected, (name, found)
    back = {c["item"]: c.get("returns_to") for c in lines["valmont"]["changes"]}
    assert back == {"mutualisation": 1, "organigramme": 1}, "digests of the states before go on (3.19)"
    assert (lines["fichier"]["outcome"], lines["fichier"]["changes"]) == ("unchanged", [])


def rewritten(change: dict[str, Any]) -> tuple[str, str]:
    """The words that went and those that came."""
    words = [word for edit in change["edits"] for word in edit.get("words", ())]
    gone, come = (" ".join(text.strip() for mark, text in words if mark == sign) for sign in "-+")
    return gone, come


def test_what_was_recorded_reads_as_it_did(installation: Installation) -> None:
    """7.6, 7.7: a sealed reading is never changed; before the first visit of the new program, and after it."""
    for visited in (False, True):
        if visited:
            installation.visit()
        else:
            Store.open(installation.folder / "monitor.db").close()  # the schema of today
        with installation.store() as store:
            assert store.verify() == []
        for name, versions in PRINTED["show"].items():
            for number, old in list(enumerate(versions, 1))[sweeps.times(visited, 0) :: sweeps.times(3, 1)]:
                done = monitor("show", f"{name}@{number}", "--json", cwd=installation.folder)
                assert holds(done.lines, old), (name, number)
        for name, pairs in PRINTED["diff"].items():
            for number, old in list(enumerate(pairs, 1))[sweeps.times(visited, 0) :: sweeps.times(3, 1)]:
                done = monitor("diff", name, str(number), str(number + 1), "--json", cwd=installation.folder)
                assert holds(done.lines, old), (name, number)
        for name, old in PRINTED["history"].items():
            lines = monitor("history", name, "--json", cwd=installation.folder).lines
            assert visited or holds(lines, old), name
            changed = [line for line in lines if line["outcome"] in ("first", "changed")]
            assert holds(changed, [line for line in old if line["outcome"] in ("first", "changed")]), name


def test_no_snapshot_is_made_where_the_new_reading_shows_the_same(installation: Installation) -> None:
    """3.19: history is of the page's changes; the new version is noted beside it, once."""
    installation.visit()
    with installation.store() as store:
        numbers = {w.name: w.snapshot for w in store.watches()}
    expected = {name: len(PRINTED["show"][name]) for name in ("alterne", "retiree", "en-panne", "bornes", "archives")}
    assert {name: numbers[name] for name in expected} == expected


def test_a_recipe_without_new_keys_keeps_its_hash(installation: Installation) -> None:
    """7.7."""
    config = read_config(installation.folder / "config.toml")
    assert {w.name: w.recipe.hash for w in config.watches} == PRINTED["recipes"]


def test_the_flapping_goes_on_and_ends_after_thirty_quiet_days(installation: Installation) -> None:
    """3.17, 3.19."""
    installation.shown = {**installation.shown, "/accueil/": town.opening(1)}
    assert installation.visit("alterne")["alterne"]["outcome"] == "unchanged"
    installation.visit("alterne", days=29)
    assert installation.outbox() == []
    line = installation.visit("alterne", days=2)["alterne"]
    assert (line["outcome"], line.get("flapping")) == ("unchanged", None)
    assert installation.outbox() == [("change", ("horaires",))]


def test_since_when_goes_on_and_what_is_newly_read_is_dated_at_the_latest(installation: Installation) -> None:
    """3.19: lines that are now told apart are the same text since the same version; a panel that was not read may be older."""
    installation.visit()
    for word, since in {
        "civil": "L’accueil — version 2 et suivantes (depuis le 9 janvier 2026,",
        "Garderie": "Les tarifs — version 1 et suivantes (depuis le 5 janvier 2026,",
        "conciliateur": "L’accueil — version 3 au plus tard et suivantes (depuis le",
    }.items():
        said = monitor("search", word, "--watch", "formes", cwd=installation.folder).out.splitlines()[0]
        assert said.replace("\u00a0", " ") == f"Services – Valmont-sur-Ource — {since}"


def test_who_is_erased_goes_out_of_the_search_with_what_a_running_first_edition_wrote_after_the_upgrade(
    installation: Installation,
) -> None:
    """5.17, 7.2: it left the index to a trigger that is gone."""
    path, text = installation.folder / "monitor.db", "Contact : M. Denis Royer, bureau 12"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO blocks (kind, text, digest) VALUES ('paragraph', ?, ?)", (text, short_digest(f"paragraph\n{text}")))
    done = monitor("erase", "--person", "Denis Royer", "--yes", cwd=installation.folder)
    assert done.status == 0, done.err
    with closing(sqlite3.connect(path)) as db:
        found, texts = db.execute("SELECT count(*) FROM search WHERE search MATCH 'royer'"), db.execute("SELECT text FROM blocks")
        assert (found.fetchone(), [text for (text,) in texts if "Royer" in text]) == ((0,), [])
    with installation.store() as store:
        assert is_whole(store._db)
        assert [p for p in store.verify() if p.broken] == []
