"""What is behind two links: the same, saved anew, or another content (DESIGN 3.11, 3.12). Pure.

And what only the picture of the pages can decide: order, spacing and hierarchy of the same letters (13.5).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from string import punctuation

from monitor.compare.charts.anew import SURE_LINK, with_reasons
from monitor.compare.charts.below import with_labels
from monitor.compare.charts.boxes import are_of_one_tree, is_rearranged
from monitor.compare.charts.categories import category_edits, without_marks, without_signs
from monitor.compare.charts.edits import compare_charts, compare_posts
from monitor.compare.charts.forms import accents_of
from monitor.compare.charts.frames import by_frames, regrouped
from monitor.compare.charts.lines import with_roles, without_written_on
from monitor.compare.charts.match import Side, matched, twins_of
from monitor.compare.charts.mergers import of_paragraphs, with_parts_apart
from monitor.compare.charts.numbered import moved_rows, reordered, without_numbers
from monitor.compare.charts.places import lines_elsewhere
from monitor.compare.charts.respelt import renamed_people, respelt
from monitor.compare.charts.sheet import Sheet, without_loose_pages
from monitor.compare.charts.signs import without_other_signs
from monitor.compare.documents.lists_beside import are_of_lists, lists_apart
from monitor.compare.documents.noted import noted_edits, with_notes_apart, without_bare_marks
from monitor.compare.documents.office_looks import worn_otherwise
from monitor.compare.documents.reworded import form_edits
from monitor.compare.documents.rows import row_edits
from monitor.compare.documents.tables import SHEETS, TEXTS, has_rows, table_edits
from monitor.compare.documents.unruled import tables_alike
from monitor.compare.documents.words import text_edits, unexplained_edits
from monitor.compare.text.alignment import aligned
from monitor.compare.text.block_facts import fact_steps
from monitor.compare.text.blocks import in_order
from monitor.compare.text.cells import SORTED
from monitor.compare.text.pieces import Piece
from monitor.compare.title_words import ENCODINGS, same_but_for_lost_letters
from monitor.compare.verdicts import RESAVED, UNSURE_LAYOUT, ContentVerdict, by_bytes
from monitor.expressions import expression
from monitor.model import DocumentContent, DocumentKind, Edit, OrgChart
from monitor.model.frozen import replace
from monitor.normalize import canonical

LAYOUT = "3.11 layout"
REENCODED = "3.30 reencoded"
FORM = "3.31 form"
_LEADER = expression(r"(?:[.…·_]\s?){5,}")


def compare_contents(kind: DocumentKind, old: DocumentContent | None, new: DocumentContent | None) -> ContentVerdict:
    """Return how two contents differ by what *kind* says: an org chart's tree and its other words, rows, text, a look."""
    if known := by_bytes(old, new):
        return known
    assert old is not None and new is not None  # else that is known
    edits = _edits(kind, old, new)
    trees = _trees(old, new) if kind == "orgchart" and not edits else None
    rearranged = trees is not None and (is_rearranged(*trees) or (are_drawings(old, new) and _is_drawn_anew(*trees)))
    spelt_alike = [block.text for block in old.text or ()] == [block.text for block in new.text or ()]
    if not edits and not rearranged and are_drawings(old, new) and spelt_alike and not stand_alike(old, new):
        edits = None  # a colour, a line, what lies over the words: its picture tells
    if not edits and not rearranged and (worn_otherwise(old, new) or _is_repainted(old, new)):
        edits = None  # the same words in other colours, under other lines, beside other pictures
    if edits is None:
        return ContentVerdict(of="different")
    if edits:
        return ContentVerdict(of="different", edits=edits)
    pictures = is_image(old) and is_image(new) and not (trees and are_drawings(old, new))
    rule = REENCODED if pictures else FORM if old.media_type != new.media_type else RESAVED
    charts = [content.orgchart for content in (old, new) if kind == "orgchart" and content.orgchart]
    anew = (
        len(charts) > 1 and not stand_alike(old, new) and (charts[0].structured != charts[1].structured or not _hang_alike(*charts))
    )
    if rule in (RESAVED, REENCODED, FORM) and anew:
        rule = UNSURE_LAYOUT
    elif rule in (RESAVED, REENCODED) and trees is not None:
        letters = [_letters(side) for side in (old, new)]
        folded = [Counter("".join(side.elements()).casefold()) for side in letters]
        if rearranged or (letters[0] != letters[1] and folded[0] == folded[1]):  # set in other capitals
            rule = LAYOUT
    if rule == RESAVED and kind == "table" and _rows(old) != _rows(new):
        rule = SORTED
    return ContentVerdict(of="resaved", rule=rule)


