"""One page, parsed: its element tree, its main content, and what in it is no text of its own (DESIGN 3.1, 3.5). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import accumulate, islice
from typing import Any, TypeAlias
from urllib.parse import urljoin

from monitor.extract.around.boilerplate import Boilerplate
from monitor.extract.around.controls import Controls
from monitor.extract.around.dialogs import is_dialog
from monitor.extract.around.main_content import main_box
from monitor.extract.around.overlays import colophons, overlays
from monitor.extract.around.panels import panels, titles_by_rule
from monitor.extract.around.twins import twins
from monitor.extract.elements.addresses import LONGEST, is_protected, unprotect
from monitor.extract.elements.hiding import HIDING_ATTRIBUTES, HIDING_TAGS, compose, has_shadows, is_hiding
from monitor.extract.elements.layout import Layout, LayoutBox, folded
from monitor.extract.elements.styles import Styles, read_styles
from monitor.extract.elements.tree import Element, open_body, parsed
from monitor.extract.frame_documents import fill_frames, has_documents
from monitor.extract.glance import as_parsed
from monitor.extract.reading.legends import has_looks, with_looks
from monitor.extract.reading.walk import laid_out
from monitor.extract.reading.wordless_marks import Wordless, with_marks, wordless_in
from monitor.model import Block
from monitor.model.frozen import cached_property
from monitor.normalize import key

Span: TypeAlias = tuple[int, int, int]  # runs [start, end), and the order of the box in which they are looked at
_LONGEST_NAME = 300  # characters of a page's own name
_STOPS = (".", "!", "?")
_TELLING = ("base", "title", "link", "meta", "style")
_FEW_HIDDEN_LEFT = 12  # words beside a closed panel that are its « lire la suite », not the text


class BoxSet:
    """Some boxes of a layout, by their *orders*: what is hidden, say, or what stands around a page."""

    def __init__(self, layout: Layout, orders: set[int]) -> None:
        self._layout = layout
        self.orders = orders

    @cached_property
    def within(self) -> list[bool]:
        """For each box, by its order, whether it or a box around it is one of them."""
        return self._layout.within(self.orders)

    def innermost(self) -> list[int]:
        """For each run which of them is the innermost around it, -1 where none is; made anew at each call."""
        found = [-1] * len(self._layout.texts)
        for order in sorted(self.orders):  # document order: what stands deeper comes later
            box = self._layout.boxes[order]
            found[box.start : box.end] = [order] * (box.end - box.start)
        return found


class Page:
    """A parsed page. Facts about elements are worked out once and kept; the tree must not be changed after `parse`.

    What is text of it is told in six steps, each by those before, and only when it is asked for:

    1. `layout`: the body in one walk (`extract.reading.walk`), as runs of text that boxes hold; `styles` say what its classes do.
    2. `hidden_in`: what hides itself, less what a control opens (`panels`), and copies for other screens (`twins`).
    3. `over` and the foot: what stands around the page, by its shape (`extract.around.overlays`); `controls`: what links are for.
    4. `boilerplate_in`, `hard_in`: what `boilerplate` judges to be no text by all that, but for the page's title (`title_box`).
    5. `main_box`: the box with most of the text that is left.
    6. `shown`: which runs of any boxes are text; `blocks_of` makes blocks of these.

    Of recipes nothing here knows: `extract.sections.finding` and `extract.links.documents` ask for boxes and runs, and cut.
    """

    def __init__(self, tree: Element, url: str, *, elements: list[Element] | None = None, is_composed: bool = False) -> None:
        self.tree = tree
        self._elements = [*tree.descendants] if elements is None else elements  # all of *tree*, in document order
        self.url = url
        self.is_composed = is_composed  # elements may stand where none of their tags does (`extract.elements.hiding`)
        self.kept: dict[str, Any] = {}  # what others work out of the page once, by their own names

    @classmethod
    def parse(cls, text: str, url: str, *, framed: bool = False) -> Page:
        """Parse *text*, already decoded, as HTML with lxml, whatever it says it is. Never fails: rubbish is an empty page.

        *framed*: a frame of another shows it, and its own stay as they are."""
        html = as_parsed(text)
        elements: list[Element] = []
        tree = parsed(html if "<" in html else f"{html}\n", elements)
        moved = open_body(tree)
        composed, protected = has_shadows(html), is_protected(html)
        if composed:
            compose(tree)
        composed |= has_documents(html) and not framed and fill_frames(tree, url, cls.parse)
        if protected:
            unprotect(tree)
        return cls(tree, url, elements=None if moved or composed or protected else elements, is_composed=composed)

    def close(self) -> None:
        """Let go of all, of which nothing may be asked any more: elements hold each other, and would fill the memory until they are
        looked for (DESIGN §9)."""
        for name in ("soup", "links"):
            if name in self.kept:
                self.kept[name].close()
        for el in self._elements:
            el.parent = None
        vars(self).clear()

    # ------------------------------------------------------------------------------------------------- what the page says of itself

    @cached_property
    def _metadata(self) -> dict[str, list[Element]]:
        """The elements by which a page tells of itself, by their names: looked for in one go."""
        found: dict[str, list[Element]] = {name: [] for name in _TELLING}
        for el in self._elements:
            if el.name in found:
                found[el.name].append(el)
        return found

    @cached_property
    def base(self) -> str:
        """The address that relative links are relative to (HTML § 4.2.3)."""
        base = next((str(el["href"]) for el in self._metadata["base"] if "href" in el.attrs), "")
        try:
            return urljoin(self.url, base.strip()) if len(base) <= LONGEST else self.url
        except ValueError:  # "http://[": not an address
            return self.url

    @cached_property
    def title(self) -> str:
        """The text of <title>, "" where there is none."""
        return folded(self._metadata["title"][0].get_text()) if self._metadata["title"] else ""

    @property
    def own_name(self) -> str:
        """What the page calls itself: the text of <title>, else of its first h1, cut where that is no title at all; else ""."""
        return (self.title or next((text for box, text in self.headings if box.level == 1), ""))[:_LONGEST_NAME].strip()

    @cached_property
    def body(self) -> Element:
        """The body; the whole document where there is none."""
        return self.tree.find("body") or self.tree

    @cached_property
    def anchors(self) -> set[str]:
        """The names of places on the page that a link may lead to."""
        ids = {str(el["id"]) for el in self.tree.find_all(id=True)}
        return ids | {str(el["name"]) for el in self.tree.find_all("a", attrs={"name": True})}

    # ------------------------------------------------------------------------------------------------------------------ 1. the walk

    @cached_property
    def styles(self) -> Styles:
        """What the page's own style elements say."""
        return read_styles((str(style.get("media") or ""), style.get_text()) for style in self._metadata["style"])

    @cached_property
    def layout(self) -> Layout:
        """The body as runs of text."""
        return laid_out(self.body, self.base, self.styles)

    @cached_property
    def run_of(self) -> dict[str, int]:
        """Where on the page a text stands as a run of its own, by the text, folded; of two the first."""
        return {folded(text): run for run, text in reversed(list(enumerate(self.layout.texts)))}

    @cached_property
    def by_id(self) -> dict[str, LayoutBox]:
        """The boxes that have an id, by it; of two with one id the first."""
        named = ((str(b.attrs["id"]), b) for b in reversed(self.layout.having((), ("id",))) if b.attrs["id"])
        return dict(named)

    @cached_property
    def headings(self) -> list[tuple[LayoutBox, str]]:
        """The heading elements that have words, in document order, each with its text."""
        found = ((b, self.name_of(b)) for b in self.layout.headings if b.end > b.start)
        return [(b, text) for b, text in found if text]

    @cached_property
    def headings_by_key(self) -> dict[str, list[tuple[LayoutBox, str]]]:
        """The same, by what they are looked for as."""
        found: dict[str, list[tuple[LayoutBox, str]]] = {}
        for box, text in self.headings:
            found.setdefault(key(text), []).append((box, text))
        return found

    def name_of(self, box: LayoutBox) -> str:
        """The text of a heading: nothing hidden, no button, not the link to itself (« # »)."""
        return _on_one_line(self.layout.texts_of(self.shown([(box.start, box.end, box.order)], pointed_at=True)))

    # ------------------------------------------------------------------------------------------------------------ 2. what is hidden

    @cached_property
    def hidden_by_itself(self) -> set[int]:
        """The orders of the boxes that their own tag, attributes or class hides, those too that a control opens.

        A class that a rule of the page hides does not count where it holds half of the page or more: a script will show that.
        """
        layout, found, whole = self.layout, set[int](), self.layout.boxes[0]
        for box in layout.having(HIDING_TAGS, HIDING_ATTRIBUTES):
            if is_hiding(box.el, box.chars) and box is not whole:
                found.add(box.order)
        for box in layout.having((), ("class",)) if self.styles.hidden else ():
            if 2 * box.chars < whole.chars and self.styles.hides(box.el):
                found.add(box.order)
        return found

    @cached_property
    def _unseen(self) -> BoxSet:
        """Those among them that nothing opens."""
        return BoxSet(self.layout, self.hidden_by_itself - panels(self.layout, self.hidden_by_itself, self.styles))

    def is_unseen(self, box: LayoutBox) -> bool:
        """Whether *box* or a box around it is hidden by itself and nothing opens it."""
        return self._unseen.within[box.order]

    @cached_property
    def _hidden(self) -> BoxSet:
        """The boxes that nobody is to read: these, and copies."""
        copies, self.layout.once = twins(self.layout, self._unseen.orders, self.styles)
        return BoxSet(self.layout, self._unseen.orders | copies)

    @property
    def hidden(self) -> set[int]:
        """Their orders."""
        return self._hidden.orders

    def is_hidden(self, el: Element) -> bool:
        """Whether *el* or an element around it is kept from readers' eyes. `sr-only` text is read, so it is not hidden."""
        box = self.layout.box(el)
        return self._hidden.within[box.order] if box else True

    @cached_property
    def hidden_in(self) -> list[int]:
        """For each run the order of the innermost hidden element around it, -1 where there is none."""
        return self._hidden.innermost()

    # ----------------------------------------------------------------------------------------------------- 3. what stands around it

    @cached_property
    def controls(self) -> Controls:
        """The page's links and buttons, told apart: some lead to its own address, or to those by which it calls itself."""
        links = (el.attrs for el in self._metadata["link"] if "canonical" in (el.attrs.get("rel") or ()) and "href" in el.attrs)
        metas = (el.attrs for el in self._metadata["meta"] if el.attrs.get("property") == "og:url" and "content" in el.attrs)
        said = (str(next(links, {}).get("href", "")), str(next(metas, {}).get("content", "")))
        return Controls(self.layout, [self.url, *(url for url in said if url.startswith("http"))])

    @cached_property
    def over(self) -> set[int]:
        """The orders of the same."""
        return overlays(self.layout, self.controls)

    @cached_property
    def overlays(self) -> list[Element]:
        """What lies over the page until its reader answers: dialogs, modals, consent boxes (DESIGN 3.5), hidden ones too."""
        return [self.layout.boxes[order].el for order in sorted(self.over)]

    @cached_property
    def _around(self) -> BoxSet:
        return BoxSet(self.layout, self.over | colophons(self.layout, self.over))

    def is_around(self, el: Element) -> bool:
        """Whether *el* stands in a box over the page or in the page's foot, told by what they hold."""
        box = self.layout.box(el)
        return box is not None and self._around.within[box.order]

    # --------------------------------------------------------------------------------------------------------------- 4. boilerplate

    @cached_property
    def boilerplate(self) -> Boilerplate:
        """The judge of the page's boxes."""
        return Boilerplate(self.layout, self.controls, self._around.orders, titles_by_rule(self.layout, self.styles))

    @cached_property
    def _judged(self) -> tuple[BoxSet, BoxSet]:
        """All hard boilerplate, and all hard and soft boilerplate."""
        hard, soft = self.boilerplate.judged()
        return BoxSet(self.layout, hard), BoxSet(self.layout, hard | soft)

    def is_boilerplate(self, el: Element) -> bool:
        """Whether *el* stands in a menu, breadcrumb, share bar, cookie banner, table of contents, footer … (DESIGN 3.5)."""
        box = self.layout.box(el)
        if box is not None and self.title_box is not None and self.title_box.order <= box.order <= self.title_box.last:
            return False
        if box is None or "_judged" in vars(self):
            return self._judged[1].within[box.order] if box else True
        # As long as nobody needed the judgement of all boxes, that of those around one costs less
        return any(self.boilerplate.is_any(b.order) for b in (box, *self.layout.ancestors(box)))

    @cached_property
    def boilerplate_in(self) -> list[int]:
        """The same for boilerplate."""
        return self._without_title(self._judged[1].innermost())

    def is_hard(self, el: Element) -> bool:
        """Whether *el* stands in hard boilerplate, which is never text, not even in a box that a user pointed at."""
        box = self.layout.box(el)
        return box is not None and self._judged[0].within[box.order]

    @cached_property
    def hard_in(self) -> list[int]:
        """The same for hard boilerplate."""
        return self._without_title(self._judged[0].innermost())

    @cached_property
    def title_box(self) -> LayoutBox | None:
        """The page's h1 where only a banner has one; None where the text has, or the page has none."""
        is_any = self.boilerplate.is_any
        tops = [b for b in self.layout.headings if b.level == 1 and b.end > b.start and not is_any(b.order)]
        hidden, ancestors = self._hidden.within, self.layout.ancestors
        seen = [b for b in tops if not (hidden[b.order] or any(is_dialog(a.el) for a in (b, *ancestors(b))))]
        in_text = any(not any(is_any(a.order) for a in ancestors(b)) for b in seen)
        if in_text:
            return None
        menus = ("nav", "footer", "menu")
        return next((b for b in seen if not any(a.el.name in menus for a in ancestors(b))), None)

    def _without_title(self, boilerplate: list[int]) -> list[int]:
        """*boilerplate* but for the words of the page's title, whatever banner that stands in."""
        title = self.title_box
        if title is not None:
            boilerplate[title.start : title.end] = [-1] * (title.end - title.start)
        return boilerplate

    @cached_property
    def _nowhere(self) -> list[int]:
        """For each run that no box is around it."""
        return BoxSet(self.layout, set()).innermost()

    @cached_property
    def words_before(self) -> list[int]:
        """For each run, and past the last, how many runs before it have words that are no boilerplate."""
        texts, boilerplate = self.layout.texts, self.boilerplate_in
        return [0, *accumulate(int(boilerplate[run] < 0 and bool(text.strip())) for run, text in enumerate(texts))]

    # ---------------------------------------------------------------------------------------------------------- 5. the main content

    @cached_property
    def main_box(self) -> LayoutBox:
        """The box of `main`."""
        boilerplate, hidden = self.boilerplate_in, self.hidden_in
        seen = [not link and boilerplate[run] < 0 and hidden[run] < 0 for run, link in enumerate(self.layout.linked)]
        return main_box(self.layout, seen)

    @cached_property
    def main(self) -> Element:
        """The element that holds the main content: main, article, else the column with most of the prose, else the body."""
        return self.main_box.el

    # -------------------------------------------------------------------------------------------------------------- 6. what is text

    def runs_of(self, elements: Iterable[Element]) -> set[int]:
        """The runs that *elements* hold."""
        boxes = (self.layout.box(el) for el in elements)
        return {r for b in boxes if b for r in range(b.start, b.end)}

    def shown(self, spans: Iterable[Span], exclude: Set[int] = frozenset(), *, pointed_at: bool = False) -> list[int]:
        """The runs of *spans* that are text, ascending, each once.

        Boilerplate inside the span's box is no text (only the hard one, where a user *pointed at* the box), nor is what is hidden
        inside it; but where they hold all there is, as a closed panel does, they are the text (3.5).
        """
        spans = list(spans)
        if not pointed_at or "_judged" in vars(self):
            hard = self.hard_in
        else:  # as long as nobody needed the judgement of all boxes, that of what stands in the spans' own is enough
            orders = set[int]()
            for start, end, order in spans:
                inside = list[LayoutBox]()
                for box in islice(self.layout.boxes, order + 1, None):
                    if box.start >= end:
                        break
                    if box.end > start:
                        inside.append(box)
                orders |= self.boilerplate.hard_among(inside)
            hard = self._without_title(BoxSet(self.layout, orders).innermost()) if orders else self._nowhere
        boilerplate = hard if pointed_at else self.boilerplate_in
        plain, hidden, soft = set[int](), set[int](), set[int]()
        for start, end, order in spans:
            for run in range(start, end):
                if run in exclude or hard[run] > order:
                    continue
                if self.hidden_in[run] > order:
                    hidden.add(run)
                else:
                    (plain if boilerplate[run] <= order else soft).add(run)
        texts, headings = self.layout.texts, self.layout.headings
        for under in (hidden - plain, soft - plain):
            if not under:
                continue
            if under <= soft:
                ending = [run for run in plain if texts[run].rstrip().endswith(_STOPS)]
                if any(not any(b.start <= run < b.end for b in headings) for run in ending):
                    continue  # a sentence that is no heading's is a text, whatever stands beside it
            seen = "".join(texts[run] for run in sorted(plain))
            held = sum(len(texts[run].strip()) for run in under)
            if 10 * len(seen.strip()) <= held and len(seen.split()) <= _FEW_HIDDEN_LEFT:  # only a lid
                plain |= under
        return sorted(plain)

    def text_of(self, el: Element) -> str:
        """What a reader sees of *el*, on one line: its boilerplate too, nothing hidden."""
        box = self.layout.box(el)
        if box is None:
            return ""  # in the head, or inside a script, a form control, a picture
        runs = [r for r in range(box.start, box.end) if self.hidden_in[r] <= box.order]
        return _on_one_line(self.layout.texts_of(runs))

    def blocks_of(self, elements: Element | Iterable[Element], exclude: Iterable[Element] = ()) -> tuple[Block, ...]:
        """The blocks of one element or several, each word once, in document order, without *exclude* and 3.5's boilerplate."""
        wanted = [elements] if isinstance(elements, Element) else list(elements)
        boxes = [b for b in map(self.layout.box, wanted) if b is not None]
        return self.gathered(self.shown(((b.start, b.end, b.order) for b in boxes), self.runs_of(exclude)))

    @cached_property
    def _wordless(self) -> list[Wordless]:
        return wordless_in(self.layout)

    @cached_property
    def _has_looks(self) -> bool:
        return has_looks(self.layout)

    def gathered(self, runs: list[int]) -> tuple[Block, ...]:
        """The blocks that *runs* (ascending) make; of panels shown in turn each is read right behind its label (3.5).

        Some sites write all labels first, then all panels, and for phones each label over its panel.
        """
        labels: dict[int, list[int]] = {}  # by the first run of a panel, those of its label
        there = set(runs) if self.controls.openers else set[int]()
        for order, panel in self.controls.openers.items():
            label = self.layout.boxes[order]
            own = [run for run in range(label.start, label.end) if run in there]
            self.layout.labels.update(own)
            first = next((run for run in range(panel.start, panel.end) if run in there), 0)
            if own and own[-1] < first:
                labels.setdefault(first, []).extend(own)
                there.difference_update(own)

        def with_label(run: int) -> Iterator[int]:
            for own in labels.get(run, ()):
                yield from with_label(own)
            yield run

        ordered = [one for run in runs if run in there for one in with_label(run)] if labels else runs
        found = self.layout.numbered(ordered)
        found = with_looks(found, self.layout) if self._has_looks else found
        return tuple(block for _, block in (with_marks(found, self.layout, self._wordless) if self._wordless else found))


def _on_one_line(texts: Iterable[str]) -> str:
    return " ".join(texts).replace("\n", " ").replace("\t", " ")
