"""One version of a watch: its texts, its documents as received, its org chart; and texts found in all versions. Reads only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import accumulate, islice, pairwise
from string import ascii_lowercase
from typing import Any
from urllib.parse import quote

from monitor.i18n.typography import clean
from monitor.model import EMBED, Block, Document, Section
from monitor.model.frozen import dataclass
from monitor.model.shapes import machine_time
from monitor.normalize import key, publisher
from monitor.report.passages import Since, sentence_key, sentences, stands_since
from monitor.report.spans import Pieces, extent, part
from monitor.store.texts import Hit
from monitor.web.charts import anchor
from monitor.web.context import Seen
from monitor.web.search_results import seen_when
from monitor.web.words import Words

WORDS_ALONE = 6  # of a search that finds nothing
HITS = 50  # of a search
NAMED, FIRST_NAMED = 30, 8  # units and people of a search, and those above the texts; the others are folded
LOOKED = 20  # changes of a section through which its sentences are followed back
_WORKBOOK = re.compile(r"spreadsheet|ms-excel")  # in a media type
# Headers that name no file and nobody, as an ETag, a link or a cookie may (5.17).
_IMPERSONAL_HEADERS = """age cache-control content-encoding content-language content-length content-type date expires last-modified
retry-after transfer-encoding vary"""
IMPERSONAL = frozenset(_IMPERSONAL_HEADERS.split())


def snapshot(seen: Seen, name: str, number: int) -> dict[str, Any]:
    """One version: its texts, its documents as received, the server's answer, its digests."""
    store, words = seen.store, seen.words
    facts = store.snapshot(name, number)
    revision = seen.revision(name, number) if facts.erased_at is None else None
    labels = {(d.link.item, d.link.url): d.link.label for d in revision.documents} if revision else {}  # as it was then
    newest = store.snapshot(name).number
    later = store.history(name, before=number + 2, limit=1) if number < newest else ()
    shown = words.phrase("shown_still")
    if later:
        until = store.last_good_before(name, later[0].taken_at) or facts.taken_at
        shown = words.phrase("shown_until", moment=words.moment(until))
    common = {
        "title": words.phrase("snapshot_title", page=seen.title(name), number=number),
        "heading": words.phrase("snapshot_heading", number=number),
        "page": seen.title(name),
        "page_url": words.to("watch", name),
        "lede": words.phrase("snapshot_lede", moment=words.moment(facts.taken_at), shown=shown),
        "number": number,
        "newest": newest,
        "previous": words.to("watch", name, number - 1) if number > 1 else None,
        "next": words.to("watch", name, number + 1) if number < newest else None,
        "compare": words.to("watch", name, number, "compare"),
        "hash": facts.hash,
        "page_gone": words.phrase("not_kept" if seen.names else "bytes_withheld"),
        "page_sha256": facts.page_sha256,
        "exchanges": [
            {
                "what": words.phrase("received_page")
                if e.item is None
                else seen.item(name, e.item, labels.get((e.item, e.http.url))),
                "status": e.http.status,
                "url": clean(e.http.final_url),
                "at": machine_time(e.http.finished_at),
                "shown_at": words.moment(e.http.finished_at),
                "headers": [(clean(k), clean(v)) for k, v in e.http.response_headers if seen.names or k.lower() in IMPERSONAL],
                "sha256": e.sha256,
            }
            for e in facts.exchanges
        ],
    }
    if revision is None:
        erased = words.phrase("erased", day=words.day(facts.erased_at or facts.taken_at))
        return {**common, "erased": erased, "redacted": "", "sections": [], "documents": [], "page_file": None}
    charts = words.to("watch", name, "orgchart") + ("" if seen.static or number == newest else f"?version={number}")
    return {
        **common,
        "erased": "",
        "redacted": words.phrase("redacted", day=words.day(facts.redacted_at)) if facts.redacted_at else "",
        "sections": [
            {
                "item": clean(s.item),
                "heading": clean(s.heading or "") or seen.item(name, s.item),
                "chart": charts if s.tree else None,
                **_dated(seen, name, number, s),
            }
            for s in revision.sections
        ],
        "documents": [_document(seen, name, number, n, d, charts) for n, d in enumerate(revision.documents)],
        "page_file": words.to("watch", name, number, "page") if facts.page_sha256 and store.is_kept(facts.page_sha256) else None,
    }


