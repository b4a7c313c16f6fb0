"""Looking for a document that its recipe finds no more: the same file, the same name, or what took its place (3.9). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from monitor.extract.elements.addresses import parted
from monitor.extract.elements.labels import lasting
from monitor.extract.links.candidates import file_address
from monitor.extract.links.documents import FoundDocuments, LinkGroup, distinct, found_on
from monitor.extract.page import Page
from monitor.model import EMBED, DocumentLink, DocumentRecipe, Newcomer, Recipe
from monitor.model.frozen import replace
from monitor.normalize import address_key, key, publication

_ALIKE = 60  # of 100: names of one document, where several under one heading went and came


class Again(NamedTuple):
    """What was found before and no recipe's words find now, as it stands on the page."""

    links: tuple[DocumentLink, ...] = ()
    placed: tuple[str, ...] = ()  # items known by their place alone
    joined: tuple[Newcomer, ...] = ()  # what stands in the place of a file that is elsewhere: both are their item's
    unsure: bool = False  # where they stood would tell, and is not known


def documents_again(
    page: Page, recipe: Recipe, found: Sequence[DocumentLink], past: Sequence[DocumentLink], before: Page | None
) -> Again:
    """What *recipe* found before (*past*) and does not find now, as it stands on *page*.

    *found*: what it does find. *before*: the page on which *past* was found, where it is at hand; else no place is known.
    """
    again, placed, joined, unsure = list[DocumentLink](), list[str](), list[Newcomer](), False
    here = there = None
    linked = found_on(page)
    for document in recipe.documents:
        old = [link for link in past if link.item == document.item]
        now = [link for link in found if link.item == document.item]
        lost = _others(old, now)
        if not lost and (document.css or not (_renamed(now, old) or _has_others_above(linked, now, old))):
            continue
        here, there = here or _Links(page), there or (_Links(before) if before is not None else None)
        known = list[DocumentLink]()
        if lost:
            known = _left_of_several(document, old, now, here, there) if now else _known_again(old, here)
        if not known and not now and there is not None:
            # What is new on the page where the old ones stood, and no other item's
            went = [one for one in there.documents if not here.has(one.link)]
            came = [one for one in here.documents if not there.has(one.link) and _others([one.link], (*found, *again))]
            successors = (_successor(one, went, came, here.heads) for one in went if not _others([one.link], old))
            known = distinct(link for link in successors if link is not None)
            placed += [document.item] if known else []
        elif not document.css and there is None:
            unsure = unsure or bool(_renamed((*now, *known), old)) or _has_others_above(linked, (*now, *known), old)
        elif not document.css and there is not None:
            others = [link for link in (*found, *again) if link.item != document.item]
            newcomers = _where_they_stood((*now, *known), old, here, there, others)
            known += _others([one.link for one in newcomers], (*now, *known), by_name=False)
            joined += (replace(one, link=replace(one.link, item=document.item)) for one in newcomers)
        again += (replace(link, item=document.item) for link in known)
    return Again(tuple(again), tuple(placed), tuple(joined), unsure)


class _Stood(NamedTuple):
    """A document as a page shows it: by a link or, where not *linked*, by itself; under which heading, "" for none."""

    link: DocumentLink
    heading: str
    linked: bool

    @property
    def head(self) -> str:
        """The heading as it is compared."""
        return key(self.heading)


