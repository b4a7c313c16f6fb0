"""What the keys of a config.toml must be to each other (DESIGN §6): all rules are always asked.

They see the parsed file before anybody knows that its types are right: a wrong type in one place hides no mistake in another.
"""

from __future__ import annotations

import fnmatch
import unicodedata
from collections.abc import Iterator
from typing import Any

from monitor.config import addresses, values
from monitor.config.reading import Mistake, Where

WAYS = ("heading", "css", "from", "after")


def broken_rules(tree: dict[str, Any]) -> Iterator[Mistake]:
    """Every rule that *tree*, with `${NAME}` replaced, breaks."""
    watches = _tables(tree, "watch")
    if "watch" not in tree or tree["watch"] == []:
        yield Mistake((), "no_watch")
    # Names become file names, and some file systems know no case.
    seen: set[str] = set()
    for where, watch in watches:
        folded = unicodedata.normalize("NFC", str(watch.get("name"))).casefold()
        if "name" in watch and folded in seen:
            yield Mistake((*where, "name"), "watch_twice")
        seen.add(folded)
    for where, watch in watches:
        if "schedule" in watch and "every" in watch:
            yield Mistake((*where, "every"), "two_schedules")
        headers = watch.get("headers")
        for key, value in headers.items() if isinstance(headers, dict) else ():
            try:
                values.header(key, str(value))
            except values.BadValue as wrong:
                yield Mistake((*where, "headers", key), wrong.code, wrong.facts)
        yield from _items(where, watch)
    smtp = tree.get("smtp")
    if isinstance(smtp, dict):
        host, plain = smtp.get("host"), smtp.get("security") == "none"
        if plain and isinstance(host, str) and not addresses.is_loopback(host) and smtp.get("allow_plain") is not True:
            yield Mistake(("smtp", "security"), "smtp_plain")
        for one, other in (("user", "password"), ("password", "user")):
            if one in smtp and other not in smtp:
                yield Mistake(("smtp", one), "smtp_login", {"missing": other})
    yield from _alerts(tree, [str(w["name"]) for _, w in watches if isinstance(w.get("name"), str)])


def _tables(tree: dict[str, Any], name: str) -> list[tuple[Where, dict[str, Any]]]:
    """The tables of a list of tables, with where each stands."""
    found = tree.get(name)
    return [((name, i), t) for i, t in enumerate(found) if isinstance(t, dict)] if isinstance(found, list) else []


def _named(where: Where, watch: dict[str, Any], key: str) -> list[tuple[Where, dict[str, Any]]]:
    """The tables by name below `sections` or `documents`."""
    found = watch.get(key)
    return [((*where, key, n), t) for n, t in found.items() if isinstance(t, dict)] if isinstance(found, dict) else []


def _items(where: Where, watch: dict[str, Any]) -> Iterator[Mistake]:
    """What is looked for on a page: at least one item, each with a name of its own and one way to be found."""
    sections, documents = _named(where, watch, "sections"), _named(where, watch, "documents")
    if not watch.get("sections") and not watch.get("documents"):
        yield Mistake(where, "no_items")
    # One name, one item: `show WATCH ITEM` and the JSON know items by name alone.
    seen = {str(place[-1]).casefold() for place, _ in sections}
    for place, _ in documents:
        if str(place[-1]).casefold() in seen:
            yield Mistake(place, "item_twice")
    for place, _ in (*sections, *documents):
        try:
            values.name(str(place[-1]))
        except values.BadValue as wrong:
            yield Mistake(place, wrong.code)
    for place, section in sections:
        start = [k for k in ("from", "after") if k in section]
        end = [k for k in ("until", "through") if k in section]
        for pair in (start, end):
            if len(pair) == 2:
                yield Mistake((*place, pair[1]), "two_ends", {"first": pair[0], "second": pair[1]})
        if start and not end:
            yield Mistake((*place, start[0]), "range_end", {"given": start[0]})
        if end and not start:
            yield Mistake((*place, end[0]), "range_start", {"given": end[0]})
        if not any(k in section for k in WAYS) and not end:
            yield Mistake(place, "section_way")
    for place, document in documents:
        if "link" not in document and "css" not in document:
            yield Mistake(place, "document_way")
        if document.get("link") == "self" and ("css" in document or len(sections) + len(documents) > 1):
            yield Mistake((*place, "link"), "self_alone")
        corrections = document.get("correct")
        if isinstance(corrections, list):
            if document.get("kind", "file") != "orgchart":
                yield Mistake((*place, "correct"), "correct_kind")
            for i, correction in enumerate(corrections):
                if isinstance(correction, dict) and ("parent" in correction) == (correction.get("ignore") is True):
                    yield Mistake((*place, "correct", i), "correct_one")


def _alerts(tree: dict[str, Any], names: list[str]) -> Iterator[Mistake]:
    seen: list[dict[str, Any]] = []
    for where, alert in _tables(tree, "alert"):
        if alert in seen:
            yield Mistake(where, "alert_twice")
        seen.append(alert)
        kind, to = None, alert.get("to")
        if isinstance(to, str):
            try:
                kind = addresses.channel(to)
                if kind == "apprise":
                    addresses.apprise_knows(to)
            except values.BadValue as wrong:
                kind = None
                if wrong.code.startswith("apprise"):  # the others are the schema's
                    yield Mistake((*where, "to"), wrong.code, wrong.facts)
        if kind == "mail" and "smtp" not in tree:
            yield Mistake((*where, "to"), "no_smtp")
        if kind not in (None, "webhook") and "secret" in alert:
            yield Mistake((*where, "secret"), "secret_unused")
        if kind not in (None, "feed") and "mode" in alert:
            yield Mistake((*where, "mode"), "mode_unused")
        for key in ("on", "watches"):
            if alert.get(key) == []:
                yield Mistake((*where, key), "empty_list")
        patterns = alert.get("watches")
        for i, pattern in enumerate(patterns if isinstance(patterns, list) else []):
            if isinstance(pattern, str) and pattern != "*" and not any(matches(pattern, name) for name in names):
                yield Mistake((*where, "watches", i), "unknown_watch", {"near": names})


def matches(pattern: str, name: str) -> bool:
    """Whether *pattern*, where * stands for any letters and nothing else is special, is *name*."""
    return fnmatch.fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]"))
