"""Whatever is written reads back equal (16.2: round trips for the store)."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model import Block, Change, CheckResult, Cosmetic, Edit, Failure, Flapping, OpenFailure, Plan, Section, Turning
from monitor.model.shapes import edit_json, orgchart_from
from monitor.store import Store
from monitor.store.blobs import Blobs
from monitor.store.connection import open_connection
from monitor.store.rows import (
    change_from,
    change_json,
    edit_from,
    edit_row,
    moment,
    result_from,
    result_json,
    stamp,
)
from monitor.store.texts import runs, unrolled
from tests import sweeps
from tests.store.town import HOUR, T0, page, seen, sha256, unchanged, watch

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.sampled_from(["mutualisation", "organigramme", "horaires"])
moments = st.integers(0, 4 * 10**12).map(lambda ms: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms))
words = st.lists(st.tuples(st.sampled_from(["=", "-", "+"]), texts), max_size=4).map(tuple)
scalars = st.none() | st.integers(0, 9) | texts
facts = st.dictionaries(
    st.sampled_from(["unit", "field", "parent", "added", "kept", "page", "bbox"]), scalars | st.lists(scalars, max_size=3)
)
ops = st.sampled_from(["insert", "delete", "replace", "move", "person_replaced", "unit_moved", "redrawn"])
edits = st.builds(Edit, op=ops, before=st.none() | texts, after=st.none() | texts, facts=facts) | st.builds(
    lambda op, w: Edit(op=op, words=w, before="".join(t for m, t in w if m in "=-"), after="".join(t for m, t in w if m in "=+")),
    ops,
    words.filter(bool),
)
changes = st.builds(
    Change,
    item=names,
    item_kind=st.sampled_from(["section", "document"]),
    change=st.sampled_from(["edited", "added", "restored", "replaced"]),
    significance=st.sampled_from(["substantive", "minor"]),
    edits=st.lists(edits, max_size=3).map(tuple),
    label=st.none() | texts,
    suspect=st.none() | texts,
    returns_to=st.none() | st.integers(1, 9),
    facts=st.dictionaries(st.just("regions"), st.lists(scalars, max_size=2)),
)
failures = st.builds(
    OpenFailure,
    failure=st.builds(Failure, kind=st.sampled_from(["dns", "item_missing"]), detail=texts, item=st.none() | names),
    since=moments,
    consecutive=st.integers(1, 99),
)
numbers = st.lists(st.integers(1, 9), min_size=2, max_size=5).map(tuple)
turning = st.builds(
    Turning,
    item=st.text(max_size=9),
    item_kind=st.sampled_from(("section", "document")),
    since=moments,
    between=numbers,
    shown=st.integers(1, 9),
    turned_at=moments,
)
flaps = st.none() | st.builds(Flapping, since=moments, between=numbers, items=st.lists(turning, max_size=2).map(tuple))
results = st.builds(
    CheckResult,
    watch=texts,
    at=moments,
    outcome=st.sampled_from(["first", "unchanged", "changed", "failed"]),
    snapshot=st.none() | st.integers(1, 99),
    changes=st.lists(changes, max_size=2).map(tuple),
    failures=st.lists(failures, max_size=2).map(tuple),
    cosmetic=st.lists(st.builds(Cosmetic, item=names, rule=texts), max_size=2).map(tuple),
    flapping=flaps,
    recovered=st.lists(failures, max_size=2).map(tuple),
)


def through_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


@given(edits)
def test_an_edit_survives_the_contract_and_the_row(edit: Edit) -> None:
    """5.3-5.5: before and after are as given, whether words spell them or not."""
    assert edit_from(through_json(edit_json(edit))) == edit
    assert edit_from(json.loads(edit_row(edit))) == edit


@pytest.mark.parametrize(("op", "side", "mark"), [("insert", "after", "+"), ("delete", "before", "-")])
def test_what_came_or_went_has_one_side_in_the_row_too(op: str, side: str, mark: str) -> None:
    """5.3: the side that is not there stays away, and is no empty text, by which a page would look for its place."""
    edit = Edit(op=op, words=((mark, "Un guichet unique."),), **{side: "Un guichet unique."})  # type: ignore[arg-type]
    assert edit_from(json.loads(edit_row(edit))) == edit


@given(changes)
def test_a_change_survives_the_contract(change: Change) -> None:
    """DESIGN §5."""
    assert change_from(through_json(change_json(change))) == change


@given(results)
def test_a_result_survives_the_outbox(result: CheckResult) -> None:
    """An alert is worded later from what was stored."""
    assert result_from(through_json(result_json(result))) == result


def test_a_vacant_post_is_said_in_the_contract() -> None:
    """5.5: before, after: names as printed, null for vacant."""
    assert edit_json(Edit(op="person_replaced", before="Anne Aubépine")) == {
        "op": "person_replaced",
        "before": "Anne Aubépine",
        "after": None,
    }
    assert edit_json(Edit(op="unit_added", facts={"unit": "DGA", "parent": None})) == {
        "op": "unit_added",
        "unit": "DGA",
        "parent": None,
    }


@given(moments, moments)
def test_stored_times_sort_as_they_follow(a: datetime, b: datetime) -> None:
    """DESIGN §5: UTC, ISO 8601, milliseconds."""
    assert moment(stamp(a)) == a
    assert (stamp(a) < stamp(b)) == (a < b)


@given(st.lists(st.integers(1, 30)))
def test_runs_unroll_to_what_they_were(ids: list[int]) -> None:
    """7.2."""
    assert unrolled(json.dumps(runs(ids))) == ids


@settings(max_examples=sweeps.times(12, 150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.binary(max_size=3000) | st.integers(0, 5000).map(lambda n: page("La ville", n)), max_size=45), st.booleans())
def test_any_versions_of_any_bytes_read_back(versions: list[bytes], cold: bool) -> None:
    """7.3: chains, leaps, key frames, tiny and empty ones."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_connection(Path(folder) / "m.db", create=True, readonly=False)
        blobs, before = Blobs(db), None
        for data in versions:
            before = blobs.keep(data, sha256(data), before=before)
            if cold:
                blobs.forget()
        blobs.forget()
        found = [blobs.read(blobs.id_of(sha256(data)) or 0) for data in versions]
        db.close()
    assert found == versions


