"""Boxes that announce other pages, and the cards called the same that hold people, offices and files (DESIGN 3.5). Pure.

« Teaser » is how a design system calls the shape of a card, whatever is on it: a director and her post, or yesterday's news. So
what it holds decides, and what the heading above it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby

from monitor.expressions import expression
from monitor.extract.around.controls import Controls, is_share_talk
from monitor.extract.around.dialogs import is_dialog
from monitor.extract.elements.layout import HEADINGS, INLINE, Layout, LayoutBox, lowered
from monitor.extract.elements.tree import sort_of
from monitor.extract.lists import any_of, named
from monitor.i18n.first_names import first_names
from monitor.normalize import MONTHS, key

TEASER = named("teaser")
CARD = named("card")
_STEMS = ("relatedpost", "relatedcontent", "articlessimilaires", "memerubrique")
NEWS = re.compile(
    r"\W*(?:(?:les |toutes les |nos |l.)?(?:derni[eè]re?s )?(?:actu(?:alit[ée])?s?|nouvelles|infos|[ée]v[ée]nements?|brèves)"
    r"|[àa] la une|agenda|en ce moment|dans (?:la même|cette) rubrique|aktuelles|nachrichten|neuigkeiten|veranstaltungen"
    r"|(?:latest |recent )?(?:news|events|stories|articles|pages)|latest|(?:latest|recent) posts"
    r"|read (?:more|next)|in this section|(?:more|other|also in the) (?:news|stories)|autres (?:actu(?:alit[ée])?s|articles|infos)"
    r"|[àa] ne pas (?:manquer|rater)"
    r"|(?:altre |ultime |le ultime )?(?:notizie|novit[àa]|attualit[àa])|(?:[úu]ltimas |outras |mais )?not[íi]cias"
    r"|(?:otras |m[áa]s )noticias|(?:(?:meer|laatste|ander|overig|het laatste) )?nieuws|actueel|actualidad|atualidades?"
    r"|(?:weitere|mehr) (?:nachrichten|meldungen|neuigkeiten))\W*"
)
DATED = expression(
    r"\W*(?:(?:le|du|publié|posted|on|\w+day|\w+di)\W+)*\d{1,2}(?:er|st|nd|rd|th)?[\s/.-]+[\w.]+[\s/.,-]*(?:\d{2,4})?\W*", re.I
)
_EVENTS = re.compile(r"agenda|[ée]v[ée]nement|event|veranstaltung")  # to come: these are a town's own
_NEWS_WORDS = named("news")
_IN_ADDRESSES = _NEWS_WORDS - {"nouvelle"}  # « /commune-nouvelle/etat-civil »
_FOLDERS = frozenset(word for word in _IN_ADDRESSES - {"infos"} if not _EVENTS.match(word))
_BOLD = ("b", "strong")
_SEVERAL = 3  # cards beside each other
_LOOKED_AT = 24  # boxes, of many beside each other
# What a bold line says over news: of others, or of the last. « Agenda » may be over a town's own lines.
_OTHERS = expression(
    r"\W*(?:les |toutes les |le )?(?:autres|derni[eè]re?s|more|other|latest|recent|altre|ultime|[úu]ltimas|outras|mais|otras|m[áa]s"
    r"|meer|laatste|ander|overig|het laatste|weitere|mehr) "
)
_SUBJECT = 4  # letters of a word that says what a text is about
_TIMES = frozenset(word.rstrip("sx") for word in MONTHS.split("|"))
_TITLE = 60  # characters of a name, of an office or of a post; a headline says more
_LINES_OF_A_PAGE = 160  # characters that announce one
# « Mme Léa Morel », « Luc Petit, adjoint à la voirie »
_NAMED = expression(
    r"(?:(M|Mr|Mme|Mrs|Ms|Herr|Frau|Sig|Sra?)\.?\s+)?((?:[^\W\d_a-z][\w'’-]+\s+){0,3}[^\W\d_a-z][\w'’-]+)\s*(?:[,:(–—-]|\Z)"
)
_MARKS = expression(r"[:?!…«»“”]|\.\.\.")  # of headlines
# Acts and meetings of a body, which it has to publish: whoever watches its page watches these, too.
_ACTS = expression(
    r"\b(?:arr[êe]t[ée]s?|d[ée]lib[ée]rations?|proc[èe]s.verba(?:l|ux)|conseil|enqu[êe]te publique|avis|march[ée]s? publics?"
    r"|avenants?|nominations?|organigrammes?|mutualis\w+|postes?|recrutements?|conventions?|comptes?.rendus?|d[ée]cisions?|rapports?|r[èe]glements?|accords?|chartes?|agreements?|decisions?|reports?"
    r"|vereinbarung\w*|entscheid\w*|bericht\w*|protokoll\w*|convenios?|acuerdos?|informes?|convenzion[ei]|accord[oi]|decision[ei]"
    r"|overeenkomst\w*|verslag\w*|protocol\w*|regolament[oi]|reglamentos?|acordos?"
    r"|council|minutes|by.?laws?|orders?|public notices?|tenders?|beschl[uü]ss\w*|sitzung\w*|satzung\w*|verordnung\w*"
    r"|bekanntmachung\w*|ausschreibung\w*|besluit\w*|verordening\w*|vergadering\w*|raadsstuk\w*|deliber\w+|ordinanz[ae]|verbal[ei]|bandi|bando|avvis[oi]"
    r"|consiglio|ordenanzas?|actas?|plenos?|edictos?|licitaci\w+|deliberaç\w+|edita(?:l|is)|atas?|regulamentos?|licitaç\w+)\b",
    re.I,
)


@cache
def _offices() -> re.Pattern[str]:
    """What the name of an office begins with, as `normalize.key` writes it."""
    return re.compile(rf"{any_of('related', 'offices')}\b")


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

    News has a day, a headline, a link more that says « read on », or an address or a heading that calls it so, as most of the cards
    beside it have: one of several services is « Communication et presse ».
    """
    over = lowered(" ".join(layout.texts[above.start : above.end])) if above is not None else ""
    whole = [b for card in _alike(box, layout) for b in (card, *layout.inside(card)) if b is not above]
    titles = (lowered(" ".join(layout.texts[b.start : b.end])) for b in whole if b.level is not None)
    if _is_of_news(over) or _are_most(map(_is_of_news, titles)):
        return False
    if _are_most(_leads_to_news(str(b.attrs.get("href") or "")) for b in whole if b.name == "a" and b.chars):
        return False
    links = [b for b in (box, *layout.inside(box)) if b.name == "a" and b.chars]
    addresses = [str(b.attrs.get("href") or "") for b in links]
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


