"""Links to files on a page: which they are, what they are called, where they lead (DESIGN 3.7-3.9). Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, reduce
from urllib.parse import unquote

from monitor.expressions import expression
from monitor.extract.elements.addresses import (
    extension_of,
    form_address,
    hidden_address,
    href_of,
    leads_to_file,
    parted,
    same_place,
)
from monitor.extract.elements.labels import behind_call, is_call, is_only_a_date, is_sentence, lasting
from monitor.extract.elements.tree import Element
from monitor.extract.links.candidates import EMBEDDED, LinkCandidate, candidates, file_address, is_picture
from monitor.extract.links.cards import Card, Surroundings, card_around, hinted, title_above
from monitor.extract.links.pictures import Shown, all_shown
from monitor.extract.page import Page
from monitor.extract.patterns import Wanted
from monitor.extract.sections.by_css import picked
from monitor.model import EMBED, DocumentLink, Recipe
from monitor.normalize import key, leads_to_publication

_TO_A_PLACE = re.compile(r"\s*#(?!0\s*$)\w")  # a named place of the page, which may be missing: a broken table of contents, no file
_YEAR, _YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)"), 10  # that a watch lasts
_FILE_NAME = expression(r"[\w.%()-]+\.[a-z0-9]{2,5}", re.I)  # a title attribute that CMSes fill in: no label


def found_on(page: Page) -> FoundDocuments:
    """The document links of *page*, worked out once."""
    if "links" not in page.kept:
        page.kept["links"] = FoundDocuments(page)
    found: FoundDocuments = page.kept["links"]
    return found


def find_documents(page: Page, recipe: Recipe) -> tuple[DocumentLink, ...]:
    """The document links of *page* that *recipe* asks for, by item in page order; none for `link = "self"` or what is missing.

    Of an org chart asked for by its year later ones beside it, too: « Organigramme 2026 » above « Organigramme 2025 » (3.9).
    """
    wanted = [d for d in recipe.documents if not d.is_self]
    if not wanted:
        return ()
    found, links = found_on(page), list[DocumentLink]()
    for document in wanted:
        within = {id(el) for selector in document.css for el in picked(page, selector)}
        groups = [g for g in found.groups if any(_is_within(c.el, within) for c in g.links)]
        shown = [one for one in found.shown if _is_within(one.el, within)]  # pictures and frames
        if document.link is None:
            groups = groups or found.pointed_at(within)
            shown = [] if groups else shown
        else:  # the selector first, the text alone where a redesign broke it
            words = Wanted(document.link)
            named = groups or found.groups
            groups = [g for g in named if g.has(words)]
            if groups and document.kind == "orgchart" and not words.is_regex:
                later = [*map(Wanted, _later_editions(document.link))]
                groups = [g for g in named if g in groups or any(map(g.has, later))]
            taken = {group.part for group in groups}  # what stands under the heading of one of its links is its (3.30)
            apart = [one for one in shown or found.shown if found.part_of(one.el) not in taken]
            shown = [one for one in apart if words.is_in(map(words.fold, one.texts))]
        links += distinct((*(group.link(document.item) for group in groups), *(one.link(document.item) for one in shown)))
    return tuple(links)


def _later_editions(link: str) -> Iterator[str]:
    """*link* with its years, « 2025 », « 2025-2026 », some years later; nothing of one without."""
    years = sorted({*_YEAR.findall(link)}, reverse=True)
    for later in range(1, _YEARS + 1) if years else ():
        yield reduce(lambda text, year: text.replace(year, str(int(year) + later)), years, link)


def all_documents(page: Page) -> tuple[DocumentLink, ...]:
    """Return every link of *page* that looks like a file's, those without address, format and size left out; `item` is ""."""
    found = found_on(page)
    links = dict.fromkeys(group.link("") for group in found.groups)
    return tuple(link for link in links if is_described(link))


