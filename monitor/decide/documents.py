"""What is told of a document beside what differs: that it is odd, in whose place it stands, how to look for it (DESIGN 3.9)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from monitor.compare.documents.of_one_name import pair_documents
from monitor.compare.places import regions_json
from monitor.decide.case import Case, View
from monitor.expressions import expression
from monitor.model import Change, Document, DocumentContent, DocumentRecipe, LastRead, Newcomer
from monitor.model.frozen import dataclass, replace
from monitor.model.shapes import machine_time
from monitor.model.suspects import NO_CHART, NOT_A_CHART, WITH_TEXT
from monitor.normalize import canonical

if TYPE_CHECKING:
    from monitor.compare.verdicts import ContentVerdict

_WORD = expression(r"\w+")
_OF_LINK = ("label", "size_text", "url")


@dataclass(frozen=True, slots=True)
class _Told:
    """A change of a document, with what the configuration, the last revision and the visit say of its item."""

    case: Case
    change: Change
    view: View

    @property
    def recipe(self) -> DocumentRecipe | None:
        return self.case.watch.recipe.document(self.change.item)

    @property
    def before(self) -> list[Document]:
        return [d for d in self.case.state.last_documents if d.item == self.change.item]

    @property
    def now(self) -> list[Document]:
        found = (r for r in self.view.reading.documents if r.link.item == self.change.item)
        return [Document(link=r.link, content=r.content) for r in found]

    def last_read(self) -> tuple[LastRead, ContentVerdict] | None:
        """What a document says otherwise than it last did, where what stood in its place meanwhile could not be read (3.12).

        That was a scan, or no chart where one is wanted, and unlike it; None for any other document.
        """
        recipe = self.recipe
        waiting = [one for one in self.case.state.last_read if one.link.item == self.change.item]
        if recipe is None or not waiting or self.change.change not in ("replaced", "restored") or self.case.last is None:
            return None
        removed = [d for d in self.case.state.removed_documents if d.item == self.change.item]
        pairs = pair_documents(removed if self.change.change == "restored" else self.before, self.now)
        pair = next(((old, new) for old, new in pairs if old and new and new.link.label == self.change.label), None)
        last = next((one for one in waiting if pair and one.link == pair[0].link), None)
        if pair is None or last is None or pair[1].content is None:
            return None
        said, meanwhile = _words(last.content), _words(pair[0].content)
        if 2 * (said & meanwhile).total() >= said.total():
            return None  # the same list without its tree: what changed since was told
        from monitor.compare.documents.contents import compare_contents  # few visits have anything to compare (DESIGN §9)

        against = compare_contents(recipe.kind, last.content, pair[1].content)
        if not pair[1].content.has_words or (against.of == "different" and not against.edits) or against.rule.startswith("3.27"):
            return None
        return last, against

    def against_old(self, came: Newcomer) -> ContentVerdict | None:
        """What a newcomer says otherwise than the document in whose place it stands did (3.9); None where no more is known.

        None, too, of one that has not much in common with it: whether it is the next version is not said.
        """
        recipe = self.case.watch.recipe.document(came.link.item)
        old = next((d.content for d in self.case.state.last_documents if d.link.url == came.instead_of), None)
        new = next((r.content for r in self.view.reading.documents if r.link == came.link), None)
        if recipe is None or old is None or new is None or 2 * (_words(old) & _words(new)).total() < _words(old).total():
            return None
        from monitor.compare.documents.contents import compare_contents  # few visits have anything to compare (DESIGN §9)

        return compare_contents(recipe.kind, old, new)

    def wanted(self) -> dict[str, object]:
        """What the document was looked for by, where that does not find it; `beside`: its kind, where it finds others."""
        found, recipe = self.view.reading.found, self.recipe
        if recipe is None or self.change.change == "removed":
            return {}
        own = [link for link in found.documents if link.item == self.change.item]
        if not any(link.label == self.change.label and link in found.followed for link in own):
            return {}
        came = self.change.change == "added"  # where its old self is elsewhere, the words are to find the new one
        others = [link for link in own if link.label != self.change.label and not (came and link in found.followed)]
        apart = next(
            (words for link, words in found.told_apart if (link.item, link.label) == (self.change.item, self.change.label)), None
        )
        return {
            "wanted": [recipe.link] if recipe.link else list(recipe.css),
            **({"find_by": apart} if apart else {}),
            **({"beside": recipe.kind} if others else {}),
        }

    def is_no_chart(self, *, newcomer: bool) -> bool:
        """Whether an org chart is wanted, was there (not asked of a *newcomer*), and the document is none (3.9, 3.12)."""
        recipe, before = self.recipe, self.before
        if (
            recipe is None
            or recipe.kind != "orgchart"
            or self.change.significance != "substantive"
            or self.change.change not in ("replaced", "added")
        ):
            return False
        for old, new in pair_documents(before, self.now):
            if new is None or new.link.label != self.change.label or new.content is None or new.tree:
                continue
            if newcomer or (old.tree if old else any(one.tree for one in before)):
                return True
        return False

    def is_unlike(self) -> bool:
        """Whether under a third of the words of the item's documents is left."""
        old, new = _words(*(d.content for d in self.before)), _words(*(d.content for d in self.now))
        return 3 * (old & new).total() < old.total()


