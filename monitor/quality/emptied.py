"""What stands empty, or over a text that asks first, where the last good page had a text: boxes, lists, headings (3.14). Pure.

Who takes a text off a page takes its box and its heading, or writes why. What stands without a word waits for a program.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from monitor.expressions import expression
from monitor.extract.elements.layout import Layout, LayoutBox, folded, words
from monitor.extract.elements.tree import classes_of
from monitor.extract.page import Page
from monitor.extract.sections.by_css import selected
from monitor.model import Block, Extraction, Revision, Section, Watch
from monitor.model.suspects import BARE, CUT, ENTRIES, INSTEAD, UNDER, WITH_TEXT
from monitor.normalize import key
from monitor.quality.answer import is_login, moved
from monitor.quality.evidence import FEW_IN_ROOT, ROOTS, WORD, PageEvidence, quoted
from monitor.quality.news import (
    MOST,
    SENTENCES,
    is_anchored,
    is_news,
    is_of_world,
    is_told_alone,
    is_told_of_town,
    names_somebody,
    orders,
)
from monitor.quality.program_texts import bare_heading, emptied_values, loses_list, loses_several
from monitor.quality.remains import Remains
from monitor.quality.speaker import OWNERS, is_freed, is_owner_s, may_be_program_s, program_chance, weighed
from monitor.quality.town import is_of_web

_ENTRY_KINDS = ("list_item", "table_row")
_IN_PLACE = 3  # blocks that stand for entries, at most
_SHORT = 30  # words of these
_SAID = 4  # words of a line in which hardly anything is told
_SHOWN = words("img iframe object embed video svg")
_LISTS = words("ul ol dl table tbody")
_FILLED = words("div section ul ol table tbody span p")
_FETCHES = words("src get post url uri source endpoint api ajax load fetch remote feed json")  # parts of an attribute's name
_FOR_LOOK = expression(r"-(?:separator|spacer|divider|rule|line|icon|ornament|break|gap|anchor)\b")  # an element of the site's own
_LINES = expression(
    r"(?:\A|[\s_-])(?:sep|separat\w*|spacer|divider|clear(?:fix)?|hr|filet|trait|espace|gap|break)(?:\Z|[\s_-])", re.I
)
_LEADS = words("href share link canonical bg background img image picture poster logo icon thumb thumbnail")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|mp4)(?:[?#]|\Z)", re.I)
_LONGEST = 12  # words of a heading
_LEAST = 60  # characters of what went below an item
_FOOT = 200  # characters of what a site puts below any text
_ROWS = 3  # that went make a table an emptied one, at least
_ENDS = (".", "!", "?", "…", ";", ",")


def emptied_root(now: PageEvidence, before: PageEvidence) -> str | None:
    """The id of the application's root that has no text where it had some on the page *before*; None where there is none.

    A word or two (« Chargement… ») are no text, whatever modal, spinner or skeleton stands beside the root (DESIGN 3.29).
    """
    for el in now.page.body.find_all(True, id=ROOTS):
        old = before.page.body.find(True, id=el["id"])
        held = old is not None and len(WORD.findall(before.page.text_of(old))) >= 4 * FEW_IN_ROOT
        if held and len(WORD.findall(now.page.text_of(el))) < FEW_IN_ROOT and el.find(re.compile("^h[1-6]$")) is None:
            return str(el["id"])
    return None


def emptied_box(now: PageEvidence, before: PageEvidence) -> str | None:
    """The tag of the box that held half or more of the page *before*'s main content and stands here without a word; else None.

    Nor with a picture or a frame more: who puts one there has put it for the text.
    """
    both = [layout.having((), ("id", "class", "itemprop")) for layout in (before.page.layout, now.page.layout)]
    old, new = ({_look(b): b for b in boxes} for boxes in both)
    often = Counter(_look(b) for boxes in both for b in boxes)
    main = before.page.main_box
    for look, box in old.items():
        here = new.get(look)
        if here is None or often[look] > 2 or 2 * box.prose < main.prose or not main.order <= box.order <= main.last:
            continue
        shown = [sum(el.name in _SHOWN for el in b.el.descendants) for b in (box, here)]
        if not now.page.layout.has_words(here.start, here.end) and shown[1] <= shown[0]:
            return f"<{box.name}>"
    return None


def asked_under(now: PageEvidence, section: Section, before: PageEvidence | None) -> str:
    """What a box over the page, right under the heading of *section*, asks before it shows the text; "" for none.

    What asked there on the page *before*, beside its text, asks for something else: a map, a film.
    """
    line = section.heading or ""  # a heading by its level or, where there is none, by standing as a line of its own (3.2)
    ends = {box.end for box, _ in now.page.headings_by_key.get(key(line), ())}
    texts, said = now.page.layout.texts, folded(line)
    for run, text in enumerate(texts if said and not ends else ()):
        if folded(text) == said:
            behind = next((n for n in range(run + 1, len(texts)) if texts[n].strip()), len(texts))
            ends.update(range(run + 1, behind + 1))
    over = (now.page.layout.boxes[order] for order in sorted(now.page.over)) if ends else ()
    asked = next((now.page.text_of(box.el) for box in over if box.start in ends and box.chars), "")
    return "" if asked and before is not None and asked == asked_under(before, section, None) else asked


def waits_for(now: PageEvidence, section: Section, before: PageEvidence) -> bool:
    """Whether where *section* stood on the page *before* there is a box that that page had not: something is to come.

    It is empty, or of the visit and says a few words that are none of the text (« Chargement… »). It stands right under the
    section's heading; of one without, or of which lines stand, under the line that the first of those that went stood under. What
    is new behind it came. An element of the site's own, or a box that names the address of what fills it, says so itself.
    """
    layout, here = now.page.layout, {block.text for block in now.seen}
    first = next((block.text for block in section.blocks if block.text not in here), "")
    above = next((one.text for one, block in pairwise(before.seen) if block.text == first), "")
    begins = not section.blocks or first == section.blocks[0].text
    ends = {box.end for box, _ in now.page.headings_by_key.get(key((begins and section.heading) or above), ())}
    if not ends and above:
        ends = _ends_of(layout, above)
    known, there = {_look(box) for box in before.page.layout.boxes}, set(map(folded, before.page.layout.texts))
    closed = {end for end in range(len(layout.texts) + 1) if all(folded(text) in there for text in layout.texts[end : end + 1])}
    if any(said not in before.statuses and box.start in ends and box.end in closed for said, box in now.statuses.items() if said):
        return True
    ends &= closed
    # A server's own tag, `<esi:include src="/list"/>`, closes nowhere: what follows seems to be in it.
    empty = (b for b in (layout.boxes if ends else ()) if b.start in ends and (b.start == b.end or _names_address(b, ours=False)))
    fresh = (box for box in empty if _look(box) not in known or _names_address(box))
    return any(
        (box.name == "div" and "class" in box.attrs and not _LINES.search(" ".join(classes_of(box.el))))
        or ("-" in box.name and not _FOR_LOOK.search(box.name))
        or _names_address(box)
        for box in fresh
    )


def _ends_of(layout: Layout, line: str) -> set[int]:
    """Behind which runs *line*, or its last cell, ends; a row is a run for each of its cells, and a line with a link several."""
    said, block = folded(line), (*layout.block, -1)
    runs = (run for run, text in enumerate(layout.texts) if folded(text) and block[run] != block[run + 1])
    return {run + 1 for run in runs if said.endswith(folded(layout.texts[run]))}


def emptied_words(old: Section, new: Section, now: PageEvidence, known: PageEvidence | None) -> str:
    """What stands where the entries of *old* did not come: a list without a word, or a table's heads; "" for neither."""
    if known is not None and (box := emptied_list(now, old, known)):
        return f"{box}</…>"
    heads = is_emptied_table(old, new) and any("\t" in block.text for block in new.blocks)
    return quoted(new.text) if heads else ""  # who takes the rows off takes their heads


