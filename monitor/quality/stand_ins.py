"""What stands in the place of a text under its own heading, and is none: a form to log in, an error, « Chargement… » (3.14). Pure.

A notice in the place of the whole page has another heading (`remains`). Here the page's head stands as it stood, often its first
lines too, and only what the site puts in below them is not there. What is there instead is short, has no part of its own, and does
not speak of what the page spoke of; or it says by its form or in so many words that it is no text. « Le service commun est
dissous » is as short, and is told: it speaks of what stood there. A text of which nobody wrote the end breaks off amid a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, zip_longest
from urllib.parse import urlsplit

from monitor.expressions import expression
from monitor.extract.elements.layout import words
from monitor.extract.page import Page
from monitor.model import Block, DocumentContent, Extraction, Failure, FailureKind, Revision, Section
from monitor.normalize import canonical, key
from monitor.quality.answer import is_login, moved
from monitor.quality.evidence import PageEvidence, quoted
from monitor.quality.news import MOST, NUMBER, YEAR, hints_at_program, is_news, is_told_alone, of_houses, orders
from monitor.quality.phrases import (
    could_not,
    headline_kind,
    is_code,
    is_of_failing,
    is_of_places,
    is_of_showing,
    is_of_site,
    is_rewritten,
    kinds_said,
    names_office,
    names_showing,
    other_kind,
    says_it_failed,
    sentence_in,
    spoken_kind,
    tells_of_site,
)
from monitor.quality.printed import printed_kind
from monitor.quality.remains import FEW, Remains
from monitor.quality.speaker import (
    DOUBT,
    OWNERS,
    is_claimed,
    is_nobody_s,
    is_owner_s,
    is_program_s,
    may_be_owner_s,
    program_chance,
    weighed,
)
from monitor.quality.town import is_of_program, speak_of_themselves
from monitor.quality.weight import weight

TOWNS = -2.0  # what words weigh up to which they are a town's
_LINKS = 3  # lines
_FRAME = 3  # lines
_WRITTEN = 3  # of the owner's, which are a text
_SITES = expression(r"(?<!notre )(?<!our )(?<!ce )(?<!this )(?<!votre )\bsites?\b(?! (?:web|internet)\b)", re.I)  # of a camp, too
_LEAST_LEFT = 60  # characters of what stood below an item, that show that only the item went
_MOSTLY = 0.5  # of the old main words
_ENDINGS = '.!?:;…»”")'  # of a sentence, or of a part of it that a list follows
_STOPS = '.!?…»”")'  # of a sentence alone
_WAITING = 3  # words
_WAITING_ALONE = 8  # the same of all that is there
_WORD = re.compile(r"[^\W\d_]+")
_SUM = expression(r"(?<![\d.,/+×*−–-])(?<!\d )\b(\d{1,2}) ?([+×x*−–-]) ?(\d{1,2}) ?(=|\?|:?\s*$)", re.M)
_TIMES_TABLE = 12
_PLAIN = ("text/plain", "text/csv")
_MARKUP = ("<", "{", "[{")
_CLOSED = (">", "}", "]")
_ROWS = 3  # of one width: so many are a table
_ANSWERED = words("text number tel")  # types of fields that take the answer to a sum
_MOST_FIELDS, _NEAR_FIELD, _NO_FORM = 50, 5, words("body html main [document]")
_CUT = re.compile(r"\s*[(\[]?\.\.\.[)\]]?$")  # « … », « [...] », as `canonical` writes it
_WAITS = re.compile(r"\s*(?:…|\.\.\.)\s*")


def in_place_of(lines: Sequence[str], *, asks_password: bool, sets_sum: bool, of_all: bool = True) -> Failure | None:
    """Why *lines*, all that stands where a text stood, are none; None: they may be one.

    By what they are: a form to log in, what a program wrote, « Chargement… ». By what they say only where they are all that is left
    of it (*of_all*): else somebody wrote them who left the rest standing, as did who says that the page is being rewritten.
    """
    text = "\n".join(lines)
    words = len(_WORD.findall(text))
    if not asks_password and (printed := printed_kind(lines, of_all=of_all)):
        return _failure_said(printed, text)
    if words > MOST:
        return None
    if asks_password:
        return Failure(kind="login_redirect", detail=f'input type="password" {quoted(text)}'.strip())
    said = [*kinds_said(text), *(k for line in lines if (k := headline_kind(line)))]
    if of_all and said and not is_rewritten(text):
        return _failure_said(said[0], text)
    if sets_sum and asks_sum(text):
        return Failure(kind="bot_wall", detail=quoted(text))
    if of_all and not is_rewritten(text) and ((len(lines) == 1 and says_it_failed(text)) or speak_of_themselves(lines)):
        return _failure_said(spoken_kind(text) or "empty", text)
    is_data = text.startswith(_MARKUP) and text.endswith(_CLOSED)
    if is_data or is_code(text):  # it says what broke, and nothing of a pause
        broken = next((line for line in lines if is_code(line)), text)  # beside it may stand what somebody wrote
        return Failure(kind="maintenance" if sentence_in(text, "maintenance") else "empty", detail=quoted(broken))
    if 0 < words <= (_WAITING_ALONE if of_all else _WAITING) and len(lines) == 1 and _WAITS.search(text[-4:]):
        return Failure(kind="js_shell", detail=quoted(text))
    return None


def is_what_it_shows(failure: Failure, page: Page, before: Page | None, extraction: Extraction, last: Revision | None) -> bool:
    """Whether *page* is itself and what makes it a *failure* may be somebody's: his words, a few lines, nothing."""
    if any(quoted(section.text) == failure.detail for section in extraction.sections):
        return True
    if before is None or last is None:
        return False
    remains = Remains(PageEvidence(page, "", "", None), PageEvidence(before, "", "", None), last)
    spoken = in_place_of(remains.fresh, asks_password=False, sets_sum=False) or is_nobody_s(remains.fresh)
    return remains.is_itself and not spoken


