"""What config.toml may hold, key by key (DESIGN §6): the one source for judging it and for the JSON Schema that editors read.

`python -m monitor.config.schema` prints that schema. Loaded only when a configuration is new or wrong. What several keys must be to
each other is in `rules`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from monitor.config import addresses, values
from monitor.config.plain_words import as_meant, key_of
from monitor.config.reading import Mistake, at
from monitor.config.rules import broken_rules
from monitor.config.tables import Key, Kind, TableSchema, faults, json_schema, listed, named, one_of
from monitor.model.frozen import replace

# As they are written; a test holds them to be those of model.Visiting.
DEFAULTS: dict[str, Any] = {
    "pause": "1s", "per_host": 1, "concurrency": 8, "confirm_after": "30s", "failure_alert_after": 3, "jitter": "1m",
    "connect_timeout": "10s", "read_timeout": "20s", "visit_timeout": "90s", "max_page": "10 MB", "max_document": "50 MB",
    "page_timeout": "20s", "document_timeout": "60s", "max_document_memory": "400 MB", "max_document_pages": 2000,
    "allow_private_addresses": False, "proxy": "", "robots": True,
}  # fmt: skip

_FILLED = {"minLength": 1}
_MANY = {"anyOf": [{"minLength": 1, "type": "string"}, {"items": {"minLength": 1, "type": "string"}, "type": "array"}]}

DURATION = Kind(str, values.duration, {"pattern": f"^(?:{values.DURATION})$", "examples": ["30s", "1.5h", "2 d"]})
PERIOD = Kind(str, values.period, {"pattern": f"^(?:{values.DURATION})$", "examples": ["90s", "6h", "1 d"]})
SIZE = Kind(str, values.size, {"pattern": f"^(?:{values.SIZE})$", "examples": ["10 MB", "512 KiB", "10 Mo"]})
ANY_TEXT = Kind(str)
TEXT = Kind(str, values.filled, _FILLED)
NAME = Kind(str, values.name, {"minLength": 1, "maxLength": 80})
SELECTOR = Kind(str, values.selector, _FILLED)
SELECTORS = Kind(list, of=SELECTOR, more=_MANY, or_one=True)
PATTERNS = Kind(list, of=Kind(str, values.pattern), more=_MANY, or_one=True)
LINK = Kind(str, values.link, _FILLED)
ADDRESS = Kind(str, addresses.page, {"pattern": r"^(?:https?://|.*\$\{)"})
COUNT = Kind(int, bounds=(1, 1000))
FLAG = Kind(bool)
PAUSE = Kind(None, values.pause, {"anyOf": [{"type": "boolean"}, {"format": "date", "type": "string"}]})
LANGUAGE = one_of("fr", "en")

# How pages are visited: in [monitor] for all, in a [[watch]] for that page.
VISITS: Mapping[str, Key] = {
    "pause": Key(DURATION, "Wait between two requests to one host."),
    "per_host": Key(COUNT, "Requests under way at once to one host."),
    "concurrency": Key(COUNT, "Visits under way at once; of a watch: its documents."),
    "confirm_after": Key(DURATION, 'Wait before the second visit that confirms a loss; "0s": at once.'),
    "failure_alert_after": Key(COUNT, "Failures in a row before the alert."),
    "jitter": Key(DURATION, "How much later than `schedule` says a page may be visited, each by its own time."),
    "connect_timeout": Key(PERIOD, "Longest wait for a connection."),
    "read_timeout": Key(PERIOD, "Longest wait without a byte of the answer."),
    "visit_timeout": Key(PERIOD, "Longest visit: page, documents and retries together."),
    "max_page": Key(SIZE, "Largest page, decoded."),
    "max_document": Key(SIZE, "Largest document, decoded."),
    "page_timeout": Key(PERIOD, "Longest time for reading a page that has arrived."),
    "document_timeout": Key(
        PERIOD, "Most CPU time for reading a document that has arrived; each page that was read allows 1/300 more."
    ),
    "max_document_memory": Key(SIZE, "Most memory for reading a document; 200 MB are gone before it begins."),
    "max_document_pages": Key(COUNT, "Most pages of a document."),
    "allow_private_addresses": Key(FLAG, "Whether addresses of private networks may be visited."),
    "proxy": Key(Kind(str, addresses.proxy), 'http(s) address of a proxy; "": none.'),
    "robots": Key(FLAG, "Whether robots.txt is obeyed (RFC 9309)."),
}

MONITOR = TableSchema(
    "MonitorTable",
    "[monitor]: what holds for the whole installation.",
    {
        **VISITS,
        "database": Key(
            Kind(str, values.file_name, _FILLED), "The database file, relative to this file.", default="snapshots/monitor.db"
        ),
        "timezone": Key(Kind(str, values.timezone), "IANA time zone of schedules and displayed times.", default="Europe/Paris"),
        "language": Key(LANGUAGE, "Language of reports and alerts.", default="fr"),
        "contact": Key(
            Kind(str, addresses.contact),
            "How a webmaster can reach you: mailto: or https: address, sent in the User-Agent.",
            examples=["mailto:you@example.org"],
        ),
        "public_url": Key(
            Kind(str, addresses.page),
            "Where others reach the pages of monitor serve; alerts then lead there.",
            examples=["https://veille.example.org"],
        ),
        "env_file": Key(TEXT, "A file of lines NAME=value for ${NAME}, relative to this file.", examples=["secrets.env"]),
        "timestamp": Key(
            Kind(str, addresses.authority),
            "Address of a time-stamping authority (RFC 3161), asked once a day for a stamp of the newest hashes.",
            default="",
            examples=["https://tsa.example.org/tsr"],
        ),
        "ping": Key(
            Kind(str, addresses.ping),
            "Address told of the start and end of every round, as healthchecks.io wants it.",
            examples=["https://hc-ping.com/${PING_KEY}"],
        ),
    },
)

SECTION = TableSchema(
    "SectionTable",
    "[watch.sections.NAME]: one piece of text; by heading, css or a range, the selector first where several are given.",
    {
        "heading": Key(TEXT, "The heading's text; case, accents, spaces do not matter."),
        "css": Key(SELECTORS, "One CSS selector, or a list of them."),
        "from": Key(SELECTOR, "A range begins with this element."),
        "after": Key(SELECTOR, "A range begins after this element."),
        "until": Key(SELECTOR, "A range ends before this element."),
        "through": Key(SELECTOR, "A range ends with this element."),
        "exclude": Key(SELECTORS, "Parts that do not belong to the section."),
        "ignore": Key(PATTERNS, "/regular expressions/ for text that is shown but not compared."),
        "kind": Key(one_of("text", "orgchart"), "What is compared: text, or an org chart of lists or cards.", default="text"),
        "title": Key(TEXT, "What readers see of it instead of its name."),
    },
)

CORRECTION = TableSchema(
    "CorrectionTable",
    "[[watch.documents.NAME.correct]]: what the reading of an org chart gets wrong.",
    {
        "unit": Key(TEXT, "The label of the box, as printed.", required=True),
        "parent": Key(ANY_TEXT, 'The label it hangs under; "": nothing.'),
        "ignore": Key(FLAG, "true: this box is no unit."),
    },
)

DOCUMENT = TableSchema(
    "DocumentTable",
    "[watch.documents.NAME]: the links to one file, or several.",
    {
        "link": Key(LINK, 'Text or /regex/ in the link or beside it; "self": the address itself.'),
        "css": Key(SELECTORS, "One CSS selector, or a list of them."),
        "kind": Key(
            one_of("orgchart", "text", "table", "file"), "What is compared: org chart, text, rows, or bytes.", default="file"
        ),
        "correct": Key(listed(CORRECTION), "Corrections of an org chart, applied after reading it."),
        "title": Key(TEXT, "What readers see of it instead of its name."),
    },
)

WATCH = TableSchema(
    "WatchTable",
    "[[watch]]: one page. Keys from `pause` to `robots` are taken from [monitor] where they are left out.",
    {
        **VISITS,
        "name": Key(NAME, "Its identity: letters, digits, - _ . ; the address may change, the name should not.", required=True),
        "url": Key(ADDRESS, "The page's http(s) address.", required=True),
        "schedule": Key(
            Kind(str, values.crontab),
            'crontab(5): minute hour day month weekday. Default "0 7 * * *".',
            examples=["0 7 * * *", "@hourly"],
        ),
        "every": Key(PERIOD, "Instead of `schedule`: the time between two visits."),
        "title": Key(TEXT, "What readers see of it instead of its name."),
        "tags": Key(listed(TEXT), "Words by which pages are grouped."),
        "enabled": Key(FLAG, "false: visited only when named.", default=True),
        "paused_until": Key(
            PAUSE, "true: visited only when named, until this is taken out; a date: until that day.", examples=["2026-12-31"]
        ),
        "headers": Key(named(ANY_TEXT), "Further request headers.", default={}),
        "sections": Key(named(SECTION), "The texts to watch, by name.", default={}),
        "documents": Key(named(DOCUMENT), "The files to watch, by name.", default={}),
    },
)

SMTP = TableSchema(
    "SmtpTable",
    "[smtp]: the server that takes our mails.",
    {
        "host": Key(Kind(str, addresses.host), "Name of the mail server.", required=True),
        "port": Key(Kind(int, bounds=(1, 65535)), "Default: 587 with starttls, 465 with tls, 25 with none."),
        "security": Key(one_of("starttls", "tls", "none"), "none: only to this machine, or with allow_plain.", default="starttls"),
        "user": Key(TEXT, "Login, best as ${NAME}."),
        "password": Key(TEXT, "Password, best as ${NAME}."),
        "from": Key(Kind(str, addresses.sender), "Sender.", required=True, examples=["Veille <veille@example.org>"]),
        "allow_plain": Key(FLAG, "Whether mails may leave this machine unencrypted.", default=False),
    },
)

ALERT = TableSchema(
    "AlertTable",
    "[[alert]]: whom to tell.",
    {
        "to": Key(
            Kind(str, addresses.channel),
            "mailto: (by [smtp]), http(s):// (a signed webhook), atom:FILE (a feed), or an Apprise address.",
            required=True,
        ),
        "on": Key(
            listed(one_of("change", "minor", "failure", "recovery", "heartbeat")),
            "What to tell.",
            default=["change", "minor", "failure", "recovery", "heartbeat"],
        ),
        "watches": Key(listed(ANY_TEXT), "Names of watches, * standing for any letters.", default=["*"]),
        "tags": Key(listed(TEXT), "Only watches with one of these tags, and those that `watches` names."),
        "language": Key(LANGUAGE, "Default: that of [monitor]."),
        "digest": Key(
            one_of("daily", "weekly", "round"),
            'In one message: changes, at 08:00 daily or on Mondays; "round": all that one round of visits found.',
        ),
        "admin": Key(FLAG, "Looks after the watch: is told what to mend. Where nobody is, all are.", default=False),
        "secret": Key(TEXT, "Signs webhooks (HMAC-SHA256), best as ${NAME}."),
        "mode": Key(Kind(str, values.mode), "Permissions of a feed's file (atom:), in octal.", examples=["0644"]),
    },
)

FILE = TableSchema(
    "ConfigFile",
    "A config.toml of city-page-monitor.",
    {
        "monitor": Key(MONITOR, "What holds for the whole installation."),
        "watch": Key(listed(WATCH), "The pages.", default=[]),
        "smtp": Key(SMTP, "The server that takes our mails."),
        "alert": Key(listed(ALERT), "Whom to tell.", default=[]),
    },
)


def table_at(where: tuple[str | int, ...]) -> TableSchema | None:
    """Return the table at *where* in the file; None where there is none."""
    match where:
        case ():
            return FILE
        case ("monitor",):
            return MONITOR
        case ("smtp",):
            return SMTP
        case ("alert", int()):
            return ALERT
        case ("watch", int()):
            return WATCH
        case ("watch", int(), "sections", str()):
            return SECTION
        case ("watch", int(), "documents", str()):
            return DOCUMENT
        case ("watch", int(), "documents", str(), "correct", int()):
            return CORRECTION
    return None


def editors_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of config.toml, for editors."""
    keys = {name: replace(key, default=DEFAULTS.get(name, key.default)) for name, key in MONITOR.keys.items()}
    top = replace(FILE.keys["monitor"], kind=replace(MONITOR, keys=keys))
    found = json_schema(replace(FILE, keys={**FILE.keys, "monitor": top}))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": "config.toml of city-page-monitor"}