def is_emptied_table(old: Section, new: Section) -> bool:
    """Whether all that went are rows, all of their table but its heads, and no row came: what came stands in their place."""
    there, here = ({key(block.text) for block in section.blocks} for section in (old, new))
    gone = [block for block in old.blocks if key(block.text) not in here]
    heads = {key(" ".join(block.columns)) for block in gone}
    if len(gone) < _ROWS or not all("\t" in block.text for block in gone):
        return False
    rows = [key(block.text) for block in new.blocks if "\t" in block.text]
    return there.issuperset(rows) and heads.issuperset(rows)


def entries_gone(old: Section, new: Section) -> list[Block]:
    """The few short lines of *new* that stand where several blocks of *old* stood: a whole list or table, cards, paragraphs."""
    there, here = ({key(block.text) for block in section.blocks} for section in (old, new))
    gone = [n for n, block in enumerate(old.blocks) if key(block.text) not in here]
    came = [n for n, block in enumerate(new.blocks) if key(block.text) not in there]
    if len(gone) < _ROWS or not 0 < len(came) <= _IN_PLACE or came[-1] - came[0] >= len(came):
        return []
    first, past, lines = gone[0], gone[-1] + 1, [new.blocks[n] for n in came]
    heads = {key(" ".join(old.blocks[n].columns)) for n in gone}
    if any(block.kind in _ENTRY_KINDS for block in lines):
        return []
    if any(block.kind not in _ENTRY_KINDS for block in old.blocks[first:past]) and past - first > len(gone):
        return []  # a line stands among what went
    while first and key(old.blocks[first - 1].text) in heads:
        first -= 1
    kind = old.blocks[past - 1].kind
    beside = (*old.blocks[max(0, first - 1) : first], *old.blocks[past : past + 1])
    above = (old.blocks[first - 1].text if first else "", new.blocks[came[0] - 1].text if came[0] else "")
    is_list = kind in _ENTRY_KINDS
    if (is_list and any(block.kind == kind for block in beside)) or not (key(above[0]) == key(above[1]) or key(above[1]) in heads):
        return []
    return lines if sum(len(WORD.findall(block.text)) for block in lines) <= _SHORT else []


