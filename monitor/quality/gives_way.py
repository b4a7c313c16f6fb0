"""How a text gave way to another, to buttons, a wheel or nothing: what went, what came, what is left (3.14, 3.15, 3.29). Pure.

Who takes a text off leaves nothing, or writes what is instead: neither puts a button to print it there, or « Read more » over
nothing. What stood in that place before says nothing: a template prints its buttons below an emptied text, too. A button that names
what it is for (« Prendre rendez-vous ») may be the owner's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile, takewhile

from monitor.compare.revisions import digest
from monitor.extract.elements.layout import HEADINGS, folded, words
from monitor.extract.elements.tree import Element, names_of
from monitor.extract.lists import name_words
from monitor.extract.page import Page
from monitor.extract.sections.by_css import selected
from monitor.model import Block, Extraction, Failure, PastState, Revision, Section
from monitor.normalize import canonical, key
from monitor.quality.emptied import entries_gone, stands_empty
from monitor.quality.evidence import PageEvidence, quoted
from monitor.quality.language import language
from monitor.quality.news import GO_ON, MOST, SENTENCES, is_about, names_day, names_somebody, telling, without_days
from monitor.quality.phrases import (
    asks_to_read_on,
    asks_to_sign_in,
    asks_to_wait,
    is_at_fault,
    is_code,
    is_to_press,
    says_list_is_empty,
    speaks_of_consent,
    without_mild,
)
from monitor.quality.program_texts import bares_labels
from monitor.quality.remains import LEFT, Remains, share_left, shingles
from monitor.quality.speaker import is_freed, is_owner_s, is_program_s, is_vouched_for, may_be_owner_s, may_be_program_s
from monitor.quality.stand_ins import in_place_of, unnamed

SEVERAL = 3  # blocks for which one line that speaks to readers stands
_NAME = 4  # words
_AROUND = 15  # words beside a text
_HOLDER = re.compile(r"\s*[:\t]\s+|\t|\s[–—-]\s|\s\(")  # between an office and who holds it
_FEW = 3 * MOST  # words
_FEWEST, _WRITTEN = 3, 3  # words of a sentence; sentences, which somebody wrote
QUOTED = 120  # characters of what may be a program's words
_WORD = re.compile(r"\w+")


def came_in(old: Section, new: Section) -> list[Block]:
    """The blocks of *new* that are not in *old*."""
    there = {key(block.text) for block in old.blocks}
    return [block for block in new.blocks if key(block.text) not in there]


def stands_still(old: Section, new: Section, here: set[str]) -> bool:
    """Whether nearly all that went from *old* stands elsewhere, *here*, or in *new* in other words: less than a third gave way."""
    before, after = ({key(block.text) for block in section.blocks} for section in (old, new))
    lines = before - after
    if 10 * sum(map(len, lines & here)) >= 9 * sum(map(len, lines)) > 0:
        return True
    came = [words for block in new.blocks if key(block.text) not in before and (words := set(words_of(block.text)))]
    if sum(map(len, came)) > _FEW:
        return False  # so many are no stand-in
    gone = [words_of(block.text) for block in old.blocks if key(block.text) in lines]
    left = [words for words in gone if any(2 * len(one & set(words)) > max(len(one), len(set(words))) for one in came)]
    return bool(left) and 3 * (sum(map(len, gone)) - sum(map(len, left))) < size_of(old)


def gives_way(old: Section, new: Section) -> bool:
    """Whether a third of *old*'s words or more stood in blocks that are not in *new*, or one line, or none, stands for several."""
    there, here = ({key(block.text) for block in section.blocks} for section in (old, new))
    gone = [len(words_of(block.text)) for block in old.blocks if key(block.text) not in here]
    return 3 * sum(gone) >= size_of(old) > 0 or (len(gone) >= SEVERAL and len(here - there) < 2)


def words_of(text: str) -> list[str]:
    return _WORD.findall(canonical(text).casefold())


def bag_of(section: Section) -> Counter[str]:
    return Counter(words_of(section.text))


def size_of(section: Section) -> int:
    return len(_WORD.findall(section.text))


def pairs_of(extraction: Extraction, last: Revision | None) -> list[tuple[Section, Section]]:
    """(old, new) of each section that both have and that says something else now."""
    old = {s.item: s for s in last.sections} if last else {}
    return [(old[s.item], s) for s in extraction.sections if s.item in old and old[s.item].text != s.text]


