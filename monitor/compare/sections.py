"""Two readings of one section -> one change (DESIGN 3.6, 3.10, 5.3). Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain
from operator import eq

from monitor.compare.link_keys import link_key, sized_links
from monitor.compare.text.alignment import aligned
from monitor.compare.text.block_facts import fact_keys, fact_steps
from monitor.compare.text.blocks import edits_between, in_order, text_steps
from monitor.compare.text.cells import SORTED, in_colours_of, moved_cells, with_columns_of
from monitor.compare.text.cells_apart import cells_apart, in_place
from monitor.compare.text.explained_looks import with_look
from monitor.compare.text.pieces import Piece
from monitor.compare.turning_lists import turned
from monitor.model import Block, Change, DocumentContent, Edit, Section, telling
from monitor.model.frozen import replace
from monitor.normalize import canonical, tokens, visible

_COUNTED = r"(?:vues?|visites?|partages?|views?|shares?)\b"
TYPOGRAPHY = "3.10"  # the rule that hides what only looks different
MARKUP = "3.11 markup"  # the same words wrapped in other blocks, or in blocks of another kind
ADDRESS = "3.11 address"
IGNORED = "3.6"
TURNED = "3.6 pages"  # a list of other pages behind the text, drawn anew
UNSEEN = "3.11"
REWRITTEN = "3.28"  # the same links at another prefix or host
_MARKS = b"\x7f \n\t\"'`-.,:;!?()[]/<>"
_MARKS_OF_LATIN = _MARKS + bytes(range(128, 256))
_SMALL = re.compile("[\u02b0-\u02ff\u1d2c-\u1d6a\u2070-\u209c\ufb00-\ufb06]")  # what stands for letters and figures: « 2ᵉ », « ﬁ »
_CELLS = re.compile(r"([\n\t])")
_MINOR = frozenset({"link", "picture", "frame"})


def compare_sections(old: Section, new: Section, watched: Collection[str] = ()) -> Change | None:
    """Return what differs between two readings of one section, or None when they are identical.

    `edited` with its edits in reading order, a renamed heading first: substantive, or minor where only links, pictures or frames
    differ (3.28); or cosmetic, with the rule that hides it. *watched*: keys (targets.link_key) of links that are watched documents.
    """
    if old.heading == new.heading and old.blocks == new.blocks:
        return None
    if all(section.orgchart is not None and section.orgchart.units for section in (old, new)):
        from monitor.compare.documents.contents import (
            chart_edits,  # with all that compares charts, which most visits do not (DESIGN §9)
        )

        if (charted := chart_edits(_as_content(old), _as_content(new), placed=False)) is not None:
            return _charted(old, new, charted)
    (was, now), drawn = _told_alike(old, _spelt_as(old, new)), turned(old, new)
    if any(drawn):
        was, now = ([piece for piece in side if piece.at not in out] for side, out in zip((was, now), drawn, strict=True))
    olds, news, are_apart = cells_apart(was, now)
    painted = in_colours_of(olds, news)
    alignment = aligned(ordered := with_columns_of(painted, news), news)
    heading, text = _heading_edits(old, new), text_steps(alignment)
    runs = tuple(run for edit in (*heading, *(edit for _, edit in text)) for run in edit.words)
    # Of each word as many came as went: all may be a matter of wrapping; cheap, where comparing all words is not
    sides = [[said for sign, said in runs if sign == of] for of in "+-"]
    as_many = eq(*(len(_letters("\n".join(side))) for side in sides))  # letters, which is told sooner
    as_many = as_many and eq(*(Counter(chain.from_iterable(map(tokens, side))) for side in sides))
    if (old.heading is None) != (new.heading is None) or as_many:
        # A bold line may be the heading on the other page, and two cells, « 64 », « 132 € », look like a number
        said, says = (" ".join(section_tokens(section)).split() for section in (old, new))
        if said == says:
            elsewhere = [  # an entry of another list, a word in another cell
                (place, edit)
                for place, edit in text
                if ("headings" in edit.facts if edit.op == "move" else edit.words and all(sign == "=" for sign, _ in edit.words))
            ]
            listed = {str(edit.facts["at"]) for _, edit in elsewhere}  # by column, where these are lists
            cells = [((n, 0, 1), edit) for n, edit in moved_cells(alignment) if str(edit.facts["at"]) not in listed]
            heading, text = [], [*elsewhere, *cells]
    known = old.facts_known and new.facts_known
    facts = fact_steps(alignment, watched) if known else None
    if any(block.looks for block in new.blocks):
        text = [(place, with_look(edit, alignment)) for place, edit in text]
    edits = (*heading, *in_order([*text, *(facts.steps if facts else ())]))
    edits = tuple(in_place(edits)) if are_apart else edits
    sizes = {n: links for n, edit in enumerate(edits) if (links := sized_links(edit, new))}
    told = {n for n, links in sizes.items() if all(link_key(link.url) in watched for link in links)}  # as the document's (3.11)
    minor = all(edit.op in _MINOR or n in sizes for n, edit in enumerate(edits))
    edits = tuple(edit for n, edit in enumerate(edits) if n not in told)
    if edits:
        return Change(
            item=new.item, item_kind="section", change="edited", significance="minor" if minor else "substantive", edits=edits
        )
    if told and not (old.ignored or new.ignored):
        return None
    if any(drawn):
        return Change(item=new.item, item_kind="section", change="edited", significance="cosmetic", rule=TURNED)
    rule = REWRITTEN if facts and facts.rewritten else SORTED if ordered is not painted else _rule(old, new, watched)
    return Change(item=new.item, item_kind="section", change="edited", significance="cosmetic", rule=rule) if rule else None


def _as_content(section: Section) -> DocumentContent:
    """A section that is an org chart as a document that is one; of cards side by side the posts are known (3.27).

    Parts that are shown but not compared are left out of its text (3.6); what is nothing else keeps its place (5.13).
    """
    charted = section.orgchart if section.orgchart is not None and section.orgchart.units else None
    said = _kept(section) if section.ignored else [block.text for block in section.blocks]
    text = tuple(Block(b.kind, kept, struck=b.struck) for b, kept in zip(section.blocks, said, strict=True))
    known = section.facts_known
    return DocumentContent(sha256="", size=0, media_type="text/html", text=text, orgchart=charted, facts_known=known)


def _charted(old: Section, new: Section, charted: Sequence[Edit]) -> Change | None:
    """What differs between two readings of a section that is an org chart: its units and people, then words beside them (3.31)."""
    from monitor.compare.charts.boxes import is_rearranged
    from monitor.compare.charts.sheet import named_facts
    from monitor.compare.documents.contents import FORM

    told = (replace(e, facts={k: v for k, v in e.facts.items() if (k, v) != ("field", "text")}) for e in charted)
    edits = (*_heading_edits(old, new), *told)
    if not edits and _means_by_order(old) and _means_by_order(new):
        edits = tuple(edit for edit in edits_between(pieces(old), pieces(new)) if edit.op == "move")
    if edits:
        named = named_facts(_as_content(old), _as_content(new))
        return Change(item=new.item, item_kind="section", change="edited", significance="substantive", edits=edits, facts=named)
    facts = fact_steps(aligned(pieces(old), pieces(new)), ()) if old.facts_known and new.facts_known else None
    beside = tuple(edit for _, edit in facts.steps) if facts else ()
    if old.orgchart and new.orgchart and is_rearranged(old.orgchart, new.orgchart):  # boxes that only changed places (3.11)
        beside = tuple(edit for edit in beside if edit.facts.get("shown") != "drawing")
    if beside:
        return Change(item=new.item, item_kind="section", change="edited", significance="minor", edits=beside)
    counted = (old.ignored or new.ignored) and section_tokens(old) == section_tokens(new)
    rule = _rule(old, new, ()) if counted or [b.line for b in old.blocks] == [b.line for b in new.blocks] else FORM
    return Change(item=new.item, item_kind="section", change="edited", significance="cosmetic", rule=rule) if rule else None


def _means_by_order(section: Section) -> bool:
    """Whether rows of several kinds, directions and services, stand under one head, or none: their order tells whose they are."""
    from monitor.compare.title_words import is_generic, title_key

    chart = section.orgchart
    in_rows = any(block.kind in ("table_row", "list_item") for block in section.blocks)
    if chart is None or not (chart.structured or in_rows) or len({unit.parent for unit in chart.units} - {None}) > 1:
        return False
    first = {word for unit in chart.units for word in title_key(unit.title).split()[:1]}
    return sum(is_generic([word]) for word in first) > 1


def _heading_edits(old: Section, new: Section) -> list[Edit]:
    """A heading that one reading has and the other not is the page's doing only if both were found the same way.

    Or if the text is found by what it says since its heading is gone, or under it since it is back (3.4, 3.6).
    """
    ways = {old.found_by, new.found_by}
    if old.heading == new.heading:
        return []
    if (old.heading is None or new.heading is None) and len(ways) > 1 and not ("words" in ways and ways & {"heading", "text"}):
        return []
    facts = {"field": "heading", "at": [None, None]}
    return [replace(edit, facts=facts) for edit in edits_between(_heading(old), _heading(new))]


def _heading(section: Section) -> list[Piece]:
    return [Piece(0, section.heading)] if section.heading else []


def _rule(old: Section, new: Section, watched: Collection[str]) -> str | None:
    """Which rule hides what differs; None where that is the address of a watched document alone: it is told as the document's."""
    if old.heading == new.heading and old.text.split() == new.text.split():
        lines = [re.findall("[\n\t]", b.text) for b in old.blocks] != [re.findall("[\n\t]", b.text) for b in new.blocks]
        if lines or [b.kind for b in old.blocks] != [b.kind for b in new.blocks]:
            return MARKUP
        if old.text != new.text:
            return TYPOGRAPHY
        if not (old.facts_known and new.facts_known):
            return UNSEEN
        aside = _addresses(old, ()) != _addresses(new, ())
        return ADDRESS if _addresses(old, watched) != _addresses(new, watched) else None if aside else UNSEEN
    unlike = tokens(old.text) != tokens(new.text)
    return IGNORED if unlike and (old.ignored or new.ignored) else TYPOGRAPHY if not unlike else UNSEEN


