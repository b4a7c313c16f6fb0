"""Finding a section: the ways its recipe names, in their order; where none finds text, by what it said (DESIGN 3.4). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from monitor.extract.counters import ignored_parts
from monitor.extract.elements.layout import INLINE, LayoutBox
from monitor.extract.elements.tree import classes_of
from monitor.extract.page import Page, Span
from monitor.extract.reading.drawings import drawing_among
from monitor.extract.sections.as_before import as_before, may_be_as_before
from monitor.extract.sections.by_css import by_css, selected
from monitor.extract.sections.by_heading import Start, by_heading, has_text, headings, lookalikes, other_levels, section_under
from monitor.extract.sections.cut import LEFT, BlockText, Cut, PastSection, Triple, left, likeness, triples, words_of
from monitor.extract.sections.entries import entries_of
from monitor.model import Block, Section, SectionRecipe
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key

_TOGETHER = 0.85  # of the old words stand together in their new place (3.4)
_COVERED = 0.9  # of what the dead selector held (3.4)
_REGAINED = 0.1  # of the old words: by so much more a run of blocks must hold than the heading (3.4)
_KEPT_UNDER = 1 / 3  # of its lines stand under the new heading (3.4)
_TELLING = 4  # letters of a word that a heading is known by: not « les », « de la »
_HEADED = ("heading", "text")  # Section.found_by: by the heading


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section as it stands on the page, and what its text alone does not tell."""

    section: Section
    relocated: bool = False  # not found by its first named way
    moved_to: str | None = None  # the heading under which the old words stand now, where few are left here
    headings: int = 1  # how many headings that read the same hold it
    unsure: bool = False  # the page before would tell whether what came and went did


def find_section(
    page: Page,
    recipe: SectionRecipe,
    last: Section | None,
    before: Page | None = None,
    *,
    steady: bool = False,
    notices: Sequence[Block] = (),
) -> FoundSection | None:
    """Return the section as it stands on *page*, or None. *last* is its last known text; None on a first visit.

    *before*: the page it stood on, where it is at hand: a heading that it had already is not the section's under a new name.
    *steady*: the same recipe read it, so that what only another look makes text, or none, is read as it was. *notices*: lines about
    the page that stood before *last*; those in the section itself are its text, « Cette page décrit … », and were so.
    What the user named and what is found is the section, however much was added before, beside or after the old words.
    """
    excluded = page.runs_of(selected(page, recipe.exclude)) if recipe.exclude else set()
    old = PastSection(last) if last is not None else None
    cut = _named(page, recipe, excluded, old) or (_again(page, recipe, excluded, old, before) if old else None)
    if cut is None:
        return None
    unsure = False
    if last is not None and (own := tuple(block for block in notices if block.text in {one.text for one in cut.blocks})):
        old = PastSection(replace(last, blocks=(*own, *last.blocks)))
    if old is not None and cut.blocks != old.blocks and recipe.kind != "orgchart" and steady:
        if before is not None:
            there = before.runs_of(selected(before, recipe.exclude)) if recipe.exclude else set()
            cut = replace(cut, blocks=as_before(page, before, cut, old, (there, excluded)))
        else:
            unsure = may_be_as_before(page, cut, old)
    drawing = drawing_among(page.layout, cut.runs) if recipe.kind == "orgchart" else None
    section = Section(
        item=recipe.item,
        heading=cut.heading,
        blocks=cut.blocks,
        found_by=cut.by,
        ignored=ignored_parts(cut.blocks, recipe.ignore),
        drawing=drawing or "",
        entries=entries_of(page, cut.runs) if recipe.kind == "orgchart" and drawing is None else (),
    )
    first = ("css", "range") if recipe.css or recipe.start else _HEADED
    moved: str | None = None  # the heading under which the old words stand: all of them, or the rest (3.4)
    headed = old is not None and old.heading is not None and old.by in _HEADED
    if old is not None and headed and cut.heading is None:
        moved = place_of(page, excluded, old, share=HELD)
    elif old is not None:
        moved = place_of(page, excluded, old, share=_TOGETHER) if left(cut, old) < LEFT else None
        if moved is None and headed and cut.by in _HEADED and cut.runs:
            moved = rest_of(page, cut, excluded, old)
    return FoundSection(section, relocated=cut.by not in first, moved_to=moved, headings=cut.headings, unsure=unsure)