def shown_instead(failure: Failure, page: Page, before: Page | None, last: Revision | None) -> Sequence[str] | None:
    """What is new on *page*, for which it is a *failure*, where somebody of the town may have written that; else None.

    Not what a program asks or says: walls are shown to us alone, and their readers see the page. It is the page of *before*, by its
    heading or title, and no rule finds in it a program's words; or these name something of the town, and are fairly surely its
    own, or say that the text was taken off, or is being rewritten. Or it is another page of the site, of which no more is known:
    all that stood around that one's text stands here.
    """
    if before is None or last is None:
        return None
    now, known = (PageEvidence(side, "", "", None) for side in (page, before))
    remains, own = Remains(now, known, last), set(map(key, known.texts))
    fresh = remains.fresh
    if (now.asks_password and not known.asks_password) or now.asks_consent(fresh, known) or is_program_s(fresh):
        return None
    his = failure.kind == "soft_404" or any(map(is_rewritten, fresh)) or program_chance(fresh) <= OWNERS
    if remains.is_itself and his and is_claimed(fresh):
        return fresh
    if failure.kind not in ("empty", "other_page") or in_place_of(fresh, asks_password=False, sets_sum=sets_sum(now)):
        return None
    around, here = ({key(block.text) for block in side.seen} for side in (known, now))
    in_frame = len(around - own) >= _FRAME and around - own <= here
    return fresh if remains.is_itself or in_frame else None


def sets_sum(evidence: PageEvidence) -> bool:
    """Whether a sum stands beside a field for its answer, in the boxes right around that."""
    fields = (el for el in evidence.page.body.find_all("input") if str(el.get("type") or "text").lower() in _ANSWERED)
    around = (p for el in islice(fields, _MOST_FIELDS) for p in islice(el.parents, _NEAR_FIELD) if p.name not in _NO_FORM)
    return any(asks_sum(box.get_text("\n")) for box in around)


