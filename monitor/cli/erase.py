"""`monitor erase`: somebody's name, or an address, taken out of all that is kept, and kept out (DESIGN 5.17)."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from itertools import chain
from pathlib import Path

import click

from monitor.cli.erasing import (
    Erasure,
    Kind,
    NamedAddress,
    Reads,
    erased_text,
    kept_apart,
    named_addresses,
    named_by_configuration,
    named_feeds,
    named_lines,
    old_copies,
    other_databases,
)
from monitor.cli.exclusive import alone
from monitor.cli.options import config_option, described, json_option, option, yes_option
from monitor.confine import Confined
from monitor.erasure.doubts import Doubts, StoredText, doubts, lists_of
from monitor.erasure.forms import exact_forms, name_of, whole_forms
from monitor.erasure.matching import blocks_without, may_be_part
from monitor.erasure.values import texts_in
from monitor.errors import MonitorError, NothingFound
from monitor.model import Config
from monitor.records import read_config, reading
from monitor.store import Store
from monitor.terminal.output import json_line, localized, note, terminal, terminal_language


@described("erase")
@option("--person", metavar="name", help="help.erase.person")
@option("--address", metavar="address", help="help.erase.address")
@option("--also", multiple=True, metavar="text", help="help.erase.also")
@option("--dry-run", is_flag=True, help="help.erase.dry_run")
@yes_option
@config_option
@json_option
def command(
    person: str | None, address: str | None, also: tuple[str, ...], dry_run: bool, yes: bool, config_path: Path, as_json: bool
) -> int:
    """Show what would go; where somebody sits at a terminal, ask; then take it out, whole or not at all."""
    if (person is None) == (address is None):
        raise click.UsageError(localized("erasing.one_of"))
    config = read_config(config_path, may_be_empty=True)
    kind: Kind = "person" if person is not None else "address"
    with reading(config) as store:
        asked = _asked(store, person, address, also)
    lists = lists_of(asked.forms)
    named = named_by_configuration(config, lists)
    if named is not None:
        raise MonitorError.of("erasing.configured", file=config.path, name=named)
    addresses = tuple(named_addresses(config, lists))
    asks = not dry_run and not yes and sys.stdin.isatty()
    if dry_run or asks:
        found = _found(config, kind, asked, addresses, dry_run=True)
        _print_found(found, config, as_json, dry_run=True)
        if dry_run:
            return 0
        anything = found.erased or found.feeds or not asked.uncertain  # else who may be meant is all that was shown
        if not anything or not click.confirm(localized("erasing.sure"), default=False, err=True):
            note(localized("erasing.left"))
            return 1
    with alone(config, command="monitor erase"):  # the lock file must not hold the name
        if addresses:
            kept_apart(config, addresses)
            config = read_config(config_path, may_be_empty=True)
        found = _found(config, kind, asked, addresses, dry_run=False)
    _print_found(found, config, as_json and not asks, dry_run=False)
    return 0


def _asked(store: Store, person: str | None, address: str | None, also: tuple[str, ...]) -> Doubts:
    """The forms that go, and who else may be meant."""
    further = frozenset(form for text in also for form in exact_forms(text))
    if person is None:
        return Doubts(forms=exact_forms(address or "") | further, uncertain=(), namesakes=0)
    name = name_of(person)
    if name is None:
        raise click.UsageError(localized("erasing.no_name"))
    # Texts that are no name by themselves, and stand nowhere but as part of one that is erased: « Anne » above « Dupont »
    stops = lists_of(whole_forms(name))
    gone, left = set[str](), set[str]()
    for blocks in store.texts_holding({number for number, text in store.block_texts() if may_be_part(stops, text)}):
        texts = [block.text for block in blocks]
        for text, said in zip(texts, blocks_without(stops, texts), strict=True):
            (left if said == text else gone).add(text)
    together = {text for text in gone - left if may_be_part(stops, text)}
    seen = (StoredText(*row) for row in store.texts_seen() if row[0] not in together)
    beside = (
        StoredText(said, None, None, None)
        for _, facts in store.facts_beside()
        for said in dict.fromkeys(texts_in(json.loads(facts)))
    )
    found = doubts(name, chain(seen, beside))
    return Doubts(forms=found.forms | further, uncertain=found.uncertain, namesakes=found.namesakes)


def _found(config: Config, kind: Kind, asked: Doubts, addresses: tuple[NamedAddress, ...], *, dry_run: bool) -> Erasure:
    """Take everything out, or try; nothing found, and nothing to be finished, is NothingFound."""
    lists = lists_of(asked.forms)
    with Store.open(config.database, create=False) as store, Confined() as reader:
        known = store.is_erased(asked.forms)
        feeds = tuple(named_feeds(config, lists, rewrite=False))
        erased = store.erase(kind, asked.forms, Reads(reader), dry_run=dry_run, keep=known or bool(feeds))
        if not (erased or feeds or known or (dry_run and asked.uncertain)):
            doubtful = len(asked.uncertain)
            said = localized("erasing.only_doubts", n=doubtful) if doubtful else localized("erasing.nothing")
            raise NothingFound(said, remedy=localized("erasing.only_doubts_do" if doubtful else "erasing.nothing_do"))
        copies = tuple(old_copies(config))
        if not dry_run:
            tuple(named_feeds(config, lists, rewrite=True))
            for path in copies:
                path.unlink(missing_ok=True)
            store.finish_erasures()
    return Erasure(
        kind=kind,
        erased=erased,
        doubts=asked,
        feeds=feeds,
        copies=copies,
        databases=tuple(other_databases(config)),
        lines=tuple(named_lines(config.path, lists)),
        values=tuple(named_lines(config.env_file, lists)),
        addresses=addresses,
    )


def _print_found(found: Erasure, config: Config, as_json: bool, *, dry_run: bool) -> None:
    if as_json:
        erased = found.erased
        said = {
            "kind": found.kind,
            "dry_run": dry_run,
            "versions": [{"watch": watch, "snapshot": number} for watch, number in erased.versions],
            "unproven": [{"watch": watch, "snapshot": number} for watch, number in erased.unproven],
            "unprovable": [{"watch": watch, "snapshot": number} for watch, number in erased.unprovable],
            "forms": [{"text": text, "count": count, "around": list(around)} for text, count, around in erased.forms],
            "bytes": [asdict(one) for one in erased.bytes],
            "unread": [asdict(one) for one in erased.unread],
            "uncertain": [asdict(one) for one in found.doubts.uncertain],
            "namesakes": found.doubts.namesakes,
            "alerts": erased.alerts,
            "feeds": [{"path": str(path), "entries": count} for path, count in found.feeds],
            "copies": [str(path) for path in found.copies],
            "backups": [str(path) for path in found.databases],
            "config_lines": list(found.lines),
            "env_lines": list(found.values),
            "addresses": [{"watch": one.watch, "url": one.url, "variable": one.variable} for one in found.addresses],
        }
        print(json_line(said))
        return
    print(erased_text(found, config, terminal(sys.stdout, terminal_language(), config.timezone), dry_run=dry_run))