def _is_no_news_of_entries(old: Section, new: Section, now: PageEvidence, known: PageEvidence) -> bool:
    """Whether what stands for a whole list of *old* tells nothing of what that was about, and leads nowhere.

    Where programs speak a sentence is no statement by being one: it speaks of the section, of an office, of somebody or of a day.
    """
    came = entries_gone(old, new)
    lines = [block.text for block in came]
    links = [link.url for block in came for link in block.links if moved(now.final, link.url.partition("#")[0])]
    if not came or links:  # to log in who wants to read them
        return any(map(is_login, links))
    if now.is_program_speaking(lines) or all(line.startswith("[") and line.endswith("]") for line in lines):
        return True
    doubted = now.doubts(lines, known)
    texts = [*known.texts, *(block.text for block in old.blocks)]
    if is_news(lines, texts) or is_told_alone(lines, texts, doubted=doubted) or any(map(names_somebody, lines)):
        return False
    his = is_owner_s(lines) and program_chance(lines) <= OWNERS and any(weighed(line).of_town for line in lines)
    return doubted or not (his or is_of_world(lines, texts) or is_told_of_town(lines, texts))


def emptied_list(now: PageEvidence, section: Section, before: PageEvidence) -> str:
    """The tag of a list or table that stands without a word where entries of *section* stood on the page *before*; else "".

    Who takes all entries off takes their list. One that stood empty there before is for its look.
    """
    layout, here = now.page.layout, {block.text for block in now.seen}
    first = next((block.text for block in section.blocks if block.text not in here), "")
    above = next((one.text for one, block in pairwise(before.seen) if block.text == first), "")
    ends = _ends_of(layout, above) if above else set[int]()
    for box in layout.having(_LISTS):
        if box.start in ends and not layout.has_words(box.start, box.end):
            layouts = (before.page.layout, layout)
            were, are = (sum(not side.has_words(b.start, b.end) for b in side.having((box.name,))) for side in layouts)
            return f"<{box.name}>" if were < are else ""
    return ""


