"""From a config.toml that was found good to the values of `model`: one way, whether it was judged now or before.

Takes the parsed file with `${NAME}` replaced, and as it was written: identities and what may be printed come from the latter.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from monitor.config import addresses, values
from monitor.config.reading import as_shown, env_path, names
from monitor.model import (
    AlertKind,
    Channel,
    Config,
    Digest,
    DocumentRecipe,
    Language,
    Placeholders,
    RangeEnd,
    Recipe,
    Schedule,
    SectionRecipe,
    Smtp,
    Visiting,
    Watch,
)
from monitor.model.frozen import field_names, fields_of, replace
from monitor.placeholders import shown_address

DEFAULT_DATABASE = "snapshots/monitor.db"
DEFAULT_TIMEZONE = "Europe/Paris"
DEFAULT_SCHEDULE = "0 7 * * *"
EVERYTHING: tuple[AlertKind, ...] = ("change", "minor", "failure", "recovery", "heartbeat")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
READERS: Mapping[str, Callable[[str], Any]] = {
    "pause": values.duration,
    "confirm_after": values.duration,
    "jitter": values.duration,
    "connect_timeout": values.duration,
    "read_timeout": values.duration,
    "visit_timeout": values.duration,
    "max_page": values.size,
    "max_document": values.size,
    "page_timeout": values.duration,
    "document_timeout": values.duration,
    "max_document_memory": values.size,
    "proxy": addresses.proxy,
}
VISITING = tuple(field_names(Visiting))


def build(path: Path, tree: dict[str, Any], written: dict[str, Any], environ: Mapping[str, str]) -> Config:
    """Return the configuration that *tree* means; it must be free of mistakes. *environ* has what *written* asks of it."""
    monitor = tree.get("monitor", {})
    visiting = _visiting(monitor, Visiting())
    language = monitor.get("language", "fr")
    smtp, security = tree.get("smtp"), tree.get("smtp", {}).get("security", "starttls")
    contact, said = monitor.get("contact"), written.get("monitor", {}).get("contact")  # said: with names of the environment
    return Config(
        path=path.absolute(),
        database=database(path, tree),
        timezone=monitor.get("timezone", DEFAULT_TIMEZONE),
        language=language,
        contact=None if contact is None else addresses.contact(contact),
        contact_shown=as_shown(said.strip()) if said is not None and list(names(said)) else None,
        visiting=visiting,
        watches=_told_apart(
            [
                _watch(table, visiting, _placeholders(raw, addresses.page(table["url"]), environ))
                for table, raw in zip(tree["watch"], written["watch"], strict=True)
            ]
        ),
        channels=_channels(tree.get("alert", []), written.get("alert", []), language, monitor.get("timezone", DEFAULT_TIMEZONE)),
        smtp=None
        if smtp is None
        else Smtp(
            host=smtp["host"],
            port=smtp.get("port", PORTS[security]),
            security=security,
            sender=smtp["from"],
            user=smtp.get("user"),
            password=smtp.get("password"),
            allow_plain=smtp.get("allow_plain", False),
        ),
        env_file=env_path(path, tree),
        public_url=addresses.page(monitor["public_url"]).rstrip("/") if "public_url" in monitor else None,
        timestamp=monitor.get("timestamp", "").strip() or None,
        ping=monitor["ping"].strip() if "ping" in monitor else None,
    )


def database(path: Path, tree: dict[str, Any]) -> Path:
    """Return where the database lies, absolute; relative ones are relative to the configuration, "~" is the home folder."""
    return path.absolute().parent / Path(tree.get("monitor", {}).get("database", DEFAULT_DATABASE)).expanduser()


def recipe_hash(recipe: Recipe) -> str:
    """Return the hex SHA-256 over canonical JSON of all of *recipe* but its hash (DESIGN 3.19)."""
    return hashlib.sha256(_CANONICAL(recipe).encode()).hexdigest()


def _facts(said: Any) -> dict[str, Any]:
    """All that a part of a recipe says. A key that came later leaves the hashes before it as they were (7.7)."""
    later = said.kind == "text" if isinstance(said, SectionRecipe) else False
    return {name: value for name, value in fields_of(said).items() if name != "hash" and not (later and name == "kind")}


_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_facts).encode


def _visiting(table: dict[str, Any], base: Visiting) -> Visiting:
    """*base*, with what *table* says otherwise."""
    said = {key: READERS[key](table[key]) if key in READERS else table[key] for key in VISITING if key in table}
    return replace(base, **said) if said else base


def _placeholders(raw: dict[str, Any], asked: str, environ: Mapping[str, str]) -> Placeholders | None:
    """What the watch written as *raw*, whose real address is *asked*, takes from the environment; None: nothing."""
    known = tuple(dict.fromkeys(names(raw)))
    if not known:
        return None
    return Placeholders(
        address=shown_address(as_shown(raw["url"].strip()), asked),
        asked=asked,
        values=tuple((name, environ[name]) for name in known if environ[name]),
        headers=frozenset(key.lower() for key, value in raw.get("headers", {}).items() if list(names(value))),
    )


def _watch(table: dict[str, Any], visiting: Visiting, placeholders: Placeholders | None) -> Watch:
    recipe = Recipe(
        sections=tuple(
            SectionRecipe(
                item=_nfc(name),
                heading=section.get("heading"),
                css=_texts(section, "css"),
                start=_end(section, inside="from", outside="after"),
                end=_end(section, inside="through", outside="until"),
                exclude=_texts(section, "exclude"),
                ignore=tuple(text[1:-1] for text in _texts(section, "ignore")),
                kind=section.get("kind", "text"),
            )
            for name, section in table.get("sections", {}).items()
        ),
        documents=tuple(
            DocumentRecipe(
                item=_nfc(name),
                link=document.get("link"),
                css=_texts(document, "css"),
                kind=document.get("kind", "file"),
                corrections=tuple(  # {"unit", "parent"} or {"unit", "ignore": "true"}
                    {"unit": said["unit"], **({"parent": said["parent"]} if "parent" in said else {"ignore": "true"})}
                    for said in document.get("correct", [])
                ),
            )
            for name, document in table.get("documents", {}).items()
        ),
    )
    if "every" in table:
        schedule = Schedule(every=values.period(table["every"]))
    else:
        # What nobody wrote need not be judged, nor what judges it loaded (DESIGN §9)
        schedule = Schedule(cron=values.crontab(table["schedule"]) if "schedule" in table else DEFAULT_SCHEDULE)
    return Watch(
        name=_nfc(table["name"]),
        url=placeholders.address if placeholders else addresses.page(table["url"]),
        schedule=schedule,
        recipe=replace(recipe, hash=recipe_hash(recipe)),
        visiting=_visiting(table, visiting),
        headers=table.get("headers", {}),
        enabled=table.get("enabled", True),
        paused_until=values.pause(table.get("paused_until", False)) or None,
        title=_title(table),
        titles={
            _nfc(name): title
            for items in (table.get("sections", {}), table.get("documents", {}))
            for name, item in items.items()
            if (title := _title(item))
        },
        tags=tuple(map(_nfc, table.get("tags", ()))),
        placeholders=placeholders,
    )


def _told_apart(watches: Sequence[Watch]) -> tuple[Watch, ...]:
    """*watches*, those of one title with their site beside it, or their name where that has several: readers see nothing else."""
    titles = Counter(watch.title for watch in watches)
    sites = Counter((watch.title, urlsplit(watch.url).hostname) for watch in watches)

    def apart(watch: Watch) -> str:
        site = urlsplit(watch.url).hostname
        return site if site and sites[watch.title, site] == 1 else watch.name

    return tuple(replace(w, title=f"{w.title} ({apart(w)})") if w.title and titles[w.title] > 1 else w for w in watches)


def _title(table: dict[str, Any]) -> str | None:
    return " ".join(table["title"].split()) if "title" in table else None


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _texts(table: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(text) for text in values.one_or_many(table.get(key, [])))


def _end(table: dict[str, Any], *, inside: str, outside: str) -> RangeEnd | None:
    if inside in table:
        return RangeEnd(css=table[inside], inside=True)
    return RangeEnd(css=table[outside], inside=False) if outside in table else None


def _channels(
    tables: list[dict[str, Any]], written: list[dict[str, Any]], language: Language, timezone: str
) -> tuple[Channel, ...]:
    """One address may stand in several [[alert]]s, for other watches or in another language: the second gets "-2"."""
    found: list[Channel] = []
    keys, old_keys = _Numbered(), _Numbered()
    for table, raw in zip(tables, written, strict=True):
        kind = addresses.channel(table["to"])
        formerly = old_keys.next(addresses.channel_key(kind, raw["to"]))
        for to, as_written in addresses.channel_addresses(kind, table["to"], raw["to"]):
            key = keys.next(addresses.channel_key(kind, as_written))
            found.append(
                Channel(
                    key=key,
                    kind=kind,
                    to=to,
                    shown=addresses.shown(as_written),
                    on=tuple(table.get("on", EVERYTHING)),
                    watches=tuple(_nfc(pattern) for pattern in table.get("watches", ["*"])),
                    language=table.get("language", language),
                    secret=table.get("secret"),
                    mode=values.mode(table["mode"]) if "mode" in table else None,
                    digest=Digest(every=table["digest"], timezone=timezone) if "digest" in table else None,
                    tags=tuple(map(_nfc, table.get("tags", ()))),
                    admin=table.get("admin", False),
                    formerly=formerly if formerly != key else None,
                )
            )
    return tuple(found)


class _Numbered:
    """Gives a key that comes again a number."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def next(self, key: str) -> str:
        self._seen[key] = number = self._seen.get(key, 0) + 1
        return key if number == 1 else f"{key}-{number}"
