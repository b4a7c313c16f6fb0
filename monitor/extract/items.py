"""The items of a page: what a recipe finds on it, section by section, link by link (DESIGN 3.1-3.9). Pure.

And what the page has instead of an item that was never found: the names nearest to the words looked for (DESIGN 3.22); and the
notices that speak of the page itself, which stand before its first section's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import groupby
from typing import TypeVar

from monitor.extract.counters import ignored_parts, is_stamp
from monitor.extract.glance import about_page, given_up
from monitor.extract.links.documents import all_documents, find_documents, found_on
from monitor.extract.links.lost_documents import Again, documents_again
from monitor.extract.lists import any_of
from monitor.extract.page import Page
from monitor.extract.patterns import TooSlow
from monitor.extract.sections.by_css import selected
from monitor.extract.sections.finding import FoundSection, find_section
from monitor.model import Block, DocumentLink, DocumentRecipe, Extraction, Recipe, Revision, Section, Sought
from monitor.model.frozen import replace
from monitor.normalize import DAY, key

_Found = TypeVar("_Found")


def extract(
    page: Page,
    *,
    recipe: Recipe,
    last: Revision | None,
    removed: tuple[Section, ...] = (),
    known: Sequence[DocumentLink] = (),
    before: Page | None = None,
) -> Extraction:
    """Return what *recipe* finds on *page*, and the names of what it does not.

    *last* is the last good revision, None on a first visit; *removed* holds the last text of sections that went since, so that one
    which comes back is known again. *known*: the documents that this very recipe found before, to be followed where their labels
    change; *before*: the page they stood on, where it is at hand. What is found is not judged here: half a section is one, and
    `quality` says so.
    """
    past, put_before = dict[str, Section](), dict[str, tuple[Block, ...]]()
    for old in (*removed, *(last.sections if last else ())):
        # As it was found: what `_with_notices` put before its text says nothing of where that is
        own = next((n for n, block in enumerate(old.blocks) if not speaks_of_page(block.text, as_closed=False)), 0)  # 0: all of it
        past[old.item], put_before[old.item] = replace(old, blocks=old.blocks[own:]) if own else old, old.blocks[:own]
    slow: dict[str, str] = {}
    steady = last is not None and last.recipe_hash == recipe.hash
    find = partial(find_section, page, before=before, steady=steady)
    asked = [(r.item, partial(find, r, past.get(r.item), notices=put_before.get(r.item, ()))) for r in recipe.sections]
    sections = [section for item, ask in asked if (section := _timely(slow, item, ask))]
    sections = _with_notices(page, recipe, sections)
    try:
        links = find_documents(page, recipe)
    except TooSlow:  # a pattern takes too long: each item by itself, to know whose it is
        each = (replace(recipe, documents=(document,)) for document in recipe.documents)
        timely = [_timely(slow, one.documents[0].item, partial(find_documents, page, one)) for one in each]
        links = tuple(link for few in timely for link in few or ())
    again = documents_again(page, recipe, links, [k for k in known if k.item not in slow], before) if known else Again()
    links = tuple(link for document in recipe.documents for link in (*links, *again.links) if link.item == document.item)
    found = {s.section.item for s in sections} | {d.item for d in links} | slow.keys()
    return Extraction(
        sections=tuple(s.section for s in sections),
        documents=links,
        missing=tuple(i for i in recipe.items if i not in found),
        slow=tuple(slow.items()),
        relocated=(*(s.section.item for s in sections if s.relocated), *dict.fromkeys(d.item for d in again.links)),
        placed=again.placed,
        joined=again.joined,
        followed=again.links,
        told_apart=tuple(_told_apart(page, again.links)),
        unsure=again.unsure or any(s.unsure for s in sections),
        moved=tuple((s.section.item, s.moved_to) for s in sections if s.moved_to),
        headings=tuple((s.section.item, s.headings) for s in sections if s.headings > 1),
    )


def _told_apart(page: Page, followed: Iterable[DocumentLink]) -> Iterator[tuple[DocumentLink, str]]:
    """What to look for to find a link of *followed* and no other, where its label finds more of *page* (3.9)."""
    for link in followed:
        if len(_found_by(page, link.item, link.label)) < 2:
            continue
        found = found_on(page)
        heads = (head for group in found.groups if group.link(link.item) == link for head in group.heads)
        told = (f"{head} – {link.label}" for head in heads)
        if apart := next((words for words in told if _found_by(page, link.item, words) == (link,)), None):
            yield link, apart


def _found_by(page: Page, item: str, words: str) -> Sequence[DocumentLink]:
    return find_documents(page, Recipe(documents=(DocumentRecipe(item=item, link=words),)))


def _with_notices(page: Page, recipe: Recipe, sections: list[FoundSection]) -> list[FoundSection]:
    """*sections*, the first with the notices on the page itself that none of them has, before its text (3.6)."""
    if not sections or not (found := notices(page, ())):
        return sections
    first, said = sections[0], {block.text for one in sections for block in one.section.blocks}
    own = next(one for one in recipe.sections if one.item == first.section.item)
    if own.exclude:
        found = notices(page, page.runs_of(selected(page, own.exclude)))
    if not (blocks := tuple(block for block in found if block.text not in said)):
        return sections
    ignored = (*ignored_parts(blocks, own.ignore), *first.section.ignored)
    section = replace(first.section, blocks=(*blocks, *first.section.blocks), ignored=ignored)
    return [replace(first, section=section), *sections[1:]]


def _timely(slow: dict[str, str], item: str, find: Callable[[], _Found]) -> _Found | None:
    """What *find* finds of *item*; None where its pattern takes too long, which *slow* then tells."""
    try:
        return find()
    except TooSlow as given_up:
        slow[item] = str(given_up)
        return None


# ------------------------------------------------------------------------------------------------ what was never found

MOST = 5  # names


def sought(page: Page, recipe: Recipe, items: Iterable[str]) -> tuple[Sought, ...]:
    """What was looked for under each of *items*, and up to `MOST` headings or document labels of *page*, nearest first."""
    wanted, found = set(items), list[Sought]()
    for one in recipe.sections:
        if one.item in wanted:
            named = (one.heading,) if one.heading else one.css or tuple(end.css for end in (one.start, one.end) if end)
            headings = [text for box, text in page.headings if not page.is_boilerplate(box.el) and not page.is_hidden(box.el)]
            nearest = _nearest(one.heading, headings or [text for _, text in page.headings])
            found.append(Sought(item=one.item, by="heading" if one.heading else "selector", wanted=named, nearest=nearest))
    for document in recipe.documents:
        if document.item in wanted:
            link, nearest = document.link, _nearest(document.link, [d.label for d in all_documents(page)])
            words = (link,) if link else document.css
            found.append(Sought(item=document.item, by="document" if link else "selector", wanted=words, nearest=nearest))
    return tuple(found)


def _nearest(wanted: str | None, names: Iterable[str]) -> tuple[str, ...]:
    """The most like *wanted* first, each once; in the order of the page where there are no words to be like."""
    once = list({key(name): name for name in reversed(list(names)) if key(name)}.values())[::-1]
    if wanted is None:
        return tuple(once[:MOST])
    return tuple(sorted(once, key=lambda name: likeness(key(wanted), key(name)), reverse=True)[:MOST])


def likeness(wanted: str, name: str) -> float:
    """How like they are, from 0 to 300: letter by letter, and word by word both ways, wherever in the name a word stands.

    So neither a misspelling, nor words left out or put in, nor another order hides the name that was meant.
    """
    from rapidfuzz import fuzz

    ours, theirs = wanted.split(), name.split()
    return fuzz.ratio(wanted, name) + _found(ours, theirs) + _found(theirs, ours)


def _found(words: Sequence[str], among: Sequence[str]) -> float:
    """How much of *words*, by their letters, stands *among* others, a misspelt one in part: 0 to 100."""
    from rapidfuzz import fuzz

    letters = sum(map(len, words))
    return sum(len(word) * max((fuzz.ratio(word, other) for other in among), default=0.0) for word in words) / max(letters, 1)


_LONGEST, _SHORTEST = 400, 12  # characters of a block that may be one
_BELOW = 8  # pieces of text below the title
_LEAST = 4  # words of a sentence about the page
_PART = re.compile(r"[.!:;\n\t]\s*|\s[–—-]\s")
_COOKIES = re.compile(r"\bcookies?\b")
_APART = frozenset(("nav", "footer", "button", "label", "select", "menu"))


def notices(page: Page, excluded: Collection[int]) -> tuple[Block, ...]:
    """The notices on *page* itself, in its order; none among the runs *excluded*."""
    # The page's title: its first h1 that is text
    tops = (b for b in page.layout.headings if b.level == 1 and b.end > b.start and page.hidden_in[b.start] < 0)
    layout, title = page.layout, next((b for b in tops if not page.is_boilerplate(b.el) and not page.is_around(b.el)), None)
    if title is None:
        return ()
    below = next((b.start for b in layout.headings if b.order > title.last and b.end > b.start), len(layout.texts))
    below = min(below, title.end + _BELOW)
    seen = (r for r in range(below) if page.hidden_in[r] < 0 and r not in excluded and not title.start <= r < title.end)
    found: list[int] = []
    for _, group in groupby(seen, key=lambda run: layout.block[run]):
        runs = list(group)
        if len(runs) == 1 and layout.linked[runs[0]]:
            continue  # as most, in menus
        text = "".join(layout.texts[r] for r in runs)
        if (
            not _SHORTEST <= len(text) <= _LONGEST
            or "?" in text
            or 2 * sum(len(layout.texts[r]) for r in runs if layout.linked[r]) > len(text)
        ):
            continue
        if speaks_of_page(text, as_closed=runs[0] >= title.end):
            holder = layout.boxes[layout.holder[runs[0]]]
            if not page.is_around(holder.el) and not any(b.name in _APART for b in (holder, *layout.ancestors(holder))):
                found += runs
    return tuple(replace(block, kind="paragraph") for block in layout.gathered(found))


def speaks_of_page(text: str, *, as_closed: bool) -> bool:
    """Whether a sentence of *text* begins with this page, or with a page that is given up (*as_closed*: with that alone)."""
    for part in _PART.split(text):
        words = f" {key(part)}"
        about = not as_closed and len(words.split()) >= _LEAST and about_page().match(words)
        if _begins_given_up().match(words) or (about and not _COOKIES.search(words) and not is_stamp(part)):
            return True
    return False


@cache
def _begins_given_up() -> re.Pattern[str]:
    this, page, state = (any_of("notice", name) for name in ("this", "page", "given_up"))
    # « La page Facebook n’est plus suivie », « Attention, page obsolète »; not « Textes abrogés », nor « L’article a été supprimé
    # de l’ordre du jour »
    one = rf"(?:{any_of('notice', 'the')} {page}|(?!\w+s\b){page})"
    bare = rf"(?: {any_of('notice', 'call')})? {one} (?:{any_of('notice', 'is')} )*{state}(?: \w+){{0,2}} ?(?:{DAY.pattern}|$)"
    # « Les informations de cette page ne sont plus à jour », « Les informations ci-dessous ne sont plus à jour »
    of_this = rf"(?: \w+)? {page} (?:(?:\w+ )?{this} \w+|{any_of('notice', 'here')}) (?:\w+ ){{0,3}}?{state}"
    return re.compile(rf"(?: {this}(?: \w+)?{given_up().pattern}|(?:{bare}|{of_this})\b)")