def _rows(content: DocumentContent) -> list[str]:
    return [canonical(block.text) for block in content.text or () if block.kind == "table_row"]


def _edits(kind: DocumentKind, old: DocumentContent, new: DocumentContent) -> tuple[Edit, ...] | None:
    """What differs; None where something does that no edit tells."""
    if kind == "orgchart" or old.media_type == new.media_type == PDF:
        old, new = _without_leaders(old), _without_leaders(new)
    if kind == "orgchart":
        old, new = with_notes_apart(old), with_notes_apart(new)
        if lists_apart(old, new) != (old, new) or are_of_lists(old, new):  # no chart: who stands beside a unit is of another list
            old, new = replace(old, orgchart=None), replace(new, orgchart=None)
        if (charted := chart_edits(old, new)) is not None:
            return (*charted, *without_signs(row_edits(old, new, charted), charted))
        if bool(old.orgchart and old.orgchart.units) != bool(new.orgchart and new.orgchart.units):
            bare = without_marks(old), without_marks(new)
            old, new = (old, new) if same_letters(*bare) else bare  # else a mark is all that differs
    if kind == "table" and has_rows(old) and has_rows(new):
        return tuple(table_edits(old, new))
    sheets = old.media_type != new.media_type and all(side.media_type.endswith(SHEETS) for side in (old, new))
    if sheets and sorted(sum(block.kind == "heading" for block in side.text or ()) for side in (old, new)) == [0, 1]:
        # Without the name of their one sheet, where the form of one knows no such name (3.31)
        old, new = (replace(side, text=tuple(b for b in side.text or () if b.kind != "heading")) for side in (old, new))
    if not (old.has_words and new.has_words):
        return () if stand_alike(old, new) and old.has_words == new.has_words else None
    if stand_alike(old, new) and same_letters(old, new) and not struck_edits(old, new):
        return ()  # another order of the same letters at the same places is how the file was written
    flowing = _is_flowing(old) and _is_flowing(new)
    old, new = (old, new) if flowing else lists_apart(old, new)
    laid_out = not flowing and is_of_lines(old) and is_of_lines(new)
    of_chart = kind == "orgchart" and laid_out and not (has_rows(old) and has_rows(new))  # which say what stands beside what
    if of_chart:
        edits = (*unexplained_edits(old, new, ()), *struck_edits(old, new))
    else:
        edits = tuple(text_edits(*(tables_alike(old, new) if laid_out else (old, new))))
    if of_chart and old.media_type == new.media_type:  # no unit was read: an entry under another head
        edits = (*edits, *lines_elsewhere(old, new, edits))
    unseen = kind == "file" and not stand_alike(old, new) and old.media_type == new.media_type
    return None if not edits and unseen else edits


def _without_leaders(content: DocumentContent) -> DocumentContent:
    """*content* without the dots that lead from a title to a name: how many there are is how wide the letters are set (3.10)."""
    led = any(_LEADER.search(block.text) for block in content.text or ())
    blocks = tuple(replace(block, text=_LEADER.sub(" ", block.text)) for block in content.text or ()) if led else content.text
    return replace(content, text=blocks) if led else content


