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
    "all_paused": "toutes en pause",
    "unvisited": "aucune visite encore",
    "partly_unvisited": "dont {unvisited}",
    "unattended": "lues, mais rien ne les visite à l'heure",
    "unheard": "des alertes n'arrivent pas",
    "title": "{pages}, {state}",
    "service": "Service",
    "running": "en marche {since}, processus {pid}",
    "running_unsigned": "un programme tient la base, sans s'être nommé",
    "not_running": "pas en marche ; sans monitor run, ni monitor check --due lancé par cron, aucune page ne sera visitée",
    "ended": "arrêté {since} ; tant que monitor run n'est pas relancé, aucune page ne sera visitée",
    "killed": "plus en marche : il a été tué, ou cette machine éteinte ; relancez monitor run",
    "not_running_in_time": "pas en marche ; dernière visite à l'heure prévue",
    "not_running_late": "pas en marche, et {late} en retard, de {span} au plus ; lancez "
    "monitor run, ou monitor check --due par cron",
    "busy": "pas en marche ; « {command} » travaille (processus {pid})",
    "database": "Base",
    "alerts": "Alertes",
    "alerts_none": "aucune en attente",
    "alerts_pending": "{pending}, la plus ancienne {since}",
    "alerts_failed": "{failed} → monitor alerts",
    "watch": "page",
    "read": "lue",
    "next": "visite prévue",
    "never": "jamais",
    "named": "{name} — ",
    "paused": "en pause",
    "paused_until": "en pause jusqu'au {day}",
    "no_next": "aucune",
    "overdue": "en retard de {span} : aucune visite à l'heure prévue",
    "failing": "{what}, {failures} {since}",
    "failing_once": "{what} à la dernière visite",
    "changed": "version {number}, constatée {when} — {what}",
    "changed_bare": "version {number}, constatée {when}",
    "same": "version {number}, aucun changement constaté",
    "gone": "{item} n'est plus sur la page (constaté {when}) : rien n'y est surveillé ; corrigez config.toml, "
    "ou retirez-en cet élément",
    "gone_bare": "{item} n'est plus sur la page : rien n'y est surveillé ; corrigez config.toml, ou retirez-en cet élément",
    "unread": "aucune version encore",
    "more": "Et {more} sans difficulté : monitor status --all",
    "none": "Aucune page dans config.toml.",
}
_COUNTS = {
    "watches": ("{n} page surveillée", "{n} pages surveillées"),
    "troubled": ("{n}", "{n}"),
    "late": ("{n} page", "{n} pages"),
    "unvisited": ("{n} jamais visitée", "{n} jamais visitées"),
    "pending": ("{n} en attente", "{n} en attente"),
    "failed": ("{n} refusée", "{n} refusées"),
    "more": ("{n} autre page", "{n} autres pages"),
}

PHRASES = {key: french(text) for key, text in _PHRASES.items()}
COUNTS = {key: (french(one), french(many)) for key, (one, many) in _COUNTS.items()}
