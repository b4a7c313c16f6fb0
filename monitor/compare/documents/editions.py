"""Which document of a name another one follows: « Organigramme 2026 » put beside « Organigramme 2025 », which stays (3.9). Pure.

Which of two is the later is told by the dates of their labels; else by what these say of their standing, « Projet d’organigramme »
and « Nouvel organigramme » above « Organigramme », and this above « Ancien organigramme »; else by the dates the sheets print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from monitor.compare.charts.sheet import MONTHS
from monitor.compare.title_words import letters_key
from monitor.expressions import expression
from monitor.model import Change, Document
from monitor.normalize import key, tokens

EDITION_OF = "edition_of"  # the fact of a change: the label of the document that the new one follows
Day: TypeAlias = tuple[int, int, int]  # year, month and day; 0 where none is said

_OTHER_MONTHS = """janv fev mar avr mai juin juil aou sept oct nov dec
jan feb mars apr may jun jul aug sep okt nov dez januar februar marz april mai juni juli august september oktober november dezember
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart april mei juni juli augustus september oktober november december"""
_MONTH = r"(?:0?[1-9]|1[0-2])"
_MONTHS = {**MONTHS, **{word: n % 12 + 1 for n, word in enumerate(_OTHER_MONTHS.split())}}  # folded
_FIGURES = expression(
    rf"(?<!\d)(?:(?P<year>(?:19|20)\d\d)[-./](?P<month>{_MONTH})(?:[-./](?P<day>\d{{1,2}}))?"
    rf"|(?:(?P<d>\d{{1,2}})[-./])?(?P<m>{_MONTH})[-./](?P<y>(?:19|20)\d\d))(?!\d)"
)
_WORDS = expression(
    rf"\b(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? )?(?:(?:of|de) )?"
    rf"(?:(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))}) )?"
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)? )?(?P<year>(?:19|20)\d\d)\b"
)
_DAYS = expression(rf"\b\d{{1,2}}(?:er|st|nd|rd|th)? (?:(?:of|de) )?(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b")
# What a label says of its date, or of its place among the others; all other words are its own: « RH », « pôle A ».
_BESIDE_DATES = """version edition mise mis jour maj actualise stand per
a au du de d le la l en of as am vom al del"""
_BESIDE = frozenset(_BESIDE_DATES.split())
_OLD = """ancien ancienne archive archives old alt
alter altes vecchio antiguo oud oude vell"""
_NEW = """nouvel nouveau nouvelle new neu neuer neues
nuovo nuevo nieuw nieuwe nou"""
_PROJECTED = """projet draft proposed entwurf vorentwurf ontwerp
progetto bozza proyecto borrador projecte"""
_STANDING = {word: n for n, words in ((-1, _OLD), (1, _NEW), (2, _PROJECTED)) for word in words.split()}
_PROPOSED = 2
_ALIKE = 0.5  # of the titles of the larger chart: as many are in both of two editions; a part of a chart has fewer


def dated(label: str) -> tuple[tuple[str, ...], Day]:
    """The words of *label* without its dates, and the latest of these; (0, 0, 0) where it says none."""
    days = [(int(f["year"] or f["y"]), int(f["month"] or f["m"]), int(f["day"] or f["d"] or 0)) for f in _FIGURES.finditer(label)]
    left = key(_FIGURES.sub(" ", label))
    for found in _WORDS.finditer(left):
        month = _MONTHS[found["month"]] if found["month"] else 0
        days.append((int(found["year"]), month, int(found["day"] or found["d"] or 0) if month else 0))
    words = _DAYS.sub(" ", _WORDS.sub(" ", left)).split()
    return tuple(word for word in words if word not in _BESIDE and word not in _STANDING), max(days, default=(0, 0, 0))


def standing(label: str) -> int:
    """What *label* says of its document beside others of its words: -1 an old one, 0 nothing, 1 a new one, 2 what is proposed."""
    return max((_STANDING[word] for word in key(label).split() if word in _STANDING), key=abs, default=0)


def _order(one: str, other: str) -> int:
    """Whether the label *one* is of an earlier edition than *other*, -1, or of a later one, 1; 0 where they do not say."""
    (words, day), (other_words, other_day) = dated(one), dated(other)
    if words != other_words:
        return 0
    if any(day) and any(other_day) and day != other_day:
        return 1 if day > other_day else -1
    ranks = standing(one), standing(other)
    told = any(day) == any(other_day) or _PROPOSED in ranks  # « Organigramme » beside « Ancien organigramme 2024 » says no date
    return (ranks[0] > ranks[1]) - (ranks[0] < ranks[1]) if told else 0


def _is_before(one: Document, other: Document) -> bool:
    """Whether *one* is an earlier edition than *other*, by their labels, or by the dates that both sheets print."""
    if order := _order(one.link.label, other.link.label):
        return order < 0
    days = [dated(document.tree.date or "")[1] if document.tree else (0, 0, 0) for document in (one, other)]
    return all(map(any, days)) and days[0] < days[1] and tokens(one.link.label) != tokens(other.link.label)


def edition_before(came: Document, others: Sequence[Document]) -> Document | None:
    """The newest of *others* that *came* follows: an earlier org chart of its label's words, much of whose units it has.

    None where one of *others* is as new as *came*, or does not say: an older one is put into the archive then, mostly.
    """
    if came.tree is None:
        return None
    words = dated(came.link.label)[0]
    same = [other for other in others if dated(other.link.label)[0] == words]
    if not all(_is_before(other, came) or standing(other.link.label) == _PROPOSED for other in same):
        return None
    charts = [other for other in same if is_chart_of(other, came) and _is_before(other, came)]
    return max(charts, key=lambda one: (standing(one.link.label) != _PROPOSED, *dated(one.link.label)[1]), default=None)


def is_chart_of(one: Document, other: Document) -> bool:
    """Whether much of the units of the larger of two org charts are in both."""
    titles, own = ({letters_key(unit.title) for unit in d.tree.units} if d.tree else set[str]() for d in (one, other))
    return len(own & titles) >= _ALIKE * max(len(own), len(titles)) > 0


def comes_into_force(gone: Document, before: Document, after: Document) -> bool:
    """Whether what *before* proposed bears, as *after*, the label of the org chart *gone*, of which it is an edition."""
    labels = gone.link.label, before.link.label, after.link.label
    if [standing(label) == _PROPOSED for label in labels] != [False, True, False]:
        return False
    return len({dated(label)[0] for label in labels}) == 1 and is_chart_of(gone, after)


def followed(before: Document | None, came: Document, others: Sequence[Document]) -> Document | None:
    """Which of *others*, that stay, the document *came* follows; where it stands for *before*, an older one still, too.

    A page that keeps the newest two: « 2024 » goes and « 2026 » comes; what is new in this is so against « 2025 ».
    """
    found = edition_before(came, others)
    if found is None or before is None:
        return found
    older = are_editions(before.link.label, came.link.label) and _is_before(before, found)
    return found if older else None


def are_editions(one: str, other: str) -> bool:
    """Whether two labels are of one chart: the same words, of which one says that it is the later."""
    return _order(one, other) != 0


def is_followed(one: str, others: Iterable[str]) -> bool:
    """Whether the document labelled *one* is not in force beside one of *others*: an earlier edition, or what is proposed."""
    proposed = standing(one) == _PROPOSED
    return any(
        are_editions(one, other) and (proposed or _order(one, other) < 0) for other in others if standing(other) != _PROPOSED
    )


def edition_of(change: Change, documents: Iterable[Document]) -> Document | None:
    """Which of *documents*, of the version that tells *change*, its document follows."""
    label = change.facts.get(EDITION_OF)
    found = [one for one in documents if one.item == change.item and one.link.label == label]
    return found[0] if label is not None and found else None
