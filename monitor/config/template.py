"""The commented config.toml that `monitor init` writes, in French or English; valid as written."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from monitor.model import Language

EXAMPLE = "https://www.example.org/organigramme"


def template(language: Language, url: str | None = None) -> str:
    """Return a config.toml that watches *url*, or an example address to be replaced.

    What the page holds is not known here: all of its main text is watched, or the document itself where *url* leads to a PDF.
    """
    address = EXAMPLE if url is None else url.strip() if "://" in url else f"https://{url.strip()}"
    is_document = urlsplit(address).path.lower().endswith(".pdf")
    items = (DOCUMENT if is_document else PAGE)[language]
    url_text = json.dumps(address.replace("$", "$$"), ensure_ascii=False)  # a dollar of the page's own
    watch = WATCH[language].format(name=watch_name(address), url=url_text)
    return HEAD[language] + watch + items + TAIL[language]


def template_with(language: Language, watch: str) -> str:
    """Return a config.toml with *watch*, a whole [[watch]] as text; "": none."""
    return HEAD[language] + (f"\n{watch}" if watch else "") + TAIL[language]


def watch_name(address: str) -> str:
    """Return a name for a page's watch, from the host and the last part of the path: "valmont-organigramme"."""
    parts = urlsplit(address)
    host = re.sub(r"^(www\d?|m)\.", "", parts.hostname or "page")
    town = host.rpartition(".")[0] if "." in host and not re.fullmatch(r"[\d.]+", host) else host
    last = [p for p in re.split(r"[/.]", re.sub(r"\.\w{2,5}$", "", parts.path)) if p][-1:]
    words = re.findall(r"[a-z0-9]+", "-".join([town, *last]).lower())
    return "-".join(words)[:60].strip("-") or "page"


HEAD: dict[Language, str] = {
    "fr": """\
# Ce que cette installation surveille, et qui elle prévient. Toutes les clés : docs/configuration.fr.md
# Les lignes qui commencent par # sont des commentaires ; les valeurs montrées en commentaire sont celles par défaut.

[monitor]
database = "snapshots/monitor.db"   # par rapport à ce fichier
timezone = "Europe/Paris"           # pour les horaires et les heures affichées
language = "fr"                     # fr ou en : rapports et alertes
# contact = "mailto:vous@example.org"   # envoyé aux sites visités, pour qu’un webmestre puisse vous joindre
# env_file = "secrets.env"          # où ${NOM} est pris aussi : des lignes NOM=valeur, pour vous seul
# ping = "https://hc-ping.com/${PING_KEY}"   # prévenu à chaque tournée, pour que l’arrêt de la veille se remarque
# pause = "1s"                      # entre deux requêtes à un même serveur
# robots = true                     # respecter robots.txt
""",
    "en": """\
# What this installation watches, and whom it tells. All keys: docs/configuration.md
# Lines that begin with # are comments; values shown in comments are the defaults.

[monitor]
database = "snapshots/monitor.db"   # relative to this file
timezone = "Europe/Paris"           # of schedules and displayed times
language = "en"                     # fr or en: reports and alerts
# contact = "mailto:you@example.org"    # sent to the sites visited, so that a webmaster can reach you
# env_file = "secrets.env"          # where ${NAME} is taken from, too: lines NAME=value, for you alone
# ping = "https://hc-ping.com/${PING_KEY}"   # told of every round, so that somebody notices when the watch itself dies
# pause = "1s"                      # between two requests to one host
# robots = true                     # obey robots.txt
""",
}

WATCH: dict[Language, str] = {
    "fr": """
# Une page. Pour en surveiller d’autres, répétez ce bloc sous un autre nom.
[[watch]]
name = "{name}"   # son identité : l’adresse peut changer, pas le nom
url = {url}
schedule = "0 7 * * *"              # minute heure jour mois jour-de-semaine ; ou every = "6h"
""",
    "en": """
# One page. To watch more, repeat this block under another name.
[[watch]]
name = "{name}"   # its identity: the address may change, the name should not
url = {url}
schedule = "0 7 * * *"              # minute hour day month weekday; or every = "6h"
""",
}