def _again(page: Page, recipe: SectionRecipe, excluded: set[int], old: PastSection, before: Page | None) -> Cut | None:
    """The old text where no named way finds anything: under its heading's new words, or without a heading of its own (3.4, 3.6)."""
    cut = looked_for(page, recipe, excluded, old)
    if cut is None:
        return _in_its_place(page, before, excluded, old) if before is not None and old.heading is not None else None
    if old.heading is None or old.by not in _HEADED:
        return cut
    if cut.heading is None:
        return replace(cut, heading=old.heading) if stands_as_line(page, old.heading) else cut
    there_before = before is not None and key(cut.heading) in before.headings_by_key and key(cut.heading) != key(old.heading)
    return replace(cut, heading=None) if there_before else cut


def _named(page: Page, recipe: SectionRecipe, excluded: set[int], old: PastSection | None) -> Cut | None:
    """What the first way named brings: a selector's box with old words in it, else the heading's text."""
    box = by_css(page, recipe, excluded, old)
    if old is None:
        return box or (by_heading(page, recipe.heading, excluded, None) if recipe.heading is not None else None)
    held = left(box, old) if box else 0.0
    if box and held >= LEFT:
        return box
    if recipe.heading is None:
        said = {key(text) for text in (box.heading or "", *(b.text for b in box.blocks))} if box else set()
        if box is None or old.heading is None or key(old.heading) in said:
            return box
        there = by_heading(page, old.heading, excluded, old)  # its old heading left the box and took the old words along
        return there if there is not None and left(there, old) >= _TOGETHER else box
    head = by_heading(page, recipe.heading, excluded, old)
    if head is None:
        return box
    first = head.blocks[0]
    if old.heading is not None and first.kind == "heading" and key(first.text) == key(old.heading) and len(head.blocks) > 1:
        # The heading that the selector's box began with, where that is another than the one named, never was text.
        head = replace(head, blocks=head.blocks[1:], heading=first.line)
    if box:
        return head if left(head, old) > max(LEFT, 2 * held) else box
    kept = likeness(head, old).kept
    if kept >= _COVERED or old.by in _HEADED or not (recipe.css or recipe.start):
        return head  # as the only named way, its text is the section whatever was followed while it had none (3.4)
    other = looked_for(page, recipe, excluded, old)  # a place that holds more, as the selector did that died
    return other if other is not None and likeness(other, old).kept >= kept + _REGAINED else head


ALMOST = 0.85  # a heading that reads almost the same (3.4)
HELD = 0.6  # a run of blocks holds most of the old text (3.4)
_CLEARLY = 0.05  # more like the old text: clearly so
_RENAMED = 0.3  # of the old words under a heading that only reads almost the same: « Article 1 » is not « Article 2 »
_STRANGE = 0.5  # what an unknown word costs against a known one in a run
_FEW = 10  # words: fewer are found anywhere
_TIE = 0.01  # bounds hardly less like the old text that come first
_BLUR = 0.25  # of what is missing to likeness: bounds that come later must be better by so much
_TRIMMED = 0.1  # by this much trimmed bounds must be more like the old text than the page's own
_NEARLY = 0.6  # so much like the old heading, a line right above the old text is the new one
_LONGEST_TITLE = 120  # characters of a line that may have taken the old heading's place
_PROSE = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "hr"})


