"""What a page without its items still has of the last good one: is it that page, a notice, or another page (DESIGN 3.29)? Pure.

Nothing here leans on words that somebody listed. The frame (menu, header, footer, side columns) is what stood outside the main
content of the last good page, whatever its markup: it says nothing of the page that it surrounds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from monitor.expressions import expression
from monitor.extract.around.teasers import NEWS
from monitor.extract.elements.layout import LayoutBox, lowered
from monitor.extract.elements.tree import classes_of
from monitor.model import Revision
from monitor.normalize import SAVED, key
from monitor.quality.evidence import PageEvidence
from monitor.quality.phrases import parts_of, says_site_is_down

FEW = 100  # words: a notice has fewer
PROSE = 60  # characters of the old page's own lines: so much of it is still there
_LINE = 20  # characters of a short sentence
LEFT = 0.2  # of the old words: under it, nothing is left
_MOSTLY = 0.9  # of the characters of the rest
_ALIKE = 80  # of 100: two headings that say the same
_TELLING = 12  # characters: a shorter heading stands in many a line
_SEVERAL = 3  # headings
_CARD = 3  # lines: its title, what it says, a link
_TEXT = 2  # sentences of its own: somebody left them standing
_LIST = 5  # links: so many are a list of documents rather than what stands around a text
_PLAIN = ("p", "ul", "ol", "dl", "table", "blockquote", "pre")
_STAMP = expression(SAVED, re.I)
_MOSTLY_LEFT = 0.5
_APART = 200  # characters: so much below the items is text, whatever box it stands in
_SHORT = 100  # characters: a longer run is a text's
_SITE = 30  # characters a site's name may have
_WORD = re.compile(r"\w+")
_OF_NOTICES = re.compile(
    r"(?:informations?|infos?|notices?|attention|important\w*|avertissement|a noter|note|warning|please note"
    r"|hinweise?|achtung|wichtig|mitteilung"
    r"|avvis[oi]|attenzione|avisos?|atencion|atencao|nota|let op|opgelet|melding|mededeling|message|bon a savoir)"
)


class Remains:
    """The page behind `now` set beside the last good one, `before`, whose items were those of `last`. Worked out when asked for."""

    def __init__(self, now: PageEvidence, before: PageEvidence, last: Revision) -> None:
        self._now, self._before, self._last = now, before, last

    @property
    def is_itself(self) -> bool:
        """Whether it is the page of before that only lost items: its heading stands, or all do, or its title over what is left."""
        sections = {key(s.heading) for s in self._last.sections if s.heading}
        stands = self.heads_stand
        if not self._before.heading and self.rest_stands and self.prose >= PROSE:
            return True  # an old page without a heading, of which all else stands
        pages = (self._before.page, self._now.page)
        old, new = ([key(text) for box, text in page.headings if not page.is_boilerplate(box.el)] for page in pages)
        if (stands or not sections) and len(old) >= _SEVERAL and old == new:
            return True  # whatever passes for its main content: a cell of a page laid out in tables
        if not self.keeps_heading:
            return self.keeps_title and (self.prose >= PROSE or stands)
        if key(self._before.heading) != key(self._before.page.title):
            return True
        # As the whole title it may be the site's: something else must be left, or no other heading stand over what is there.
        return stands or self.prose >= PROSE or self.main_left >= LEFT or not self.fresh_headings

    @cached_property
    def heads_stand(self) -> bool:
        """Whether a watched section's heading is one of the page's; of bold lines it is a line like any other."""
        sections = {key(s.heading) for s in self._last.sections if s.heading}
        return any(key(text) in sections for _, text in self._now.page.headings) or bool(sections & set(map(key, self._own)))

    @property
    def is_notice(self) -> bool:
        """Whether so few words of its own are left, under other headings, that it is a notice in the place of the page.

        A notice says one thing; what has several headings of its own and another title is a page, such as the site's home.
        """
        return not self.is_itself and self.words < FEW and not (self.is_other and len(self._new_headings) >= _SEVERAL)

    @property
    def is_other(self) -> bool:
        """Whether another page stands here: another title, another heading, hardly a line of the old main content."""
        return not self.is_itself and not self.keeps_title and self.main_left < LEFT

    @cached_property
    def titles(self) -> tuple[str, str]:
        """Before and now: the titles; the headings where both pages have one title; those of the texts below one heading."""
        old, new = self._before, self._now
        both = (old.page.title, new.page.title)
        if key(both[0]) != key(both[1]) and all(both):
            return both
        heads = (old.heading or both[0], new.heading or both[1])
        if key(heads[0]) != key(heads[1]):
            return heads
        gone = next((s.heading for s in self._last.sections if s.heading), heads[0])
        return gone, next((text for _, text in self._new_headings), heads[1])

    @cached_property
    def keeps_heading(self) -> bool:
        """Whether the first heading of before, of the main content where that is the site's name, is still a line of the page."""
        old, page = self._before.heading, self._before.page
        if old and self._is_site_s(old):
            inside = (text for box, text in page.headings if page.main_box.order < box.order <= page.main_box.last)
            old = next((text for text in inside if not self._is_site_s(text)), "")
            old = "" if key(old) in self._items else old
        if not old:
            return False
        if _alike(key(old), key(self._now.heading)):
            return True
        if not self._lines_kept and self._another_title(old):
            return False
        return any(_alike(key(old), line) for line in {key(text) for text in self._own})

    def _another_title(self, old: str) -> bool:
        """Whether a title that is new stands first, where *old* stood, and *old* below it only as one of several that lead on.

        They are cards or hits: links, or headings with a line at most between them and one. A text of its own under *old* is news.
        """
        ranks = {key(text): box.level or 9 for box, text in self._before.page.headings if key(text) == key(old)}
        level = next((box.level for box, text in self._new_headings if key(text) == key(self._now.heading)), None)
        if level is None or not ranks or level > min(ranks.values()):
            return False
        heads = {key(text): box.level or 9 for box, text in self._now.page.headings}
        own, links = self._own, [not self._now.is_prose(text) for text in self._own]
        at = next((n for n, text in enumerate(own) if _alike(key(old), key(text))), None)
        rank = heads.get(key(own[at])) if at is not None else None
        if at is None or (rank is not None and rank <= level):
            return False
        reach = 1 if rank is None else _CARD  # what is no heading is a link itself
        cards = [n for n, text in enumerate(own) if heads.get(key(text)) == rank and any(links[n : n + reach])]
        return at in cards and len(cards) >= _SEVERAL

    @cached_property
    def keeps_title(self) -> bool:
        """Whether the title, or the part of it that is not the site's, is the one of before."""
        old, new = self._before.page.title, self._now.page.title
        if key(old) == key(new):
            return bool(old) and (len(parts_of(old)) > 1 or not self._is_site_s(old))
        first = key(self._before.heading)
        return any(part in parts_of(new) for part in parts_of(old) if _alike(part, first))

    @cached_property
    def words(self) -> int:
        """How many words of its own the page has: no frame, no lines that are links and dates and nothing else."""
        return sum(len(_WORD.findall(text)) for text in self._own if self._now.is_prose(text))

    @cached_property
    def prose(self) -> int:
        """Characters of the old page's own lines that still stand, headings and watched items left out."""
        known = self._beside - self._apart
        # Above its heading stands the way to the page, not its text.
        head = next((n for n, text in enumerate(self._own) if key(text) == key(self._now.heading)), 0)
        kept = [text for text in self._own[head:] if key(text) in known]
        told = [text for text in kept if self._now.is_prose(text)]
        is_list = len(kept) - len(told) >= _LIST and self.keeps_heading
        return sum(map(len, kept if is_list else told))

    @cached_property
    def _lines_kept(self) -> int:
        """How many sentences of the old page's own still stand, its frame's left out."""
        known = self._beside - self._apart
        return sum(len(text) >= _LINE and key(text) in known and self._now.is_prose(text) for text in self._own)

    @cached_property
    def below(self) -> int:
        """Characters of the old page's own lines that stood below the first item, were none of it, and still stand."""
        own = [key(text) for text in self._before.texts]
        first = next((n for n, line in enumerate(own) if line in self._items), len(own))
        old = set(own[first:]) - self._items - self._before.imprint - self._apart
        return sum(len(text) for text in self._own if key(text) in old and self._now.is_prose(text))

    @property
    def is_all_gone(self) -> bool:
        """Whether but for its first heading, its frame and the lesser part of what stood beside its items nothing is left."""
        if self.keeps_own or self.main_left >= _MOSTLY_LEFT or self._lines_kept >= _TEXT:
            return False
        beside = sum(len(text) for text in self._before.texts if key(text) in self._beside - self._apart)
        if 2 * self.prose < beside:
            return True
        heads = {key(s.heading) for s in self._last.sections if s.heading} | {key(self._before.heading)}
        return self.prose < PROSE and self._left_of(self.framing | heads) < LEFT

    @property
    def heads_nothing(self) -> bool:
        """Whether its first heading stands over nothing: what is new above it, an alert of the site, took no text's place."""
        own, first = self._own, key(self._now.heading)
        at = next((n for n, text in enumerate(own) if key(text) == first), None)
        if at is None or not _alike(key(self._before.heading), first):
            return False
        return not any(self._now.is_prose(text) and key(text) not in self.framing for text in own[at + 1 :])

    @property
    def is_bare(self) -> bool:
        """Whether nothing came, and what stood beside the items went with them, its headings first."""
        here, first = set(map(key, self._own)), key(self._before.heading)
        heads = {key(text) for _, text in self._before.page.headings} & self._old_own - self._items - {first}
        return not self.fresh and self.is_all_gone and self.prose <= self.below and bool(heads) and not heads & here

    @cached_property
    def framing(self) -> set[str]:
        """What a site puts around any text, within the main content, too."""
        return self._apart | self._before.imprint

    @cached_property
    def _apart(self) -> set[str]:
        """The few lines of the old page behind its items that stood in boxes of their own, under no heading that still stands.

        When it was saved, whether it helped, whom to ask: a site puts them below any text and below none. A section by its heading
        may reach over them. Where nothing is new, rows that all look alike, as of builders of pages, may be text that was left.
        """
        layout, headings = self._before.page.layout, {key(text) for _, text in self._before.page.headings}
        here, first, own = set(map(key, self._own)), key(self._before.heading), self._old_own
        item = over = None
        found: dict[str, int] = {}
        for run, block in layout.numbered(list(range(len(layout.texts)))):
            line = key(block.text)
            if line in headings:
                is_text = line != first and not NEWS.fullmatch(lowered(block.text))  # news are the site's
                item, over = (run, None) if line in self._items else (item, line if is_text else None)
                continue
            if item is None or line not in own or (over is not None and over in here):
                item = run if item is None and line in self._items else item
                continue
            if _STAMP.fullmatch(block.text):
                found[line] = 0
                continue
            around = next(b for b in layout.ancestors(layout.boxes[layout.holder[run]]) if b.start <= item < b.end)
            box, held = layout.child_at(around, run), layout.child_at(around, item)
            alike = not self.fresh and (box.name, classes_of(box.el)) == (held.name, classes_of(held.el))
            if box is around or box.name in _PLAIN or block.kind == "table_row" or alike:
                found.clear()  # the text goes on behind them
            else:
                found[line] = len(block.text)
        return (set(found) if sum(found.values()) < _APART else set()) | self._beside_column

    @cached_property
    def _beside_column(self) -> set[str]:
        """The short lines of the old page that stood in boxes beside the one that held its first heading and its items.

        « Actualités », « Agenda », « Météo » beside a text are the site's, whatever is under them.
        """
        page, first, own = self._before.page, key(self._before.heading), self._old_own
        layout, main = page.layout, page.main_box
        lines = [(run, key(block.text)) for run, block in layout.numbered([*range(main.start, main.end)])]
        items = [run for run, line in lines if line in self._items]
        heads = [run for run, line in lines if line == first and run <= min(items, default=-1)]  # above it, the way to the page
        if not heads:
            return set()
        held = [heads[-1], items[-1]]
        column = next(b for b in layout.ancestors(layout.boxes[layout.holder[held[0]]]) if b.start <= held[0] and held[-1] < b.end)
        found = set[str]()
        while main.order < column.order:
            around = layout.boxes[column.parent]
            for box in layout.children(around):
                texts = layout.texts[box.start : box.end]
                if box is not column and box.name not in _PLAIN and box.level is None and max(map(len, texts), default=0) <= _SHORT:
                    found |= {line for run, line in lines if box.start <= run < box.end}
            column = around
        return found & own

    @cached_property
    def fresh(self) -> list[str]:
        """The lines of its own that no reader saw on the page of before."""
        old = {key(b.text) for b in self._before.seen} | self._old_own
        return [text for text in self._own if key(text) not in old]

    @cached_property
    def rest_stands(self) -> bool:
        """Whether all of the old main content but the items stands as it stood, and that is more than the first heading."""
        first = key(self._before.heading)
        rest = {line for text in self._before.texts if (line := key(text)) and line != first} - self._items
        here = {key(b.text) for b in self._now.seen}
        headings = {key(text) for _, text in self._before.page.headings} & rest
        total = sum(map(len, rest))
        return total >= _LINE and headings <= here and sum(map(len, rest & here)) >= _MOSTLY * total

    @property
    def stands_around(self) -> bool:
        """The same; or, where a selector holds all of it, whether its headings and lines stand around what is fresh."""
        if self.rest_stands:
            return True
        own, fresh = [key(text) for text in self._own], set(map(key, self.fresh))
        places = [at for at, line in enumerate(own) if line in fresh]
        if not places:
            return False
        headings = {key(text) for _, text in self._before.page.headings} & self._old_own
        above, below = set(own[: places[0]]) - {key(self._before.heading)}, set(own[places[-1] + 1 :])
        return bool(above & headings and below & headings and below & (self._old_own - headings))

    @property
    def has_new_parts(self) -> bool:
        """Whether there is more than a line or two that is new: a heading, a list of links, a link to a file."""
        page = self._now.page
        if self._now.asks_to_press(self.fresh, self._before):
            return False
        linked = sum(not self._now.is_prose(text) for text in self.fresh)
        heads = list(self.fresh_headings)
        is_one = [key(text) for text in self.fresh] == heads  # a notice set as a heading, or one under it
        under = heads == [key(text) for text in self.fresh[:1]] and 1 < len(self.fresh) <= _SEVERAL and self._lines_kept < _TEXT
        is_one = is_one or (under and says_site_is_down("\n".join(self.fresh)))
        return (
            bool(self.fresh_headings and not is_one)
            or linked >= _SEVERAL
            or (linked > 0 and page.controls.count("files", page.main_box) > 0)
        )

    @property
    def takes_place(self) -> bool:
        """Whether all that is new stands between the same lines as the items did, in the place of their headings or below."""
        old, own, fresh = list(map(key, self._before.texts)), list(map(key, self._own)), set(map(key, self.fresh))
        stood = [at for at, line in enumerate(old) if line in self._items and line not in own]
        came = [at for at, line in enumerate(own) if line in fresh]
        if not stood or not came or came[-1] - came[0] >= len(came):
            return False
        around = (("", *old, "")[stood[0]], ("", *old, "")[stood[-1] + 2])
        return around == (("", *own, "")[came[0]], ("", *own, "")[came[-1] + 2])

    @property
    def is_plain(self) -> bool:
        """Whether what is new is lines, under one heading at most, and hardly a link or a file: no other page of the site."""
        linked = sum(not self._now.is_prose(text) for text in self.fresh)
        return 0 < len(self.fresh) > linked and linked < _SEVERAL - 1 and len(self.fresh_headings) < 2

    @property
    def gave_way(self) -> bool:
        """Whether hardly anything of it is left, and what is new is lines."""
        return self.is_plain and (self.is_all_gone or self.main_left < LEFT)

    @property
    def keeps_line(self) -> bool:
        """Whether its heading and a line of its own still stand, and it never said much more beside its items."""
        said = sum(len(text) for text in self._before.texts if key(text) in self._beside and self._before.is_prose(text))
        return self.keeps_heading and self.prose >= _LINE and 3 * self.prose > said

    @property
    def keeps_own(self) -> bool:
        """Whether a line of the items themselves still stands."""
        own = {key(b.text) for s in self._last.sections for b in s.blocks} - self.framing
        return any(len(text) >= _LINE and key(text) in own for text in self._own)

    @cached_property
    def main_left(self) -> float:
        """The share of the old main content's words that stand on the page in their old company."""
        return self._left_of(self.framing)

    def _left_of(self, apart: set[str]) -> float:
        told = (text for text in self._before.texts if key(text) not in apart)
        old = shingles(text for text in told if self._before.is_prose(text))
        return share_left(old, shingles(b.text for b in self._now.seen))

    # ------------------------------------------------------------------------------------------------------------- what is whose

    @cached_property
    def _own(self) -> list[str]:
        """The lines of the page that are not its frame's."""
        return [text for text in self._now.texts if key(text) not in self._frame]

    @cached_property
    def _frame(self) -> set[str]:
        return {key(b.text) for b in self._before.seen} - self._old_own

    @cached_property
    def _old_own(self) -> set[str]:
        return set(map(key, self._before.texts))

    @cached_property
    def _beside(self) -> set[str]:
        """The lines of the old page that are none of the items', no headings and not when it was saved."""
        headings = {key(text) for _, text in self._before.page.headings}
        return self._old_own - self._items - headings - self._before.imprint

    @cached_property
    def _items(self) -> set[str]:
        blocks = {key(b.text) for s in self._last.sections for b in s.blocks}
        headings = {key(s.heading) for s in self._last.sections if s.heading}
        return blocks | headings | {key(d.link.label) for d in self._last.documents}

    def _is_site_s(self, text: str) -> bool:
        """Whether *text* is the site's name: a line of the frame as well."""
        return len(text) <= _SITE and key(text) in self._frame

    @cached_property
    def fresh_headings(self) -> set[str]:
        """Headings outside boilerplate that the page of before had not, but for what heads any notice: « Information »."""
        page = self._now.page
        return {said for b, t in self._new_headings if not page.is_boilerplate(b.el) and not _OF_NOTICES.fullmatch(said := key(t))}

    @cached_property
    def _new_headings(self) -> list[tuple[LayoutBox, str]]:
        old = {key(text) for _, text in self._before.page.headings}
        page = self._now.page
        return [(b, t) for b, t in page.headings if key(t) not in old and not page.is_hidden(b.el)]


def shingles(texts: Iterable[str]) -> Counter[tuple[str, ...]]:
    """The words of each text three by three: two texts of one town share half their words, but not their company."""
    found: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        words = _WORD.findall(key(text))
        found.update(tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2)) if words)
    return found


def share_left(old: Counter[tuple[str, ...]], new: Counter[tuple[str, ...]]) -> float:
    """How much of *old* is in *new*, 0 to 1; 1 of nothing."""
    return (old & new).total() / old.total() if old else 1.0


def _alike(one: str, other: str) -> bool:
    """Whether two keys of headings say the same, or the longer one holds the other."""
    from rapidfuzz import fuzz

    if not one or not other:
        return False
    if fuzz.ratio(one, other) >= _ALIKE:
        return True
    return min(len(one), len(other)) >= _TELLING and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")