PAGE: dict[Language, str] = {
    "fr": """
# Quoi, sur cette page ? « monitor outline ADRESSE » liste ses titres et ses documents, prêts à copier ici.
[watch.sections.texte]
css = "main, [role=main], body:not(:has(main, [role=main]))"   # tout le texte principal
# heading = "Mutualisation des services"   # mieux : le titre d’une section ; avec css, le sélecteur d’abord
# exclude = [".partage"]            # ce qui n’en fait pas partie
# ignore = ['/\\d+ vues/']           # affiché, mais pas comparé

# [watch.documents.organigramme]
# link = "Organigramme"             # un texte du lien ou à côté
# kind = "orgchart"                 # orgchart, text ou file
""",
    "en": """
# What on this page? "monitor outline URL" lists its headings and documents, ready to paste here.
[watch.sections.text]
css = "main, [role=main], body:not(:has(main, [role=main]))"   # all of its main text
# heading = "Shared services"       # better: the heading of one section; with css, the selector comes first
# exclude = [".share"]              # what does not belong to it
# ignore = ['/\\d+ views/']          # shown, but not compared

# [watch.documents.orgchart]
# link = "Organisation chart"       # a text in the link or beside it
# kind = "orgchart"                 # orgchart, text or file
""",
}

DOCUMENT: dict[Language, str] = {
    "fr": """
[watch.documents.organigramme]
link = "self"                       # l’adresse est elle-même le document
kind = "orgchart"                   # orgchart, text ou file
""",
    "en": """
[watch.documents.orgchart]
link = "self"                       # the address is itself the document
kind = "orgchart"                   # orgchart, text or file
""",
}

TAIL: dict[Language, str] = {
    "fr": """
# Qui prévenir ? « monitor alerts setup » demande et écrit ; ou retirez les # et adaptez.
# ${NOM} est lu dans l’environnement : les mots de passe ne restent pas dans ce fichier.

# [smtp]
# host = "mail.example.org"
# port = 587
# security = "starttls"             # starttls, tls, ou none (cette machine, ou avec allow_plain = true)
# user = "${SMTP_USER}"
# password = "${SMTP_PASSWORD}"
# from = "Veille <veille@example.org>"

# [[alert]]
# to = "mailto:redaction@example.org"   # par [smtp]
# on = ["change", "minor", "failure", "recovery", "heartbeat"]
# watches = ["*"]
# tags = ["mairie"]                 # seulement les pages qui ont ce mot
# digest = "daily"                  # changements réunis chaque jour à 8 h ; weekly : le lundi ; round : par tournée de visites
# admin = true                      # apprend ce qu’il faut réparer ; si personne ne l’est, tous l’apprennent

# [[alert]]
# to = "https://example.org/hook"   # un webhook, signé avec secret
# secret = "${HOOK_SECRET}"

# [[alert]]
# to = "atom:flux/veille.xml"       # un flux Atom, dans un fichier

# [[alert]]
# to = "ntfy://ntfy.sh/ma-ville"    # tout le reste : une adresse Apprise
""",
    "en": """
# Whom to tell? "monitor alerts setup" asks and writes; or take the # away and adapt.
# ${NAME} is read from the environment: no passwords in this file.

# [smtp]
# host = "mail.example.org"
# port = 587
# security = "starttls"             # starttls, tls, or none (this machine, or with allow_plain = true)
# user = "${SMTP_USER}"
# password = "${SMTP_PASSWORD}"
# from = "Watch <watch@example.org>"

# [[alert]]
# to = "mailto:newsroom@example.org"    # through [smtp]
# on = ["change", "minor", "failure", "recovery", "heartbeat"]
# watches = ["*"]
# tags = ["town hall"]              # only the pages that have this word
# digest = "daily"                  # changes gathered each day at 08:00; weekly: on Mondays; round: by round of visits
# admin = true                      # is told what to mend; where nobody is, all are

# [[alert]]
# to = "https://example.org/hook"   # a webhook, signed with secret
# secret = "${HOOK_SECRET}"

# [[alert]]
# to = "atom:feeds/watch.xml"       # an Atom feed, in a file

# [[alert]]
# to = "ntfy://ntfy.sh/my-town"     # anything else: an Apprise address
""",
}
