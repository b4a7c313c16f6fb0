"""From what a page offers to a watch: tried out, written into config.toml, and visited for the first time (DESIGN 4.5).

What was asked for by name, chosen by number or proposed becomes a [[watch]]. What of its texts is another a moment later, a
counter, a clock, a number drawn for each visitor, is found by reading twice (DESIGN 3.6).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from monitor.alerts.sending import send_due
from monitor.alerts.summary import print_damaged, print_sent
from monitor.cli.adding.look import LookedAt, unreadable
from monitor.cli.adding.wish import Wish, same_page
from monitor.compare.restless import FEW_WORDS, line_of, pattern_of
from monitor.compare.sections import compare_sections
from monitor.config import load_any, values
from monitor.config.editing import block, with_watch
from monitor.config.loading import judged
from monitor.config.saving import edit, edited
from monitor.config.template import template_with, watch_name
from monitor.decide.case import missing_item
from monitor.errors import MonitorError, NothingFound, wrap_os_errors
from monitor.extract.offers import Offer
from monitor.extract.outline import Names, plain_words
from monitor.i18n.typography import clean, shortened
from monitor.model import CheckResult, Config, LastPage, Reading, Section, Watch, WatchState
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key
from monitor.pipeline.batch import check
from monitor.pipeline.doors import Doors, Each, PdfReader, Web
from monitor.pipeline.visit import Visit, read
from monitor.records import now
from monitor.report.failures import failure_seen
from monitor.report.subjects import place_of
from monitor.store import InstanceLock, Store, running_service
from monitor.terminal.hiding import hide
from monitor.terminal.output import localized, terminal_language, terminal_locale
from monitor.wiring import WAIT, print_waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A watch that finds on its page all that it names."""

    seen: LookedAt
    table: dict[str, Any]
    watch: Watch
    reading: Reading


def known_config(path: Path) -> Config:
    """The configuration that a watch is added to, be it without one; where there is no file, the one that `init` would write."""
    if path.exists():
        config = load_any(path, os.environ)
    else:
        config = judged(path, template_with(terminal_language(), "").encode(), os.environ)
    hide(config)
    return config


def kept_names(config: Config) -> dict[str, str]:
    """The watches that left the configuration and have a history, with their addresses."""
    if not config.database.exists():
        return {}
    configured = {w.name for w in config.watches}
    with Store.open(config.database, readonly=True) as store:
        return {w.name: w.url for w in store.watches() if w.name not in configured}


def tried(seen: LookedAt, table: dict[str, Any], path: Path, pdf: PdfReader) -> Ready:
    """The watch that *table* is, its page read, nothing written; raises NothingFound for what it lacks, ConfigError."""
    data = path.read_bytes() if path.exists() else template_with(terminal_language(), "").encode()
    config = judged(path, edited(data, lambda text: with_watch(text, table)), os.environ)
    watch = config.watches[-1]
    reading = read(
        Visit(watch=watch, state=WatchState(watch=watch.name), web=seen.once, pdf=pdf, at=now(), last_page=LastPage(), named=True)
    )
    if reading.failure:
        raise unreadable(watch.url, reading.failure)
    if reading.extraction is None or reading.extraction.missing:
        # That something asked for by name is not on the page, with what is (3.22).
        missing = reading.found.missing
        said = [failure_seen(missing_item(item, reading, never=True), terminal_language()) for item in missing]
        if lead := next(iter(seen.unlike_files), None):
            raise NothingFound(
                f"{clean(watch.url)}: " + " ".join((*said, (hint := link_unlike_file(lead))[:1].upper() + hint[1:])),
                remedy=f"monitor add {shlex.quote(lead[1])}",
            )
        raise NothingFound(f"{clean(watch.url)}: " + " ".join(said), remedy=f"monitor outline {watch.url}")
    return Ready(seen=seen, table=table, watch=watch, reading=reading)


def link_unlike_file(link: tuple[str, str]) -> str:
    """That the page has such a link, and that nothing beside it says that it leads to a file (DESIGN 3.7)."""
    return localized("add.unlike_file", name=terminal_locale().quoted(shortened(clean(link[0]), 80)), url=clean(link[1]))


def write(path: Path, tables: Sequence[Mapping[str, Any]]) -> None:
    """Put *tables* into config.toml, made where there is none."""

    def change(text: str) -> str:
        for table in tables:
            text = with_watch(text, table)
        return text

    if path.exists():
        edit(path, change, os.environ)
        return
    first, *rest = tables
    text = template_with(terminal_language(), block(first))
    for table in rest:
        text = with_watch(text, table)
    with wrap_os_errors(path), path.open("x", encoding="utf-8") as file:
        file.write(text)


