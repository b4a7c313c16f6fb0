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
from itertools import islice

from monitor.expressions import expression
from monitor.extract.layout import words
from monitor.model import DocumentContent, Failure, FailureKind, Section
from monitor.normalize import canonical, key
from monitor.quality.evidence import PageEvidence, quoted
from monitor.quality.language import language, small_words
from monitor.quality.phrases import (
    CLOCK,
    KINDS,
    after_cry,
    headline_kind,
    is_house_rule,
    is_of_nobody,
    is_of_offices,
    is_of_places,
    is_of_showing,
    is_of_site,
    is_of_town,
    names_office,
    said_of_showing,
    says_failed_besides,
    says_it_failed,
    says_list_is_empty,
    sentence_in,
    spoken_kind,
    told_as,
)
from monitor.quality.remains import FEW, Remains

MOST = 45  # words: what a site says in the place of a text is short
_LINKS = 3  # lines
_LEAST_LEFT = 60  # characters of what stood below an item, that show that only the item went
_MOSTLY = 0.5  # of the old main words
_TELLING = 5  # letters of a word that says what a text is about
_STEM = 6  # of its letters: « mutualisé » is about « mutualisation »
_ENDINGS = '.!?:;…»”")'  # of a sentence, or of a part of it that a list follows
_STOPS = '.!?…»”")'  # of a sentence alone
_ENTRY = re.compile(r"\w ?: ?\w")  # « Régie : Hector Grange »
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ABOUT = 0.3  # of its telling words: a line that shares so many with the text is about the same thing
_ABOUT_TO_YOU = 0.5  # the same of words to the reader
_PERSONS = frozenset(
    word
    for words in (
        "nous notre nos vous votre vos",
        "we our us you your",
        "wir uns unser unsere ihnen",
        "nosotros nuestro nuestra nuestros nuestras usted ustedes tu tus te",
        "wij ons onze u uw",
        "noi nostro nostra nostri voi vostro vostra tuo tua tuoi tue",
    )
    for word in words.split()
)
# « Sie », « Ihre » amid a sentence are its reader, and so is whom a line begs: the rest of German has these words small.
_ADDRESSED = re.compile(r"(?<=[\w,;] )(?:Sie|Ihre?[mnrs]?|Ihnen)\b")
_BEGGED = expression(r"\b(?:please|bitte|alstublieft|s[’' ]il vous pla[iî]t|svp|por favor|per (?:favore|cortesia))\b", re.I)
# Italian, Spanish and Portuguese say « we » with the verb alone: « ci scusiamo ». What ends so and is none has its accent before
# (« últimos »), follows an article, a preposition or a plural (« los extremos »), or is a name. Verbs after « nos », « les » stay.
_WE = expression(
    r"(?<!(?<!\b[Nn]o)(?<!\b[Ll]e)s )(?<!\b[yoei] )(?<!\b(?i:de|di|en|in|il|un) )(?<!\b(?i:por|con|sin|del|sem|com) )"
    r"(?:\b[a-zç]|(?<![\w,;] )\b[A-Z])(?:[a-zçñ]+iamo|[a-zçñ]{2,}(?:[aei]|á(?:ba|va)?|ía)mos)\b"
)
_CLAUSE_ENDS = expression(r"[,;:.!?…\n]\s*|\s[–—-]\s")
_SMALL = "".join(filter(str.islower, map(chr, range(0x2000))))  # letters of all alphabets that have two cases
_CAPITAL = rf"[^\W\d_{_SMALL}]"
_NAME = expression(rf"(?<=[\w,;] ){_CAPITAL}[\w-]+")  # written with a capital amid a sentence
# Two words in a row that are written so, or one after « M. », « Mrs »: who it is, wherever in a sentence.
_FULL_NAME = expression(rf"\b({_CAPITAL}[^\W\d_]+)(?=[ -]({_CAPITAL}[^\W\d_]+))")
_CIVIL = expression(rf"\b(?:M\.|MM\.|Mme|Mmes|Mlle|Mr|Mrs|Ms|Herrn?|Frau|Sr\.?|Sra\.?|Sig\.?|Dhr\.?|Mevr\.?|Dr\.?) {_CAPITAL}")
_WAITING = 3  # words
_WAITING_ALONE = 8  # the same of all that is there
_WORD = re.compile(r"[^\W\d_]+")
SETTINGS = r"\[[a-z][\w-]* [\w-]+=[^\]\n]{1,200}\]"  # a shortcode: « [contacts view="list"] »
FILLER = r"\b[Ll]orem ipsum\b"
# Letters as programs write them and people do not: names joined by signs, calls, places in a source.
CODE = expression(
    r"\w::\w|\w->\w|[A-Za-z]\[[A-Z0-9]\w+\]|\b[A-Za-z]\w*(?:Error|Exception)\b|\w\(['\"\w$][^()]{0,60}['\"]\)"
    r"|\.(?:php|py|js|jsp|aspx?|java|rb)\b|\b(?:null|undefined|NaN|instance of an object|stack ?trace|on line \d+)\b"
    rf"|{SETTINGS}|{FILLER}"
    r"|\b0x[\da-fA-F]{3,}\b|\[object \w+\]|\{\{[^\n]{0,200}?\}\}|</?\w+>"
)
_SUM = expression(r"(?<![\d.,/+×*−–-])(?<!\d )\b(\d{1,2}) ?([+×x*−–-]) ?(\d{1,2}) ?(=|\?|:?\s*$)", re.M)
_TIMES_TABLE = 12
_REWRITTEN = expression(
    r"\b(?:page|rubrique|texte|section|contenu|plan|organigramme|liste|annuaire)s? (?:\w+ ){1,6}"
    r"(?:mise a jour|refonte|construction|reecriture)\b"
)
_PLAIN = ("text/plain", "text/csv")
_MARKUP = ("<", "{", "[{")
_ROWS = 3  # of one width: so many are a table
_ORDER = re.compile(r"\b(?!chez\b|assez\b)[a-z]{2,}ez\b")  # « réessayez »
_MONTHS = "jan|fev|feb|mar|avr|apr|mai|may|juin|jun|juil|jul|aou|aug|sep|oct|okt|nov|dec|dez"
_DAY = expression(rf"\b\d{{1,2}} ?(?:er |st |nd |rd |th |of )*(?:{_MONTHS})[a-z]*\b")
_SENTENCES = expression(rf"(?<=[.!?…])(?<!\bM\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)\s+(?={_CAPITAL})")
_WHOLE = 4  # words of a sentence that says who does what
_WORDS_PER_HINT = 12
_PLAIN_SENTENCE = expression(rf"[^\W_{_SMALL}].*[^.]\.$", re.S)
_GOES_ON = re.compile(r"\ben cours\b")  # said of work as of loading, so beside news of an office it hints at nothing
_COUNTS = re.compile(r"\b(?:elle|il|qui) compte\b")  # no account to log in to
_APPOINTMENT = re.compile(r"\brendez vous\b(?! (?:a|au|aux|sur|dans|chez|en)\b)")
_ANSWERED = words("text number tel")  # types of fields that take the answer to a sum
_MOST_FIELDS, _NEAR_FIELD, _NO_FORM = 50, 5, words("body html main [document]")
_WAITS = re.compile(r"\s*(?:…|\.\.\.)\s*")


