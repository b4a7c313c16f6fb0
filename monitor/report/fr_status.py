"""The words of `monitor status` in French, typed with ordinary spaces and set right at import."""

from __future__ import annotations

from monitor.report.typography import french

MONTHS = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]

_PHRASES = {
    "short_day": "{day} {month}",
    "short_day_year": "{day} {month} {year}",
    "ago": "il y a {span}",
    "in": "dans {span}",
    "just_now": "à l'instant",
    "at_once": "maintenant",
    "both": "{relative} ({absolute})",
    "for": "depuis {span} ({absolute})",
    "none_yet": "pas encore créée",
    "lost": "disparue : arrêtez monitor run, remettez-la ou une sauvegarde, puis relancez",
    "all_well": "tout va bien",
    "in_trouble": "{troubled} en difficulté",
    "title": "{pages}, {state}",
    "service": "Service",
    "running": "en marche {since}, processus {pid}",
    "running_unsigned": "en marche",
    "not_running": "pas en marche ; monitor run le lance",
    "busy": "pas en marche ; « {command} » travaille (processus {pid})",
    "database": "Base",
    "alerts": "Alertes",
    "alerts_none": "aucune en attente",
    "alerts_pending": "{pending}, la plus ancienne {since}",
    "alerts_failed": "{failed} → monitor alerts",
    "watch": "page",
    "read": "lue",
    "next": "prochaine visite",
    "never": "jamais",
    "paused": "en pause",
    "no_next": "aucune",
    "overdue": "en retard de {span} : aucune visite à l'heure prévue",
    "failing": "{what}, {failures} {since}",
    "failing_once": "{what} à la dernière visite",
    "changed": "version {number}, {when} — {what}",
    "changed_bare": "version {number}, {when}",
    "same": "version {number}, aucun changement",
    "unread": "aucune version encore",
    "more": "Et {more} sans difficulté : monitor status --all",
    "none": "Aucune page dans config.toml.",
}
_COUNTS = {
    "watches": ("{n} page surveillée", "{n} pages surveillées"),
    "troubled": ("{n}", "{n}"),
    "pending": ("{n} en attente", "{n} en attente"),
    "failed": ("{n} refusée", "{n} refusées"),
    "more": ("{n} autre page", "{n} autres pages"),
}

PHRASES = {key: french(text) for key, text in _PHRASES.items()}
COUNTS = {key: (french(one), french(many)) for key, (one, many) in _COUNTS.items()}
