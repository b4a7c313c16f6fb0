"""Alerts: saved with the change, claimed by one, delivered at least once (DESIGN §2, 10.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.model import Alert
from monitor.store import Store
from tests.store.town import HOUR, T0, edited, seen, watch

MAIL = Alert(channel="mail-3f2a", kind="change", key="valmont-2-mail-3f2a", items=("mutualisation",))
HOOK = Alert(channel="webhook-77", kind="change", key="valmont-2-webhook-77")
LEASE = timedelta(minutes=5)


def alerted(store: Store) -> None:
    store.write(seen(1, T0, "Un"), watch())
    store.write(seen(2, T0 + HOUR, "Deux", changes=(edited("a", "b"),), alerts=(MAIL, HOOK)), watch())


def test_an_alert_waits_with_all_that_it_tells(store: Store) -> None:
    """The result in no language, to be worded later, and the newest hash (7.5)."""
    alerted(store)
    result = store.write(seen(3, T0 + 2 * HOUR, "Trois", changes=(edited("b", "c"),)), watch())
    first, second = store.outbox.due(T0)
    assert (first.key, first.items, second.items, first.watch, first.attempts) == (MAIL.key, ("mutualisation",), (), "valmont", 0)
    assert first.result is not None
    assert (first.result.snapshot, first.result.changes) == (2, (replace(edited("a", "b"), id=1),))
    assert first.hash == store.snapshot("valmont", 2).hash != store.newest_hash("valmont")
    assert result.snapshot == 3


def test_the_same_key_is_saved_once(store: Store) -> None:
    """A repeat is harmless."""
    alerted(store)
    store.write(seen(3, T0 + 2 * HOUR, "Trois", changes=(edited("b", "c"),), alerts=(MAIL,)), watch())
    assert [row.key for row in store.outbox.pending()] == [MAIL.key, HOOK.key]


def test_one_sender_at_a_time(store: Store) -> None:
    """10.1: claimed by conditional UPDATE; a sender that died is followed by another after its lease."""
    alerted(store)
    row = store.outbox.due(T0)[0]
    assert [store.outbox.claim(row.id, T0, LEASE), store.outbox.claim(row.id, T0 + LEASE / 2, LEASE)] == [True, False]
    assert [r.key for r in store.outbox.due(T0 + LEASE / 2)] == [HOOK.key]
    assert [r.key for r in store.outbox.due(T0 + LEASE)] == [MAIL.key, HOOK.key]
    assert store.outbox.claim(row.id, T0 + LEASE, LEASE)
    assert store.outbox.pending()[0].attempts == 2


def test_an_alert_that_a_clock_running_ahead_postponed_is_due(store: Store) -> None:
    """DESIGN §1: always delivered; no wait is a month long."""
    alerted(store)
    for row in store.outbox.due(T0):
        store.outbox.postponed(row.id, T0 + timedelta(days=9000), "HTTP 503")
    assert [row.key for row in store.outbox.due(T0)] == [MAIL.key, HOOK.key]


def test_marked_after_sending(store: Store) -> None:
    """Delivered: never again. Postponed: later, with its error. Given up: no more."""
    alerted(store)
    mail, hook = store.outbox.due(T0)
    store.outbox.postponed(mail.id, T0 + 2 * HOUR, "SMTP 421")
    store.outbox.delivered(hook.id, T0)
    assert store.outbox.due(T0 + HOUR) == ()
    late = store.outbox.due(T0 + 2 * HOUR)[0]
    assert (late.key, late.error, late.state) == (MAIL.key, "SMTP 421", "pending")
    assert [store.outbox.claim(hook.id, T0, LEASE), store.outbox.delivered(hook.id, T0)] == [False, False]
    store.outbox.failed(mail.id, "550 no such user", T0)
    assert store.outbox.pending() == ()
    assert [(row.state, row.error) for row in store.outbox.recent(5)] == [("delivered", None), ("failed", "550 no such user")]


def test_a_heartbeat_is_an_alert_of_no_watch(store: Store) -> None:
    """DESIGN §6: on = heartbeat."""
    beat = Alert(channel="mail-3f2a", kind="heartbeat", key="heartbeat-2026-11-24-mail-3f2a")
    assert [store.enqueue(beat, {"watches": 3}), store.enqueue(beat, {"watches": 4})] == [True, False]
    row = store.outbox.due(T0)[0]
    assert (row.watch, row.result, row.payload) == (None, None, {"watches": 3})


def test_what_waited_for_all_recipients_waits_for_each(store: Store) -> None:
    """10.1: rows of a database whose channels had several recipients; done again it changes nothing."""
    alerted(store)
    assert store.outbox.readdress("mail-3f2a", ["mail-a", "mail-b", "mail-c"]) == 1
    assert store.outbox.readdress("mail-3f2a", ["mail-a", "mail-b", "mail-c"]) == 0
    rows = {row.channel: row for row in store.outbox.pending()}
    assert set(rows) == {"mail-a", "mail-b", "mail-c", "webhook-77"}
    assert rows["mail-a"].key == MAIL.key
    assert len({row.key for row in rows.values()}) == 4
    assert [row.result for row in rows.values()] == [rows["mail-a"].result] * 4
    assert rows["mail-c"].items == MAIL.items


def test_what_was_delivered_to_all_recipients_stays_as_it_is(store: Store) -> None:
    alerted(store)
    store.outbox.delivered(store.outbox.due(T0)[0].id, T0)
    assert store.outbox.readdress("mail-3f2a", ["mail-a", "mail-b"]) == 0


def test_an_alert_of_a_renamed_watch_has_its_name_of_today(store: Store) -> None:
    """`monitor rename`."""
    alerted(store)
    store.rename("valmont", "source")
    assert store.outbox.pending()[0].watch == "source"
