"""What a row's digest covers, written out fast, is the JSON that every database holds digests of (DESIGN 7.5, §9)."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing, suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.store.row_digests import COLUMNS, digested, inserted, row_digest, signed
from monitor.store.rows import canonical_words
from monitor.store.seal import salted

VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(st.characters(exclude_categories=["Cs"]))


@given(st.sampled_from(sorted(COLUMNS)), st.lists(VALUES, max_size=20))
@example("state", [0.1 + 0.2, -0.0, 1e300, 5e-324, float("inf"), float("-inf"), float("nan")])
@example("watches", ['"\\/\b\f\n\r\t\x00\x1f\x7f\u2028é\U0001f600', "", " "])
def test_a_digest_is_over_the_json_of_the_row(table: str, values: list[object]) -> None:
    """7.5: as the standard library writes it."""
    said = json.dumps([table, *values], ensure_ascii=False, separators=(",", ":"))
    assert row_digest(table, *values) == hashlib.sha256(said.encode()).digest()[:8]


WORDS = st.lists(st.tuples(st.sampled_from(["paragraph", "heading"]), st.text()))


@given(WORDS, st.text())
@example([("paragraph", '"\\/\b\f\n\r\t\x00\x1f\x7f\u2028é\U0001f600\ud800')], "\ud83d")
def test_what_vouches_for_a_text_is_over_the_json_of_its_words(words: list[tuple[str, str]], heading: str) -> None:
    """7.5: as the standard library writes it, keys sorted, halves of pairs too."""

    def said(value: object) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "surrogatepass")

    assert canonical_words(words) == said(words)
    text = {"item": "text", "heading": heading, "blocks": words}
    for thing in (text, {"blocks": None}, {"blocks": words}, {"blocks": words, "a": 1}, [words]):
        with suppress(UnicodeEncodeError):  # halves of pairs never get so far
            assert salted("salt", thing) == hashlib.sha256(b"salt\n" + said(thing)).digest()


# What SQLite's callbacks raise is reported besides, once a test of the same process has loaded Datasette, which asks for that.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_digest_of_bytes_is_refused() -> None:
    """No column that a digest covers holds any: one that does is damaged, and not taken for sound."""
    db = sqlite3.connect(":memory:")
    db.create_function("row_digest", -1, row_digest, deterministic=True)
    with pytest.raises(sqlite3.OperationalError):
        db.execute(f"SELECT {signed('page_titles', watch_id='1', title='x' + repr('00'))}")
    db.close()


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[VALUES] * width), max_size=6)))
@example([(1, "a"), (None, "b"), (1.0, "a")])
def test_many_rows_have_the_digests_of_each(rows: list[tuple[object, ...]]) -> None:
    """7.5, §9: told column by column, whatever kinds of values one holds."""
    columns = ("block_id", "item", "watch_id", "last_snapshot")[: len(rows[0]) if rows else 1]
    each = [dict(zip(columns, row, strict=True)) for row in rows]
    said = [row_digest("sightings", *[row.get(column) for column in COLUMNS["sightings"]]) for row in each]
    assert [row[-1] for row in digested("sightings", columns, rows)] == said


def test_many_rows_have_the_digests_that_sql_gives_them() -> None:
    """§9: digests of rows that are written hundreds at once are those of rows written one by one."""
    columns, rows = ("watch_id", "item", "block_id"), [(1, "é", 2), (1, "b", 3)]
    with closing(sqlite3.connect(":memory:")) as db:
        db.create_function("row_digest", -1, row_digest, deterministic=True)
        db.execute(f"CREATE TABLE sightings ({', '.join(COLUMNS['sightings'])}, digest)")
        db.executemany(inserted("sightings", *columns), rows)
        assert db.execute(f"SELECT {', '.join(columns)}, digest FROM sightings").fetchall() == digested("sightings", columns, rows)
