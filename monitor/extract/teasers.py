"""Boxes that announce other pages, and the cards called the same that hold people, offices and files (DESIGN 3.5). Pure.

« Teaser » is how a design system calls the shape of a card, whatever is on it: a director and her post, or yesterday's news. So
what it holds decides, and what the heading above it says.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from monitor.expressions import expression
from monitor.extract.controls import Controls
from monitor.extract.layout import Layout, LayoutBox, lowered
from monitor.extract.lists import any_of, named
from monitor.normalize import key

TEASER = named("teaser")
CARD = named("card")
_STEMS = ("relatedpost", "relatedcontent", "articlessimilaires", "memerubrique")
NEWS = re.compile(
    r"\W*(?:(?:les |toutes les |nos |l.)?(?:derni[eè]re?s )?(?:actu(?:alit[ée])?s?|nouvelles|infos|[ée]v[ée]nements?|brèves)"
    r"|[àa] la une|agenda|en ce moment|dans (?:la même|cette) rubrique|aktuelles|nachrichten|neuigkeiten|veranstaltungen"
    r"|(?:latest |recent )?(?:news|events|stories|articles|posts|pages)"
    r"|read (?:more|next)|in this section)\W*"
)
DATED = expression(
    r"\W*(?:(?:le|du|publié|posted|on|\w+day|\w+di)\W+)*\d{1,2}(?:er|st|nd|rd|th)?[\s/.-]+[\w.]+[\s/.,-]*(?:\d{2,4})?\W*", re.I
)
_NEWS_WORDS = named("news")
_TITLE = 60  # characters of a name, of an office or of a post; a headline says more
_LINES_OF_A_PAGE = 160  # characters that announce one
_MARKS = expression(r"[:?!…«»“”]|\.\.\.")  # of headlines


@cache
def related() -> re.Pattern[str]:
    """What a title says, in lower case, that is over pages like this one."""
    return re.compile(rf"\W*{any_of('related', 'titles')}\W*")


def is_called_teaser(names: str, said: frozenset[str]) -> bool:
    """Whether a box of these *names*, of the words *said*, is called one that announces other pages."""
    return bool(said & TEASER) or any(stem in names.lower() for stem in _STEMS)


def is_teaser(box: LayoutBox) -> bool:
    """Whether *box* may announce other pages: mostly links, or a few links with dates."""
    if box.links == 0:
        return box.chars == 0
    return box.chars - box.prose >= 0.3 * box.chars or box.el.find("time") is not None


def holds_entries(box: LayoutBox, above: LayoutBox | None, layout: Layout, controls: Controls) -> bool:
    """Whether the cards in *box*, under the heading *above*, hold files, or names that lead to their pages, and no news.

    News has a day, a headline, a link more that says « read on », or an address or a heading that calls it so.
    """
    titles = [b for b in (above, *(b for b in layout.inside(box) if b.level is not None)) if b is not None]
    for title in (lowered(" ".join(layout.texts[t.start : t.end])) for t in titles):
        if NEWS.fullmatch(title) or related().fullmatch(title) or _NEWS_WORDS & set(key(title).split()):
            return False
    links = [b for b in (box, *layout.inside(box)) if b.name == "a" and b.chars]
    addresses = [str(b.attrs.get("href") or "") for b in links]
    if any(_NEWS_WORDS & set(key(address.partition("?")[0]).split()) for address in addresses):
        return False
    if box.el.find("time") is not None:
        return False
    for _, runs in groupby(range(box.start, box.end), key=layout.block.__getitem__):
        texts = [layout.texts[run] for run in runs]
        # Of a number in pieces, a telephone with its first figures in bold, a piece may look like a day.
        if DATED.fullmatch("".join(texts)) or (any(map(DATED.fullmatch, texts)) and any(map(str.isalpha, "".join(texts)))):
            return False
    if controls.count("files", box):
        return True
    labels = [" ".join(layout.texts[b.start : b.end]).strip() for b in links]
    return len(set(addresses)) == len(links) and not any(len(t) > _TITLE or _MARKS.search(t) for t in labels)


def leads_on(box: LayoutBox, layout: Layout, controls: Controls, *, dated: bool = False) -> bool:
    """Whether *box* holds links to pages, each with a line or two of theirs; *dated*: with dates, or hardly another word."""
    if not box.links or controls.count("files", box):
        return False
    if not dated:
        return box.prose <= _LINES_OF_A_PAGE * box.links
    beside = [text for r in range(box.start, box.end) if not layout.linked[r] and (text := layout.texts[r].strip())]
    prose = sum(len(text) for text in beside if not DATED.fullmatch(text))
    dates = sum(DATED.fullmatch(text) is not None for text in beside)
    return 3 * prose <= box.chars or (2 * dates >= box.links and prose <= _LINES_OF_A_PAGE * box.links)