def in_place_of(lines: Sequence[str], *, asks_password: bool, sets_sum: bool, of_all: bool = True) -> Failure | None:
    """Why *lines*, all that stands where a text stood, are none; None: they may be one.

    By what they are: a form to log in, what a program wrote, « Chargement… ». By what they say only where they are all that is left
    of it (*of_all*): else somebody wrote them who left the rest standing, as did who says that the page is being rewritten.
    """
    text = "\n".join(lines)
    words = len(_WORD.findall(text))
    if words > MOST:
        return None
    if asks_password:
        return Failure(kind="login_redirect", detail=f'input type="password" {quoted(text)}'.strip())
    said = [*(k for k in KINDS if sentence_in(text, k)), *(k for line in lines if (k := headline_kind(line)))]
    if of_all and said and not _REWRITTEN.search(key(text)):
        return _told(said[0], text)
    if sets_sum and asks_sum(text):
        return Failure(kind="bot_wall", detail=quoted(text))
    if of_all and len(lines) == 1 and says_it_failed(text):
        return _told(spoken_kind(text) or "empty", text)
    if CODE.search(text):  # it says what broke, and nothing of a pause
        broken = next((line for line in lines if CODE.search(line)), text)  # beside it may stand what somebody wrote
        return Failure(kind="maintenance" if sentence_in(text, "maintenance") else "empty", detail=quoted(broken))
    if 0 < words <= (_WAITING_ALONE if of_all else _WAITING) and len(lines) == 1 and _WAITS.search(text[-4:]):
        return Failure(kind="js_shell", detail=quoted(text))
    return None


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
    return unnamed(remains.fresh)


