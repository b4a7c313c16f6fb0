"""The subject of an alert: whose page, and what changed, in its own words where it is little, else counted. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, product

from monitor.expressions import expression
from monitor.i18n.locale import Locale
from monitor.i18n.typography import NARROW, NO_BREAK, clean, shortened
from monitor.model import Change
from monitor.normalize import key
from monitor.report.ranking import RankedLine, by_news, first_of, number_of, ranked_lines, words_of
from monitor.report.words import brief, is_split

LIMIT = 110  # characters: about what mail lists show on a desk; a phone shows the first half
_FEW = 2  # changes that are told in words
_OF_PEOPLE, _WEIGHTY = (False, 1), (False, 2)  # ranks
_BESIDE_MAIL = 78  # characters that a mail list shows beside an opened mail
# Characters of a subject, and of what went or came in a text, each, how many at most and at least: what is left should tell.
_ROOMS = (_BESIDE_MAIL, range(90, 40, -6)), (LIMIT, range(90, 20, -6))
_NAME = 40  # of the watch, where the rest would find no room
_ITEM = 30  # of an item, likewise
_LEAST = 12  # of an item, where its news takes all the room
_PARTED = expression(r"\s+[–—|·•-]\s+")
_OF_SITES = """
site officiel officielle internet web website portail portal page accueil bienvenue sur notre de du la le les
l’ ville mairie commune official the home homepage welcome of town city council startseite willkommen
offizielle webseite der die das stadt gemeinde seite sitio oficial inicio pagina página del ayuntamiento sito
ufficiale benvenuti comune
"""
_SITE_WORDS = frozenset(_OF_SITES.split())
_DOMAIN = expression(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.I)
_BESIDE = expression(r"\s\([^()]+\)$")  # the site, where several pages have one title
_ENDS = " ,;:" + NO_BREAK + NARROW


def subject(watch: str, what: str, locale: Locale) -> str:
    """ "valmont — organigramme : 2 services apparus", within LIMIT: cut at a comma, else at a word."""
    whole = locale.text("report.subject", watch=watch, what=what)
    if len(whole) > LIMIT:
        left = LIMIT - len(locale.text("report.subject", watch="", what=what))
        whole = locale.text("report.subject", watch=_short(watch, max(_NAME, left)), what=what)
        if len(whole) > LIMIT >= len(of_town := locale.text("report.subject", watch=_town(watch), what=what)):
            return of_town
    return _cut(whole)


def _short(title: str, limit: int = _NAME) -> str:
    """*title* within *limit*; of « page – town », as sites write it, the page gives way: the town tells whose it is.

    As a whole: « Organisation des… » says of no page. A site in brackets, of pages of one title, stays too.
    """
    if len(title) <= limit:
        return title
    title = _but_site(title)
    if beside := _BESIDE.search(title):
        return shortened(title[: beside.start()], max(limit // 3, limit - len(beside[0]))) + beside[0]
    page, _, town = title.rpartition(found[-1]) if (found := _PARTED.findall(title)) else ("", "", title)
    return town if page and len(town) <= limit else shortened(title, limit)


def _but_site(title: str) -> str:
    """*title* without a last part that is of any site, « Site officiel », « Accueil », or of three its domain: it tells no town."""
    found = [*_PARTED.finditer(title)]
    last = title[found[-1].end() :].lower() if found else ""
    is_of_site = set(last.replace("l’", "l’ ").split()) <= _SITE_WORDS or (len(found) > 1 and _DOMAIN.fullmatch(last))
    return title[: found[-1].start()] if found and is_of_site else title


def _town(title: str) -> str:
    """*title* without the page's own, where it is « page – town »: the last to give way to the news."""
    bare, beside = _BESIDE.sub("", title), _BESIDE.search(title)
    return _short((place_of(bare) or _but_site(bare)) + (beside[0] if beside else ""))


def place_of(title: str) -> str:
    """The last part of a *title* that is « page – town »; "" where it is of one part. What is of any site is none."""
    _, *parts = _PARTED.split(_but_site(title))
    return parts[-1] if parts else ""


def _is_town_alone(watch: str) -> bool:
    """Whether `_short` leaves nothing of the page's own title."""
    return watch != _short(watch) and watch.endswith(_short(watch))


def _named(item: str, room: int) -> str:
    """*item* within *room*: of « Organigramme - Ville de X - Juin 2026 » the first parts, else the first words."""
    heads = (item[: mark.start()] for mark in reversed([*_PARTED.finditer(item)]))
    return item if len(item) <= room else next((head for head in heads if 0 < len(head) <= room), shortened(item, room))


def of_changes(watch: str, changes: Sequence[Change], locale: Locale) -> str:
    """The subject of an alert of *changes*: one or two of them in words where these find room, else all of them counted."""
    for told, more, named in _ways(watch, changes, locale):
        for limit, sides in _ROOMS:
            if found := next((line for line in _in_words(watch, told, more, sides, locale, named) if len(line) <= limit), None):
                return found
    return subject(watch, _counted(watch, changes, locale), locale)


