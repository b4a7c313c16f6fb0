"""A section whose heading was given other words where it stands: known by the headings around it (DESIGN 3.4). Pure."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from monitor.extract.page import Page
from monitor.extract.sections.by_heading import Start, headings, section_under
from monitor.extract.sections.cut import Cut, PastSection
from monitor.normalize import key

_KEPT = 1 / 3  # of its lines stand under the new heading
_TELLING = 4  # letters of a word that a heading is known by: not « les », « de la »


def in_its_place(page: Page, before: Page, excluded: set[int], old: PastSection) -> Cut | None:
    """What stands under the new heading in the place that *old*'s heading had on the page *before*; None: it was taken out.

    Between the same headings, of the same level; and it goes on with its words, « Les élus (mandat 2026-2032) », or a third of the
    lines below it is there, lines apart that a page repeats. Else another section has come where it went.
    """
    was, now = headings(before), headings(page)
    places = [n for n, start in enumerate(was) if key(start.text) == key(old.heading or "")]
    if len(places) != 1:
        return None
    often, words = Counter(map(key, before.layout.texts)), {*key(old.heading or "").split()}
    lines = {said for block in old.blocks if often[said := key(block.text)] < 2}
    found: list[Cut] = []
    for start in _came_there(was, now, places[0]):
        if page.boilerplate_in[start.box.start] >= 0 or any((s.level, key(s.text)) == (start.level, key(start.text)) for s in was):
            continue
        cut = section_under(page, start, excluded, "likeness")
        new = {*key(start.text).split()}
        goes_on = (words <= new or new <= words) and any(len(word) >= _TELLING for word in words & new)
        kept = lines & {key(block.text) for block in cut.blocks}
        if cut.blocks and (goes_on or len(kept) >= max(1, _KEPT * len(old.blocks))):
            found.append(cut)
    return found[0] if len(found) == 1 else None


def _came_there(was: list[Start], now: list[Start], place: int) -> list[Start]:
    """Those of *now*, of its level, between the same headings as *was*[place]; the one of its turn where as many came as went."""
    names = [[(start.level, key(start.text)) for start in side] for side in (was, now)]
    for op, a0, a1, b0, b1 in SequenceMatcher(None, names[0], names[1], autojunk=False).get_opcodes():
        if op == "replace" and a0 <= place < a1:
            came = now[b0 + place - a0 : b0 + place - a0 + 1] if a1 - a0 == b1 - b0 else now[b0:b1]
            return [start for start in came if start.level == was[place].level]
    return []