def _notice_below(now: PageEvidence, before: PageEvidence, remains: Remains) -> Failure | None:
    """Why a page of which the head and the frame alone stand, around something short with parts of its own, is none (3.29).

    None: it is one, as that speaks of what the page spoke of, or tells in plain sentences of somebody, an office or a day. Links
    to other pages of the site are another page: what a search found, the news.
    """
    fresh, page = remains.fresh, now.page
    lines = [line for line in fresh if now.is_prose(line)]
    links = len(fresh) - len(lines) >= _LINKS
    said = [_YEAR.sub(" ", line) for line in fresh] if links else fresh  # « Stadtfest 2026 » is anybody's
    if is_news(said, before.texts) or page.controls.count("files", page.main_box):
        return None
    if links:
        return other_text(remains)
    lines = [line for line in lines if key(line) not in remains.fresh_headings]
    if is_told_alone(lines, before.texts, doubted=now.doubts(lines, before)):
        return None
    of_town = any(map(names_office, lines)) or any(map(is_of_places, lines))
    return unnamed(fresh) if (_orders(lines, before.texts) if of_town else is_of_site("\n".join(fresh))) else None


def other_text(remains: Remains) -> Failure:
    """That another text stands here, by the titles of both."""
    old, new = remains.titles
    return Failure(kind="other_page", detail=f"{quoted(old)} → {quoted(new)}", facts={"titles": [old, new]})


def unnamed(lines: Sequence[str]) -> Failure:
    """What *lines*, that are no text of the page's, are told as: by the kind they speak of most."""
    said = "\n".join(lines)
    kind = spoken_kind(said) or "empty"
    if kind == "soft_404" and not is_of_showing(said):
        kind = "empty"  # « Les équipes ont déménagé » says of no page that it is not found
    return _told(kind, " ".join(lines))


def _told(kind: FailureKind, text: str) -> Failure:
    """*text* in the place of another as a failure of *kind*; where it is an error it is said to be one, not a page that is lost."""
    told = told_as(kind, text)
    kind = "empty" if told == "broken" and kind == "soft_404" else kind
    return Failure(kind=kind, detail=f"{told} {quoted(text)}".strip())


def broken_off(old: Section, new: Section) -> Failure | None:
    """Whether *new* is the beginning of *old*, ends amid a sentence that *old* went on with, and all that followed is gone.

    None: somebody ended it. Where any other line was written anew, or the last one lost a mark alone, it was somebody.
    """
    texts = [canonical(block.text).rstrip() for block in old.blocks]
    lines = [canonical(block.text).rstrip() for block in new.blocks]
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
    return quoted(text) if short or CODE.search(text) or in_place_of(lines, asks_password=False, sets_sum=False) else None


def _cells(content: DocumentContent) -> set[str]:
    """What stands in its cells and lines, where that says something."""
    cells = (key(cell) for block in content.text or () for cell in re.split(r"[\t\n]", block.text))
    return {cell for cell in cells if any(map(str.isalpha, cell))}


