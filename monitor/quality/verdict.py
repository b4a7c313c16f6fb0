"""Is this the page? First the answer itself, then its items, and only if one is missing the reason why (DESIGN 3.13-3.15). Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple

from monitor.expressions import expression
from monitor.extract.links.documents import all_documents
from monitor.extract.page import Page
from monitor.model import Block, Extraction, Failure, FailureKind, Fetched, OpenFailure, PastState, Revision, Section, Watch
from monitor.model.frozen import dataclass, replace
from monitor.model.suspects import BARE, BESIDE, FEW_UNDER, IN_ITS_PLACE, INSTEAD, MAY_BE_PROGRAM, PROGRAM, PROGRAM_GONE, WITH_TEXT
from monitor.normalize import canonical, key
from monitor.quality.answer import ends_early, holds_all_items, is_bare, is_garbled, is_login, unusable
from monitor.quality.emptied import asked_under, doubted_losses, emptied_words, is_emptied_table, is_said_alone, waits_for
from monitor.quality.evidence import PageEvidence, quoted
from monitor.quality.gives_way import (
    QUOTED,
    SEVERAL,
    bag_of,
    bare_places,
    came_in,
    doubted_words,
    gives_way,
    hardly_left,
    hides_text,
    is_back,
    is_to_read_on,
    is_translated,
    is_under_lid,
    pairs_of,
    shrunk,
    size_of,
    stands_still,
    stands_vouched_for,
    stops_at,
    words_of,
)
from monitor.quality.language import language
from monitor.quality.news import (
    MOST,
    NUMBER,
    is_news,
    is_of_world,
    is_told_alone,
    is_told_of_town,
    names_somebody,
    speaks_to_reader,
    telling,
    without_titles,
)
from monitor.quality.phrases import after_cry, is_code, is_of_failing, said_of_showing, says_list_is_empty, without_mild
from monitor.quality.program_texts import given_way_under, program_text, program_text_alone, says_nothing
from monitor.quality.remains import PROSE, Remains
from monitor.quality.speaker import OWNERS, is_nobody_s, is_program_s, may_be_owner_s, program_chance
from monitor.quality.stand_ins import (
    broken_off,
    in_place_of,
    is_said_for_all,
    is_weighed_town_s,
    is_what_it_shows,
    leads_on,
    sets_sum,
    shown_instead,
    unnamed,
)
from monitor.quality.town import is_of_people, is_written_anew, speak_of_themselves, speaks_of_subject
from monitor.quality.unsigned import unsigned
from monitor.quality.why import said_by_server, sent_home, tells_its_kind, why_gone, why_not

_WORD = re.compile(r"\w+")
# What a program calls an error by: a word for it with a number, or one that no town gives its papers (« réf. RH-12 », « n° 12 »).
_REFERENCE = expression(
    r"\b(?:code|incident|trace|request|requ[êe]te|err\w*|fehler)\b[\s.:°#(]{0,3}(?:(?:n[°o]|id)[\s.:]?\s?)?(?=[\w-]{0,20}\d)[\w-]{2,40}"
    r"|(?:\b(?:r[ée]f|ticket|id)\b|\bn°|#)[\s.:°#(]{0,3}(?:n[°o]\s?)?(?:\d{6,}|(?=[\da-f-]{0,40}\d)(?=[\da-f-]{0,40}[a-f])[\da-f-]{6,40})\b",
    re.I,
)
_SMALL = 80  # words: so little, first seen, may be an error page that a wide selector took for the text
_STAYS = timedelta(days=1)  # what a program did not bring comes within a day
_LASTS = timedelta(days=7)  # whatever a page shows for so long, in its own frame, is what is there
_VOUCHED = 80  # words of a text whose owner may say in a sentence what is instead
_TEXT = 30  # words: of a shorter text that was written anew the edits are no wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the page is worth. `failure` set: these bytes are not the page, and nothing of them may be kept or compared."""

    failure: Failure | None = None
    lost: tuple[str, ...] = ()  # items that the page truly has no more: to be confirmed (DESIGN 3.15)
    # (item, reason): one of `model.suspects`, "fr → it", "380 → 42 words" and the like; confirmed first
    odd: tuple[tuple[str, str], ...] = ()
    covered: tuple[Failure, ...] = ()  # of an item each, on a page that is well: what stands in its place for now (DESIGN 3.14)


