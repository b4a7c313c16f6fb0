"""`monitor careers`: who held which post when, against what is true of an invented town (DESIGN 5.14)."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.compare.person_names import person_key
from monitor.compare.title_words import letters_key
from tests.command import ROOT, Done, monitor
from tests.configs import write_config
from tests.histories import History, captured, careers, history

TOWN, PORTRAITS = 0, 136
KEYS = [
    "watch", "item", "unit", "path", "person", "role", "first_seen", "last_seen", "absent_before", "absent_after",
    "first_snapshot", "last_snapshot", "current", "certain", "unit_key", "person_key",
]  # fmt: skip


@dataclass(frozen=True)
class Told:
    folder: Path
    true: History
    seen: Sequence[datetime]
    rows: Sequence[dict[str, Any]]

    def ask(self, *words: str) -> Done:
        return monitor("careers", *words, cwd=self.folder)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Ten versions taken in by `import`: the 4th is a broken file, the 7th has no chart; each is seen twice."""
    folder, true = tmp_path_factory.mktemp("careers"), history(TOWN)
    seen = captured(folder, true)
    done = monitor("import", "valmont", "manifest.jsonl", "--json", cwd=folder, timeout=300)
    assert next(line["outcome"] for line in done.lines) == "first"
    return Told(folder, true, seen, monitor("careers", "--json", cwd=folder).lines)


def test_the_rows_are_the_true_careers(told: Told) -> None:
    """5.14: over renames, moves, vacancies, an unread version, one without a chart, a namesake and a return; nobody is invented."""

    def at(number: int | None, day: int = 1) -> str | None:
        return None if number is None else told.seen[number - 1].strftime(f"%Y-%m-{day:02}")

    true = [
        (letters_key(unit), name and person_key(name), at(first), at(last, 20), at(after))
        for unit, name, _, first, last, after in careers(told.true)
    ]
    given = [
        (
            letters_key(row["unit"]),
            row["person"] and person_key(row["person"]),
            row["first_seen"][:10],
            row["last_seen"][:10],
            row["absent_after"] and row["absent_after"][:10],
        )
        for row in told.rows
    ]
    right = sum(min(true.count(row), given.count(row)) for row in set(true))
    assert right / len(true) >= 0.98 and right / len(given) >= 0.98
    assert {row[1] for row in given if row[1]} <= told.true.names


@pytest.mark.few(0)
def test_portraits_without_a_hierarchy_have_careers(tmp_path: Path) -> None:
    """5.14, 3.27: of a sheet of which nothing says what hangs where, the posts and who holds them are followed, none as certain."""
    true = history(PORTRAITS, versions=3, broken=())
    seen = captured(tmp_path, true)
    for number in range(len(true.files)):
        assert monitor("orgchart", f"v{number}.pdf", "--json", cwd=tmp_path).lines[0]["reason"] == "unsure"
    monitor("import", "valmont", "manifest.jsonl", cwd=tmp_path)
    rows = monitor("careers", "--json", cwd=tmp_path).lines
    given = sorted((letters_key(row["unit"]), row["person"] or "", row["first_seen"][:10]) for row in rows)
    told = sorted(
        (letters_key(unit), name or "", seen[first - 1].strftime("%Y-%m-%d")) for unit, name, _, first, _, _ in careers(true)
    )
    assert given == told


def test_a_row_has_the_keys_of_the_contract(told: Told) -> None:
    """5.14: exactly; `absent_before` is null where it was there from the first version, `absent_after` where it still is."""
    assert all(list(row) == KEYS for row in told.rows)
    first = told.seen[0].strftime("%Y-%m-%d")
    for row in told.rows:
        assert (row["absent_before"] is None) == row["first_seen"].startswith(first), row
        assert row["current"] == (row["absent_after"] is None), row
        assert row["person_key"] is None if row["person"] is None else re.fullmatch("[0-9a-f]{16}", row["person_key"])


