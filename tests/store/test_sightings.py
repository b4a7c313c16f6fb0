"""7.2, §9: what a first version brings is noted stretch by stretch, and what is found does not tell."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from monitor.erasure.forms import exact_forms
from monitor.errors import Damaged
from monitor.model import Plan
from monitor.model.frozen import replace
from monitor.store import Store, sightings
from tests import sweeps
from tests.store.town import HOUR, T0, edited, section, seen, watch

TOWNS = ("valmont", "autre", "troisieme")
WORDS = ("achats", "voirie", "cantine", "archives", "parcs", "piscine", "tarif", "dimanche")
NAME = "Hélène Morel"


def lines(chance: random.Random, many: int) -> list[str]:
    return [f"Le service {n} : {' '.join(chance.choices(WORDS, k=3))} {chance.randrange(9999)}" for n in range(many)]


def history(seed: int) -> Iterator[Plan]:
    """Three versions of three towns, of two items each: lines that both have, that go, come back, or differ by a comma."""
    chance, versions = random.Random(seed), Counter[str]()
    common = [*lines(chance, 20), f"La directrice : {NAME}", *lines(chance, 10)]
    shown = {name: [[*lines(chance, chance.randrange(40)), *common[chance.randrange(31) :]] for _ in range(2)] for name in TOWNS}
    for at, name in enumerate(chance.sample(TOWNS * 3, 9)):
        versions[name] += 1
        for said in shown[name] if versions[name] > 1 else ():
            for _ in range(chance.randrange(4)):
                place = chance.randrange(len(said) + 1)
                here = said[place : place + 1]
                said[place : place + 1] = chance.choice(
                    [[], [f"{line}, oui" for line in here], [*here, *lines(chance, 2)], common[:1]]
                )
        first, second = shown[name]
        found = (section(*first), section(*second, heading="Autre", item="autre"))
        changes = (edited("a", "b"),) if versions[name] > 1 else ()
        yield seen(versions[name], T0 + at * HOUR, sections=found, changes=changes, name=name)


def written(path: Path, seed: int, visits: int) -> Path:
    with Store.open(path) as store:
        for plan in [*history(seed)][:visits]:
            store.write(plan, watch(plan.watch, f"https://{plan.watch}.example/"))
    return path


def told(path: Path) -> list[Any]:
    """All that a reader is told by what was seen where, and what is wrong."""
    with Store.open(path, readonly=True) as store:
        towns = (None, store.watches()[0].name)
        said: list[Any] = [sorted(map(str, store.search(word, watch=name))) for word in WORDS for name in towns]
        parts = [store.search("service", limit=7, offset=at) for at in (0, 9)]
        said += [sorted((hit.text, hit.watch, hit.first_snapshot) for hit in part) for part in parts]
        # Of a text that several towns show any may be the one where it stood first.
        return [
            *said,
            [(text, number) for text, _, _, number in store.texts_seen()],
            [(p.kind, p.watch, p.snapshot) for p in store.verify()],
        ]


def stretches(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        (many,) = db.execute("SELECT count(*) FROM stretches").fetchone()
    return int(many)


@pytest.mark.parametrize(("seed", "visits"), sweeps.mixed(range(3), (3, 5, 9)))
def test_what_was_seen_is_told_the_same_row_by_row(tmp_path: Path, seed: int, visits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """7.2: with stretches and without, at any moment of a history, before and after an erasure (5.17) and a pruning."""
    together = written(tmp_path / "together.db", seed, visits)
    with monkeypatch.context() as patch:
        patch.setattr(sightings, "_TOGETHER", 10**9)
        apart = written(tmp_path / "apart.db", seed, visits)
    assert stretches(apart) == 0
    assert told(together) == told(apart)
    for path in (together, apart):
        with Store.open(path) as store:
            store.erase("person", exact_forms(NAME), lambda data: None)
    assert told(together) == told(apart)
    with Store.open(together, readonly=True) as store:
        assert not store.search(NAME)
    for path in (together, apart):
        with Store.open(path) as store:
            store.prune(T0 + 5 * HOUR)
    assert told(together) == told(apart)


TEXTS = [f"Ligne {n} de la mairie" for n in range(50)]


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A first version of fifty lines, with a heading."""
    path = tmp_path / "monitor.db"
    with Store.open(path) as store:
        store.write(seen(1, T0, *TEXTS), watch())
    return path