def struck_edits(old: DocumentContent, new: DocumentContent) -> list[Edit]:
    """Return which words that stand on both sides are struck out on one (3.28), as `text_edits` has them too."""
    if not (old.facts_known and new.facts_known) or not any(block.struck for side in (old, new) for block in side.text or ()):
        return []
    sides = [[Piece(n, b.text, block=b) for n, b in enumerate(side.text or ()) if b.text.strip()] for side in (old, new)]
    steps = fact_steps(aligned(*sides)).steps
    return [replace(edit, facts={"field": "text", **edit.facts}) for edit in in_order(steps)]


def is_image(content: DocumentContent) -> bool:
    """Whether the document is a picture, of one of the kinds that pages show."""
    return content.media_type.startswith("image/")


def is_drawn(content: DocumentContent) -> bool:
    """Whether its pages can be seen as pictures: of slides, sheets and texts only the words and lines are read (13.7)."""
    return content.media_type in (PDF, SVG) or is_image(content)


_MOST_LOST = 0.1  # of all letters
_SEEN = 3  # letters of a word whose loss no picture hides
_LINE = 12  # words: more stand in a paragraph
_OF_LINES = 0.6  # of all words, those that stand in lines: a chart, a list, a poster


def is_of_lines(content: DocumentContent) -> bool:
    """Whether the text is lines beside and under each other rather than prose: their order is layout, and says nothing."""
    counts = [len(block.text.split()) for block in content.text or ()]
    return sum(count for count in counts if count <= _LINE) > _OF_LINES * sum(counts)


def _is_flowing(content: DocumentContent) -> bool:
    """Whether the file itself says in which order its words are read: a text or a table, not places on a page."""
    return content.media_type.endswith((*TEXTS, *SHEETS)) or content.media_type.startswith("text/")