def _alike(box: LayoutBox, layout: Layout) -> list[LayoutBox]:
    """The first boxes beside *box* of its kind, with words, where they are several; else *box* alone."""
    found, child = list[LayoutBox](), layout.boxes[box.parent + 1] if box.parent >= 0 else None
    for _ in range(_LOOKED_AT):
        if child is None:
            break
        found += [child] if child.chars and sort_of(child.el) == sort_of(box.el) else []
        child = layout.next_sibling(child)
    return found if len(found) >= _SEVERAL else [box]


def _is_of_news(title: str) -> bool:
    return bool(NEWS.fullmatch(title) or related().fullmatch(title) or _NEWS_WORDS & set(key(title).split()))


def _are_most(said: Iterable[object]) -> bool:
    """Whether most of what was *said* is so; of one or two any."""
    found = list(map(bool, said))
    return 2 * sum(found) > len(found) if len(found) >= _SEVERAL else any(found)


def announcing(layout: Layout, controls: Controls, is_boilerplate: Callable[[LayoutBox], bool]) -> tuple[set[int], set[int]]:
    """The orders of the hard and the soft boilerplate that its titles tell: what announces other pages, and titles over nothing.

    A title may say so with links under it, hard where it says that they are like this one; or all under it is boilerplate.
    *is_boilerplate*: by itself, whatever titles say of it.
    """
    hard, soft = set[int](), set[int]()
    for title in layout.having((*_BOLD, "p", *HEADINGS), ("role",)):
        if not 0 < title.chars <= _TITLE or not title.order or (title.name in INLINE and title.name not in _BOLD):
            continue
        if title.level is None and title.name not in ("p", *_BOLD):
            continue
        text = lowered(layout.line_of(title))
        is_like, is_news = related().fullmatch(text) is not None, NEWS.fullmatch(text) is not None
        if title.name in _BOLD:
            links = _lines_of_links(title, layout, controls) if is_like or (is_news and _OTHERS.match(text)) else []
            if links and not _are_offices(map(layout.boxes.__getitem__, links), layout):
                (hard if is_like else soft).update((title.order, *links))
            continue
        if title.level is None and not (is_like or is_news):
            continue  # a line like most
        siblings = _siblings_under(title, layout, alike=is_like or is_news)
        is_over = title.level is not None and layout.next_sibling(title) is not None
        first = next(siblings, None)
        if first is not None and is_over and not is_like and not is_news and first.links and _is_under_news(first):
            under = [first, *siblings]
            if not any(controls.count("files", box) for box in under):
                hard.update(_ending_a_text([title, *under], layout, is_boilerplate, said=False))
            continue
        if first is None or not (is_like or is_news or (is_over and is_boilerplate(first))):
            continue  # a title like most, over text
        under = [first, *siblings]
        if not is_boilerplate(first) and _are_offices(under, layout):
            continue  # of the town's own: who holds what, not what else there is to read
        if is_news and not _EVENTS.search(text) and not controls.count("files", layout.boxes[title.parent]):
            hard.update(_ending_a_text([title, *under], layout, is_boilerplate))
        if is_over and all(map(is_boilerplate, under)):
            shared = any(controls.count("share", b) for b in under) and not is_share_talk(layout.line_of(title))
            if title.level != 1 and not shared and not any(is_dialog(b.el) for b in under):
                soft.add(title.order)
        elif is_like and all(is_boilerplate(b) or leads_on(b, layout, controls) for b in under):
            hard.update((title.order, *(b.order for b in under)))
        elif is_news and all(is_boilerplate(b) or leads_on(b, layout, controls, dated=True) for b in under):
            soft.update((title.order, *(b.order for b in under)))
    return hard, soft