@contextmanager
def at_work(config: Config) -> Iterator[Store | None]:
    """The database, for this process alone; None where a service has it, which visits what is new by itself."""
    if running_service(config.database):
        yield None
        return
    with (
        InstanceLock(config.database, wait=WAIT, waiting=print_waiting),
        Store.open(config.database, now=now, patience=WAIT) as store,
    ):
        yield store


def first_visits(ready: Sequence[Ready], config: Config, store: Store, pdf: PdfReader) -> Iterator[CheckResult]:
    """The first visit of each, made of what was fetched already; yields each after its commit."""
    for one in ready:
        one.seen.once.spend()
    web = Each({one.watch.name: one.seen.once for one in ready})
    doors = Doors(web=web, pdf=pdf, book=store, channels=config.channels, now=now, sleep=time.sleep)
    yield from check([one.watch for one in ready], doors, named=True)


def send(store: Store, config: Config) -> None:
    """Send what is due, as a check does: a channel whose pages were all visited is welcomed."""
    print_sent(send_due(store, config, damaged=print_damaged), config)


FIRST_HOUR = 6  # of the two in which new watches are visited, each at a minute of its own


def chosen(seen: LookedAt, picked: Sequence[Offer] | None = None) -> dict[str, dict[str, dict[str, Any]]]:
    """{"sections": …, "documents": …} of the watch: what the wish names, else *picked*, else what is proposed."""
    wish, names = seen.wish, Names()
    if wish.table:
        return {group: dict(wish.table[group]) for group in ("sections", "documents") if wish.table.get(group)}
    sections: dict[str, dict[str, Any]] = {}
    documents: dict[str, dict[str, Any]] = {}
    if picked is None and seen.named is not None and has_names(seen):
        for text in wish.sections:
            heading = seen.named[text]
            sections[names.of(heading)] = {"heading": heading}
        for heading in dict.fromkeys(seen.drawn.values()):
            sections[names.of(heading)] = {"heading": heading, "kind": "orgchart"}
        for text in (t for t in (*wish.documents, *wish.orgcharts) if t in wish.documents or t not in seen.drawn):
            kind = "orgchart" if text in wish.orgcharts else seen.named[text]
            documents[names.of(plain_words(text))] = {"link": text, "kind": kind}
    else:
        for offer in picked if picked is not None else [o for o in seen.offers if o.proposed]:
            (documents if offer.kind == "document" else sections)[names.of(offer.called)] = dict(offer.keys)
    return {"sections": sections, "documents": documents}


def has_names(seen: LookedAt) -> bool:
    """Whether the wish says what to watch."""
    wish = seen.wish
    return bool(wish.sections or wish.documents or wish.orgcharts or wish.table)