def judge(
    *,
    page: Page | None,
    fetched: Fetched,
    text: str,
    decode_problem: str | None,
    extraction: Extraction | None,
    last: Revision | None,
    watch: Watch,
    last_page_closed: bool | None = None,
    before: Page | None = None,
    met: Sequence[OpenFailure] = (),
    past: Sequence[PastState] = (),
) -> Verdict:
    """Return whether *page* is the page that *watch* means.

    `text` is the decoded body, `extraction` what the recipe found, `last` the newest good revision (None: a first visit).
    `before`: the last good page, with which one that lacks its items is compared (`leans_on_last_page`); None: it is not known.
    `last_page_closed`: whether that had its `</html>` (`answer.is_closed`); None: not known.
    `met`: the failures of the visit before: a list that stands empty for a day was emptied; what a page shows for a week it says.
    `past`: the versions of before. What one of them said, word by word and undoubted, is no failure when it is back (3.17).
    """
    # The failures that stand for so long and at two visits or more, each as its kind and what it says
    ends, often = (fetched.http.started_at - time for time in (_STAYS, _LASTS)), [one for one in met if one.consecutive > 1]
    stayed, lasting = ({(one.failure.kind, one.failure.detail) for one in often if one.since <= end} for end in ends)
    failure = unusable(fetched, text, decode_problem)
    spoilt_long = any(kind == "encoding" for kind, _ in stayed)  # how many marks there are changes with each edit
    if failure and (failure.kind != "encoding" or not spoilt_long):
        return Verdict(failure=failure)
    if page is None or extraction is None:
        return Verdict(failure=Failure(kind="empty", detail=f"{len(fetched.body)} B"))
    cut = ends_early(fetched, text, last_page_closed=last_page_closed)
    if cut and not holds_all_items(page, extraction, last):
        if not fetched.cut and is_bare(text):
            return Verdict(failure=said_by_server(PageEvidence(page, text, watch.url, None)))
        return Verdict(failure=Failure(kind="truncated", detail=cut))
    garbled = is_garbled(extraction, last)
    if garbled and not spoilt_long:
        return Verdict(failure=Failure(kind="encoding", detail=garbled))
    if is_back(extraction, last, past):
        return Verdict(odd=_odd(page, extraction, last))
    failure = sent_home(page, extraction, last, watch.url) or _reason(page, text, extraction, last, watch, before)
    stays = failure is not None and ("empty", failure.detail) in stayed and failure.kind == "empty"
    shown = shown_instead(failure, page, before, last) if failure and (failure.kind, failure.detail) in lasting else None
    if shown is not None:  # a failure for so long is what its town shows: what went is to be checked, too
        odd, instead = _odd(page, extraction, last, before, watch), f"{INSTEAD}: {' '.join(shown)[:QUOTED]}" if shown else BARE
        odd += tuple((item, instead) for item in extraction.missing if item not in dict(odd))
        return Verdict(lost=extraction.missing, odd=odd)
    if failure and not (stays and is_what_it_shows(failure, page, before, extraction, last)):
        return Verdict(failure=failure)
    if stays:  # as a whole, so that what is left of a text is no failure by itself
        stayed |= {("empty", quoted(" ".join(block.text for block in section.blocks))) for section in extraction.sections}
    covered, heard = _covered(page, extraction, last, watch, before, stayed)
    odd = _odd(page, extraction, last, before, watch, heard)
    failures, doubted = unsigned(page, before, extraction, last, odd, stayed)
    kept = {one.item for one in covered} | heard.keys()
    covered += tuple(one for one in failures if one.item not in kept)
    unread = {one.item for one in covered}
    if covered and unread >= {*extraction.missing, *(s.item for s in extraction.sections), *(d.item for d in extraction.documents)}:
        return Verdict(failure=replace(covered[0], item=None))
    told = ((item, f"{MAY_BE_PROGRAM}: {doubted[item]}" if item in doubted else reason) for item, reason in odd)
    odd = tuple((item, reason) for item, reason in told if item not in unread)
    if spoilt := garbled or decode_problem:  # for long enough to be what the site shows
        odd += tuple((new.item, f"{PROGRAM}: {spoilt}") for _, new in pairs_of(extraction, last) if new.item not in dict(odd))
    lost = tuple(item for item in extraction.missing if item not in unread)
    if heard:  # a failure kept back would have covered them
        odd += tuple((item, WITH_TEXT) for item in lost if item not in dict(odd))
    return Verdict(lost=lost, odd=odd, covered=covered)