@dataclass(frozen=True, slots=True)
class _Readable:
    """A block as a page shows it."""

    block: Block
    words: Words

    def marked(self, found: Mapping[str, Since], oldest: int, days: Mapping[int, datetime]) -> dict[str, Any]:
        """It with a letter after each sentence that is newer than the oldest text, and what the letters mean."""
        parts = [(sentence, found[sentence_key(sentence)].version) for sentence in sentences(self.block)]
        newer = sorted({version for _, version in parts if version != oldest})
        alone = len(newer) == 1 and all(version in newer for _, version in parts)
        letters = dict(zip(newer, [""] if alone else ascii_lowercase, strict=False))
        notes = [(letters.get(v, ""), self.words.phrase("since_margin", day=self.words.day(days[v]))) for v in newer]
        ends = [0, *accumulate(len(text) for text, _ in parts)]  # joined they are the text of the block
        spans = zip(pairwise(ends), parts, strict=True)
        shown = [(self.read(span), letters.get(version, "")) for span, (_, version) in spans]
        return self.shown(shown, notes)

    def read(self, span: tuple[int, int] | None = None) -> Pieces:
        """What it, or a *span* of its text, reads; what is struck out in it apart."""
        start, end = span or (0, len(self.block.text))
        if span:  # the spaces between two sentences are in neither
            end = start + len(self.block.text[start:end].rstrip())
            start += len(self.block.text[start:end]) - len(self.block.text[start:end].lstrip())
        return tuple((clean(text), struck) for text, struck in part(self.block, start, end, self.words.locale))

    def shown(self, parts: Sequence[tuple[Pieces, str]], notes: Sequence[tuple[str, str]]) -> dict[str, Any]:
        return {"kind": self.block.kind, "parts": parts, "cells": self.apart("\t"), "notes": notes}

    def apart(self, end: str) -> list[Pieces]:
        """The lines, or cells, that *end* divides."""
        ends = [-1, *(n for n, sign in enumerate(self.block.text) if sign == end), len(self.block.text)]
        return [self.read((a + 1, b)) for a, b in pairwise(ends)]

    def lines(self) -> list[list[Pieces]]:
        """The lines, a row as one, each as its cells."""
        return [self.apart("\t")] if self.block.kind == "table_row" else [[line] for line in self.apart("\n")]


def _dated(seen: Seen, name: str, number: int, section: Section) -> dict[str, Any]:
    """The blocks of a section, with since when they stand: once for all that is oldest, in the margin for what is newer."""
    words, store, found = seen.words, seen.store, dict[str, Since]()
    if seen.names:  # else what is compared would not be what is shown
        days = dict(store.changed_at(name, section.item, before=number + 1, limit=LOOKED))
        texts = store.sections_at(name, section.item, {1, *(version - 1 for version in days)})
        before = {number: section.blocks if section else () for number, section in texts.items()}
        past = [(version, before.get(version - 1)) for version in days]
        whole = len(days) < LOOKED and texts.get(1) is not None
        edits = {c.snapshot: c.change.edits for c in store.changes_of(name, days) if c.change.item == section.item}
        found = stands_since(section.blocks, past, 1 if whole else min(days, default=number), edits)
        days |= {v: store.snapshot(name, v).taken_at for v in {one.version for one in found.values()} - days.keys()}
    blocks = [_Readable(block, words) for block in section.blocks]
    if not found:
        return {"since": "", "blocks": [one.shown([(one.read(), "")], []) for one in blocks]}
    oldest = min(found.values(), key=lambda one: one.version)
    mixed = any(one.version != oldest.version for one in found.values())
    key = "first" if oldest.version == 1 else "least" if oldest.at_least else "day"
    said = words.phrase(f"since_{key}_mixed" if mixed else f"since_{key}", day=words.day(days[oldest.version]))
    return {"since": said, "blocks": [one.marked(found, oldest.version, days) for one in blocks]}


def _document(seen: Seen, name: str, number: int, place: int, document: Document, charts: str) -> dict[str, Any]:
    words, link, content = seen.words, document.link, document.content
    kept = content is not None and seen.store.is_kept(content.sha256)
    return {
        "item": clean(link.item),
        "label": clean(link.label),
        "format": clean(" ".join(filter(None, (link.format if link.format != EMBED else None, link.size_text)))),
        "url": seen.link(link.url),
        "shown_url": clean(link.url or ""),
        "sha256": content.sha256 if content else None,
        "size": words.locale.size(content.size) if content else "",
        "file": words.to("watch", name, number, "file", place) if kept else None,
        "unread": content is None and link.format != EMBED,
        "framed": publisher(link.url or "") if link.format == EMBED else None,
        "chart": f"{charts}#{anchor(content.sha256)}" if content and document.tree else None,
        "part": words.phrase("hidden_in_workbook") if content and _WORKBOOK.search(content.media_type) else "",
        "lines": [line for block in (content.text or ()) for line in _Readable(block, words).lines()] if content else [],
    }


