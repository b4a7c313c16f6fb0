"""What docs/make_examples.py writes besides alerts: first messages, digests, signs of life, notices about the watch itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from example_reports import AT, CALLED, SITE, URL, WATCH, Report, changes

from monitor.model import DigestEvery, Language, Message
from monitor.model.shapes import machine_time
from monitor.report.digest import DigestEntry, digest_message
from monitor.report.notices import heartbeat_message, sample_message, service_message, welcome_message

PARIS = "Europe/Paris"
EVERYTHING = ("change", "minor", "failure", "recovery", "heartbeat")  # the default of `on`
SEEN: dict[str, Any] = {
    "watch": WATCH,
    "title": CALLED.page,
    "url": URL,
    "snapshot": 13,
    "taken_at": machine_time(AT - timedelta(days=62)),
    "changed_at": machine_time(AT - timedelta(days=62)),
    "visited_at": machine_time(AT),
    "next_at": machine_time(AT + timedelta(days=1)),
    "items": [
        {
            "item": "mutualisation",
            "item_kind": "section",
            "title": "La mutualisation des services",
            "called": "La mutualisation des services",
        },
        {
            "item": "organigramme",
            "item_kind": "document",
            "title": "Organigramme - Septembre 2026",
            "called": "Organigramme - Septembre 2026",
        },
    ],
    "failure": None,
    "checks": 30,
    "failed": 0,
}
NEW: dict[str, Any] = {**SEEN, "snapshot": 1, "taken_at": machine_time(AT), "changed_at": None}
ELECTED: dict[str, Any] = {
    **NEW,
    "watch": "valmont-élus",
    "title": "Les élus de Valmont-sur-Ource",
    "url": f"{SITE}/votre-mairie/elus/",
    "items": [{"item": "élus", "item_kind": "section", "title": "Le conseil municipal", "called": "Le conseil municipal"}],
}
UNREAD: dict[str, Any] = {
    **ELECTED,
    "watch": "ource-services",
    "title": "Les services d’Ource Métropole",
    "url": "https://www.ource-metropole.example/services/",
    "snapshot": None,
    "taken_at": None,
    "items": [],
    "failure": {"kind": "http_error", "detail": "HTTP 503", "since": machine_time(AT)},
}
BROKEN: dict[str, Any] = {**SEEN, "failed": 4, "failure": UNREAD["failure"]}
STUCK: dict[Language, str] = {
    "fr": "redaction@valmont.example\u00a0: le serveur ne répond pas à cette adresse (mail.valmont.example:587)",
    "en": "redaction@valmont.example: no server answers at this address (mail.valmont.example:587)",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to be worded: its name among the examples, and how it is said in a language."""

    name: str
    message: Callable[[Language], Message]


def notices() -> Iterator[Notice]:
    """Everything a channel may be sent that is not an alert of one page."""
    yield _welcome("first message: one page", NEW)
    yield _welcome("first message: three pages, one of them not read yet", NEW, ELECTED, UNREAD)
    yield _welcome("first message: a daily digest", NEW, every="daily")
    yield _welcome("first message: changes only", NEW, on=("change",))
    by_name = {report.name: report for report in changes()}
    told = [by_name[name] for name in ("section edited", "org chart: posts", "label of a document")]
    yield Notice("digest: three changes", lambda language: _digest(told, language))
    yield Notice("digest: two changes", lambda language: _digest(told[:2], language))
    yield _heartbeat("sign of life: nothing changed", {**NEW, "taken_at": SEEN["taken_at"]})
    yield _heartbeat("sign of life: a change long ago", SEEN)
    yield _heartbeat("sign of life: a change this month", {**SEEN, "changed_at": machine_time(AT - timedelta(days=5))})
    yield _heartbeat("sign of life: two pages, one of them failing", BROKEN, {**ELECTED, "checks": 29, "failed": 1})
    yield _heartbeat("sign of life: never read", {**UNREAD, "checks": 30, "failed": 30})
    yield _heartbeat("sign of life: no visit", {**SEEN, "checks": 0, "next_at": None})
    yield _service("disk_full", dict.fromkeys(("fr", "en"), "/srv/veille/monitor.db"))
    yield _service("database", dict.fromkeys(("fr", "en"), "/srv/veille/monitor.db: database disk image is malformed"))
    yield _service("outbox_stuck", STUCK)
    damaged = {
        "fr": "valmont\u00a0: l’état enregistré de la page est abîmé",
        "en": "valmont: the recorded state of the watch is damaged",
    }
    yield _service("damaged", damaged)
    yield _service("crashed_visits", {"fr": "processus terminé par le signal 9", "en": "process ended by signal 9"})
    yield Notice("a test", lambda language: sample_message("redaction@valmont.example", language, PARIS, AT))


def _welcome(name: str, *watches: dict[str, Any], on: Any = EVERYTHING, every: DigestEvery | None = None) -> Notice:
    facts = {"at": machine_time(AT), "watches": watches}
    return Notice(name, lambda language: welcome_message(facts, on=on, every=every, language=language, timezone=PARIS))


def _heartbeat(name: str, *watches: dict[str, Any]) -> Notice:
    facts = {"at": machine_time(AT), "since": machine_time(AT - timedelta(days=30)), "watches": watches}
    return Notice(name, lambda language: heartbeat_message(facts, language=language, timezone=PARIS))


def _service(kind: str, seen: dict[Any, str]) -> Notice:
    name = "notice about the watch: " + kind.replace("_", " ")
    return Notice(name, lambda language: service_message(kind, seen[language], language=language, timezone=PARIS, now=AT))


def _digest(reports: list[Report], language: Language) -> Message:
    alerts = [
        DigestEntry(
            result=replace(r.result, at=AT - timedelta(hours=6 * (len(reports) - n)), snapshot=10 + n),
            kind=r.kind,
            watch=WATCH,
            url=URL,
            items=(),
            hash="3c3d5e7f90a1b2c4" * 4,
            called=CALLED,
        )
        for n, r in enumerate(reports, 1)
    ]
    return digest_message(alerts, language=language, timezone=PARIS)