def is_small(extraction: Extraction) -> bool:
    """Whether all sections of *extraction* are so little that a first visit asks the page whether they are an error's words."""
    words = chain.from_iterable(_WORD.finditer(section.text) for section in extraction.sections)
    return len(list(islice(words, _SMALL))) < _SMALL


def _reason(
    page: Page, text: str, extraction: Extraction, last: Revision | None, watch: Watch, before: Page | None
) -> Failure | None:
    """Why items are missing or hardly there; None where they are all there or truly gone."""
    if extraction.placed:  # what stands in a document's place may be another page's own, so it does not tell that this is the page
        documents = tuple(d for d in extraction.documents if d.item not in extraction.placed)
        extraction = replace(extraction, documents=documents, missing=(*extraction.missing, *extraction.placed))
    gone = shrunk(extraction, last)
    if extraction.missing or gone:
        evidence = PageEvidence(page, text, watch.url, last.url if last else None)
        found = {s.item for s in extraction.sections if s.item not in gone}
        own = canonical(evidence.own)  # a document in a column that all pages share says nothing of this page
        found |= {d.item for d in extraction.documents if canonical(d.label) in own}
        found |= {new.item for old, new in pairs_of(extraction, last) if is_translated(old, new)}
        if before is not None and last is not None:
            known = PageEvidence(before, "", watch.url, None)
            if last_line := stops_at(evidence, known):
                return Failure(kind="truncated", detail=quoted(f"…{last_line[-60:]}"))
            languages = language(known.own), language(evidence.own)
            by_documents = found <= {d.item for d in extraction.documents}  # they may stand on the page in another language, too
            if not found or (by_documents and all(languages) and languages[0] != languages[1]):
                return why_gone(evidence, known, last)
        offers = last is None and bool(all_documents(page))  # what was looked for may be called otherwise there
        return why_not(evidence, gone=len(extraction.missing) + len(gone), found=len(found), offers=offers)
    if last is None and extraction.sections and is_small(extraction):
        return tells_its_kind(PageEvidence(page, text, watch.url, None))
    return None


def _covered(
    page: Page,
    extraction: Extraction,
    last: Revision | None,
    watch: Watch,
    before: Page | None,
    stayed: Collection[tuple[FailureKind, str]],
) -> tuple[tuple[Failure, ...], Mapping[str, str]]:
    """The sections of which something that is no text has the place, or a good part of it, or what breaks off.

    And with them what the page lacks: it may be under that. A list that stood empty long enough (*stayed*) has been emptied.
    Beside them, by item, the words that a rule calls a failure, and nothing but these words, where the owner surely says them.
    """
    pairs = pairs_of(extraction, last)
    had = {s.item for s in last.sections} | {d.item for d in last.documents} if last else set()
    lost = [item for item in extraction.missing if item in had]
    found = {new.item: cut for old, new in pairs if (cut := broken_off(old, new)) and (cut.kind, cut.detail) not in stayed}
    gave_way = [(old, new) for old, new in pairs if new.item not in found and (gives_way(old, new) or is_under_lid(old, new))]
    if last is None or not (gave_way or lost):
        return tuple(replace(failure, item=item) for item, failure in found.items()), {}
    now = PageEvidence(page, "", watch.url, None)
    known = PageEvidence(before, "", watch.url, None) if before is not None else None
    asks = known is not None and now.asks_password and not known.asks_password
    went = [s for s in last.sections if s.item in lost]
    waits = known is not None and (now.busy > known.busy or any(waits_for(now, section, known) for section in went))
    emptied = any(3 * size_of(new) < size_of(old) for old, new in gave_way)
    fresh = now.fresh(known).split("\n") if (lost or emptied) and known is not None else []
    sums = sets_sum(now) and not (known is not None and sets_sum(known))  # a form that asked before, too, is no wall
    asked_beside = in_place_of(fresh, asks_password=False, sets_sum=sums, of_all=False)
    if failure := in_place_of(fresh, asks_password=asks, sets_sum=sums, of_all=False):
        found |= dict.fromkeys(lost, failure)
    asked = {section.item: asked_under(now, section, known) for section in went}
    found |= {item: Failure(kind="bot_wall", detail=f"consent {quoted(said)}") for item, said in asked.items() if said}
    if known is not None:
        bare = bare_places(now, known, went, {recipe.item: recipe.css for recipe in watch.recipe.sections})
        found |= {item: one for item, one in bare.items() if item not in found and (one.kind, one.detail) not in stayed}
    remains = Remains(now, known, last) if known is not None else None
    stands, framing = remains is not None and remains.stands_around, remains.framing if remains is not None else set()
    other = {new.item for _, new in pairs}
    beside = stands or sum(len(s.text) for s in extraction.sections if s.item in had - other) >= PROSE  # watched, and as it stood
    here = {key(block.text) for block in now.seen}
    around = _Around(page, now, known, here, asks=asks, waits=waits, sums=sums, beside=beside, stands=stands)
    heard: dict[str, str] = {}
    for old, new in ((_without(old, framing), _without(new, framing)) for old, new in gave_way):
        if failure := _stand_in(old, new, around, asked_beside, stayed):
            told = _unless_his(failure, old, new, around, stayed)
            if isinstance(told, str):
                heard[new.item] = told
            else:
                found[new.item] = told
    prose = list(filter(now.is_prose, remains.fresh)) if remains is not None and remains.gave_way else []
    prose = without_titles(prose, known.texts) if known else prose
    texts = known.texts if known and remains is not None and not remains.fresh_headings else ()
    alone = bool(known and remains and is_said_for_all(prose, now, known, remains) and is_said_alone(known, remains, extraction))
    if (alone or is_nobody_s(prose, texts)) and (failure := _for_now(prose, stayed)):
        found |= {item: failure for item in lost if item not in found}
    if waits:
        found |= {item: Failure(kind="js_shell", detail=quoted(now.heading)) for item in lost if item not in found}
    covered = dict.fromkeys(lost, next(iter(found.values()))) | found if found else found
    return tuple(replace(failure, item=item) for item, failure in covered.items()), heard