def shrunk(extraction: Extraction, last: Revision | None) -> set[str]:
    """The sections in which under a third of their words are left, or of their threes of words: a town's texts share words (3.29).

    Threes are counted where blocks that stand in both hold under a fifth of the old letters.
    """
    found: set[str] = set()
    for old, new in pairs_of(extraction, last):
        same = {b.text for b in new.blocks}
        few = 5 * sum(len(b.text) for b in old.blocks if b.text in same) < sum(len(b.text) for b in old.blocks)
        if hardly_left(old, new) or (few and share_left(*(shingles(b.text for b in s.blocks) for s in (old, new))) < LEFT):
            found.add(new.item)
    return found


def hardly_left(old: Section, new: Section) -> bool:
    """Whether under a third of *old*'s words are in *new*. Blocks that stand in both mostly tell before all words are counted."""
    here = Counter(block.text for block in new.blocks)
    gone: list[str] = []
    kept: list[str] = []
    for block in old.blocks:
        (kept if here[block.text] > 0 else gone).append(block.text)
        here[block.text] -= 1
    lost, left = sum(len(words_of(text)) for text in gone), 0
    for text in kept:
        left += len(words_of(text))
        if 2 * left >= lost:
            return False
    before = bag_of(old)
    return 3 * (before & bag_of(new)).total() < before.total()


def is_under_lid(old: Section, new: Section) -> bool:
    """Whether all of *old* stands in *new* below or above a line or two that came: they may be all that is seen (`Page.shown`)."""
    came, blocks = came_in(old, new), [*new.blocks]
    lines = {key(block.text) for block in blocks}
    at_end = came in (blocks[: len(came)], blocks[len(blocks) - len(came) :])
    return 0 < len(came) < SEVERAL and at_end and all(key(block.text) in lines for block in old.blocks)


def hides_text(now: PageEvidence, before: PageEvidence, gone: Sequence[Block]) -> bool:
    """Whether most of what *gone* said stands on the page where nobody sees it, and was seen *before*: a program hid it.

    So it may by a class that a rule of the page hides, however much of the page that holds (`Page.hidden_by_itself`).
    """
    hidden = list[set[str]]()  # the words in a hidden box, or in one that a rule for its class hides
    for page in (now.page, before.page):
        styles, layout = page.styles, page.layout
        boxes = layout.having((), ("class",)) if styles.hidden else ()
        by_class = {run for box in boxes if styles.hides(box.el) for run in range(box.start, box.end)}
        runs = [run for run, box in enumerate(page.hidden_in) if box >= 0 or run in by_class]
        hidden.append({key(block.text) for block in layout.gathered(runs)})
    here, there = hidden
    said = [key(block.text) for block in gone]
    return 3 * sum(len(text) for text in said if text in here - there) >= 2 * sum(map(len, said)) > 0


def leans_on_last_page(extraction: Extraction, last: Revision | None) -> bool:
    """Whether the verdict needs the last good page: something is not there, or hardly, or under another heading (3.4)."""
    if last is None:
        return False
    gave_way = any(
        gives_way(old, new) or entries_gone(old, new) or bares_labels(old, new) or is_under_lid(old, new)
        for old, new in pairs_of(extraction, last)
    )
    if extraction.missing or gave_way or shrunk(extraction, last):
        return True
    old = {s.item: s.heading for s in last.sections}
    by_words = ((old.get(s.item), s.heading) for s in extraction.sections if s.found_by == "words")
    return any(was and now and key(was) != key(now) for was, now in by_words)  # that heading may have stood there before


def is_back(extraction: Extraction, last: Revision | None, past: Sequence[PastState]) -> bool:
    """Whether every item is there, and what reads otherwise is, each, what an earlier version said.

    But where that says alone that there is nothing, or that something failed: programs say so in the same words.
    """
    if not past or not leans_on_last_page(extraction, last) or extraction.missing or extraction.placed:
        return False
    changed = [(new.item, digest(new)) for _, new in pairs_of(extraction, last)]
    for old, new in pairs_of(extraction, last):
        came = [block.text for block in came_in(old, new)]
        of_all = len(came) == len(new.blocks)
        if (len(came) == 1 and says_list_is_empty(came[0])) or in_place_of(
            came, asks_password=False, sets_sum=False, of_all=of_all
        ):
            return False
    known = {(item, said) for one in past for item, said in one.digests.items() if item not in one.doubted}
    return bool(changed) and known.issuperset(changed)