def is_news(lines: Sequence[str], texts: Sequence[str], *, to_reader: bool | None = None) -> bool:
    """Whether *lines* are news of what *texts* speak of: they share words that tell, or name a year, or say who is at work.

    A notice speaks to its reader, or of itself. So of words to « vous » (*to_reader*; None: by *texts*) more must be shared; a
    name or a noun alone is enough.
    """
    said, before = "\n".join(lines), "\n".join(texts)
    if any(map(_only_cries, lines)):
        return False
    if (
        (_YEAR.search(said) and not CLOCK.search(said))
        or _REWRITTEN.search(key(said))
        or (lines and all(map(is_house_rule, lines)))
        or _is_list_of_people(lines)
    ):
        return True
    there = _stems(before)
    here = _stems(_BEGGED.sub(" ", said))
    # That both speak of the site, or of pages, tells nothing of what the page is about.
    shared = _stems(" ".join(word for word in _WORD.findall(key(said)) if not said_of_showing(word))) & here & there
    named = _stems(" ".join(_NAME.findall(said)))
    if named & there or _full_names(said) & _full_names(before):
        return True
    alike = {word[:_STEM] for word in {*_WORD.findall(key(said))} & {*_WORD.findall(key(before))}}
    if len(shared) == 1 and shared.isdisjoint(alike):  # another word of its stem, that stands once, is not what the page is about
        shared = shared if sum(not shared.isdisjoint(_stems(line)) for line in set(texts)) > 1 else set()
    speaks = speaks_to_reader(lines, texts) if to_reader is None else to_reader
    return len(shared) >= (_ABOUT_TO_YOU if speaks else _ABOUT) * len(here) > 0


def _is_list_of_people(lines: Sequence[str]) -> bool:
    entries = sum(_ENTRY.search(line) is not None and names_somebody(line) for line in lines)
    return entries > 1 and 2 * entries > len(lines)  # under a heading


def _only_cries(line: str) -> bool:
    """Whether *line* begins with a cry, and tells of nobody by name, of no day and of no office, or of pages and programs."""
    rest = after_cry(line)
    if rest is None:
        return False
    tells = _full_names(rest) or _CIVIL.search(rest) or _YEAR.search(rest) or _DAY.search(key(rest)) or is_of_offices(rest)
    return not tells or is_of_showing(rest)


def _full_names(text: str) -> set[tuple[str, str]]:
    """Words that stand in a row with a capital each; « Der Server » is no name."""
    pairs = {(key(first), key(last)) for first, last in _FULL_NAME.findall(text)}
    return {pair for pair in pairs if small_words().isdisjoint(pair)}


def names_somebody(line: str) -> bool:
    """Whether *line* holds a full name, or a civility and a name, and no word of pages and programs: « Internal Server Error »."""
    return bool(_full_names(line) or _CIVIL.search(line)) and not said_of_showing(line)


def is_told_alone(lines: Sequence[str], texts: Sequence[str], *, doubted: bool = False) -> bool:
    """Whether *lines*, all that stands for a text on a page that is else as it was, tell of an office, or what came on a day, or at
    least two whole sentences tell of somebody or something with a name or a place.

    They share no word with *texts* and need not: « Le tribunal a annulé l'accord ». What is said to the reader tells nothing.
    *doubted*: something but their words speaks against them (`PageEvidence.doubts`); then a plain sentence about neither is none.
    """
    said = "\n".join(after_cry(line) or line for line in lines)
    if all(map(is_of_nobody, lines)):
        return bool(lines)
    if CLOCK.search(said) or any(map(_only_cries, lines)):
        return False
    dated = _DAY.search(key(said)) is not None and not is_of_showing(said)
    if (dated or is_of_offices(said)) and not _orders(lines, texts):
        return True
    parts = [part for line in lines for part in _SENTENCES.split(line) if _WORD.search(part)]
    if _are_statements(parts, texts) and not (doubted or (len(parts) == 1 and says_list_is_empty(parts[0]))):
        return True
    if len(parts) < 2 or _is_account(parts, texts):
        return len(parts) > 1
    first, *rest = parts  # which tells of an office; to the reader the others speak of offices alone
    if _orders([first], texts) or not is_of_offices(first):
        return False
    return all(is_of_offices(part) if _orders([part], texts) else not is_of_showing(_GOES_ON.sub("", key(part))) for part in rest)


