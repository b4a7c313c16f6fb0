"""Two versions of a watch set against each other, as `monitor diff` and the pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from monitor.compare.documents.of_one_name import contents_of
from monitor.compare.revisions import compare
from monitor.model import DocumentRecipe, Recipe, Revision, SectionRecipe, Watch
from monitor.model.frozen import replace
from monitor.placeholders import with_names
from monitor.report.diffs import Comparison
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.confine import Confined

_MOST_BETWEEN = 50  # versions: of more, what each of them changed is not gone through


def comparison(
    store: Store, watch: Watch, before: int, after: int, pdf: Callable[[], Confined], item: str | None = None
) -> Comparison:
    """What differs between two versions of *watch*, or of one *item* of it. Raises NothingFound where one is not there.

    *pdf*: gives what reads documents, asked for where a picture has to be looked at.
    """
    old, new = (with_names(watch.placeholders, store.revision(watch.name, number), kept=True) for number in (before, after))
    if item:
        old, new = _only(old, item), _only(new, item)
    shas = (store.snapshot(watch.name, before).page_sha256, store.snapshot(watch.name, after).page_sha256)
    # A recipe of every item that the two hold, today's first: old versions may show what is no longer watched
    kinds = {d.item: d.kind for d in watch.recipe.documents}
    sections = dict.fromkeys([*(s.item for s in watch.recipe.sections), *(s.item for r in (old, new) for s in r.sections)])
    documents = dict.fromkeys([*kinds, *(d.item for r in (old, new) for d in r.documents)])
    recipe = Recipe(
        sections=tuple(SectionRecipe(item=one) for one in sections),
        documents=tuple(DocumentRecipe(item=one, kind=kinds.get(one, "text")) for one in documents),
    )
    changes = compare(old, new.sections, new.documents, recipe=recipe)
    # The changes that the version recorded, with their ids and what is to be checked of them, by item and label; of two alike none
    entries = store.history(watch.name, before=after + 1, limit=after - before) if 0 < after - before <= _MOST_BETWEEN else ()
    recoloured = {one.change.item for entry in entries for one in entry.changes if one.change.facts.get("shown") == "drawn"}
    found = [replace(one.change, id=one.id) for entry in entries for one in entry.changes] if after == before + 1 else []
    once = Counter((one.item, one.label) for one in found)
    known = {(one.item, one.label): one for one in found if once[one.item, one.label] == 1}
    told = []
    for change in (one for one in changes if one.significance != "cosmetic"):
        recorded = known.get((change.item, change.label))
        if recorded is not None and "compared_with" in recorded.facts:  # nothing could be read in the version before (3.12)
            told.append(recorded)
        else:
            contents = contents_of(change, old, new)
            charted = kinds.get(change.item) == "orgchart" and change.item in recoloured  # else no check has seen it (§9)
            if charted and recorded is not None and "regions" in recorded.facts:
                change = replace(change, facts={**change.facts, "regions": recorded.facts["regions"]})
            elif contents and (charted or not (contents[0].text or contents[1].text or change.facts.get("regions"))):
                from monitor.alerts.pictures import with_regions  # most documents have words: a command need not load it (§9)

                change = with_regions(store, change, contents, pdf(), kind="orgchart" if charted else "file")
            known_as = {"id": recorded.id, "suspect": recorded.suspect} if recorded else {"id": None}
            if recorded is not None and "moved_to" in recorded.facts:  # the page itself told where the words stand (3.4)
                change = replace(change, facts={**change.facts, "moved_to": recorded.facts["moved_to"]})
            told.append(replace(change, **known_as))
    return Comparison(watch=watch.name, old=old, new=new, changes=tuple(told), page_sha256=shas)


def _only(revision: Revision, item: str) -> Revision:
    return replace(
        revision,
        sections=tuple(s for s in revision.sections if s.item == item),
        documents=tuple(d for d in revision.documents if d.item == item),
    )