def stops_at(now: PageEvidence, before: PageEvidence) -> str:
    """The last line of a page that says what the page *before* began with, and not even its foot besides; "" of others.

    Such a page was cut on its way and closed by who passed it on: its markup is whole (3.13). It ends within a line, or with a
    heading under which nothing came; whole lines and a foot may have been taken out by who writes the page.
    """
    here, there = ([block.text for block in side.seen] for side in (now, before))
    at = len(here) - 1
    if not 0 < at < len(there) - 2 or here[:at] != there[:at] or not there[at].startswith(here[at]):
        return ""
    if here[at] in there[at + 1 :] or (here[at] == there[at] and here[at] not in {text for _, text in now.page.headings}):
        return ""
    own = set(before.texts)
    return here[at] if any(text not in own for text in there[at + 1 :]) else ""


def is_translated(old: Section, new: Section) -> bool:
    """Whether *new* may say in another language what *old* said: half to twice its blocks and words (3.15)."""
    before, after = language(old.text), language(new.text)
    if not before or not after or before == after:
        return False
    sizes = ((len(old.blocks), len(new.blocks)), (size_of(old), size_of(new)))
    return all(max(pair) <= 2 * min(pair) for pair in sizes)


_TURNS = words("spinner spin spinning loader loading preloader ajaxloader throbber")
_WHEELS = words("wheel roue rad rueda roda ruota wiel chargement laden")  # a fair's, a bicycle, a shop: where it is called no more
_MOVING = (".gif", ".svg")  # what turns by itself
_NO_NAMES = words("gif svg png webp jpg jpeg image img icon")
_SHOWN = words("iframe object video audio form select textarea")
_PICTURES = ("img", "svg")
_ENDS = 3  # words behind « to go on »
_DRAWN_LATER = ("data-src", "data-srcset", "srcset")  # a picture of the text that a script loads


def bare_places(
    now: PageEvidence, before: PageEvidence, went: Sequence[Section], selectors: Mapping[str, tuple[str, ...]]
) -> dict[str, Failure]:
    """Of each section of *went* whose place stands empty, what is there or over the page that was not there *before*, if no news.

    A dialog that a program speaks in, or to log in; else, in that place, words that ask for consent, which are no text (3.5), or a
    wheel or buttons that are of any text, and nothing else that is new.
    """
    empty = [old for old in went if stands_empty(now, old, before, selectors.get(old.item, ()))]
    known = {key(before.page.text_of(el)) for el in before.page.overlays} if empty else set()
    shown = (el for el in (now.page.overlays if empty else ()) if not now.page.is_hidden(el))
    over = [(el, text) for el in shown if key(text := now.page.text_of(el)) not in known]
    if asks := [failure for el, text in over if (failure := _asked_in(el, text))]:
        return {old.item: asks[0] for old in empty}
    found = dict[str, Failure]()
    known = set(map(folded, before.page.layout.texts)) if empty else set()
    for old in empty:
        runs = (run for run in _runs_of(now.page, old, selectors.get(old.item, ())) if now.page.hidden_in[run] < 0)
        said = " ".join(text for run in runs if folded(text := now.page.layout.texts[run].strip()) not in known)
        if len(words_of(said)) <= MOST and speaks_of_consent(said):
            found[old.item] = Failure(kind="bot_wall", detail=f"consent {quoted(said)}")
            continue
        there, here = (Counter(_put_there(side.page, old, selectors.get(old.item, ()))) for side in (before, now))
        fresh = list(here - there)
        if fresh and all(wheel or is_to_press(said) for wheel, said in fresh):
            detail = quoted(" ".join(said for _, said in fresh) or old.heading or "")
            found[old.item] = Failure(kind="js_shell" if any(wheel for wheel, _ in fresh) else "empty", detail=detail)
    return found