def test_a_big_file_reads_back_with_few_steps(tmp_path: Path) -> None:
    """7.3: the window spans old and new version; what must be decoded for one version is bounded."""
    db = open_connection(tmp_path / "m.db", create=True, readonly=False)
    blobs, data, before = Blobs(db), os.urandom(5_000_000), None
    for n in range(6):
        data = data[: n * 700_000] + b"changed %d" % n + data[n * 700_000 :]
        before = blobs.keep(data, sha256(data), before=before)
    blobs.forget()
    assert before is not None and blobs.read(before) == data
    sizes = [size for (size,) in db.tuples("SELECT length(data) FROM blobs ORDER BY id")]
    db.close()
    assert sum(size > 1_000_000 for size in sizes) == 3 and sum(size < 10_000 for size in sizes) == 3


steps = st.lists(
    st.one_of(
        st.tuples(st.just("seen"), st.lists(texts.filter(bool), min_size=1, max_size=4)),
        st.tuples(st.just("again"), st.integers(0, 5)),
        st.tuples(st.just("same"), st.integers(0, 3)),
    ),
    min_size=1,
    max_size=12,
)


def plans(script: list[tuple[str, Any]]) -> list[Plan]:
    """Visits as *script* says: new texts, an earlier text again, or nothing new."""
    made: list[Plan] = []
    shown: list[list[str]] = []
    for hour, (what, value) in enumerate(script):
        at = T0 + hour * HOUR
        if what == "same" and shown:
            made.append(unchanged(at, page("x", value)))
            continue
        shown.append(value if what == "seen" else shown[value % len(shown)] if shown else ["Un"])
        made.append(seen(len(shown), at, *shown[-1]))
    return made


@settings(max_examples=sweeps.times(12, 150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps, changes)
def test_any_sequence_of_plans_reads_back_and_verifies(script: list[tuple[str, Any]], change: Change) -> None:
    """7.1-7.5, 3.17: a -> b -> a included."""
    written = [replace(p, changes=(change,)) if p.outcome == "changed" else p for p in plans(script)]
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "m.db") as store:
        for plan in written:
            store.write(plan, watch())
        revisions = [p.revision for p in written if p.revision]
        assert [store.revision("valmont", r.snapshot) for r in revisions] == revisions
        state = store.state(watch())
        assert (state.last, state.newest_at) == (revisions[-1], written[-1].at)
        assert [past.snapshot for past in state.history] == [r.snapshot for r in reversed(revisions)]
        told = [entry.changes[0].change for entry in store.history("valmont") if entry.changes]
        assert told == [change] * (len(revisions) - 1)
        assert (store.watches()[0].visits, store.verify()) == (len(written), [])


@given(st.lists(st.builds(Block, st.sampled_from(["paragraph", "list_item", "heading", "table_row"]), texts), max_size=8))
@settings(max_examples=sweeps.times(12, 150), deadline=None)
def test_any_blocks_in_any_order(blocks: list[Block]) -> None:
    """7.2: the same text under two kinds is two blocks."""
    section = Section(item="mutualisation", heading="H", blocks=tuple(blocks), ignored=("a", "b"))
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "m.db") as store:
        store.write(seen(1, T0, sections=(section,)), watch())
        assert store.revision("valmont").sections == (section,)
        assert store.coverage("valmont", T0 - timedelta(days=1), T0).checks == 1


def test_a_chart_stored_before_titles_and_people_had_probabilities_of_their_own() -> None:
    """3.27: what was stored as `confidence` then was the parent's; nothing was known against title and people."""
    unit = {
        "id": "u2",
        "title": "DGA Ressources",
        "people": [{"name": "Anne Aubépine", "role": None, "vacant": False}],
        "parent": "u1",
    }
    stored = {**unit, "confidence": 0.75, "page": 1, "bbox": [1.0, 50.0, 30.0, 90.0]}
    head = {"title": None, "date": None, "pages": 1, "structured": True, "reason": None}
    (read,) = orgchart_from({**head, "units": [stored]}).units
    assert (read.confidence_title, read.confidence_parent, read.people[0].confidence, read.confidence) == (1.0, 0.75, 1.0, 0.75)