def is_charted(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether two documents of which nobody said what they are are best compared as org charts."""
    charts = [content.orgchart for content in (old, new)]
    return all(chart is not None and chart.structured for chart in charts) or (is_of_lines(old) and is_of_lines(new))


def chart_edits(old: DocumentContent, new: DocumentContent, *, placed: bool = True) -> tuple[Edit, ...] | None:
    """What differs between two charts; None where one has no units, so that the text has to do (DESIGN 3.12).

    By their trees where both are sure of them, else by titles and people (3.27). Of two forms the trees alone, and the accents in
    them: what stands beside a chart is another matter on a slide than on a page (3.31). *placed*: the tree was read from where
    words stand, so that words which change places may be more than it tells.
    """
    before, after = old.orgchart, new.orgchart
    if before is None or after is None or not (before.units and after.units):
        return None
    before, after = without_loose_pages(before, after), without_loose_pages(after, before)
    (before, was_in), (after, is_in) = with_parts_apart(before, after), with_parts_apart(after, before)
    before, after = with_labels(before, after, (old.text or (), new.text or ()))
    old, new = replace(old, orgchart=before), replace(new, orgchart=after)
    alike = bool(old.text) and same_letters(old, new)
    lists = without_numbers(old, new)
    numbered = lists is not None and before.structured and after.structured
    old, new = lists or (old, new)
    sheets = Sheet(before, old.text or ()), Sheet(after, new.text or ())
    one_form = old.media_type == new.media_type
    told_by_tree = not placed and same_letters(old, new)
    struck = struck_edits(old, new) if one_form else []
    again = partial(form_edits, old, new)

    def beside(told: Sequence[Edit]) -> list[Edit]:
        """What the words of the two say beside *told*."""
        if told_by_tree or not one_form:
            return [] if told_by_tree else again(told)
        names = [*renamed_people(old, new, told), *category_edits(old, new)]
        return [*names, *without_signs(unexplained_edits(old, new, [*told, *names]), names)]

    if (before.structured and after.structured) or are_of_one_tree(before, after):
        edits = compare_charts(before, after, sheets, same_letters=alike, beside=beside, reworded=again)
    else:
        edits = compare_posts(before, after, sheets, beside, again)
    if alike and one_form and not edits and before.structured != after.structured:
        edits = tuple(regrouped(before, after))
    edits = tuple(by_frames(before, after, edits))
    told = (e for e in edits if one_form or e.op != "title_changed" or (before.title and after.title))
    edits = tuple(without_written_on(with_roles(tuple(told))))
    order = tuple(reordered(before, after, matched(Side(before), Side(after)))) if numbered else ()
    if alike and one_form and not (edits or (before.structured and after.structured)):  # words that stand in another order are news
        order = tuple(moved_rows(before, after, matched(Side(before), Side(after))))
    sure = before.structured and after.structured and (not alike or _hang_alike(before, after))
    if one_form and not (sure or order or (alike and edits)):
        order = tuple(lines_elsewhere(old, new, edits))
    found = (*with_reasons(edits, before, after), *respelt(old, new, edits), *struck, *order)
    if one_form:
        said = {(edit.before, edit.after) for edit in found}
        moved = {edit.facts["unit"] for edit in found if edit.op == "unit_moved"}
        noted = without_signs(noted_edits(old, new, moved), found)
        found = (*without_bare_marks(found, noted), *(edit for edit in noted if (edit.before, edit.after) not in said))
        found = tuple(without_other_signs(found, old, new))
    return tuple(of_paragraphs(found, was_in, is_in)) if was_in or is_in else found


_DIGEST = 64  # characters: of the look; of office files then those of `documents.packed.worn`


def stand_alike(old: DocumentContent, new: DocumentContent) -> bool:
    return old.geometry is not None and new.geometry is not None and old.geometry[:_DIGEST] == new.geometry[:_DIGEST]


def may_be_repainted(kind: DocumentKind, old: DocumentContent, new: DocumentContent) -> bool:
    """Whether only the pictures can tell that a box of a chart has another colour: a PDF of the same words at the same places."""
    drawn = kind == "orgchart" and old.media_type == new.media_type == PDF and old.pages == new.pages and new.has_words
    drawn = drawn and same_letters(old, new)  # else it is letters that look otherwise
    if not drawn or old.sha256 == new.sha256 or compare_contents(kind, old, new).of != "resaved":
        return False
    trees = _trees(old, new)
    return stand_alike(old, new) or (trees is not None and not _is_drawn_anew(*trees, apart=_SAME_SPOT, most=0.0))


def repainted(new: DocumentContent) -> DocumentContent:
    """*new*, of which the pictures showed that a box has another colour."""
    return replace(new, geometry=(new.geometry or "")[:_DIGEST] + new.sha256)


def painted(old: DocumentContent, new: DocumentContent) -> dict[str, object]:
    """That the pictures show a box in another colour, whatever the words say besides."""
    return {"shown": "drawn"} if _is_repainted(old, new) else {}


def _is_repainted(old: DocumentContent, new: DocumentContent) -> bool:
    drawn = old.media_type == new.media_type == PDF and len(new.geometry or "") == 2 * _DIGEST
    return drawn and (new.geometry or "")[_DIGEST:] == new.sha256 != old.sha256


def shown_by(old: DocumentContent, new: DocumentContent) -> dict[str, object]:
    """Which sight alone tells that two documents differ: "picture", "office", or "drawn", of one that has the same words."""
    if is_image(old) and is_image(new) and not are_drawings(old, new):
        return {"shown": "picture"}
    if are_drawings(old, new) and old.has_words and new.has_words:
        return {"shown": "drawn"}
    return {"shown": "office", "differs": list(differs)} if (differs := worn_otherwise(old, new)) else painted(old, new)


def same_letters(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether two texts have the same letters, each as often: they differ in order and spacing at most."""
    return _letters(old) == _letters(new)


def has_lost_letters(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether *new* has the words of *old* and no other, but for a few that it lost, or spells as no language does.

    Programs that print a page anew drop what a font does not tell, or tell other letters for it. Of what is lost a picture is the
    witness, which may miss a figure or a word of one or two letters.
    """
    before, after = list(_tokens(old)), list(_tokens(new))
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    accents = accents_of(old, new)
    odd = {word for word in come if any(_is_misprint(other, word) and not accents.differ(other, word) for other in gone)}
    for one, other in pairwise(after):
        if {one, other} <= {*come} and any(_is_misprint(word, f"{one} {other}") for word in gone):
            odd |= {one, other}
    short = sum(count for word, count in gone.items() if len(word) < _SEEN or any(map(str.isdigit, word)))
    lost = sum(len(word) * count for word, count in gone.items()) - sum(len(word) * count for word, count in come.items())
    few = bool(gone) and lost <= _MOST_LOST * sum(map(len, before))
    return few and odd == {*come} and short <= len(odd)


def _is_misprint(spelt: str, printed: str) -> bool:
    """Whether *printed* is *spelt* without its ligatures, or with nothing that can be read for its letters beyond ASCII."""
    if same_but_for_lost_letters(spelt, printed):
        return True
    unread = ""
    for letter in spelt if not spelt.isascii() else "":
        if letter.isascii():
            unread += re.escape(letter)
            continue
        # Up to three marks, with its letter without accents; or its bytes read one by one
        bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if part.isalpha() and part.isascii())
        code = letter.encode("utf-8")
        read = {"".join(map(chr, code)), *(code.decode(encoding, "replace") for encoding in ENCODINGS)}
        near = rf"[\W\d_{letter}{bare}]{{0,3}}"
        unread += f"(?:{'|'.join((near, *map(re.escape, sorted(read))))})"
    return bool(unread) and re.fullmatch(unread, printed) is not None


def _tokens(content: DocumentContent) -> Iterator[str]:
    """The words of a text without hyphens and the ASCII punctuation around them; odd marks within may stand for a letter."""
    words = (word for block in content.text or () for word in canonical(block.text).replace("-", "").split())
    return (bare for word in words if (bare := word.strip(punctuation)))


def _letters(content: DocumentContent) -> Counter[str]:
    return Counter("".join(canonical(block.text) for block in content.text or ()).replace(" ", ""))


# --------------------------------------------------------------------------------------------- what only the pictures can decide

PDF, SVG = "application/pdf", "image/svg+xml"


def if_alike(
    kind: DocumentKind, old: DocumentContent, new: DocumentContent, verdict: ContentVerdict | None = None
) -> DocumentContent | None:
    """Return what *new* is held to say if its pages look like those of *old*; None where the picture has no say.

    It has none where nothing differs, and where letters do: a tree with a name, a title or a unit of its own, another text. Of
    the rest, order, spacing and hierarchy are as they were read before: the same picture was merely written another way. Pages
    without text are as they were where they look the same; those whose words can't be read any more say what they said, and so
    do those of which some letters can't: a word that is gone would be missed in the picture. *verdict*: of both, where it is known.
    """
    if is_another_form(old, new):
        return replace(new, text=old.text, geometry=old.geometry, orgchart=old.orgchart)
    # The new print's words can't be read any more (a scan, letters drawn as shapes), though the old one's could.
    if _is_pdf(old, new) and old.pages == new.pages and old.has_words and not new.has_words:
        return replace(new, text=old.text, geometry=old.geometry, orgchart=old.orgchart)
    verdict = verdict or compare_contents(kind, old, new)
    if verdict.of != "different" or old.pages != new.pages or not _is_pdf(old, new):
        return None
    if is_picture(old, new):
        return replace(new, geometry=old.geometry)
    if any(edit.op in ("struck", "unstruck") for edit in verdict.edits):
        return None  # a thin line through small print may leave no trace
    if has_lost_letters(old, new) or has_lost_letters(new, old):
        return replace(new, text=old.text, geometry=old.geometry, orgchart=old.orgchart)
    trees = _trees(old, new) if kind == "orgchart" and verdict.edits else None
    if trees:
        ordered = same_letters(old, new)
        kept = None
        if all(_is_of_order(edit, ordered) for edit in verdict.edits):
            was, now = trees
            pairs, units = matched(Side(was), Side(now)), now.by_id()
            if len(pairs) == len(was.units) == len(now.units):  # hung as the old ones are, in that order
                hung = ((units[pairs[u.id]], pairs.get(u.parent or ""), u.confidence_parent) for u in was.units)
                kept = replace(now, units=tuple(replace(unit, parent=at, confidence_parent=sure) for unit, at, sure in hung))
        if kept is None and ordered and all(_is_of_order(e, ordered) and e.op == "unit_moved" for e in verdict.edits):
            kept = trees[0]  # of the same words at the same places one reading has a unit less
        return replace(new, orgchart=kept, text=old.text if ordered else new.text) if kept else None
    if not same_letters(old, new) and verdict.edits:
        return None
    # Of two readings of one picture, the one with structure, else the new one.
    return replace(
        new,
        text=old.text,
        geometry=old.geometry,
        orgchart=old.orgchart
        if old.orgchart and old.orgchart.structured and not (new.orgchart and new.orgchart.structured)
        else new.orgchart,
    )


def is_picture(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether both are pages without any text: then the picture is all there is (DESIGN 3.12)."""
    return _is_pdf(old, new) and not old.has_words and not new.has_words


def are_drawings(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether both are drawings with words: two with the same words are compared by what else they show (DESIGN 3.30)."""
    return old.media_type == new.media_type == SVG


def is_another_form(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether a PDF's page is a picture now, or the other way round: only their look can tell whether it is another one."""
    forms = is_image(old), is_image(new)
    return any(forms) and not all(forms) and old.pages == new.pages == 1 and PDF in (old.media_type, new.media_type)


def _is_pdf(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether both can be drawn, and are of one form."""
    drawn = all(one.media_type == PDF or is_image(one) for one in (old, new))
    return drawn and old.text is not None and new.text is not None


_SAME_SIDE = 1.0  # point
_SAME_SPOT = 0.5  # point


def _is_drawn_anew(old: OrgChart, new: OrgChart, *, apart: float = _SAME_SIDE, most: float = 0.5) -> bool:
    """Whether *most* boxes have other sides: another program drew the sheet (3.27). Who crosses one out leaves them as they are."""
    kept = twins_of(old, new)
    anew = sum(any(abs(a - b) > apart for a, b in zip(one.bbox, other.bbox, strict=True)) for one, other in kept)
    return anew > most * len(kept)


def _trees(old: DocumentContent, new: DocumentContent) -> tuple[OrgChart, OrgChart] | None:
    one, other = old.orgchart, new.orgchart
    return (one, other) if one and other and one.structured and other.structured else None


def _hang_alike(old: OrgChart, new: OrgChart) -> bool:
    """Whether no unit was read under another one, nor on one side only: then it can be said that they are the same (3.27).

    Whether a unit stands at the top is left open, where it does not surely hang on the other side: mostly a link that could not
    be read.
    """
    after = Side(new)
    pairs = matched(Side(old), after)
    if not len(pairs) == len(old.units) == len(new.units):
        return False
    both = [(unit, after.by_id[pairs[unit.id]]) for unit in old.units]
    return all(
        pairs.get(one.parent) == other.parent
        if one.parent and other.parent
        else one.parent == other.parent or (one if one.parent else other).confidence_parent < SURE_LINK
        for one, other in both
    )


def _is_of_order(edit: Edit, ordered: bool) -> bool:
    """A unit moved, or, where many were, the whole redrawn with none come or gone; words *ordered* otherwise, none come or gone."""
    if edit.facts.get("field") == "text":
        return ordered
    if edit.op == "person_replaced" and not any(edit.facts["ids"]):
        return ordered  # under a label, of the same words
    return edit.op == "unit_moved" or (edit.op == "redrawn" and not edit.facts.get("added") and not edit.facts.get("removed"))