class _Around(NamedTuple):
    """What the page, and the last good one, tell of whatever gave way on it."""

    page: Page
    now: PageEvidence
    known: PageEvidence | None
    here: set[str]  # the lines that stand on it, as keys
    asks: bool  # for a password
    waits: bool  # for a program to bring its text
    sums: bool  # it sets one, to tell people from programs
    beside: bool  # a text of its own stands there still
    stands: bool  # around what was watched


def _stand_in(
    old: Section, new: Section, around: _Around, asked_beside: Failure | None, stayed: Collection[tuple[FailureKind, str]]
) -> Failure | None:
    """What has the place of *old*, or of a good part of it, and is no text; None where *new* is one. *asked_beside*: by a form."""
    page, now, known, here, asks, waits, sums, beside, _ = around
    if old.blocks and not new.blocks and new.heading:
        return Failure(kind="empty", detail=quoted(new.heading))  # but the site's own lines nothing is left
    if is_to_read_on(new.blocks) and not is_to_read_on(old.blocks):
        return None if ("empty", quoted(new.text)) in stayed else Failure(kind="empty", detail=quoted(new.text))
    if not asks and not waits and stands_still(old, new, here) and not is_under_lid(old, new):
        return None  # the page has the text still, under another heading or in other words
    came = came_in(old, new)
    lines = without_titles([block.text for block in came], [old.heading or "", *(known.texts if known else ())])
    if is_under_lid(old, new):
        his = is_to_read_on(came) or any(map(names_somebody, lines)) or is_told_of_town(lines, [block.text for block in old.blocks])
        return _for_now(lines, stayed) if known and not his and hides_text(now, known, old.blocks) else None
    written = known and lines and not (asks or waits or now.doubts(lines, known) or speak_of_themselves(lines))
    if written and known and beside and is_told_of_town(lines, known.texts):
        return None
    if written and known and (is_of_world(lines, known.texts) or is_of_people(lines, [b.text for b in old.blocks])):
        return _for_now(lines, stayed) if _may_be_for_now(old, new, came, around) else None
    emptied = is_emptied_table(old, new)
    if failure := in_place_of(lines, asks_password=asks, sets_sum=sums, of_all=len(lines) == len(new.blocks) or emptied):
        named = failure.kind not in ("empty", "soft_404") or is_code("\n".join(lines)) or is_program_s(lines)
        return failure if named or (failure.kind, failure.detail) not in stayed else None
    if written and not sums and program_chance(list(filter(now.is_prose, lines)) or lines) <= OWNERS:
        return None  # whatever links stand below
    if not (lines or 3 * size_of(new) >= size_of(old)) and asked_beside:
        return asked_beside  # a form is no text, so the section has nothing of it
    if 3 * size_of(new) < size_of(old) and (waits or (not lines and known is not None and waits_for(now, old, known))):
        return Failure(kind="js_shell", detail=quoted(new.text))
    if not lines and (empty := emptied_words(old, new, now, known)):
        return None if ("empty", empty) in stayed else Failure(kind="empty", detail=empty)
    if _is_notice(old, new, came, around, emptied_table=emptied):
        if known and is_weighed_town_s(lines, now, known):
            return None
        return unnamed(lines) if is_program_s(lines) or now.is_program_speaking(lines) else _for_now(lines, stayed)
    texts = [old.heading or "", *(block.text for block in old.blocks), *(known.texts if known else ())]
    told = is_news(lines, texts) or is_told_of_town(lines, texts) or not lines
    if len(lines) == len(new.blocks) and is_program_s(lines) and not (told or leads_on(page, came)):
        return unnamed(lines)
    return _for_now(lines, stayed) if not told and _may_be_for_now(old, new, came, around) else None