def bares_headings(now: PageEvidence, before: PageEvidence, remains: Remains, last: Revision) -> bool:
    """Whether two headings or more, all that stand below the title, have no text and had it on the page *before*.

    Headings by their level; where those of the watched texts have none, as in bold lines or the terms of a list, the lines from the
    first of these on, all short, each over lines that are gone.
    """
    if not remains.fresh:
        old, new = (_over_text(side) for side in (before, now))
        stand = [line for line, over in old.items() if over and line in new]
        if len(stand) > 1 and not any(new[line] for line in stand):
            return True
    watched = {key(section.heading) for section in last.sections if section.heading}
    levelled = {key(text) for _, text in before.page.headings}
    if not watched or watched & levelled:
        return False
    lines = [text for text in now.texts if key(text) not in now.imprint | before.imprint]
    here = set(map(key, lines))
    over = {key(one) for one, below in pairwise(before.texts) if key(below) not in here}
    over |= {key(text.partition("\t")[0]) for text in before.texts if "\t" in text and key(text) not in here}
    first = next((n for n, text in enumerate(lines) if key(text) in watched), len(lines))
    bare = lines[first:]
    short = all(not text.endswith(_ENDS) and len(WORD.findall(text)) <= _LONGEST for text in bare)
    others = {key(text) for text in remains.fresh} - over
    return len(bare) > 1 and short and not others and all(key(text) in over for text in bare)


def _over_text(side: PageEvidence) -> dict[str, bool]:
    """Of each heading in the main content below the first, whether a line of text stands right under it."""
    headings, lines = {key(text) for _, text in side.page.headings}, list(map(key, side.texts))
    after = [*lines[1:], ""]
    return {
        line: bool(below) and below not in headings and below not in side.imprint
        for line, below in zip(lines, after, strict=True)
        if line in headings and line != key(side.heading)
    }


def doubted_losses(
    page: Page,
    before: Page,
    extraction: Extraction,
    last: Revision,
    watch: Watch,
    *,
    known: Collection[str],
    written: Collection[str],
) -> list[tuple[str, str]]:
    """(item, reason) of what went without a word from anybody, or with a text that is to be checked (3.15).

    `known`: the items that are in doubt already; `written`: those with so much text of their own that somebody wrote it, who left
    out what is no more among it.
    """
    losses = [one for one in _unexplained(page, before, extraction, last, watch) if one[0] not in known]
    doubted = {*known, *dict(losses)} - {*written}
    with_text = _gone_with_text(page, before, extraction, last, doubted) if doubted else ()
    return [*losses, *((item, WITH_TEXT) for item in dict.fromkeys(with_text) if item not in doubted)]


def is_said_alone(known: PageEvidence, remains: Remains, found: Extraction) -> bool:
    """Whether what is new stands for all that went and names nothing by which its author is known, or sounds like a program."""
    fresh, said = remains.fresh, sum(len(WORD.findall(line)) for line in remains.fresh)
    of_web = all(map(is_of_web, fresh))  # in German « Komponente Liste » is written as a name is
    anchored = any(is_anchored([part], known.texts) for line in fresh for part in SENTENCES.split(line))
    short = all(len(WORD.findall(line)) <= _SAID for line in fresh)  # « Nur für Mitglieder. » is anybody's
    # Or a page of a few sentences, whatever these are about
    of_page = bool(fresh) and not (found.sections or found.documents or remains.prose)
    alone = of_web or short or not (anchored or is_news(fresh, known.texts)) or (len(fresh) == 1 and orders(fresh, known.texts))
    alone = remains.gave_way and (alone or (bool(remains.fresh_headings) and said <= MOST))
    return alone or (of_page and said <= MOST) or is_freed(fresh) or may_be_program_s(fresh, of_a_third=True)


