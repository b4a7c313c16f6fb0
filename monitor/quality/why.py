"""Why a page has not its items: the kind of failure, or None where the page is itself and has lost them (DESIGN 3.14). Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit

from monitor.expressions import expression
from monitor.extract.page import Page
from monitor.model import Extraction, Failure, FailureKind, Fetched, Revision
from monitor.model.frozen import replace
from monitor.normalize import key
from monitor.quality.answer import is_front, is_login, is_maintenance, is_not_found, is_wall, moved, unusable
from monitor.quality.emptied import asked_under, bares_headings, emptied_box, emptied_root
from monitor.quality.evidence import WORD, PageEvidence, quoted
from monitor.quality.gives_way import bag_of
from monitor.quality.language import language
from monitor.quality.news import (
    hints_at_program,
    is_about,
    is_anchored,
    is_news,
    is_of_world,
    is_told_alone,
    is_told_of_town,
    orders_besides_ours,
    telling,
    tells_besides,
)
from monitor.quality.phrases import (
    KINDS,
    NOWHERE,
    could_not,
    headline_kind,
    is_code,
    is_rewritten,
    kinds_said,
    other_kind,
    sentence_in,
    spoken_kind,
    wall,
)
from monitor.quality.remains import LEFT, Remains
from monitor.quality.speaker import OWNERS, is_owner_s, may_be_owner_s, program_chance
from monitor.quality.stand_ins import asks_sum, below_its_head, other_text, sets_sum
from monitor.quality.town import is_of_people, is_plain, speak_of_themselves

LEAST = 60  # characters of main text (DESIGN 3.14)
LEAST_OF_SEVERAL = 200  # the same where several items are gone at once: so little is more likely the frame's than the page's
_CONSENT = expression(
    r"\b(cookies?|traceurs?|consent|cookie|partenaires|partners|privacy|vie privee|rgpd|gdpr|refuse[rz]?|reject|ablehnen|"
    r"accepte[rz]?|accept|zustimm|datenschutz|privacidad|personnalise[rz]?|audience|finalites)"
)
_ACCEPTS = re.compile("accept|zustimm|personnalise")
_INTERJECTIONS = frozenset({"oups", "oops", "oh non"})
_WHOLE = 4  # words of a sentence
_EVEN = 0.55  # a chance that speaks for nobody
SHORT = 120  # words: a page with more is no error page by one sentence in it
LONG = 300  # words: a page with more is none by its headline either

Test = Callable[[PageEvidence], Failure | None]


def why_not(evidence: PageEvidence, *, gone: int, found: int, offers: bool = False) -> Failure | None:
    """Return why the page behind *evidence* lacks what it should have; None: it still has main text of its own.

    `gone`, `found`: how many items are not there, or hardly, and how many are. Where one is found, it is the page, unless its own
    headline says otherwise. `offers`: files, which may be all that it is there for.
    """
    if found:
        return _first([_headline], evidence)
    failure = _first([_vendor, _headline, _login, _sum, _sentence, _address, _shell], evidence)
    least = LEAST if gone == 1 else LEAST_OF_SEVERAL
    if failure is None and evidence.prose < least and not offers:
        return Failure(kind="empty", detail=_joined(f"{evidence.prose} < {least}", evidence.quoted))
    return failure


_OF_OTHERS = 0.2  # of the telling words of an alert, as two texts of one town share


def why_gone(evidence: PageEvidence, before: PageEvidence, last: Revision) -> Failure | None:
    """Return why nothing is left of the items of the last good page; None: the page is itself and lost them (3.15, 3.29).

    What is left decides, set beside the page *before*; what the page says only gives the failure its kind.
    """
    remains = Remains(evidence, before, last)
    if root := emptied_root(evidence, before):
        return Failure(kind="js_shell", detail=_joined(f"<… id={root}></…>", evidence.quoted))
    old, new = language(before.own), language(evidence.own)
    doubted = speak_of_themselves(remains.fresh) or evidence.asks_password or evidence.doubts(remains.fresh, before)
    bare = remains.is_all_gone or remains.main_left < LEFT
    hints = hints_at_program(remains.fresh, before.texts)
    # Where nothing but one thing said is left, it names a place, a day, somebody; or nothing in it is what programs say.
    is_written = (
        (remains.is_plain and not doubted)
        and is_of_world(remains.fresh, before.texts)
        and (not (bare and hints) or is_anchored(remains.fresh, before.texts) or tells_besides(remains.fresh, before.texts))
    )
    plain = remains.is_plain and not doubted and not remains.fresh_headings
    # « Le service est suspendu jusqu’à nouvel ordre »: that something stopped is anybody's, where no word is of the web.
    stopped = hints and not any(could_not(line) or len(WORD.findall(line)) < _WHOLE for line in remains.fresh)
    of_people = is_of_people(remains.fresh, before.texts, named=bare) or (
        is_plain(remains.fresh) and (not hints or (stopped and program_chance(remains.fresh) <= _EVEN))
    )
    is_written = is_written or (plain and of_people)
    asks = bare and orders_besides_ours(remains.fresh, before.texts)
    of_owner = program_chance(remains.fresh) <= OWNERS or (may_be_owner_s(remains.fresh) and not asks)
    is_written = is_written or (remains.is_plain and not doubted and of_owner)
    if remains.is_itself:
        return _why_bare(evidence, before, last, remains, doubted=doubted, is_written=is_written)
    if failure := _consent(evidence, before):
        return failure
    if is_written and (remains.keeps_heading or (remains.keeps_title and is_about(" ".join(remains.fresh), [before.page.title]))):
        return None
    if remains.is_notice:
        if said := _first([_vendor, _headline, _login, _sentence, _address, _shell], evidence):
            return said
        if remains.is_other and old and new and old != new:  # of words in another language a single one hints at nothing
            return other_text(remains)
        kind = spoken_kind("\n".join((*evidence.headlines, evidence.own or evidence.fresh(before))))
        if kind == "login_redirect" and remains.is_other and not evidence.asks_password:
            return other_text(remains)  # « Anmeldungen nimmt das Bürgerbüro entgegen »
        return _worded(Failure(kind=kind or "empty", detail=evidence.quoted or f"{evidence.prose} < {LEAST}"), evidence)
    if said := why_not(evidence, gone=1, found=0):
        return said
    return other_text(remains) if remains.is_other else None


def _why_bare(
    evidence: PageEvidence, before: PageEvidence, last: Revision, remains: Remains, *, doubted: bool, is_written: bool
) -> Failure | None:
    """The same of a page that is itself, by its title or its address: whether its text was taken away, or replaced by its owner."""
    fresh, old_words = (telling("\n".join(lines)) for lines in (remains.fresh, before.texts))
    if remains.heads_nothing and len(fresh & old_words) <= _OF_OTHERS * len(fresh):  # it speaks of something else
        return _consent(evidence, before) or why_not(evidence, gone=1, found=0) or Failure(kind="empty", detail=evidence.quoted)
    old, new = language(before.own), language(evidence.own)
    if old and new and old != new and remains.prose < LEAST and remains.main_left < LEFT:
        # The title, and a heading, may be of both: nobody took the text away.
        return _consent(evidence, before) or why_not(evidence, gone=1, found=0) or other_text(remains)
    if asked := next((asks for s in last.sections if (asks := asked_under(evidence, s, before))), ""):
        return Failure(kind="bot_wall", detail=_joined("consent", quoted(asked)))
    if evidence.busy > before.busy:
        return Failure(kind="js_shell", detail=evidence.quoted)
    if remains.stands_around and not doubted and is_told_of_town(remains.fresh, before.texts):
        return None  # in words that are a failure's where no such thing is named
    if is_written:
        return None  # by somebody, whatever else went
    if remains.prose < LEAST and not remains.keeps_line:
        # However little there is, it is a text where it is the old one's own lines, or news of it.
        told = remains.stands_around and is_told_alone(remains.fresh, before.texts, doubted=evidence.doubts(remains.fresh, before))
        is_text = told or remains.keeps_own or is_news(remains.fresh, before.texts)
        said = _consent(evidence, before) or why_not(evidence, gone=1, found=0)
        anew = any(map(is_rewritten, remains.fresh)) and not orders_besides_ours(remains.fresh, before.texts)
        if said and not (is_text and (said.kind == "empty" or anew)):
            return said
        if not (remains.fresh or is_text):
            return Failure(kind="empty", detail=_joined(f"{remains.prose} < {LEAST}", evidence.quoted))
    if remains.is_bare:
        return Failure(kind="empty", detail=evidence.quoted)
    if not remains.fresh and remains.below < LEAST and (box := emptied_box(evidence, before)):
        return Failure(kind="empty", detail=_joined(f"{box}</…>", evidence.quoted))
    if bares_headings(evidence, before, remains, last):
        return Failure(kind="empty", detail=evidence.quoted)
    return below_its_head(evidence, before, remains)


def _first(tests: list[Test], evidence: PageEvidence) -> Failure | None:
    failure = next((failure for test in tests if (failure := test(evidence))), None)
    return failure and _worded(failure, evidence)


def _worded(failure: Failure, evidence: PageEvidence) -> Failure:
    """*failure* with what it is said to be, where the page does not say what its kind's name does (3.26)."""
    if failure.kind == "bot_wall" and wall(evidence.source) is not None:
        return failure
    told = other_kind(
        failure.kind, "\n".join((*evidence.headlines, evidence.own or evidence.page.text_of(evidence.page.body), failure.detail))
    )
    kind: FailureKind = "empty" if told == "broken" and failure.kind == "soft_404" else failure.kind
    return replace(failure, kind=kind, detail=_joined(told, failure.detail))