def _unless_his(
    failure: Failure, old: Section, new: Section, around: _Around, stayed: Collection[tuple[FailureKind, str]]
) -> Failure | str:
    """*failure*, of what has the place of *old*; or its words, to be checked, where their owner fairly surely says them.

    Where nothing shows whose they are, or the text that they stand for is hidden below them, they fail until they *stayed*.
    """
    now, known = around.now, around.known
    said = without_titles([block.text for block in came_in(old, new)], [old.heading or ""])
    if known is None or around.asks or around.waits or around.sums or is_to_read_on(new.blocks) or now.doubts(said, known):
        return failure
    # What stood there spoke of a block of flats, or of where hay is loaded: so does what stands there now.
    subject = [old.heading or "", *(block.text for block in old.blocks)]
    of_subject = speaks_of_subject(said, subject)
    if not (of_subject if speak_of_themselves(said) else may_be_owner_s(said)):
        return failure
    lid = is_under_lid(old, new) and program_chance(said) > OWNERS
    until = lid or (is_nobody_s(list(filter(now.is_prose, said)), [*subject, *known.texts]) and not of_subject)
    return (_for_now(said, stayed) if until else None) or " ".join(said)[:QUOTED]


def _for_now(lines: Sequence[str], stayed: Collection[tuple[FailureKind, str]]) -> Failure | None:
    """What *lines*, perhaps a program's, are told as; None once they *stayed*: who did write them is told of, to be checked."""
    failure = unnamed(lines)
    return None if (failure.kind, failure.detail) in stayed else failure


def _may_be_for_now(old: Section, new: Section, came: Sequence[Block], around: _Around) -> bool:
    """Whether what *came* for nearly all of *old* holds nothing of the owner's world, or all of *old* stands there unseen."""
    now, known = around.now, around.known
    texts = [old.heading or "", *(block.text for block in old.blocks), *(known.texts if known else ())]
    lines = without_titles([block.text for block in came], texts)
    prose = [block for block in came if now.is_prose(block.text)]  # « Signaler un problème · Accueil » stands below any notice
    few = 0 < sum(map(len, map(words_of, lines))) <= MOST and 3 * size_of(new) < size_of(old)
    if not few or leads_on(around.page, prose):
        return False
    shares = not telling(without_mild("\n".join(lines))).isdisjoint(telling(without_mild(f"{old.heading}\n{old.text}")))
    said = without_titles([block.text for block in prose], texts)
    if len(came) == len(new.blocks) and not shares and is_nobody_s(said, texts):
        return True
    return known is not None and program_chance(lines) > OWNERS and hides_text(now, known, came_in(new, old))


def _without(section: Section, framing: Collection[str]) -> Section:
    """*section* without the lines that a site puts below any text."""
    return replace(section, blocks=tuple(b for b in section.blocks if key(b.text) not in framing)) if framing else section


