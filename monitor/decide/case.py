"""What every decision of one check looks at, and what its visit found of the items (DESIGN 3.15, 3.19, 3.22)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from monitor.compare.documents.of_one_name import pair_documents, restored
from monitor.compare.restless import only_figures_differ
from monitor.model import (
    Channel,
    CheckSource,
    Document,
    DocumentReading,
    Failure,
    PageFindings,
    Reading,
    Revision,
    Section,
    Watch,
    WatchState,
)
from monitor.model.frozen import dataclass, field, replace

SET_BACK = timedelta(minutes=5)  # of a clock; less is one put right


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    state: WatchState
    watch: Watch
    channels: tuple[Channel, ...]
    source: CheckSource

    @property
    def last(self) -> Revision | None:
        return self.state.last

    @property
    def new_recipe(self) -> bool:
        """Whether the last revision was read under another recipe (DESIGN 3.19)."""
        return self.state.last is not None and self.state.last.recipe_hash != self.watch.recipe.hash

    @property
    def next_snapshot(self) -> int:
        return self.state.last.snapshot + 1 if self.state.last else 1

    def was_there(self, item: str) -> bool:
        """Whether the last revision holds *item*."""
        state = self.state
        return any(s.item == item for s in state.last_sections) or any(d.item == item for d in state.last_documents)

    def was_removed(self, item: str) -> bool:
        """Whether *item* is recorded as removed: then its absence is known."""
        return item in self.state.removed_items


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a second visit has to confirm (DESIGN 3.15)."""

    lost: tuple[str, ...] = ()  # items that were there
    turned: tuple[str, ...] = ()  # lost, and known to come and go (DESIGN 3.17): nothing to confirm
    odd: Mapping[str, str] = field(default_factory=dict)  # item -> reason
    figures: tuple[str, ...] = ()  # in which figures alone are others: a counter, unless they stay (DESIGN 3.6)

    @property
    def items(self) -> tuple[str, ...]:
        return (*self.lost, *self.odd)

    def __str__(self) -> str:
        reasons = [f"{item} other in its figures" for item in self.figures]
        reasons += [f"{item} lost" for item in self.lost] + [f"{item} odd ({reason})" for item, reason in self.odd.items()]
        return ", ".join(reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A good visit, settled: which losses are believed, which items are left as they were."""

    reading: Reading
    lost: frozenset[str] = frozenset()  # confirmed: gone
    unread: frozenset[str] = frozenset()  # lost on this visit only: kept as they were, with a failure
    back: frozenset[str] = frozenset()  # lost on the visit before: read as they are now, with a failure
    held: frozenset[str] = frozenset()  # odd once, not confirmed, or a counter: kept as they were
    counters: frozenset[str] = frozenset()  # figures that were others again a moment later (DESIGN 3.6)
    suspect: Mapping[str, str] = field(default_factory=dict)  # confirmed odd -> reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Every item as it stands now: as compared, and as kept in a revision."""

    sections: tuple[Section, ...]
    documents: tuple[Document, ...]  # content None: not read on this visit
    kept: tuple[Document, ...]  # the same documents, what was not read now with what was read last
    learned: bool  # a document without content in the last revision has one now
    failures: tuple[Failure, ...]  # at most one an item


def doubt(case: Case, reading: Reading) -> Doubt:
    """Return what on this visit would be recorded only after a second look. Nothing before the first good visit."""
    if case.last is None:
        return Doubt()
    covered = {one.item for one in reading.covered}
    gone = [item for item in reading.found.missing if case.was_there(item) and item not in case.state.unfound]
    had_text = {s.item for s in case.last.sections if _has_text(s)}
    emptied = [s.item for s in reading.found.sections if s.item in had_text and not _has_text(s)]
    fewer = []  # of several documents of a name one went and none came in its place (DESIGN 3.9)
    for recipe in case.watch.recipe.documents:
        now = tuple(_document(r) for r in reading.documents if r.link.item == recipe.item)
        before = [d for d in case.last.documents if d.item == recipe.item]
        if now and any(new is None for _, new in pair_documents(before, now)):
            fewer.append(recipe.item)
    lost = tuple(item for item in case.watch.recipe.items if item in {*gone, *emptied, *fewer} - covered)
    odd = {item: reason for item, reason in reading.odd if item in lost or _differs(case, reading, item)}
    texts = {s.item: s for s in case.last.sections}
    figures = tuple(
        s.item
        for s in reading.found.sections
        if s.item in texts and s.item not in {*lost, *odd, *covered} and only_figures_differ(texts[s.item], s)
        if _differs(case, reading, s.item)
    )
    return Doubt(lost=lost, odd=odd, figures=figures)


def _has_text(section: Section) -> bool:
    if section.ignored:
        from monitor.compare.sections import comparable  # with all that compares texts: few visits need it (DESIGN §9)

        return bool(comparable(section))
    return any(block.text and not block.text.isspace() for block in section.blocks)


def _differs(case: Case, reading: Reading, item: str) -> bool:
    """A section that reads as it did before is not odd, whatever it looks like; of a document, the reading said it."""
    before = section_of(case.state.last_sections, item)
    after = section_of(reading.found.sections, item)
    if before is None or after is None:
        return True
    from monitor.compare.sections import compare_sections  # late, as above

    change = compare_sections(before, after)
    return change is not None and change.significance != "cosmetic"


def never_found(case: Case, reading: Reading) -> frozenset[str]:
    """Return what neither the stored page nor this one holds for today's recipe: that is the recipe's doing (DESIGN 3.19)."""
    return frozenset(item for item in reading.found.missing if item in case.state.unfound and case.was_there(item))


def items_of(case: Case, view: View) -> Items:
    """Return every item of the recipe as *view* shows it; what was not read is as it was (DESIGN 3.16)."""
    slow = dict(view.reading.found.slow)
    covered = {f.item: f for f in view.reading.covered if f.item is not None and case.last is not None}
    as_before = view.unread | view.held | slow.keys() | covered.keys() | (frozenset(view.reading.found.missing) - view.lost)
    old, new = case.state.last_sections, view.reading.found.sections
    items = [r.item for r in case.watch.recipe.sections]
    sections = tuple(s for item in items if (s := section_of(old if item in as_before else new, item)))
    documents, kept, learned = list[Document](), list[Document](), False
    for recipe in case.watch.recipe.documents:
        before = [d for d in case.state.last_documents if d.item == recipe.item]
        if recipe.item in as_before:
            documents += before
            kept += before
        else:
            now = [_document(r) for r in view.reading.documents if r.link.item == recipe.item]
            # As of now, with the content read last where none was read: the next bytes are compared with that. What is back, too.
            pairs = pair_documents(before, now)
            gone = [d for d in case.state.removed_documents if d.item == recipe.item]
            partners = {id(b): a for a, b in pairs if a and b} | restored([b for a, b in pairs if b and a is None], gone)
            filled = [
                d if d.content or id(d) not in partners else Document(link=d.link, content=partners[id(d)].content) for d in now
            ]
            documents += now
            kept += filled
            learned |= any(a and b and a.content is None and b.content is not None for a, b in pairs)
    failures = tuple({f.item: f for f in (*_failures(case, view, as_before), *covered.values())}.values())
    return Items(sections=sections, documents=tuple(documents), kept=tuple(kept), learned=learned, failures=failures)


def section_of(sections: Sequence[Section], item: str) -> Section | None:
    """The section *item* of these; None where it is not among them."""
    return next((s for s in sections if s.item == item), None)


def _document(reading: DocumentReading) -> Document:
    return Document(link=reading.link, content=None if reading.failure else reading.content)


def _failures(case: Case, view: View, as_before: frozenset[str]) -> Iterator[Failure]:
    """Documents that were not read; items lost without confirmation, or never found; patterns that take too long.

    An item recorded as removed is known to be missing, and is no failure (DESIGN 3.15, 3.20).
    """
    found = view.reading.found
    unread: dict[str, Failure] = {}
    for reading in view.reading.documents:
        if reading.failure and (item := reading.link.item) not in as_before and item not in unread:
            of_name = [one for one in view.reading.documents if one.link.item == item]
            which = [one.link.label for one in of_name if one.failure] if len(of_name) > 1 else []
            facts = {**({"never_read": True} if _never_read(case, of_name) else {}), **({"documents": which} if which else {})}
            unread[item] = replace(reading.failure, item=item, facts={**reading.failure.facts, **facts})
    never = {i for i in found.missing if not case.was_there(i) and not case.was_removed(i)}
    items = case.watch.recipe.items
    yield from (unread[item] for item in items if item in unread)
    yield from (missing_item(i, view.reading, never=i in never) for i in items if i in never | view.unread | view.back)
    yield from (Failure(kind="timeout", detail=why, item=item, facts={"pattern": True}) for item, why in found.slow)


def _never_read(case: Case, of_name: Sequence[DocumentReading]) -> bool:
    """Whether no visit could read any of the documents *of_name*, all of one item, that cannot be read now (DESIGN 3.22)."""
    known = (*case.state.last_documents, *case.state.removed_documents)
    before = [d for d in known if d.item == of_name[0].link.item]
    if len(of_name) == 1:
        return not any(d.content for d in before)
    now = [_document(reading) for reading in of_name]
    unread = {id(d) for d, reading in zip(now, of_name, strict=True) if reading.failure}
    return not any(old and old.content for old, new in pair_documents(before, now) if id(new) in unread)


def missing_item(item: str, reading: Reading | PageFindings, *, never: bool = False) -> Failure:
    """The failure of an *item* that is not on the page; *never*: no visit has found it, so it is not lost (DESIGN 3.22)."""
    found = next((s for s in reading.sought if s.item == item), None)
    facts: dict[str, object] = {"never": True} if never else {}
    if found is None:
        return Failure(kind="item_missing", detail=item, item=item, facts=facts)
    facts |= {"by": found.by, "wanted": list(found.wanted), "nearest": list(found.nearest)}
    # What was looked for and what there is: "« Mutualisation des service » : « Mutualisation des services », « Contact »".
    wanted, nearest = (", ".join(f"«\u202f{one}\u202f»" for one in names) for names in (found.wanted, found.nearest))
    return Failure(kind="item_missing", detail=f"{wanted} : {nearest}" if nearest else wanted, item=item, facts=facts)