def _consent(evidence: PageEvidence, before: PageEvidence) -> Failure | None:
    """Where what is new on the page is a request for consent, and hardly anything else is there."""
    if evidence.prose >= LEAST_OF_SEVERAL * 5 or len(set(_CONSENT.findall(key(evidence.fresh(before))))) < 3:
        return None
    return Failure(kind="bot_wall", detail=_joined("consent", evidence.quoted))


def only_asks_consent(evidence: PageEvidence) -> Failure | None:
    """Where hardly anything but a request for consent is the page's own text; for one with nothing to compare with."""
    said = [key(text) for text in evidence.texts]
    words = {word for text in said for word in _CONSENT.findall(text)}
    beside = sum(len(text) for text in said if not _CONSENT.search(text))
    if evidence.words > SHORT or beside >= LEAST or len(words) < 3 or not any(map(_ACCEPTS.match, words)):
        return None
    return Failure(kind="bot_wall", detail=_joined("consent", evidence.quoted))


def tells_its_kind(evidence: PageEvidence) -> Failure | None:
    """As `why_not`, by the page's own words only: for a first visit, with nothing to compare with."""
    return _first([_vendor, _headline, _login, _sentence], evidence)


def sent_home(page: Page, extraction: Extraction, last: Revision | None, asked: str) -> Failure | None:
    """Where a page asked for at *asked* was answered with its site's first page, and hardly anything of its texts is there.

    What stands there under the same heading, or is no longer listed, says nothing of the page; its texts may have moved there, too.
    """
    if last is None or not is_front(page.url) or is_front(asked) or not moved(last.url or asked, page.url):
        return None
    old, new = ({section.item: bag_of(section) for section in sections} for sections in (last.sections, extraction.sections))
    stays = any(2 * (words & new.get(item, Counter())).total() >= words.total() for item, words in old.items())
    return None if stays or (not old and extraction.documents) else Failure(kind="redirected", detail=page.url)


