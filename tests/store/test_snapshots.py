"""What a plan writes reads back: revisions, bytes, HTTP facts, what went and came back (DESIGN 7.2, 7.3, 3.17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from monitor.errors import NothingFound, StoreError
from monitor.export.repository import in_order
from monitor.model import Change, DocumentReading, DocumentRecipe, Known, NotModified, PastState, Validators
from monitor.store import Store
from monitor.web.context import Seen
from tests.store.town import (
    HOUR,
    PDF_URL,
    T0,
    URL,
    document,
    edited,
    failing,
    http,
    page,
    page_bytes,
    section,
    seen,
    sha256,
    unchanged,
    watch,
)

PDF = b"%PDF-1.7 " + b"organigramme " * 200
PDF2 = PDF.replace(b"organigramme", b"Organigramme", 3)


def test_a_revision_reads_back_as_it_was_written(store: Store) -> None:
    """7.2: blocks in order, each text once; documents with text and org chart."""
    plan = seen(1, T0, "Un", "Deux", "Un", documents=((document(PDF), PDF),))
    store.write(plan, watch())
    assert store.revision("valmont") == plan.revision
    assert store.state(watch()).last == plan.revision
    assert store._db.value("SELECT count(*) FROM blocks WHERE text = 'Un'") == 1


def test_a_section_may_be_empty_or_without_heading(store: Store) -> None:
    """None and () keep their meanings."""
    plan = seen(1, T0, sections=(section(heading=None), section("A", heading="", item="b")))
    store.write(plan, watch())
    assert store.revision("valmont") == plan.revision


@pytest.mark.parametrize("text", [None, ()], ids=["no text to read", "a scan"])
def test_a_document_without_text_keeps_the_reason(store: Store, text: tuple[()] | None) -> None:
    """3.12: an image-only PDF is read: no text."""
    with_text = document(PDF)
    assert with_text.content is not None
    bare = replace(with_text, content=replace(with_text.content, text=text, orgchart=None, geometry=None, pages=None))
    unread = replace(with_text, content=None)
    plan = seen(1, T0, "Un", documents=((bare, PDF), (unread, b"")))
    store.write(plan, watch())
    assert store.revision("valmont") == plan.revision


def test_a_block_can_come_back_and_says_when_it_stood_there(store: Store) -> None:
    """3.17: a -> b -> a; 7.2: the search knows from when to when."""
    for number, text in enumerate(("Alpha", "Beta", "Alpha"), start=1):
        store.write(seen(number, T0 + number * HOUR, text, changes=(edited("a", "b"),) if number > 1 else ()), watch())
    assert store.revision("valmont", 1).sections == store.revision("valmont", 3).sections
    found = [(hit.first_snapshot, hit.last_snapshot) for hit in store.search("alpha")]
    assert found == [(3, None), (1, 1)]


def test_every_version_of_the_page_reads_back(store: Store) -> None:
    """7.3: the page of every snapshot, through chains and leaps."""
    bodies = [page(f"La ville a {n} services", nonce=n * 7919) for n in range(60)]
    with store.group():
        for n, body in enumerate(bodies, start=1):
            store.write(seen(n, T0 + n * HOUR, f"La ville a {n} services", body=body), watch())
    store._blobs.forget()
    assert [page_bytes(store, "valmont", n) for n in range(1, 61)] == bodies
    assert store._db.value("SELECT count(*) FROM blobs WHERE base IS NULL") == 1
    assert store.blob(sha256(bodies[7])) == bodies[7]
    assert store.snapshot("valmont", 8).page_sha256 == sha256(bodies[7])


def test_the_newest_well_read_page_is_kept_and_replaced(store: Store) -> None:
    """7.3: one per watch, overwritten when its bytes differ; snapshots keep theirs."""
    first = page("Un", nonce=1)
    store.write(seen(1, T0, "Un", body=first), watch())
    for nonce in (2, 3, 4):
        store.write(unchanged(T0 + nonce * HOUR, page("Un", nonce)), watch())
    assert store.newest_page("valmont") == (page("Un", 4), "text/html; charset=utf-8")
    assert store.state(watch()).page_sha256 == sha256(page("Un", 4))
    assert page_bytes(store, "valmont", 1) == first
    assert store._db.value("SELECT count(*) FROM blobs") == 2


def test_a_page_with_a_lost_item_does_not_become_the_newest_well_read_one(store: Store) -> None:
    """3.15, 7.3: it may come back tomorrow."""
    store.write(seen(1, T0, "Un", body=page("Un")), watch())
    lost = failing(T0, T0, 1, item="mutualisation", kind="item_missing")
    store.write(unchanged(T0 + HOUR, page("nothing", 9), failures=(lost,)), watch())
    assert store.newest_page("valmont") == (page("Un"), "text/html; charset=utf-8")


def test_a_304_page_gives_its_snapshot_the_bytes_held(store: Store) -> None:
    """7.3: only the document changed; the page is the newest one received."""
    store.write(seen(1, T0, "Un", documents=((document(PDF), PDF),)), watch())
    store.write(unchanged(T0 + HOUR, page("Un", 77)), watch())
    store.write(seen(2, T0 + 2 * HOUR, "Un", body=None, documents=((document(PDF2), PDF2),)), watch())
    facts = store.snapshot("valmont")
    assert page_bytes(store, "valmont", 2) == page("Un", 77)
    assert [(e.item, e.http.status, e.sha256) for e in facts.exchanges] == [(None, 304, None), ("organigramme", 200, sha256(PDF2))]


def test_http_facts_are_kept_without_secrets(store: Store) -> None:
    """7.3: request headers sent, response headers, redirects, final address, times; DESIGN §6: no ${NAME} in the database."""
    one = replace(watch(), headers={"X-Token": "hush", "Accept-Language": "fr"})
    plan = seen(1, T0, "Un", body=page("Un"))
    assert plan.reading is not None and plan.reading.http is not None
    sent = (*plan.reading.http.request_headers, ("x-token", "hush"), ("Accept-Language", "fr"))
    facts = replace(plan.reading.http, request_headers=sent, final_url=URL + "fin")
    store.write(replace(plan, reading=replace(plan.reading, page=replace(plan.reading.page, http=facts))), one)  # type: ignore[type-var]
    kept = store.snapshot("valmont").exchanges[0].http
    shown = (("User-Agent", "city-page-monitor"), ("Authorization", "…"), ("x-token", "…"), ("Accept-Language", "fr"))
    assert kept == replace(facts, request_headers=shown)
    store._db.run("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"hush" not in store.path.read_bytes() and b"s3cret" not in store.path.read_bytes()


def test_validators_and_known_documents_come_back_as_received(store: Store) -> None:
    """7.3, RFC 9110 §8.8; a document that fails keeps what was known."""
    store.write(seen(1, T0, "Un", documents=((document(PDF), PDF),)), watch())
    state = store.state(watch())
    assert state.page_validators == Validators(etag='"1"')
    assert state.known == (Known(url=PDF_URL, sha256=sha256(PDF), validators=Validators(etag='"pdf"')),)
    plan = unchanged(T0 + HOUR)
    assert plan.reading is not None
    broken = DocumentReading(link=document(PDF).link, content=None)
    store.write(replace(plan, reading=replace(plan.reading, documents=(broken,))), watch())
    assert store.state(watch()).known == state.known
    assert store.state(watch()).page_validators == Validators(etag='"304"')


def removal(item: str, kind: str, change: str, label: str | None = None) -> Change:
    return Change(item=item, item_kind=kind, change=change, significance="substantive", label=label)  # type: ignore[arg-type]


def test_a_removed_item_keeps_its_last_text_until_it_is_back(store: Store) -> None:
    """3.16, 3.17, 5.3: so that what comes back is `restored`."""
    store.write(seen(1, T0, "Un", documents=((document(PDF), PDF),)), watch())
    gone = (
        removal("mutualisation", "section", "removed"),
        removal("organigramme", "document", "removed", "Organigramme - Ource Métropole"),
    )
    other = section("Autre", item="autre")
    named = replace(watch().recipe, sections=(), documents=())
    plain = replace(watch(), recipe=named)
    store.write(seen(2, T0 + HOUR, sections=(other,), changes=gone), watch())
    full = replace(watch(), recipe=replace(watch().recipe, documents=(DocumentRecipe(item="organigramme", link="Organigramme"),)))
    state = store.state(full)
    assert (state.removed_sections, state.removed_documents) == ((section("Un"),), (document(PDF),))
    assert store.state(plain).removed_sections == ()
    back = (removal("mutualisation", "section", "restored"),)
    store.write(seen(3, T0 + 2 * HOUR, "Un", changes=back), watch())
    state = store.state(full)
    assert (state.removed_sections, state.removed_documents) == ((), (document(PDF),))


def test_of_two_documents_of_one_name_only_the_one_that_went_is_removed(store: Store) -> None:
    """3.9: each is a document of its own, told apart by address and label."""
    full = replace(watch(), recipe=replace(watch().recipe, documents=(DocumentRecipe(item="organigramme", link="Organigramme"),)))
    a = document(PDF, "Organigramme - Ville")
    b = replace(
        document(PDF2, "Organigramme - Métropole"),
        link=replace(document(PDF2, "Organigramme - Métropole").link, url=PDF_URL + "?b"),
    )
    store.write(seen(1, T0, "Un", documents=((a, PDF), (b, PDF2))), full)
    gone = (removal("organigramme", "document", "removed", "Organigramme - Métropole"),)
    store.write(seen(2, T0 + HOUR, "Un", documents=((a, PDF),), changes=gone), full)
    assert store.state(full).removed_documents == (b,)
    assert store.figures().watches["valmont"].gone == ()  # the other one is still watched (3.29)


def test_history_digests_reach_90_days_or_50_snapshots(store: Store) -> None:
    """3.17: newest first."""
    with store.group():
        for n in range(1, 71):
            store.write(seen(n, T0 + timedelta(days=n), f"Texte {n}"), watch())
    assert [past.snapshot for past in store.state(watch()).history] == list(range(70, 0, -1))
    store.write(unchanged(T0 + timedelta(days=400)), watch())
    history = store.state(watch()).history
    assert [past.snapshot for past in history] == list(range(70, 20, -1))
    assert history[0] == PastState(snapshot=70, taken_at=T0 + timedelta(days=70), digests={"mutualisation": sha256(b"Texte 70")})


def test_a_past_state_knows_what_was_to_be_checked_in_it(store: Store) -> None:
    """3.15, 3.17: of each version, not of what came after."""
    store.write(seen(1, T0, "Un"), watch())
    odd = replace(edited("Un", "Deux"), suspect="796 → 37 words")
    store.write(seen(2, T0 + HOUR, "Deux", changes=(odd,)), watch())
    store.write(seen(3, T0 + 2 * HOUR, "Un", changes=(edited("Deux", "Un"),)), watch())
    assert [past.doubted for past in store.state(watch()).history] == [frozenset(), {"mutualisation"}, frozenset()]


def test_states_of_many_are_the_states_of_each(store: Store) -> None:
    """DESIGN §2: one read."""
    watches = [watch(f"w{n}") for n in range(5)]
    for one in watches[:4]:
        plan = seen(1, T0, "Un", one.name, documents=((document(PDF), PDF),), name=one.name)
        store.write(plan, one)
    together, apart = store.states(watches), {one.name: store.state(one) for one in watches}
    assert together == apart and list(together) == [one.name for one in watches]


def test_a_number_out_of_order_is_refused_and_nothing_is_written(store: Store) -> None:
    """7.1: whole or not at all."""
    store.write(seen(1, T0, "Un"), watch())
    with pytest.raises(StoreError, match="does not follow"):
        store.write(seen(3, T0 + HOUR, "Trois"), watch())
    assert (store.snapshot("valmont").number, store.watches()[0].visits, store.verify()) == (1, 1, [])


def test_a_renamed_watch_keeps_its_history(store: Store) -> None:
    """`monitor rename`: and its chain still verifies."""
    store.write(seen(1, T0, "Un"), watch())
    store.rename("valmont", "source")
    store.write(seen(2, T0 + HOUR, "Deux", changes=(edited("a", "b"),), name="source"), watch("source"))
    assert [entry.snapshot for entry in store.history("source")] == [2, 1]
    assert store.verify() == []
    with pytest.raises(NothingFound):
        store.rename("valmont", "x")
    store.write(seen(1, T0, "Un"), watch())
    with pytest.raises(StoreError, match="already"):
        store.rename("valmont", "source")


def test_history_is_read_by_item_time_and_number(store: Store) -> None:
    """5.10: newest first, the first snapshot without changes."""
    for n in range(1, 6):
        change = edited("a", "b") if n % 2 else removal("organigramme", "document", "relabelled", "O")
        store.write(seen(n, T0 + n * HOUR, f"T{n}", changes=(change,) if n > 1 else ()), watch())

    def numbers(**how: object) -> list[int]:
        return [entry.snapshot for entry in store.history("valmont", **how)]  # type: ignore[arg-type]

    assert numbers() == [5, 4, 3, 2, 1]
    assert numbers(item="mutualisation") == [5, 3, 1]
    assert numbers(since=T0 + 2 * HOUR, until=T0 + 4 * HOUR) == [4, 3, 2]
    assert numbers(before=4, limit=2) == [3, 2]
    assert store.history("valmont")[0].changes[0].change == edited("a", "b")
    assert [c.snapshot for c in store.changes(limit=2)] == [5, 4]
    newest = store.changes("valmont", item="organigramme")[0]
    assert (store.change(newest.id), newest.snapshot, newest.change.label) == (newest, 4, "O")


def test_a_date_finds_its_snapshot(store: Store) -> None:
    """`diff` by dates: the last one at that instant, or on that day."""
    for n in (1, 2, 3):
        store.write(seen(n, T0 + timedelta(days=n - 1), f"T{n}"), watch())
    assert store.number_at("valmont", T0 + timedelta(hours=30)) == 2
    assert store.number_at("valmont", (T0 + timedelta(days=1)).date()) == 2
    with pytest.raises(NothingFound, match="no version of"):
        store.number_at("valmont", T0 - HOUR)


def test_an_answer_without_a_reading_writes_a_snapshot_too(store: Store) -> None:
    """A plan may carry no bytes: what is not kept is said to be not kept."""
    store.write(replace(seen(1, T0, "Un"), reading=None), watch())
    assert store.snapshot("valmont").exchanges == ()
    assert store.page_of("valmont", 1) is None
    assert store.verify() == []


def test_a_304_of_nothing_held_is_harmless(store: Store) -> None:
    """The server says not modified although nothing was asked for."""
    plan = unchanged(T0)
    assert plan.reading is not None
    answer = NotModified(http=http(URL, T0, 304), validators=Validators(etag="x"))
    store.write(replace(plan, reading=replace(plan.reading, page=answer)), watch())
    assert store.newest_page("valmont") is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("ecole", ["L'École élémentaire des « Tilleuls »"], id="accents folded"),
        pytest.param("L’ÉCOLE", [], id="a typographic apostrophe joins the words of a phrase"),
        pytest.param("élém til", ["L'École élémentaire des « Tilleuls »"], id="beginnings of words"),
        pytest.param('"des tilleuls"', ["L'École élémentaire des « Tilleuls »"], id="a phrase"),
        pytest.param('"tilleuls des"', [], id="a phrase the other way round"),
        pytest.param("mutualisation", ["Mutualisation des services"], id="a heading"),
        pytest.param('AND OR NOT NEAR( * ^ : "', [], id="signs and words of the query language"),
        pytest.param("\" - '", [], id="no word at all"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_search_takes_any_query(store: Store, query: str, found: list[str]) -> None:
    """7.2: full-text search over the blocks; no query is an error."""
    store.write(seen(1, T0, "L'École élémentaire des « Tilleuls »", "Un texte"), watch())
    if query == "L’ÉCOLE":
        found = ["L'École élémentaire des « Tilleuls »"]
    assert [hit.text for hit in store.search(query)] == found


def test_the_database_is_no_bigger_than_its_parts(tmp_path: Path) -> None:
    """DESIGN §9: 100 versions of a page cost little more than one."""
    import random

    rng = random.Random(1)
    filler = "".join(f"<li>{rng.random()} {rng.random()}</li>" for _ in range(2500))
    with Store.open(tmp_path / "m.db") as store, store.group():
        for n in range(1, 101):
            body = f"<html>{filler}<p>Version {n} {rng.random()}</p></html>".encode()
            store.write(seen(n, T0 + n * HOUR, f"Version {n}", body=body), watch())
        size = store._db.value("SELECT sum(length(data)) FROM blobs")
    assert size < 2 * len(filler)


def test_a_clock_that_was_set_back_turns_no_versions_round(store: Store) -> None:
    """3.26: what was seen last is what was recorded last: nothing is told as standing that a later visit did not find."""
    hours = {1: 0, 2: 4, 3: 1, 4: 2}  # the visit that made version 2 took place under a clock that ran ahead
    for number, hour in hours.items():
        changes = () if number == 1 else (edited(str(number - 1), str(number)),)
        store.write(seen(number, T0 + hour * HOUR, f"La ville {number}", changes=changes), watch())
    store.write(unchanged(T0 + 3 * HOUR), watch())

    def found(**how: Any) -> list[int | None]:
        return [visit.result.snapshot for visit in store.visits("valmont", **how)]

    assert found() == found(since=T0) == found(until=T0 + 9 * HOUR) == [4, 4, 3, 2, 1]
    assert found(limit=2) == [4, 4] and found(until=T0 + 2 * HOUR) == [4, 3, 1]
    assert found(until=T0 + 9 * HOUR, limit=2) == [4, 4]  # the newest that were made, not those of the latest hours
    told = store.figures().watches["valmont"]
    assert (told.changed_snapshot, told.changed_at) == (4, T0 + 2 * HOUR)
    assert store.standings(["valmont"])[0].changed_at == T0 + 2 * HOUR
    assert [store.number_at("valmont", T0 + hour * HOUR) for hour in (0, 1, 2, 3, 4, 9)] == [1, 3, 4, 4, 4, 4]
    several = cast(Seen, SimpleNamespace(store=store))
    assert [number for _, number in in_order(several, [("valmont", number) for number in (3, 1, 4, 2)])] == [1, 2, 3, 4]


@pytest.mark.parametrize(("labels", "called"), [
    (("Organigramme",), "Organigramme"),
    (("Délibération 32", "Délibération 31"), "organigramme"),
    (("Organigramme", "Organigramme"), "Organigramme"),
], ids=["one", "several", "of-one-label"])  # fmt: skip
def test_an_item_of_several_documents_is_not_called_by_the_first(store: Store, labels: tuple[str, ...], called: str) -> None:
    """3.9: « Délibération 32 : document indisponible » was said where 31 was gone."""
    files = tuple((document(f"%PDF {n}".encode(), label), f"%PDF {n}".encode()) for n, label in enumerate(labels))
    store.write(seen(1, T0, "Un", documents=files), watch())
    assert store.called("valmont", watch()).item("organigramme") == called