def _are_offices(boxes: Iterable[LayoutBox], layout: Layout) -> bool:
    """Whether the links in *boxes*, two or more, are each called like an office, or name somebody, with a post or without."""
    links = [b for box in boxes for b in (box, *layout.inside(box)) if b.name == "a" and b.chars]
    return len(links) > 1 and all(is_office(layout.line_of(link).strip()) for link in links)


def is_office(label: str) -> bool:
    """Whether *label* is called like an office, « Service des sports », or names somebody, « Mme Roy », « Luc Petit, maire »."""
    if _offices().match(key(label)):
        return not _MARKS.search(label)
    found = _NAMED.match(label)
    names = key(found[2]).split() if found else []
    if found is None or (len(names) < 2 and not found[1]):
        return False
    return bool(found[1]) or not first_names().isdisjoint(names)


def _leads_to_news(address: str) -> bool:
    """Whether a folder in *address*, or what its last part begins with, is news: « page-nouvelle.html » is a page like others."""
    *folders, last = address.partition("?")[0].rstrip("/").split("/")
    begins = key(last).split()[:1]
    words = (key(folder).split() for folder in folders)  # « /infos/ », not « /infos-pratiques/ »
    return not _IN_ADDRESSES.isdisjoint(begins) or any((_FOLDERS if own[1:] else _IN_ADDRESSES).intersection(own) for own in words)


def _is_under_news(box: LayoutBox) -> bool:
    """Whether all links in *box*, one or more, lead to a page in a folder of news of this site: « /actu/la-piscine »."""
    paths = [str(a.attrs["href"]).partition("?")[0].strip("/").split("/") for a in box.el.find_all("a", href=True)]
    return bool(paths) and all(_FOLDERS & {word for folder in path[:-1] for word in key(folder).split()} for path in paths)


def _is_dated_link(box: LayoutBox, layout: Layout) -> bool:
    dated = box.el.find("time") is not None or any(map(DATED.fullmatch, layout.texts[box.start : box.end]))
    return dated and (box.links > 0 or box.name == "a")