def rows(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as db:
        (single,) = db.execute("SELECT count(*) FROM sightings").fetchone()
    return stretches(path), int(single)


def test_a_first_version_is_one_row_until_something_differs(first: Path) -> None:
    """§9: fifty lines and a heading; then each line has since when and until when it stood."""
    assert rows(first) == (1, 0)
    with Store.open(first) as store:
        store.write(seen(2, T0 + HOUR, *TEXTS[:30], "Autre ligne", *TEXTS[31:], changes=(edited("a", "b"),)), watch())
        assert [(hit.first_snapshot, hit.last_snapshot) for hit in store.search('"ligne 30"')] == [(1, 1)]
        assert [(hit.first_snapshot, hit.last_snapshot) for hit in store.search('"ligne 31"')] == [(1, None)]
        assert [(hit.first_snapshot, hit.last_snapshot) for hit in store.search('"autre ligne"')] == [(2, None)]
    assert rows(first) == (0, 52)


def test_rows_of_a_stretch_are_vouched_for_one_by_one(first: Path) -> None:
    """7.5: with the next version each has a digest of what it says."""
    with Store.open(first) as store:
        store.write(seen(2, T0 + HOUR, *TEXTS, "Autre ligne", changes=(edited("a", "b"),)), watch())
    with closing(sqlite3.connect(first)) as db:
        assert db.execute("SELECT count(*), count(digest) FROM sightings").fetchone() == (52, 52)


_ALIKE = "recorded_as, source, taken_at, recorded_at, url, recipe, extractor, page, states, salt"


def test_a_program_that_knows_nothing_of_ours_gives_each_block_its_row(first: Path) -> None:
    """7.7, 7.5: a process of an earlier edition that still runs goes on writing; what the file does then takes SQLite alone."""
    with closing(sqlite3.connect(first)) as db, db:
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA foreign_keys = ON")
        sql = f"INSERT INTO snapshots (watch_id, number, hash, {_ALIKE}) SELECT watch_id, 2, 'x', {_ALIKE} FROM snapshots"
        db.execute(sql)
    assert rows(first) == (0, 51)
    with Store.open(first) as store:
        assert len(store.search("ligne")) == 50
        assert not [p for p in store.verify() if p.kind == "row"]


def test_what_another_page_shows_as_well_is_found_on_both(first: Path) -> None:
    """7.2: a line of a stretch that comes on a second page has a row there, whether the stretch begins or ends with it."""
    with Store.open(first) as store:
        shared = [TEXTS[0], TEXTS[20], TEXTS[49]]
        store.write(seen(1, T0 + HOUR, *shared, *(f"{text} annexe" for text in TEXTS), name="autre"), watch("autre"))
        for said in shared:
            assert sorted(hit.watch for hit in store.search(f'"{said}"') if hit.text == said) == ["autre", "valmont"]
        assert [hit.watch for hit in store.search('"ligne 21 de la mairie"') if hit.text == TEXTS[21]] == ["valmont"]
    assert rows(first) == (2, 4)


@pytest.mark.parametrize(
    "damage", ["DELETE FROM stretches", "UPDATE stretches SET snapshot = 7", "UPDATE stretches SET last_block = last_block - 9"]
)
def test_a_stretch_that_a_bad_disk_altered_is_named(first: Path, damage: str) -> None:
    """7.5: and it does not pass for sound once its rows stand one by one."""
    with closing(sqlite3.connect(first)) as db, db:
        db.execute(damage)
    with Store.open(first) as store:
        assert [p for p in store.verify() if p.broken]
        if damage.startswith("UPDATE"):
            with pytest.raises(Damaged):
                store.search("ligne")
        store.write(seen(2, T0 + HOUR, *TEXTS, "Autre ligne", changes=(edited("a", "b"),)), watch())
        if damage.startswith("UPDATE"):
            assert [p for p in store.verify() if p.broken]
            with pytest.raises(Damaged):
                store.search("ligne")


def test_a_database_of_before_goes_on(first: Path) -> None:
    """7.7: its rows stay, and what comes after them is noted as today; a page that is first seen then has its stretch."""
    with closing(sqlite3.connect(first)) as db, db:
        db.executescript(
            "DROP TRIGGER stretches_unfolded; DROP TABLE stretches; DELETE FROM _sqlite_migrations WHERE name = 'm0027_stretches';"
            "INSERT INTO sightings (watch_id, item, block_id, first_snapshot) SELECT 1, 'mutualisation', id, 1 FROM blocks;"
        )
    with Store.open(first) as store:
        assert len(store.search("ligne")) == 50
        store.write(seen(2, T0 + HOUR, *TEXTS[1:], changes=(edited("a", "b"),)), watch())
        store.write(seen(1, T0 + HOUR, *(f"{text} annexe" for text in TEXTS), name="autre"), watch("autre"))
        assert [hit.last_snapshot for hit in store.search('"ligne 0"') if hit.watch == "valmont"] == [1]
        assert not [p for p in store.verify() if p.broken]
    assert rows(first) == (1, 52)


def test_a_pruning_of_another_page_leaves_the_heading_of_a_stretch(first: Path) -> None:
    """5.17: a heading stands in no text, only where it was seen."""
    with Store.open(first) as store:
        for number in (1, 2):
            other = section(f"Ligne de {number}", heading="Autre", item="autre")
            changes = (edited("a", "b"),) if number == 2 else ()
            store.write(seen(number, T0 + number * HOUR, sections=(other,), changes=changes, name="autre"), watch("autre"))
        assert store.prune(T0 + 5 * HOUR)
        assert [hit.text for hit in store.search('"mutualisation des services"')] == ["Mutualisation des services"]
        assert not [p for p in store.verify() if p.kind == "structure"]
    assert rows(first)[0] == 1


def test_text_that_a_new_reading_alone_sees_is_in_no_stretch(tmp_path: Path) -> None:
    """3.19: after a version in which the reading of then saw nothing, what stood there already came at the latest now."""
    nothing, shown = seen(1, T0, sections=(section(heading=None),)), seen(2, T0 + HOUR, *TEXTS, changes=(edited("a", "b"),))
    assert nothing.revision
    with Store.open(tmp_path / "monitor.db") as store:
        store.write(nothing, watch())
        store.write(replace(shown, reread=replace(nothing.revision, sections=(section(*TEXTS[:30]),))), watch())
        for text, before in ((TEXTS[29], True), (TEXTS[30], False)):
            (hit,) = store.search(f'"{text}"')
            assert (hit.text, hit.first_snapshot, hit.at_latest) == (text, 2, before)
    assert rows(tmp_path / "monitor.db") == (0, 51)


def test_a_name_goes_out_of_what_a_stretch_is_of(tmp_path: Path) -> None:
    """5.17: an item that is called as somebody stands in the row of its texts; none of these says the name."""
    path = tmp_path / "monitor.db"
    with Store.open(path) as store:
        store.write(seen(1, T0, sections=(section(*TEXTS, item=f"Bureau de {NAME}"),)), watch())
        store.erase("person", exact_forms(NAME), lambda data: None)
        assert {hit.item for hit in store.search("ligne")} == {"Bureau de [effacé]"}
        assert not [p for p in store.verify() if p.kind in ("row", "structure")]
    assert rows(path) == (1, 0)


def test_a_name_is_erased_from_a_stretch_whose_text_a_bad_disk_altered(tmp_path: Path) -> None:
    """5.17, 7.5: its block stands in no text any more, and goes with what was seen of it; what stood beside it stays."""
    path = tmp_path / "monitor.db"
    with Store.open(path) as store:
        store.write(seen(1, T0, f"La directrice : {NAME}", *TEXTS), watch())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE texts SET blocks = json_array(json_array(2, 51))")
    with Store.open(path) as store:
        store.erase("person", exact_forms(NAME), lambda data: None)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT min(id), count(*), total(text LIKE '%Morel%') FROM blocks").fetchone() == (2, 51, 0)
    assert rows(path) == (0, 51)