def _runs_of(page: Page, section: Section, selectors: tuple[str, ...]) -> Iterator[int]:
    """The runs of *section*'s place: of the boxes that *selectors* find, or from its heading to the next one."""
    if selectors:
        boxes = [box for el in selected(page, selectors) if (box := page.layout.box(el))]
        yield from (run for box in boxes for run in range(box.start, box.end))
    elif head := next((box for box, _ in page.headings_by_key.get(key(section.heading or ""), ())), None):
        ends = (box.start for box, _ in page.headings if box.start >= head.end)
        yield from range(head.end, next(ends, page.main_box.end))


def is_to_read_on(blocks: Sequence[Block]) -> bool:
    """Whether *blocks*, all that stands in a text's place, ask to read on and say nothing else, and no link tells where."""
    return len(blocks) == 1 and not blocks[0].links and asks_to_read_on(blocks[0].line)


def _put_there(page: Page, section: Section, selectors: tuple[str, ...]) -> Iterator[tuple[bool, str]]:
    """What *section*'s place holds but words: for each picture, frame and button, whether it is a wheel, and what it says."""
    if selectors:
        within = [el for box in selected(page, selectors) for el in box.descendants]
    else:
        head = next((box.el for box, _ in page.headings_by_key.get(key(section.heading or ""), ())), None)
        own = {id(el) for el in (head, *head.descendants)} if head is not None else set[int]()
        behind = dropwhile(lambda el: el is not head, page.body.descendants if head is not None else ())
        within = [el for el in takewhile(lambda el: el is head or el.name not in HEADINGS, behind) if id(el) not in own]
    for el in within:
        said = " ".join(el.get_text(" ").split())
        if el.name == "button" or el.attrs.get("role") == "button":
            yield False, said
        elif el.name == "a" and str(el.attrs.get("href") or "#").startswith(("#", "javascript:")):
            yield False, said or el.name
        elif el.name in _SHOWN or el.name == "a":
            yield False, el.name  # a link that leads on is somebody's text
        elif el.name in _PICTURES and not any(around.name in ("button", "a") for around in el.parents):
            yield _is_wheel(el), "" if _is_wheel(el) else el.name


def _asked_in(dialog: Element, text: str) -> Failure | None:
    """Why *dialog*, which says *text*, is no news; None: it is the owner's, « Le mot de passe du wifi change ».

    It asks who its reader is: it has a field for a password or a button to log in, or says so in order that he go on, and no more.
    Or a program surely says it.
    """
    if speaks_of_consent(text):
        return None
    asks = any(asks_to_sign_in(el.get_text(" ")) for el in dialog.find_all("button")) or dialog.find("input", type="password")
    goes_on = GO_ON.search(said := key(text))
    if asks_to_sign_in(text) and (asks or (goes_on and len(said[goes_on.end() :].split()) <= _ENDS)):
        return Failure(kind="login_redirect", detail=quoted(text))
    return unnamed([text]) if is_program_s([text]) else None


def _is_wheel(el: Element) -> bool:
    """Whether the picture *el* turns while its reader waits: by what it says, else by what it is called.

    A file that does not move is one where it is called nothing else: « loading-bay.png » is a place, « roue.gif » a wheel.
    """
    if any(name in el.attrs for name in _DRAWN_LATER):
        return False
    told = str(el.attrs.get("alt") or el.attrs.get("aria-label") or "")
    source = str(el.attrs.get("src") or "").partition("?")[0].rpartition("/")[2].lower()
    said, called = (name_words(text) - _NO_NAMES for text in (told, source))
    if said and not said <= called | _TURNS:
        return asks_to_wait(told)
    turns = name_words(names_of(el)) | (called if source.endswith(_MOVING) else frozenset())
    alone = _WHEELS | _TURNS if source.endswith(".gif") else _TURNS
    return bool(turns & _TURNS) or asks_to_wait(told) or (bool(called) and called <= alone)


def are_reworded(lines: Collection[str], gone: Collection[str]) -> bool:
    """Whether half of the words of each of *lines* stand in one of those that are *gone*; of one with a day, of those beside it.

    Or it is another entry of what the *gone* were: an office, and who holds it.
    """
    went = [Counter(words_of(line)) for line in gone]
    undated = [Counter(words_of(without_days(line))) for line in gone]
    held = len(lines) == len(gone) and any(map(_names_holder, gone))
    return all(
        _has_half(Counter(words_of(line)), went)
        or (held and _names_holder(line))
        or (names_day(line) and _has_half(Counter(words_of(without_days(line))), undated))
        for line in lines
    )