def said_by_server(evidence: PageEvidence) -> Failure:
    """Of a few words without a page around them: the kind that they tell, or `empty`."""
    return tells_its_kind(evidence) or Failure(kind="empty", detail=evidence.quoted)


def is_there(page: Page, fetched: Fetched, *, text: str, decode_problem: str | None, asked: str, offers: int) -> Failure | None:
    """Why *page*, asked for at *asked*, is none to watch: an error, a notice, a wall, the site's front page; None: it is the page.

    By its own words and where it stands, as nothing is known of it. One that offers nothing is asked as one that lost its items.
    """
    if failure := unusable(fetched, text, decode_problem):
        return failure
    if fetched.cut:
        return Failure(kind="truncated", detail=fetched.cut)
    evidence = PageEvidence(page, text, asked, None)
    if failure := tells_its_kind(evidence) or only_asks_consent(evidence):
        return failure
    if moved(asked, page.url):  # to a place for those whose page is not there; at any other, it is the page under another address
        front = urlsplit(page.url).path in ("", "/") and not urlsplit(page.url).query
        places: list[tuple[bool, FailureKind]] = [
            (is_not_found(page.url), "soft_404"),
            (is_maintenance(page.url), "maintenance"),
            (is_wall(page.url), "bot_wall"),
            (is_login(page.url), "login_redirect"),
            (front and urlsplit(asked).path not in ("", "/"), "redirected"),
        ]
        if there := next((kind for is_so, kind in places if is_so), None):
            return Failure(kind=there, detail=page.url)
    return None if offers else why_not(evidence, gone=1, found=0) or Failure(kind="empty", detail=evidence.quoted)


def _vendor(evidence: PageEvidence) -> Failure | None:
    if evidence.words > SHORT or (vendor := wall(evidence.source)) is None:
        return None
    # A contact form's captcha stands on pages of every kind: the words must speak of it, or there must be none.
    spoken = any(headline_kind(h) == "bot_wall" for h in evidence.headlines) or sentence_in(evidence.own, "bot_wall")
    unexplained = evidence.prose < LEAST and not any(headline_kind(h) for h in evidence.headlines)
    return Failure(kind="bot_wall", detail=_joined(vendor, evidence.quoted)) if spoken or unexplained else None


