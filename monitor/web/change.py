"""The page of one change: the sentence, the list, the marked text or the pictures, how it is known. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from monitor.alerts.pictures import marks_of, pages_between
from monitor.compare.documents.of_one_name import documents_of
from monitor.errors import NothingFound
from monitor.i18n.typography import NO_BREAK, clean, held
from monitor.model import Change, ChangePictures, Edit, OrgChart, Revision
from monitor.model.frozen import dataclass, replace
from monitor.report.chart_edits import is_of_chart, is_of_field, names_summed_up
from monitor.report.chart_statements import numbers_of, statement_lines
from monitor.report.diffs import Comparison, text_with_edits, texts_around
from monitor.report.lines import MarkedLine, edit_lines, note_lines
from monitor.report.passages import Passage, in_one_line
from monitor.report.spans import Span
from monitor.store import Store
from monitor.store.reading import SnapshotFacts, StoredChange
from monitor.web.context import Seen, as_sentence, entry, people_lines, said_by
from monitor.web.gone_units import id_of_gone, with_gone
from monitor.web.strip import NARROW, strip, years
from monitor.web.words import Words, with_capital

Drawing: TypeAlias = Callable[[Store, int], ChangePictures | None]  # of a change by its id

KINDS = {"~": "edited", "+": "added", "-": "removed", "^": "moved"}  # of a line, by its mark; any other is a fact
_YEARS = 3  # beside a change
ALL_LINES = 12  # of a change, before the rest is folded
FEW_LINES = 6  # of a change, which nobody need count
_BLOCKS = 8  # of a text that is to be checked, before the rest is folded


@dataclass(frozen=True, slots=True)
class _BetweenVersions:
    """A change with the versions before and after it; None for one that was erased."""

    seen: Seen
    stored: StoredChange
    old: Revision | None
    new: Revision | None

    def text(self) -> tuple[Any, ...]:
        """The text with its edits in place; of what came or went, the text itself."""
        told = self.stored.change
        if self.old is None or self.new is None:
            return ()
        if told.change in ("added", "removed", "restored") or told.suspect:
            return ()
        return text_with_edits(told, _of_words(told), self.old, self.new, self.seen.words.language, departures=True)

    def stands(self) -> dict[str, Any] | None:
        """Of a text that is to be checked what stands there now, and where the old one is: no wall, and no riddle (3.21)."""
        told, words, name = self.stored.change, self.seen.words, self.stored.watch
        if not told.suspect or self.new is None or told.change in ("removed", "restored"):
            return None
        blocks = [shown for text in texts_around(told, self.new, words.locale) if (shown := in_one_line(text))]
        if not blocks:
            return None
        number, against = self.stored.snapshot, told.version_before(self.stored.snapshot)
        links = []
        if self.old is not None and texts_around(told, self.old):
            links.append({"text": words.phrase("old_text", number=against), "url": words.to("watch", name, against)})
            if not self.seen.static:  # which two versions are asked for is known to the server alone
                compare = f"{words.to('watch', name, number, 'compare')}?with={against}"
                links.append({"text": words.phrase("compare_both"), "url": compare})
        return {"blocks": blocks[:_BLOCKS], "folded": blocks[_BLOCKS:], "links": links}

    def pictures(self, drawn: Drawing) -> list[dict[str, Any]]:
        """The pages on which the change is seen: their addresses; drawn when asked for, or where only drawing finds them."""
        told, words = self.stored.change, self.seen.words
        if self.old is None or self.new is None or not self.seen.names:
            return []
        pages = pages_between(self.seen.store, told, self.old, self.new)
        if pages is None:
            found = drawn(self.seen.store, self.stored.id)
            pairs = found.pages if found else ()
            pages = tuple((pair.before.page if pair.before else None, pair.after.page if pair.after else None) for pair in pairs)
        label = clean(told.label or told.item)
        shown = []
        for before, after in pages:
            sides = []
            for side, page, revision, number in (
                ("before", before, self.old, told.version_before(self.stored.snapshot)),
                ("after", after, self.new, self.stored.snapshot),
            ):
                if page:
                    alt = words.phrase("picture_alt", side=words.phrase(side), page=page, label=label, number=number)
                    url = words.to("change", self.stored.id, f"{side}-{page}.png")
                    caption = words.phrase(f"{side}_version", number=number, day=words.day(revision.taken_at))
                    sides.append({"side": side, "page": page, "url": url, "alt": alt, "caption": caption})
            number = after or before or 1
            shown.append({"page": number, "sides": sides, "title": words.phrase("picture_page", page=number)})
        return shown

    def close_ups(self, pictures: Sequence[dict[str, Any]]) -> dict[int, list[dict[str, str]]]:
        """For each number of the list the places of the *pictures* that bear it: a phone shows a whole page too small."""
        words, numbers = self.seen.words, numbers_of(self.stored.change)
        found: dict[int, list[dict[str, str]]] = {}
        for side in ("before", "after") if pictures else ():
            shown = {one["page"] for pair in pictures for one in pair["sides"] if one["side"] == side}
            for page, marks in sorted(marks_of(self.stored.change, numbers, side).items()):
                for number in dict.fromkeys(n for mark in marks for n in mark.numbers) if page in shown else ():
                    url = words.to("change", self.stored.id, f"{side}-{page}-{number}.png")
                    alt = words.phrase("near_alt", side=words.phrase(side), number=number, page=page)
                    found.setdefault(number, []).append({"side": side, "url": url, "alt": alt, "caption": words.phrase(side)})
        return found

    def facts(self, before_at: datetime | None, facts: SnapshotFacts) -> list[Fact]:
        """How it is known: both visits, what lay between them, what was received, its place in the chain."""
        words, store, name, number = self.seen.words, self.seen.store, self.stored.watch, self.stored.snapshot
        after = words.phrase("version_at", number=number, moment=words.moment(self.stored.taken_at))
        rows = [
            Fact(term=words.phrase("seen_with"), text=after, url=words.to("watch", name, number)),
            Fact(term=words.phrase("source"), text=clean(facts.url), url=self.seen.link(facts.url) or ""),
        ]
        if before_at:
            against = self.stored.change.version_before(number)
            before = words.phrase("version_at", number=against, moment=words.moment(before_at))
            rows.insert(0, Fact(term=words.phrase("seen_without"), text=before, url=words.to("watch", name, against)))
            (unread,) = store.counts(name, "failed", [(before_at, self.stored.taken_at)])
            failed = words.count("gone_unread", unread)
            said = words.phrase("between_failed", failures=failed) if unread else words.phrase("between_none")
            rows.append(Fact(term=words.phrase("between"), text=said))
        if facts.exchanges:
            page = facts.exchanges[0].http
            size = store.kept_size(facts.page_sha256) if facts.page_sha256 else None
            moment = words.moment(page.finished_at)
            rows.append(
                Fact(
                    term=words.phrase("received"),
                    text=words.phrase("received_page"),
                    url=words.to("watch", name, number, "page") if size is not None else "",
                    after=words.phrase("received_fact", size=words.locale.size(size), status=page.status, moment=moment)
                    if size is not None
                    else _unkept(self.seen),
                    digest=facts.page_sha256 or "",
                )
            )
        rows += self.received_documents()
        rows.append(Fact(term=words.phrase("chain"), code=facts.hash, note=words.phrase("chain_note")))
        if facts.redacted_at is not None:
            rows.append(Fact(term=words.phrase("redacted_term"), text=words.phrase("redacted", day=words.day(facts.redacted_at))))
        elif self.seen.names and not self.seen.static:
            get = words.to("change", self.stored.id, "proof")
            rows.append(
                Fact(
                    term=words.phrase("proof"),
                    text=words.phrase("proof_get"),
                    url=get,
                    note=words.phrase("proof_note"),
                    on_paper=False,
                )
            )
        return rows

    def received_documents(self) -> Iterator[Fact]:
        """The files of the document before and after, each with its own hash; what both versions have is no news."""
        words, told, number = self.seen.words, self.stored.change, self.stored.snapshot
        own = [document for pair in documents_of(told, self.old, self.new) for document in pair]
        found = [
            (number, place, document.content)
            for number, version in ((told.version_before(number), self.old), (number, self.new))
            for place, document in enumerate(version.documents if version else ())
            if document.content and any(document is one for one in own)
        ]
        times = Counter(content.sha256 for _, _, content in found)
        for number, place, content in found:
            if times[content.sha256] == 1:
                kept = self.seen.store.is_kept(content.sha256)
                yield Fact(
                    term=words.phrase("received"),
                    text=words.phrase("received_document", number=number),
                    url=words.to("watch", self.stored.watch, number, "file", place) if kept else "",
                    after=words.locale.size(content.size) if kept else _unkept(self.seen),
                    digest=content.sha256,
                )

    def context(self) -> dict[str, Any]:
        """The newest years, or those that end with the year after the change: it is always in one of them."""
        words, zone = self.seen.words, ZoneInfo(self.seen.words.timezone)
        (watch,) = self.seen.store.watches(self.stored.watch)
        after = datetime(self.stored.taken_at.astimezone(zone).year + 1, 12, 31, tzinfo=zone)
        newest = words.now if words.now.year - self.stored.taken_at.year < _YEARS else min(words.now, after)
        shown = []
        for year, start, end in years(watch.first_at, words.timezone, newest, _YEARS):
            line = self.seen.store.line_of_time(self.stored.watch, start, end)
            here = self.stored.taken_at if start <= self.stored.taken_at < end else None
            shown.append({"year": year, "strip": strip(line, height=22, places=NARROW, here=here)})
        return {"years": shown, "alt": words.phrase("in_time_alt", day=words.day(self.stored.taken_at))}

    def citation(self, url: str, item: str) -> dict[str, str]:
        words = self.seen.words
        page, day = self.seen.title(self.stored.watch), words.day(self.stored.taken_at)
        address = words.to("change", self.stored.id)
        apa = {"item": item, "number": self.stored.snapshot, "site": words.phrase("site"), "address": "\0"}
        apa |= dict(zip(("date", "month", "year"), day.split(NO_BREAK), strict=True))
        return {
            "article": words.phrase("cite_article_text", page=page, source=clean(url), day=day, address="\0"),
            "apa": words.phrase("cite_apa_text", page=page, **apa),
            "address": address,
        }

    def tree(self) -> tuple[OrgChart, dict[str, list[tuple[str, int | None]]]] | None:
        """The chart after the change, with what went where it stood, and what is marked in it by the ids of its units."""
        told = self.stored.change
        sides = [(old and old.content, new.content) for old, new in documents_of(told, self.old, self.new) if new and new.content]
        before, chart = (sides[0][0] and sides[0][0].tree, sides[0][1].tree) if len(sides) == 1 else (None, None)
        if chart is None or not told.is_between_files:
            return None
        numbers, marks = numbers_of(told), dict[str, list[tuple[str, int | None]]]()
        as_one = names_summed_up(told)
        for n, edit in enumerate(told.edits):
            ids = edit.facts.get("ids")
            if isinstance(ids, list | tuple) and len(ids) == 2 and ids[1] and n not in as_one:
                became = next((mark for fact, mark in _BECAME.items() if edit.facts.get(fact)), None)
                mark = (became or _MARKS.get(edit.op, "per"), numbers.get(n))
                if mark not in marks.setdefault(str(ids[1]), []):
                    marks[str(ids[1])].append(mark)
            elif before and (gone := id_of_gone(edit)):
                marks[gone] = [("del", numbers.get(n))]
        return (with_gone(chart, before, told.edits) if before else chart, marks) if marks else None


def change(seen: Seen, change_id: int, drawn: Drawing, *, pairs: bool = False) -> dict[str, Any]:
    """One change: sentence, list, marked text or pictures by *drawn*, its neighbours; *pairs*: before and after side by side."""
    store, words = seen.store, seen.words
    stored = store.change(change_id)
    told, name = stored.change, stored.watch
    facts = store.snapshot(name, stored.snapshot)
    before_at = _without_at(seen, stored)
    against = told.version_before(stored.snapshot)
    old, new = _sides(seen, name, (against, stored.snapshot))
    of = _BetweenVersions(seen, stored, old, new)
    lines = _listed(told, words)
    shown = ALL_LINES - (len(lines) > ALL_LINES and lines[ALL_LINES - 1].mark == "#")  # a heading goes with what it heads
    text = of.text()
    item, here = seen.item(name, told.item, told.label), words.to("change", change_id)
    pictures = of.pictures(drawn)
    before_id = store.changes(name, before_id=change_id, limit=1)
    after_id = store.change_after(change_id)
    return {
        "id": change_id,
        "title": seen.title(name),
        "page_url": words.to("watch", name),
        "item": item,
        "headline": words.headline(told),
        "here": entry(seen, stored),
        "counts": "" if len(lines) <= FEW_LINES and lines and not text else words.counts(told) or words.counted(told),
        "long": len(words.headline(told)) > 90,
        "suspect": bool(told.suspect),
        "window": window(seen, stored),
        "lines": lines[:shown],
        "folded": lines[shown:],
        "said": len(lines) == 1 and lines[0].mark != "!" and words.says(told),
        "in_fold": sum(line.mark != "#" for line in lines[shown:]),
        "text": () if pairs else text,
        "stands": of.stands(),
        "versions": [words.phrase("version_short", number=n) for n in (against, stored.snapshot)],
        "pairs": list(_pairs(text)) if pairs else [],
        "views": _views(words, f"{here}#texte", f"{here}?view=pairs#texte", pairs) if text else [],
        "pictures": pictures,
        "near": of.close_ups(pictures),
        "tree": of.tree(),
        "facts": of.facts(before_at, facts),
        "context": of.context(),
        "earlier": next((entry(seen, one) for one in store.changes(name, item=told.item, before_id=change_id, limit=1)), None),
        "later": entry(seen, later) if (later := store.change_after(change_id, item=told.item)) else None,
        "several": sum(document.item == told.item for document in (new.documents if new else ())) > 1,  # that answer to its name
        "cite": of.citation(facts.url, item),
        "previous": entry(seen, before_id[0]) if before_id else None,
        "next": entry(seen, after_id) if after_id else None,
        "day": words.iso_day(stored.taken_at).replace("-", "/"),
    }


def versions_apart(seen: Seen, found: Comparison, *, pairs: bool = False) -> dict[str, Any]:
    """Any two versions of a watch: of each item that differs the sentence, the list and the text, inline or side by side."""
    words, name = seen.words, found.watch
    old, new = found.old, found.new
    changes = []
    for told in found.changes:
        text = text_with_edits(told, _of_words(told), old, new, words.language)
        lines = _listed(told, words)
        sentence = words.counted(told)
        changes.append(
            {
                "item": seen.item(name, told.item, told.label),
                "sentence": "" if len(lines) == 1 and held(said_by(lines[0])) == sentence else sentence,
                "lines": lines,
                "text": () if pairs else text,
                "pairs": list(_pairs(text)) if pairs else [],
            }
        )
    here = f"{words.to('watch', name, new.snapshot, 'compare')}?with={old.snapshot}"
    return {
        "title": words.phrase("compare_title", page=seen.title(name), old=old.snapshot, new=new.snapshot),
        "page": seen.title(name),
        "page_url": words.to("watch", name),
        "both": [
            {
                "text": words.phrase("version_at", number=one.snapshot, moment=words.moment(one.taken_at)),
                "url": words.to("watch", name, one.snapshot),
            }
            for one in (old, new)
        ],
        "versions": [words.phrase("version_short", number=one.snapshot) for one in (old, new)],
        "changes": changes,
        "views": _views(words, here, f"{here}&view=pairs", pairs) if any(c["text"] or c["pairs"] for c in changes) else [],
    }


def _listed(told: Change, words: Words) -> list[MarkedLine]:
    """Statements and facts, which stand in the list at the top; edits of a text are shown in the text."""
    notes = (as_sentence(line, words) for line in note_lines(told, words.language, words.timezone))
    as_a_whole = (line for line in notes if said_by(line) != words.doubt(told))  # but for what its headline says
    of_fields = (line for edit in told.edits if is_of_field(edit) for line in edit_lines(edit, words.language))
    listed = [*as_a_whole, *statement_lines(told, words.language), *of_fields, *people_lines(told, words)]
    return [with_capital(line) for line in listed]


def _of_words(told: Change) -> list[Edit]:
    """Its edits of a text: what is about a chart, and what the page shows of a document, stands in the list."""
    return [edit for edit in told.edits if not is_of_chart(edit) and not is_of_field(edit)]


def _views(words: Words, inline: str, side_by_side: str, pairs: bool) -> list[dict[str, Any]]:
    """The two ways to read a text, each with its address."""
    return [
        {"text": words.phrase("view_inline"), "url": inline, "here": not pairs},
        {"text": words.phrase("side_by_side"), "url": side_by_side, "here": pairs},
    ]


def window(seen: Seen, stored: StoredChange) -> str:
    """Between which two visits it happened."""
    words = seen.words
    values = {"after": words.moment(stored.taken_at), "zone": words.zone()}
    before = _without_at(seen, stored)
    return words.phrase("window", before=words.moment(before), **values) if before else words.phrase("window_first", **values)


def _without_at(seen: Seen, stored: StoredChange) -> datetime | None:
    """The last good visit that saw what it was before; of a document that could not be read meanwhile, when it could (3.12)."""
    since = stored.change.facts.get("compared_with")
    return datetime.fromisoformat(since["seen_at"]) if since else seen.store.last_good_before(stored.watch, stored.taken_at)


def _sides(seen: Seen, name: str, numbers: tuple[int, int]) -> tuple[Revision | None, Revision | None]:
    """The versions before and after; None for one that was erased."""
    found: list[Revision | None] = []
    for one in numbers:
        try:
            found.append(seen.revision(name, one))
        except NothingFound:
            found.append(None)
    return found[0], found[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What stood at one place before and after; None: nothing did. `same`: the blocks that did not change there."""

    kind: str  # edited, added, removed, moved, fact, same
    before: MarkedLine | None = None
    after: MarkedLine | None = None
    same: tuple[str, ...] = ()
    folded: bool = False
    rows: bool = False
    move: int = 0
    left: bool = False