def looked_for(page: Page, recipe: SectionRecipe, excluded: set[int], old: PastSection) -> Cut | None:
    """The place most like the *old* text, where no named way finds anything; None: nowhere.

    Under its heading, as it ranks or would at another level; under one that reads almost the same; as a run of blocks; in a box. An
    earlier way stands unless a later one is clearly more like the old text: the page's own bounds come before trimmed ones.
    """
    cuts, names = list[Cut](), [n for n in (recipe.heading, old.heading) if n]
    if old.heading and (cut := by_heading(page, old.heading, excluded, old)):
        cuts.append(cut)
    for start in headings(page):
        if key(start.text) in map(key, names):
            # Whatever its level, a heading that nothing stands under does not head the next sections (3.4).
            cuts += (cut for cut in other_levels(page, start, excluded, "level") if left(cut, old) >= LEFT)
    cuts += almost(page, names, excluded, old)
    if (words := by_words(page, excluded, old)) is not None:
        cuts.append(words)
    best: Cut | None = None
    for cut in cuts:
        if best is None or likeness(cut, old).whole > likeness(best, old).whole + _CLEARLY:
            best = cut
    return best or _box_with(page, excluded, old)


def _box_with(page: Page, excluded: set[int], old: PastSection) -> Cut | None:
    """The innermost box that holds most of the old text, however much stands between its parts."""
    layout = page.layout
    known = _known(old)
    most = HELD * known.total()
    held = [0] * (len(layout.texts) + 1)
    for run, block in layout.numbered([r for r in range(len(layout.texts)) if r not in excluded and page.boilerplate_in[r] < 0]):
        shingles = Counter(triples(words_of([block])))
        held[run + 1] = (shingles & known).total()
        known -= shingles
    upto = list(accumulate(held))
    box = next((b for b in reversed(layout.boxes) if upto[b.end] - upto[b.start] >= most), None)
    if box is None or known.total() == 0 == most:
        return None
    return _headed(page, (box.start, box.end, box.order), excluded, old)


def place_of(page: Page, excluded: set[int], old: PastSection, *, share: float) -> str | None:
    """The heading, another than its own, under which at least *share* of the *old* words stand together; None: nowhere."""
    run = _run(page, excluded, old) if len(old.words) >= _FEW else []
    if not run or likeness(Cut(tuple(b for _, b in run), None, "words"), old).kept < share:
        return None
    over = [s.text for s in _headings_over(page, run[0][0])]
    return next((text for text in over if key(text) != key(old.heading or "")), None)


def rest_of(page: Page, cut: Cut, excluded: set[int], old: PastSection) -> str | None:
    """The heading right after *cut* that took the end of the *old* text under it; None: no end of it is gone, or not there.

    Line by line as it was, however short; or most of its words, where they are enough not to stand there by chance.
    """
    after = (s for s in headings(page) if s.box.start > cut.runs[-1] and page.boilerplate_in[s.box.start] < 0)
    start = next(after, None)
    if start is None or key(start.text) == key(cut.heading or ""):
        return None
    was, kept = ([key(block.text) for block in blocks] for blocks in (old.blocks, cut.blocks))
    under = section_under(page, start, excluded, "heading")
    begins = [key(block.text) for block in under.blocks[: len(was)]]
    ends = (was[at:] for at in range(1, len(was)))
    if any(end == begins[: len(end)] and not {*end} & {*kept} for end in ends):
        return start.text
    at = next((n for n in range(len(old.blocks), 0, -1) if left(cut, BlockText(old.blocks[n - 1 : n])) >= LEFT), 0)
    rest = BlockText(old.blocks[at:])
    return start.text if len(rest.words) >= _FEW and left(under, rest) >= HELD else None


def almost(page: Page, wanted: Iterable[str], excluded: set[int], old: PastSection) -> Iterator[Cut]:
    """The sections under headings that read almost like one of *wanted* and hold something of the *old* words."""
    from rapidfuzz import fuzz

    names = [k for k in map(key, wanted) if k]
    for start in headings(page):
        said = key(start.text)
        if said not in names and any(fuzz.ratio(said, name) >= 100 * ALMOST for name in names):
            natural = section_under(page, start, excluded, "likeness")
            if likeness(natural, old).kept >= _RENAMED:
                yield natural
            for cut in other_levels(page, start, excluded, "likeness"):
                if left(cut, old) >= LEFT and likeness(cut, old).kept >= _RENAMED:
                    yield cut