def doubted_words(old: Section, new: Section, *, document: bool) -> str:
    """What alone came where lines of *old* went, if a program may say it rather than the owner; else "".

    Or what came for all of it and its links, which who writes a page anew would keep: of little text a third is hardly a sign.
    Nothing gave way where the words of most lines that went stand in what came: a list as cards. A line reworded is its owner's,
    whatever came beside it, and so is one that is called otherwise; so is, where a link alone went, what speaks of the same thing.
    *document*: one went as well.
    """
    came, gone = came_in(old, new), came_in(new, old)
    went = [block.text for block in gone]
    if any(block.links for block in came) or not gone or are_reworded([block.text for block in came], went):
        return ""
    before, after = (Counter(words_of("\n".join(block.text for block in side))) for side in (gone, came))
    stand = sum(_has_half(Counter(words_of(line)), [after]) for line in went)
    if 3 * stand >= 2 * len(went) and 2 * (before & after).total() > before.total():  # these words as often as they went, too
        return ""
    if len(came) == len(went) == 1 and not gives_way(old, new) and _is_renamed(went[0], came[0].text):
        return ""
    lines = [block.text for block in came if not are_reworded([block.text], went)]
    words = sum(len(words_of(line)) for line in lines)
    if words < _FEWEST:
        return ""
    of_all = len(came) == sum(block.kind != "heading" for block in new.blocks) and any(block.links for block in old.blocks)
    third = gives_way(old, new)
    sentences = sum(len(SENTENCES.split(line)) for line in lines)
    freed = is_freed(lines) or (may_be_owner_s(lines) and in_place_of(lines, asks_password=False, sets_sum=False) is not None)
    owner = not document and (is_owner_s(lines) or is_about("\n".join(lines), went))
    doubted = (
        (freed and hardly_left(old, new))
        or (of_all and words <= MOST and sentences < _WRITTEN and not owner)
        or ((third or len(came) == 1) and may_be_program_s(lines, of_a_third=third))
    )
    return " ".join(lines)[:QUOTED] if doubted else ""


def _is_renamed(old: str, new: str) -> bool:
    """Whether *new* begins as *old* did and goes on with a name or a number, and not with what fails.

    « Direction Familles » became « Direction Ville numérique »; « Service supprimé » may be anybody's.
    """
    begins, *rest = _WORD.findall(new)
    fails = is_at_fault(new) or is_code(new) or new.rstrip().endswith(("…", "...", "!", "?"))
    return begins == (_WORD.findall(old) or [""])[0] and any(not word[0].islower() for word in rest) and not fails


def _names_holder(line: str) -> bool:
    """« Ressources humaines : Hugo Blanc », or the same in two cells."""
    office, *name = _HOLDER.split(line.strip(" )"), maxsplit=1)
    return bool(name) and len(words_of(name[0])) <= _NAME and names_somebody(name[0]) and bool(office) and not is_at_fault(line)


def _has_half(words: Counter[str], others: Iterable[Counter[str]]) -> bool:
    return any(2 * (words & other).total() >= words.total() > 0 for other in others)


def stands_vouched_for(
    old: Section, new: Section, page: Page, extraction: Extraction, last: Revision | None, last_page: Page | None
) -> bool:
    """Whether the owner surely wrote what came for *old*, on a *page* that has a text beside it.

    By a document that still stands beside it, or as all else of *last_page* does and nothing speaks against it; and by what he
    names, or that he speaks of what the page is about: its title, a heading or what stood there.
    """
    now, known = PageEvidence(page, "", "", None), PageEvidence(last_page, "", "", None) if last_page is not None else None
    there, lines = (" ".join(key(block.text) for block in section.blocks) for section in (old, new))
    stands = any((label := key(d.label)) and label in there and label in lines for d in extraction.documents)
    came = [block.text for block in came_in(old, new)]
    if last is not None and known is not None:
        stands = stands or (Remains(now, known, last).rest_stands and not now.doubts(came, known))
    own = "\n".join([page.title, *(text for _, text in page.headings), old.heading or "", old.text])
    shares = not telling(without_mild("\n".join(came))).isdisjoint(telling(own))
    beside = now.words > size_of(new) + _AROUND
    return beside and is_vouched_for(came, stands=stands and not extraction.missing, shares=shares)