def asks_sum(text: str) -> bool:
    """Whether *text* sets a sum that tells people from programs: « Combien font 3 + 4 ? », « 9 – 4 : », « 3 x 4 ».

    « 9-12 » are hours, ages or a telephone's end: a difference has a mark behind it, and its first figure is the higher one.
    « Format 40 × 60 » is a size.
    """
    for found in _SUM.finditer(text):
        left, sign, right, mark = found.groups()
        marked = bool(mark.strip())
        alone = not text[: found.start()].rpartition("\n")[2].strip()
        small = int(left) <= _TIMES_TABLE and int(right) <= _TIMES_TABLE
        if mark == "=" or sign in "+−" or (sign in "×x*" and (marked or (small and (alone or sign != "x")))):
            return True
        if sign in "–-" and marked and int(left) > int(right):
            return True
    return False


def below_its_head(now: PageEvidence, before: PageEvidence, remains: Remains) -> Failure | None:
    """Why a page whose head stands has nothing of what stood below; None: it truly lost its items (3.15).

    Asked where none of the items is left. They were there among other lines of the page: where these stand, the items alone went.
    """
    asks = now.asks_password and not before.asks_password
    if not asks and remains.takes_place and remains.is_plain and _is_of_program(now, before, remains):
        return in_place_of(remains.fresh, asks_password=False, sets_sum=sets_sum(now)) or unnamed(remains.fresh)
    if not asks and not remains.is_all_gone and (remains.below >= _LEAST_LEFT or remains.main_left >= _MOSTLY):
        return None
    if failure := in_place_of(remains.fresh, asks_password=asks, sets_sum=sets_sum(now)):
        return failure
    words = sum(len(_WORD.findall(line)) for line in remains.fresh)
    if remains.is_all_gone and words < FEW and (remains.has_new_parts or words > MOST):
        return _notice_below(now, before, remains)
    if not 0 < words <= MOST or remains.has_new_parts:
        return None
    if now.is_program_speaking(remains.fresh):
        return unnamed(remains.fresh)
    if is_news(remains.fresh, before.texts):
        return None
    if remains.stands_around and is_told_alone(remains.fresh, before.texts, doubted=now.doubts(remains.fresh, before)):
        return None
    if is_nobody_s(remains.fresh) or is_program_s(remains.fresh):
        return unnamed(remains.fresh)
    if leads_on(now.page, [block for block in now.seen if block.text in remains.fresh and now.is_prose(block.text)]):
        return None  # « Cette rubrique a rejoint le site de l'intercommunalité », and a link to it
    return None if is_weighed_town_s(remains.fresh, now, before) else unnamed(remains.fresh)


def is_weighed_town_s(lines: Sequence[str], now: PageEvidence, before: PageEvidence) -> bool:
    """Whether *lines* as a whole weigh like a town's words, and nothing around them speaks against them: told, to be checked."""
    return weight(lines) <= TOWNS and not now.doubts(lines, before)


def leads_on(page: Page, came: Sequence[Block]) -> bool:
    """Whether *came* send their reader to another page, and not to log in: somebody wrote that for him."""
    addresses = (link.url for block in came for link in block.links if urlsplit(link.url).path.strip("/"))
    return any(moved(page.url, url) and not is_login(url) for url in addresses if url.startswith("http"))