def is_described(link: DocumentLink) -> bool:
    """Whether the page says more of *link* than its name."""
    return bool(link.url or link.format or link.size_text)


def distinct(links: Iterable[DocumentLink]) -> list[DocumentLink]:
    """*links* without repetitions, in order."""
    # One file under one label twice on a page, as for narrow and for wide screens, is one document (3.9).
    told = {(k.label, file_address(k.url) if k.url else k.size_text): k for k in reversed(list(links))}
    return list(reversed(told.values()))


def _is_within(el: Element, chosen: set[int]) -> bool:
    return bool(chosen) and (id(el) in chosen or any(id(parent) in chosen for parent in el.parents))


_SEVERAL = object()


class FoundDocuments:
    """All document links of one page, those to one document grouped, and what tells of them where they stand."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._cards: dict[int, Card] = {}
        self._forms: dict[int, str | None] = {}
        self._blocks: dict[int, str | None] = {}

    def close(self) -> None:
        """Let go of all, as `Page.close` does: groups know the page's other documents."""
        vars(self).clear()

    @cached_property
    def candidates(self) -> list[LinkCandidate]:
        """Every element that may lead to a file, in page order."""
        return candidates(self.page)

    @cached_property
    def _held(self) -> dict[int, object]:
        """For each element with links to files in it, or that is one: the document they lead to, `_SEVERAL` where they differ."""
        held: dict[int, object] = {}
        for candidate in self.candidates:
            leads_to: object = candidate.identity
            for el in (candidate.el, *candidate.el.parents) if candidate.proof else ():
                known = held.get(id(el))
                if known is _SEVERAL or known == candidate.identity:
                    break  # so are all around it
                leads_to = leads_to if known is None else _SEVERAL
                held[id(el)] = leads_to
        return held

    def holds_another(self, candidate: LinkCandidate) -> Callable[[Element], bool]:
        """What tells of an element whether it holds another document's link than *candidate*."""
        held, own = self._held, candidate.identity
        return lambda el: held.get(id(el), own) != own

    def card(self, candidate: LinkCandidate) -> Card:
        """The block around *candidate*."""
        at = id(candidate.el)
        if at not in self._cards:
            self._cards[at] = card_around(self.around, candidate.el, self.holds_another(candidate), name=candidate.own[1])
        return self._cards[at]

    @cached_property
    def around(self) -> Surroundings:
        """What stands around the page's links."""
        return Surroundings(self.page)

    @cached_property
    def groups(self) -> list[LinkGroup]:
        """The documents of the page: links to one address in one block together; some are told as files by their block alone."""
        groups: list[list[LinkCandidate]] = []
        carded: defaultdict[int, set[int]] = defaultdict(set)  # element -> the groups that have it as a link's card
        holding: defaultdict[int, set[int]] = defaultdict(set)  # element -> the groups that have a link inside
        for candidate in self.candidates:
            if not (candidate.proof or self.looks_like_file(candidate)):
                continue
            box, around = self.card(candidate).box, [id(el) for el in candidate.el.parents]
            near = holding[id(box)].union(*(carded[el] for el in (id(box), *around) if el in carded))
            at = next((n for n in sorted(near) if self._is_same(groups[n], candidate)), len(groups))
            if at == len(groups):
                groups.append([])
            groups[at].append(candidate)
            carded[id(box)].add(at)
            for el in around:
                holding[el].add(at)
        # None is a link to a mere page (« en savoir plus ») in the block of a real file, nor an embedded copy of a linked one.
        boxes = [self.card(c).box for c in self.candidates if _is_link_to_file(c)]
        files, around_files = {id(box) for box in boxes}, {id(p) for box in boxes for p in box.parents}
        told: list[LinkGroup] = []
        for links in groups:
            places = () if any(map(_is_link_to_file, links)) else [self.card(c).box for c in links]
            beside = (id(box) in around_files or any(id(el) in files for el in (box, *box.parents)) for box in places)
            if not any(beside):
                told.append(LinkGroup(self, links))
        return told

    def looks_like_file(self, candidate: LinkCandidate) -> bool:
        """Whether a format or size stands beside *candidate*, which has nothing of a file by itself."""
        shown, hint = candidate.own[0], hinted(candidate.el)
        if (
            shown.format
            or shown.size
            or hint.size
            or hint.format
            or (
                candidate.url is None
                and candidate.el.name == "a"
                and candidate.own[1]
                and not _TO_A_PLACE.match(str(candidate.el.get("href") or ""))
            )
        ):
            return True  # a named link without an address is one by 3.7, whatever stands beside it
        if candidate.url is not None and not self.around.may_say_size(candidate.el):
            return False
        card = self.card(candidate)
        return bool(card.size or (card.format and candidate.url is None))

    def _is_same(self, links: list[LinkCandidate], candidate: LinkCandidate) -> bool:
        box = self.card(candidate).box
        for known in links:
            if known.identity == candidate.identity or (known.url is None or candidate.url is None):
                other = self.card(known).box
                shared = other is box or any(p is box for p in known.el.parents) or any(p is other for p in candidate.el.parents)
                if shared and not (
                    known.own[1] and candidate.own[1] and known.own[1] != candidate.own[1] and known.identity != candidate.identity
                ):
                    return True
        return False

    def pointed_at(self, within: set[int]) -> list[LinkGroup]:
        """Any link inside the elements the user's selector chose, though it does not look like a file's."""
        base = self.page.base
        chosen = [el for el in self.page.tree.find_all(["a", "button"]) if _is_within(el, within)]
        links = (LinkCandidate(self.page, el, href_of(el, base) or hidden_address(el, base), proof=True) for el in chosen)
        return [LinkGroup(self, [link]) for link in links]

    @cached_property
    def bearing(self) -> Counter[str]:
        """How many documents of the page bear each name, without what of it changes with each version."""
        return Counter(key(lasting(group.label)) for group in self.groups)

    @cached_property
    def parts(self) -> Counter[int]:
        """How many documents stand in each part of the page."""
        return Counter(group.part for group in self.groups)

    def part_of(self, el: Element) -> int:
        """Which part of the page *el* stands in: how many headings are before it."""
        return bisect_left(self._headings[0], self._order(el))

    def heading_before(self, el: Element) -> str | None:
        """The nearest heading before *el*, None where there is none; a menu's is none."""
        return next(self.headings_above(el), None)

    def headings_above(self, el: Element) -> Iterator[str]:
        """The heading before *el*, then those of higher levels before that one."""
        orders, texts, outer = self._headings
        at = bisect_left(orders, self._order(el)) - 1
        while at >= 0:
            yield texts[at]
            at = outer[at]

    @cached_property
    def _headings(self) -> tuple[list[int], list[str], list[int]]:
        """The page's headings by their order in the layout; what they say; where the next higher one before each is, else -1."""
        boxes = [b for b in self.page.layout.boxes if b.level and not self.page.is_boilerplate(b.el)]
        said = [(b, text) for b in boxes if (text := self.page.text_of(b.el))]
        outer: list[int] = []
        for at, (box, _) in enumerate(said):
            above = at - 1
            while above >= 0 and (said[above][0].level or 9) >= (box.level or 9):
                above = outer[above]
            outer.append(above)
        return [box.order for box, _ in said], [text for _, text in said], outer

    @cached_property
    def shown(self) -> list[Shown]:
        """Every picture and frame that may be a document, in page order."""
        return all_shown(self.page, self.heading_before)

    def _order(self, el: Element) -> int:
        """The order of *el* among the boxes of the layout; of a viewer, which is none, that of the next."""
        box = self.page.layout.box(el)
        return box.order if box is not None else self._between.get(id(el), 0)

    @cached_property
    def _between(self) -> dict[int, int]:
        """Of the elements that are no boxes, by id: the order that is next to that of the last box before them."""
        found, order = dict[int, int](), 0
        for el in self.page.body.descendants:
            if (box := self.page.layout.box(el)) is not None:
                order = box.order + 1
            else:
                found[id(el)] = order
        return found

    def form_leads_to(self, form: Element) -> str | None:
        """The address that *form* asks for, where it is another than the page's own."""
        if id(form) not in self._forms:
            self._forms[id(form)] = form_address(form, self.page.base)
        url = self._forms[id(form)]
        return url if url and not same_place(url, self.page.url) else None

    def file_in(self, block: Element) -> str | None:
        """The address of the first file that something in *block* leads to."""
        if id(block) not in self._blocks:
            base = self.page.base
            found = ((el, href_of(el, base) or hidden_address(el, base)) for el in block.find_all(True))
            files = (url for el, url in found if url and leads_to_file(url) and not is_picture(el, url))
            self._blocks[id(block)] = next(files, None)
        return self._blocks[id(block)]


