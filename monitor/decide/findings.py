"""What a good visit found to be different: whose doing it is, and what its reader must know beside the words (DESIGN 3.15-3.20)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from monitor.compare import compare, digests, likeness
from monitor.compare.places import regions_json
from monitor.decide.case import Case
from monitor.decide.flapping import ABSENT, Digests, Watched, returned_to
from monitor.decide.items import Items, View
from monitor.model import Change
from monitor.normalize import canonical

WORD = re.compile(r"\w+")
ALIKE = 0.5  # a section that reads so after a new recipe is still the same one


def compared(case: Case, items: Items) -> tuple[Change, ...]:
    """Return every change that is the page's, not our own (DESIGN 3.19, 3.20)."""
    assert case.last is not None
    changes = compare(
        case.last,
        items.sections,
        items.documents,
        recipe=case.watch.recipe,
        removed_sections=case.state.removed_sections,
        removed_documents=case.state.removed_documents,
    )
    own = [c for c in changes if not _is_ours(case, c, items)]
    return tuple(c for c in own if not _is_told_by_another(case, c, own, items))


def _is_told_by_another(case: Case, change: Change, changes: Iterable[Change], items: Items) -> bool:
    """Whether an item before this one in the configuration finds the document of *change* too, and tells of it: once is enough."""
    if change.item_kind != "document":
        return False
    documents = (*items.documents, *(case.last.documents if case.last else ()))
    urls = {d.link.url for d in documents if d.item == change.item and d.link.label == change.label and d.link.url}
    order = [d.item for d in case.watch.recipe.documents]
    before = order[: order.index(change.item)] if change.item in order else []
    first = {d.item for d in documents if d.item in before and d.link.url in urls and d.link.label == change.label}
    return any(c.item in first and c.label == change.label for c in changes)


def _is_ours(case: Case, change: Change, items: Items) -> bool:
    """Whether a new recipe explains *change*: it asks for more, or found nothing on the stored page and now reads another text.

    So does a new version of our reading, but for what it finds more: that is looked for on the stored page first.
    """
    if change.change == "added" and case.new_recipe:
        return not case.was_there(change.item)
    if change.item not in case.state.unfound or change.item_kind == "document" or case.last is None:
        return False
    before, after = ([s for s in side if s.item == change.item] for side in (case.last.sections, items.sections))
    return bool(before and after) and likeness(before[0], after[0]) < ALIKE


def told(case: Case, change: Change, view: View, now: Digests) -> Change:
    """Return *change* with what else its reader must know: it is odd (so no wall of edits), it is a return (3.15, 3.17)."""
    back = returned_to(case.state, change.item, now[change.item]) if change.item in now else None
    if rewritten := _rewritten(case, change, view):
        return replace(change, change="edited", edits=(), suspect=rewritten, returns_to=back)
    suspect, moved = view.suspect.get(change.item), _moved(change, view)
    edits = () if suspect and change.significance == "substantive" and not moved else change.edits
    facts = {**change.facts, **_regions(change, view), **moved}
    return replace(change, edits=edits, suspect=suspect, returns_to=back, facts=facts)


def _rewritten(case: Case, change: Change, view: View) -> str | None:
    """How little of a removed text has come back where the selector finds text again; None: it is that text (DESIGN 3.29).

    Under its own heading, whatever stands there is the section again; a selector of a place only says where to look.
    """
    if change.change != "restored" or change.item_kind != "section" or view.reading.extraction is None:
        return None
    gone, here = (
        next((s for s in sections if s.item == change.item), None)
        for sections in (case.state.removed_sections, view.reading.extraction.sections)
    )
    if gone is None or here is None or here.found_by not in ("css", "range"):
        return None
    old, new = (Counter(WORD.findall(canonical(s.text).casefold())) for s in (gone, here))
    kept = (old & new).total()
    return f"{kept} / {old.total()} old words" if 3 * kept < old.total() else None


def _moved(change: Change, view: View) -> dict[str, object]:
    """Where the old words of a section stand now (DESIGN 3.4). Its new words are then no odd text: its reader sees them."""
    moved = view.reading.extraction.moved if view.reading.extraction and change.change == "edited" else ()
    heading = dict(moved).get(change.item)
    return {"moved_to": heading} if heading else {}


def _regions(change: Change, view: View) -> dict[str, object]:
    """Where the pictures of a document without text differ (DESIGN 5.5)."""
    readings = view.reading.documents if change.change == "replaced" and change.item_kind == "document" else ()
    found = next((r.regions for r in readings if (r.link.item, r.link.label) == (change.item, change.label)), ())
    return {"regions": regions_json(found)} if found else {}


def silent_reason(case: Case, items: Items, now: Digests, flaps: Watched) -> str | None:
    """Return why a snapshot is kept though nothing changed, or None: without it the next visit is set against what is not so."""
    assert case.last is not None
    if case.new_recipe:
        return "read under a new recipe"
    if case.state.reread:
        return "read anew by another extractor"
    if items.learned:
        return "a document read for the first time"
    if flaps.ended and _rests_elsewhere(digests(case.last), now, flaps):
        return "flapping came to rest on another text"
    return None


def _rests_elsewhere(before: Digests, now: Digests, flaps: Watched) -> bool:
    return any(now.get(one.item, ABSENT) != before.get(one.item, ABSENT) for one in flaps.ended)