def _pairs(text: Iterable[Passage]) -> Iterator[Pair]:
    """*text* in two columns: what moved stands where it stood before at the left, where it stands now at the right."""
    for part in text:
        line = part.line
        if line is None:
            yield Pair(kind="same", same=part.blocks, folded=part.folded, rows=part.rows)
            continue
        before, after = (replace(line, spans=tuple(_without(line.spans, other))) for other in "+-")
        kind = KINDS.get(line.mark, "fact")
        yield Pair(
            kind=kind,
            before=before if kind in ("edited", "removed", "fact") or (kind == "moved" and part.left) else None,
            after=after if kind in ("edited", "added") or (kind == "moved" and not part.left) else None,
            move=part.move,
            left=part.left,
        )


def _without(spans: Sequence[Span], other: str) -> Iterator[Span]:
    """*spans* without those of the *other* version, nor the white space at their rims that the one shown does not have.

    That is all of it where nothing came in the place of what went; else what would stand before a comma, a full stop, a bracket.
    """
    marked = [n for n, span in enumerate(spans) if span.role == other]
    bare = {n for n in marked if not any(_mark_at(spans, n, step) for step in (-1, 1))}
    for n, span in enumerate(spans):
        if span == Span("=", " "):
            follows = next((one for one in spans[n + 1 :] if one.role not in (other, "note")), None)
            is_of_other = follows is not None and follows.role in "+-" and follows.text.startswith((",", ".", ")", "…"))
            if is_of_other or not bare.isdisjoint((n - 1, n + 1)):
                continue
        if span.role != other:
            yield span


def _mark_at(spans: Sequence[Span], n: int, step: int) -> bool:
    """Whether what went or came stands beside *spans*[n], towards *step*; names that stand apart have a space of ours between."""
    at = n + step
    if 0 <= at < len(spans) and spans[at].role == "note":
        at += step
    return 0 <= at < len(spans) and spans[at].role in "+-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A row of « how it is known »."""

    term: str
    text: str = ""
    url: str = ""
    after: str = ""
    digest: str = ""  # SHA-256 of what the row tells of
    code: str = ""
    note: str = ""
    on_paper: bool = True


def _unkept(seen: Seen) -> str:
    return seen.words.phrase("not_kept" if seen.names else "bytes_withheld")


_MARKS = {"unit_added": "add", "unit_renamed": "ren", "unit_moved": "mov", "role_changed": "rol"}
_BECAME = {"merged": "mer", "split": "spl", "split_from": "spl"}  # by a fact of an edit: several units are one, or one is several
