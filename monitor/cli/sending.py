"""Sending what is due, as several commands do after their work."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from monitor.cli.say import note, pick
from monitor.cli.wiring import now
from monitor.deliver import send
from monitor.model import Accepted, Channel, CheckResult, Config, Delivery, Later, Message, Refused
from monitor.pipeline.outbox import Row, Sending, deliver_due
from monitor.report.alert import alert_message
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.cli.pictures import PicturesOf


def send_due(store: Store, config: Config) -> list[tuple[Row, Delivery]]:
    """Send every alert whose time has come. Only for who holds the instance lock: a claim found there is a dead process's."""
    store.outbox.release()
    return send_rows(store.outbox.due(now()), store, config)


def send_rows(rows: Iterable[Row], store: Store, config: Config) -> list[tuple[Row, Delivery]]:
    """Send *rows*, all that are due or more, now and say what could not be delivered."""
    rows = tuple(rows)
    if not rows:
        return []
    from monitor.cli.pictures import PicturesOf

    with PicturesOf(store) as pictures:
        word = partial(_message, store, config, pictures)
        sending = Sending(channels=config.channels, word=word, send=partial(_send, config), now=now)
        done = deliver_due(rows, store.outbox, sending)
    _say(done, config)
    return done


def _send(config: Config, channel: Channel, message: Message, key: str) -> Delivery:
    return send(channel, message, key=key, config=config)


def _message(store: Store, config: Config, pictures: PicturesOf, row: Row, channel: Channel) -> Message:
    result, name = row.result, row.watch
    assert result is not None and name is not None  # only checks write alerts
    watch = next((w for w in config.watches if w.name == name), None)
    return alert_message(
        result,
        kind=row.kind,
        watch=name,
        url=watch.url if watch else "",
        language=channel.language,
        timezone=config.timezone,
        previous_snapshot=result.snapshot - 1 if result.snapshot and result.changes else None,
        page_sha256=_page(store, name, result),
        documents=_documents(store, name, result),
        newest_hash=row.hash,
        items=row.items,
        pictures=pictures.of(name, result) if channel.kind == "mail" and row.kind in ("change", "minor") else (),
    )


def _page(store: Store, name: str, result: CheckResult) -> str | None:
    """SHA-256 of the snapshot's page; None where there is none, or where it was erased since."""
    return store.snapshot(name, result.snapshot).page_sha256 if result.snapshot else None


def _documents(store: Store, name: str, result: CheckResult) -> list[tuple[str, str]]:
    """Label and SHA-256 of each document that is told of, as kept. *name*: the watch's today; *result* may have an older."""
    changed = {c.item for c in result.changes}
    if result.snapshot is None or not changed or store.snapshot(name, result.snapshot).erased_at:
        return []
    documents = store.revision(name, result.snapshot).documents
    return [(d.link.label, d.content.sha256) for d in documents if d.item in changed and d.content]


def _say(done: list[tuple[Row, Delivery]], config: Config) -> None:
    shown = {c.key: c.shown for c in config.channels}
    sent = sum(isinstance(verdict, Accepted) for _, verdict in done)
    if sent:
        note(
            pick(
                fr=f"{sent} alerte{'s' if sent > 1 else ''} envoyée{'s' if sent > 1 else ''}",
                en=f"{sent} alert{'s' if sent != 1 else ''} sent",
            )
        )
    for channel, verdict in {row.channel: verdict for row, verdict in done if not isinstance(verdict, Accepted)}.items():
        note(_undelivered(shown.get(channel, channel), verdict))


def _undelivered(shown: str, verdict: Delivery) -> str:
    match verdict:
        case Later(detail):
            return pick(
                fr=f"monitor: alerte non remise à {shown} ({detail}) ; elle est gardée et sera renvoyée",
                en=f"monitor: alert not delivered to {shown} ({detail}); it is kept and will be sent again",
            )
        case Refused(detail):
            return pick(
                fr=f"monitor: alerte refusée par {shown} ({detail})\n  → corrigez, puis : monitor alerts retry",
                en=f"monitor: alert refused by {shown} ({detail})\n  → mend it, then: monitor alerts retry",
            )
        case Accepted():
            return ""