_STEM = 5  # letters: « rapport », « rapports »


class LinkGroup:
    """The links of a page to one document: what it is called, what it stands under, where it leads."""

    def __init__(self, found: FoundDocuments, links: list[LinkCandidate]) -> None:
        self.links = links
        self.el = links[0].el
        self._found = found
        self._folded: dict[bool, list[str]] = {}

    @property
    def part(self) -> int:
        """Which part of the page it stands in."""
        return self._found.part_of(self.el)

    @cached_property
    def label(self) -> str:
        """What the document is called (3.8): by a link's own name, its block, its aria-label or title, else the nearest heading."""
        for candidate in sorted(self.links, key=lambda c: c.el.name in EMBEDDED):
            if name := candidate.own[1]:
                return name
        found, el = self._found, self.el
        said = next((c.own[0].label for c in self.links if not is_call(c.own[0].label)), None)
        # « Télécharger le plan » says more than the heading of the text it stands in: a title must name what it speaks of
        stems = {word[:_STEM] for word in key(said or "").split() if len(word) >= _STEM}
        titles = (title for c in self.links if (title := found.card(c).title))
        title = next((t for t in titles if not said or any(word[:_STEM] in stems for word in key(t).split())), None)
        hinting = (behind_call(hinted(c.el).label)[0] for c in self.links)
        hints = [label for label in hinting if not is_call(label) and not _FILE_NAME.fullmatch(label)]
        if title and not any(key(title) not in key(hint) for hint in hints):
            alone = is_sentence(title) and found.parts[self.part] == 1  # no other document stands under its heading
            return (alone and found.heading_before(el)) or title
        if hints:
            return hints[0]
        files = (unquote(parted(c.url).path).rstrip("/").rsplit("/", 1)[-1] for c in self.links if c.url)
        return title or said or found.heading_before(el) or next(filter(None, files), None) or found.page.text_of(el)

    @cached_property
    def _bears_a_shared_name(self) -> bool:
        return self._found.bearing[key(lasting(self.label))] > 1

    @cached_property
    def heads(self) -> list[str]:
        """What it stands under, nearest first: the first cell of its row, its table's caption, the headings above it.

        For a name that others of the page bear too, the title line of its block before these.
        """
        heads, el, first = list[str](), self.el, self.links[0]
        row = el.find_parent("tr")
        table = row.find_parent("table") if row is not None else None
        cell = row.find(["th", "td"], recursive=False) if row is not None else None
        if cell is not None and not any(p is cell for p in el.parents):
            heads.append(self._found.page.text_of(cell))
        if table is not None and (caption := table.find("caption")) is not None:
            heads.append(self._found.page.text_of(caption))
        if self._bears_a_shared_name:
            title = title_above(self._found.around, el, self._found.holds_another(first))
            heads += [title] if title and key(title) != key(first.own[1] or "") else []
        heads += self._found.headings_above(el)
        return [head for head in dict.fromkeys(heads) if head]

    @cached_property
    def headed(self) -> list[tuple[str, str]]:
        """For a name that others of the page bear too: what it stands under, and the same with its label behind; folded."""
        label = key(self.label)
        return [(head, f"{head} {label}") for head in map(key, self.heads if self._bears_a_shared_name else ())]

    @property
    def place(self) -> str:
        """The heading that it stands under with others: no heading that is its own name, "" where there is none."""
        own = key(lasting(self.label))
        return next((head for head in self._found.headings_above(self.el) if key(lasting(head)) != own), "")

    def has(self, wanted: Wanted) -> bool:
        """Whether it has the words *wanted*, or those of what it stands under with its label right behind (3.7).

        « Conseil municipal – Compte rendu » tells some of the page's « Compte rendu » from others; « Conseil municipal » alone is
        none of them.
        """
        if wanted.is_in(self.searched(wanted)):
            return True
        return not wanted.is_regex and any(wanted.plain in whole and wanted.plain not in head for head, whole in self.headed)

    def searched(self, wanted: Wanted) -> list[str]:
        """All that `link` is looked for in (3.7), texts, titles, addresses, labels, folded as *wanted* asks; worked out once."""
        if wanted.is_regex in self._folded:
            return self._folded[wanted.is_regex]
        texts, page = list[str](), self._found.page
        for candidate in self.links:
            el = candidate.el
            texts.append(page.text_of(el))
            texts += (str(el[a]) for a in ("title", "aria-label", "alt", "download", "value") if el.get(a))
            if not all(isinstance(child, str) for child in el.contents):
                texts += (str(img["alt"]) for img in el.find_all("img", alt=True))
            # Its path and query, readable, without the folder that the page itself lies in: its name says nothing of the file
            parts, folder = parted(candidate.url or ""), unquote(parted(page.url).path).rstrip("/") + "/"
            path = unquote(parts.path)
            texts.append(f"{path.removeprefix(folder) if len(folder) > 1 else path} {unquote(parts.query)}")
        card = next((t for c in self.links if (t := self._found.card(c).title)), None)
        plain = is_only_a_date(self.label) or is_sentence(self.label)
        heading = self._found.heading_before(self.el) if plain else None
        texts.append(" ".join(filter(None, (self.label, card, heading))))
        return self._folded.setdefault(wanted.is_regex, [wanted.fold(text) for text in dict.fromkeys(texts)])

    def link(self, item: str) -> DocumentLink:
        """The document as the page shows it."""
        words = [c.own[0] for c in self.links]
        cards = [self._found.card(c) for c in self.links]
        hints = [hinted(c.el) for c in self.links]
        url = next((c.url for c in self.links if c.url), None) or self._address_beside()
        said = (f for f in (*(w.format for w in words), *(c.format for c in cards), *(h.format for h in hints)) if f)
        kept = url is not None and extension_of(url) is None and leads_to_publication(url)  # of a service nothing is asked (3.30)
        return DocumentLink(
            item=item,
            label=self.label,
            format=EMBED if kept else next(said, None),
            size_text=next((s for s in (*(w.size for w in words), *(c.size for c in cards), *(h.size for h in hints)) if s), None),
            url=url,
        )

    def _address_beside(self) -> str | None:
        """For a link without an address: a form around it, or another address to a file in its block."""
        for candidate in self.links:
            form = candidate.el.find_parent("form")
            if form is not None and (url := self._found.form_leads_to(form)):
                return url
            card = self._found.card(candidate)
            own = None if card.box is candidate.el and candidate.el.name in ("a", "button") else card.box
            if own is not None and (url := self._found.file_in(own)):
                return url
        return None


def _is_link_to_file(candidate: LinkCandidate) -> bool:
    return candidate.proof and candidate.el.name not in EMBEDDED