def _is_of_program(now: PageEvidence, before: PageEvidence, remains: Remains) -> bool:
    """Whether the few lines in the place of items that went, headings and all, speak of the site, and are no news of those."""
    lines = remains.fresh
    words = sum(len(_WORD.findall(line)) for line in lines)
    if words < FEW and now.asks_consent(lines, before) and now.asks_to_press(lines, before):
        return True
    if words > MOST or is_news(lines, before.texts):
        return False
    said = "\n".join(lines)
    fails = any(is_of_failing(line) or could_not(line) for line in lines) or is_code(said) or said.endswith(("…", "..."))
    if not (fails or any(map(str.isdigit, said)) or orders(lines, before.texts)):
        return False  # « L'accès est réservé aux scolaires », « Cette rubrique est reprise dans le guide »: somebody says why
    # « Le site est fermé », « Accès interdit » are said of a camp or a beach as well, by who took a heading off.
    failure = in_place_of(lines, asks_password=False, sets_sum=sets_sum(now))
    if failure and failure.kind not in ("maintenance", "bot_wall"):
        return True
    of_site = any(tells_of_site(_SITES.sub(" ", line)) for line in lines)
    return of_site and not is_told_alone(lines, before.texts, doubted=now.doubts(lines, before))


def _notice_below(now: PageEvidence, before: PageEvidence, remains: Remains) -> Failure | None:
    """Why a page of which the head and the frame alone stand, around something short with parts of its own, is none (3.29).

    None: it is one, as that speaks of what the page spoke of, or tells in plain sentences of somebody, an office or a day; or as a
    watched heading stands, and three lines, and two in three, are the owner's. Links to other pages of the site are another page:
    what a search found, the news.
    """
    fresh, page = remains.fresh, now.page
    lines = [line for line in fresh if now.is_prose(line)]
    links = len(fresh) - len(lines) >= _LINKS
    said = [YEAR.sub(" ", line) for line in fresh] if links else fresh  # « Stadtfest 2026 » is anybody's
    if is_news(said, before.texts) or page.controls.count("files", page.main_box):
        return None
    if links:
        return other_text(remains)
    lines = [line for line in lines if key(line) not in remains.fresh_headings]
    if is_told_alone(lines, before.texts, doubted=now.doubts(lines, before)):
        return None
    owner_s = sum(program_chance([line]) <= OWNERS for line in lines)
    if remains.heads_stand and owner_s >= _WRITTEN and 3 * owner_s >= 2 * len(lines):
        return None
    of_town = any(map(names_office, lines)) or any(map(is_of_places, lines))
    return unnamed(fresh) if (orders(lines, before.texts) if of_town else is_of_site("\n".join(fresh))) else None


def other_text(remains: Remains) -> Failure:
    """That another text stands here, by the titles of both."""
    old, new = remains.titles
    return Failure(kind="other_page", detail=f"{quoted(old)} → {quoted(new)}", facts={"titles": [old, new]})


def is_said_for_all(prose: Sequence[str], now: PageEvidence, before: PageEvidence, remains: Remains) -> bool:
    """Whether *prose*, all that is left below the page's heading, may go with whoever mends the site: it begins as programs do.

    With a word of theirs, in what no owner surely says, nor in words that no program has without a hint at one: « Le service
    informatique commun est dissous ». Or with such a hint, nothing of the owner's world and no heading of its own. « Complet. »
    is anybody's, and who sends his reader to another page of the town took the text off.
    """
    said = of_houses([line for line in prose if " " in line])
    first = said[:1]
    chance = program_chance(first)
    if not first or not remains.is_all_gone or chance <= OWNERS:
        return False
    hints = hints_at_program(first, before.texts)
    surely = hints or chance > DOUBT
    his = is_owner_s(first) or (may_be_owner_s(first) and not surely)
    of_site = is_of_program(first[0]) and not his and (surely or names_showing(first[0]) or not weighed(first[0]).unheard)
    claimed = is_claimed(said) or may_be_owner_s(said) or bool(remains.fresh_headings) or NUMBER.search("\n".join(said))
    came = [block for block in now.seen if block.text in remains.fresh and now.is_prose(block.text)]
    return (of_site or (hints and not claimed)) and not leads_on(now.page, came)