def _unexplained(page: Page, before: Page, extraction: Extraction, last: Revision, watch: Watch) -> Iterator[tuple[str, str]]:
    """(item, reason) of what went without a word from anybody (3.15).

    Its place stands empty, the page's text ends there, or one thing said that names nothing stands for all of it. Asked of what is
    missing, and of a section of which lines went.
    """
    now, known = (PageEvidence(side, "", watch.url, None) for side in (page, before))
    remains, here = Remains(now, known, last), {s.item: s for s in extraction.sections}
    framing, fresh, alone = remains.framing, remains.fresh, is_said_alone(known, remains, extraction)
    selectors = {r.item: r.css for r in watch.recipe.sections}
    for old in last.sections:
        own = {key(old.heading or ""), *(key(block.text) for block in old.blocks)}
        gone = old.item in extraction.missing
        if gone and alone:
            yield old.item, f"{INSTEAD}: {' '.join(fresh)}"
        elif gone and stands_empty(now, old, known, selectors.get(old.item, ())):
            yield old.item, BARE
        elif old.item in here and (text := bare_heading(old, here[old.item]) or emptied_values(old, here[old.item], page, before)):
            yield old.item, f"{UNDER}: {text}"
        elif old.item in here and _is_no_news_of_entries(old, here[old.item], now, known):
            yield old.item, ENTRIES
        elif old.item in here and (
            (loses_list(old, here[old.item]) and now.statuses.keys() - known.statuses)
            or (loses_several(old, here[old.item]) and (waits_for(now, old, known) or now.asks_more(known)))
        ):
            yield old.item, BARE
        elif (gone or (old.item in here and len(here[old.item].blocks) < len(old.blocks))) and ends_sooner(
            now, known, own, framing, all_gone=gone
        ):
            yield old.item, CUT
    for item in extraction.missing:
        labels = {key(d.link.label) for d in last.documents if d.link.item == item}
        if labels and alone:
            yield item, f"{INSTEAD}: {' '.join(fresh)}"
        elif labels and ends_sooner(now, known, labels, framing, all_gone=True):
            yield item, CUT


def _gone_with_text(page: Page, before: Page, found: Extraction, last: Revision, doubted: Collection[str]) -> Iterator[str]:
    """The items that went with the text of one of the *doubted* sections: what is asked of that is asked of them (3.15).

    They stood among its lines that went, or nothing between them and these was left: one gap in the page, one cause. Of several
    documents of an item one is enough.
    """
    now, known = (PageEvidence(side, "", "", None) for side in (page, before))
    here, there = (Counter(key(block.text) for block in side.seen) for side in (now, known))
    lines, gone = list(map(key, known.texts)), set[str]()
    for section in last.sections:
        if section.item in doubted:
            own = {key(section.heading or ""), *(key(block.text) for block in section.blocks)}
            went = {line for line in own if here[line] < there[line]}
            gaps = (set(run) for is_gone, run in groupby(lines, key=lambda line: here[line] < there[line]) if is_gone)
            gone |= went.union(*(gap for gap in gaps if gap & went))
    stand = {(d.item, part) for d in found.documents for part in (d.url, d.label) if part}
    led = {link.url for block in known.seen if key(block.text) in gone for link in block.links}
    for link in (d.link for d in last.documents):
        said = f" {key(link.label)} "
        stood = not {(link.item, link.url), (link.item, link.label)}.isdisjoint(stand)
        if not stood and (link.url in led or any(said in f" {line} " for line in gone)):
            yield link.item
    for section in last.sections:
        if section.item in found.missing and section.blocks and {key(block.text) for block in section.blocks} <= gone:
            yield section.item