def test_a_version_that_was_not_read_ends_nothing(told: Told) -> None:
    """5.14: what is gone in the fifth version was seen in the third until then, and not in the fourth, which nobody could read."""
    third, fifth = (told.seen[n].strftime("%Y-%m") for n in (2, 4))
    gone = [row for row in told.rows if (row["absent_after"] or "").startswith(fifth)]
    assert gone and all(row["last_seen"].startswith(f"{third}-20") for row in gone)
    assert not any((row["absent_after"] or "").startswith(told.seen[3].strftime("%Y-%m")) for row in told.rows)


def test_somebody_who_returns_has_two_spells_and_one_key(told: Told) -> None:
    """5.14."""
    spells = [row for row in told.rows if row["person"] and person_key(row["person"]) == told.true.returned]
    assert next(row["first_snapshot"] for row in spells) == 1 and len(spells) == 2
    assert len({row["person_key"] for row in spells}) == 1


def test_two_of_one_name_on_one_sheet_are_two_people(told: Told) -> None:
    """5.14: whoever held a post before keeps the key."""
    spells = [row for row in told.rows if row["person"] and person_key(row["person"]) in told.true.twins]
    assert len({row["unit_key"] for row in spells}) >= 2
    assert len({row["person_key"] for row in spells}) == 2


def test_a_unit_and_a_person_are_found_by_words(told: Told) -> None:
    """5.14: a unit by any title it ever had; what finds nothing ends with 1 and says what else to ask."""
    renamed = [row for row in units(told) if len({r[1] for r in units(told) if r[0] == row[0]}) > 1]
    assert renamed
    key, old = renamed[0][:2]
    assert key in {row["unit_key"] for row in told.ask("--unit", old.upper(), "--json").lines}
    one = next(row for row in told.rows if row["person"])
    word = max(person_key(one["person"]), key=len)
    assert one["person_key"] in {row["person_key"] for row in told.ask("--person", word, "--json").lines}
    none = told.ask("--person", "zzyzx")
    assert none.status == 1 and none.says("aucune personne de ce nom") and none.says("monitor careers")
    assert told.ask("--json", "--csv").status == 2
    assert told.ask("nulle-part").status == 2


def units(told: Told) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(told.folder / "monitor.db")) as db, db:
        return db.execute("SELECT unit_key, unit FROM units").fetchall()


def test_the_state_at_a_date(told: Told) -> None:
    """5.14: whoever was shown then, each post once."""
    day = told.seen[2].replace(day=10)
    rows = told.ask("--at", day.strftime("%Y-%m-%d"), "--json").lines
    true = [row for row in careers(told.true) if row[3] <= 3 and (row[5] is None or row[5] > 3)]
    assert sorted(letters_key(row["unit"]) for row in rows) == sorted(letters_key(row[0]) for row in true)


