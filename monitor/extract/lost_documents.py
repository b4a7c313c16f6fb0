"""Looking for a document that its recipe finds no more: the same file, the same name, or what took its place (3.9). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from monitor.extract.addresses import parted
from monitor.extract.candidates import file_address
from monitor.extract.documents import distinct, found_on
from monitor.extract.labels import lasting
from monitor.extract.page import Page
from monitor.model import EMBED, DocumentLink, DocumentRecipe, Recipe
from monitor.normalize import address_key, key, publication

_ALIKE = 60  # of 100: names of one document, where several under one heading went and came


class Again(NamedTuple):
    """What was found before and no recipe's words find now, as it stands on the page."""

    links: tuple[DocumentLink, ...] = ()
    placed: tuple[str, ...] = ()  # items known by their place alone
    joined: tuple[str, ...] = ()  # items whose file stands elsewhere, and another one where it stood: both are theirs
    unsure: bool = False  # where they stood would tell, and is not known


def documents_again(
    page: Page, recipe: Recipe, found: Sequence[DocumentLink], past: Sequence[DocumentLink], before: Page | None
) -> Again:
    """What *recipe* found before (*past*) and does not find now, as it stands on *page*.

    *found*: what it does find. *before*: the page on which *past* was found, where it is at hand; else no place is known.
    """
    again, placed, joined, unsure = list[DocumentLink](), list[str](), list[str](), False
    here = there = None
    for document in recipe.documents:
        old = [link for link in past if link.item == document.item]
        now = [link for link in found if link.item == document.item]
        lost = _others(old, now)
        if not lost and (document.css or not _renamed(now, old)):
            continue
        here, there = here or _Links(page), there or (_Links(before) if before is not None else None)
        known = list[DocumentLink]()
        if lost:
            known = _left_of_several(document, old, now, here, there) if now else _known_again(old, here)
        if not known and not now and there is not None:
            known = _in_their_place(old, here, there, (*found, *again))
            placed += [document.item] if known else []
        elif not document.css and (renamed := _renamed((*now, *known), old)):
            came = _where_they_stood(renamed, here, there, (*found, *again, *known)) if there is not None else []
            known += came
            joined += [document.item] if came else []
            unsure = unsure or there is None
        again += (replace(link, item=document.item) for link in known)
    return Again(tuple(again), tuple(placed), tuple(joined), unsure)


class _Stood(NamedTuple):
    """A document as a page shows it: by a link or, where not *linked*, by itself; under which heading, folded, "" for none."""

    link: DocumentLink
    head: str
    linked: bool


class _Links:
    """Everything on one page that may be a document."""

    def __init__(self, page: Page) -> None:
        self._page, found = page, found_on(page)
        self._found = found
        linked = [_Stood(found.link(g, ""), key(found.heading_before(g[0].el) or ""), linked=True) for g in found.groups]
        self.documents = [*linked, *(_Stood(one.link(""), key(one.heading), linked=False) for one in found.shown)]

    @cached_property
    def all(self) -> list[DocumentLink]:
        """The documents, then what else leads somewhere: what stood beside it told it as a file's, and may be gone."""
        grouped = {id(c.el) for group in self._found.groups for c in group}
        others = [c for c in self._found.candidates if c.url and id(c.el) not in grouped]
        return [*(one.link for one in self.documents), *(self._found.link([c], "") for c in others)]

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

    def has(self, link: DocumentLink) -> bool:
        """Whether the file or the name of *link* stands here."""
        files, names = self._marks
        return (link.url is not None and _file(link) in files) or _name(link) in names


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
    return [link for link in left if not _has_left(_file(link), heads, here, there)]


def _has_left(file: str, heads: Collection[str], here: _Links, there: _Links) -> bool:
    """Whether *file* stands no more under the heading it had, which is one of *heads*."""
    was, now = there.stood(file), here.stood(file)
    if was is None or there.documents[was].head not in heads:
        return False
    return now is None or here.documents[now].head != there.documents[was].head


def _renamed(now: Iterable[DocumentLink], old: Iterable[DocumentLink]) -> list[str]:
    """The files of *now* that are called otherwise than in *old*."""
    called = {_file(link): key(link.label) for link in old if link.url and link.format != EMBED}
    return [f for link in now if link.url and called.get(f := _file(link), k := key(link.label)) != k]


def _where_they_stood(files: Iterable[str], here: _Links, there: _Links, taken: Sequence[DocumentLink]) -> list[DocumentLink]:
    """What is new on the page just where one of *files* stood, which stands elsewhere now; no other item's.

    A place is a heading and, within it, how many of the documents that stayed are above.
    """
    found = list[DocumentLink]()
    for file in files:
        was, now = there.stood(file), here.stood(file)
        if was is None:
            continue
        head, above = there.documents[was].head, there.kept_above(was, here, file)
        stays = now is not None and here.documents[now].head == head
        if stays and now is not None and here.kept_above(now, there, file) == above:
            continue
        came = [
            (here.kept_above(n, there, file), one.link)
            for n, one in enumerate(here.documents)
            if one.linked and one.head == head and not there.has(one.link) and _others([one.link], (*taken, *found))
        ]
        just_there = [link for n, link in came if n == above]
        found += just_there if len(just_there) == 1 else [link for _, link in came if len(came) == 1 and not stays]
    return found


def _others(links: Iterable[DocumentLink], known: Iterable[DocumentLink]) -> list[DocumentLink]:
    """Those of *links* whose file and name are none of *known*'s."""
    files, names = set[str](), set[str]()
    for link in known:
        files |= {_file(link)} if link.url else set()
        names.add(_name(link))
    return [link for link in links if not (link.url and _file(link) in files) and _name(link) not in names]


def _in_their_place(old: Sequence[DocumentLink], here: _Links, before: _Links, taken: Sequence[DocumentLink]) -> list[DocumentLink]:
    """What is new on the page where *old* stood, and no other item's."""
    went = [one for one in before.documents if not here.has(one.link)]
    came = [one for one in here.documents if not before.has(one.link) and _others([one.link], taken)]
    successors = (_successor(one, went, came, here.heads) for one in went if not _others([one.link], old))
    return distinct(link for link in successors if link is not None)


def _successor(one: _Stood, went: Sequence[_Stood], came: Sequence[_Stood], heads: Collection[str]) -> DocumentLink | None:
    """What came for *one*, under the same heading: the only one for the only one, else the one clearly of its name.

    A heading that went too is none to go by: then the whole page is its place.
    """
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