def _ending_a_text(
    parts: list[LayoutBox], layout: Layout, is_boilerplate: Callable[[LayoutBox], bool], *, said: bool = True
) -> list[int]:
    """The orders of what holds the title and the dated teasers *parts* alone, behind a longer text that ends with it.

    Of one the address has to say that it is news; so of several under a title that does not, where *said* is False: and then
    nothing in it may be of the text's own subject, « Calendrier de la mutualisation », a newly appointed « directrice des achats ».
    Links to share by, and what else is boilerplate, may follow.
    None of them is of an act of the body whose page it is. There a site puts them by itself: whoever points at what is around it
    watches the text. Who points at the box that they have of their own watches the news.
    """
    around, (start, past) = layout.boxes[parts[0].parent], (parts[0].start, parts[-1].end)
    inside = [b.order for b in layout.children(around) if b.end > b.start]
    own = around if inside == [b.order for b in parts] else None
    entries = list[LayoutBox]()
    for part in parts[1:]:
        inner = [b for b in layout.children(part) if b.end > b.start]
        entries += inner if inner and all(_is_dated_link(b, layout) for b in inner) else [part]
    least = 1 if said and all(map(_is_under_news, entries)) else 2
    if len(entries) < least or not all(_is_dated_link(b, layout) for b in entries):
        return []
    if any(map(_ACTS.search, layout.texts[start:past])):
        return []
    around = layout.boxes[own.parent] if own else around
    before = [text for run in range(around.start, start) if not layout.linked[run] and (text := layout.texts[run].strip())]
    if not said and _subjects(before) & _subjects(layout.texts[start:past]):
        return []
    behind = [b for b in layout.children(around) if b.order > (own or parts[-1]).last and b.end > b.start]
    last = behind[-1].end if behind else past
    ends = last == around.end and all(layout.holder[run] != around.order for run in range(past, last))
    if not ends or not all(_is_all(box, layout, is_boilerplate) for box in behind):
        return []
    told = sum(map(len, before)) > sum(map(len, layout.texts[start:past])) and any(text.endswith(".") for text in before)
    return [] if not told else [own.order] if own else [b.order for b in parts]


def _is_all(box: LayoutBox, layout: Layout, is_boilerplate: Callable[[LayoutBox], bool]) -> bool:
    """Whether *box* is boilerplate, or holds nothing else: a form to subscribe by has a box of its own around it."""
    if is_boilerplate(box):
        return True
    inside = [b for b in layout.children(box) if b.end > b.start]
    told = sum(b.chars for b in inside) >= box.chars
    return bool(inside) and told and all(_is_all(b, layout, is_boilerplate) for b in inside)


def _subjects(texts: Iterable[str]) -> set[str]:
    """The longer words of *texts*, without the signs of plurals, and without months."""
    return {
        bare for text in texts for word in key(text).split() if len(bare := word.rstrip("sx")) >= _SUBJECT and word.isalpha()
    } - _TIMES


def _siblings_under(title: LayoutBox, layout: Layout, *, alike: bool) -> Iterator[LayoutBox]:
    """The boxes with words after *title* in the same parent, up to the next title; of a title without a level only the next.

    *alike*: where such a title announces pages, also the lines after that are one link each. A title
    that has a box of its own, as builders of pages give it, stands where that does.
    """
    after, seen = layout.next_sibling(title), 0
    for around in layout.ancestors(title) if title.level is not None and after is None else ():
        if (around.start, around.end) != (title.start, title.end):
            break
        after = layout.next_sibling(around)
        if after is not None:
            break
    while after is not None and seen < 40:
        if after.level is not None and (title.level is None or after.level <= title.level):
            return
        # Whether it begins with its one link, and says a line or two of what that leads to
        entry = after.links == 1 and after.prose <= _LINES_OF_A_PAGE and after.end > after.start and layout.linked[after.start]
        if seen and title.level is None and after.end > after.start and not (alike and entry):
            return
        if after.end > after.start:
            yield after
            seen += title.level is None
        after, seen = layout.next_sibling(after), seen + (title.level is not None)


def _lines_of_links(title: LayoutBox, layout: Layout, controls: Controls) -> list[int]:
    """The orders of the links to pages, or of the list of these, right behind the bold *title* that has a line of its own.

    None where a word stands among them or behind the last: what they lead to is part of a text.
    """
    for run in (title.start, title.end):
        if 0 < run < len(layout.texts) and layout.block[run - 1] == layout.block[run] and not layout.gap[run]:
            return []
    for around in layout.ancestors(title):  # « <font><b>Lees ook</b></font><br> »
        if (around.start, around.end) != (title.start, title.end) or around.name not in INLINE:
            break
        title = around
    found, run, after = list[int](), title.end, layout.next_sibling(title)
    while after is not None and (after.links or after.start == after.end):
        if any(map(str.isalnum, "".join(layout.texts[run : after.start]))):
            return []
        if after.prose or controls.count("files", after):
            break
        if after.links:
            found.append(after.order)
            run = after.end
        after = layout.next_sibling(after)
    goes_on = 0 < run < len(layout.texts) and run < layout.boxes[title.parent].end
    if goes_on and found and (layout.block[run - 1] == layout.block[run] or layout.holder[run] == title.parent):
        return [] if any(map(str.isalnum, layout.texts[run])) else found
    return found


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