def _is_notice(old: Section, new: Section, came: Sequence[Block], around: _Around, *, emptied_table: bool) -> bool:
    """Whether the few lines that *came* in the place of a text, or of a good part of it, are a program's and no news."""
    page, now, known = around.page, around.now, around.known
    lines = [block.text for block in came]
    gone = [block.text for block in came_in(new, old)]
    entries = all(block.kind in ("list_item", "table_row") and names_somebody(block.text) for block in came)
    called = [sum(NUMBER.fullmatch(line) is not None for line in side) for side in (lines, gone)]
    card = any(map(names_somebody, lines)) and called[0] == 1 < called[1]  # one of several: who it is, and their number
    if not lines or entries or card or sum(map(len, map(words_of, lines))) > MOST:
        return False
    if leads_on(page, came):
        return False
    texts = [old.heading or "", *(block.text for block in old.blocks)]
    speaks = speaks_to_reader(lines, texts) or any(is_login(link.url) for block in came for link in block.links)
    of_several = len(lines) == 1 and len(old.blocks) - len(new.blocks) >= SEVERAL - 1
    no_entry = says_list_is_empty(lines[0]) and not any(text.endswith((".", "!", "?")) for text in gone)
    said = said_of_showing(lines[0])  # one word of a page may be anybody's, but not where an error is told by its number
    signs = (
        said > 1
        or (said > 0 and is_of_failing(_REFERENCE.sub(" ", lines[0])) and _REFERENCE.search(lines[0]) is not None)
        or no_entry
    )
    notifies = of_several and (speaks or signs or after_cry(lines[0]) is not None)
    told = is_news(lines, [*texts, *(known.texts if known else ())], to_reader=speaks)
    told = told or (around.stands and known is not None and is_told_alone(lines, texts, doubted=now.doubts(lines, known)))
    in_place = 3 * size_of(new) < size_of(old) or notifies or (emptied_table and (speaks or said > 0 or "\t" in new.text))
    return in_place and (not told or now.is_program_speaking(lines))


def _odd(
    page: Page,
    extraction: Extraction,
    last: Revision | None,
    last_page: Page | None = None,
    watch: Watch | None = None,
    heard: Mapping[str, str] = MappingProxyType({}),
) -> tuple[tuple[str, str], ...]:
    """The items of `Verdict.odd`."""
    found: list[tuple[str, str]] = []
    written = set[str]()  # those in which so many words came that somebody wrote them: what is not among them was left out
    for old, new in pairs_of(extraction, last):
        before, after = language(old.text), language(new.text)
        words, left = size_of(old), size_of(new)
        if before == after and sum(len(words_of(block.text)) for block in came_in(old, new)) > _TEXT:
            written.add(new.item)
        if program := program_text(old, new, page):
            found.append((new.item, f"{PROGRAM}: {program}"))
        elif nothing := says_nothing(old, new):
            found.append((new.item, nothing))
        elif program := program_text_alone(new, old):
            found.append((new.item, f"{PROGRAM_GONE}: {program}"))
        elif before and after and before != after:
            found.append((new.item, f"{before} → {after}"))
        elif heading := given_way_under(old, new):
            found.append((new.item, f"{FEW_UNDER}: {heading}"))
        elif said := heard.get(new.item):
            found.append((new.item, f"{MAY_BE_PROGRAM}: {said}"))
        elif words <= _VOUCHED and stands_vouched_for(old, new, page, extraction, last, last_page):
            continue
        elif 3 * left < words:  # shortened, or another text in the place of it
            kept = (bag_of(old) & bag_of(new)).total()
            found.append((new.item, f"{words} → {left} words" if 2 * kept >= left else f"{kept} / {words} old words"))
        elif words >= _TEXT and hardly_left(old, new) and not is_written_anew(old, new):
            found.append((new.item, f"{(bag_of(old) & bag_of(new)).total()} / {words} old words"))
        elif said := doubted_words(old, new, document=bool(extraction.missing)):
            found.append((new.item, f"{MAY_BE_PROGRAM}: {said}"))
    if last_page is not None and last is not None and watch is not None:
        found += doubted_losses(page, last_page, extraction, last, watch, known=dict(found), written=written)
    for old, new in pairs_of(extraction, last):  # what came for a document, in doubt, came for the text as well
        said = " ".join(block.text for block in came_in(old, new))
        if said and new.item not in dict(found) and gives_way(old, new) and f"{INSTEAD}: {said}" in dict(found).values():
            found.append((new.item, f"{MAY_BE_PROGRAM}: {said[:QUOTED]}"))
    found += [(item, IN_ITS_PLACE) for item in extraction.placed]
    found += [(one.link.item, BESIDE) for one in extraction.joined]
    return tuple(found)
