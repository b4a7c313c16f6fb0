"""What a last line says of the site itself: who made it, by which software, of what day (DESIGN 3.5). Pure."""

from __future__ import annotations

import re
from functools import cache

from monitor.extract.elements.layout import lowered
from monitor.extract.lists import any_of
from monitor.normalize import DATE

_LONGEST = 120  # characters of such a line
_DOTTED = r"\d{1,4}\.\d{1,4}"


def speaks_of_site(text: str) -> bool:
    """Whether *text*, a line called a footer, says who made the site or by which version of what, or is a day and no more.

    A text has versions, too (« Règlement, version 3 », « Guide v2.1 »): without a word of sites or software it takes three figures.
    """
    if len(text) > _LONGEST:
        return False
    said = lowered(text)
    return any(expression.search(said) for expression in _signs()) or _day().fullmatch(said) is not None


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    names = ("site", "of_site", "made", "by", "not_names", "powered", "version", "software")
    site, of_site, made, by, others, powered, version, software = (any_of("credits", name) for name in names)
    return (
        # « Site réalisé par Inovagora »; « site réalisé par les agents : 12 jardins » is a place
        re.compile(rf"^\W*(?:{of_site} )?{site}\W+(?:\w{{1,6}} )?{made}\W+(?:\w+ )?{by} (?!{others}\b)"),
        re.compile(rf"^\W*(?:{made} (?:{of_site} )?(?:web)?site(?: web| internet)?\s?[:–-]|{powered}(?!\w))"),
        re.compile(
            rf"\b{version}\W{{1,3}}(?:{of_site} )?(?:{site}\W{{1,3}})?v?{_DOTTED}(?:\.\d+)+(?! {of_site}\b)|\bv\.? ?{_DOTTED}\.\d"
        ),
        re.compile(rf"\b{version} (?:{of_site} )?{site}\W{{1,3}}v?\d|\b{site} {version}\W{{1,3}}v?\d|\bbuild\W{{1,3}}\d{{6}}"),
        re.compile(rf"\b{software}\b(?: cms)?\W{{1,3}}(?:{version} )?v?{_DOTTED}"),
    )


@cache
def _day() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of('stamp', 'on')}\W+)*{DATE}\W*", re.I)