def test_a_day_has_the_names_that_were_printed_on_it(tmp_path: Path) -> None:
    """5.14, 3.26: not the form of a later version, nor its titles; `unit` and `path` stay the newest of the spell in every form."""
    services = (
        "<!doctype html><html lang=fr><title>Bréval</title><main><h1>Bréval</h1><h2>Organigramme des services</h2><ul>"
        "<li>Direction générale des services — Mme Hélène Quatrebarbes<ul><li>{head} — {lagoffe}<ul><li>Service {eau} — {rose}"
        "</li><li>Service paie — vacant</li></ul></li><li>Direction des sports — Mme Sofia Blanc</li></ul></li></ul></main></html>"
    )
    first = {"head": "Direction des réseaux", "lagoffe": "M. Y. LAGOFFE", "eau": "eaux", "rose": "Mme Rose Lefort"}
    then = {"head": "Direction des réseaux", "lagoffe": "M. Yann Lagoffe", "eau": "eaux", "rose": "Mme Rose Garnier (née Lefort)"}
    last = {**then, "head": "Direction des réseaux et rivières", "eau": "eaux et forages"}
    items = '[watch.sections.services]\nheading = "Organigramme des services"\nkind = "orgchart"\n'
    write_config(tmp_path, "https://breval.example/", items=items)
    lines = []
    for month, said in enumerate((first, then, last), 1):
        (tmp_path / f"{month}.html").write_text(services.format(**said), encoding="utf-8")
        lines.append(json.dumps({"time": f"2025-{month:02}-01T08:00:00Z", "page": {"file": f"{month}.html"}}))
    (tmp_path / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monitor("import", "valmont", "manifest.jsonl", cwd=tmp_path)

    def at(*words: str) -> list[tuple[Any, ...]]:
        rows = monitor("careers", *words, "--json", cwd=tmp_path).lines
        shown = [(r["unit"], r.get("unit_at"), r["person"], r.get("path_at", [""])[-1:]) for r in rows]
        return [row for row in shown if row[0].startswith(("Service", "Direction des réseaux"))]

    titles = "Direction des réseaux et rivières", "Service eaux et forages"
    assert sorted(at("--at", "2025-01-15")) == [
        (titles[0], "Direction des réseaux", "M. Y. LAGOFFE", ["Direction générale des services"]),
        (titles[1], "Service eaux", "Mme Rose Lefort", ["Direction des réseaux"]),
        ("Service paie", "Service paie", None, ["Direction des réseaux"]),
    ]
    assert [row[1:3] for row in sorted(at("--at", "2025-02-15"))[:2]] == [
        ("Direction des réseaux", "M. Yann Lagoffe"),
        ("Service eaux", "Mme Rose Garnier"),
    ]
    assert [row[:3] for row in sorted(at())[:2]] == [(titles[0], None, "M. Yann Lagoffe"), (titles[1], None, "Mme Rose Garnier")]
    words = monitor("careers", "--at", "2025-01-15", cwd=tmp_path).out
    assert "Y. LAGOFFE" in words and "Service eaux — " in words and "rivières" not in words and "Yann" not in words
    table = list(csv.DictReader(io.StringIO(monitor("careers", "--at", "2025-01-15", "--csv", cwd=tmp_path).out)))
    assert list(table[0]) == [*KEYS, "unit_at", "path_at"]
    assert {row["unit_at"]: row["person"] for row in table}["Service eaux"] == "Mme Rose Lefort"


@pytest.mark.parametrize(
    ("sheets", "rows"),
    [
        pytest.param("NOM", [(1, 3)] * 4, id="heads-read-with-their-neighbours-once"),
        pytest.param("ONMOM", [s for s in ((1, 1), (2, 3), (4, 4), (5, 5)) for _ in range(4)], id="an-old-file-published-again"),
    ],
)
def test_heads_that_are_elsewhere_in_one_version(sheets: str, rows: list[tuple[int, int]], tmp_path: Path) -> None:
    """5.14: all with each other's units they were misread, unless a version before showed the same."""
    people = ["Mme Hélène Quatrebarbes", "M. Yann Lagoffe", "Mme Rose Lefort", "M. Luc Petit"]
    titles = ["Direction des réseaux", "Direction des sports", "Direction des finances", "Direction de la culture"]
    write_config(
        tmp_path, "https://breval.example/", items='[watch.sections.services]\nheading = "Organigramme"\nkind = "orgchart"\n'
    )
    lines = []
    for month, sheet in enumerate(sheets, 1):
        told = [*people[1:], people[0]] if sheet == "O" else people
        items = "".join(f"<li>{title} — {name}</li>" for title, name in zip(titles, told, strict=True))
        head = "Mme Zoé Faur" if sheet == "M" else "M. Max Noir"
        body = f"<h1>Bréval</h1><h2>Organigramme</h2><ul><li>Direction générale — {head}<ul>{items}</ul></li></ul>"
        page = f"<!doctype html><html lang=fr><title>Bréval</title><main>{body}</main></html>"
        (tmp_path / f"{month}.html").write_text(page, encoding="utf-8")
        lines.append(json.dumps({"time": f"2025-{month:02}-01T08:00:00Z", "page": {"file": f"{month}.html"}}))
    (tmp_path / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monitor("import", "valmont", "manifest.jsonl", cwd=tmp_path)
    told_rows = monitor("careers", "--json", cwd=tmp_path).lines
    assert sorted((r["first_snapshot"], r["last_snapshot"]) for r in told_rows if r["unit"] in titles) == rows


def test_a_table_for_a_spreadsheet(told: Told) -> None:
    """5.14: the same rows; nothing in it that a spreadsheet would run."""
    rows = list(csv.DictReader(io.StringIO(told.ask("--csv").out)))
    assert list(rows[0]) == KEYS and len(rows) == len(told.rows)
    assert [row["person"] or None for row in rows] == [row["person"] for row in told.rows]


def test_in_words_each_unit_has_its_spells_and_says_what_is_to_be_checked(told: Told) -> None:
    """5.14, 3.26, 3.27: dates of visits; vacant posts; there from the first reading."""
    said = told.ask().out
    for words in ("poste affiché vacant", "déjà là à la première lecture", "depuis le ", "à vérifier"):
        assert words in said
    assert all(row["person"].split()[-1] in said for row in told.rows if row["person"])


def test_the_views_say_the_same(told: Told) -> None:
    """5.14, 7.2: `people` has these rows, `units` each unit's spells of title and place, also of those that name nobody."""
    with closing(sqlite3.connect(told.folder / "monitor.db")) as db, db:
        db.row_factory = sqlite3.Row
        people = [dict(row) for row in db.execute("SELECT * FROM people")]
        places = [dict(row) for row in db.execute("SELECT * FROM units")]
    assert len(people) == len(told.rows)
    assert {row["unit_key"] for row in people} < {row["unit_key"] for row in places}
    assert {row["unit_key"] for row in places if row["parent_key"]} - {row["parent_key"] for row in places}
    assert monitor("verify", cwd=told.folder).status == 0


def test_the_share_of_directions_with_a_new_head_is_one_query(told: Told) -> None:
    """7.2: as it stands in snapshots/README.md, on real rows."""
    readme = (ROOT / "snapshots" / "README.md").read_text(encoding="utf-8")
    query, texts = re.findall(r"```sql\n(.*?)```", readme, re.DOTALL)
    with closing(sqlite3.connect(told.folder / "monitor.db")) as db, db:
        directions, changed, share = db.execute(query).fetchone()
        assert db.execute(texts).fetchall()
    heads = [row for row in told.rows if row["unit"].startswith("Direction") and row["person"]]
    in_2025 = {r["unit_key"] for r in heads if r["first_seen"] < "2026" and (r["absent_after"] or "9") >= "2025"}
    new = {
        row["unit_key"]
        for row in heads
        if "2025" <= row["first_seen"] < "2026"
        and any(
            o["unit_key"] == row["unit_key"] and o["person_key"] != row["person_key"] and o["first_seen"] < row["first_seen"]
            for o in heads
        )
    }
    assert (directions, changed) == (len(in_2025), len(new)) and changed > 0
    assert share == round(100 * changed / directions)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--person", "zzz"), "aucune personne de ce nom"),
        (("--unit", "zzz"), "aucune unité de ce nom"),
        (("--at", "1990-01-01"), "à cette date"),
        (("--unit", "zzz", "--person", "zzz"), "rien de tel"),
    ],
)
def test_what_was_not_found_is_said_by_what_was_asked(told: Told, asked: Sequence[str], said: str) -> None:
    """5.14, 4.3: a person, a unit, a day; with what to do."""
    done = told.ask("valmont", *asked)
    assert (done.status, done.out) == (1, "")
    assert done.says(said)