def annotated_document(case: Case, change: Change, view: View, suspect: str | None, back: int | None) -> Change:
    """The same of a document, where its pictures differ (DESIGN 5.5), and the words that do not find it any more (3.9).

    One known by its place alone is the same document where its content is; of another's words none is told. What was not read is
    not said to be what it was (3.26).
    """
    told = _Told(case, change, view)
    back = None if any(r.failure for r in view.reading.documents if r.link.item == change.item) else back
    if change.significance != "substantive" or (suspect == WITH_TEXT and change.change != "removed"):
        suspect = None
    placed = view.reading.found.placed
    joined = [one for one in view.reading.found.joined if one.link.item == change.item]
    since = told.last_read()
    came = next((one for one in joined if one.link.label == change.label and change.change in ("added", "restored")), None)
    if joined and came is None:
        suspect = None  # that is said of the newcomer
    if told.is_no_chart(newcomer=suspect is not None and change.item in placed):
        suspect = NO_CHART if change.change == "replaced" else NOT_A_CHART
    of_link = tuple(e for e in change.edits if e.facts.get("field") in _OF_LINK)
    edits = of_link if since or (suspect and told.is_unlike()) else change.edits
    readings = view.reading.documents if change.is_between_files else ()
    seen = next((r for r in readings if (r.link.item, r.link.label) == (change.item, change.label)), None)
    found = seen.regions if seen else ()
    painted = seen.content.orgchart if seen and seen.content and change.facts.get("shown") == "drawn" else None
    if seen and seen.loss and change.significance == "substantive":
        suspect = seen.loss
    lost = told.wanted() if suspect not in (NO_CHART, NOT_A_CHART) else {}  # what is no chart is not to be looked for
    beside = {} if edits != change.edits else change.facts  # what is another document shows otherwise, of course
    facts = {**beside, **({"regions": regions_json(found, painted)} if found else {}), **lost}
    if came and suspect:
        facts |= {"in_place_of": came.other, **({"moved_to": came.heading} if came.heading else {})}
        against = told.against_old(came)
        edits = against.edits if against else edits
        facts |= {"same_content": True} if against and against.of in ("same", "resaved") else {}
    if since and not suspect:
        last, against = since
        edits = (*edits, *against.edits)
        facts = {name: value for name, value in facts.items() if name not in ("regions", "sha256")}
        facts |= {"compared_with": {"snapshot": last.snapshot, "seen_at": machine_time(last.seen_at)}}
        facts |= {"same_content": True} if against.of in ("same", "resaved") and not back else {}
    return replace(change, edits=edits, suspect=suspect, returns_to=back, facts=facts)


def _words(*contents: DocumentContent | None) -> Counter[str]:
    texts = (block.text for content in contents if content for block in content.text or ())
    return Counter(word for text in texts for word in _WORD.findall(canonical(text).casefold()))