def _headline(evidence: PageEvidence) -> Failure | None:
    if evidence.words > LONG:
        return None
    for line in reversed(evidence.headlines):  # the heading before the title
        kind = headline_kind(line)
        if key(line) in _INTERJECTIONS:  # says that something is wrong; the sentence below it, what
            kind = next(iter(kinds_said(evidence.own)), kind)
        if kind and _is_borne_out(evidence, kind):
            return Failure(kind=kind, detail=quoted(line))
    return None


def _is_borne_out(evidence: PageEvidence, kind: FailureKind) -> bool:
    """Whether the rest of the page agrees with its headline: « Connexion » heads many a page, so it needs the form or the words."""
    if kind == "login_redirect":
        return evidence.asks_password or (
            evidence.words <= SHORT and (evidence.prose < LEAST or sentence_in(evidence.own, kind) or _is_sent_to_login(evidence))
        )
    if kind in ("redirected", "js_shell"):
        return evidence.words <= SHORT // 2
    if kind == NOWHERE:
        return evidence.words <= SHORT
    return kind in ("soft_404", "bot_wall") or evidence.words <= SHORT or sentence_in(evidence.own, kind)


def _is_sent_to_login(evidence: PageEvidence) -> bool:
    return moved(evidence.asked, evidence.final) and is_login(evidence.final)


def _login(evidence: PageEvidence) -> Failure | None:
    if _is_sent_to_login(evidence) and evidence.words <= LONG:
        return Failure(kind="login_redirect", detail=_joined(evidence.final, evidence.quoted))
    if evidence.asks_password and evidence.words <= SHORT:
        return Failure(kind="login_redirect", detail=_joined("a password field", evidence.quoted))
    return None


def _sum(evidence: PageEvidence) -> Failure | None:
    """By a sum to be worked out, where hardly anything else is there: forms are no text, so all that is seen is asked."""
    if evidence.prose >= LEAST or not sets_sum(evidence):
        return None
    asked = next((block.text for block in evidence.seen if asks_sum(block.text)), None)
    return Failure(kind="bot_wall", detail=quoted(asked)) if asked else None


def _sentence(evidence: PageEvidence) -> Failure | None:
    """By a clause of a short page, the frame's too without a main content; not the owner's: « The queue forms outside. »"""
    if evidence.words > SHORT:
        return None
    said = [line for line in evidence.texts if not (is_owner_s([line]) or program_chance([line]) <= OWNERS)]
    for text in ("\n".join(said), *evidence.headlines):
        for kind in KINDS:
            fits = kind != "redirected" and (kind != "js_shell" or evidence.words <= SHORT // 2)
            if fits and sentence_in(text, kind):
                clause = next((line for line in text.split("\n") if sentence_in(line, kind)), "")
                if kind == "bot_wall" and is_code(clause):  # a database refused a program, nobody the reader
                    return Failure(kind="maintenance", detail=quoted(clause))
                return Failure(kind=kind, detail=_joined(evidence.quoted, quoted(clause)))
    if sentence_in(evidence.own, "redirected") and evidence.words <= SHORT // 2:
        return Failure(kind="redirected", detail=evidence.quoted)
    return None


def _address(evidence: PageEvidence) -> Failure | None:
    """By the address at which the visit ended: the home page, or any other place than the last good visit's."""
    final = evidence.final
    if not moved(evidence.asked, final) or (evidence.known and not moved(evidence.known, final)):
        return None
    kinds: list[tuple[bool, FailureKind]] = [
        (is_not_found(final), "soft_404"),
        (is_maintenance(final), "maintenance"),
        (is_wall(final), "bot_wall"),
        (True, "redirected"),
    ]
    return Failure(kind=next(kind for is_so, kind in kinds if is_so), detail=_joined(final, evidence.quoted))


def _shell(evidence: PageEvidence) -> Failure | None:
    if evidence.prose >= LEAST:
        return None
    if sentence_in(evidence.without_scripts, "js_shell"):
        return Failure(kind="js_shell", detail=quoted(evidence.without_scripts))
    if root := evidence.empty_root:
        return Failure(kind="js_shell", detail=f"<… id={root}></…> {evidence.quoted}".strip())
    if evidence.sends_on:
        return Failure(kind="redirected", detail=_joined("meta refresh", evidence.quoted))
    return Failure(kind="js_shell", detail=_joined("<script>", evidence.quoted)) if evidence.is_mostly_script else None


def _joined(*parts: str) -> str:
    return " ".join(p for p in dict.fromkeys(parts) if p)
