"""Which document of a name another one follows: « Organigramme 2026 » put beside « Organigramme 2025 », which stays (3.9). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from monitor.compare.orgchart_sheet import MONTHS
from monitor.compare.orgchart_words import letters_key
from monitor.expressions import expression
from monitor.model import Change, Document
from monitor.normalize import key

EDITION_OF = "edition_of"  # the fact of a change: the label of the document that the new one follows
Day: TypeAlias = tuple[int, int, int]  # year, month and day; 0 where none is said

_OTHER_MONTHS = """janv fev mar avr mai juin juil aou sept oct nov dec
jan feb mars apr may jun jul aug sep okt nov dez januar februar marz april mai juni juli august september oktober november dezember
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart april mei juni juli augustus september oktober november december"""
_MONTH = r"(?:0?[1-9]|1[0-2])"
_MONTHS = {
    **MONTHS,
    **{word: n % 12 + 1 for n, word in enumerate(_OTHER_MONTHS.split())},
}  # folded
_FIGURES = expression(
    rf"(?<!\d)(?:(?P<year>(?:19|20)\d\d)[-./](?P<month>{_MONTH})(?:[-./](?P<day>\d{{1,2}}))?"
    rf"|(?:(?P<d>\d{{1,2}})[-./])?(?P<m>{_MONTH})[-./](?P<y>(?:19|20)\d\d))(?!\d)"
)
_WORDS = expression(
    rf"\b(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? )?(?:(?:of|de) )?"
    rf"(?:(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))}) )?"
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)? )?(?P<year>(?:19|20)\d\d)\b"
)
# What a label says of its date, or of its place among the others; all other words are its own: « RH », « pôle A ».
_BESIDE_DATES = """version edition mise mis jour maj actualise nouvel nouveau nouvelle ancien ancienne archive new old stand per
a au du de d le la l en of as am vom al del"""
_BESIDE = frozenset(_BESIDE_DATES.split())
_ALIKE = 0.5  # of the titles of the larger chart: as many are in both of two editions; a part of a chart has fewer


def dated(label: str) -> tuple[tuple[str, ...], Day]:
    """The words of *label* without its dates, and the latest of these; (0, 0, 0) where it says none."""
    days = [(int(f["year"] or f["y"]), int(f["month"] or f["m"]), int(f["day"] or f["d"] or 0)) for f in _FIGURES.finditer(label)]
    left = key(_FIGURES.sub(" ", label))
    for found in _WORDS.finditer(left):
        month = _MONTHS[found["month"]] if found["month"] else 0
        days.append((int(found["year"]), month, int(found["day"] or found["d"] or 0) if month else 0))
    words = (word for word in _WORDS.sub(" ", left).split() if word not in _BESIDE)
    return tuple(words), max(days, default=(0, 0, 0))


def edition_before(came: Document, others: Sequence[Document]) -> Document | None:
    """The newest of *others* that *came* follows: an org chart of its label but for an earlier date, much of whose units it has.

    None where one of *others* is as new as *came*, or has no date: an older one is put into the archive then, mostly.
    """
    words, day = dated(came.link.label)
    alike = [(dated(other.link.label)[1], other) for other in others if dated(other.link.label)[0] == words]
    if not any(day) or came.tree is None or any(other >= day or not any(other) for other, _ in alike):
        return None
    own, charts = {letters_key(unit.title) for unit in came.tree.units}, list[tuple[Day, Document]]()
    for day_of, other in alike:
        titles = {letters_key(unit.title) for unit in other.tree.units} if other.tree else set[str]()
        if len(own & titles) >= _ALIKE * max(len(own), len(titles)) > 0:
            charts.append((day_of, other))
    return max(charts, key=lambda one: one[0])[1] if charts else None


def followed(before: Document | None, came: Document, others: Sequence[Document]) -> Document | None:
    """Which of *others*, that stay, the document *came* follows; where it stands for *before*, an older one still, too.

    A page that keeps the newest two: « 2024 » goes and « 2026 » comes; what is new in this is so against « 2025 ».
    """
    found = edition_before(came, others)
    if found is None or before is None:
        return found
    older = are_editions(before.link.label, came.link.label) and dated(before.link.label)[1] < dated(found.link.label)[1]
    return found if older else None


def are_editions(one: str, other: str) -> bool:
    """Whether two labels are of one chart in two years: the same words, another date, said in both."""
    (words, day), (other_words, other_day) = dated(one), dated(other)
    return words == other_words and day != other_day and any(day) and any(other_day)


def is_followed(one: str, others: Iterable[str]) -> bool:
    """Whether the document labelled *one* is an earlier edition of one of *others*: who is in it was there."""
    return any(are_editions(one, other) and dated(other)[1] > dated(one)[1] for other in others)


def edition_of(change: Change, documents: Iterable[Document]) -> Document | None:
    """Which of *documents*, of the version that tells *change*, its document follows."""
    label = change.facts.get(EDITION_OF)
    found = [one for one in documents if one.item == change.item and one.link.label == label]
    return found[0] if label is not None and found else None