def watch_table(seen: LookedAt, name: str, title: str, items: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The [[watch]], key by key in the order in which it is written. A dollar of the page's own is none of ours."""
    wish = seen.wish
    table: dict[str, Any] = {"name": name, "title": title, "url": wish.url, **({"tags": list(wish.tags)} if wish.tags else {})}
    table |= dict(wish.schedule) or {"schedule": daily(name)}
    if seen.private:
        table["allow_private_addresses"] = True
    written = table | {group: dict(found) for group, found in items.items() if found}
    return written if wish.table else _undollared(written)


def _undollared(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("$", "$$")
    if isinstance(value, dict):
        return {k: _undollared(v) for k, v in value.items()}
    return [_undollared(v) for v in value] if isinstance(value, list) else value


def daily(name: str) -> str:
    """A crontab line for every day, at a minute that is *name*'s own and always the same: many pages do not wait for one hour."""
    drawn = int.from_bytes(hashlib.blake2s(name.encode(), digest_size=4).digest(), "big") % 120
    return f"{drawn % 60} {FIRST_HOUR + drawn // 60} * * *"


# ------------------------------------------------------------------------------------------------------------------- its name


def check_free(wish: Wish, config: Config, kept: Mapping[str, str]) -> None:
    """Refuse an address watched already, with what else was wished of it, and a name that is or was another page's (exit 2)."""
    name = wish.name
    if watch := next((w for w in config.watches if same_page(w.url, wish.url)), None):
        names = Names(watch.recipe.items)
        wished = [("sections", plain_words(text), {"heading": text}) for text in wish.sections]
        for text in dict.fromkeys((*wish.documents, *wish.orgcharts)):
            kind = {"kind": "orgchart"} if text in wish.orgcharts else {}
            wished.append(("documents", plain_words(text), {"link": text, **kind}))
        lines = [
            "\n".join(
                (f"\n[watch.{group}.{names.of(called)}]", *(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in keys.items()))
            )
            for group, called, keys in _undollared(wished)
        ]
        do = "add.watched_already_write" if lines else "add.watched_already_do"
        raise MonitorError(
            localized("add.watched_already", seen_url=wish.url, watch=watch.name),
            remedy="\n".join((localized(do, watch=watch.name), *lines)),
        )
    if name is None:
        return
    try:
        values.name(name)
    except values.BadValue:
        raise MonitorError.of("add.no_name", name=name) from None
    if any(w.name.casefold() == name.casefold() for w in config.watches):
        raise MonitorError.of("add.name_taken", name=name)
    if name in kept and not same_page(kept[name], wish.url):
        raise MonitorError.of("add.name_has_history", name=name, title=kept[name])


def name_of(title: str, url: str, taken: set[str], kept: Mapping[str, str]) -> str:
    """A name made of *title* that no other page has or had; the one under which this very address was watched before."""
    for name, address in kept.items():
        if same_page(address, url) and name.casefold() not in taken:
            return name
    names = Names(taken | {name.casefold() for name in kept})
    return names.of(title, place_of(title)) if re.search(r"[a-z0-9]", key(title)) else names.of(watch_name(url))


LATER_S = 1.0  # between the two readings, beside what politeness asks for
_FILE = re.compile(r"\b(?:pdf|[km]o|[km]b|octets)\b", re.I)  # what a link's file is and weighs moves with the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Restless:
    """A line of a section that changed between two readings. `pattern` None: too little of it stays to find it by."""

    item: str
    line: str
    pattern: str | None


def restless(ready: Ready, web: Web, pdf: PdfReader) -> tuple[Restless, ...]:
    """Read the page of *ready* once more and return what of its sections is another; () where it can't be read.

    Nothing is asked for where no short line of its own has a figure: what moves by itself is mostly one.
    """
    first = ready.reading.extraction
    if first is None:
        return ()
    lines = (
        (block.line, section.ignored)
        for section in first.sections
        for block in section.blocks
        if block.kind == "paragraph" and len(block.line.split()) <= FEW_WORDS
    )
    if not any(any(map(str.isdigit, line)) and line not in ignored and not _FILE.search(line) for line, ignored in lines):
        return ()
    time.sleep(LATER_S)
    texts = replace(ready.watch, recipe=replace(ready.watch.recipe, documents=()))
    again = read(
        Visit(watch=texts, state=WatchState(watch=texts.name), web=web, pdf=pdf, at=now(), last_page=LastPage(), named=True)
    )
    if again.failure or again.extraction is None:
        return ()
    later = {section.item: section for section in again.extraction.sections}
    pairs = ((old, later[old.item]) for old in first.sections if old.item in later)
    return tuple(one for old, new in pairs for one in restless_lines(old, new))


def with_ignored(items: Mapping[str, Mapping[str, Mapping[str, Any]]], found: Iterable[Restless]) -> dict[str, dict[str, Any]]:
    """*items*, as they are written, with what *found* finds left out of comparing."""
    lines = [one for one in found if one.pattern]
    ignored = {item: [one.pattern for one in lines if one.item == item] for item in {one.item for one in lines}}
    sections = {
        name: {**keys, **({"ignore": ignored[name]} if name in ignored else {})} for name, keys in items["sections"].items()
    }
    return {**{group: dict(of) for group, of in items.items()}, "sections": sections}


def restless_lines(old: Section, new: Section) -> tuple[Restless, ...]:
    """The lines in which two readings of one section differ, though nobody can have edited it in between."""
    change = compare_sections(old, new)
    if change is None or change.significance == "cosmetic":
        return ()
    found: dict[str, Restless] = {}
    for one in change.edits:
        at = one.facts.get("at")
        if one.op not in ("replace", "insert", "delete") or one.facts.get("field") or not isinstance(at, list | tuple):
            continue
        was, now_is = at
        before, after = line_of(old.blocks, was), line_of(new.blocks, now_is)
        said = after or before or ""
        found.setdefault(said, Restless(item=new.item, line=said, pattern=pattern_of(before, after)))
    return tuple(found.values())