def _addresses(section: Section, watched: Collection[str]) -> list[str]:
    """All addresses as written, without those of the links to *watched* documents and of the frames that show them."""
    links = [link.url for b in section.blocks for link in b.links if link_key(link.url) not in watched]
    pictures = [picture.url for b in section.blocks for picture in b.pictures]
    return [*links, *pictures, *(frame.url for b in section.blocks for frame in b.frames if link_key(frame.url) not in watched)]


def pieces(section: Section) -> list[Piece]:
    """Return the blocks of *section* as they are aligned, by their places; those that hold nothing to compare are left out."""
    if not section.ignored:
        return [Piece(n, b.text, block=b) for n, b in enumerate(section.blocks) if not b.text.isspace() and b.text]
    return [piece for piece in _all_pieces(section) if piece.keys]


def _spelt_as(old: Section, new: Section) -> Section:
    """*new* with the typography of *old* in the blocks that differ from one of its in nothing else: it is the same line (3.10)."""
    known, found = ({block.text for block in side.blocks} for side in (old, new))
    if not (known - found) or not (come := found - known):
        return new
    letters = {_letters(text) for text in come}
    spelt = {_folded(b.text): b.text for b in old.blocks if b.text not in found and _letters(b.text) in letters}
    if not spelt:
        return new
    # Parts that are not compared are looked for as they stand
    like = (
        block.text
        if block.text not in come or block.struck or any(part in block.text for part in new.ignored)
        else spelt.get(_folded(block.text), block.text)
        for block in new.blocks
    )
    return replace(
        new, blocks=tuple(replace(b, text=text) if text != b.text else b for b, text in zip(new.blocks, like, strict=True))
    )


