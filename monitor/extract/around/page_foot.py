"""The foot of a page, told from the feet of its cards, its tables and its texts (DESIGN 3.5). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

from monitor.extract.around.controls import Controls
from monitor.extract.around.site_credits import speaks_of_site
from monitor.extract.around.teasers import is_office
from monitor.extract.counters import is_stamp
from monitor.extract.elements.layout import Layout, LayoutBox, words
from monitor.extract.elements.tree import names_of
from monitor.extract.lists import name_words, named
from monitor.model.frozen import cached_property

BULK = 200  # characters of prose, of a box that may be the page itself
AFTER = 300  # characters of sentences that may follow the page's foot
QUOTING = ("blockquote", "figure")  # their footer says whose words or whose picture it is
FOOT = named("foot")
_MORE = words("ul ol dl table form")  # in a cell, more than words
_LINES = words("p ul ol dl table")
_PAGES_OWN = ["h1", "nav", "main", "header", "form"]
_WHOLES = {"tr": ("table",), "tfoot": ("table",), "li": ("ul", "ol")}  # what an entry is one of


class PageFoot:
    """Judges which boxes of one layout end its page."""

    def __init__(self, layout: Layout, controls: Controls) -> None:
        self._layout, self._controls = layout, controls

    def is_of_text(self, box: LayoutBox) -> bool:
        """Whether *box*, a footer or an aside, stands among lines of a text and leads nowhere on the site: « Source : Insee »."""
        count, parent = self._controls.count, self._layout.boxes[box.parent]
        leads = count("own", box) > count("files", box) or any(count(kind, box) for kind in ("share", "here", "home"))
        titled = any(b.level is not None for b in self._layout.inside(box))
        if leads or (titled and box.name == "footer") or box.chars > BULK or count("all", box) > box.links:
            return False
        said = self._layout.line_of(box)
        if is_stamp(said) or speaks_of_site(said):
            return False
        children = [b for b in self._layout.children(parent) if b.end > b.start]
        beside = [b for b in children if b.name in _LINES or (b.level or 1) > 1]
        if any(b.order > box.order for b in beside):
            return True
        # So does it where the page's own foot comes after the box that holds the text, or after an aside: but columns are several
        alone = box.name != "aside" or not (titled or any(b.name == "aside" for b in children if b is not box))
        if alone and any(b is not box for b in beside) and self._last > (box if box.name == "aside" else parent).last:
            return True
        # What the page's own foot ends: an article may have a header of its own
        pages = [name for name in _PAGES_OWN if name != "header" or parent.name not in ("article", "section")]
        return bool(beside) and parent.name != "body" and parent.el.find(pages) is None

    @cached_property
    def _last(self) -> int:
        """The order of the last box that is called a foot, 0 where none is."""
        for box in reversed(self._layout.having(("footer",), ("class", "id", "role"))):
            foot = box.name == "footer" or box.attrs.get("role") == "contentinfo" or name_words(names_of(box.el)) & FOOT
            if foot and box.end > box.start:
                return box.order
        return 0

    def ends_page(self, box: LayoutBox, prose_after: int, *, mostly_links: bool) -> bool:
        """Whether no text of the page comes after *box*: the foot of a card or of a table is no foot of the page.

        *prose_after*: the characters of sentences that follow *box*.
        """
        if box.chars <= BULK and speaks_of_site(self._layout.line_of(box)):
            return True
        if self._layout.stands_in(box, QUOTING) or prose_after > AFTER or self.is_of_text(box):
            return False
        around = next((a for a in self._layout.ancestors(box) if a.name in ("main", "article")), None)
        part = around or self.part_of(box)
        if part is None:
            return mostly_links or not self._is_entry(box)
        alike = self._alike(box, self._layout.inside(part) if around else self._layout.boxes)
        if not (mostly_links and part.end == box.end and len(alike) == 1):
            return False
        return not (self._controls.count("reach", box) or self.says_who(box))

    def part_of(self, box: LayoutBox) -> LayoutBox | None:
        """The part of the page whose foot *box* is, where no main content is marked; None where it is the page's own.

        A card has a « card-footer » in a « card », or several boxes alike have such a foot each. What is around a whole page may
        be called like its foot as well, but leads home.
        """
        around = list(self._layout.ancestors(box))
        parts = [a for a in takewhile(lambda a: a.name != "body", around) if a.chars > box.chars]
        if not parts or self._controls.count("home", parts[0]) or any(a.name in ("main", "article") for a in around):
            return None
        part, *wider = parts
        for one in (part, *takewhile(self._is_part, wider)):
            called = tuple(name + mark for name in one.attrs.get("class") or () for mark in ("-", "_"))
            if any(name.startswith(called) for name in box.attrs.get("class") or ()):
                return one
        over = self._layout.boxes[box.parent]
        cards = {card.order for card in self._alike(over, self._layout.boxes)}
        return part if len({b.parent for b in self._alike(box, self._layout.boxes)} & cards) > 1 else None

    def says_who(self, box: LayoutBox) -> bool:
        """Whether *box* leads to nothing but offices and people: « Contact : Luc Petit » at the foot of a card."""
        links = [b for b in self._layout.inside(box) if b.name == "a" and b.chars]
        return bool(links) and all(is_office(self._layout.line_of(link).strip()) for link in links)

    def _is_part(self, box: LayoutBox) -> bool:
        """Whether *box* is less than a page: it has no title of a page and does not lead home."""
        return not self._controls.count("home", box) and all(b.level != 1 for b in self._layout.inside(box))

    def _is_entry(self, box: LayoutBox) -> bool:
        """Whether *box* is a row of a table of words, or an item of a list of them: such may be called a footer, and end no page.

        A table by which a whole page is laid out holds more than words, or is one column; a list at the foot of each page leads on
        the site.
        """
        layout = self._layout
        whole = next((a for a in layout.ancestors(box) if a.name in _WHOLES.get(box.name, ())), None)
        if whole is None or whole.chars == box.chars:
            return False
        if box.name == "li":
            return not self._controls.count("own", whole)
        inside = layout.inside(whole)
        if any(b.level is not None or b.name in _MORE for b in inside):
            return False
        cells = Counter(b.parent for b in inside if b.name in ("td", "th") and b.end > b.start)
        return any(many > 1 for row, many in cells.items() if not box.order <= row <= box.last)

    def _alike(self, box: LayoutBox, among: Iterable[LayoutBox]) -> list[LayoutBox]:
        """Those *among* these with the tag and the classes of *box*, itself one of them."""
        return [b for b in among if b.name == box.name and b.attrs.get("class") == box.attrs.get("class")]
