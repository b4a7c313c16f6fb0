"""Notices about the watch itself: what stands still, what it means, what to do. Pure."""

from __future__ import annotations

from datetime import datetime

from monitor.i18n.locale import machine_time
from monitor.i18n.typography import clean
from monitor.model import Language, Message
from monitor.report.letter import Letter, about_all, message
from monitor.report.phrases import Phrases
from monitor.report.terminal import Terminal

KINDS = ("disk_full", "database", "outbox_stuck", "crashed", "damaged")
DAILY = ("outbox_stuck", "damaged")
_SAID = Phrases(
    fr={
        "disk_full": "Veille à l'arrêt : plus de place sur le disque",
        "disk_full_lead": "Il n'y a plus de place pour la base de données : plus rien n'est enregistré. Ce qui l'était est gardé ; "
        "ce qui change sur les pages pendant ce temps peut n'être jamais vu.",
        "disk_full_do": "Libérez de la place sur la machine qui surveille ; "
        "monitor run reprend alors de lui-même, cron à la visite suivante.",
        "database": "Veille à l'arrêt : la base de données pose problème",
        "database_lead": "La base de données ne peut pas être lue ou écrite ; "
        "ce qui change sur les pages tant que cela dure peut n'être jamais vu.",
        "database_do": "Sur la machine qui surveille, vérifiez les droits du fichier, puis lancez monitor verify.",
        "outbox_stuck": "Des alertes n'arrivent pas",
        "outbox_stuck_lead": "Depuis plus d'un jour, des alertes attendent sans pouvoir être remises.",
        "outbox_stuck_do": "Sur la machine qui surveille, « monitor alerts » les montre avec la raison ; elles sont gardées.",
        "crashed": "La veille a rencontré une erreur",
        "crashed_lead": "Un processus de la veille s'est arrêté ; un autre doit prendre la suite dans quelques minutes.",
        "crashed_do": "Si cela se répète, signalez-le avec la trace qui est dans le journal.",
        "damaged": "La base de données est abîmée par endroits",
        "damaged_lead": "Une partie de ce que garde la base de données n'est plus ce qui a été écrit. "
        "Rien de cela n'est montré ni dit ; le reste de la veille continue.",
        "damaged_do": "Sur la machine qui surveille, lancez monitor verify, qui dit ce qui est abîmé ; "
        "vérifiez le disque, et remettez une sauvegarde s'il le faut.",
        "seen": "Ce qui a été vu",
        "do": "Ce qu'il faut faire",
        "hourly": "au plus un par heure",
        "daily": "au plus un par jour",
        "about": "Ce message parle de la veille elle-même, pas d'une page ; il y en a {often} à ce sujet. "
        "Il a été écrit le {moment}.",
    },
    en={
        "disk_full": "The watch stands still: no room left on the disk",
        "disk_full_lead": "There is no room left for the database: nothing is written any more. "
        "What was written is kept; what changes on the "
        "pages meanwhile may never be seen.",
        "disk_full_do": "Free some room on the machine that watches; monitor run then goes on by itself, cron with the next visit.",
        "database": "The watch stands still: trouble with the database",
        "database_lead": "The database cannot be read or written; "
        "what changes on the pages as long as that lasts may never be seen.",
        "database_do": "On the machine that watches, check the permissions of the file, then run monitor verify.",
        "outbox_stuck": "Alerts do not arrive",
        "outbox_stuck_lead": "For more than a day, alerts have been waiting that could not be delivered.",
        "outbox_stuck_do": "On the machine that watches, “monitor alerts” shows them with the reason; they are kept.",
        "crashed": "The watch met with an error",
        "crashed_lead": "A process of the watch has died; another is to take over within minutes.",
        "crashed_do": "If it happens again, report it with the trace that is in the log.",
        "damaged": "The database is damaged in places",
        "damaged_lead": "Some of what the database keeps is no longer what was written. "
        "It is neither shown nor told; the rest of the watch goes on.",
        "damaged_do": "On the machine that watches, run monitor verify, which says what is damaged; "
        "check the disk, and put back a backup if need be.",
        "seen": "What was seen",
        "do": "What to do",
        "hourly": "at most one an hour",
        "daily": "at most one a day",
        "about": "This message is about the watch itself, not about a page; there is {often} on this. It was written on {moment}.",
    },
)


def service_message(kind: str, detail: str, *, language: Language, timezone: str, now: datetime) -> Message:
    """Word a notice of *kind*, one of KINDS, or one that begins like it ("crashed_visits"). *detail*: what was seen."""
    to = Terminal(width=72, language=language, timezone=timezone)
    name = next((k for k in KINDS if kind.startswith(k)), "crashed")
    often = _SAID.say("daily" if name in DAILY else "hourly", to.say)
    about = _SAID.say("about", to.say, moment=to.say.moment(now, timezone), often=often)
    seen = tuple(clean(line) for line in detail.splitlines() if line.strip())
    letter = Letter(
        subject=_SAID.say(name, to.say),
        lead=_SAID.say(f"{name}_lead", to.say),
        to=to,
        parts=(
            *([(_SAID.say("seen", to.say), seen)] if seen else []),
            (_SAID.say("do", to.say), (_SAID.say(f"{name}_do", to.say),)),
            ("", (about,)),
        ),
    )
    return message(letter, about_all(machine_time(now), "service", {"kind": kind, "detail": detail}))