def _letters(text: str) -> bytes:
    """The plain letters and figures of *text*, sooner told than `_folded`: the same of lines that differ in typography alone."""
    try:
        return text.replace("’", "").encode("latin-1").translate(None, _MARKS_OF_LATIN)
    except UnicodeEncodeError:  # only then may it have any of `_SMALL`, or letters with their accents apart
        if _SMALL.search(text):
            text = canonical(text)
        elif not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        return text.encode("ascii", "ignore").translate(None, _MARKS)


def _folded(text: str) -> tuple[str, ...]:
    """*text* in canonical spelling, by its lines and cells."""
    return tuple(canonical(part) if part not in "\n\t" else part for part in _CELLS.split(text))


def _told_alike(old: Section, new: Section) -> tuple[list[Piece], list[Piece]]:
    """The pieces of both; a line that only one reading leaves out, where the other has one more in its place, is compared (3.6).

    Otherwise a line that became a counter would be told as removed while it stands there, and a counter that became news as added.
    """
    if not (old.ignored or new.ignored) or section_tokens(old) == section_tokens(new):
        return pieces(old), pieces(new)
    from difflib import SequenceMatcher  # few visits find other words beside a counter (DESIGN §9)

    sides = _all_pieces(old), _all_pieces(new)
    keys = [[tuple(piece.keys) for piece in side] for side in sides]
    for op, *ends in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if op == "equal":
            continue
        spans = slice(*ends[:2]), slice(*ends[2:])
        silent = [sum(not key for key in side[span]) for side, span in zip(keys, spans, strict=True)]
        said = [len(side[span]) - n for side, span, n in zip(keys, spans, silent, strict=True)]
        for side, span, here, there in zip(sides, spans, (0, 1), (1, 0), strict=True):
            if silent[here] > silent[there] and said[here] < said[there]:
                side[span] = [piece if piece.keys else Piece(piece.at, piece.raw, block=piece.block) for piece in side[span]]
    return [piece for piece in sides[0] if piece.keys], [piece for piece in sides[1] if piece.keys]


