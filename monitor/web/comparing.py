"""Two versions of a watch set against each other, as `monitor diff` and the pages show them."""

from __future__ import annotations

from collections import Counter

from monitor.alerts.pictures import with_regions
from monitor.compare.revisions import compare
from monitor.confine import Confined
from monitor.model import Change, DocumentRecipe, Recipe, Revision, SectionRecipe, Watch
from monitor.model.frozen import replace
from monitor.placeholders import with_names
from monitor.report.as_json import Comparison
from monitor.store import Store


def comparison(store: Store, watch: Watch, before: int, after: int, pdf: Confined, item: str | None = None) -> Comparison:
    """What differs between two versions of *watch*, or of one *item* of it. Raises NothingFound where one is not there."""
    old, new = (with_names(watch.placeholders, store.revision(watch.name, number), kept=True) for number in (before, after))
    if item:
        old, new = _only(old, item), _only(new, item)
    shas = (store.snapshot(watch.name, before).page_sha256, store.snapshot(watch.name, after).page_sha256)
    changes = compare(old, new.sections, new.documents, recipe=_recipe(watch, old, new))
    known = _recorded(store, watch.name, after) if after == before + 1 else {}
    told = []
    for change in (one for one in changes if one.significance != "cosmetic"):
        recorded = known.get((change.item, change.label))
        if recorded is not None and "compared_with" in recorded.facts:  # nothing could be read in the version before (3.12)
            told.append(recorded)
        else:
            told.append(replace(with_regions(store, change, old, new, pdf), id=recorded.id if recorded else None))
    return Comparison(watch=watch.name, old=old, new=new, changes=tuple(told), page_sha256=shas)


def _recorded(store: Store, name: str, number: int) -> dict[tuple[str, str | None], Change]:
    """The changes that a version recorded, with their ids, by item and label; of two alike neither."""
    entries = store.history(name, before=number + 1, limit=1)
    found = [replace(one.change, id=one.id) for entry in entries for one in entry.changes]
    once = Counter((one.item, one.label) for one in found)
    return {(one.item, one.label): one for one in found if once[one.item, one.label] == 1}


def _recipe(watch: Watch, *revisions: Revision) -> Recipe:
    """A recipe of every item that *revisions* hold, today's first: old versions may show what is no longer watched."""
    kinds = {d.item: d.kind for d in watch.recipe.documents}
    sections = dict.fromkeys([*(s.item for s in watch.recipe.sections), *(s.item for r in revisions for s in r.sections)])
    documents = dict.fromkeys([*kinds, *(d.item for r in revisions for d in r.documents)])
    return Recipe(
        sections=tuple(SectionRecipe(item=item) for item in sections),
        documents=tuple(DocumentRecipe(item=item, kind=kinds.get(item, "text")) for item in documents),
    )


def _only(revision: Revision, item: str) -> Revision:
    return replace(
        revision,
        sections=tuple(s for s in revision.sections if s.item == item),
        documents=tuple(d for d in revision.documents if d.item == item),
    )