class _Links:
    """Everything on one page that may be a document."""

    def __init__(self, page: Page) -> None:
        self._page, found = page, found_on(page)
        self._found = found
        linked = [_Stood(group.link(""), group.place, linked=True) for group in found.groups]
        self.documents = [*linked, *(_Stood(one.link(""), one.heading, linked=False) for one in found.shown)]

    @cached_property
    def all(self) -> list[DocumentLink]:
        """The documents, then what else leads somewhere: what stood beside it told it as a file's, and may be gone."""
        grouped = {id(c.el) for group in self._found.groups for c in group.links}
        others = [LinkGroup(self._found, [c]) for c in self._found.candidates if c.url and id(c.el) not in grouped]
        return [*(one.link for one in self.documents), *(one.link("") for one in others)]

    @cached_property
    def heads(self) -> set[str]:
        return {key(text) for _, text in self._page.headings}

    def stood(self, file: str) -> int | None:
        """Where among the documents the first one of *file* stands."""
        return next((n for n, one in enumerate(self.documents) if one.link.url and _file(one.link) == file), None)

    def kept_above(self, at: int, other: _Links, but: str) -> int:
        """How many of the documents above the one *at* there stand on the *other* page too, *but* for one file."""
        files = {_file(one.link) for one in other.documents if one.link.url} - {but}
        return sum(1 for one in self.documents[:at] if one.link.url and _file(one.link) in files)

    def at(self, addresses: Collection[str]) -> list[DocumentLink]:
        """The links to files at *addresses*, once each."""
        return list({_file(k): k for k in reversed(self.all) if k.url and _file(k) in addresses}.values())[::-1]

    @cached_property
    def _marks(self) -> tuple[set[str], set[str]]:
        return {_file(k) for k in self.all if k.url}, {_name(one.link) for one in self.documents}

    def has(self, link: DocumentLink, *, but: str = "") -> bool:
        """Whether the file or the name of *link* stands here; *but* for the name of one file."""
        files, names = self._marks
        if link.url is not None and _file(link) in files:
            return True
        name = _name(link)
        return name in names and not (but and all(_file(one.link) == but for one in self.documents if _name(one.link) == name))

    def keeps_order(self, other: _Links, but: str) -> bool:
        """Whether the documents that both pages have, *but* for one file, stand in the same order."""
        mine, theirs = ([f for one in side.documents if one.link.url and (f := _file(one.link)) != but] for side in (self, other))
        return [f for f in dict.fromkeys(mine) if f in theirs] == [f for f in dict.fromkeys(theirs) if f in mine]


def _file(link: DocumentLink) -> str:
    """Which file *link* leads to, whatever the scheme and a query that is the visit's own; of a frame its publication."""
    url = link.url or ""
    if link.format == EMBED:
        return publication(url) or url
    query = parted(file_address(url)).query
    return f"{address_key(url)}?{query}" if query else address_key(url)


def _name(link: DocumentLink) -> str:
    return key(lasting(link.label))


def _known_again(old: Sequence[DocumentLink], here: _Links) -> list[DocumentLink]:
    """Those of *old* that stand at their old address, else under the name that they had last and no other document bears."""
    known = here.at({_file(link) for link in old if link.url})
    files = {_file(k) for k in known}
    names = {_name(link) for link in old if link.format != EMBED and not (link.url and _file(link) in files)}
    named = [one.link for one in here.documents if _name(one.link) in names]
    bearing = Counter(map(_name, named))
    return distinct((*known, *(k for k in named if bearing[_name(k)] == 1)))


def _left_of_several(
    recipe: DocumentRecipe, old: Sequence[DocumentLink], now: Sequence[DocumentLink], here: _Links, there: _Links | None
) -> list[DocumentLink]:
    """Those of several that the recipe's words do not find, at their old address or under the name they had last.

    One that moved under another heading is let go where one of its name came under the old one. None where a selector chose them:
    they have left its box.
    """
    if recipe.css:
        return []
    left = _known_again(_others(old, now), here)
    came = {_file(link) for link in _others(now, old) if link.url}
    if not came or there is None:
        return left
    heads = {one.head for one in here.documents if one.link.url and _file(one.link) in came}
    stay = list[DocumentLink]()
    for link in left:
        was, at = there.stood(_file(link)), here.stood(_file(link))
        head = there.documents[was].head if was is not None else None
        if head not in heads or (at is not None and here.documents[at].head == head):
            stay.append(link)
    return stay