def _all_pieces(section: Section) -> list[Piece]:
    """Those too of which nothing is compared."""
    cut = zip(section.blocks, _with_ignored(section), strict=True)
    return [Piece(n, text if spans else block.text, spans, block) for n, (block, (text, spans)) in enumerate(cut) if text]


def comparable(section: Section) -> tuple[str, ...]:
    """Return the text of each block without the parts that are shown but not compared (DESIGN 3.6); emptied blocks are left out."""
    return tuple(" ".join(kept.split()) for kept in _kept(section) if kept)


def _kept(section: Section) -> list[str]:
    """What of the text of each block is compared; "" of one that is a counter or a token as a whole."""
    cut = list[str]()
    for text, spans in _with_ignored(section):
        starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)]
        cut.append(visible("".join(text[start:end] for start, end in zip(starts, ends, strict=True))).strip())
    return cut


def section_tokens(section: Section) -> tuple[str, ...]:
    """Return all that is compared of a section, word by word: its heading, then its blocks as one. Equal: the same to a reader."""
    heading = tokens(section.heading) if section.heading else ()
    if not section.ignored:
        return (*heading, *chain.from_iterable(tokens(block.text) for block in section.blocks))
    return (*heading, *chain.from_iterable(piece.keys for piece in pieces(section)))


def section_facts(section: Section) -> tuple[str, ...]:
    """Return all that is compared of a section beside its words; () where there is nothing."""
    blocks = section.blocks
    told = {*telling(blocks), *(n for n, block in enumerate(blocks) if "\t" in block.text)}
    if not told:
        return ()
    if section.ignored:
        return tuple(fact_keys((n, one) for n, one in enumerate(pieces(section)) if one.at in told))
    kept = (n for n, block in enumerate(blocks) if block.text and not block.text.isspace())  # as `pieces` has them
    return tuple(fact_keys((n, Piece(at, blocks[at].text, block=blocks[at])) for n, at in enumerate(kept) if at in told))


def _with_ignored(section: Section) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """Each block as shown with the spans of it that `ignored` names.

    The parts come in the order of the text, so each is looked for behind the one before it: as a whole block, then beside « vues »,
    then as a word of its own, then anywhere. A part that is not found is passed over.
    """
    texts = [visible(b.text) for b in section.blocks]
    spans: list[list[tuple[int, int]]] = [[] for _ in texts]
    block = offset = 0
    for part in (visible(raw) for raw in section.ignored):
        found = _find(part, texts, block, offset) if part else None
        if found:
            block, start = found
            offset = start + len(part)
            spans[block].append((start, offset))
    return [(text, tuple(cut)) for text, cut in zip(texts, spans, strict=True)]


def _find(part: str, texts: Sequence[str], block: int, offset: int) -> tuple[int, int] | None:
    rest = [(n, offset if n == block else 0) for n in range(block, len(texts))]
    whole = next(((n, 0) for n, at in rest if at == 0 and texts[n] == part), None)
    if whole:
        return whole
    # Beside the word that makes a number a counter, then as a word of its own, then anywhere.
    literal = f"(?P<part>{re.escape(part)})"
    alone = rf"(?<!\w){literal}(?!\w)"
    counter = rf"{alone}(?=\s?{_COUNTED})"
    for place in (counter, rf"{_COUNTED}\s?:?\s?\(?{alone}", alone, literal):
        pattern = re.compile(place, re.IGNORECASE)
        for n, at in rest:
            if match := pattern.search(texts[n], at):
                return n, match.start("part")
    return None