def _ways(watch: str, changes: Sequence[Change], locale: Locale) -> Iterator[tuple[Sequence[RankedLine], Sequence[str], bool]]:
    """What to tell of *changes* in words, the best first; what is said of the others; and whether the items are named.

    The few of them; else the first, beside the others counted, by item or all together. The first of many is told so where it says
    what became of a name or a figure in a text, as who is in a post now: no count does. What only came or went, as twenty lines, is
    counted, as the kinds of changes of a chart are. Its item gives way to its words.
    """
    ordered = by_news(changes, locale.language)
    told = [one for change in ordered for one in ranked_lines(change, locale.language) if not one.aside]
    if are_few := len(told) <= _FEW and all(map(_is_said_whole, told)):
        yield told, (), True
    lead = first_of(changes, locale.language)
    became = lead.edit is not None and (lead.rank <= _OF_PEOPLE or (lead.edit.op == "replace" and lead.rank <= _WEIGHTY))
    if not (are_few or (became and _is_said_whole(lead))):
        return
    if not are_few and sum(one.change == lead.change for one in told) == 1:
        others = [change for change in ordered if change != lead.change]
        yield [lead], [_about(one, brief(one, locale.language), watch, locale) for one in others], True
    in_all, more = (
        locale.text(f"report.count.{name}", n=n) for name, n in (("changes_in_all", len(told)), ("more_marks", len(told) - 1))
    )
    yield [lead], [in_all], True
    yield from (([lead], [number], False) for number in (in_all, more))


def _is_said_whole(one: RankedLine) -> bool:
    """Whether its words leave nothing out that the summary says: that its text is an old one, or stands elsewhere."""
    return one.is_news and one.change.returns_to is None and not is_split(one.change)


def _in_words(
    watch: str, told: Sequence[RankedLine], more: Sequence[str], sides: range, locale: Locale, named: bool
) -> Iterator[str]:
    """Subjects that tell *told* in words, those with most of them first, then those with most of what the page is called.

    *named*: with the items of *told*.
    """
    titles = ((watch, None), (_short(watch), None), (_town(watch), _ITEM))
    for side, (title, room) in product(sides, titles):
        parts = list[str]()
        for change, ones in groupby(told, key=lambda one: one.change):
            words = [words_of(one, locale.language, around=side // 3, side=side) for one in ones]
            if not all(words):
                return
            said = locale.text("report.semicolon").join(words)
            parts.append(_about(change, said, watch, locale, room) if named else said)
        what = locale.text("report.semicolon").join([*parts, *more])
        yield locale.text("report.subject", watch=title, what=what)


def _counted(watch: str, changes: Sequence[Change], locale: Locale) -> str:
    """The changes as many as find room beside *watch*, the most telling first; all of them counted where some are left out."""
    ordered = by_news(changes, locale.language)
    said = [_about(change, brief(change, locale.language), watch, locale) for change in ordered]
    if len(locale.text("report.subject", watch=watch, what=locale.text("report.semicolon").join(said))) > LIMIT:
        # A long title gives way to the news.
        said = [_about(change, brief(change, locale.language), watch, locale, _ITEM) for change in ordered]
    all_of_them = locale.text("report.count.changes_in_all", n=number_of(changes, locale.language))
    room = LIMIT - len(locale.text("report.subject", watch=_short(watch), what=""))
    for shown in range(len(said), 0, -1):
        parts = [*said[:shown], *([all_of_them] if shown < len(said) else [])]
        if len(line := locale.text("report.semicolon").join(parts)) <= room:
            return line
    if len(said) == 1:
        return said[0]
    more = locale.text("report.semicolon") + all_of_them
    left = room - len(more)
    cut, phrase = _cut(said[0], left), brief(ordered[0], locale.language).partition(", ")[0]
    if phrase in cut and not _is_town_alone(watch):
        return cut + more
    # The page and the news rather than the item, else the news rather than the whole of its item's title.
    if len(locale.text("report.subject", watch=watch, what=phrase + more)) <= LIMIT:
        return phrase + more
    left = max(left, LIMIT - len(locale.text("report.subject", watch=_town(watch), what="")) - len(more))
    item = _named(clean(ordered[0].item), max(_LEAST, left - len(phrase) - 3))
    return _cut(locale.text("report.about", item=item, summary=phrase), left) + more


def _about(change: Change, said: str, watch: str, locale: Locale, room: int | None = None) -> str:
    """*said* of which item (in *room*) unless the title of its page says the same words."""
    if is_called(watch, change.item) and (room is None or not _is_town_alone(watch)):
        return said
    item = change.item if room is None else _named(change.item, room)
    return locale.text("report.about", item=clean(item), summary=said)


def is_called(page: str, item: str) -> bool:
    """Whether the title of *page*, or a part of it, is what *item* is called."""
    page = _BESIDE.sub("", page)
    return key(item) in {key(page), *map(key, _PARTED.split(page))}


def _cut(text: str, limit: int = LIMIT) -> str:
    """*text* within *limit*, whole phrases of it where that leaves more than half, else whole words."""
    if len(text) <= limit:
        return text
    phrase = text[: limit - 1].rfind(", ")
    return text[:phrase].rstrip(_ENDS) + "…" if phrase > limit // 2 else shortened(text, limit)