def is_told_of_town(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *lines*, on a page that is else as it was, say of a place what is said of sites, too: « Piscine en maintenance … ».

    Only where a clause does, and none speaks to the reader, gives a time of day or names a failure besides.
    """
    said = "\n".join(lines)
    if not lines or len(_WORD.findall(said)) > MOST or CODE.search(said) or CLOCK.search(said) or _orders(lines, texts):
        return False
    clauses = [part for part in _CLAUSE_ENDS.split(said) if _WORD.search(part)]
    if any(after_cry(line) is not None for line in lines) or any(map(says_failed_besides, clauses)):
        return False
    there = _stems("\n".join(texts))
    return any(
        is_of_town(part, dated=_DAY.search(key(part)) is not None, known=not there.isdisjoint(_stems(part))) for part in clauses
    )


def _are_statements(parts: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *parts* are plain whole sentences, and none to the reader or of pages and programs: « Le bureau a fermé. »

    Where several sentences stand, one word among many may be of either.
    """
    said = " ".join(parts)
    words = len(_WORD.findall(said))
    whole = all(len(_WORD.findall(part)) >= _WHOLE - 1 and _PLAIN_SENTENCE.match(part.strip()) for part in parts)
    if not parts or not whole or words < _WHOLE * len(parts) or _orders(parts, texts):
        return False
    return said_of_showing(said) <= (words // _WORDS_PER_HINT if len(parts) > 1 else 0)


def _is_account(parts: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *parts* are whole sentences with a name or who sits in an office or where it is, and none of a page."""
    said = " ".join(parts)
    whole = all(len(_WORD.findall(part)) >= _WHOLE and part.rstrip().endswith(".") for part in parts)
    if not whole or _orders(parts, texts) or is_of_showing(_COUNTS.sub("", key(said))):
        return False
    names = language(said) not in (None, "de") and _NAME.search(said)  # in German every noun is written so
    return bool(names or is_of_places(said))


def _orders(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *lines* speak to their reader, or tell him what to do; « sans rendez-vous » does not."""
    return speaks_to_reader(lines, texts) or any(_ORDER.search(_APPOINTMENT.sub(" ", key(line))) for line in lines)


def speaks_to_reader(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *lines* say « vous » or « nous », beg or ask, as *texts* never did.

    Who first tells anybody of an office, or of what *texts* are about, in a clause of its own is no notice for what he adds to
    the reader: « The county now handles all permits, please write there. »
    """
    said, before = "\n".join(lines), "\n".join(texts)
    plain = {word for line in lines for word in _APPOINTMENT.sub(" ", key(_BEGGED.sub(" ", line))).split()}
    if _PERSONS & plain - set(key(before).split()) or any(line.rstrip().endswith("?") for line in lines):
        return True
    ways = (_ADDRESSED, _BEGGED, _WE)
    calls = [found.start() for way in ways if (found := way.search(said)) and not way.search(before)]
    first = [part for part in _CLAUSE_ENDS.split(said[: min(calls, default=0)])[:-1] if len(_WORD.findall(part)) >= _WHOLE]
    there = _stems(before)
    return bool(calls) and not any((is_of_offices(part) or _stems(part) & there) and not said_of_showing(part) for part in first)


def _stems(text: str) -> set[str]:
    words = (word for word in _WORD.findall(key(text)) if len(word) >= _TELLING)
    return {word[:_STEM] for word in words if word not in small_words()}