def search(seen: Seen, query: str) -> dict[str, Any]:
    """Texts of all versions that hold the words of *query*, with the versions between which each was seen."""
    words = seen.words
    found = seen.store.search(query, limit=HITS + 1) if query.strip() else ()
    when = seen_when(seen.store, found[:HITS], words.locale, words.timezone)
    newest = seen.store.numbers() if found else {}
    hits = [
        {
            "page": seen.title(hit.watch),
            "page_url": words.to("watch", hit.watch),
            "item": seen.item(hit.watch, hit.item),
            "url": words.to("watch", hit.watch, hit.first_snapshot),
            "when": when[hit],
            "struck": extent(hit.text, hit.struck, words.locale),
            "versions": _versions(hit, newest[hit.watch], words),
            # Every second piece is what was looked for: the search sets it between isolates.
            "parts": [(n % 2 == 1, clean(piece)) for n, piece in enumerate(re.split("[\u2068\u2069]", hit.excerpt)) if piece],
        }
        for hit in found[:HITS]
    ]
    shown, named = clean(query.strip()), list(islice(_named(seen, query), NAMED + 1))
    alone = list[dict[str, str]]()  # the words of a query that finds nothing that are found by themselves
    told = list(dict.fromkeys(clean(word.strip('"«»“”')) for word in query.split()))[:WORDS_ALONE] if not (hits or named) else []
    for word in told if len(told) > 1 else ():
        number = len(seen.store.search(word, limit=HITS + 1)) if word else 0
        if number:
            count = words.count("hits" if number <= HITS else "hits_more", min(number, HITS))
            text = words.phrase("search_found", query=word, hits=count)
            alone.append({"text": text, "url": f"{words.to('search')}?q={quote(word)}"})
    return {
        "named": named[:FIRST_NAMED],
        "others": named[FIRST_NAMED:NAMED],
        "others_told": words.count("others_named", len(named[FIRST_NAMED:NAMED])) if named[FIRST_NAMED:] else "",
        "query": query,
        "shown": shown,
        "asked": bool(query.strip()),
        "hits": hits,
        "found": words.phrase("search_found", query=shown, hits=words.count("hits", len(hits))) if hits else "",
        "more": len(found) > HITS or len(named) > NAMED,
        "alone": alone,
    }


def _versions(hit: Hit, newest: int, words: Words) -> str:
    if hit.last_snapshot is None and hit.first_snapshot < newest:
        return words.phrase("hit_version_on", first=hit.first_snapshot)
    if hit.last_snapshot in (None, hit.first_snapshot):
        return words.phrase("version_short", number=hit.first_snapshot)
    return words.phrase("hit_versions", first=hit.first_snapshot, last=hit.last_snapshot)


def _fits(name: str, wanted: Sequence[str]) -> bool:
    """Whether *name* has words that begin as each of *wanted*."""
    own = key(name).split()
    return all(any(word.startswith(w) for word in own) for w in wanted)


def _former_name(seen: Seen, name: str, one: str, wanted: Sequence[str]) -> str | None:
    """The name that fits, as it was printed at the beginning of a post of that person."""
    printed = (
        seen.store.as_printed([s], s.first_seen)[0].person or "" for s in seen.store.spells("people", name, {"person_key": {one}})
    )
    return next((form for form in printed if _fits(form, wanted)), None)


def _named(seen: Seen, query: str) -> Iterator[dict[str, str]]:
    """Units, by their charts, and people with a name that has words that begin as each of *query*; once, by their newest name."""
    wanted, words = key(query).split(), seen.words
    newest: dict[tuple[str, str], str] = {}
    fits: dict[tuple[str, str], tuple[str, str, str]] = {}
    for name, kind, one, label, item in seen.store.named() if wanted and seen.names else ():
        newest.setdefault((name, one), label)
        if (name, one) not in fits and _fits(label, wanted):
            fits[name, one] = kind, label, item
    for (name, one), forms in seen.store.forms().items() if newest else ():  # of a post the name is kept that it had last
        if (name, one) in newest and (name, one) not in fits and any(_fits(form, wanted) for form in forms):
            fits[name, one] = "person", _former_name(seen, name, one, wanted) or newest[name, one], ""
    twins = Counter((name, kind, key(newest[name, one])) for (name, one), (kind, _, _) in fits.items())
    for (name, one), (kind, found, item) in sorted(fits.items(), key=lambda fit: (fit[1][0], newest[fit[0]], fit[0])):
        page, label = seen.title(name), newest[name, one]
        is_twin = bool(item) and twins[name, kind, key(label)] > 1
        last = seen.store.spells("units", name, {"unit_key": {one}})[-1:] if is_twin else ()
        where = next(iter(seen.store.sheets(last).values()), "") or (seen.item(name, item) if is_twin else "")
        formerly = words.phrase("formerly", name=words.locale.quoted(clean(found))) if found != label else ""
        yield {
            "name": clean(label),
            "url": words.to("watch", name, kind, one),
            "kind": words.phrase(f"{kind}_kicker"),
            "page": " · ".join(filter(None, (formerly, page, clean(where)))),
        }
