"""Menus, share bars, cookie banners, tables of contents, footers: what stands around a page's words (DESIGN 3.5). Pure.

A class name alone proves nothing: a town hall's « menu » is the canteen's, its « partage » may be of services, and its cookie
policy is a page like any other. So a name counts only where the element also looks the part: few words of its own, or mostly links.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Set
from itertools import accumulate, islice, pairwise

from monitor.expressions import expression
from monitor.extract.around.beside_content import (
    LABEL,
    ROLES,
    chooses_language,
    counts_readers,
    is_as_called,
    is_label,
    is_offer,
    leads_to_language,
    offers_languages,
    slots,
)
from monitor.extract.around.controls import COLON, SHARE_STEMS, Controls, edits_a_title, has_stem, is_share_talk, stems_in
from monitor.extract.around.dialogs import CONSENT
from monitor.extract.around.overlays import asked
from monitor.extract.around.page_contents import LIST, PageContents
from monitor.extract.around.page_foot import AFTER, BULK, FOOT, QUOTING, PageFoot
from monitor.extract.around.panels import opens_something
from monitor.extract.around.teasers import CARD, TEASER, announcing, holds_entries, is_called_teaser, is_teaser
from monitor.extract.around.toggles import is_toggle
from monitor.extract.elements.addresses import opened_file
from monitor.extract.elements.hiding import stands_for_script
from monitor.extract.elements.layout import INLINE, Layout, LayoutBox, folded, words
from monitor.extract.elements.tree import names_of
from monitor.extract.lists import any_of, name_words, named
from monitor.model.frozen import cached_property

_SHARE = named("share")
_CRUMBS = named("crumbs")
_PAGES = named("pages")
_MENU = named("menu")
_COOKIE = named("cookie")
_BANNER = named("banner")
_VENDOR = named("vendor")
_ADS = named("ads")
_WEATHER = named("weather")
_LANGUAGES = named("languages")
_LETTERS = re.compile(r"[^\W\d_]+")
_TELLING = words("nav menu footer header aside noscript template button a")  # tags that may be boilerplate whatever is in them
_NO_WORDS: frozenset[str] = frozenset()
_NONE, _HARD, _SOFT = range(3)  # kinds of boilerplate
_PAGE_OF = 60  # characters of « Page 2 sur 14 »
_LANGUAGES_IN_ALL = 120  # characters of what a dozen languages are called
_SAID = 40  # characters of a sentence
_SENTENCE = 100  # characters of a run that is prose
_CALLED = frozenset({"nav", "menu", "footer", "header"})  # what may be hard by its tag, without a role
_ENTRIES = words("ul ol dl table")
_WINDOW = expression(rf"\W*{any_of('window', 'lines')}\W*", re.I)
_OF_NOTICES = words("info message alert notice container toast")  # what an owner's box is called as well
_SCRIPT = re.compile(r"\A(?:#|javascript:)")  # an address that leads nowhere
_TOOLS = named("tools")
_PRINT_ONLY = named("print_only")
_PRINTED = words("d-print-block d-print-flex d-print-inline d-print-inline-block print:block print:flex print:inline")
_UNSEEN_TILL_THEN = words("d-none hidden invisible")


class Boilerplate:
    """Judges the boxes of one layout.

    Hard boilerplate (menus, share bars, banners, tables of contents, the page's footer) never is text. Soft one (teasers for other
    pages, side columns, comment forms) stays out of what a heading opens, but belongs to a box that a user pointed at.
    """

    def __init__(self, layout: Layout, controls: Controls, around: Set[int], titles: Set[int] = frozenset()) -> None:
        """*around*: the orders of what lies over the page, and of its foot; *titles*: of the buttons that are titles of panels."""
        self._layout, self._controls = layout, controls
        self._around, self._titles = around, titles
        self._contents, self._foot = PageContents(layout, controls), PageFoot(layout, controls)
        self._prose = max(1, layout.boxes[0].prose)
        texts, linked = layout.texts, layout.linked
        # The first run that is prose: no link, and long; for each run, and past the last, the characters of sentences from it on
        self._first_prose = next((r for r, text in enumerate(texts) if not linked[r] and len(text) > 100), len(texts))
        long = (len(t) if len(t) >= _SENTENCE and not linked[r] else 0 for r, t in reversed(list(enumerate(texts))))
        self._prose_after = [0, *accumulate(long)][::-1]
        self._beginnings: dict[int, bool] = {}  # by run, whether it may begin with what a language is called
        self._known: dict[int, int] = {}  # by order, what a box is by itself, as far as it was asked for

    def judged(self) -> tuple[set[int], set[int]]:
        """The orders of the hard and of the soft boilerplate of the layout."""
        orders, (hard, soft) = range(1, len(self._layout.boxes)), self._announcing
        by_itself = list(map(self._by_itself, orders))
        hard = {*hard, *self._marked, *(order for order, kind in zip(orders, by_itself, strict=True) if kind == _HARD)}
        return hard, {*soft, *(order for order, kind in zip(orders, by_itself, strict=True) if kind == _SOFT)}

    def hard_among(self, boxes: Iterable[LayoutBox]) -> set[int]:
        """The orders of those of *boxes* that are hard boilerplate: of a few that is asked in less time than of all."""
        few, by_itself, marked = list(boxes), self._by_itself, self._marked
        # Of a mere paragraph with nothing in it `_by_itself` need not be asked: most boxes are one
        asked_of = [b.order for b in few if b.attrs or b.links or b.chars <= LABEL or b.last != b.order or b.name in _TELLING]
        hard = {order for order in asked_of if by_itself(order) == _HARD}
        orders = {box.order for box in few}
        return hard | (marked & orders) | (self._announcing[0] & orders)

    def is_any(self, order: int) -> bool:
        """Whether a box is boilerplate, hard or soft."""
        return self._by_itself(order) != _NONE or any(order in orders for orders in self._announcing)

    @cached_property
    def _marked(self) -> set[int]:
        """What is hard by more than itself."""
        return {*self._titled(), *self._around, *asked(self._layout), *slots(self._layout, self._controls)}

    def _by_itself(self, order: int) -> int:
        """Whether a box is hard or soft boilerplate, whatever titles say of it."""
        if (known := self._known.get(order)) is not None:
            return known
        box, kind = self._layout.boxes[order], _NONE
        mere = box.chars > LABEL and not (box.attrs or box.links or box.name in _TELLING)  # a mere paragraph
        if order in self._marked:
            kind = _HARD
        elif order and not (mere and (box.last == order or not self._controls.count("share", box))):
            names = self._names(box)
            said = name_words(names) if names else _NO_WORDS
            of_script = box.name == "template" or (box.name == "noscript" and not stands_for_script(box.el))
            if of_script or self._is_hard(box, names, said):
                kind = _HARD
            elif self._is_soft(box, names, said):
                kind = _SOFT
        self._known[order] = kind
        return kind

    @cached_property
    def _announcing(self) -> tuple[set[int], set[int]]:
        """The orders of the hard and of the soft boilerplate that its titles tell."""
        return announcing(self._layout, self._controls, lambda box: self._by_itself(box.order) != _NONE)

    def _is_hard(self, box: LayoutBox, names: str, said: frozenset[str]) -> bool:
        if is_toggle(box, self._layout):
            return True
        if box.name == "button":
            is_title = box.order in self._titles or opens_something(box.el) or self._controls.open_panels(box)
            opens_file = opened_file(box.el, "https://page.invalid/") is not None and not self._controls.count("share", box)
            return not (is_title or opens_file or is_offer(box, self._layout))
        if 0 < box.chars <= _PAGE_OF and box.name in INLINE and box.name != "a" and _WINDOW.fullmatch(self._layout.line_of(box)):
            return self._layout.stands_in(box, ("a",))  # read out to whom it helps, and none of the sentence
        if box.name == "a" and box.chars <= 2 and self._layout.line_of(box) in ("#", "¶", "§", "🔗"):
            return True  # the link of a heading to itself
        return not self._is_bulk(box) and self._looks_hard(box, names, said) and not self._controls.open_panels(box)

    def _looks_hard(self, box: LayoutBox, names: str, said: frozenset[str]) -> bool:
        if self._hard_tag(box) or (said and self._hard_names(box, names, said)) or self._is_share_bar(box):
            return True
        if box.links and (self._leads_about(box) or edits_a_title(self._layout, box)):
            return True
        if box.chars <= _LANGUAGES_IN_ALL and (self._lists_languages(box) if box.links else chooses_language(box)):
            return True
        return is_label(self._layout, box) or counts_readers(self._layout, box)

    def _lists_languages(self, box: LayoutBox) -> bool:
        """Whether *box* says nothing but what several languages are called, and leads to no file: the same page in another one.

        That its links say, most of them at least: a list of languages that are taught here is text.
        """
        if (run := box.start) not in self._beginnings:  # with which several boxes begin
            first = _LETTERS.search("".join(self._layout.texts[run : run + 1]).casefold())
            self._beginnings[run] = first is None or first[0] in _LANGUAGES
        if not self._beginnings[run]:  # as of most links
            return 0 < box.prose <= LABEL and box.links >= LIST and offers_languages(box, self._controls)
        said, links = set(_LETTERS.findall(self._layout.line_of(box).casefold())), box.el.find_all("a", href=True)
        if not (1 < len(said) <= box.links + 1 and said <= _LANGUAGES) or self._controls.count("files", box):
            return False
        return 2 * sum(map(leads_to_language, links)) >= len(links) > 0

    def _leads_about(self, box: LayoutBox) -> bool:
        """Whether the links of *box* lead about this page and its site: to its parts, its top, its home, its neighbours."""
        count = self._controls.count
        alone = box.name not in INLINE or self._stands_alone(box)
        if box.links == 1 and box.prose <= 4 and count("here", box) and alone:  # a link to the top is all that it holds
            link = box if box.name == "a" else self._layout.link_in(box, 4)
            if link is not None and self._controls.is_top_link(link):
                return True
        if box.end <= self._first_prose and self._controls.begins_at_home(box):  # a trail of crumbs
            return True
        if box.name in INLINE:
            return False
        if self._contents.holds(box):
            return True
        if box.links < LIST:
            return False
        # a list of places of this site in which this page, or its home, is one
        return 10 * box.prose <= box.chars and box.level is None and count("menu", box) > 0

    def always_hard(self, boxes: Iterable[LayoutBox], least: int) -> set[int]:
        """The orders of those of *boxes* that are hard by tag or role on every page with *least* characters of prose or more."""
        # Few are; whether a footer is a card's is told by others like it on the page
        may = [box for box in boxes if (box.name in _CALLED and box.name != "footer") or "role" in box.attrs]
        bulk = max(BULK, 0.4 * least)
        return {b.order for b in may if b.prose <= bulk and self._hard_tag(b) and not self._controls.open_panels(b)}

    def but_mere(self, boxes: Iterable[LayoutBox], least: int) -> list[LayoutBox]:
        """*boxes* without mere paragraphs, which lean on nothing around them; *least*: as in `leans_on_page`."""
        bulk = max(BULK, 0.4 * least)
        return [b for b in boxes if b.attrs or b.links or b.prose > bulk or b.name in _CALLED]

    def leans_on_page(self, box: LayoutBox, least: int, prose_after: int) -> bool:
        """Whether *box* may be hard boilerplate on one page and none on another that says more or less around it.

        *least*: each has so many characters of prose or more; *prose_after*: as many characters of sentences follow *box*, or more.
        """
        if box.name == "footer" and not self._layout.stands_in(box, ("main", "article")):
            return True
        names = self._names(box)
        said = name_words(names) if names else _NO_WORDS
        if said and ((said & FOOT and prose_after <= AFTER) or (box.prose >= 0.3 * least and self._is_banner(box, said))):
            return True
        if box.prose > max(BULK, 0.4 * least) and self._looks_hard(box, names, said):
            return True
        if self._controls.begins_at_home(box):
            return True
        return self._contents.may_be(box)  # by the places and the headings that are on the page

    def _is_bulk(self, box: LayoutBox) -> bool:
        """Whether so much of the page's prose is in *box* that it is the page, whatever it is called."""
        return box.name in ("body", "html", "main") or (box.prose > 0.4 * self._prose and box.prose > BULK)

    def _hard_tag(self, box: LayoutBox) -> bool:
        if box.name not in _CALLED and "role" not in box.attrs:  # as nearly all
            return False
        role = str(box.attrs.get("role") or "")
        if box.name in ("nav", "menu") or role in ROLES:
            return is_as_called(box, self._layout, self._controls)
        if box.name == "footer":
            return not (
                self._layout.stands_in(box, ("main", "article", *QUOTING)) or self._foot.is_of_text(box) or self._foot.part_of(box)
            )
        if box.name == "header" or role == "banner":
            return not self._layout.stands_in(box, ("main", "article", "section")) and (role == "banner" or box.links > 2)
        return role == "dialog" and bool(name_words(names_of(box.el)) & (_COOKIE | _VENDOR))

    def _is_soft(self, box: LayoutBox, names: str, said: frozenset[str]) -> bool:
        if self._is_bulk(box):
            return False
        if box.name == "footer":
            foot = self._foot
            return not (self._layout.stands_in(box, QUOTING) or foot.is_of_text(box) or foot.part_of(box) or foot.says_who(box))
        if box.name == "aside" or box.attrs.get("role") == "complementary":
            return (is_teaser(box) or not self._layout.stands_in(box, ("main", "article"))) and not self._foot.is_of_text(box)
        if not said:
            return False
        if said & _TOOLS and self._controls.is_for_use(box):
            return True
        # Whether it announces other pages, by what it is called and what it holds
        if not is_called_teaser(names, said) or not is_teaser(box) or self._controls.reaches_people(box):
            return False
        if self._controls.count("files", box) == self._controls.count("all", box) > 0:
            return False  # « related information »: files are no other pages
        if not said & TEASER <= CARD:
            return True
        before = self._layout.headings[: bisect_right(self._layout.headings, box.start, key=lambda h: h.start)]
        whole = (h for h in reversed(before) if h.end <= box.start and h.chars)
        # The titles of cards are passed over: they are over no section
        over = (h for h in whole if not any(name_words(names_of(a.el)) & CARD for a in self._layout.ancestors(h)))
        return not holds_entries(box, next(over, None), self._layout, self._controls)

    def _names(self, box: LayoutBox) -> str:
        """The names by which *box* may be judged: none for headings, and for links and the like within a sentence."""
        if not ("class" in box.attrs or "id" in box.attrs) or box.level is not None:
            return ""
        return "" if box.name in INLINE and not self._stands_alone(box) else names_of(box.el)

    def _hard_names(self, box: LayoutBox, names: str, said: frozenset[str]) -> bool:
        """Whether *box*, which is called boilerplate (*said*), looks the part."""
        layout, count, chars, prose = self._layout, self._controls.count, box.chars, box.prose
        mostly_links = 2 * prose < chars and box.links > 0
        # « social » is also what a town's service is called, with links to write to it
        shares = count("share", box) > 0 or (count("elsewhere", box) == box.links and prose <= LABEL)
        if said & _SHARE and shares and not count("own", box) and box.links > 0 and prose <= 120:
            return True
        if said & _SHARE and not count("own", box) and chars <= 60 and is_share_talk(self._layout.line_of(box)):
            return True
        if said & _CRUMBS and prose <= 200 and (box.links > 0 or chars <= _PAGE_OF) and self._controls.is_trail(box):
            beside = (layout.texts[r].strip() for r in range(box.start, box.end) if not layout.linked[r])
            if not any(len(text) >= _SAID and text.endswith((".", "!", "?")) for text in beside):
                return True
        if said & _PAGES and prose <= _PAGE_OF and self._controls.turns_pages(box):
            return True
        canteen = said & _MENU and 2 * count("files", box) >= count("all", box) > 0  # half files: these are its menus
        of = layout.boxes[box.parent] if box.name == "li" else box  # an entry is one of a menu where its whole list is
        short = of is box and prose <= 30 and COLON.search(layout.line_of(box)) is None
        leads = box.links > 0 and (2 * of.prose < of.chars or short)
        if said & _MENU and leads and not (canteen or self._controls.reaches_people(box) or self._describes(box)):
            return True
        if said & _VENDOR and prose <= 3000 and count("all", box):
            return True
        if prose < 0.3 * self._prose and self._is_banner(box, said):
            return True
        if (
            said & FOOT
            and prose < 0.3 * self._prose
            and self._foot.ends_page(box, self._prose_after[box.end], mostly_links=mostly_links)
        ):
            return True
        if said & _WEATHER and chars <= _PAGE_OF and "°" in self._layout.line_of(box):
            return True
        if said & _ADS and prose <= 200:  # « publicité » is also what an act is given: an ad leads away, or is a picture
            if count("elsewhere", box) == box.links > 0:
                return True
            if not box.links and chars <= _PAGE_OF and not count("all", box) and box.el.find(["img", "iframe", "ins"]) is not None:
                return True
        classes = names.split()
        if not _PRINTED.isdisjoint(classes):  # « d-print-block » alone says that it is printed, too
            return not _UNSEEN_TILL_THEN.isdisjoint(classes)
        return not _PRINT_ONLY.isdisjoint(classes)

    def _describes(self, box: LayoutBox) -> bool:
        """Whether *box* stands in the main content, and most of its links say in one more line what is there: it is no menu."""
        block, inside = self._layout.block, self._layout.inside(box)
        spans = [block[b.end - 1] > block[b.start] for b in inside if b.name == "a" and b.end > b.start]
        return 2 * sum(spans) > len(spans) and self._layout.stands_in(box, ("main", "article"))

    def _titled(self) -> Iterator[int]:
        """Lines that say « Partager », the boxes that they begin, and the links right after them."""
        layout = self._layout
        short = [text if len(text) <= 80 else "" for text in layout.texts]
        if not (stems := stems_in(SHARE_STEMS, short)):  # as of most pages
            return
        talk = [0, *accumulate(has_stem(text, stems) for text in short)]
        for line in layout.boxes[1:]:
            if talk[line.end] == talk[line.start] or line.chars > 80 or (line.name in INLINE and not self._stands_alone(line)):
                continue
            if not is_share_talk(self._layout.line_of(line), counted=False):
                continue
            if any(a.level is not None and (a.start, a.end) != (line.start, line.end) for a in layout.ancestors(line)):
                continue  # but a word of a heading that says more
            if self._is_entry(line):
                continue
            yield line.order
            if line.level is None and line.links:
                continue
            after = layout.next_sibling(line)
            links = self._controls.count("all", after) if after is not None else 0
            if after is not None and links and after.chars <= 200 and self._controls.only_share(after, self._layout.line_of(line)):
                yield after.order
            for around in islice(layout.ancestors(line), 5):
                if around.start != line.start or around.chars > 150:
                    break
                if self._controls.only_share(around):
                    yield around.order

    def _is_entry(self, line: LayoutBox) -> bool:
        """Whether *line*, « Imprimer », is of a row or a list that says other things, or has nothing to press."""
        layout, controls, number = self._layout, self._controls, self._layout.block[line.start]
        if controls.count("all", line) or layout.kinds[number] not in ("list_item", "table_row"):
            return False
        first, past = bisect_left(layout.block, number), bisect_right(layout.block, number)
        if not is_share_talk(folded(" ".join(layout.texts[first:past]))):
            return True  # in the next cell stands what it costs
        around = next((box for box in (line, *layout.ancestors(line)) if box.name in _ENTRIES), None)
        return around is not None and not (controls.count("all", around) and controls.only_share(around))

    def _is_share_bar(self, box: LayoutBox) -> bool:
        """Whether *box* holds links that share this page and little else: words beside them, and a way on, are content."""
        share = self._controls.count("share", box) if box.chars <= 400 else 0
        if not share:
            return False
        if box.name in INLINE and not self._stands_alone(box):  # in a line of text only a row of them is none of it
            beside = self._layout.children(self._layout.boxes[box.parent]) if box.name == "a" else [box]
            at = beside.index(box)
            return any(
                not any(map(str.isalnum, "".join(self._layout.texts[one.end : other.start])))
                and all(b.name == "a" and self._controls.count("share", b) for b in (one, other))
                for one, other in pairwise(beside[max(0, at - 1) : at + 2])
            )
        others = self._controls.count("all", box) - share
        if others > (share > 2) or self._controls.count("own", box):
            return False
        if box.prose > (30 if share == 1 else 60):
            return box.prose <= 80 and is_share_talk(self._layout.line_of(box))
        return self._controls.says_only_sharing(box)

    def _stands_alone(self, box: LayoutBox) -> bool:
        """Whether nothing shares a line with *box*: a link in a sentence is part of it, whatever its class."""
        block, last = self._layout.block, len(self._layout.block) - 1
        before = box.start > 0 and box.end > box.start and block[box.start - 1] == block[box.start]
        after = 0 < box.end <= last and block[box.end - 1] == block[box.end]
        return not before and not after

    def _is_banner(self, box: LayoutBox, said: frozenset[str]) -> bool:
        """Whether *box* asks for consent: a cookie word and a banner word in its names; long only with a button.

        A box called by no word of banners alone (« cookie-info ») has to speak of that, or to have an answer to press, too: what
        says something else, and asks for nothing, is text whatever its name.
        """
        if not (said & _COOKIE and said & _BANNER and len(said & (_COOKIE | _BANNER)) > 1):
            return False
        presses = box.el.find("button") is not None
        asks = presses or bool((said & _BANNER) - _COOKIE - _OF_NOTICES) or box.el.find(["input", "select"]) is not None
        asks = asks or self._controls.count("answer", box) > 0 or box.el.find("a", href=_SCRIPT) is not None
        asks = asks or CONSENT.search(self._layout.joined(box)) is not None
        return asks and (box.prose <= 500 or (box.prose <= 2500 and presses))
