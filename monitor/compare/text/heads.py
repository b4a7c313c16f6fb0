"""What stands under which title, and what stands under another one than it did (DESIGN 5.3). Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import Any, NamedTuple

from monitor.compare.people import people_in, reaches
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.cards import cards_of, depth_of, rank_of
from monitor.compare.text.pieces import Piece
from monitor.compare.text.titled_parts import feet_of
from monitor.compare.text.titles import badges, boxed_titles, ends_sentence, headings, heads_over, titles_of, unboxed
from monitor.expressions import expression
from monitor.model import Edit
from monitor.model.frozen import cached_property, replace
from monitor.normalize import DAY, canonical, key, visible

_MOST_SET = 2  # entries: of more, the only ones within another's list, that list is drawn otherwise
_MOST_UNDER_NEW = 12  # entries: of more the title that came or went tells enough
_HOW_RUN = expression(r"service (?:mutualisé|commun|partagé)(?: (?:depuis|avec) .*)?|shared service(?: (?:since|with) .*)?", re.I)
_LINE_ENDS = re.compile(r"[\n\t]")
_LISTED = ("list_item", "table_row")
_ENTRY = 80  # characters: a longer line is no entry


class Moved(NamedTuple):
    """A block that stands elsewhere than it did, or under another title."""

    old: int
    new: int
    told: dict[str, Any] | None  # `headings`, where the titles are two; None: it went along with its title, which tells of it


class Titles:
    """The titles over the blocks of both sides of an alignment, and which of them became which."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self.became = {**alignment.placed, **alignment.moved}
        self.came = {n: o for o, n in self.became.items()}
        runs, self.set = (alignment.old, alignment.new), [titles_of(alignment.old), titles_of(alignment.new)]  # as titles are
        for side, counterparts in enumerate((self.became, self.came)):  # the only line in bold that is left of several is one, too
            bold = [p.at for p in runs[side] if p.block and p.block.title]
            self.set[side] |= {at for at in bold if len(bold) == 1 and counterparts.get(at) in self.set[1 - side]}
        for side, counterparts in enumerate((self.became, self.came)):  # what a box begins with is one where it is on both sides
            boxed = boxed_titles(runs[side])
            self.set[side] -= {at for at in boxed if counterparts.get(at, at) not in self.set[1 - side] and at in counterparts}
        self.was, self.now = (heads_over(run, titles) for run, titles in zip(runs, self.set, strict=True))
        self.above = [badges(run).keys() for run in runs]
        self.unsure = [unboxed(run) for run in (alignment.old, alignment.new)]
        sides = (alignment.old, self.was), (alignment.new, self.now)
        self.pieces = [{p.at: p for p in run} for run in (alignment.old, alignment.new)]
        self.heads = [{p.at for p in titles.values()} | of for (_, titles), of in zip(sides, self.set, strict=True)]

    def stays(self, under: Piece | None, over: Piece | None) -> bool:
        """Whether the two titles are one, or there is none."""
        under, over = self._differing(under, over)
        if under is None or over is None:
            return under is over
        return self.became.get(under.at) == over.at or canonical(under.raw) == canonical(over.raw)

    def _differing(self, under: Piece | None, over: Piece | None) -> tuple[Piece | None, Piece | None]:
        """The first two that are called otherwise on the way up: « Services » below two directions says nothing of which.

        A label that became a heading, or a heading that became one, is the same; so is a heading that became the other, and two of
        other depths, as the page may be set otherwise.
        """
        while under and over and canonical(under.raw) == canonical(over.raw) and self.became.get(under.at) != over.at:
            if _is_heading(under) != _is_heading(over) or (_is_heading(under) and depth_of(under) != depth_of(over)):
                break
            under, over = self.was.get(under.at), self.now.get(over.at)
        return under, over

    def are_set_otherwise(self, under: Piece | None, over: Piece | None) -> bool:
        """Whether one of the titles stands on both sides and is over nothing on the other: it is no title there."""
        for title, counterparts, heads in ((under, self.became, self.heads[1]), (over, self.came, self.heads[0])):
            if title is not None and not _is_entry_of_list(title) and counterparts.get(title.at, -1) not in {-1, *heads}:
                return True
        return False

    def between(self, under: Piece | None, over: Piece | None) -> dict[str, Any]:
        """The fact `headings` of what stood under one title and stands under the other; {} where none can be said to."""
        if self.stays(under, over) or self.are_set_otherwise(under, over):
            return {}
        under, over = self._differing(under, over)
        return {"headings": [title and visible(title.raw).rstrip(": \u202f\u00a0") for title in (under, over)]}

    def moves(self) -> Iterator[Moved]:
        """Everything that moved, and what stays where it stood while another title is over it now."""
        moved = self.alignment.moved
        for o, n in moved.items():
            under, over = self.was.get(o), self.now.get(n)
            along = any(moved.get(a.at) == b.at for a, b in ((under, over), self._titles_over(o, n)) if a and b)
            boxed = (o in self.above[0]) == (n in self.above[1])  # else cards were drawn, and what it is of is told otherwise now
            known = boxed and o not in self.unsure[0] and n not in self.unsure[1]
            yield Moved(o, n, None if along else self.between(under, over) if known else {})
        for o, n in self._under_others().items():
            yield Moved(o, n, self.between(self.was.get(o), self.now.get(n)))

    def is_of_several(self, o: int, n: int) -> bool:
        """Whether what stood under one title, and stands under another, is an entry that several have: nothing moved, one lost it.

        « Paie », in the lists of three communes; of a badge, all that stands under its title, that is no matter, unless the one
        title went and the other came: « Voir la fiche » did so with each.
        """
        under, over = self.was.get(o), self.now.get(n)
        if under is None or over is None:
            return False
        are_others = under.at not in self.became and over.at not in self.came
        if not are_others and _kind(self.pieces[1][n]) not in _LISTED:
            return False
        said, own = self._said_under, self.pieces[0][o].whole
        is_listed = are_others or len(said[0][under.at] | said[1][over.at]) > 1
        return is_listed and all(sum(own in texts for texts in side.values()) > 1 for side in said)

    @cached_property
    def _said_under(self) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
        """What stands under each title of either side, by the title's place."""
        found = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
        for side, titles in enumerate((self.was, self.now)):
            for at, title in titles.items():
                found[side][title.at].add(self.pieces[side][at].whole)
        return found

    def _titles_over(self, o: int, n: int) -> tuple[Piece | None, Piece | None]:
        """The title over each of the two places, above a line that may head what is below it: « Tél. 03 80 … » over a list."""
        under, over = self.was.get(o), self.now.get(n)
        while under is not None and under.at not in self.set[0]:
            under = self.was.get(under.at)
        while over is not None and over.at not in self.set[1]:
            over = self.now.get(over.at)
        return under, over

    def _under_others(self) -> dict[int, int]:
        """By their places, entries that stand where they stood and under another title: both are there on both sides, or one.

        One that came, or went, does so among entries of which the other keeps some. Not where all lists within lists are one now,
        or the other way: that is how they are set.
        """
        entries = {p.at: _kind(p) for p in self.alignment.new if _kind(p)}
        runs = self.alignment.old, self.alignment.new
        # What is a title on one side alone, a line in bold now, did not move
        marked = [({run[n].at for n in headings(run)}, *of) for run, *of in zip(runs, self.set, self.above, strict=True)]
        kept, others = set[tuple[int | None, str]](), list[tuple[int, int]]()
        for o, n in self.became.items():
            under, over = self.was.get(o), self.now.get(n)
            stays = self.stays(under, over)
            if not stays:  # the foot of several titles that changed places above it, and stands where it stood, is of none
                (old, new), (above, here) = self._feet, self._titles_over(o, n)
                placed = above and here and self.became.get(above.at, here.at) != here.at and here.at in self.came
                stays = bool(placed) and o in old and n in new and self.became.get(old[o], -1) == new[n]
            stays = stays or self._is_behind_box(o, n)
            if stays:
                kept.add((under.at if under else None, entries.get(n, "")))
            elif o in self.alignment.placed and all((o in was) == (n in now) for was, now in zip(*marked, strict=True)):
                others.append((o, n))
        nested = [any(_is_entry_of_list(piece) and depth_of(piece) for piece in run) for run in runs]
        within, beside, beside_new = dict[int, int](), dict[int, int](), dict[int, int]()
        for o, n in others:
            under, over = self.was.get(o), self.now.get(n)
            if n not in entries or self.are_set_otherwise(under, over):
                continue
            if (under is None or over is None) and _kind(self.pieces[0][o]) != entries[n]:
                continue  # entries of a list that are lines now are set so
            if entries[n] == "heading" and not self._are_of_rank(o, n):
                continue
            # One of the titles is a heading or in bold on one side alone: how far it reaches is type's doing then
            now = self.became.get(under.at) if under else None
            was = self.came.get(over.at) if over else None
            pairs = (under, now, self.pieces[1]), (over, was, self.pieces[0])
            if any(title and at is not None and _type(title) != _type(side[at]) for title, at, side in pairs):
                continue
            stay = under is None or under.at in self.became, over is None or over.at in self.came
            if all(stay):
                (within if any(title and _is_entry_of_list(title) for title in (under, over)) else beside)[o] = n
            elif (
                any(stay)
                and _is_marked(over if stay[0] else under)
                and self._is_put_in(over if stay[0] else under, is_new=stay[0])
                and ((under and under.at) if stay[0] else over and self.came[over.at], entries[n]) in kept
            ):
                beside_new[o] = n
        told = beside | (within if all(nested) or len(within) <= _MOST_SET else {})
        return told | (beside_new if len(beside_new) <= _MOST_UNDER_NEW else {})

    def _are_of_rank(self, o: int, n: int) -> bool:
        """Whether a heading stands below a title of the rank of that which it stood below, and all at the levels they had.

        Of one put between there is still the other above it; a notice has nothing below it.
        """
        under, over = self.was.get(o), self.now.get(n)
        if not (under and over) or _is_notice(under) or _is_notice(over):
            return False
        pairs = (o, n), (under.at, self.became.get(under.at)), (self.came.get(over.at), over.at)
        levels = ((depth_of(self.pieces[0][a]), depth_of(self.pieces[1][b])) for a, b in pairs if a is not None and b is not None)
        return rank_of(under) == rank_of(over) < rank_of(self.pieces[1][n]) and all(was == now for was, now in levels)

    def _is_behind_box(self, o: int, n: int) -> bool:
        """Whether one side says that the title, over it on the other, has a box of its own, and that it stands outside of that.

        A box is one among others of its kind: where a single one is left, no box ends above what follows it.
        """
        under, over = self.was.get(o), self.now.get(n)
        pairs = (self.came.get(over.at, -1) if over else -1, over, o), (self.became.get(under.at, -1) if under else -1, under, n)
        for side, (title, other, line) in enumerate(pairs):
            card = self._cards[side].get(title, ())
            own, place = (under, over)[side], self._cards[side][line]
            box = self._cards[side][own.at] if own else ()
            is_outside = place[: len(card)] != card and not (box and place[: len(box)] == box)  # in no other title's box either
            if card and other and not self._cards[1 - side][other.at] and is_outside:
                return True
        return False

    @cached_property
    def _cards(self) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
        return cards_of(self.alignment.old), cards_of(self.alignment.new)

    @cached_property
    def _feet(self) -> tuple[dict[int, int], dict[int, int]]:
        return feet_of(self.alignment.old, self.was), feet_of(self.alignment.new, self.now)

    def _is_put_in(self, title: Piece | None, *, is_new: bool) -> bool:
        """Whether *title*, which came or went, parts what goes on: no line came or went with it right below, as a card's do.

        One may, as « Depuis 2026 », where what is parted is a list, the rows of a table, or lines and headings of one form
        (`_form`). Where it is other lines, what stands below the last of several cards, a telephone, a way back, would go from card
        to card with each that comes.
        """
        old, new = self.alignment.old, self.alignment.new
        run, other, stay = (new, old, self.came) if is_new else (old, new, self.became)
        behind = [*dropwhile(lambda piece: piece is not title, run)][1:]
        first = next((n for n, piece in enumerate(behind) if piece.at in stay), None)
        if not first:
            return first is not None
        at = next(n for n, piece in enumerate(other) if piece.at == stay[behind[first].at])
        if other[at].at in self._feet[not is_new] and behind[first].at in self._feet[is_new]:
            return False
        level, form = _level(other[at]), _form(behind, first)
        # A last line like those that came with the title may be the foot of all, too: « Rédaction : Luc Petit »
        is_last = level is None and _kind(behind[first]) not in _LISTED and first + 1 == len(behind)
        if not form or (is_last and any(_form(behind, n) == form for n in range(first))):
            return False
        above = next((n for n in range(at - 1, -1, -1) if level is None or _level(other[n]) == level), None)
        return above is not None and _form(other, above) == form

    def line_moves(self, edits: Sequence[Edit]) -> list[Edit]:
        """*edits*, where a line of one block is a line of another one, under another title, as one move of that line.

        As « Paie » in lists whose lines `<br>` parts. It goes once and comes once, whatever stays called so in other lists.
        """
        gone, come = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for n, edit in enumerate(edits):
            for part in edit.facts.get("parts", ()) if edit.op == "replace" else ():
                if part.keys() == {"before", "words"}:
                    gone[canonical(part["before"])].append(n)
                elif part.keys() == {"after", "words"}:
                    come[canonical(part["after"])].append(n)
        whole = {canonical(line) for p in (*self.alignment.olds(), *self.alignment.news()) for line in p.raw.split("\n")}
        once = {
            line: (left[0], come[line][0])
            for line, left in gone.items()
            if len(left) == len(come.get(line, ())) == 1 and line not in whole
        }
        if not once:
            return list(edits)
        found, told = list(edits), list[Edit]()
        for line, (left, met) in sorted(once.items()):
            old, new = self.pieces[0][edits[left].facts["at"][0][0]], self.pieces[1][edits[met].facts["at"][1][0]]
            under, over = (side.get(p.at) for side, p in ((self.was, old), (self.now, new)))
            if not (headings := self.between(under, over)):
                continue
            lines = (*new.raw.split("\n"), *new.raw.split("\t"), *_LINE_ENDS.split(new.raw))
            text = next((visible(said) for said in lines if canonical(said) == line), line)
            facts = {"from": old.at, "to": new.at, **headings, "at": [[old.at, old.at + 1], [new.at, new.at + 1]]}
            told.append(Edit(op="move", before=text, after=text, words=(("=", text),), facts=facts))
            for n in (left, met):
                rest = [part for part in found[n].facts["parts"] if canonical(part.get("before") or part["after"]) != line]
                found[n] = replace(found[n], facts={**found[n].facts, "parts": rest})
        return [*(edit for edit in found if edit.facts.get("parts") != []), *told]


