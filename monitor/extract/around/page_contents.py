"""Which links into the page are its table of contents, and which lists say what belongs where (DESIGN 3.5). Pure.

A table of contents says what the headings say, all of them, under their own titles. « Services communs » over three links and
« Services de la ville » over three others say what nothing else on the page says: whose each service is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from monitor.expressions import expression
from monitor.extract.around.controls import Controls
from monitor.extract.elements.layout import INLINE, Layout, LayoutBox
from monitor.model.frozen import cached_property, dataclass
from monitor.normalize import key

LIST = 3  # links of a table of contents, or of a menu without a name
_FEWEST_OF = {"ul": 1, "ol": 1, "nav": 1, "p": 2}  # links that may be a table of contents, where they say what headings say
_BETWEEN = 200  # characters between two lists that stand beside each other
_NUMBER = re.compile(r"\A(?:\d+(?:[. ]\d+)*|[ivx]+|[a-z])[. )]+")  # before a title
_LABEL = 60  # characters of a line over a list
_LISTS = ("ul", "ol", "dl", "table", "p")
# What is over a table of contents in any words, by `normalize.key`: a word of these, and beside it but small ones and numbers.
# « Questions sociales », « Accès aux droits », « Page de la ville » are over a list of what a town has.
_CONTENTS = (
    r"(?:sommaire|tables?|pages?|articles?|dossiers?|contenus?|acces|aller|allez|navigation|index|chapitres?|parties?|sections?"
    r"|rubriques?|menu|plan|raccourcis|contents?|jump|skip|links|annexes?|retrouvez|bref|themes?|questions?|programme|etapes?"
    r"|topics?|voir|savoir|see|siehe|inhalt\w*|seite|schnell\w*|direkt\w*|sprung\w*|inhoud\w*|pagina|artikel|indice|tabla"
    r"|contenidos?|articulo|contenut[oi]|articolo|conteudo|spis|strona|stronie)"
)
_SMALL = (
    r"(?:\d+\w*|[ivx]+|[a-h]|le|la|les|l|de|du|des|d|a|au|aux|ce|cet|cette|ces|dans|sur|en|et|ici|vous|vers|plus|aussi|tout|toutes?"
    r"|ci|dessous|rapides?|directe?ment|directs?|matieres?|document|frequentes?|the|this|on|in|to|of|and|also|more|quick|here|below"
    r"|auf|dieser|diesem|im|in|zu|zur|zum|auch|uebersicht|op|deze|dit|van|naar|esta|este|di|questa|questo|nesta|na|tej|tresci|el|il|i)"
)
_OF_CONTENTS = expression(rf"(?:{_SMALL} )*{_CONTENTS}(?: (?:{_SMALL}|{_CONTENTS}))*")
_WORD = re.compile(r"[^\W\d_]{3}")  # « A », « 2024 » and « 1. » are over no kind of thing


@dataclass(frozen=True, slots=True)
class _Group:
    """Links below one label."""

    label: str  # by `normalize.key`; "": none
    links: list[LayoutBox]


class PageContents:
    """Judges the boxes of one layout."""

    def __init__(self, layout: Layout, controls: Controls) -> None:
        self._layout, self._controls = layout, controls

    def may_be(self, box: LayoutBox) -> bool:
        """Whether *box* would be a table of contents on a page that has all places to which its links lead."""
        if not self._is_bare(box):
            return False
        links = (str(b.attrs.get("href") or "") for b in self._layout.inside(box) if b.name == "a")
        return self._are_nearly_all(sum(bool(link.partition("#")[2]) for link in links), box)  # « # » alone leads to no place

    def holds(self, box: LayoutBox) -> bool:
        """Whether *box* is a table of contents: links, nearly all into this page, to what its headings say, and little else."""
        if not self._is_bare(box) or not self._are_nearly_all(self._controls.count("within", box), box) or self._sorts(box):
            return False
        return self._names_titles(box) if box.links < LIST else not self._says_more(box)

    def _is_bare(self, box: LayoutBox) -> bool:
        if box.links < LIST:
            return box.prose <= 4 and box.links >= _FEWEST_OF.get(box.name, LIST)
        return 3 * box.prose <= box.chars and box.name not in INLINE

    def _are_nearly_all(self, links: int, box: LayoutBox) -> bool:
        return links >= 0.8 * self._controls.count("all", box) if box.links >= LIST else links == box.links

    def _names_titles(self, box: LayoutBox) -> bool:
        """Whether *box*, one link or two, is a list, or a line of two, of all headings of a level but one."""
        inside = self._layout.inside(box)
        said = [key(self._controls.says(b)) for b in inside if b.name == "a"]
        if any(b.level is not None for b in inside) or not self._controls.titles.issuperset(said):
            return False
        headings = [(heading.level, key(self._layout.joined(heading))) for heading in self._layout.headings]
        levels = {level for level, title in headings if title in said}
        return len(said) >= sum(level in levels for level, _ in headings) - 1

    def _says_more(self, box: LayoutBox) -> bool:
        """Whether *box* says more than the headings to which it leads: which of them, or in words of its own.

        A third of those among them, of their level, is left out; or two thirds of its links have a word that the heading lacks.
        """
        led = {found.order: b for b in self._layout.inside(box) if b.name == "a" and (found := self._heading_of(b)) is not None}
        if len(led) < LIST:
            return False
        level = Counter(self._layout.boxes[order].level for order in led).most_common(1)[0][0]
        among = [b.order for b in self._layout.headings if b.level == level and min(led) <= b.order <= max(led)]
        left_out = len(among) - len(led.keys() & among)
        said = [[key(of) for of in (self._controls.says(b), self._layout.joined(self._layout.boxes[n]))] for n, b in led.items()]
        more = sum(not {*_NUMBER.sub("", one).split()} <= {*other.split()} for one, other in said)
        return (left_out > 1 and 3 * left_out >= len(among)) or 3 * more >= 2 * box.links

    def _heading_of(self, link: LayoutBox) -> LayoutBox | None:
        """The heading to which *link* leads: the place itself, what it is in, or what it begins with or stands over."""
        place = self._places.get(self._place_of(link))
        if place is None:
            return None
        around = next((b for b in (place, *self._layout.ancestors(place)) if b.level is not None), None)
        if around is not None:
            return around
        headings = self._layout.headings
        at = bisect_left(headings, place.order, key=lambda h: h.order)
        return headings[at] if at < len(headings) and headings[at].start == place.start else None

    def _sorts(self, box: LayoutBox) -> bool:
        """Whether a link of *box* stands in one of several lists that sort what they lead to."""
        return bisect_right(self._sorted, box.last) > bisect_left(self._sorted, box.order)

    def _place_of(self, link: LayoutBox) -> str:
        """The place to which *link* leads, by the name that it has on this page, if it is on it."""
        place = str(link.attrs.get("href") or "").partition("#")[2]
        return place if place in self._places else unquote(place)

    # ----------------------------------------------------------------------------------------------------------- lists that sort

    @cached_property
    def _places(self) -> dict[str, LayoutBox]:
        """The boxes with a name to lead to, each by it; of several the first."""
        named = self._layout.having((), ("id", "name"))
        return {str(b.attrs.get("id") or b.attrs.get("name") or ""): b for b in reversed(named)}

    @cached_property
    def _sorted(self) -> list[int]:
        """The orders of the links that stand below several labels, ascending."""
        found = set[int]()
        for stretch in self._stretches():
            if self._are_kinds(stretch):
                found.update(link.order for group in stretch for link in group.links)
        for table in self._layout.having(("table",)):
            found.update(self._below_heads(table))
        return sorted(found)

    def _stretches(self) -> Iterator[list[_Group]]:
        """Links into the page that stand together, with nothing but short labels between."""
        groups: list[_Group] = []
        past = -1
        for link in self._controls.into_page():
            if link.start < past or link.end == link.start:
                continue
            if groups and self._stands_apart(past, link):
                yield groups
                groups = []
            label = self._label(past if groups else self._line_above(link), link)
            if groups and not label:
                groups[-1].links.append(link)
            else:
                groups.append(_Group(label, [link]))
            past = link.end
        if groups:
            yield groups

    def _stands_apart(self, start: int, link: LayoutBox) -> bool:
        """Whether between the run *start* and *link* stands more than labels: a text, another link, what a link leads to."""
        layout, past = self._layout, link.start
        if layout.chars(start, past) > _BETWEEN or any(layout.linked[start:past]):
            return True
        places = self._led_runs
        return bisect_left(places, past) > bisect_left(places, start)

    @cached_property
    def _led_runs(self) -> list[int]:
        """Where the places begin that links lead to."""
        led = {self._place_of(link) for link in self._controls.into_page()}
        return sorted(box.start for place, box in self._places.items() if place in led)

    def _line_above(self, link: LayoutBox) -> int:
        """Where the line begins that stands right above *link*, or before it in its own."""
        block = self._layout.block
        run = link.start
        if run and block[run - 1] != block[run]:
            run -= 1
        while run and block[run - 1] == block[run]:
            run -= 1
        return run

    def _label(self, start: int, link: LayoutBox) -> str:
        """What the lines say that stand between the run *start* and *link*; what goes on in the line before is none of them."""
        layout = self._layout
        block = layout.block
        goes_on = start > 0 and layout.linked[start - 1]
        while goes_on and start < link.start and block[start] == block[start - 1] and not (layout.gap[start] or layout.bold[start]):
            start += 1
        if any(layout.linked[start : link.start]):
            return ""
        said = key(" ".join(layout.texts[start : link.start]))
        return said if _WORD.search(said) else ""

    def _are_kinds(self, groups: list[_Group]) -> bool:
        """Whether each of *groups* has things of its own below a label that is no title over them, nor further down.

        One alone, too: where the last thing of the second has gone to the first, all stand there, and it still says whose they are.
        """
        labels = [group.label for group in groups]
        links = [self._place_of(link) for group in groups for link in group.links]
        lists = {self._list_around(group.links[0]) for group in groups}
        if len(set(labels)) < len(labels) or "" in labels or (len(links) <= len(groups) and len(lists) < len(groups)):
            return False
        if 2 * len(set(links)) <= len(links) and len(links) > 1:
            return False
        past = groups[-1].links[-1].end
        if any(_OF_CONTENTS.fullmatch(label) for label in labels) or any(
            run >= past for label in labels for run in self._titled.get(label, ())
        ):
            return False
        return len(groups) > 1 or self._is_of_its_own(groups[0])

    def _list_around(self, link: LayoutBox) -> int:
        around = self._layout.ancestors(link)
        return next((box.order for box in around if box.name in _LISTS), link.order)

    def _is_of_its_own(self, group: _Group) -> bool:
        """Whether the label over a list that stands alone is a short line, and no heading of what its links lead to."""
        layout, first = self._layout, group.links[0]
        start = self._line_above(first)
        line = " ".join(" ".join(layout.texts[start : first.start]).split())
        if len(line) > _LABEL or line.endswith((".", "!", "?")) or len(group.links) < 2:
            return False
        over = next((b for b in reversed(layout.headings) if b.start <= start < b.end), None)
        led = [box for link in group.links if (box := self._heading_of(link))]
        if over is None or over.level is None or not led:
            return over is None
        between = [b.level or 9 for b in layout.headings if over.order < b.order <= led[0].order]
        return min(between, default=9) <= over.level

    @cached_property
    def _titled(self) -> dict[str, list[int]]:
        """The runs at which headings and short lines in bold begin, by what they say."""
        layout, found = self._layout, defaultdict[str, list[int]](list)
        for run, number in enumerate(layout.block):
            if (not run or layout.block[run - 1] != number) and layout.rank(run) is not None:
                found[key(" ".join(layout.texts[run : layout.end_of_block(run)]))].append(run)
        return found

    def _below_heads(self, table: LayoutBox) -> Iterator[int]:
        """The orders of the links in *table* below a first row of several heads."""
        layout = self._layout
        rows = [b for b in layout.inside(table) if b.name == "tr"]
        if len(rows) < 2 or rows[0].links:
            return
        heads = [b for b in layout.children(rows[0]) if _WORD.search(layout.line_of(b))]
        if len(heads) > 1 and self._controls.count("within", table):
            yield from (b.order for b in layout.inside(table) if b.name == "a")
