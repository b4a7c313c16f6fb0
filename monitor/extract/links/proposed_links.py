"""What to look for so that just these files are found: one text for all links that are called the same (DESIGN 3.7, 3.9). Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from monitor.extract.elements.addresses import extension_of
from monitor.extract.elements.labels import behind_call, chart_word, is_call, is_only_a_date, lasting, read
from monitor.extract.links.documents import FoundDocuments, distinct, find_documents, found_on, is_described
from monitor.extract.links.pictures import offered
from monitor.extract.page import Page
from monitor.extract.patterns import Wanted
from monitor.model import DocumentLink, DocumentRecipe, Recipe
from monitor.model.frozen import dataclass
from monitor.normalize import key

_FEED = re.compile(r"/(?:rss|atom|feed)(?:\.\w+|/|$)|[?&](?:feed|format|type|page)=(?:rss|atom|backend)", re.I)

_NAME_OF_FILE = re.compile(r"(?P<stem>[^\s.][^.]*)\.(?:pdf|docx?|odt|xlsx?|ods|pptx?|odp|csv|svg|png|jpe?g)", re.I)
_TELLING = 5  # letters: fewer name no file


@dataclass(frozen=True, slots=True)
class Proposed:
    """A recipe's `link`, what it is for and how many documents of the page it finds; `first`: the first of them."""

    link: str
    first: DocumentLink
    count: int


@dataclass(frozen=True, slots=True)
class _Named:
    """Documents that are called the same, `head` where others of the page that stand under another one are called so too."""

    name: str
    head: str
    groups: list[int]


def proposed_links(page: Page) -> tuple[Proposed, ...]:
    """Return what to look for to find each file of *page*, in page order; no two find the same documents."""
    found = found_on(page)
    links = [group.link("") for group in found.groups]
    searched = _Searched(found)
    proposed: dict[tuple[int, ...], Proposed] = {}
    # The documents by name; those of one name apart by what they stand under, where that tells several from others
    by_name: dict[str, list[int]] = {}
    for n, one in enumerate(links):
        of_feed = one.url and _FEED.search(one.url) and extension_of(one.url) in (None, "xml", "json")  # of news, for programs
        is_feed = of_feed or any(re.search(r"rss|atom", str(c.el.get("type") or ""), re.I) for c in found.groups[n].links)
        if is_described(one) and not is_feed and key(one.label):
            by_name.setdefault(key(lasting(one.label)), []).append(n)
    for named in sorted(
        (named for groups in by_name.values() for named in _by_head(found, links, groups)), key=lambda n: n.groups[0]
    ):
        link, hits = _distinctive_link(found, named, searched)
        them = distinct(links[n] for n in hits)
        proposed.setdefault(tuple(hits), Proposed(link, links[named.groups[0]], len(them)))
    # Pictures and frames that one may want to watch, by what they are called, where that finds them
    pictures: dict[str, Proposed] = {}
    taken, beside = {p.link for p in proposed.values()}, {group.part for group in found.groups}
    about = " ".join([page.title, *(text for box, text in page.headings if box.level == 1)])
    for shown in offered(found.shown, spoken_of=chart_word(about) is not None):
        if shown.el.name == "img" and found.part_of(shown.el) in beside:
            continue  # most likely the picture of what is linked there
        link = lasting(shown.label)
        finds = find_documents(page, Recipe(documents=(DocumentRecipe(item="", link=link),))) if key(link) else ()
        if link not in taken and shown.link("") in finds:
            pictures.setdefault(link, Proposed(link, shown.link(""), len(finds)))
    return (*proposed.values(), *pictures.values())


class _Searched:
    """What the links of a page are found by: texts of their own, and what they stand under with their label behind."""

    def __init__(self, found: FoundDocuments) -> None:
        self._own = _Texts(["\n".join(group.searched(Wanted(""))) for group in found.groups])
        headed = [(n, head, whole) for n, group in enumerate(found.groups) for head, whole in group.headed]
        self._groups = [(n, head) for n, head, _ in headed]
        self._headed = _Texts([whole for _, _, whole in headed])

    def hits(self, link: str) -> list[int]:
        """The groups that *link* finds."""
        plain = Wanted(link).plain
        under = (self._groups[at] for at in self._headed.holding(plain))
        return sorted({*self._own.holding(plain), *(n for n, head in under if plain not in head)})


class _Texts:
    """Many texts, to be searched for many words: by their rarest three letters, so that not every word meets every text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(texts):
            for letters in _threes(text):
                self._having[letters].append(at)

    def holding(self, plain: str) -> list[int]:
        """Where *plain* stands, ascending."""
        some: Sequence[int] = range(len(self._texts))
        for letters in _threes(plain):
            some = min(some, self._having.get(letters, ()), key=len)
        return [at for at in some if plain in self._texts[at]]


def _threes(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}


def _by_head(found: FoundDocuments, links: Sequence[DocumentLink], groups: list[int]) -> Iterator[_Named]:
    name = lasting(links[groups[0]].label)
    by_head: dict[str, list[int]] = {}
    for n in groups:
        # The nearest thing that the document stands under, if it is no date, no call and not its own name
        lasts = (h for h in found.groups[n].heads if lasting(h) == h and not is_only_a_date(h) and not is_call(h))
        by_head.setdefault(next((h for h in lasts if len(h) <= 100 and key(h) != key(name)), ""), []).append(n)
    if len(by_head) == 1 and not is_call(name):
        yield _Named(name, "", groups)
        return
    for head, those in by_head.items():
        yield _Named(name, head, those)


def _lasting_words(found: FoundDocuments, named: _Named) -> Iterator[str]:
    """What finds the next version too, where the name would not: what a date stands under, the link's word for an org chart."""
    el = found.groups[named.groups[0]].el
    if named.head or len(named.groups) > 1:
        return
    if match := _NAME_OF_FILE.fullmatch(named.name):  # the words of a file's name, without its date, its version and its ending
        spelt = lasting(re.sub(r"[\W_]+", " ", match["stem"]).strip())
        words = max((run.strip() for run in re.split(r"\S*\d\S*", spelt)), key=len)
        if len(words) >= _TELLING:
            yield words
    if is_only_a_date(named.name) and (heading := found.heading_before(el)):
        yield heading
    own = found.page.text_of(el)
    if (not chart_word(named.name) or not behind_call(named.name)[1]) and (word := chart_word(own)):
        yield word
        yield read(own).label


def _distinctive_link(found: FoundDocuments, named: _Named, searched: _Searched) -> tuple[str, list[int]]:
    """A way to write it that finds just *named*, else the plainest; with what it finds."""
    for lasting_words in _lasting_words(found, named):
        if searched.hits(lasting_words) == named.groups:
            return lasting_words, named.groups
    link = f"{named.head} – {named.name}" if named.head else named.name
    hits = searched.hits(link)
    if hits == named.groups or named.head or {key(found.groups[n].label) for n in named.groups} != {key(named.name)}:
        return link, hits
    whole = f"/^{re.escape(named.name)}$/".replace("\\ ", " ").replace("\\-", "-")
    wanted = Wanted(whole)
    just = [n for n in hits if found.groups[n].has(wanted)]
    return (whole, just) if just == named.groups else (link, hits)