def stands_empty(now: PageEvidence, section: Section, before: PageEvidence, selectors: Sequence[str]) -> bool:
    """Whether the place of *section* still stands where its text is gone: its heading, what *selectors* find, or a box of its own.

    Who takes a text off takes its heading. One that leads to another page is told where the text is now; a line that served as
    one stands where it stood.
    """
    if selectors:
        boxes = [box for el in selected(now.page, selectors) if (box := now.page.layout.box(el))]
        runs = now.page.shown([(box.start, box.end, box.order) for box in boxes], pointed_at=True)
        if boxes and not any(now.page.layout.has_words(run, run + 1) for run in runs):  # nothing but buttons
            return True
    if not section.heading:
        return False
    said = key(section.heading)
    for box, _ in now.page.headings_by_key.get(said, ()):
        # Over buttons alone a title is none of a text any more, but for what it is in.
        if not now.page.is_boilerplate(box.el.parent or box.el) and not now.page.is_hidden(box.el):
            near = (box, *now.page.layout.ancestors(box), *now.page.layout.inside(box))
            links = (str(b.attrs.get("href") or "") for b in near if b.name == "a")
            if all(href.startswith("#") for href in links if href):  # else it leads to another page
                return True
    lines, old = (["", *map(key, side.texts)] for side in (now, before))
    if said in lines and said in old and lines[lines.index(said) - 1] == old[old.index(said) - 1] and now.is_prose(section.heading):
        return True
    own = {said, *(key(block.text) for block in section.blocks)}
    there, here = before.page.layout, now.page.layout
    for head, _ in before.page.headings_by_key.get(said, ()):
        for box in there.ancestors(head):
            runs = list(range(box.start, box.end))
            if there.has_words(box.start, head.start) or not {key(text) for text in there.texts_of(runs)} <= own:
                break
            alike = [[b for b in side.boxes if _look(b) == _look(box)] for side in (there, here)]
            empty = [
                sum(not side.has_words(b.start, b.end) for b in boxes) for side, boxes in zip((there, here), alike, strict=True)
            ]
            if classes_of(box.el) and len(alike[0]) == len(alike[1]) and empty[1] == empty[0] + 1:
                return True
    return False


def ends_sooner(now: PageEvidence, before: PageEvidence, own: Collection[str], framing: Collection[str], *, all_gone: bool) -> bool:
    """Whether the page says what *before* began with, or not even its title, and in place of the rest, a third of it, nothing.

    Where the title went, all went with it, but for a few lines at the foot: that alone is asked then.
    With the item, whose lines are *own* (keys), what stood below it went, too: a heading and its text, or three lines; or, of one
    that stands in part (not *all_gone*), two headings and half of the page. *framing*: what a site puts below any text.
    """
    if now.fresh(before):
        return False
    here, heads = {key(block.text) for block in now.seen}, {key(text) for _, text in before.page.headings}
    old = [line for text in before.texts if not ((line := key(text)) in framing and line in here)]
    first = next((n for n, line in enumerate(old) if line not in here), len(old))
    gone, left, title = old[first:], old[:first], key(before.heading)
    foot = list(takewhile(here.__contains__, reversed(gone)))
    if (
        all_gone
        and title in gone
        and title not in own
        and sum(map(len, foot)) < _FOOT
        and here.isdisjoint(gone[: len(gone) - len(foot)])
    ):
        return 3 * sum(map(len, gone)) >= sum(map(len, old))  # what stands is no text of the page's
    if any(line in here and line not in left for line in gone):
        return False
    if all(line in heads for line in left):
        return False
    size = sum(map(len, gone))
    last = max((n for n, line in enumerate(gone) if line in own), default=-1)
    below = gone[last + 1 :] if last >= 0 else []
    if 3 * size >= sum(map(len, old)) and len(below) > (1 if heads & {*below} else 2) and sum(map(len, below)) >= _LEAST:
        return True
    return last >= 0 and not all_gone and 2 * size >= sum(map(len, old)) and sum(line in heads for line in gone) > 1


def _names_address(box: LayoutBox, *, ours: bool = True) -> bool:
    """Whether a box, where it is empty, says from where a program fills it: `hx-get="/list"`, `data-url="…"`.

    An attribute's name says so. One that names a picture, or where a link leads, asks for no text. Not *ours*: only tags that are
    none of a page's, which a server should have filled.
    """
    said = ((set(re.split(r"[-_:.]", name)), value) for name, value in box.attrs.items() if isinstance(value, str))
    asked = [value for parts, value in said if parts & _FETCHES and not parts & _LEADS and not _PICTURE.search(value)]
    return (":" in box.name or (ours and box.name in _FILLED)) and any(
        value.startswith(("/", "http://", "https://")) for value in asked
    )


def _look(box: LayoutBox) -> tuple[str, str, tuple[str, ...]]:
    return box.name, str(box.attrs.get("id") or box.attrs.get("itemprop") or ""), classes_of(box.el)