def _is_marked(title: Piece | None) -> bool:
    """Whether *title*, which came or went, is marked as one: any short line may stand above a list.

    A heading is, and a line with a colon behind; one in bold, unless it is a notice.
    """
    if title is None or title.block is None:
        return False
    is_set = title.block.kind in ("heading", "list_item") or title.raw.rstrip().endswith(":")
    return is_set or (title.block.title and not _is_notice(title))


def _is_notice(title: Piece) -> bool:
    """« Fermeture le 24 décembre », « Nouveau ! », or how what stands above is run: « Service mutualisé »."""
    said = title.raw.rstrip()
    return ends_sentence(said) or DAY.search(key(said)) is not None or _HOW_RUN.fullmatch(said) is not None


def _form(run: Sequence[Piece], at: int) -> list[tuple[str, bool, bool, str]]:
    """Of an entry of a list, a row, a short line that names somebody, a heading with all below it: what each line is.

    Its kind, whether it names people, how to reach them, its signs. [] of a line that names nobody: it may be anything.
    """
    if (kind := _kind(run[at])) in _LISTED:
        return [(kind, False, False, "")]
    below = takewhile(lambda piece: not _is_heading(piece), run[at + 1 :] if _is_heading(run[at]) else ())
    form = list[tuple[str, bool, bool, str]]()
    for piece in (run[at], *below):
        signs = "".join(sign for sign in ":(\n" if sign in piece.raw)
        form.append((piece.block.kind if piece.block else "", bool(people_in(piece.raw)), reaches(piece.raw), signs))
    return form if form[1:] or (form[0][1] and kind) else []


def _level(piece: Piece) -> int | None:
    """Of a heading, how many others it stands under; None of any other."""
    return depth_of(piece) if _is_heading(piece) else None


def _type(title: Piece) -> tuple[bool, bool]:
    return _is_heading(title), title.block is not None and title.block.title


def _is_heading(title: Piece) -> bool:
    return title.block is not None and title.block.kind == "heading"


def _is_entry_of_list(title: Piece) -> bool:
    return title.block is not None and title.block.kind == "list_item" and not title.block.title  # else it is a tab


def _kind(entry: Piece) -> str:
    """Of an entry of a list, a row or a short line what it is; "" of a sentence, of a text over which a title was put."""
    kind = entry.block.kind if entry.block is not None else "paragraph"
    return kind if kind in _LISTED or (len(entry.raw) <= _ENTRY and not ends_sentence(entry.raw)) else ""