# ---------------------------------------------------------------------------------------------------------------------- mistakes

# Where a key lives that was written in another table, by how it is written there.
HOMES: tuple[tuple[TableSchema, str], ...] = (
    (MONITOR, "[monitor]"), (WATCH, "[[watch]]"), (ALERT, "[[alert]]"), (SMTP, "[smtp]"),
    (SECTION, "[watch.sections.NAME]"), (DOCUMENT, "[watch.documents.NAME]"),
    (CORRECTION, "[[watch.documents.NAME.correct]]"),
)  # fmt: skip
MISSING = ("section_way", "document_way", "no_items", "no_watch")
LISTS_OF_TABLES = ("watch", "alert", "correct")


def mistakes_in(tree: dict[str, Any]) -> list[Mistake]:
    """Every mistake of *tree*, without `${NAME}`; of a table with an unknown key not what it lacks: that is misspelt there."""
    shape = [_with_homes(m, at(tree, m.where)) if m.code == "unknown_key" else m for m in faults(tree, FILE)]
    called = {(*m.where[:-1], key_of(str(m.where[-1]), m.facts["near"])) for m in shape if m.code == "unknown_key"}  # type: ignore[arg-type]
    shape = [m for m in shape if not (m.code == "missing" and m.where in called)]
    odd = {mistake.where[:-1] for mistake in shape if mistake.code == "unknown_key"}
    return [*shape, *(m for m in broken_rules(tree) if not (m.code in MISSING and m.where in odd))]