def by_words(page: Page, excluded: set[int], old: PastSection) -> Cut | None:
    """The run of blocks that holds at least 0.6 of the words of *old*, in the extent that is most like it.

    The bounds that the page itself gives come first: a bare run would never show a paragraph that is added at its end.
    """
    run = _run(page, excluded, old) if len(old.words) >= _FEW else []
    if not run or likeness(Cut(tuple(b for _, b in run), None, "words"), old).kept < HELD:
        return None
    first, past = run[0][0], page.layout.end_of_block(run[-1][0])
    around = [b for b in page.layout.boxes if b.start <= first and b.end >= past][-1]
    # The bounds that the page gives the run: the headings over it, and what goes on beside it in the box around it
    over = _headings_over(page, first) if old.heading is not None else []
    given = [section_under(page, start, excluded, "words") for start in over]
    given.append(_headed(page, _with_neighbours(page, around, first, past, excluded), excluded, old))
    bounded = [c for c in given if likeness(c, old).kept >= HELD]
    # Bounds made to measure: always the most like the old text, and they would never show what is added to it
    above = _heading_at(page, first)
    made = [_headed(page, (first, past, around.order), excluded, old)]
    made += other_levels(page, above, excluded, "level") if above is not None else ()
    trimmed = max(made, key=lambda c: likeness(c, old).whole)
    closest = max((likeness(c, old).whole for c in bounded), default=0.0)
    best = trimmed
    if likeness(trimmed, old).whole <= closest + _TRIMMED:
        # The first of the page's own that no later ones clearly beat; of a rewritten text all edges are blurred
        best = next((c for c in bounded if c.text.bag == old.bag), bounded[0])
        for cut in bounded[1:]:
            before = likeness(best, old).whole
            if likeness(cut, old).whole > before + max(_TIE, _BLUR * (1 - before)):
                best = cut
    return Cut(best.blocks, best.heading if old.heading is not None else None, "words")


def _run(page: Page, excluded: set[int], old: PastSection) -> list[tuple[int, Block]]:
    """The stretch of the page's blocks with the most words that stand in *old* in the same company, and the fewest others.

    What is known counts as often as it stood in the old text, so a copy counts nothing: which of both is one is told by reading
    from either end, as what the page says twice may stand before the stretch or behind it.
    """
    layout = page.layout
    runs = [r for r in range(len(layout.texts)) if r not in excluded and page.boilerplate_in[r] < 0]
    blocks = layout.numbered(runs)
    said = [triples(words_of([block])) for _, block in blocks]
    (down, first), (up, last) = _best_stretch(said, old), _best_stretch(said[::-1], old)
    start, end = first if down >= up else (len(blocks) - last[1], len(blocks) - last[0])
    return blocks[start:end]


def _best_stretch(said: Sequence[Sequence[Triple]], old: PastSection) -> tuple[float, tuple[int, int]]:
    """Of blocks by their shingles the stretch that is worth most, and what: known ones less what the unknown ones cost."""
    known = _known(old)
    best, best_at, total, begin = 0.0, (0, 0), 0.0, 0
    for at, shingles in enumerate(said):
        if total <= 0:
            total, begin = 0.0, at
        for shingle in shingles:
            if known[shingle] > 0:
                known[shingle] -= 1
                total += 1
            else:
                total -= _STRANGE
        if total > best:
            best, best_at = total, (begin, at + 1)
    return best, best_at


def _known(old: PastSection) -> Counter[Triple]:
    return Counter(triple for block in old.blocks for triple in triples(words_of([block])))


def _headings_over(page: Page, run: int) -> list[Start]:
    """The headings under which *run* stands, innermost first: each of a higher level than the one before."""
    found: list[Start] = []
    for start in reversed(headings(page)):
        if start.box.start <= run and start.level and (not found or start.level < (found[-1].level or 0)):
            found.append(start)
    return found