def _renamed(now: Iterable[DocumentLink], old: Iterable[DocumentLink]) -> list[str]:
    """The files of *now* that are called otherwise than in *old*."""
    called = {_file(link): key(link.label) for link in old if link.url and link.format != EMBED}
    return [f for link in now if link.url and called.get(f := _file(link), k := key(link.label)) != k]


def _has_others_above(page: FoundDocuments, now: Sequence[DocumentLink], old: Sequence[DocumentLink]) -> bool:
    """Whether a link to another file stands above one of *old* that is found *now*: it may have come in its place."""
    files = {link.url for link in now if link.url}
    kept = {link.url for link in old if link.url in files}
    urls = [next((c.url for c in group.links if c.url), None) for group in page.groups] if kept else []
    last = max((n for n, url in enumerate(urls) if url in kept), default=0)
    return any(url is not None and url not in kept for url in urls[:last])


def _where_they_stood(
    now: Iterable[DocumentLink], old: Sequence[DocumentLink], here: _Links, there: _Links, taken: Sequence[DocumentLink]
) -> list[Newcomer]:
    """What is new on the page just where one of *old* stood, which stands elsewhere *now*; none that is *taken*.

    A place is a heading and, within it, how many of the documents that stayed are above. Of one that keeps its label and its
    heading the others must have kept their order: a list sorted anew has no places.
    """
    found = list[Newcomer]()
    renamed, labels = set(_renamed(now := list(now), old)), {_file(link): link.label for link in now if link.url}
    for file in dict.fromkeys(f for link in old if link.url and link.format != EMBED and (f := _file(link)) in labels):
        was, at = there.stood(file), here.stood(file)
        if was is None:
            continue
        head, above = there.documents[was].head, there.kept_above(was, here, file)
        stays = at is not None and here.documents[at].head == head
        if (
            stays
            and at is not None
            and (here.kept_above(at, there, file) == above or not (file in renamed or here.keeps_order(there, file)))
        ):
            continue
        held = [*taken, *(one.link for one in found)]
        came = [
            (here.kept_above(n, there, file), one.link)
            for n, one in enumerate(here.documents)
            if one.linked and one.head == head and not there.has(one.link, but=file) and _others([one.link], held)
        ]
        just_there = [link for n, link in came if n == above]
        fit = just_there if len(just_there) == 1 else [link for _, link in came if len(came) == 1 and not stays]
        heading = here.documents[at].heading if at is not None and not stays else ""
        before = there.documents[was].link
        found += (Newcomer(link=n, other=labels.get(file, before.label), heading=heading, instead_of=before.url) for n in fit)
    return found


def _others(links: Iterable[DocumentLink], known: Iterable[DocumentLink], *, by_name: bool = True) -> list[DocumentLink]:
    """Those of *links* whose file and, *by_name* too, name are none of *known*'s."""
    files, names = set[str](), set[str]()
    for link in known:
        files |= {_file(link)} if link.url else set()
        names |= {_name(link)} if by_name else set()
    return [link for link in links if not (link.url and _file(link) in files) and _name(link) not in names]


def _successor(one: _Stood, went: Sequence[_Stood], came: Sequence[_Stood], heads: Collection[str]) -> DocumentLink | None:
    """What came for *one* under its heading, or on the page if that went too: the only one, else the one clearly of its name."""
    from rapidfuzz import fuzz

    if one.head in heads or not one.head:
        went, came = ([other for other in side if other.head == one.head] for side in (went, came))
    went = [other for other in went if other.linked == one.linked]
    came = [other for other in came if other.linked == one.linked] or came
    if len(went) == len(came) == 1:
        return came[0].link

    def alike(a: _Stood, b: _Stood) -> float:
        return fuzz.ratio(_name(a.link), _name(b.link))

    best = max(came, key=lambda other: alike(one, other), default=None)
    if best is None or alike(one, best) < _ALIKE or max(went, key=lambda other: alike(other, best)) is not one:
        return None
    return best.link