def unnamed(lines: Sequence[str]) -> Failure:
    """What *lines*, that are no text of the page's, are told as: by the kind they speak of most."""
    said = "\n".join(lines)
    kind = spoken_kind(said) or "empty"
    if kind == "soft_404" and not is_of_showing(said):
        kind = "empty"  # « Les équipes ont déménagé » says of no page that it is not found
    return _failure_said(kind, " ".join(lines))


def _failure_said(kind: FailureKind, text: str) -> Failure:
    """*text* in the place of another as a failure of *kind*; where it is an error it is said to be one, not a page that is lost."""
    told = other_kind(kind, text)
    kind = "empty" if told == "broken" and kind == "soft_404" else kind
    return Failure(kind=kind, detail=f"{told} {quoted(text)}".strip())


def broken_off(old: Section, new: Section) -> Failure | None:
    """Whether *new* is the beginning of *old*, ends amid a sentence that *old* went on with, and all that followed is gone.

    None: somebody ended it. Where any other line was written anew, or the last one lost a mark alone, it was somebody.
    """
    texts = [canonical(block.text).rstrip() for block in old.blocks]
    lines = [canonical(block.text).rstrip() for block in new.blocks]
    # Or three lines or more that are the first words of an old one each, and « … », where no other is new
    pairs = [(was.text, now.text) for was, now in zip(old.blocks, new.blocks, strict=False)]
    pairs = [(was, now) for was, now in pairs if canonical(was) != canonical(now)]
    both = (map(canonical, cells) for pair in pairs for cells in zip_longest(*(line.split("\t") for line in pair), fillvalue=""))
    cut = (now == was or (_CUT.search(now) is not None and was.startswith(_CUT.sub("", now) or now)) for was, now in both)
    if len(old.blocks) == len(new.blocks) and len(pairs) >= _ROWS and all(cut) and pairs[0][1]:
        return Failure(kind="truncated", detail=quoted(pairs[0][1]))
    at = len(lines) - 1
    if at < 0 or len(texts) <= len(lines) or lines[:at] != texts[:at] or not lines[at]:
        return None
    line, whole = lines[at].removesuffix("…").removesuffix("...").rstrip(), texts[at]  # a program that cuts a text says so
    rest = whole.removeprefix(line)
    if rest == whole or not _WORD.search(rest) or line[-1:] in _STOPS or whole[-1] not in _ENDINGS:
        return None
    return Failure(kind="truncated", detail=quoted(f"…{line[-60:]}"))


def in_place_of_file(old: DocumentContent, new: DocumentContent) -> str | None:
    """What a server wrote in the place of the file that *old* was read from, quoted; None: *new* is another version of it.

    A file of plain text says of itself nothing of what it is. No cell, heads of columns included, and no line of the old one is in
    it, and it is what programs write, or in so many words a notice, or too short and too plain to be a table or an office file.
    """
    if new.media_type not in _PLAIN or not old.text:
        return None
    lines = [line for block in new.text or () for line in block.text.split("\n")]
    text = " ".join(cell for line in lines for cell in line.split("\t") if cell)
    if not text or _cells(old) & _cells(new):
        return None
    widths = Counter(line.count("\t") for line in lines)
    is_table = max(widths.values()) > max(_ROWS - 1, len(lines) // 2) and widths.most_common(1)[0][0] > 0
    if text.startswith(_MARKUP):
        return quoted(text)
    if is_table:
        return None
    was_form = old.media_type not in _PLAIN or sum("\t" in block.text for block in old.text) > 1
    short = was_form and len(_WORD.findall(text)) <= MOST and sum("\t" in line for line in lines) < 2
    return quoted(text) if short or is_code(text) or in_place_of(lines, asks_password=False, sets_sum=False) else None


def _cells(content: DocumentContent) -> set[str]:
    """What stands in its cells and lines, where that says something."""
    cells = (key(cell) for block in content.text or () for cell in re.split(r"[\t\n]", block.text))
    return {cell for cell in cells if any(map(str.isalpha, cell))}
