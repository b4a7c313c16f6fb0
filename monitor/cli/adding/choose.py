"""From what a page offers to a [[watch]]: what was asked for by name, what was chosen by number, what is proposed (DESIGN 4.5)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from monitor.cli.adding.look import LookedAt
from monitor.cli.adding.wish import same_page
from monitor.config import values
from monitor.config.template import watch_name
from monitor.errors import MonitorError
from monitor.extract.offers import Offer
from monitor.extract.outline import Names, plain_words
from monitor.model import Config
from monitor.normalize import key
from monitor.terminal.say import localized

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


def check_free(seen_url: str, name: str | None, config: Config, kept: Mapping[str, str]) -> None:
    """Refuse an address that is watched already, and a *name* that is another page's, now or in what was kept (exit 2)."""
    if watch := next((w for w in config.watches if same_page(w.url, seen_url)), None):
        raise MonitorError(
            localized("add.watched_already", seen_url=seen_url, watch=watch.name),
            remedy=localized("add.watched_already_do", watch=watch.name),
        )
    if name is None:
        return
    try:
        values.name(name)
    except values.BadValue:
        raise MonitorError(
            localized("add.no_name", name=name),
            remedy=localized("add.no_name_do"),
        ) from None
    if any(w.name.casefold() == name.casefold() for w in config.watches):
        raise MonitorError(
            localized("add.name_taken", name=name),
            remedy=localized("add.name_taken_do"),
        )
    if name in kept and not same_page(kept[name], seen_url):
        raise MonitorError(
            localized("add.name_has_history", name=name, title=kept[name]),
            remedy=localized("add.name_has_history_do"),
        )


def name_of(title: str, url: str, taken: set[str], kept: Mapping[str, str]) -> str:
    """A name made of *title* that no other page has or had; the one under which this very address was watched before."""
    for name, address in kept.items():
        if same_page(address, url) and name.casefold() not in taken:
            return name
    names = Names(taken | {name.casefold() for name in kept})
    return names.of(title if re.search(r"[a-z0-9]", key(title)) else watch_name(url))