def _in_its_place(page: Page, before: Page, excluded: set[int], old: PastSection) -> Cut | None:
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
        if cut.blocks and (goes_on or len(kept) >= max(1, _KEPT_UNDER * len(old.blocks))):
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


def _with_neighbours(page: Page, around: LayoutBox, first: int, past: int, excluded: set[int]) -> Span:
    """The run [first, past) and what goes on before and after it inside *around*: to the next title, or what is of another kind."""
    layout = page.layout
    starts = [r for r, _ in layout.numbered(page.shown([(around.start, around.end, around.order)], excluded))]
    within = [at for at, r in enumerate(starts) if first <= r < past]
    if not within:
        return first, past, around.order
    low, high = within[0], within[-1]
    inner = min((rank for at in within[1:] if (rank := layout.rank(starts[at]))), default=8)
    if layout.rank(starts[low]) is None:
        while low > 0 and layout.rank(starts[low - 1]) is None and _goes_on(page, around, starts[low - 1], starts[low]):
            low -= 1
    while high + 1 < len(starts):
        rank = layout.rank(starts[high + 1])  # of *inner* rank or lower it is a title of the text itself
        if (rank is not None and rank < inner) or not _goes_on(page, around, starts[high + 1], starts[high]):
            break
        high += 1
    return starts[low], layout.end_of_block(starts[high]), around.order


def _goes_on(page: Page, around: LayoutBox, run: int, beside: int) -> bool:
    """Whether the block at *run* is of the kind of the one *beside* it: prose, a paragraph of div, the same element and class."""
    box, other = page.layout.child_at(around, run), page.layout.child_at(around, beside)
    if box is other or box is around or box.el.name in _PROSE or box.el.name in INLINE:
        return True
    shared = set(classes_of(box.el)) & set(classes_of(other.el))
    leaf = all(b.el.name in INLINE for b in page.layout.inside(box))
    return box.el.name == other.el.name and (bool(shared) or (leaf and not classes_of(box.el)))


def _headed(page: Page, span: Span, excluded: set[int], old: PastSection) -> Cut:
    """The blocks of *span*, its heading apart: the one it begins with or the one right above, in a heading element or not."""
    blocks = page.gathered(page.shown([span], excluded))
    if blocks and (blocks[0].kind == "heading" or _reads_like(blocks[0].text, old.heading)):
        return Cut(blocks[1:], blocks[0].text, "words")
    above = _heading_at(page, span[0])
    if above is not None or old.heading is None:
        return Cut(blocks, above.text if above else None, "words")
    before = [r for r in range(max(0, span[0] - 8), span[0]) if page.boilerplate_in[r] < 0]
    line = next((b.text for b in reversed(page.layout.gathered(before))), "")
    titles = 0 < len(line) <= _LONGEST_TITLE and line.rstrip()[-1:] not in (".", ":", ";", ",")  # short, and no sentence
    replaces = titles and key(old.heading) not in key(" ".join(page.layout.texts))
    return Cut(blocks, line if replaces or (line and _reads_like(line, old.heading)) else None, "words")


def stands_as_line(page: Page, heading: str) -> bool:
    """Whether *heading* is still a line of the page's text, be it with nothing under it."""
    starts = (*headings(page), *lookalikes(page, heading))
    return any(key(s.text) == key(heading) and page.boilerplate_in[s.box.start] < 0 for s in starts)


def _reads_like(line: str, heading: str | None) -> bool:
    from rapidfuzz import fuzz

    return heading is not None and len(line) < 200 and fuzz.ratio(key(line), key(heading)) >= 100 * _NEARLY


def _heading_at(page: Page, run: int) -> Start | None:
    """The heading that begins at *run*, or ends above it with no word between."""
    above = [s for s in headings(page) if s.box.end <= run or s.box.start == run]
    if not above or (above[-1].box.end <= run and has_text(page, above[-1].box.end, run)):
        return None
    return above[-1]