def _with_homes(unknown: Mistake, value: object) -> Mistake:
    """The *unknown* key with where else it is known: out of place, but for tables, which are only misspelt."""
    table, name = table_at(unknown.where[:-1]), unknown.where[-1]
    homes = [home for other, home in HOMES if name in other.keys and other is not table and not isinstance(value, dict)]
    others = () if isinstance(value, dict | list) else HOMES
    elsewhere = [(home, [*other.keys]) for other, home in others if other is not table]
    return Mistake(unknown.where, unknown.code, {**unknown.facts, "homes": homes, "elsewhere": elsewhere})


def meant_by(row: str, above: list[str]) -> str | None:
    """*row*, which is no TOML, as it was meant in the table that the rows *above* end with; None where nothing is sure."""
    opened = re.fullmatch(r"(\[{1,2})\s*([\w.\"-]+)\s*(\]?)", row.strip(), re.ASCII)
    if opened and len(opened[1]) > len(opened[3]):  # a bracket was left out
        return f"{opened[1]}{opened[2]}{']' * len(opened[1])}"
    header = next((line for row in reversed(above) if re.match(r"\[+[\w.\"-]", line := row.strip())), "")
    steps: list[str | int] = []
    for name in re.findall(r'"[^"]*"|[^.\s"]+', header.strip("[] ")):
        steps += [name, 0] if name in LISTS_OF_TABLES else [name]
    table = table_at(tuple(steps))
    own = as_meant(row, [*table.keys]) if table is not None else None
    return own or as_meant(row, [key for other, _ in HOMES for key in other.keys])


if __name__ == "__main__":
    print(json.dumps(editors_schema(), ensure_ascii=False, indent=2))
